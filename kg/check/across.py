"""Checks across statements: the queries of queries/check/, each with a severity in its head, run on the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

from pyoxigraph import NamedNode

from kg.check.report import Finding, Severity
from kg.errors import RuleError
from kg.graph import GraphStore, QueryFile, load_queries
from kg.vocab import data_folder

_SEVERITY = re.compile(r"^# severity: (\w+)$", re.MULTILINE)
_COLUMNS = ("iri", "document", "found")
_AT_ONCE = 20
"""Documents that are looked at together: what a query holds in memory stays in proportion to them, and in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Across:
    """A check across statements: its query gives a row for each thing that is wrong."""

    severity: Severity
    query: QueryFile

    def run(self, graph: GraphStore, sources: Sequence[NamedNode] | None = None) -> Iterator[Finding]:
        """What the check finds, in all documents or in those of these named graphs. A row is about one document alone."""
        query = self.query
        parts = [None] if sources is None else [sources[at : at + _AT_ONCE] for at in range(0, len(sources), _AT_ONCE)]
        for row in chain.from_iterable(query.run(graph, named=part).records() for part in parts):
            iri, document, found = (row.get(name) for name in _COLUMNS)
            yield Finding(
                self.severity, query.name, None if document is None else str(document), str(iri), str(found), query.title, query.title_en
            )


@cache
def checks() -> Mapping[str, Across]:
    """The checks by name. Raises RuleError when the head of one is incomplete."""
    found = {}
    for name, query in load_queries(data_folder("queries") / "check").items():
        severity = _SEVERITY.search(query.sparql)
        if severity is None or severity[1] not in set(Severity):
            raise RuleError(f"check/{name}.rq: the head lacks `severity: violation` or `severity: warning`")
        found[name] = Across(Severity(severity[1]), query)
    for name, check in found.items():
        if check.query.columns != _COLUMNS:
            raise RuleError(f"check/{name}.rq: the columns must be {', '.join(_COLUMNS)}")
    return MappingProxyType(found)
