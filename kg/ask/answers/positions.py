"""Who someone is, and who holds a post."""

from __future__ import annotations

from kg.ask.answer import Answer
from kg.ask.asking import Asking, Record
from kg.ask.chosen import as_rows
from kg.ask.facts import stated
from kg.ask.names import Names
from kg.ask.near import nothing
from kg.ask.places import Places
from kg.ask.say import limits, listed, pick
from kg.ask.understand import Meaning

COLUMNS = ("person", "role", "organization", "session", "since", "until", "document", "date", "quote", "start", "end", "iri")


def person(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """The positions of a person."""
    assert meaning.thing is not None
    rows = _within(meaning, _rows(asking, asking.iris("positions-of", who=meaning.thing.iris)))
    understood = pick(meaning.english, f"查{meaning.thing.shown}的职务与身份", f"positions of {meaning.thing.shown}")
    if not rows:
        return nothing(meaning, asking, names, understood, ())
    posts = [f"{r['organization'] or ''}{r['role']}" for r in rows]
    sentence = f"{meaning.thing.form}: {listed(posts, meaning.english)}{pick(meaning.english, '。', '.')}"
    return Answer(sentence, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


def holders(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Who has the role, in the body, or what is below it, or in the place."""
    post = meaning.post
    assert post is not None
    sets = [asking.iris("positions-as", role=post.roles)] if post.roles else []
    if post.body:
        sets.append(asking.iris("positions-in", body=post.body.iris))
    if post.place:
        sets.append(asking.iris("positions-in", body=sorted(asking.iris("bodies-of", full=Places(asking).full_names(post.place)))))
    rows = _within(meaning, _rows(asking, set.intersection(*sets)))
    if post.detail:
        rows = [r for r in rows if post.detail in str(r["organization"])]
    where = "的".join(x for x in (post.body.shown if post.body else post.place.shown if post.place else "", post.detail) if x)
    held = {str(row["role"]) for row in rows}
    role = "、".join([r for r in post.roles if r in held] or post.roles[:1])
    chinese, english = (
        f"查任职: {where or '不限机构'}；职务: {role or '不限'}",
        f"positions in {where or 'any body'}; role: {role or 'any'}",
    )
    understood = pick(meaning.english, chinese, english)
    if not rows:
        return nothing(meaning, asking, names, understood, _other_roles(meaning, asking))
    within = limits(meaning.scope, meaning.english)
    people = [f"{r['person']}({pick(meaning.english, '至', 'until ')}{r['until']})" if r["until"] else str(r["person"]) for r in rows]
    head = f"{where}{role}" + (f"({within})" if within else "")
    sentence = f"{head}: {listed(people, meaning.english)}{pick(meaning.english, '。', '.')}"
    return Answer(sentence, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


def _other_roles(meaning: Meaning, asking: Asking) -> tuple[str, ...]:
    """The roles that the body does have."""
    assert meaning.post is not None
    if meaning.post.body is None:
        return ()
    return tuple(
        sorted({str(r["role"]) for r in asking.run("positions", iri=sorted(asking.iris("positions-in", body=meaning.post.body.iris)))})
    )[:5]


def _rows(asking: Asking, iris: set[str]) -> list[Record]:
    return stated(asking, "positions", iris, COLUMNS)


def _within(meaning: Meaning, rows: list[Record]) -> list[Record]:
    scope = meaning.scope
    if scope.years:
        rows = [r for r in rows if str(r["date"])[:4] in scope.years]
    if scope.documents:
        rows = [r for r in rows if r["document"] in scope.documents]
    if scope.meetings:
        rows = [r for r in rows if any(r["session"] in m.labels for m in scope.meetings)]
    return rows


__all__ = ["holders", "person"]
