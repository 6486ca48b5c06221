"""What a person needs to see of a node to judge it: its names, offices and documents, and the words around its mentions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import GraphStore
    from kg.model import Candidate

_BEFORE, _AFTER = 20, 30  # characters around a mention


def sides(store: GraphStore, candidate: Candidate) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two sides of a candidate: two nodes, or one node in two groups of documents."""
    if candidate.left != candidate.right:
        return side(store, candidate.left), side(store, candidate.right)
    whole = side(store, candidate.left)
    others = [document for document in whole["documents"] if document not in candidate.documents]
    return side(store, candidate.left, others), side(store, candidate.left, candidate.documents)


def side(store: GraphStore, key: str, only: Collection[str] | None = None) -> dict[str, Any]:
    """What is known of a node, in some documents or in all: names as written, offices, notes, documents, and quotes with their context."""
    from kg.graph import load_queries
    from kg.vocab import Mint, data_folder

    iri = Mint(store.base).entity(key).value
    queries = load_queries(data_folder("queries") / "explain")
    offices: dict[str, list[dict[str, str]]] = {}
    for row in queries["statements"].run(store, {"iri": iri}).records():
        if row["class"] == "Position" and row["property"] in ("role", "organization", "session") and _wanted(row, only):
            values = offices.setdefault(str(row["statement"]), [{"document": str(row["document"])}])[0]
            values[str(row["property"])] = str(row["value"])
    quotes: dict[tuple[str, int, int], dict[str, Any]] = {}
    for row in queries["quotes"].run(store, {"iri": iri}).records():
        if row["statement"] == iri and _wanted(row, only):
            document, start, end = str(row["document"]), int(str(row["start"])), int(str(row["end"]))
            text = store.source_text(document)
            around = "".join(text[max(0, start - _BEFORE) : end + _AFTER].split())
            quotes[document, start, end] = {"document": document, "start": start, "end": end, "quote": row["quote"], "context": around}
    notes = _notes(store, iri, only)
    held = [values for (values,) in offices.values()]
    return {
        "node": key,
        "iri": iri,
        "names": sorted({"".join(str(q["quote"]).split()) for q in quotes.values()}),
        "notes": {name: sorted(values) for name, values in sorted(notes.items())},
        "offices": sorted({" ".join(o[k] for k in ("organization", "role", "session") if k in o) for o in held}),
        "documents": sorted({document for document, _, _ in quotes} | {o["document"] for o in held}),
        "quotes": [quotes[place] for place in sorted(quotes)],
    }


def _notes(store: GraphStore, iri: str, only: Collection[str] | None) -> dict[str, set[str]]:
    """Gender, ethnic group, party and kind that documents state."""
    from pyoxigraph import NamedNode

    from kg.vocab import Term
    from kg.vocab import iri as term_iri

    sources = {entry.graph: name for name, entry in store.sources.items()}
    found: dict[str, set[str]] = {}
    for name, term in (("gender", Term.FOAF_GENDER), ("ethnicGroup", Term.ETHNIC_GROUP), ("party", Term.PARTY), ("kind", Term.KIND)):
        for quad in store.store.quads_for_pattern(NamedNode(iri), term_iri(term), None, None):
            document = sources.get(quad.graph_name.value)  # type: ignore[union-attr]
            if document is not None and (only is None or document in only):
                found.setdefault(name, set()).add(quad.object.value)  # type: ignore[union-attr]
    return found


def _wanted(row: dict[str, Any], only: Collection[str] | None) -> bool:
    return only is None or row["document"] in only
