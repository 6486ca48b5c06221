"""Subqueries that are asked by themselves, and whose rows then stand in their place: a question about names becomes one about IRIs.

A query that looks for a text in all names, and then for what is said of the things that bear them, is two tasks. A planner that gets them
as one plans for long (Oxigraph: 20 ms for two parameters) and may begin at the wrong end. A subquery is taken out where its last line says
so, `GROUP BY` with all the variables that it selects, the parameter first, and `# apart` behind them: as the limits of
queries/who-proposed-what.rq.

Its braces stand on lines of their own, it selects variables only, it stands within no GRAPH, and is no side of UNION or OPTIONAL itself. By
the semantics of SPARQL a subquery is evaluated by itself, so that its rows as VALUES mean the same. Other stores read the file as it is.

Where a subquery depends on its parameter by one filter only, whether a text contains it, its rows without the filter are the same for every
value: they are read once and kept (kg.graph.kept), and the filter is Python's.

Subqueries side by side that give the same things (the proposals of a topic, those at a session) are joined here: each looks only at what
those before it found, and the query around them begins with what all of them leave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, Triple

from kg.graph.kept import Ask, Row, written

MOST = 2_000
"""Rows in the place of a subquery, each of which is then looked at by itself; one that gives more stays as it is."""

Values = Mapping[str, Sequence[str]]
Table = Callable[[str, bool, bool], Mapping[str, Sequence[Row]] | None]

_SIGN = " # apart"
_MARK = re.compile(rf"(?P<indent>[ \t]*)  GROUP BY(?P<columns>(?: \?\w+)+){_SIGN}")
_SELECT = re.compile(r"\s*SELECT(?P<columns>(?: \?\w+)+) WHERE \{")
_PARAMETER = re.compile(r"\s*VALUES \(\?(?P<name>\w+)\) \{.*\} # parameters")
_FILTER = re.compile(r"\s*FILTER\(CONTAINS\((?:STR\((?P<any>\?\w+)\)|(?P<string>\?\w+)), \?(?P<name>\w+)\)\)")
_VARIABLE = re.compile(r"[?$]\w+")
_PREFIX = re.compile(r"PREFIX\s+(\S*:)", re.IGNORECASE)
_PROLOGUE = re.compile(r"^\s*(?:PREFIX|BASE)\s.*\n", re.IGNORECASE | re.MULTILINE)
_BOUND_TO_ANOTHER = re.compile(r"(?:UNION|OPTIONAL|MINUS|EXISTS|GRAPH\s+\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What comes in the place of a subquery."""

    indent: str
    columns: tuple[str, ...]
    rows: Sequence[Row] = field(repr=False)

    def __str__(self) -> str:
        rows = " ".join(f"({' '.join(row)})" for row in self.rows)
        return f"{self.indent}VALUES ({' '.join(self.columns)}) {{ {rows} }}"


_Line = str | _Rows


@dataclass(frozen=True, slots=True)
class _Subquery:
    """begin, end: its first line, and the one behind its last. columns: the variables that it gives. inside: what its WHERE holds."""

    begin: int
    end: int
    indent: str
    columns: tuple[str, ...]
    inside: tuple[str, ...]


def put_apart(text: str, values: Values, ask: Ask, table: Table) -> str:
    """The query with rows in the place of the subqueries that can be asked apart.

    text: with its parameters bound. values: of the parameters that are bound to plain texts. ask: runs a SELECT. table: its rows by the
    text of the first column, kept, given whether only strings count, and whether the rows begin with that column (see Kept.table).
    """
    if _SIGN not in text:
        return text
    head = "".join(_PROLOGUE.findall(text.partition("SELECT")[0]))
    table = _not_twice(table)
    lines: list[_Line] = [line for line in text.split("\n") if not line.lstrip().startswith("#[")]  # lines of parameters not given
    at = 0
    while at < len(lines):  # a subquery ends before the one around it does
        if found := _ending_at(lines, at):
            rows = _filtered(found, head, values, table)
            if rows is None:
                rows = _asked(found, head, ask, _before(lines, found))
            if rows is not None:
                lines[found.begin : found.end] = [_Rows(found.indent, found.columns, rows)]
                at = found.begin
        at += 1
    return "\n".join(map(str, _joined(lines)))


def _not_twice(table: Table) -> Table:
    """`table`, but what it does not have for one part of a query it is not asked for by another: that is the same question still."""
    lacking = set[tuple[str, bool, bool]]()

    def asked(query: str, strings: bool, first: bool) -> Mapping[str, Sequence[Row]] | None:
        found = None if (query, strings, first) in lacking else table(query, strings, first)
        if found is None:
            lacking.add((query, strings, first))
        return found

    return asked


def _ending_at(lines: Sequence[_Line], at: int) -> _Subquery | None:
    """The subquery whose mark stands in this line; None when there is none, or it is not in the form."""
    line = lines[at]
    mark = _MARK.fullmatch(line) if isinstance(line, str) else None
    if mark is None or lines[at - 1 : at + 2 : 2] != [f"{mark['indent']}  }}", f"{mark['indent']}}}"]:
        return None
    begin = next((n for n in range(at, 0, -1) if lines[n] == mark["indent"] + "{"), 0)
    select = next((n for n in range(begin + 1, at) if not str(lines[n]).lstrip().startswith("#")), at)
    found = _SELECT.fullmatch(str(lines[select]))
    around = str(lines[begin - 1]), str(lines[at + 2]) if at + 2 < len(lines) else ""
    if not begin or not found or found["columns"] != mark["columns"] or any(_BOUND_TO_ANOTHER.fullmatch(x.strip()) for x in around):
        return None
    return _Subquery(begin, at + 2, mark["indent"], tuple(found["columns"].split()), tuple(map(str, lines[select + 1 : at - 1])))


def _filtered(subquery: _Subquery, head: str, values: Values, table: Table) -> Sequence[Row] | None:
    """The rows of a subquery that depends on its parameter by one filter only; None for another, and where they are too many."""
    first, *rest = subquery.columns
    given = [line for line in subquery.inside if _PARAMETER.fullmatch(line)]
    tests = [found for line in subquery.inside if (found := _FILTER.fullmatch(line)) and f"?{found['name']}" == first]
    wanted = values.get(first.removeprefix("?"))
    if wanted is None or len(given) != 1 or len(tests) != 1 or not rest:
        return None
    test = tests[0]
    others = "\n".join(line for line in subquery.inside if line not in (given[0], test.string))
    if re.search(rf"[?$]{first.removeprefix('?')}\b|# parameters", others):
        return None
    tested = test["any"] or test["string"]
    columns = list(dict.fromkeys((tested, *rest)))
    whole = tested in rest
    given_out = [columns[not whole :].index(column) for column in rest]
    kept = table(_named_alike(head, f"SELECT DISTINCT {' '.join(columns)} WHERE {{\n{others}\n}}"), test["any"] is None, whole)
    if kept is None:
        return None
    out: dict[Row, None] = {}
    for value in wanted:
        term = str(Literal(value))
        for form, rows in kept.items():
            if value in form:
                out.update(dict.fromkeys((term, *(row[n] for n in given_out)) for row in rows))
    return tuple(out) if len(out) <= MOST else None


def _named_alike(head: str, select: str) -> str:
    """The query with its variables numbered and the prefixes that it needs, so that two that ask the same are the same text."""
    if '"' in select or "'" in select:  # what looks like a variable or a comment may be part of a text
        return head + select
    select = "\n".join(line.strip() for line in select.split("\n") if not line.lstrip().startswith("#"))
    numbers = {name: f"?v{n}" for n, name in enumerate(dict.fromkeys(_VARIABLE.findall(select)))}
    needed = [line for line in head.splitlines() if not (prefix := _PREFIX.match(line)) or prefix[1] in select]
    return "\n".join([*needed, _VARIABLE.sub(lambda found: numbers[found[0]], select)])


def _before(lines: Sequence[_Line], subquery: _Subquery) -> _Rows | None:
    """What a subquery beside this one left of the same things."""
    at = subquery.begin - 1
    while at > 0 and isinstance(line := lines[at], str) and _PARAMETER.fullmatch(line):
        at -= 1
    rows = lines[at]
    if not isinstance(rows, _Rows) or (rows.indent, rows.columns[-1]) != (subquery.indent, subquery.columns[-1]):
        return None
    things = dict.fromkeys(row[-1:] for row in rows.rows)
    return _Rows(rows.indent, rows.columns[-1:], tuple(things))


def _asked(subquery: _Subquery, head: str, ask: Ask, among: _Rows | None) -> Sequence[Row] | None:
    """The rows of a subquery, by asking it; None when they are too many, or a term has no name to write. among: what to look at only."""
    names, inside = " ".join(subquery.columns), "\n".join(subquery.inside)
    if among is not None and re.search(r"\bUNION\b", inside):  # a planner would take each thing through all sides
        inside = f"{{ SELECT {names} WHERE {{\n{inside}\n}}\nGROUP BY {names} }}"
    if among is not None:
        inside = f"{among}\n{inside}"
    out: list[Row] = []
    for found in ask(f"{head}SELECT {names} WHERE {{\n{inside}\n}}\nGROUP BY {names}"):
        if len(out) == MOST or any(isinstance(term, BlankNode | Triple) for term in found):
            return None
        out.append(written(found))
    return out


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines; rows side by side that differ in what their parameters are, but give the same things, are made one."""
    last: _Rows | None = None
    for line in lines:
        if isinstance(line, _Rows):
            if last is not None and (both := _both(last, line)):
                last = both
                continue
        elif last is not None and _PARAMETER.fullmatch(line):
            yield line  # VALUES may come in any order
            continue
        if last is not None:
            yield last
        last = line if isinstance(line, _Rows) else None
        if last is None:
            yield line
    if last is not None:
        yield last


def _both(one: _Rows, other: _Rows) -> _Rows | None:
    *parameters, thing = one.columns
    *more, same = other.columns
    if one.indent != other.indent or same != thing or {*parameters} & {*more} or any("UNDEF" in row for row in (*one.rows, *other.rows)):
        return None
    found: dict[str, list[Row]] = {}
    for row in other.rows:
        found.setdefault(row[-1], []).append(row[:-1])
    rows = [(*row[:-1], *values, row[-1]) for row in one.rows for values in found.get(row[-1], ())]
    return _Rows(one.indent, (*parameters, *more, thing), rows) if len(rows) <= MOST else None


__all__ = ["MOST", "put_apart"]
