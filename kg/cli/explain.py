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


_LINKED = {
    ("taken-up", True): "taken up in",
    ("taken-up", False): "takes up",
    ("same-proposal", True): "told again in",
    ("same-proposal", False): "told before in",
}


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

    The IRI of a statement or of evidence is followed as well: to its words, where they stand (article, block and characters), the rule that
    read them, and the run of the program. So is the IRI of an article or a block: to what it says. Of a proposal, what is inferred is told,
    too: later commitments that take it up, and where it is told again.

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
        from kg.graph import decided

        wanted = {"iri": decided.merged_into(store, thing) or thing}
        return [(str(r["iri"]), str(r["type"]), str(r["name"])) for r in _run(store, "called", wanted)]
    return [(str(r["iri"]), str(r["type"]), str(r["name"])) for r in _run(store, "named", {"wanted": thing})]


def _thing(store: GraphStore, iri: str, type_: str, name: str) -> dict[str, Any]:
    quotes: dict[str, dict[str, list[dict[str, Any]]]] = {}
    runs: dict[str, dict[str, Any]] = {}
    for row in _run(store, "quotes", {"iri": iri}):
        piece = {key: row[key] for key in ("document", "article", "block", "part", "start", "end", "quote", "rule", "run")}
        runs[str(row["run"])] = {key: row[key] for key in ("software", "options") if row[key] is not None}
        quotes.setdefault(str(row["statement"]), {}).setdefault(str(row["annotation"]), []).append(piece)
    statements: dict[str, dict[str, Any]] = {}
    for row in _run(store, "statements", {"iri": iri}):
        said = statements.setdefault(
            str(row["statement"]), {"iri": row["statement"], "class": row["class"], "document": row["document"], "values": {}}
        )
        said["values"].setdefault(row["property"], []).append(row["value"])
    for statement, said in statements.items():
        said["links"] = _linked(store, statement)
        said["quotes"] = [piece for pieces in quotes.get(statement, {}).values() for piece in pieces]
    # the words of a statement stand with it; those of a thing are where it is mentioned
    mentions = [] if iri in statements else [piece for pieces in quotes.get(iri, {}).values() for piece in pieces]
    from kg.graph import decided, inferred
    from kg.lexicon.decisions import key_of_iri

    key = key_of_iri(iri, store.base)
    return {
        "iri": iri,
        "type": type_,
        "name": name,
        "decisions": decided.applied(store, iri),
        "candidates": [
            {"left": c.left, "right": c.right, "reason": c.reason.value, "score": c.score / 100, "documents": list(c.documents)}
            for c in (inferred.recorded(store) if key is not None else ())
            if key in c.pair
        ],
        "forms": sorted({piece["quote"] for piece in mentions}),
        "mentions": mentions,
        "statements": list(statements.values()),
        "runs": runs,
    }


def _linked(store: GraphStore, node: str) -> list[dict[str, Any]]:
    """What the graph has inferred of a proposal: what became of it, what it takes up, where else it is told; with the other's words."""
    from kg.graph.links import links_of

    found = []
    for link in links_of(store, node):
        other = link.right if link.left == node else link.left
        words = [row for row in _run(store, "quotes", {"iri": other}) if row["statement"] == other]
        if words:
            found.append(
                {
                    "link": link.kind.value,
                    "left": link.left,
                    "right": link.right,
                    "score": link.score / 100,
                    "reasons": [reason.value for reason in link.reasons],
                    "shared": list(link.shared),
                    "document": words[0]["document"],
                    "quote": " … ".join(str(row["quote"]) for row in words),
                    "start": words[0]["start"],
                    "end": words[-1]["end"],
                }
            )
    return found


def _run(store: GraphStore, name: str, given: dict[str, str]) -> list[dict[str, Any]]:
    from kg.graph import load_queries
    from kg.vocab import data_folder

    return load_queries(data_folder("queries") / "explain")[name].run(store, given).records()


def _print(thing: dict[str, Any]) -> None:
    write = sys.stdout.write
    write(f"{thing['name']}  {thing['type']}  {thing['iri']}\n")
    if thing["mentions"]:
        write(f"  mentions: {len(thing['mentions'])}, as {', '.join(' '.join(form.split()) for form in thing['forms'])}\n")
    for decision in thing["decisions"]:
        document = f" in {decision['document']}" if decision["document"] else ""
        why = f"  ({decision['why']})" if decision["why"] else ""
        write(f"  decided by a person: {decision['verdict']}: {decision['left']} | {decision['right']}{document}{why}\n")
    for candidate in thing["candidates"]:
        documents = f" in {', '.join(candidate['documents'])}" if candidate["documents"] else ""
        pair = f"{candidate['left']} | {candidate['right']}{documents}"
        write(f"  to be judged (kg review): {pair}  [{candidate['reason']}, {candidate['score']:.2f}]\n")
    for said in thing["statements"]:
        values = "; ".join(f"{name} {', '.join(values)}" for name, values in said["values"].items())
        write(f"\n  {said['class']}: {values}\n")
        for piece in said["quotes"]:
            write(f"    “{' '.join(piece['quote'].split())}”  {_place(piece)}  [{piece['rule']}]\n")
        for link in said["links"]:
            what = _LINKED[link["link"], link["left"] == said["iri"]]
            why = f"{link['score']:.2f}: {', '.join(link['reasons'])}; {'、'.join(link['shared'])}"
            write(f"    inferred, {what}: “{' '.join(link['quote'].split())}”  {link['document']} {link['start']}-{link['end']}  [{why}]\n")
    for iri, run in thing["runs"].items():
        options = f", {'; '.join(run['options'].splitlines())}" if "options" in run else ""
        write(f"\n  read by {run['software']}{options}  {iri}\n")
    write("\n")


def _place(piece: dict[str, Any]) -> str:
    """Where a piece of text stands: the file and its characters, the article, and which block of it, as far as the graph knows."""
    place = f"{piece['document']} {piece['start']}-{piece['end']}"
    if piece["article"]:  # some have no headline
        place += f"  《{' '.join(piece['article'].split())}》"
    return place if piece["block"] is None else f"{place}  block {piece['block']} {piece['part']}"
