"""How a fact points at an entity before and after resolution."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class EntityType(StrEnum):
    """The six types of entity; the values are the class names of the ontology."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    DISTRICT = "District"
    PROJECT = "Project"
    POLICY = "Policy"
    SESSION = "Session"


class Ref(NamedTuple):
    """An entity by type and name. Within one document, the same type and name is the same entity."""

    type: EntityType
    name: str
