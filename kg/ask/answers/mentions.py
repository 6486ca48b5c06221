"""Which policies the documents name, and where."""

from __future__ import annotations

from kg.ask.answer import Answer
from kg.ask.asking import Asking
from kg.ask.chosen import as_rows
from kg.ask.facts import quotes
from kg.ask.names import Names
from kg.ask.near import nothing
from kg.ask.say import limits, listed, pick
from kg.ask.understand import Meaning
from kg.model import EntityType
from kg.vocab import class_of

COLUMNS = ("name", "document", "date", "quote", "start", "end", "iri")


def mentions(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Every place where a policy is named."""
    assert meaning.thing is not None
    understood = pick(meaning.english, f"查{meaning.thing.shown}在何处提到", f"where {meaning.thing.shown} is named")
    return _answer(meaning, asking, names, dict(zip(meaning.thing.iris, meaning.thing.labels, strict=True)), understood, "document")


def policies(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """All policies that are named, each place."""
    named = asking.run("of-type", **{"class": [class_of(EntityType.POLICY).value]})
    understood = pick(meaning.english, "查提到的政策", "policies that are named")
    return _answer(meaning, asking, names, {str(r["iri"]): str(r["name"]) for r in named}, understood, "name")


def _answer(meaning: Meaning, asking: Asking, names: Names, things: dict[str, str], understood: str, said: str) -> Answer:
    dates = {str(r["document"]): r["value"] for r in asking.run("documents") if r["key"] == "date"}
    places = [(iri, place) for iri, found in quotes(asking, sorted(things)).items() for place in found]
    rows = [{"iri": iri, "name": things[iri], "date": dates.get(str(place["document"])), **place} for iri, place in places]
    rows.sort(key=lambda r: (str(r["date"] or ""), str(r["document"]), int(str(r["start"])), str(r["name"])))
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
