"""From a graph to a picture in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.graph import GraphStore
from kg.view.scene import KINDS, Scene, scene

FORMS = ("html", "svg", "png", "graphml", "gexf")
"""html: a page to explore. svg: for print. png: for slides, with the Chinese fonts of this computer. graphml: what is drawn, for yEd and
Cytoscape. gexf: the same for Gephi."""

_SHARP = 2  # pixels of a PNG for one of a screen


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows. drawn, total: nodes. left_out: how many of each class (local names of the ontology) are not drawn."""

    drawn: int
    total: int
    left_out: dict[str, int]


def write_view(
    store: GraphStore, path: Path, *, about: str | None = None, limit: int = 150, form: str | None = None, kind: str = KINDS[0]
) -> Shown:
    """Draws who proposed what (or another of KINDS) into a file; with `about`, only what has to do with a person, body, topic, district,
    project … of that name.

    limit: how many nodes are drawn at most; the picture says what it left out. form: of FORMS, by default the ending of the file's name
    (html where it has none). Raises QueryError when nothing has that name, InputError for another form, ending or kind, GraphError; OSError
    when the file cannot be written.
    """
    path = Path(path)
    ending = {"": "html", "htm": "html"}.get(written := path.suffix.removeprefix(".").lower(), written)
    if form is None and ending not in FORMS:
        endings = ", ".join(f".{known}" for known in FORMS)
        raise InputError(f"{path}: .{written} is no form of a picture; end the name in {endings}, or give --format")
    chosen = form or ending
    shown = scene(store, about, limit, kind)
    path.write_bytes(_written(shown, chosen))
    return Shown(shown.drawn, shown.total, shown.left_out)


def _written(shown: Scene, form: str) -> bytes:
    match form:
        case "html":
            from kg.view.page import html

            return html(shown).encode("utf-8")
        case "svg":
            from kg.view.svg import svg

            return svg(shown).encode("utf-8")
        case "png":
            import resvg_py

            from kg.view.svg import svg

            return bytes(resvg_py.svg_to_bytes(svg_string=svg(shown), zoom=_SHARP))
        case "graphml":
            from kg.view.graphml import graphml

            return graphml(shown)
        case "gexf":
            from kg.view.graphml import gexf

            return gexf(shown)
        case _:
            raise InputError(f"{form}: no form of a picture; there are {', '.join(FORMS)}")
