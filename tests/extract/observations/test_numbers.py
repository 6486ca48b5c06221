"""Numbers in digits and in Chinese characters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.numbers import shares_in, value_of


@pytest.mark.parametrize(
    "form, value",
    [
        ("5.5", "5.5"),
        ("1,508.3", "1508.3"),
        ("十", "10"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("两千三百", "2300"),
        ("百", "100"),
        ("三", "3"),
        ("七点五", "7.5"),
    ],
)
def test_value(form: str, value: str) -> None:
    assert value_of(form) == Decimal(value)


@pytest.mark.parametrize("form", ["", "几", "三五", "十百", "一二三", "abc", "1.2.3"])
def test_no_value(form: str) -> None:
    assert value_of(form) is None


@pytest.mark.parametrize(
    "text, value, unit",
    [
        ("占八成", "80", "%"),
        ("一成五", "15", "%"),
        ("百分之七", "7", "%"),
        ("四分之一", "0.25", ""),
        ("一半以上", "50", "%"),
        ("半数", "50", "%"),
    ],
)
def test_share(text: str, value: str, unit: str) -> None:
    assert [(s.value, s.unit) for s in shares_in(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize("text", ["成效明显", "三成分校", "分之", "百分之百倍"])
def test_no_share_crashes(text: str) -> None:
    assert all(s.end > s.start for s in shares_in(text))


@given(st.integers(min_value=0, max_value=10**9))
def test_separators_do_not_change_a_value(number: int) -> None:
    assert value_of(f"{number:,}") == value_of(str(number)) == number


@given(st.text(max_size=30))
def test_any_text_is_read_without_failure(text: str) -> None:
    value_of(text)
    assert all(text[s.start : s.end] for s in shares_in(text))
