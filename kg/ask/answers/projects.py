"""Where projects are, and who carries them out."""

from __future__ import annotations

from kg.ask.answer import Answer
from kg.ask.asking import Asking
from kg.ask.chosen import as_rows
from kg.ask.facts import stated
from kg.ask.names import Named, Names, holding
from kg.ask.near import nothing
from kg.ask.places import Places
from kg.ask.say import limits, listed, pick
from kg.ask.understand import Meaning

COLUMNS = ("project", "relation", "where", "document", "date", "quote", "start", "end", "iri")


def projects(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """The projects in a district and its parts."""
    assert meaning.thing is not None
    where = meaning.thing
    understood = pick(meaning.english, f"查位于{where.shown}(含下级地区)的项目", f"projects in {where.shown} and its parts")
    verb = pick(meaning.english, f"{where.form}有项目", f"projects in {where.form}")
    return _answer(
        meaning, asking, names, understood, verb, "project", asking.iris("projects-in", place=Places(asking).within(where)), where
    )


def carried(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """The projects that a body carries out, or the body that carries out a project (of either, what the question names)."""
    bodies = meaning.subject.bodies if meaning.subject else ()
    if meaning.thing is not None:
        understood = pick(meaning.english, f"查{meaning.thing.shown}的承担者", f"who carries out {meaning.thing.shown}")
        given = asking.iris("statements-on", project=meaning.thing.iris)
        return _answer(meaning, asking, names, understood, meaning.thing.form, "where", given, meaning.thing, "carriedOutBy")
    shown = meaning.subject.shown if meaning.subject else ""
    understood = pick(meaning.english, f"查{shown}承担的项目", f"projects carried out by {shown}")
    iris = tuple(iri for body in bodies for iri in body.iris)
    return _answer(
        meaning, asking, names, understood, shown, "project", asking.iris("projects-by", body=iris), bodies[0] if bodies else None
    )


def located(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Where a project is."""
    assert meaning.thing is not None
    understood = pick(meaning.english, f"查{meaning.thing.shown}的所在地", f"where {meaning.thing.shown} is")
    verb = pick(meaning.english, f"{meaning.thing.form}在", f"{meaning.thing.form} is in")
    return _answer(
        meaning,
        asking,
        names,
        understood,
        verb,
        "where",
        asking.iris("statements-on", project=meaning.thing.iris),
        meaning.thing,
        "locatedIn",
    )


def _answer(
    meaning: Meaning,
    asking: Asking,
    names: Names,
    understood: str,
    verb: str,
    said: str,
    given: set[str],
    about: Named | None,
    relation: str | None = None,
) -> Answer:
    rows = [r for r in stated(asking, "relations", given, COLUMNS) if relation in (None, r["relation"])]
    if meaning.scope.years:
        rows = [r for r in rows if str(r["date"])[:4] in meaning.scope.years]
    if meaning.scope.documents:
        rows = [r for r in rows if r["document"] in meaning.scope.documents]
    if within := limits(meaning.scope, meaning.english):
        understood = f"{understood}({within})"
    if not rows:
        return nothing(meaning, asking, names, understood, _mentioned(asking, about))
    found = [str(r[said]) for r in rows]
    sentence = f"{verb}: {listed(found, meaning.english)}{pick(meaning.english, '。', '.')}"
    return Answer(sentence, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


def _mentioned(asking: Asking, about: Named | None) -> tuple[str, ...]:
    """Projects that bear the name of the district, though no document says where they are."""
    if about is None or about.type != "District":
        return ()
    return tuple(sorted({str(r["label"]) for r in holding(asking, about.form) if r["type"] == "Project"}))[:5]


__all__ = ["carried", "located", "projects"]
