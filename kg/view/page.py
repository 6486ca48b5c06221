"""The picture as one HTML page: pyvis's nodes and edges, vis-network's script from its wheel, our template. Nothing is fetched.

Why not pyvis's own page: it calls content delivery networks, and puts headings and ids into the markup without escaping them.
What keeps a label from becoming a program, three times over: Jinja2 escapes all that stands in the markup; the data stands in a block that
is not a script, as JSON in which `<`, `>`, `&` and the line separators are escaped; and the Content-Security-Policy lets only the scripts
run whose digests it names, and no request leave the page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg import __version__
from kg.errors import RuleError
from kg.lexicon.characters import traditional_of
from kg.view.look import LANGUAGES, line_styles, styles, words
from kg.view.network import OPTIONS, network
from kg.view.quotes import Quote
from kg.view.scene import Scene
from kg.view.text import plain

_VIS = "lib/vis-9.1.2/vis-network.min.js"
"""vis-network in pyvis's wheel; Apache-2.0 or MIT, its notice stands at its head and stays there."""
SCRIPTS = ("vis-network.js", "draw.js", "panel.js", "page.js")
"""The scripts of the page, in the order in which they run."""
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_UNDRAWN = 3000
"""So many names of what is not drawn go into the page, so that its search box can say that they are in the graph."""


def html(scene: Scene) -> str:
    """The whole page. Raises RuleError when vis-network is not where pyvis should have it."""
    scripts = [script(name) for name in SCRIPTS]
    css = style_sheet()
    policy = _policy(scripts, css)
    return rendered(scene, payload(scene), LANGUAGES[0], policy=policy, css=Markup(css), scripts=[Markup(s) for s in scripts])


def rendered(scene: Scene, data: dict[str, Any], language: str, **more: Any) -> str:
    """The page with this data. more: either `policy`, `css` and `scripts`, which stand in it, or `place`, the folder that has them."""
    template = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(_own("page.html.j2"))
    given = {"policy": None, "css": None, "scripts": [], "place": None, "files": SCRIPTS, "kinds": [], "kind": scene.kind, **more}
    return template.render(
        title=title(scene, language), data=embedded({**data, "language": language}), words=words()[language], version=__version__, **given
    )


def script(name: str) -> str:
    """One of SCRIPTS. Raises RuleError when vis-network is not where pyvis should have it."""
    return _vis_network() if name == SCRIPTS[0] else _own(name)


def style_sheet() -> str:
    """The style sheet of the page."""
    return _own("page.css")


def title(scene: Scene, language: str) -> str:
    """What the picture is of."""
    say = words()[language]
    of = "" if scene.kind == "who" else f"_{scene.kind}"
    return str(say[f"whole{of}"] if scene.about is None else say[f"about{of}"].format(name=plain(scene.about)))


def embedded(data: Any) -> Markup:
    """`data` as JSON that can stand inside an element `script` of any HTML or XHTML page: it cannot end it, and reads as itself."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_UNSAFE))


def payload(scene: Scene) -> dict[str, Any]:
    """All that the page's script needs, as JSON values. Nodes and edges are those of pyvis."""
    net = network(scene)
    things = scene.contents.things
    terms = {
        *styles(),
        *line_styles(),
        "session",
        "date",
        "period",
        "title",
        "identifier",
        "heading",
        "jurisdiction",
        "ethnicGroup",
        "party",
        *(d for s in scene.statements.values() for d in s.doubts),
        *(s.predicate for s in scene.statements.values() if s.predicate),
    }
    drawn = {n.iri for n in scene.picture.nodes}
    named = {iri for s in scene.statements.values() for iri in s.ends}
    data = {
        "options": OPTIONS,
        "nodes": net.nodes,
        "edges": net.edges,
        "iris": [n.iri for n in scene.picture.nodes],
        "lines": [
            {
                "ends": [e.source, e.target],
                "role": e.role,
                "statements": list(e.statements),
                "inferred": None if e.inferred is None else scene.inferred.index(e.inferred),
            }
            for e in scene.picture.lines
        ],
        "inferred": [
            {
                "ends": [link.left, link.right],
                "kind": link.kind.value,
                "score": f"{link.score / 100:.2f}",
                "why": {language: [reason.told(language) for reason in link.reasons] for language in LANGUAGES},
                "shared": list(link.shared),
            }
            for link in scene.inferred
        ],
        "columns": [{"number": number, "x": x, "width": width} for number, x, width in scene.layout.columns],
        "heads": scene.heads,
        "extent": [scene.layout.left, scene.layout.top, scene.layout.right, scene.layout.bottom],
        "styles": [{"name": s.name, "mark": s.mark, "light": s.light, "dark": s.dark} for s in styles().values()],
        "roles": {role: style.colour for role, style in line_styles().items()},
        "counts": {kind: list(pair) for kind, pair in scene.counts.items()},
        "things": {
            iri: {
                "kind": things[iri].kind,
                "name": things[iri].name,
                "forms": things[iri].forms,
                "notes": things[iri].notes,
                "quote": _quote(scene.quotes.get(iri)),
            }
            for iri in sorted((drawn | named) & things.keys())
        },
        "totals": {n.iri: n.weight for n in scene.picture.nodes if n.iri in things},
        "statements": {
            s.iri: {
                "kind": s.kind,
                "document": s.document,
                "links": s.links,
                "words": s.words,
                "predicate": s.predicate,
                "doubts": s.doubts,
                "year": s.year,
                "quote": _quote(scene.quotes.get(s.iri)),
            }
            for s in scene.statements.values()
        },
        "terms": {term: {language: scene.label(term, language) for language in LANGUAGES} for term in sorted(terms)},
        "words": words(),
        "titles": {language: title(scene, language) for language in LANGUAGES},
        "documents": scene.documents,
        "undrawn": [[t.kind, t.name] for t in things.values() if t.iri not in drawn][:_UNDRAWN],
    }
    # what the search box can find at all: it takes traditional and simplified characters for the same, by the few that matter here
    return {**data, "traditional": traditional_of(unicodedata.normalize("NFKC", json.dumps(data, ensure_ascii=False)))}


def _quote(quote: Quote | None) -> dict[str, Any] | None:
    if quote is None:
        return None
    pieces = [[p.start, p.end, p.line, p.before, p.quote, p.after] for p in quote.pieces]
    return {"document": quote.document, "rule": quote.rule, "pieces": pieces}


def _policy(scripts: list[str], css: str) -> str:
    """Nothing is allowed but these scripts and this style sheet."""
    allowed = " ".join(_digest(s) for s in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_digest(css)}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _own(name: str) -> str:
    return (files("kg.view") / "page" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    place = files("pyvis") / _VIS
    if not place.is_file():
        raise RuleError(f"pyvis/{_VIS}: missing; install pyvis 0.3.2 again")
    script = _SOURCE_MAP.sub("", place.read_text(encoding="utf-8")).replace("\r\n", "\n").strip()
    if "</script" in script.lower() or "<!--" in script:
        raise RuleError(f"pyvis/{_VIS}: cannot stand inside a page")
    return script
