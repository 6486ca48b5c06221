"""What a document says of its proposals, to compare them with each other and with those of others."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from kg.graph.sayings import Statements
from kg.lexicon.decisions import key_of_iri
from kg.model import ProposalKind, Told
from kg.vocab import Scheme, Term, concept_named, proposal_class

TERMS = (
    Term.TEXT,
    Term.PROPOSER,
    Term.ADDRESSEE,
    Term.SCHEMA_ABOUT,
    Term.TOPIC,
    Term.AT_SESSION,
    Term.IN_ARTICLE,
    Term.DCTERMS_DATE,
    Term.DCTERMS_TITLE,
    Term.SCHEMA_IDENTIFIER,
)
"""The properties of a proposal that are read."""
_OF_ALL_STATEMENTS = frozenset({Term.IN_ARTICLE, Term.DCTERMS_DATE})
"""Those that positions, figures and evidence have, too."""
_START = re.compile(r"/(\d+)-\d+/[^/]+/[0-9a-f]+$")
"""In the IRI of evidence: its first character."""

def told(said: Statements, name: str, source: str, base: str) -> list[Told]:
    """What is known of every proposal of a document, in order of their IRIs. source: IRI of the document. base: of the graph's IRIs."""
    kinds = {node: kind for kind in ProposalKind for node, _ in said.of(source, Term.RDF_TYPE, proposal_class(kind))}
    if not kinds:
        return []
    nodes = sorted(kinds)
    values: dict[str, dict[Term, list[str]]] = {node: defaultdict(list) for node in nodes}
    for term in TERMS:
        for node, value in said.of_nodes(source, term, nodes) if term in _OF_ALL_STATEMENTS else said.of(source, term):
            if node in values:
                values[node][term].append(value)
    starts: dict[str, int] = {}
    for evidence, node in said.about_nodes(source, Term.OA_HAS_BODY, nodes):
        if (found := _START.search(evidence)) is not None:
            starts[node] = min(int(found[1]), starts.get(node, int(found[1])))
    place, issued = (_first([value for _, value in said.of(source, term)]) for term in (Term.ISSUE_PLACE, Term.DCTERMS_ISSUED))
    return [
        Told(
            node,
            kinds[node],
            _first(own[Term.TEXT]) or "",
            name,
            starts.get(node, 0),
            place,
            _first(own[Term.DCTERMS_DATE]) or issued,
            _first(own[Term.IN_ARTICLE]),
            _first(own[Term.AT_SESSION]),
            _first(own[Term.DCTERMS_TITLE]),
            _first(own[Term.SCHEMA_IDENTIFIER]),
            tuple(sorted(own[Term.PROPOSER])),
            tuple(sorted(own[Term.ADDRESSEE])),
            tuple((entity, _name(entity, base)) for entity in sorted(own[Term.SCHEMA_ABOUT])),
            tuple((phrase, _concept(phrase)) for phrase in sorted(_name(topic, base) for topic in own[Term.TOPIC])),
        )
        for node, own in values.items()
    ]


def _first(values: list[str]) -> str | None:
    """The first of the values, in code point order."""
    return min(values, default=None)


def _name(node: str, base: str) -> str:
    """The last part of the key of an entity or a topic, without the code of a division: its name."""
    name = (key_of_iri(node, base) or node).rpartition("/")[2]
    code, dash, rest = name.partition("-")
    return rest if dash and code.isdecimal() else name


@lru_cache(maxsize=1 << 16)
def _concept(phrase: str) -> str | None:
    """IRI of the concept that a topic is, or stands under."""
    found = concept_named(Scheme.TOPICS, phrase)
    return None if found is None else found.concept.value


__all__ = ["TERMS", "told"]
