"""Which topics are raised most, by whom."""

from __future__ import annotations

from kg.ask.answer import Answer
from kg.ask.answers.proposals import describe
from kg.ask.asking import Asking, Record
from kg.ask.chosen import SPOKEN, as_rows, limited
from kg.ask.facts import stated
from kg.ask.names import Names
from kg.ask.near import nothing
from kg.ask.say import limits, pick
from kg.ask.understand import Meaning

COLUMNS = ("topic", "proposals", "proposers", "documents", "document", "date", "quote", "start", "end", "iri")
_NAMED = 5
_SHOWN = 50


def topics(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """The topics of recommendations and filed proposals within the limits of the question, those of most proposals first; at most fifty.

    A topic counts once for a proposal, and a proposer once for a topic. Each row shows the words of the first proposal on it.
    """
    wanted = sorted(limited(asking, SPOKEN, meaning.scope, meaning.subject))
    understood = describe(meaning, SPOKEN, None)
    said: dict[str, list[Record]] = {}
    for row in stated(asking, "proposals", wanted, ("date",)):
        said.setdefault(str(row["iri"]), []).append(row)
    raised: dict[str, list[Record]] = {}
    for row in asking.run("phrases", iri=list(said)):
        raised.setdefault(str(row["topic"]), []).extend(said[str(row["iri"])])
    counted = [_row(topic, found) for topic, found in raised.items()]
    rows = sorted(counted, key=lambda r: (-int(str(r["proposals"])), -int(str(r["proposers"])), str(r["topic"])))[:_SHOWN]
    if not rows:
        return nothing(meaning, asking, names, understood, ())
    english, within = meaning.english, limits(meaning.scope, meaning.english)
    first = [(str(r["topic"]), r["proposals"]) for r in rows[:_NAMED]]
    told = (", " if english else "、").join(f"{topic} ({n})" if english else f"{topic}({n}项)" for topic, n in first)
    sentence = pick(
        english,
        f"{f'{within}，' if within else ''}提得最多的主题: {told}。",
        f"Topics raised most{f' ({within})' if within else ''}: {told}.",
    )
    return Answer(sentence, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


def _row(topic: str, found: list[Record]) -> Record:
    """How often a topic is raised, and where first. found: the proposals on it, each once for each of its proposers."""
    count = {key: len({r[of] for r in found}) for key, of in (("proposals", "iri"), ("proposers", "who"), ("documents", "document"))}
    first = min(found, key=lambda r: (str(r["date"] or "9999"), str(r["document"]), int(str(r["start"]))))
    return {**first, "topic": topic, **count}


__all__ = ["topics"]
