"""Running SPARQL with parameters that are bound as values, never pasted into the text.

A query names its parameters in a line of its WHERE clause, so that the file also runs as it is, in any SPARQL 1.1 store:

    VALUES (?topic ?year) { (UNDEF UNDEF) } # parameters

To bind them, that line is written anew with the terms in the store's own serialization. There may be several such lines (a
subquery does not see the variables around it), which may share parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Store, Triple

from kg.errors import QueryError
from kg.vocab import ontology

Value = str | int | NamedNode | Literal
Cell = str | int | bool | None
"""What a row holds: IRIs and all literals as strings, but integers as int and booleans as bool; decimals stay strings, exactly."""

_PARAMETERS = re.compile(r"VALUES\s*\(\s*((?:\?\w+\s*)+)\)\s*\{\s*\((?:\s*UNDEF)+\s*\)\s*\}\s*#\s*parameters")


@dataclass(frozen=True, slots=True)
class Result:
    """Columns, and rows with one cell a column. An ASK has the one column `answer`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def parameters_in(sparql: str) -> tuple[str, ...]:
    """The names in the parameter lines, in order of first appearance; empty when there is none."""
    return tuple(dict.fromkeys(name.lstrip("?") for names in _PARAMETERS.findall(sparql) for name in names.split()))


def bound(sparql: str, bindings: Mapping[str, Value]) -> str:
    """The query with these values in its parameter lines. Raises QueryError when a name is in none of them."""
    names = parameters_in(sparql)
    unknown = [name for name in bindings if name not in names]
    if unknown:
        raise QueryError(f"unknown parameter {', '.join(unknown)}; the query has {', '.join(names) or 'none'}")
    terms = {name: _written(value) for name, value in bindings.items()}

    def line(found: re.Match[str]) -> str:
        variables = found[1].split()
        values = " ".join(terms.get(v.lstrip("?"), "UNDEF") for v in variables)
        return f"VALUES ({' '.join(variables)}) {{ ({values}) }} # parameters"

    return _PARAMETERS.sub(line, sparql)


def evaluate(store: Store, sparql: str, bindings: Mapping[str, Value], graphs: Sequence[NamedNode] | None = None) -> Result:
    """The answer to a SELECT or ASK over the union of all named graphs, or as if there were only `graphs`. The ontology's prefixes need
    no declaration.

    Raises QueryError when the query is wrong or of another form.
    """
    text = bound(sparql, bindings)
    try:
        answer = store.query(
            text,
            prefixes=ontology().prefixes,
            use_default_graph_as_union=graphs is None,
            default_graph=None if graphs is None else list(graphs),
            named_graphs=None if graphs is None else list(graphs),
        )
        if isinstance(answer, QueryBoolean):
            return Result(("answer",), ((bool(answer),),))
        if isinstance(answer, QuerySolutions):
            columns = tuple(v.value for v in answer.variables)
            return Result(columns, tuple(tuple(_cell(row[c]) for c in columns) for row in answer))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query cannot be understood: {_short(str(error))}") from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be carried out: {error}") from error
    raise QueryError("the query must be a SELECT or an ASK; `kg export` writes triples")


def _short(message: str) -> str:
    """The parser's message without its list of everything that could have stood there."""
    place, found, _ = message.partition(": expected one of ")
    return ("prefix not declared, at " + place if "Prefix not found" in message else place) if found else message


def _written(value: Value) -> str:
    if isinstance(value, bool):
        raise QueryError("a parameter cannot be true or false")
    if isinstance(value, int):
        return str(value)
    return str(Literal(value) if isinstance(value, str) else value)


def _cell(term: NamedNode | BlankNode | Literal | Triple | None) -> Cell:
    if term is None:
        return None
    if isinstance(term, Triple):
        return str(term)
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind == "integer":
            return int(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")
    return term.value
