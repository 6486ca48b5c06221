"""Lines of a list that give a name, set apart by a blank or a note, and then employer and post (3.甲 乙(女) 某县某镇卫生院护士长).

Such a line says by its form that a name opens it, also one that is padded, numbered, or built like none; where the line ends with an
office, the name is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.people.words import is_common
from kg.extract.position_facts import facts
from kg.extract.titles import titles_before
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.names import could_be_name, is_name
from kg.model import BlockKind, EntityType, Position

_P = EntityType.PERSON
_LINES = (BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.HEADING)
_LONGEST = 70  # characters of such a line
_SIBLINGS = 2  # lines with a sure name that make sure of a strange one
_H = r"[\u3400-\u9fff]"
_LINE = re.compile(
    rf"(?:[(（]?\d{{1,3}}[)）.、．]\s*)?(?P<name>{_H}[ \u3000]+{_H}|{_H}{{2,4}}|{_H}+(?:·{_H}+)+)(?=[ \u3000(（])"
    r"(?P<note>[ \u3000]*[(（][^()（）]{1,20}[)）])?(?P<gap>[ \u3000]*)(?P<rest>\S.{3,60})$"
)


def name_lines(article: ArticleView, context: Context) -> list[tuple[View, Found]]:
    """Adds to the blocks of such lists the names that no other rule has found, and returns all the names that open a line of one."""
    lines = [(v, read) for v in article.views if (read := _read(v, context))]
    sure = sum(is_name(f.name) for _, (f, _) in lines)
    out = []
    for view, (f, padded) in lines:
        known = next((p for p in view.found if p.type is _P and p.start <= f.start < p.end), None)
        good = is_name(f.name) and (padded or not is_common(f.name) or sure > _SIBLINGS)
        if known is None and not good and not (could_be_name(f.name) and sure >= _SIBLINGS):
            continue
        if known is None:
            view.found = sorted([p for p in view.found if p.end <= f.start or p.start >= f.end] + [f])
        if known is None or known.end == f.end:
            out.append((view, f))
    return out


def _read(view: View, context: Context) -> tuple[Found, bool] | None:
    """The name that opens a line, and whether blanks pad it; None for a line that is none of a list or does not end with an office."""
    offsets = view.block.offsets
    if view.block.kind not in _LINES or len(view.text) > _LONGEST or not offsets or view.text[-1] in "。;:!?" or view.block.table:
        return None
    raw = context.source.text[offsets[0] : offsets[-1] + 1]
    m = _LINE.match(raw) if "\n" not in raw else None
    if m is None or not (m["gap"] or m["note"]):
        return None
    name = re.sub(r"\s", "", m["name"])
    start = len(re.sub(r"\s", "", raw[: m.start("name")]))
    f = Found(start, start + len(name), _P, name, "name-of-line")
    titles = titles_before(view, len(view.text), context)
    if not titles or titles[0].end - len(titles[0].role) < f.end:
        return None
    return f, " " in m["name"] or "\u3000" in m["name"]


def told_in_lines(lines: list[tuple[View, Found]], article: ArticleView, context: Context) -> Iterator[Position]:
    """The offices at the ends of the lines whose names `name_lines` found."""
    for view, f in lines:
        titles = [t for t in titles_before(view, len(view.text), context) if t.start >= f.end]
        if titles:
            yield from facts(titles, f, view, article, context, "name-then-office")


__all__ = ["name_lines", "told_in_lines"]
