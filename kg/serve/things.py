"""What an IRI of the graph stands for: an entity, a topic, a statement, a document; as a page for people, or as triples for programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.serve.document import document, spans_in
from kg.serve.message import HTML, Reply, Visit
from kg.serve.negotiate import TRIPLES, chosen
from kg.serve.plots import HEIGHT, WIDTH, bars
from kg.serve.reader import Place, Reader, Statement, Thing, Value
from kg.serve.render import Renderer, with_query
from kg.serve.slots import PROPOSALS
from kg.serve.sparql import serialized

SECTIONS = (
    "proposer", "capacity", "addressee", "topic", "about", "member", "organization", "role", "session", "subject", "object", "area",
    "byline", "publisher",
)  # fmt: skip
"""The slots in which a thing can stand, in the order of its page."""

_FEW, _MANY, _SORTED = 30, 1000, 300
_INCOMING = 1000
_AROUND = 60
_ALIKE = 8


@dataclass(frozen=True, slots=True)
class Section:
    """Statements in which a thing stands in one slot. total: how many there are, shown or not."""

    slot: str
    statements: tuple[Statement, ...]
    total: int


class Things:
    """The pages below /id/."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, visit: Visit, iri: str, to: Renderer) -> Reply | None:
        """The reply for an IRI; None when the graph says nothing of it. Raises Unacceptable."""
        try:
            NamedNode(iri)
        except ValueError:
            return None
        if not self._reader.known(iri):
            return None
        media = chosen(visit.accept, visit.value("format"), TRIPLES, page=True)
        if media != HTML:
            return Reply(200, media, serialized([q.triple for q in self._said(iri)], media), (("Vary", "Accept"),))
        reply = self._page(visit, iri, to)
        return Reply(reply.status, reply.media, reply.body, (*reply.headers, ("Vary", "Accept")))

    def _said(self, iri: str) -> list[Quad]:
        """What is said of an IRI, and by which statements it is named (at most so many)."""
        found = {str(q.triple): q for q in self._reader.quads(iri)}
        for i, quad in enumerate(self._reader.incoming(iri)):
            if i == _INCOMING:
                break
            found.setdefault(str(quad.triple), quad)
        return list(found.values())

    def _page(self, visit: Visit, iri: str, to: Renderer) -> Reply:
        if iri in self._reader.documents:
            return to.page("document", document=document(self._reader, iri, spans_in(visit.value("mark"))))
        statement = self._reader.statement(iri)
        if statement is not None:
            if statement.kind == "Article":
                return self._article(statement, to)
            return self._statement(statement, to)
        thing = self._reader.thing(iri)
        if thing is not None:
            return self._thing(visit, thing, to)
        place = self._reader.body(iri)
        if place is not None and place.pieces:
            return Reply(303, "text/plain", b"", (("Location", to.quoted(place)),))
        return to.page("node", iri=iri, name=self._reader.name(iri), rows=self._rows(iri))

    def _rows(self, iri: str) -> list[tuple[str, str, str | None]]:
        """Properties and values of what has no page of its own kind."""
        said = [(q.predicate.value, q.object) for q in self._reader.quads(iri)]
        rows = {(p, o.value, isinstance(o, NamedNode)) for p, o in said if isinstance(o, NamedNode | Literal)}
        return [(p, v, v if is_iri else None) for p, v, is_iri in sorted(rows)]

    def _article(self, article: Statement, to: Renderer) -> Reply:
        """An article is a part of its document's page."""
        start = article.text("start") or "0"
        return Reply(303, "text/plain", b"", (("Location", f"{to.href(article.source)}#c{start}"),))

    def _statement(self, s: Statement, to: Renderer) -> Reply:
        alike: list[Statement] = []
        if s.kind in PROPOSALS:
            near: Counter[str] = Counter()
            for topic in s.slots.get("topic", ()):
                near.update(i for i in self._reader.roles(topic.iri or "").get("topic", []) if i != s.iri)
            ranked = sorted(near, key=lambda i: (-near[i], i))[:_ALIKE]
            alike = [found for i in ranked if (found := self._reader.statement(i)) is not None]
        quotes = [(place, self._around(place)) for place in s.places]
        linked = self._reader.linked(s.iri) if s.kind in PROPOSALS else ()
        return to.page("statement", s=s, quotes=quotes, alike=alike, proposal=s.kind in PROPOSALS, linked=linked)

    def _around(self, place: Place) -> list[tuple[str, str, str]]:
        """Each piece of a quote with the text before and after it, to the ends of its lines or so many characters."""
        text = self._reader.graph.source_text(place.document)
        out: list[tuple[str, str, str]] = []
        for i, (start, end, quote) in enumerate(place.pieces):
            left = max(place.pieces[i - 1][1] if i else 0, start - _AROUND)
            right = min(place.pieces[i + 1][0] if i + 1 < len(place.pieces) else len(text), end + _AROUND)
            out.append((text[left:start], quote, text[end:right] if right > end else ""))
        return out

    def _thing(self, visit: Visit, thing: Thing, to: Renderer) -> Reply:
        roles = self._reader.roles(thing.iri)
        only = visit.value("section")
        most = _MANY if only else _FEW
        sections: list[Section] = []
        for slot in SECTIONS:
            if slot in roles and (not only or slot == only):
                sections.append(Section(slot, self._shown(roles[slot], most), len(roles[slot])))
        shown = {s.iri for section in sections for s in section.statements if s.kind in PROPOSALS}
        named = {i for slot in ("proposer", "capacity", "topic", "about") for i in roles.get(slot, [])}
        proposals = {i for i in named if self._reader.kind(i) in PROPOSALS}
        years: dict[str, Counter[str]] = {}
        for i in proposals:
            years.setdefault(self._reader.date(i)[:4], Counter())[self._reader.kind(i) or ""] += 1
        mentions = self._reader.places(thing.iri)
        documents: dict[str, list[Place]] = {}
        for place in mentions:
            documents.setdefault(place.source, []).append(place)
        return to.page(
            "thing",
            thing=thing,
            sections=sections,
            only=only,
            links={slot: with_query(to.href(thing.iri).partition("?")[0], section=slot) for slot in SECTIONS},
            bars=bars({y: c for y, c in years.items() if y}, PROPOSALS) if len([y for y in years if y]) > 1 else (),
            partners=self._partners(thing, roles.get("proposer", [])),
            linked={i: found for i in sorted(shown) if (found := self._reader.linked(i))},
            documents=documents,
            width=WIDTH,
            height=HEIGHT,
            drawable=bool(proposals) or bool({"member", "organization", "subject", "object"} & roles.keys()),
        )

    def _shown(self, iris: list[str], most: int) -> tuple[Statement, ...]:
        """The first of these statements, those of one document in the order of its text where there are not too many to look at all."""
        wanted = iris if len(iris) <= _SORTED else iris[:most]
        found = [s for i in wanted if (s := self._reader.statement(i)) is not None]
        found.sort(key=lambda s: (s.document, s.start, s.iri))
        found.sort(key=lambda s: s.text("date"), reverse=True)
        return tuple(found[:most])

    def _partners(self, thing: Thing, proposals: list[str]) -> list[tuple[Value, int]]:
        """Who proposed together with it, and how often."""
        found: Counter[Value] = Counter()
        for i in proposals[:_MANY]:
            statement = self._reader.statement(i)
            if statement is not None:
                found.update(v for v in statement.slots.get("proposer", ()) if v.iri != thing.iri)
        return found.most_common(24)
