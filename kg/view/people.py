"""Who proposes together: proposers, joined where they signed the same proposal or speak on the same topic, in the groups that this makes.

What a body promises is no proposal here. Groups are communities by the Louvain method (V. D. Blondel and others: Fast unfolding of
communities in large networks, Journal of Statistical Mechanics, 2008); the mark of a proposer grows with its strength, the sum of the
weights of its lines (weighted degree centrality). Both are networkx's. A topic joins its speakers the more the fewer they are, and one that
many speak on joins nobody; of the lines that only topics make, each proposer keeps the strongest few, or nobody could read the picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import networkx as nx

from kg.view.choose import find
from kg.view.contents import Contents
from kg.view.layout import Box, Layout, node_size
from kg.view.picture import Line, Node, Picture
from kg.view.text import wrapped

_TOGETHER, _SHARED = 3.0, 1.0
_SPEAKERS = 6
"""A topic on which more than so many speak joins nobody."""
_STRONGEST = 3
"""So many lines that only topics make are kept of each proposer."""
_PROMISE = "Commitment"
_NAME = 24
_ROW = 1500.0
_APART = 90.0
_MARGIN = 24.0
_PUSHES = 200
_SEED = 1
"""Of networkx's methods that begin at random: the same picture each time."""


def people(contents: Contents, about: str | None, limit: int) -> tuple[Picture, Layout, tuple[tuple[str, str], ...], Counter[str]]:
    """The picture with at most `limit` proposers, the strongest first; it has no columns. Also how many there are of each class.

    With `about`, the proposers of that name (or of proposals about what has it), and those who are joined to one of them. Raises QueryError
    when nothing has that name.
    """
    graph = together(contents)
    seeds: set[str] = set()
    if about is not None:
        found = set(find(contents, about))
        touching = [s for s in contents.statements.values() if s.is_proposal and found & set(s.ends)]
        seeds = found & set(graph) or {p for s in touching for p in s.links.get("proposer", ()) if p in graph}
        graph = graph.subgraph(sorted(seeds | {n for seed in seeds for n in graph[seed]}))
    there = Counter(contents.things[n].kind for n in graph)
    strength = dict(graph.degree(weight="weight"))
    joined = sorted((n for n in graph if strength[n] or n in seeds), key=lambda n: (n not in seeds, -strength[n], n))[:limit]
    graph = graph.subgraph(joined)
    ordered = nx.Graph()
    ordered.add_nodes_from(joined)
    ordered.add_edges_from(sorted((*sorted((a, b)), data) for a, b, data in graph.edges(data=True)))
    found_groups = nx.community.louvain_communities(ordered, seed=_SEED) if joined else []
    groups = sorted((sorted(g) for g in found_groups), key=lambda g: (-len(g), g))
    nodes: list[Node] = []
    for number, group in enumerate(groups):
        for iri in sorted(group, key=lambda n: (-strength[n], n)):
            thing = contents.things[iri]
            nodes.append(Node(len(nodes), iri, thing.kind, number, wrapped(thing.name, _NAME, 2), round(strength[iri]), iri in seeds))
    numbers = {n.iri: n.id for n in nodes}
    lines = []
    for a, b, data in ordered.edges(data=True):
        one, other = sorted((numbers[a], numbers[b]))
        for role in ("together", "shared"):
            if data[role]:
                lines.append(Line(one, other, role, tuple(data[role])))
    lines.sort(key=lambda line: (line.source, line.target, line.role != "together"))
    return Picture(tuple(nodes), tuple(lines)), _layout(nodes, ordered), (), there


def together(contents: Contents) -> nx.Graph:
    """Proposers as a networkx graph. weight of an edge: see above; together, shared: IRIs of the proposals that join its ends."""
    graph = nx.Graph()
    on: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for s in contents.statements.values():
        if not s.is_proposal or s.kind == _PROMISE:
            continue
        proposers = [p for p in s.links.get("proposer", ()) if p in contents.things]
        graph.add_nodes_from(proposers)
        for a, b in combinations(dict.fromkeys(proposers), 2):
            _join(graph, a, b, "together", _TOGETHER, [s.iri])
        for topic in s.links.get("topic", ()):
            for p in proposers:
                on[topic][p].append(s.iri)
    for speakers in on.values():
        for a, b in combinations(sorted(speakers), 2) if len(speakers) <= _SPEAKERS else ():
            _join(graph, a, b, "shared", _SHARED / (len(speakers) - 1), [*speakers[a], *speakers[b]])
    return _readable(graph)


def _readable(graph: nx.Graph) -> nx.Graph:
    """The graph without those lines of topics that are among the strongest of neither end."""
    kept: set[frozenset[str]] = set()
    for node in sorted(graph):
        near = sorted((n for n in graph[node] if not graph.edges[node, n]["together"]), key=lambda n: (-graph.edges[node, n]["weight"], n))
        kept.update(frozenset((node, n)) for n in near[:_STRONGEST])
    dropped = [(a, b) for a, b, data in graph.edges(data=True) if not data["together"] and frozenset((a, b)) not in kept]
    graph.remove_edges_from(dropped)
    return graph


def _join(graph: nx.Graph, a: str, b: str, role: str, weight: float, statements: Sequence[str]) -> None:
    known = graph.get_edge_data(a, b) or {"weight": 0.0, "together": {}, "shared": {}}
    known["weight"] += weight
    known[role] = {**known[role], **dict.fromkeys(statements)}
    graph.add_edge(a, b, **known)


def _layout(nodes: Sequence[Node], graph: nx.Graph) -> Layout:
    """Each group by itself, laid out by springs, then pushed apart until no names touch; the groups in rows, the largest first."""
    sizes = [node_size(n) for n in nodes]
    boxes: dict[int, Box] = {}
    left = top = below = right = 0.0
    for group in sorted({n.column for n in nodes}):
        members = [n for n in nodes if n.column == group]
        places = _apart(_springs([n.iri for n in members], graph), [sizes[n.id] for n in members])
        width = max(x + sizes[n.id][0] / 2 for n, (x, _) in zip(members, places, strict=True))
        height = max(y + sizes[n.id][1] / 2 for n, (_, y) in zip(members, places, strict=True))
        if left and left + width > _ROW:
            left, top = 0.0, top + below + _APART
            below = 0.0
        for n, (x, y) in zip(members, places, strict=True):
            boxes[n.id] = Box(round(left + x, 1), round(top + y, 1), *sizes[n.id])
        right, below = max(right, left + width), max(below, height)
        left += width + _APART
    return Layout(tuple(boxes[n.id] for n in nodes), (), 0.0, 0.0, round(right, 1), round(top + below, 1))


def _springs(iris: Sequence[str], graph: nx.Graph) -> list[tuple[float, float]]:
    """Places of the members of a group in the unit square; wider than high, as names are."""
    part = nx.Graph()
    part.add_nodes_from(iris)
    part.add_edges_from((a, b, {"weight": d["weight"]}) for a, b, d in graph.subgraph(iris).edges(data=True))
    found = nx.spring_layout(part, weight="weight", seed=_SEED, iterations=80)
    reach = 70.0 * len(iris) ** 0.5
    return [(round(float(found[i][0]), 6) * reach * 1.6, round(float(found[i][1]), 6) * reach) for i in iris]


def _apart(places: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places after boxes that touch were pushed apart along the shorter way, with the least corner at the origin."""
    at = [list(p) for p in places]
    for _ in range(_PUSHES):
        moved = False
        for i, j in combinations(range(len(at)), 2):
            dx, dy = at[j][0] - at[i][0], at[j][1] - at[i][1]
            over_x = (sizes[i][0] + sizes[j][0]) / 2 + _MARGIN - abs(dx)
            over_y = (sizes[i][1] + sizes[j][1]) / 2 + _MARGIN - abs(dy)
            if over_x > 0 and over_y > 0:
                moved = True
                axis, step = (0, over_x / 2 + 0.5) if over_x < over_y else (1, over_y / 2 + 0.5)
                sign = 1 if (dx, dy)[axis] >= 0 else -1
                at[i][axis] -= sign * step
                at[j][axis] += sign * step
        if not moved:
            break
    left = min(x - w / 2 for (x, _), (w, _) in zip(at, sizes, strict=True))
    top = min(y - h / 2 for (_, y), (_, h) in zip(at, sizes, strict=True))
    return [(x - left, y - top) for x, y in at]
