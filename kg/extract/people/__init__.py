"""Finds people by what stands around their names: an office before, a title or a verb of speech behind, brackets with sex and ethnic group.

A form built like a name is not enough, since every third two-character word begins with a surname. So each name needs a sign; once it has
one anywhere in a document, its other occurrences there are believed too (kg.extract.known).
"""

from kg.extract.people.find import find
from kg.extract.people.forms import OFFICE, heaviest, sure
from kg.extract.people.roles import press_roles, role_spans, roles
from kg.extract.people.words import ends_well, is_common, runs_on

__all__ = ["OFFICE", "ends_well", "find", "heaviest", "is_common", "press_roles", "role_spans", "roles", "runs_on", "sure"]
