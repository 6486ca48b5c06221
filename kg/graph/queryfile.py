"""Queries as files: a `.rq` file with a head that says what it answers, which parameters it takes and which columns it gives.

The head is the comment lines at the top, here of a made-up query:

    # title: 某人的任职 / Positions of a person
    # answers: 每行一项任职。 / One row for each position.
    # parameter person: text, required
    #   about: 姓名或别名，可只写一部分 / name or other form, or a part of it
    #   example: 张三
    # columns: person, role

Types of parameters: text, which may be put in traditional characters (graphs have the simplified form of every name and proposal), file (a
name of a document, taken as it is), year (four digits), integer, iri. An optional one (`optional`) may have a `default:` line. How a query
says where its parameters go, and which of its lines count only when one is given, stands in kg.graph.query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError, RuleError
from kg.graph.query import Result, Value, conditions_in, evaluate, parameters_in
from kg.graph.store import GraphStore
from kg.lexicon.characters import in_simplified
from kg.vocab import Mint, data_folder

TYPES = ("text", "file", "year", "integer", "iri")

_FIELD = re.compile(r"#\s(?P<deep>\s*)(?P<key>[a-z]+)(?: (?P<name>\w+))?:\s*(?P<value>.*\S)\s*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. type: of TYPES. about, about_en: what it means. default: used when none is given; example: a value to try."""

    name: str
    type: str
    required: bool
    about: str
    about_en: str
    example: str
    default: str | None = None

    def value(self, text: str) -> Value:
        """`text` as this parameter's type. Raises QueryError when it is not of that type."""
        match self.type:
            case "text":
                return Literal(in_simplified(text.strip()))
            case "file":
                return Literal(text.strip())
            case "year" if re.fullmatch(r"\d{4}", text.strip()):
                return Literal(text.strip())
            case "integer" if re.fullmatch(r"-?\d{1,18}", text.strip()):
                return int(text)
            case "iri":
                try:
                    return NamedNode(text.strip())
                except ValueError as error:
                    raise QueryError(f"{self.name}: {text!r} is not an IRI (for example {self.example})") from error
            case _:
                raise QueryError(f"{self.name}: {text!r} is not of type {self.type} (for example {self.example})")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A query with its head. name: of the file, without .rq."""

    name: str
    title: str
    title_en: str
    answers: str
    answers_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    sparql: str

    def bindings(self, given: Mapping[str, str]) -> dict[str, Value]:
        """The values to bind, defaults filled in. Raises QueryError that lists the parameters when one is unknown or missing."""
        usage = ", ".join(f"{p.name} ({p.type}{', required' if p.required else ''})" for p in self.parameters) or "none"
        unknown = sorted(given.keys() - {p.name for p in self.parameters})
        missing = [p.name for p in self.parameters if p.required and not given.get(p.name, "").strip()]
        if unknown or missing:
            fault = f"unknown parameter {', '.join(unknown)}" if unknown else f"parameter {', '.join(missing)} is missing"
            raise QueryError(f"query {self.name}: {fault}; its parameters are: {usage}")
        values = {p.name: given.get(p.name, "").strip() or p.default for p in self.parameters}
        return {p.name: p.value(text) for p in self.parameters if (text := values[p.name])}

    def run(self, graph: GraphStore, given: Mapping[str, str] | None = None, *, named: Sequence[NamedNode] | None = None) -> Result:
        """The answer of a graph; named: see kg.graph.query.evaluate. Raises QueryError."""
        try:
            values, entities = self.bindings(given or {}), Mint(graph.base).entities_graph
            return evaluate(graph.store, self.sparql, values, named=named, entities=entities, kept=graph.kept)
        except QueryError as error:
            raise QueryError(str(error) if str(error).startswith("query ") else f"query {self.name}: {error}") from error


def parse_query(name: str, text: str) -> QueryFile:
    """The query in a file's text. Raises RuleError when the head is incomplete or does not fit the query."""
    fields: dict[str, str] = {}
    blocks: list[dict[str, str]] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        found = _FIELD.fullmatch(line)
        if found is None:
            raise RuleError(f"{name}.rq: this line of the head is not `key: value`: {line}")
        if found["key"] == "parameter" and found["name"]:
            kind, _, need = (part.strip() for part in found["value"].partition(","))
            if kind not in TYPES or need not in {"required", "optional"}:
                raise RuleError(f"{name}.rq: parameter {found['name']}: expected one of {', '.join(TYPES)}, then required or optional")
            blocks.append({"name": found["name"], "type": kind, "need": need})
        elif found["deep"] and blocks:
            blocks[-1][found["key"]] = found["value"]
        else:
            fields[found["key"]] = found["value"]
    try:
        parameters = tuple(
            Parameter(b["name"], b["type"], b["need"] == "required", *_both(name, b["about"]), b["example"], b.get("default"))
            for b in blocks
        )
        columns = tuple(c.strip() for c in fields["columns"].split(","))
        query = QueryFile(name, *_both(name, fields["title"]), *_both(name, fields["answers"]), parameters, columns, text)
    except KeyError as error:
        raise RuleError(f"{name}.rq: the head lacks {error.args[0]}") from error
    if sorted(parameters_in(text)) != sorted(p.name for p in parameters):
        raise RuleError(f"{name}.rq: the head's parameters are not those of the lines that end in `# parameters`")
    if unknown := [condition for condition in conditions_in(text) if condition not in {p.name for p in parameters}]:
        raise RuleError(f"{name}.rq: lines depend on {', '.join(unknown)}, which is no parameter")
    return query


def load_queries(folder: Traversable | None = None) -> dict[str, QueryFile]:
    """The queries of a folder by name, in order; of the package when none is given. Raises RuleError."""
    place = folder if folder is not None else data_folder("queries")
    return {q.name: q for q in _read(place)}


def load_query(name: str, folders: Iterable[Traversable] = ()) -> QueryFile:
    """The query of that name, from the user's folders first, then from the package. Raises QueryError that lists all names."""
    known = load_queries()
    for folder in folders:
        known = {**known, **load_queries(folder)}
    if name not in known:
        raise QueryError(f"no query {name}; there are: {', '.join(sorted(known))}")
    return known[name]


def _read(folder: Traversable) -> list[QueryFile]:
    try:
        files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
        return [parse_query(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in files]
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{folder}: queries cannot be read ({error})") from error


def _both(name: str, text: str) -> tuple[str, str]:
    chinese, slash, english = (part.strip() for part in text.partition(" / "))
    if not (slash and chinese and english):
        raise RuleError(f"{name}.rq: expected `中文 / English`, found {text}")
    return chinese, english
