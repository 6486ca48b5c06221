"""What is drawn, as GraphML or GEXF with places and colours, for programs that draw graphs (Gephi, yEd, Cytoscape)."""

from __future__ import annotations

import io
import re

import networkx as nx

from kg.view.look import styles
from kg.view.scene import Scene
from kg.view.text import plain

_WRITTEN = re.compile(rb' lastmodifieddate="[^"]*"')


def graphml(scene: Scene) -> bytes:
    """The picture as GraphML; the same bytes for the same picture. Parallel lines of different roles stay apart."""
    graph = _network(scene)
    for node, box in zip(scene.picture.nodes, scene.layout.boxes, strict=True):
        graph.nodes[node.id].update(x=box.x, y=box.y, color=styles()[node.kind].light)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out)  # not write_graphml, whose bytes depend on whether lxml is installed
    return out.getvalue()


def gexf(scene: Scene) -> bytes:
    """The picture as GEXF 1.2 (https://gexf.net), places and colours as its `viz`; the same bytes for the same picture."""
    graph = _network(scene)
    for node, box in zip(scene.picture.nodes, scene.layout.boxes, strict=True):
        red, green, blue = (int(styles()[node.kind].light[i : i + 2], 16) for i in (1, 3, 5))
        graph.nodes[node.id]["viz"] = {
            "position": {"x": box.x, "y": -box.y, "z": 0.0},  # Gephi's y grows upward
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "size": 8.0 + min(node.weight, 40),
        }
    out = io.BytesIO()
    nx.write_gexf(graph, out, version="1.2draft")
    return _WRITTEN.sub(b"", out.getvalue())  # networkx writes the day there


def _network(scene: Scene) -> nx.MultiDiGraph:
    """Nodes with their words, lines with the quotes that they stand for."""
    graph = nx.MultiDiGraph()
    for node in scene.picture.nodes:
        thing = scene.contents.things.get(node.iri)
        label = thing.name if thing else scene.contents.statements[node.iri].words.get("text", "")
        graph.add_node(node.id, iri=node.iri, kind=node.kind, label=plain(label), weight=node.weight)
    for line in scene.picture.lines:
        quote = next((scene.quotes[iri] for iri in line.statements if iri in scene.quotes), None)
        words = " … ".join(p.quote for p in quote.pieces) if quote else ""
        place = {"document": plain(quote.document), "start": quote.pieces[0].start, "end": quote.pieces[-1].end} if quote else {}
        link = line.inferred
        told = {"score": link.score / 100, "why": "；".join(reason.value for reason in link.reasons)} if link is not None else {}
        graph.add_edge(line.source, line.target, role=line.role, inferred=link is not None, quote=plain(words), **place, **told)
    return graph
