"""The only place that knows an IRI: terms come from the ontology file, IRIs of data are computed from content."""

from kg.vocab.data import data_folder
from kg.vocab.mint import DEFAULT_BASE, Mint, digest, segment
from kg.vocab.ontology import Ontology, context_file, ontology, ontology_file
from kg.vocab.terms import Term, class_of, doubt_concept, iri, predicate_of, proposal_class, status_concept

__all__ = [
    "DEFAULT_BASE",
    "Mint",
    "Ontology",
    "Term",
    "class_of",
    "context_file",
    "data_folder",
    "digest",
    "doubt_concept",
    "iri",
    "ontology",
    "ontology_file",
    "predicate_of",
    "proposal_class",
    "segment",
    "status_concept",
]
