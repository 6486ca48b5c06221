"""Pictures as pages of a web site: the same page, but its scripts and style sheet are files of the site, and names lead to other pages.

A site can forbid inline scripts altogether: the data stands in a block that is no script.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from kg.graph import GraphStore
from kg.view.look import LANGUAGES, styles, words
from kg.view.page import SCRIPTS, payload, rendered, script, style_sheet
from kg.view.scene import KINDS, scene
from kg.view.svg import svg

PLACE = "/static/view/"
"""Where the site serves `site_files`."""
_SAFE = "/%!$&'()*+,;=:@-._~"


def site_page(store: GraphStore, about: str | None, limit: int, language: str, kind: str) -> str:
    """The page of a picture (kind: of KINDS), of the whole graph or of a thing by its IRI or name. Pages of things are below /id/, pictures
    at /picture.

    Raises QueryError when nothing has that name, InputError for a kind that there is not, GraphError.
    """
    shown = scene(store, about, limit, kind)
    base = store.base
    data = payload(shown)
    pages = {i: _path(base, i) for i in (*data["things"], *data["statements"]) if i.startswith(base)}
    documents = {name: _path(base, entry.graph) for name, entry in store.sources.items()}
    site = {"picture": "/picture?about=", "pages": pages, "documents": documents}
    say = words()[language if language in LANGUAGES else LANGUAGES[0]]
    others = [(k, say["whole" if k == KINDS[0] else f"whole_{k}"], _picture(k, about)) for k in KINDS]
    data["site"] = site
    return rendered(shown, data, language if language in LANGUAGES else LANGUAGES[0], place=PLACE, kinds=others, kind=kind)


def site_svg(store: GraphStore, about: str | None, limit: int) -> str:
    """The same picture as an SVG. Raises QueryError, GraphError."""
    return svg(scene(store, about, limit))


def site_files() -> dict[str, bytes]:
    """What the pages need, by name: scripts, their style sheet, and `classes.css` with the colour of each class as `--kind`."""
    found = {name: script(name).encode("utf-8") for name in SCRIPTS}
    light = "".join(f".{s.name} {{ --kind: {s.light}; }}\n" for s in styles().values())
    dark = "".join(f"  .{s.name} {{ --kind: {s.dark}; }}\n" for s in styles().values())
    found["classes.css"] = f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n".encode()
    found["page.css"] = style_sheet().encode("utf-8")
    return found


def _picture(kind: str, about: str | None) -> str:
    given = {"kind": kind, **({"about": about} if about is not None else {})}
    return f"/picture?{urlencode(given, quote_via=quote)}"


def _path(base: str, iri: str) -> str:
    return "/id/" + quote(iri.removeprefix(base), safe=_SAFE)
