"""Who proposed or promised what, alone or with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ask.answer import Answer
from kg.ask.asking import Asking, Record
from kg.ask.chosen import COLUMNS, FILED, PROMISED, SPOKEN, as_rows, limited, rows_of
from kg.ask.names import Names
from kg.ask.near import matters_near, nothing
from kg.ask.say import limits, listed, pick, quoted
from kg.ask.scope import Scope
from kg.ask.slots import Subject
from kg.ask.topics import Found, matter_of, speaking
from kg.ask.understand import Meaning

_FEW = 3
_OTHER = {SPOKEN: PROMISED, FILED: PROMISED, PROMISED: SPOKEN}


def proposals(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Recommendations and filed proposals within the limits of the question; promises of bodies are another question.

    Where the question names filed documents, those alone; where there are none, the others, and the sentence says so.
    """
    if not meaning.filed:
        return _answer(meaning, asking, names, SPOKEN)
    answer = _answer(meaning, asking, names, FILED)
    if answer.rows:
        return answer
    asking.log.clear()
    others = _answer(meaning, asking, names, SPOKEN)
    said = pick(meaning.english, "没有立案的提案或议案。其他建言: ", "No filed proposal. Other recommendations: ")
    return replace(others, sentence=said + others.sentence) if others.rows else others


def promises(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """What bodies undertook."""
    return _answer(meaning, asking, names, PROMISED)


def together(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Proposals that the person made with others."""
    assert meaning.thing is not None
    iris = limited(asking, SPOKEN, meaning.scope, meaning.subject, asking.iris("by-person", who=meaning.thing.iris))
    rows = rows_of(asking, iris)
    count: dict[str, set[object]] = {}
    for row in rows:
        count.setdefault(str(row["iri"]), set()).add(row["who"])
    rows = [row for row in rows if len(count[str(row["iri"])]) > 1]
    others = [str(r["proposer"]) for r in rows if r["who"] not in meaning.thing.iris]
    shown = meaning.thing.shown
    understood = pick(meaning.english, f"与{shown}共同提出主张的人", f"who proposed something together with {shown}")
    if not others:
        return nothing(meaning, asking, names, understood, ())
    sentence = f"{listed(others, False)}与{meaning.thing.form}一起提出了{len({r['iri'] for r in rows})}项主张。"
    return Answer(sentence, COLUMNS, as_rows(rows), understood, "\n\n".join(asking.log))


def _answer(meaning: Meaning, asking: Asking, names: Names, kinds: tuple[str, ...]) -> Answer:
    found = speaking(asking, meaning.matter) if meaning.matter else None
    among = found.closeness.keys() if found else None
    chosen = limited(asking, kinds, meaning.scope, meaning.subject, among)
    understood = describe(meaning, kinds, found)
    if found and not chosen and (split := _place_and_matter(meaning, asking, names)):
        return _answer(split, asking, names, kinds)
    rows = rows_of(asking, chosen, found.closeness if found else None)
    if not rows:
        elsewhere = len(limited(asking, _OTHER[kinds], meaning.scope, meaning.subject, among))
        near, wider = matters_near(meaning, asking, kinds), _wider(meaning, asking, kinds, found)
        return nothing(meaning, asking, names, understood, near, elsewhere, wider)
    return Answer(_sentence(meaning, rows, kinds), COLUMNS, as_rows(rows), understood, "\n\n".join(asking.log))


def _place_and_matter(meaning: Meaning, asking: Asking, names: Names) -> Meaning | None:
    """The meaning with a district at the beginning of its matter taken as a limit (湖城夜市 → 湖城, 夜市)."""
    if meaning.matter is None or meaning.subject is not None:
        return None
    core = meaning.matter.core
    for at in range(len(core) - 2, 1, -1):
        if place := names.place(core[:at]):
            matter = matter_of(core[at:].removeprefix("的"))
            return replace(meaning, subject=Subject(place=place), matter=matter) if matter.core else None
    return None


def _wider(meaning: Meaning, asking: Asking, kinds: tuple[str, ...], found: Found | None) -> str:
    """What there would be without the capacity, or without the years, sessions and documents."""
    said = []
    bare = replace(meaning.scope, years=(), meetings=(), documents=())
    subject = meaning.subject
    loose = replace(subject, capacity=None) if subject and subject.capacity else None
    tries: list[tuple[str, str, Scope, Subject | None]] = [("身份", "the capacity", meaning.scope, loose)] if loose else []
    tries += [("年份、会议、文献", "years, sessions and documents", bare, subject)] if bare != meaning.scope else []
    for what, other, scope, who in tries:
        iris = limited(asking, kinds, scope, who, found.closeness.keys() if found else None)
        if iris and (found or (who and (who.people or who.bodies))):
            people = listed([str(r["proposer"]) for r in rows_of(asking, iris)], meaning.english)
            said.append(pick(meaning.english, f"不限{what}则有{len(iris)}项({people})。", f"Without {other}: {len(iris)} ({people})."))
    return (" " if meaning.english else "").join(said)


def describe(meaning: Meaning, kinds: tuple[str, ...], found: Found | None) -> str:
    """How the question was understood."""
    english = meaning.english
    what = {
        PROMISED: pick(english, "承诺", "commitments"),
        FILED: pick(english, "提案与议案", "filed proposals"),
        SPOKEN: pick(english, "建言与提案", "recommendations and filed proposals"),
    }[kinds]
    parts = [pick(english, f"查{what}", f"looked for {what}")]
    if meaning.subject and meaning.subject.shown:
        parts.append(pick(english, f"提出者: {meaning.subject.shown}", f"by: {meaning.subject.shown}"))
    if meaning.matter:
        words = "、".join(found.by) if found else meaning.matter.core
        parts.append(pick(english, f"主题: {words}(由“{meaning.matter.asked}”)", f'about: {words} (from "{meaning.matter.asked}")'))
    if within := limits(meaning.scope, english):
        parts.append(pick(english, f"限于: {within}", f"limited to: {within}"))
    if meaning.scope.ignored:
        parts.append(pick(english, f"未作限制: {'、'.join(meaning.scope.ignored)}", f"no limit: {', '.join(meaning.scope.ignored)}"))
    return "; ".join(parts) if english else "；".join(parts)


def _sentence(meaning: Meaning, rows: Sequence[Record], kinds: tuple[str, ...]) -> str:
    english = meaning.english
    who = _speakers(rows)
    items = {str(r["iri"]): str(r["kind"]) for r in rows}
    filed = sum(kind == "filed" for kind in items.values())
    about = meaning.matter and quoted(meaning.matter.core, english)
    within = limits(meaning.scope, english)
    if kinds == PROMISED:
        verb, thing = pick(english, "作出", "made"), pick(english, "项承诺", "commitment(s)")
    else:
        verb, thing = pick(english, "提出", "made"), pick(english, "项主张", "proposal(s)")
    detail = pick(english, f"(其中提案、议案{filed}件)", f" ({filed} of them filed)") if filed and kinds == SPOKEN else ""
    if english:
        tail = (f" about {about}" if about else "") + (f" ({within})" if within else "")
        return f"{listed(who, True)} {verb} {len(items)} {thing}{detail}{tail}."
    return f"{f'{within}，' if within else ''}{listed(who, False)}{f'就{about}' if about else ''}{verb}了{len(items)}{thing}{detail}。"


def _speakers(rows: Sequence[Record]) -> list[str]:
    """The proposers; when they are few, with the first of their capacities."""
    people = {str(r["proposer"]): _foremost(str(r["capacity"] or "")) for r in rows}
    few = len(people) <= _FEW
    return [f"{name}({capacity})" if few and capacity and capacity not in name else name for name, capacity in people.items()]


def _foremost(capacities: str) -> str:
    """Of several, the capacity of a deputy or member, in which one speaks at the sessions; else the first."""
    several = capacities.split("；")
    return next((c for c in several if c.endswith(("代表", "委员"))), several[0])


__all__ = ["describe", "promises", "proposals", "together"]
