"""`kg explain`: all that a graph says of one thing, each statement with the words that say it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import write_json
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph import GraphStore


class ThingFormat(StrEnum):
    """Ways to tell of a thing."""

    TEXT = "text"
    JSON = "json"


def explain(
    graph: GraphFolder,
    thing: Annotated[str, typer.Argument(metavar="IRI-or-name", help="A name, another form of it, or any IRI.", show_default=False)],
    form: Annotated[ThingFormat, typer.Option("--format", help="For the eye, or for a program.")] = ThingFormat.TEXT,
) -> None:
    """Tell all that the graph says of a person, a body, a place, a project, a policy, a session or a topic, with sources.

    The IRI of a statement or of evidence is followed as well: to its words, the rule that read them, and the run of the program.

    Example: kg explain 图谱 呼延建军
    """
    with opened(graph) as store:
        found = _found(store, thing)
        if not found:
            raise QueryError(f"{thing}: nothing in {graph} has this name or IRI; kg tables {graph} --table entities lists what there is")
        things = [_thing(store, *each) for each in found]
    if form is ThingFormat.JSON:
        write_json({"asked": thing, "things": things})
    else:
        for each in things:
            _print(each)


def _found(store: GraphStore, thing: str) -> list[tuple[str, str, str]]:
    """IRI, type and name of what is meant."""
    if "://" in thing:
        wanted = {"iri": thing}
        return [(str(r["iri"]), str(r["type"]), str(r["name"])) for r in _run(store, "called", wanted)]
    return [(str(r["iri"]), str(r["type"]), str(r["name"])) for r in _run(store, "named", {"wanted": thing})]


def _thing(store: GraphStore, iri: str, type_: str, name: str) -> dict[str, Any]:
    quotes: dict[str, dict[str, list[dict[str, Any]]]] = {}
    runs: dict[str, dict[str, Any]] = {}
    for row in _run(store, "quotes", {"iri": iri}):
        piece = {key: row[key] for key in ("document", "start", "end", "quote", "rule", "article", "run")}
        runs[str(row["run"])] = {key: row[key] for key in ("software", "options") if row[key] is not None}
        quotes.setdefault(str(row["statement"]), {}).setdefault(str(row["annotation"]), []).append(piece)
    statements: dict[str, dict[str, Any]] = {}
    for row in _run(store, "statements", {"iri": iri}):
        said = statements.setdefault(
            str(row["statement"]), {"iri": row["statement"], "class": row["class"], "document": row["document"], "values": {}}
        )
        said["values"].setdefault(row["property"], []).append(row["value"])
    for statement, said in statements.items():
        said["quotes"] = [piece for pieces in quotes.get(statement, {}).values() for piece in pieces]
    # the words of a statement stand with it; those of a thing are where it is mentioned
    mentions = [] if iri in statements else [piece for pieces in quotes.get(iri, {}).values() for piece in pieces]
    return {
        "iri": iri,
        "type": type_,
        "name": name,
        "forms": sorted({piece["quote"] for piece in mentions}),
        "mentions": mentions,
        "statements": list(statements.values()),
        "runs": runs,
    }


def _run(store: GraphStore, name: str, given: dict[str, str]) -> list[dict[str, Any]]:
    from kg.graph import load_queries
    from kg.vocab import data_folder

    return load_queries(data_folder("queries") / "explain")[name].run(store, given).records()


def _print(thing: dict[str, Any]) -> None:
    write = sys.stdout.write
    write(f"{thing['name']}  {thing['type']}  {thing['iri']}\n")
    if thing["mentions"]:
        write(f"  mentions: {len(thing['mentions'])}, as {', '.join(' '.join(form.split()) for form in thing['forms'])}\n")
    for said in thing["statements"]:
        values = "; ".join(f"{name} {', '.join(values)}" for name, values in said["values"].items())
        write(f"\n  {said['class']}: {values}\n")
        for piece in said["quotes"]:
            write(f"    “{' '.join(piece['quote'].split())}”  {piece['document']} {piece['start']}-{piece['end']}  [{piece['rule']}]\n")
    for iri, run in thing["runs"].items():
        options = f", {'; '.join(run['options'].splitlines())}" if "options" in run else ""
        write(f"\n  read by {run['software']}{options}  {iri}\n")
    write("\n")
