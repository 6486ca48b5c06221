"""A matter through the years: columns for what was recommended and what was promised in each year, and the inferred links between them:
from a recommendation to the promises that take it up, and from a proposal to where it is told again.

The links are those that the build has recorded, each with its score and reasons; whether the one led to the other, the documents do not
say. In a graph without inference there are no lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.view.choose import find, linked_to
from kg.view.contents import Contents, Statement
from kg.view.layout import LINE_HEIGHT, Box, Layout, node_size
from kg.view.picture import Line, Node, Picture, inferred_lines
from kg.view.text import wrapped

_CARD = 38
_GAP = 10.0
_BETWEEN = 96.0
_LAST = 9999
"""What has no year stands behind all years."""
_PROMISE = "Commitment"

Heads = tuple[tuple[str, str], ...]


def years(contents: Contents, about: str | None, limit: int) -> tuple[Picture, Layout, Heads, Counter[str]]:
    """The picture with at most `limit` proposals, those with lines first, and of each column the year (empty if unknown) and a key of the
    page's words; and how many proposals of each class there are. Raises QueryError when nothing is called `about`."""
    proposals = [s for s in contents.statements.values() if s.is_proposal]
    if about is not None:
        seeds = set(find(contents, about))
        own = {s.iri for s in proposals if seeds & set(s.ends)}
        own |= {s.iri for s in linked_to(contents, own)}
        proposals = [s for s in proposals if s.iri in own]
    there = {s.iri for s in proposals}
    linked = Counter(iri for link in contents.inferred for iri in (link.left, link.right) if {link.left, link.right} <= there)
    ranked = sorted(proposals, key=lambda s: (s.iri not in linked, -linked[s.iri]))
    if about is None and linked:  # of everything, what stands alone tells nothing
        ranked = ranked[: len(linked)]
    chosen = {s.iri for s in ranked[:limit]}
    shown = [s for s in proposals if s.iri in chosen]
    found = sorted({(s.year or _LAST, s.kind == _PROMISE) for s in shown})
    columns = {key: i for i, key in enumerate(found)}
    nodes = tuple(
        Node(i, s.iri, s.kind, columns[s.year or _LAST, s.kind == _PROMISE], wrapped(_words(contents, s), _CARD, 3), 1, False)
        for i, s in enumerate(shown)
    )
    numbers = {n.iri: n.id for n in nodes}
    lines = inferred_lines(contents, numbers)
    heads = tuple(("" if year == _LAST else str(year), "promised" if promise else "recommended") for year, promise in found)
    return Picture(nodes, lines), _layout(nodes, lines), heads, Counter(s.kind for s in proposals)


def _words(contents: Contents, s: Statement) -> str:
    names = [contents.things[i].name for i in s.links.get("proposer", ()) if i in contents.things]
    return f"{'、'.join(names)}：{s.words.get('text', '')}"


def _layout(nodes: Sequence[Node], lines: Sequence[Line]) -> Layout:
    """Columns side by side; in each, what is tied to something on its left in the order of that."""
    sizes = [node_size(n) for n in nodes]
    near: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        near[line.source].append(line.target)
        near[line.target].append(line.source)
    ys: dict[int, float] = {}
    lefts: dict[int, float] = {}
    x = bottom = 0.0
    columns: list[tuple[int, float, float]] = []
    for column in sorted({n.column for n in nodes}):
        members = [n for n in nodes if n.column == column]
        wish = {n.id: min((ys[j] for j in near[n.id] if j in ys), default=float("inf")) for n in members}
        members.sort(key=lambda n: (wish[n.id], n.id))
        y = LINE_HEIGHT
        for n in members:
            ys[n.id] = y + sizes[n.id][1] / 2
            y += sizes[n.id][1] + _GAP
        bottom = max(bottom, y)
        width = max(sizes[n.id][0] for n in members)
        lefts[column] = x
        columns.append((column, round(x + width / 2, 1), round(width, 1)))
        x += width + _BETWEEN
    boxes = tuple(Box(round(lefts[n.column] + w / 2, 1), round(ys[n.id], 1), w, h) for n, (w, h) in zip(nodes, sizes, strict=True))
    return Layout(boxes, tuple(columns), 0.0, 0.0, round(max(x - _BETWEEN, 0.0), 1), round(bottom, 1))
