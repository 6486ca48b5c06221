"""Which policies the documents name, and where."""

from __future__ import annotations

from kg.ask.answer import Answer
from kg.ask.asking import Asking
from kg.ask.chosen import as_rows
from kg.ask.names import Names
from kg.ask.near import nothing
from kg.ask.say import limits, listed, pick
from kg.ask.understand import Meaning

COLUMNS = ("name", "document", "date", "quote", "start", "end", "iri")


def mentions(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Every place where a policy is named."""
    assert meaning.thing is not None
    understood = pick(meaning.english, f"查{meaning.thing.shown}在何处提到", f"where {meaning.thing.shown} is named")
    return _answer(meaning, asking, names, meaning.thing.iris, understood, "document")


def policies(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """All policies that are named, each place."""
    rows = asking.run("of-type", type=["Policy"])
    understood = pick(meaning.english, "查提到的政策", "policies that are named")
    return _answer(meaning, asking, names, tuple(sorted({str(r["iri"]) for r in rows})), understood, "name")


def _answer(meaning: Meaning, asking: Asking, names: Names, iris: tuple[str, ...], understood: str, said: str) -> Answer:
    rows = asking.show("mentioned", thing=iris)
    scope = meaning.scope
    if scope.years:
        rows = [r for r in rows if str(r["date"])[:4] in scope.years]
    if scope.documents:
        rows = [r for r in rows if r["document"] in scope.documents]
    if within := limits(scope, meaning.english):
        understood = f"{understood}({within})"
    if not rows:
        return nothing(meaning, asking, names, understood, ())
    found = listed([str(r[said]) for r in rows], meaning.english)
    sentence = pick(meaning.english, f"{found}(共{len(rows)}处)。", f"{found} ({len(rows)} places).")
    return Answer(sentence, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


__all__ = ["mentions", "policies"]
