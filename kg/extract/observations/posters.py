"""Lines that show the figure before its name (6.7% 地区生产总值增速), as posters and infographics do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.observations.figures import Figure
from kg.extract.observations.items import Item
from kg.extract.observations.lists import names_in
from kg.extract.observations.naming import name_of
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import trimmed
from kg.extract.work import View
from kg.model import BlockKind


def is_poster(text: str, parts: Sequence[Item]) -> bool:
    """Whether a line shows its figures before their names (6.7% 地区生产总值增速), as posters do."""
    figures = [f for p in parts for f in p.figures]
    first = next(iter(figures), None)
    return (
        first is not None
        and first.start == 0
        and first.kind in ("money", "share", "measure", "people", "count", "time")
        and not first.spelled
        and len(text) <= _LINE
        and bool(re.match(r"/|[一-鿿“]", text[first.end :]))
        and not re.search(r"[。!?;]", text[:-1])
        and not _VERBAL.match(text, first.end)
    )


def poster_statements(text: str, parts: Sequence[Item]) -> Iterator[Statement]:
    """The statements of such a line; several figures before one stroke share the names of a list (63150元/29840元 城镇、农村居民收入)."""
    figures = [f for p in parts for f in p.figures]
    pending: list[Figure] = []
    name = ""
    for k, f in enumerate(figures):
        after = text[f.end : figures[k + 1].start if k + 1 < len(figures) else len(text)]
        item = next(p for p in parts if p.start <= f.start < p.end)
        if (pending and after.strip("/、") == "") or after.startswith("/"):
            pending.append(f)
            continue
        if f.start > item.start and not pending and text[item.start - 1 : item.start] in (",", ";", "、"):
            naming = name_of(text[item.start : f.start], f, text[f.end : item.end])
            yield Statement(
                (name if naming.leans else "") + naming.name, f, item.start, item.end, item.start, naming.form, leans=naming.leans
            )
            continue
        name = trimmed(re.sub(r"\([^()]*\)", "", re.split(r"[,。;]", after)[0]))
        names = names_in(name, len(pending) + 1) if pending else []
        for own, g in zip(names or [name] * (len(pending) + 1), [*pending, f], strict=True):
            yield Statement(own, g, g.start, min(f.end + len(after), len(text)), item.start, "level")
        pending = []


_LINE = 60
_VERBAL = re.compile(r"[一-鿿]{0,8}(?:反映|认为|表示|来自|属于|集中|开工|完成|投产|附议|走|是(?=.))")


_LINES = (BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.BULLET)
_BARE = 3  # the level of a heading without any mark
_SHORT = 40  # characters of a line of a poster
_MANY = 8  # lines of a poster, more than subtitles of an article


def is_page_of_lines(views: Sequence[View]) -> bool:
    """Whether a page is one of short lines, each by itself: a picture in words."""
    lines = [v for v in views if v.block.kind not in (BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.CAPTION)]
    short = sum(v.block.kind in _LINES and v.block.level in (0, _BARE) and len(v.text) <= _SHORT for v in lines)
    return short > _MANY and short >= 0.9 * len(lines)


__all__ = ["is_page_of_lines", "is_poster", "poster_statements"]
