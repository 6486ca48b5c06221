"""The identifiers of a user's names file in the graph: owl:sameAs, in a named graph of its own that says which file they are from."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.frame import Triple, label
from kg.graph.store import GraphStore
from kg.lexicon.authority import Authority, Name
from kg.vocab import Mint, Term, class_of, iri


def identify(graph: GraphStore, authority: Authority | None) -> tuple[str, ...]:
    """Makes the identifiers of `authority` the ones that the graph holds; None takes all away.

    An entry is of every entity of its type that bears its name in any form, and its jurisdiction if it gives one. Returns the names
    of the entries that have identifiers but no entity, or several; those are passed over.
    """
    mint = Mint(graph.base)
    said: list[Triple] = []
    passed: list[str] = []
    if authority is not None:
        node = mint.authority_graph
        said.append((node, iri(Term.SCHEMA_NAME), Literal(authority.file)))
        said.append((node, iri(Term.SCHEMA_SHA256), Literal(authority.sha256)))
        for name in authority.names:
            found = sorted(set(_entities(graph, mint, name)), key=lambda n: n.value)
            if len(found) == 1:
                said += [(found[0], iri(Term.OWL_SAME_AS), NamedNode(identifier)) for identifier in name.identifiers]
            elif name.identifiers:
                passed.append(name.name)
    graph.replace_graph(mint.authority_graph, dict.fromkeys(said))
    return tuple(passed)


def _entities(graph: GraphStore, mint: Mint, name: Name) -> Iterator[NamedNode]:
    """The entities that an entry may be of."""
    store, place = graph.store, mint.entities_graph
    for term in (Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL):
        for quad in store.quads_for_pattern(None, iri(term), label(name.name), place):
            node = quad.subject
            if not isinstance(node, NamedNode) or not any(store.quads_for_pattern(node, iri(Term.RDF_TYPE), class_of(name.type), place)):
                continue
            where = Literal(name.jurisdiction) if name.jurisdiction is not None else None
            if where is None or any(store.quads_for_pattern(node, iri(Term.JURISDICTION), where, place)):
                yield node
