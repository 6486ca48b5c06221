"""When two names, or two figures, are the same to a careful reader: what the measures forgive, in one place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_PASSED_OVER = re.compile(r"[\s“”\"'‘’「」『』《》〈〉()·,、。:;—\-]")  # after NFKC, which makes ，：；（） plain
_SHARE = 0.6
"""Of the longer name that the shorter must make up, or of two indicators' characters that must be shared."""


def folded(text: str | None) -> str:
    """A name for comparing: NFKC, lower case, without white space, quotation marks, brackets and dashes."""
    return _PASSED_OVER.sub("", unicodedata.normalize("NFKC", text or "")).lower()


def alike(one: str, other: str) -> bool:
    """Whether one folded name equals the other, or lies in it and has 60 % of its length (宜昌市 and 宜昌; not 宜昌 and 宜昌市人民政府)."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or (short in long and len(short) >= _SHARE * len(long))


def same_indicator(one: str, other: str) -> bool:
    """Whether two names of indicators speak of the same: one stands in the other, or they share 60 % of their characters (Dice 1945)."""
    a, b = folded(one), folded(other)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b)) >= _SHARE


def same_role(one: str, other: str | None) -> bool:
    """Whether two roles are the same: one stands in the other (董事长 in 党委书记、董事长)."""
    a, b = folded(one), folded(other)
    return bool(a and b) and (a in b or b in a)


def amount(value: str, unit: str | None) -> tuple[str, str]:
    """Value and unit in one spelling: 4 成 is 40 %, 1,200 is 1200, 5.0 is 5. What is no number stays as it is written."""
    plain, measure = unicodedata.normalize("NFKC", value).replace(",", ""), folded(unit)
    try:
        number = float(plain)
    except ValueError:
        return folded(plain), measure
    return (f"{number * 10:g}", "%") if measure == "成" else (f"{number:g}", measure)


def period(text: str | None) -> str:
    """A period in one spelling: 2024年 is 2024, none is the empty text."""
    return (text or "").replace("年", "")
