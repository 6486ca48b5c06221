"""Numbers as Chinese documents write them: 5.5, 1,508, 二十, 两万, 八成, 三分之一, 一半, 翻两番.

Only the value is read here; which numbers are figures of something is decided in extraction. The magnitude words 万 and 亿 stay
beside the number (5.8 万), because statistics are compared in the unit in which they are published.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}

_CHINESE = "[零〇一二三四五六七八九十百千两]"
ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
NUMERAL = rf"(?:{ARABIC}|{_CHINESE}+)"
_SHARE = re.compile(
    rf"(?P<percent>百分之(?P<of100>{_CHINESE}+(?:点{_CHINESE}+)?))|(?P<below>{NUMERAL})分之(?P<above>{NUMERAL})"
    rf"|(?P<tenths>[一二三四五六七八九两\d])成(?P<half>半|[一二三四五六七八九](?![成分个]))?|(?P<most>一半|半数)"
)


class Share(NamedTuple):
    """A part of a whole. start, end: characters of the text. value: in percent where `unit` is %, else a ratio (三分之一: unit "")."""

    start: int
    end: int
    value: Decimal
    unit: str


def value_of(form: str) -> Decimal | None:
    """The number that a form writes in digits (with or without separators) or in Chinese characters; None if it writes none.

    Chinese numbers follow GB/T 15835 (二百三十, 一千零五), also read digit by digit (二〇二四) and with a bare place (百 in 百万 is 100).
    """
    plain = form.replace(",", "")
    if plain[:1].isdigit() and plain.isascii():
        try:
            return Decimal(plain)
        except InvalidOperation:
            return None
    if "点" in form:
        whole, _, rest = form.partition("点")
        head = value_of(whole)
        digits = [_DIGITS.get(c) for c in rest]
        return None if head is None or None in digits or not digits else head + Decimal("0." + "".join(map(str, digits)))
    return _chinese(form)


def shares_in(text: str) -> list[Share]:
    """The shares written in words in `text`: 八成 (80 %), 一成五 (15 %), 百分之五 (5 %), 三分之一 (a plain ratio), 一半 and 半数 (50 %)."""
    out: list[Share] = []
    for m in _SHARE.finditer(text):
        read = _share(m)
        if read is not None:
            out.append(Share(m.start(), m.end(), *read))
    return out


def _share(m: re.Match[str]) -> tuple[Decimal, str] | None:
    if m["percent"]:
        value = value_of(m["of100"])
        return None if value is None else (value, "%")
    if m["below"]:
        below, above = value_of(m["below"]), value_of(m["above"])
        return None if not below or above is None else (round(above / below, 6).normalize(), "")
    if m["tenths"]:
        tenths = value_of(m["tenths"])
        if tenths is None:
            return None
        half = Decimal(5) if m["half"] == "半" else (value_of(m["half"]) or Decimal(0)) if m["half"] else Decimal(0)
        return tenths * 10 + half, "%"
    return Decimal(50), "%"


def _chinese(form: str) -> Decimal | None:
    if not form or any(c not in _DIGITS and c not in _PLACES for c in form):
        return None
    if not any(c in _PLACES for c in form):
        return Decimal("".join(str(_DIGITS[c]) for c in form)) if len(form) == 1 or "〇" in form or "零" in form else None
    total, digit, last = 0, 0, 10_000
    for c in form:
        if c in _PLACES:
            place = _PLACES[c]
            if place >= last:
                return None
            total += (digit or 1) * place
            digit, last = 0, place
        else:
            digit = _DIGITS[c]
    return Decimal(total + digit)


__all__ = ["ARABIC", "NUMERAL", "Share", "shares_in", "value_of"]
