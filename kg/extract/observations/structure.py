"""The structure of an economy, written as one ratio of three (三次产业结构为7.5:52.3:40.2): the share of each sector."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.extract.observations.figures import Figure
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import form

_SECTORS = ("第一产业", "第二产业", "第三产业")
_SLACK = Decimal("0.5")  # what rounding may leave of a hundred


def structure(text: str, start: int, end: int) -> Iterator[Statement]:
    """The shares of the three sectors that text[start:end] states, of a change both the state from which it started and the one that was
    reached; three numbers that do not make a hundred are no shares."""
    head = form("sectors").search(text, start, end)
    if head is None:
        return
    stop = next((i for i in range(head.end(), end) if text[i] in ",;。"), end)
    ratios = list(_RATIO.finditer(text, head.start(), stop))
    for n, m in enumerate(ratios):
        shares = [Decimal(m[k]) for k in (1, 2, 3)]
        if abs(sum(shares, Decimal(-100))) > _SLACK:
            continue
        reached = n == len(ratios) - 1
        if not reached and not _FROM.search(text, head.start(), m.start()):
            continue
        for k, sector in enumerate(_SECTORS):
            figure = Figure(*m.span(k + 1), "share", shares[k], "%")
            yield Statement(f"{sector}占比", figure, head.start(), m.end(), head.start(), "share" if reached else "before")


_FROM = re.compile(r"[由从](?:上年|去年|20\d\d年)[^,;。\d]{0,4}$")  # the state of a year that the sentence names
_RATIO = re.compile(r"(?<![\d.:∶])(\d+(?:\.\d+)?)[:∶](\d+(?:\.\d+)?)[:∶](\d+(?:\.\d+)?)(?![\d.:∶])")

__all__ = ["structure"]
