"""The picture as a pyvis Network: nodes that have their places, edges, and the options with which vis-network shows them."""

from __future__ import annotations

from typing import Any

from pyvis.network import Network

from kg.view.look import line_styles, styles
from kg.view.scene import Scene

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "dragNodes": True, "selectConnectedEdges": False},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
    "nodes": {"chosen": False},
}
"""Options of vis-network: the places are ours, so there is no simulation and nothing moves by itself."""
_FINE = [2, 4]
"""Lengths of dash and gap of what is only inferred, in pixels."""


def network(scene: Scene) -> Network:
    """The nodes and edges of a picture. Nodes have the shape `custom`, which the page draws; edges are numbered."""
    net = Network(height="100%", width="100%", directed=False)
    for node, box in zip(scene.picture.nodes, scene.layout.boxes, strict=True):
        net.add_node(
            node.id,
            label="\n".join(node.lines),
            shape="custom",
            color=styles()[node.kind].light,
            x=box.x,
            y=box.y,
            group=node.kind,
            boxWidth=box.width,
            boxHeight=box.height,
            weight=node.weight,
            seed=node.seed,
        )
    drawn: set[frozenset[int]] = set()
    for line in scene.picture.lines:
        ends = frozenset((line.source, line.target))
        if ends in drawn:  # pyvis keeps one edge between two nodes; the others are told in the panel
            continue
        drawn.add(ends)
        style = line_styles()[line.role]
        nodes = scene.picture.nodes
        beside: dict[str, Any] = {}
        if not scene.layout.columns:
            beside = {"smooth": {"enabled": False}}
        elif nodes[line.source].column == nodes[line.target].column:
            beside = {"smooth": {"type": "curvedCW", "roundness": 0.35}}
        dashes = _FINE if style.inferred else style.dashed
        colour = styles()[style.colour].light
        net.add_edge(line.source, line.target, width=style.width, dashes=dashes, color=colour, role=line.role, **beside)
    return net
