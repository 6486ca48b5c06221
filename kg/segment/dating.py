"""The date that is printed for an article: of the document, of the dateline, or of the day on which the reported thing happened."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Block, BlockKind, Issue
from kg.segment.dates import days, full_dates, is_deadline, near, within

_RECENT = 15  # days: a talk or a sitting that a paper reports lies at most two weeks back
_DECIDED = re.compile(r"\(\d{1,2}月\d{1,2}日[^()]{4,50}(?:通过|决定|公布)\)$")  # (1月5日县十八届人大四次会议预备会议通过)
_HEAD_BLOCKS = 6
_HEAD = (BlockKind.SUBTITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADLINE)


def article_date(blocks: Iterable[Block], issue: Issue, published: str | None = None) -> str | None:
    """The date of an article (ISO 8601), or None when only the page could tell. published: the date of the line of a web page between
    title and text that says when and by whom the article was put up.

    A signature wins; then a date in brackets or after a dash below the title; then the date of publication, or that of the credits; then
    the first day in the text that lies in the two weeks before the issue and is no deadline.
    """
    body = list(blocks)
    for b in reversed(body):
        if b.kind is BlockKind.SIGNATURE and (dates := full_dates(b.text)):
            return dates[-1][1]
    for b in [b for b in body if b.kind in _HEAD][:_HEAD_BLOCKS]:
        if b.kind is not BlockKind.PARAGRAPH or b.text.startswith(("(", "—")):
            if dates := full_dates(b.text):
                return dates[0][1]
            if _DECIDED.match(b.text) and (dates := _days(b.text, issue)):
                return dates[0][1]
    credited = (dates[0][1] for b in body if b.kind is BlockKind.BYLINE and (dates := full_dates(b.text)))
    if day := published or next(credited, None):
        return day
    for b in body:
        if b.kind in (BlockKind.PARAGRAPH, BlockKind.BYLINE, BlockKind.BULLET):
            for at, day in _days(b.text, issue):
                recent = issue.date is None or len(issue.date) < 10 or within(day, issue.date, _RECENT)
                if recent and not is_deadline(b.text, at):
                    return day
    return None


def _days(text: str, issue: Issue) -> list[tuple[int, str]]:
    """The days that a text names, as (place, ISO date), in order; a missing year is the issue's, or the one before."""
    found = full_dates(text)
    if issue.date:
        found = sorted(found + [(at, near(day, issue.date)) for at, day in days(text, int(issue.date[:4]))])
    return found
