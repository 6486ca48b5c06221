"""Dates as pages print them."""

from __future__ import annotations

import datetime
import re

# A pattern that begins with the characters that it looks for, and looks at what stands before them afterwards, is found ten times faster.
_FULL = re.compile(r"(\d\d\d\d)(?<!\d\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?(?!\d(?!\d?:\d\d))")
_DIGITS_ONLY = re.compile(r"(?<=\()((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\))")  # (20240307)
_HAN = re.compile(r"([二〇○零一九][二〇○零一九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_YEAR_OR_NUMBER = tuple("年0123456789")
_OF_YEAR = re.compile(r"(?<![\d年])([今去当]年)\s*$")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def iso(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None for a day that does not exist."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def full_dates(text: str) -> list[tuple[int, str]]:
    """Dates with year, month and day, as (place in text, ISO date), in order."""
    out = []
    numbered = "20" in text or "19" in text or "21" in text  # as every year told below is; most lines hold none
    for m in (*_FULL.finditer(text), *_DIGITS_ONLY.finditer(text)) if numbered else ():
        date = iso(int(m[1]), int(m[2]), int(m[3]))
        if date and 1949 <= int(m[1]) <= 2100:
            out.append((m.start(), date))
    for m in _HAN.finditer(text) if "年" in text else ():
        date = iso(int("".join(str(_DIGITS[c]) for c in m[1] if c in _DIGITS)), _number(m[2]), _number(m[3]))
        if date:
            out.append((m.start(), date))
    return sorted(out)


def days(text: str, year: int) -> list[tuple[int, str]]:
    """Days without a year (12月25日), placed in `year`, as (place in text, ISO date), in order."""
    out = []
    for m in _MONTH_DAY.finditer(text) if "月" in text else ():
        at = m.start()
        before = text[max(0, at - 6) : at]
        told = _OF_YEAR.search(before) if "年" in before else None
        if told is None and before[-1:] in _YEAR_OR_NUMBER:
            continue  # a day with its year, the end of another number
        date = iso(year - (told is not None and told[1] == "去年"), int(m[1]), int(m[2]))
        if date:
            out.append((at - len(told.group()) if told else at, date))
    return out


def near(date: str, issue: str) -> str:
    """A date whose year was supplied from the issue, moved a year back when it would lie more than a month after the issue (a December
    day in a January paper)."""
    if len(issue) >= 10 and date > (datetime.date.fromisoformat(issue[:10]) + datetime.timedelta(days=31)).isoformat():
        return iso(int(date[:4]) - 1, int(date[5:7]), int(date[8:10])) or date
    return date


def later(date: str, count: int) -> str:
    """The day `count` days after an ISO date."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=count)).isoformat()


_DEADLINE = re.compile(r"[^日]*日(?:[^,。;]{0,8}(?:前|截止)|以前|之前|起|止|底|至|—|24时|17时|出版|出?生(?!效|产|活|态))")
_REACHES = re.compile(r"(?:截至|截止|到|从|自|于|至|将|拟)$")


def is_deadline(text: str, at: int) -> bool:
    """Whether the day printed at text[at] is the end or the beginning of a span (3月底前, 截至1月5日) and not one on which something
    happened."""
    return bool(_DEADLINE.match(text, at, at + 22) or _REACHES.search(text[max(0, at - 2) : at]))


def within(date: str, issue: str, days_before: int) -> bool:
    """Whether `date` lies in the given number of days up to the issue (one day after it is let through)."""
    a, b = datetime.date.fromisoformat(date), datetime.date.fromisoformat(issue[:10])
    return -1 <= (b - a).days <= days_before


def _number(text: str) -> int:
    """A Chinese number below a hundred; 0 for what is none."""
    tens, ten, units = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)
