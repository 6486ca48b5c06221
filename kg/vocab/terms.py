"""Names for the terms that code uses. Each member is looked up in the ontology file, where it has its labels and its meaning."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from pyoxigraph import NamedNode

from kg.model import Doubt, EntityType, Predicate, ProposalKind, Status
from kg.vocab.ontology import ontology


class Term(StrEnum):
    """A term of the ontology, or of a vocabulary that it stands on, as prefix:name."""

    POSITION = "kg:Position"
    PROPOSAL = "kg:Proposal"
    RECOMMENDATION = "kg:Recommendation"
    FILED_PROPOSAL = "kg:FiledProposal"
    COMMITMENT = "kg:Commitment"
    ARTICLE = "kg:Article"
    SOURCE_DOCUMENT = "kg:SourceDocument"
    MAIN_TYPE = "kg:mainType"
    KIND = "kg:kind"
    JURISDICTION = "kg:jurisdiction"
    ETHNIC_GROUP = "kg:ethnicGroup"
    PARTY = "kg:party"
    PROPOSER = "kg:proposer"
    PROPOSER_ITEM = "kg:proposerItem"
    CAPACITY = "kg:capacity"
    ADDRESSEE = "kg:addressee"
    TOPIC = "kg:topic"
    TOPIC_ITEM = "kg:topicItem"
    AT_SESSION = "kg:session"
    TEXT = "kg:text"
    SIMPLIFIED_TEXT = "kg:simplifiedText"
    HEADING = "kg:heading"
    PERIOD = "kg:period"
    INDICATOR = "kg:indicator"
    AREA = "kg:area"
    VALUE = "kg:value"
    VALUE_TEXT = "kg:valueText"
    UNIT = "kg:unit"
    STATUS = "kg:status"
    APPROXIMATE = "kg:approximate"
    BOUND = "kg:bound"
    ISSUED_BY = "kg:issuedBy"
    CARRIED_OUT_BY = "kg:carriedOutBy"
    IN_ARTICLE = "kg:inArticle"
    BYLINE_ITEM = "kg:bylineItem"
    START = "kg:start"
    END = "kg:end"
    DOUBT = "kg:doubt"
    RULE = "kg:rule"
    ISSUE_PLACE = "kg:issuePlace"
    ISSUE_PAPER = "kg:issuePaper"
    CHARACTERS = "kg:characters"
    OPTIONS = "kg:options"
    INFERRED_LINK = "kg:InferredLink"
    SCORE = "kg:score"
    WHY = "kg:why"
    TAKEN_UP_IN = "kg:takenUpIn"
    FIGURES = "cube:figures"
    QB_OBSERVATION = "qb:Observation"
    QB_DATA_SET = "qb:dataSet"
    RDF_TYPE = "rdf:type"
    RDF_STATEMENT = "rdf:Statement"
    RDF_SUBJECT = "rdf:subject"
    RDF_PREDICATE = "rdf:predicate"
    RDF_OBJECT = "rdf:object"
    FOAF_GENDER = "foaf:gender"
    SCHEMA_NAME = "schema:name"
    SCHEMA_SHA256 = "schema:sha256"
    SCHEMA_HEADLINE = "schema:headline"
    SCHEMA_GENRE = "schema:genre"
    SCHEMA_DATE_PUBLISHED = "schema:datePublished"
    SCHEMA_AUTHOR = "schema:author"
    SCHEMA_PUBLISHER = "schema:publisher"
    SCHEMA_ABOUT = "schema:about"
    SCHEMA_KEYWORDS = "schema:keywords"
    SCHEMA_IDENTIFIER = "schema:identifier"
    SCHEMA_START_DATE = "schema:startDate"
    SCHEMA_END_DATE = "schema:endDate"
    SCHEMA_LIST_ITEM = "schema:ListItem"
    SCHEMA_ITEM = "schema:item"
    SCHEMA_POSITION = "schema:position"
    SCHEMA_CONTAINED_IN_PLACE = "schema:containedInPlace"
    SCHEMA_SOFTWARE_VERSION = "schema:softwareVersion"
    SCHEMA_VARIABLE_MEASURED = "schema:variableMeasured"
    SCHEMA_NEWS_ARTICLE = "schema:NewsArticle"
    SCHEMA_REPORT = "schema:Report"
    DCTERMS_TITLE = "dcterms:title"
    DCTERMS_DATE = "dcterms:date"
    DCTERMS_ISSUED = "dcterms:issued"
    DCTERMS_IS_PART_OF = "dcterms:isPartOf"
    DCTERMS_DESCRIPTION = "dcterms:description"
    DCTERMS_LICENSE = "dcterms:license"
    DCTERMS_LANGUAGE = "dcterms:language"
    DCTERMS_CONFORMS_TO = "dcterms:conformsTo"
    DCTERMS_SOURCE = "dcterms:source"
    DCAT_DATASET = "dcat:Dataset"
    VOID_DATASET = "void:Dataset"
    VOID_TRIPLES = "void:triples"
    VOID_ENTITIES = "void:entities"
    VOID_DOCUMENTS = "void:documents"
    VOID_CLASS = "void:class"
    VOID_CLASS_PARTITION = "void:classPartition"
    VOID_SUBSET = "void:subset"
    VOID_VOCABULARY = "void:vocabulary"
    VOID_URI_SPACE = "void:uriSpace"
    OWL_SAME_AS = "owl:sameAs"
    ORG_ROLE_CLASS = "org:Role"
    ORG_MEMBER = "org:member"
    ORG_ORGANIZATION = "org:organization"
    ORG_ROLE = "org:role"
    ORG_CLASSIFICATION = "org:classification"
    ORG_SUB_ORGANIZATION_OF = "org:subOrganizationOf"
    SKOS_CONCEPT = "skos:Concept"
    SKOS_IN_SCHEME = "skos:inScheme"
    SKOS_PREF_LABEL = "skos:prefLabel"
    SKOS_ALT_LABEL = "skos:altLabel"
    SKOS_BROADER = "skos:broader"
    SKOS_CLOSE_MATCH = "skos:closeMatch"
    SKOS_EXACT_MATCH = "skos:exactMatch"
    SKOS_NOTATION = "skos:notation"
    PROV_ACTIVITY = "prov:Activity"
    PROV_WAS_GENERATED_BY = "prov:wasGeneratedBy"
    PROV_WAS_DERIVED_FROM = "prov:wasDerivedFrom"
    CNT_CHARACTER_ENCODING = "cnt:characterEncoding"
    NIF_STRUCTURE = "nif:Structure"
    OA_ANNOTATION = "oa:Annotation"
    OA_SPECIFIC_RESOURCE = "oa:SpecificResource"
    OA_TEXT_QUOTE_SELECTOR = "oa:TextQuoteSelector"
    OA_TEXT_POSITION_SELECTOR = "oa:TextPositionSelector"
    OA_HAS_BODY = "oa:hasBody"
    OA_HAS_TARGET = "oa:hasTarget"
    OA_HAS_SOURCE = "oa:hasSource"
    OA_HAS_SELECTOR = "oa:hasSelector"
    OA_HAS_SCOPE = "oa:hasScope"
    OA_EXACT = "oa:exact"
    OA_START = "oa:start"
    OA_END = "oa:end"
    OA_MOTIVATED_BY = "oa:motivatedBy"
    OA_IDENTIFYING = "oa:identifying"
    OA_DESCRIBING = "oa:describing"


@cache
def iri(term: Term) -> NamedNode:
    """The IRI of a term. Raises RuleError when the ontology lacks it."""
    return ontology().iri(term.value)


@cache
def class_of(type_: EntityType) -> NamedNode:
    """The class of a type of entity; the values of EntityType are the names of the classes."""
    return ontology().iri(f"kg:{type_.value}")


@cache
def doubt_concept(doubt: Doubt) -> NamedNode:
    """The concept of a doubt. Raises RuleError when the ontology lacks it."""
    return ontology().iri(f"doubt:{doubt.value}")


@cache
def status_concept(status: Status) -> NamedNode:
    """The concept of a figure's status. Raises RuleError when the ontology lacks it."""
    return ontology().iri(f"status:{status.value}")


_PROPOSAL_CLASS = {
    ProposalKind.RECOMMENDATION: Term.RECOMMENDATION,
    ProposalKind.FILED: Term.FILED_PROPOSAL,
    ProposalKind.COMMITMENT: Term.COMMITMENT,
}


def proposal_class(kind: ProposalKind) -> NamedNode:
    """The subclass of Proposal for a kind."""
    return iri(_PROPOSAL_CLASS[kind])


def predicate_of(predicate: Predicate, subject: EntityType) -> NamedNode:
    """The property for a plain relation. A part of an organization is org:subOrganizationOf, a part of anything else dcterms:isPartOf."""
    match predicate:
        case Predicate.LOCATED_IN:
            return iri(Term.SCHEMA_CONTAINED_IN_PLACE)
        case Predicate.PART_OF if subject is EntityType.ORGANIZATION:
            return iri(Term.ORG_SUB_ORGANIZATION_OF)
        case Predicate.PART_OF:
            return iri(Term.DCTERMS_IS_PART_OF)
        case Predicate.ISSUED_BY:
            return iri(Term.ISSUED_BY)
        case Predicate.CARRIED_OUT_BY:
            return iri(Term.CARRIED_OUT_BY)
