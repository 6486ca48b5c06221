"""`kg review`: what is left for a person to judge, and the judgements, written to a plain file that the next build applies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.explain import ThingFormat
from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say, write_json
from kg.cli.sides import sides
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.lexicon.decisions import Decision, Decisions
    from kg.model import Candidate

_SHOWN = 3  # quotes of each side that are told in text; the JSON has all
_ANSWERS = {
    "s": "same", "same": "same", "同": "same", "d": "different", "different": "different", "异": "different",
    "k": "skip", "skip": "skip", "": "skip", "跳过": "skip", "q": "quit", "quit": "quit", "退出": "quit",
}  # fmt: skip
_HEAD = """\
# Decisions on which nodes of a graph are one thing, written by kg review or by hand, applied by kg build. One decision a line,
# its parts separated by tabs; a line that is taken out has no effect any more on the next build.
#   same       NODE  NODE            the second is the first
#   different  NODE  NODE            they are two
#   split      NODE  NODE  DOCUMENT  where this document has the first, the second is meant
# A last part may say why.
"""


def review(
    graph: GraphFolder,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where decisions are kept; GRAPH.decisions.tsv, if left out.", show_default=False),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List what is to be judged, and ask nothing.")] = False,
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only candidates of one reason, such as gender-differs.", show_default=False)
    ] = None,
    form: Annotated[ThingFormat, typer.Option("--format", help="For the eye, or for a program (asks nothing).")] = ThingFormat.TEXT,
) -> None:
    """Judge nodes that may be one thing, and nodes that may be two.

    Each candidate is shown with both sides: names, offices, documents, quotes. Answer same, different or skip (s, d, k; q to stop).
    Decisions are lines of a plain file, which kg build applies from then on, and which can be taken out again. They can be written by hand.

    Example: kg review 图谱 --list
    """
    from kg.graph import inferred
    from kg.lexicon.decisions import Decisions, beside, read_decisions
    from kg.model import Reason

    if reason is not None and reason not in {r.value for r in Reason}:
        raise InputError(f"--reason {reason}: is none of {', '.join(r.value for r in Reason)}")
    place = decisions if decisions is not None else beside(graph) if isinstance(graph, Path) else None
    if place is None and not listing and form is ThingFormat.TEXT:
        raise InputError("a graph in a server has no file of decisions beside it: name one with --decisions")
    known = read_decisions(place) if place is not None and place.exists() else Decisions("", "")
    with opened(graph) as store:
        left = [c for c in inferred.recorded(store) if _open(c, known) and reason in (None, c.reason.value)]
        if form is ThingFormat.JSON:
            written = [{**_told(c), "sides": list(sides(store, c))} for c in left]
            write_json({"graph": str(graph), "decisions": str(place) if place else None, "candidates": written})
            return
        if listing:
            for number, candidate in enumerate(left, 1):
                _print(candidate, sides(store, candidate), number, len(left))
            say(f"{graph}: {len(left)} to be judged; {len(known.all)} decided")
            return
        assert place is not None
        made = 0
        for number, candidate in enumerate(left, 1):
            if not _open(candidate, known):  # an answer before settled it
                continue
            both = sides(store, candidate)
            _print(candidate, both, number, len(left))
            answer = _asked()
            if answer == "quit":
                break
            if answer != "skip":
                lines = decided(candidate, both, answer == "same")
                made += _write(place, lines)
                known = Decisions(known.file, known.sha256, (*known.all, *lines))
    say(f"{place}: {made} lines written; kg build applies them" if made else f"{graph}: {len(left)} to be judged, nothing decided")


def decided(candidate: Candidate, both: tuple[dict[str, Any], dict[str, Any]], same: bool) -> list[Decision]:
    """The decisions that an answer means. A node that is two gets a second key, with what tells its second side apart."""
    from kg.lexicon.decisions import Decision, Verdict

    why = candidate.reason.value
    if same or candidate.left != candidate.right:
        return [Decision(Verdict.SAME if same else Verdict.DIFFERENT, candidate.left, candidate.right, None, why)]
    other = f"{candidate.left}（{_mark(candidate, both)}）"
    return [Decision(Verdict.SPLIT, candidate.left, other, document, why) for document in candidate.documents]


def _mark(candidate: Candidate, both: tuple[dict[str, Any], dict[str, Any]]) -> str:
    """What tells the second side from the first: a note, an office, else the first of its documents."""
    from kg.model import Reason

    first, second = both
    note = {Reason.GENDER: "gender", Reason.ETHNIC_GROUP: "ethnicGroup"}.get(candidate.reason)
    if note is not None:
        return str(second["notes"][note][0])
    offices = [office for office in second["offices"] if office not in first["offices"]]
    mark = offices[0] if offices else candidate.documents[0].rpartition(".")[0] or candidate.documents[0]
    return str(mark).replace(" ", "").replace("/", "／").replace("（", "").replace("）", "")


def _open(candidate: Candidate, known: Decisions) -> bool:
    return (min(candidate.pair), max(candidate.pair)) not in known.settled and not any(
        d.document in candidate.documents and d.left == candidate.left for d in known.all
    )


def _told(candidate: Candidate) -> dict[str, Any]:
    return {
        "kind": "split" if candidate.reason.splits else "merge",
        "left": candidate.left,
        "right": candidate.right,
        "reason": candidate.reason.value,
        "label": candidate.reason.label,
        "score": candidate.score / 100,
        "documents": list(candidate.documents),
    }


def _print(candidate: Candidate, both: tuple[dict[str, Any], dict[str, Any]], number: int, of: int) -> None:
    write = sys.stdout.write
    write(f"{number}/{of}  {'two?' if candidate.reason.splits else 'one?'}  {candidate.reason.label}  [{candidate.reason.value}")
    write(f", {candidate.score / 100:.2f}]\n")
    for side in both:
        write(f"  {side['node']}\n")
        notes = "; ".join(f"{name} {', '.join(values)}" for name, values in side["notes"].items())
        lines = (("names", ", ".join(side["names"])), ("notes", notes), ("offices", "; ".join(side["offices"])))
        for name, text in (*lines, ("documents", ", ".join(side["documents"]))):
            if text:
                write(f"    {name}: {text}\n")
        for quote in side["quotes"][:_SHOWN]:
            write(f"    “{quote['context']}”  {quote['document']} {quote['start']}-{quote['end']}\n")
    write("\n")
    sys.stdout.flush()


def _asked() -> str:
    """The answer, from standard input; its end is the end of the review."""
    while True:
        sys.stderr.write("same, different, skip or quit? [s/d/k/q] ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            say("")
            return "quit"
        answer = _ANSWERS.get(line.strip().lower())
        if answer is not None:
            return answer


def _write(place: Path, made: list[Decision]) -> int:
    """Adds lines to the file, with a head where it is new. Returns how many. Raises InputError when it cannot be written."""
    lines = "".join(f"{decision.written}\n" for decision in made)
    try:
        before = place.read_bytes() if place.exists() else b""
        with place.open("ab") as file:
            file.write((b"" if not before or before.endswith(b"\n") else b"\n") + (lines if before else _HEAD + lines).encode())
    except OSError as error:
        raise InputError(f"{place}: cannot be written ({error.strerror})") from error
    return len(made)
