"""The only place that knows an IRI: terms come from the ontology file, IRIs of data are computed from content."""

from kg.vocab.data import data_folder
from kg.vocab.mint import DEFAULT_BASE, Mint, digest, segment
from kg.vocab.ontology import Ontology, context_file, ontology, ontology_file, shapes_file
from kg.vocab.schemes import Match, Scheme, concept_coded, concept_named, division_concept
from kg.vocab.terms import Term, class_of, doubt_concept, iri, predicate_of, proposal_class, status_concept

__all__ = [
    "DEFAULT_BASE",
    "Match",
    "Mint",
    "Ontology",
    "Scheme",
    "Term",
    "class_of",
    "concept_coded",
    "concept_named",
    "context_file",
    "data_folder",
    "digest",
    "division_concept",
    "doubt_concept",
    "iri",
    "ontology",
    "ontology_file",
    "predicate_of",
    "proposal_class",
    "segment",
    "shapes_file",
    "status_concept",
]
