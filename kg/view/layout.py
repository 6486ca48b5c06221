"""Where things stand: columns from left to right, and in each column an order in which few lines cross.

The order is found in sweeps, as in layered drawings (K. Sugiyama, S. Tagawa, M. Toda: Methods for visual understanding of hierarchical
system structures, IEEE Transactions on Systems, Man, and Cybernetics 11(2), 1981) with medians (P. Eades, N. Wormald: Edge crossings in
drawings of bipartite graphs, Algorithmica 11, 1994); the heights that come closest to them without overlap are an isotonic regression,
found by pooling adjacent violators.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from kg.view.picture import Node, Picture
from kg.view.text import units

CARD_WIDTH = 276.0
LINE_HEIGHT = 17.0
UNIT = 6.6
"""Width of a half-width unit in the picture's pixels, at a font of 13 pixels."""

_PADDING = 16.0
_MARK = 26.0
_GAP = 9.0
_APART = 26.0
_BETWEEN = 92.0
_SWEEPS = 24
_EVEN = 1e-9
_PULL = {"proposer": 6.0, "position": 3.0}
"""Who speaks and whom for holds a part of the picture together; what else is shared pulls with 1."""


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a node: its middle, width and height, in pixels; y grows downward."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """boxes: by number of node. columns: number, middle and width of those that hold something. top, bottom, left, right: extent."""

    boxes: tuple[Box, ...]
    columns: tuple[tuple[int, float, float], ...]
    left: float
    top: float
    right: float
    bottom: float


def as_networkx(picture: Picture) -> nx.Graph:
    """The picture as an undirected networkx graph of node numbers; `column` is an attribute of each node, `weight` of
    each edge how strongly it pulls its ends to one height."""
    graph = nx.Graph()
    graph.add_nodes_from((n.id, {"column": n.column}) for n in picture.nodes)
    for line in picture.lines:
        known = graph.get_edge_data(line.source, line.target, {"weight": 0.0})
        graph.add_edge(line.source, line.target, weight=max(_PULL.get(line.role, 1.0), known["weight"]))
    return graph


def layout(picture: Picture) -> Layout:
    """The places of all nodes; the same for the same picture. Connected parts stand one below the other, so that no line crosses two."""
    graph = as_networkx(picture)
    sizes = [node_size(n) for n in picture.nodes]
    ys = [0.0] * len(sizes)
    below = 0.0
    for part in sorted(nx.connected_components(graph), key=min):
        heights = _part(graph.subgraph(sorted(part)), sizes)
        top = min(y - sizes[i][1] / 2 for i, y in heights.items())
        for i, y in heights.items():
            ys[i] = y - top + below
        below += max(y - top + sizes[i][1] / 2 for i, y in heights.items()) + _APART
    return _placed(picture, sizes, ys)


def _part(graph: nx.Graph, sizes: Sequence[tuple[float, float]]) -> dict[int, float]:
    """The middles of the nodes of a connected part, from any origin."""
    ordered = nx.Graph()  # depth first, so that what belongs together begins together
    ordered.add_nodes_from((i, graph.nodes[i]) for i in nx.dfs_preorder_nodes(graph, min(graph)))
    columns: dict[int, list[int]] = {}
    for i, column in ordered.nodes(data="column"):
        columns.setdefault(column, []).append(i)
    # networkx sets the members of each column at equal distances; the sweeps move them past each other
    start = nx.multipartite_layout(ordered, subset_key="column", scale=sum(sizes[i][1] for i in ordered) / 2)
    ys = {i: float(start[i][1]) for i in ordered}
    # the fullest column is the spine: it stands without gaps, the others lean on it
    spine = max(columns, key=lambda c: (sum(sizes[i][1] + _GAP for i in columns[c]), -c))
    fixed = frozenset(columns[spine])
    groups = [sorted(group) for group in nx.connected_components(graph.subgraph(set(graph) - fixed))]
    for sweep in range(_SWEEPS):
        if sweep % 2 == 0:
            _draw_near(graph, groups, ys, fixed)
        for column in sorted(columns, reverse=bool(sweep % 2)):
            members = columns[column]
            wish = {i: _wish(graph, i, ys, fixed) for i in members}
            members.sort(key=lambda i: (round(wish[i], 6), round(ys[i], 6), i))
            wishes = [0.0] * len(members) if column == spine else [wish[i] for i in members]
            ys.update(zip(members, spaced(wishes, [sizes[i][1] for i in members]), strict=True))
    return ys


def _draw_near(graph: nx.Graph, groups: Sequence[Sequence[int]], ys: dict[int, float], fixed: Set[int]) -> None:
    """Moves each group that holds together apart from the spine, as a whole, to the median height of what its members have on the spine.
    By themselves they would stay where they began: each one's heaviest neighbour is another member."""
    for group in groups:
        ways = sorted(ys[j] - ys[i] for i in group for j in graph[i] if j in fixed)
        if ways:
            way = (ways[(len(ways) - 1) // 2] + ways[len(ways) // 2]) / 2
            ys.update({i: ys[i] + way for i in group})


def spaced(wishes: Sequence[float], heights: Sequence[float], gap: float = _GAP) -> list[float]:
    """The middles nearest to the wishes (least squares) for boxes that stand in this order, `gap` apart or more."""
    offsets = [0.0]
    for a, b in pairwise(heights):
        offsets.append(offsets[-1] + (a + b) / 2 + gap)
    blocks: list[tuple[float, int]] = []  # mean and size of runs that move together
    for wish, offset in zip(wishes, offsets, strict=False):
        mean, size = wish - offset, 1
        while blocks and blocks[-1][0] >= mean:
            before, n = blocks.pop()
            mean, size = (mean * size + before * n) / (size + n), size + n
        blocks.append((mean, size))
    flat = [mean for mean, size in blocks for _ in range(size)]
    return [base + offset for base, offset in zip(flat, offsets, strict=False)]


def node_size(node: Node) -> tuple[float, float]:
    """Width and height of a node's box."""
    height = len(node.lines) * LINE_HEIGHT + 12
    if node.is_card:
        return CARD_WIDTH, height
    return max(units(line) for line in node.lines) * UNIT + _MARK + _PADDING, height


def _wish(graph: nx.Graph, node: int, ys: dict[int, float], fixed: Set[int]) -> float:
    """The weighted median of the neighbours: unlike a mean, it is not torn to the middle by one far away. Those that have no other
    neighbour follow and do not pull, unless they are of the spine, on which all lean; hubs pull less."""
    near = sorted(graph[node])
    pulling = [j for j in near if graph.degree(j) > 1 or j in fixed] or near
    if not pulling:
        return ys[node]
    weighed = sorted((ys[j], graph.edges[node, j]["weight"] / graph.degree(j) ** 0.5) for j in pulling)
    half, passed = sum(w for _, w in weighed) / 2, 0.0
    for k, (y, weight) in enumerate(weighed):
        passed += weight
        if abs(passed - half) < _EVEN and k + 1 < len(weighed):
            return (y + weighed[k + 1][0]) / 2
        if passed > half:
            return y
    return weighed[-1][0]


def _placed(picture: Picture, sizes: Sequence[tuple[float, float]], ys: Sequence[float]) -> Layout:
    """Columns side by side, the members of each one flush left."""
    widths: dict[int, float] = {}
    for node in picture.nodes:
        widths[node.column] = max(widths.get(node.column, 0.0), sizes[node.id][0])
    lefts: dict[int, float] = {}
    right = -_BETWEEN
    for column, width in sorted(widths.items()):
        lefts[column] = right + _BETWEEN
        right = lefts[column] + width
    boxes = []
    for node, (width, height), y in zip(picture.nodes, sizes, ys, strict=True):
        boxes.append(Box(round(lefts[node.column] + width / 2, 1), round(y, 1), round(width, 1), round(height, 1)))
    bottom = max((b.y + b.height / 2 for b in boxes), default=0.0)
    columns = tuple((c, round(lefts[c] + w / 2, 1), round(w, 1)) for c, w in sorted(widths.items()))
    return Layout(tuple(boxes), columns, 0.0, 0.0, round(max(right, 0.0), 1), round(bottom, 1))
