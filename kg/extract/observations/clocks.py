"""The years that an article is about, as its date, its title and the lines beside it tell them."""

from __future__ import annotations

import re

from kg.extract.observations.genre import own_year, year_accounted
from kg.extract.observations.outlines import years_planned
from kg.extract.observations.periods import Clock, year_in
from kg.extract.work import ArticleView
from kg.model import ArticleKind, BlockKind

HEADS = (BlockKind.HEADLINE, BlockKind.SUBTITLE)
_ACCOUNTS = re.compile(r"(?:运行|执行|进展|完成|生产)(?:情况|态势)|公报|统计|成绩单|通报|形势分析")  # titles of those that give account


def clock_of(article: ArticleView, page: str | None, title: str, plans: bool, reports: bool) -> tuple[Clock, bool]:
    """The clock of an article, and whether a year gone by is what its title or the line beside it promises to tell of. page: the date of
    the page (ISO 8601). title: of the article; plans, reports: whether it is a plan, or gives account."""
    date = article.article.date or own_year(article.views, page) or page
    clock = Clock(int(date[:4]) if date else None, int(date[5:7]) if date and len(date) >= 7 else None)
    if article.article.kind in (ArticleKind.NOTICE, ArticleKind.ROSTER) and re.search(r"20\d\d年度", title):
        clock.told = year_in(title)
    lines = [v.text for v in article.views if v.block.kind in HEADS]
    if reports or _ACCOUNTS.search(title):
        kickers = [v.text for v in article.views if v.block.kind in (*HEADS, BlockKind.KICKER)]
        clock.span = next((t for t in clock.times_in("".join(kickers) + title) if "/" in t.period), None)
    titled = next((y for line in (title, *lines) if (y := year_accounted(line, clock.printed))), None)
    of_one_year = titled is not None and clock.told is None
    clock.told = clock.told or titled
    clock.plan = years_planned(title) if plans else None
    return clock, of_one_year


__all__ = ["HEADS", "clock_of"]
