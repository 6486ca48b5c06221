"""Every failure that a user can meet, under one base.

A message names the file or thing, the place in it, and what to do. Nothing here imports anything else of the package.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors raised on purpose by this package; its text is meant for the user."""


class InputError(KgError):
    """A document, folder or option given by the user cannot be used as it is."""


class EvidenceError(KgError):
    """A quote does not stand at the place that it claims; always a defect of a rule, never of a document."""


class RuleError(KgError):
    """A word list, pattern or query file of the package, or of the user, is damaged or contradicts its own examples."""


class GraphError(KgError):
    """A graph folder is missing, is not a graph, is in use, or was written by a newer version."""


class QueryError(KgError):
    """A question or query cannot be understood or carried out as asked."""
