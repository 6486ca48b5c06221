"""Running SPARQL with parameters that are bound as values, never pasted into the text.

A query names its parameters in a line of its WHERE clause, so that the file also runs as it is, in any SPARQL 1.1 store:

    VALUES (?topic ?year) { (UNDEF UNDEF) } # parameters

To bind them, that line is written anew with the terms in the store's own serialization. There may be several such lines (a
subquery does not see the variables around it), which may share parameters. A line of one variable can be bound to several values.

A condition on an optional parameter costs time also when nobody gives it, and keeps a planner from beginning with it when somebody does. So
it can stand in lines that are comments until the parameter is given:

    #[topic] VALUES (?topic) { (UNDEF) } # parameters
    #[topic] { SELECT * WHERE { VALUES (?topic) { (UNDEF) } # parameters
    #[topic]   ?iri kg:text ?said FILTER(CONTAINS(?said, ?topic)) } }

With `topic` bound, `#[topic]` is taken away from the beginning of each line, and nothing else; `#[topic|year]` is for either of them. The
line outside, with its one value, is what Oxigraph's planner begins with; the subquery hangs on it by the parameter that it gives out. Where
such a subquery must give each thing once, it groups: Virtuoso 7.2.5 loses rows of a DISTINCT subquery that is joined.

A subquery that ends in `# apart` is asked by itself first (kg.graph.apart), where a graph is open for reading only.

A line `VALUES (?names) { (UNDEF) } # graph of entities` is bound to the graph in which each entity stands once with all its names, where
that is known; as it is, it means any graph.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolution, QuerySolutions, QueryTriples, Store, Triple

from kg.errors import QueryError
from kg.graph.apart import put_apart
from kg.graph.kept import Kept, Row
from kg.graph.order import in_order, without_order
from kg.vocab import ontology

Value = str | int | NamedNode | Literal
Values = Value | Sequence[Value]
"""What a parameter is bound to: one value, or several (any of them)."""
Cell = str | int | bool | None
"""What a row holds: IRIs and all literals as strings, but integers as int and booleans as bool; decimals stay strings, exactly."""

_PARAMETERS = re.compile(r"VALUES\s*\(\s*((?:\?\w+\s*)+)\)\s*\{\s*\((?:\s*UNDEF)+\s*\)\s*\}\s*#\s*parameters")

_ENTITIES = re.compile(r"VALUES\s*\(\s*(\?\w+)\s*\)\s*\{\s*\(\s*UNDEF\s*\)\s*\}(\s*#\s*graph of entities)")
_IF_GIVEN = re.compile(r"^([ \t]*)#\[(\w+(?:\|\w+)*)\][ \t]?", re.MULTILINE)

_NOT_KEYWORDS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'  # strings in three quotes
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'  # strings in one
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'  # IRIs
    r"|#[^\n\r]*",  # comments
    re.DOTALL,
)
"""What may hold any word without it being a keyword (SPARQL 1.1, section 19.8)."""

_ELSEWHERE = re.compile(r"(?<![?$:\w.-])SERVICE(?![\w:.-])", re.IGNORECASE)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


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


def conditions_in(sparql: str) -> tuple[str, ...]:
    """The names of parameters on which lines depend, in order of first appearance."""
    return tuple(dict.fromkeys(name for _, names in _IF_GIVEN.findall(sparql) for name in names.split("|")))


def bound(sparql: str, bindings: Mapping[str, Values], entities: NamedNode | None = None) -> str:
    """The query with these values in its parameter lines, and the lines that depend on them. Several values need a line of their own.

    entities: the graph of entities; None leaves it open. Raises QueryError when a name is in no line, or several values are given for a
    parameter that shares a line.
    """
    names = parameters_in(sparql)
    unknown = [name for name in bindings if name not in names]
    if unknown:
        raise QueryError(f"unknown parameter {', '.join(unknown)}; the query has {', '.join(names) or 'none'}")
    terms = {name: _terms(value) for name, value in bindings.items()}

    def line(found: re.Match[str]) -> str:
        variables = found[1].split()
        chosen = [terms.get(v.lstrip("?"), ["UNDEF"]) for v in variables]
        if len(chosen) > 1 and any(len(values) != 1 for values in chosen):
            raise QueryError(f"only a parameter with a line of its own takes several values, not {' '.join(variables)}")
        rows = [f"({value})" for value in chosen[0]] if len(chosen) == 1 else [f"({' '.join(v[0] for v in chosen)})"]
        return f"VALUES ({' '.join(variables)}) {{ {' '.join(rows)} }} # parameters"

    text = _with_conditions(sparql, bindings)
    if entities is not None:
        text = _ENTITIES.sub(lambda found: f"VALUES ({found[1]}) {{ ({entities}) }}{found[2]}", text)
    return _PARAMETERS.sub(line, text)


def _with_conditions(sparql: str, given: Container[str]) -> str:
    """The query with the lines that count when these parameters are given."""
    return _IF_GIVEN.sub(lambda found: found[1] if any(name in given for name in found[2].split("|")) else found[0], sparql)


def evaluate(
    store: Store,
    sparql: str,
    bindings: Mapping[str, Values],
    graphs: Sequence[NamedNode] | None = None,
    *,
    named: Sequence[NamedNode] | None = None,
    entities: NamedNode | None = None,
    kept: Kept | None = None,
) -> Result:
    """The answer to a SELECT or ASK over the union of all named graphs, or as if there were only `graphs`. The ontology's prefixes need
    no declaration. named: the graphs that GRAPH clauses see, while what stands outside them sees all; not for a store in a server.
    entities: the graph of entities, for queries that have a line for it. kept: of a store that does not change: subqueries that can be are
    asked apart.

    Raises QueryError when the query is wrong or of another form.
    """
    stays_here(_with_conditions(sparql, bindings))
    text = bound(sparql, bindings, entities)
    scope = None if graphs is None else tuple(graph.value for graph in graphs)

    def asked(query: str) -> QueryBoolean | QuerySolutions | QueryTriples:
        return store.query(
            query,
            prefixes=ontology().prefixes,
            use_default_graph_as_union=graphs is None,
            default_graph=None if graphs is None else list(graphs),
            named_graphs=list(named) if named is not None else None if graphs is None else list(graphs),
        )

    def rows(query: str) -> Iterable[QuerySolution]:
        found = asked(query)
        assert isinstance(found, QuerySolutions)
        return found

    def table(query: str, strings: bool, first: bool) -> Mapping[str, Sequence[Row]] | None:
        return kept.table(query, rows, scope, strings=strings, first=first) if kept else None

    try:
        if kept is not None and named is None:
            text = put_apart(text, _texts(bindings), rows, table)
        unordered, keys = without_order(text) if isinstance(store, Store) else (text, ())
        answer = asked(unordered)
        if isinstance(answer, QueryBoolean):
            return Result(("answer",), ((bool(answer),),))
        if isinstance(answer, QuerySolutions):
            columns = tuple(v.value for v in answer.variables)
            found = in_order(answer, columns, keys)
            if found is None:
                found = list(map(tuple, rows(text)))
            return Result(columns, tuple(tuple(map(_cell, row)) for row in found))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query cannot be understood: {short_message(str(error))}") from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be carried out: {error}") from error
    raise QueryError("the query must be a SELECT or an ASK; `kg export` writes triples")


def stays_here(sparql: str) -> None:
    """Raises QueryError when a query would ask another computer: the engine follows SERVICE, and nothing here goes out to the network."""
    unescaped = _CODEPOINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)
    if any(_ELSEWHERE.search(_NOT_KEYWORDS.sub(" ", text)) for text in (sparql, unescaped)):
        raise QueryError("SERVICE asks another computer, which queries on a graph here do not do")


def short_message(message: str) -> str:
    """The parser's message without its list of everything that could have stood there."""
    place, found, _ = message.partition(": expected one of ")
    return ("prefix not declared, at " + place if "Prefix not found" in message else place) if found else message


def _texts(bindings: Mapping[str, Values]) -> dict[str, list[str]]:
    """The values of the parameters that are bound to plain texts only."""
    several = {name: [value] if isinstance(value, str | int | NamedNode | Literal) else list(value) for name, value in bindings.items()}
    plain = {name: [Literal(v) if isinstance(v, str) else v for v in values] for name, values in several.items()}
    return {
        name: [value.value for value in values if isinstance(value, Literal)]
        for name, values in plain.items()
        if all(isinstance(value, Literal) and value == Literal(value.value) for value in values)
    }


def _terms(value: Values) -> list[str]:
    if isinstance(value, str | int | NamedNode | Literal):
        return [_written(value)]
    return [_written(each) for each in value]


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
