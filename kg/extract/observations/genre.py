"""What kind of paper an article is, as far as its figures go: whether it gives account, and of which year.

The title tells it: 关于…决算的报告, …统计公报, …工作总结 give account of the year that they name; 代表审议政府工作报告 is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kg.extract.observations.words import form
from kg.extract.work import View
from kg.model import ArticleKind, BlockKind

_OVER = (BlockKind.SUBTITLE, BlockKind.KICKER)
_KINDS = (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC, ArticleKind.TABLE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


def is_report(kind: ArticleKind, title: str) -> bool:
    """Whether an article is a report or shows one; what tells of the hearing of a report is news, whatever its kind was taken for."""
    return (kind in _KINDS and not form("about-report").search(title)) or (kind is ArticleKind.NEWS and gives_account(title))


def gives_account(title: str) -> bool:
    """Whether a title is that of a paper that gives account: a report, a bulletin, a summary of the year."""
    return bool(form("account").search(title)) and not form("about-report").search(title)


def year_accounted(title: str, printed: int | None) -> int | None:
    """The year of which a paper gives account, if its title names one and one only, and that year is over; else None. printed: the year
    of the document, None if it states none."""
    years = {int(y) for y in _YEAR.findall(title)}
    if len(years) != 1 or not (gives_account(title) or form("tells-year").search(title)) or form("of-coming-year").search(title):
        return None
    (year,) = years
    return year if printed is None or year < printed else None


def title_of(title: str, views: Sequence[View]) -> str:
    """The title that tells what kind of paper an article is: its own, or the line over it that is the title of an account where the page
    took the name of the body that gives it for the headline."""
    if gives_account(title):
        return title
    above = takewhile(lambda v: v.block.kind is not BlockKind.HEADLINE, views)
    return next((v.text for v in above if v.block.kind in _OVER and gives_account(v.text) and _YEAR.search(v.text)), title)


def own_year(views: Sequence[View], page: str | None) -> str | None:
    """The year in which an article was written that stands on a page of a later date (page, ISO 8601), as in a collection: the latest that
    its text names, where its text begins with a year more than one before the page's; None for any other."""
    opening = next((v.text for v in views if v.block.kind is BlockKind.PARAGRAPH), "")
    begins = _YEAR.match(opening)
    if page is None or begins is None:
        return None
    latest = max(int(y) for v in views for y in _YEAR.findall(v.text))
    return str(latest) if latest <= int(begins.group()) + 1 < int(page[:4]) else None


__all__ = ["gives_account", "is_report", "own_year", "title_of", "year_accounted"]
