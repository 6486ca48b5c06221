"""What is drawn, as GraphML with places and colours, for programs that draw graphs (Gephi, yEd, Cytoscape)."""

from __future__ import annotations

import io

import networkx as nx

from kg.view.look import styles
from kg.view.scene import Scene
from kg.view.text import plain


def graphml(scene: Scene) -> bytes:
    """The picture as GraphML; the same bytes for the same picture. Parallel lines of different roles stay apart."""
    graph = nx.MultiDiGraph()
    for node, box in zip(scene.picture.nodes, scene.layout.boxes, strict=True):
        thing = scene.contents.things.get(node.iri)
        label = thing.name if thing else scene.contents.statements[node.iri].words.get("text", "")
        graph.add_node(
            node.id, iri=node.iri, kind=node.kind, label=plain(label), x=box.x, y=box.y, weight=node.weight, color=styles()[node.kind].light
        )
    for line in scene.picture.lines:
        quote = next((scene.quotes[iri] for iri in line.statements if iri in scene.quotes), None)
        words = " … ".join(p.quote for p in quote.pieces) if quote else ""
        place = {"document": plain(quote.document), "start": quote.pieces[0].start, "end": quote.pieces[-1].end} if quote else {}
        graph.add_edge(line.source, line.target, role=line.role, quote=plain(words), **place)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out)  # not write_graphml, whose bytes depend on whether lxml is installed
    return out.getvalue()
