"""Whether a later plan or report took up what was proposed: inferred from the topics that both have, and said to be so.

A topic counts the more the fewer commitments speak of it (inverse document frequency, K. Spärck Jones 1972); what many share says nothing.
"""

from __future__ import annotations

from math import log

from kg.ask.answer import Answer
from kg.ask.answers.proposals import describe
from kg.ask.asking import Asking, Record
from kg.ask.chosen import PROMISED, SPOKEN, limited, rows_of
from kg.ask.names import Names
from kg.ask.near import matters_near, nothing
from kg.ask.say import pick
from kg.ask.topics import speaking
from kg.ask.understand import Meaning

_SAID = ("proposer", "what", "document", "date", "quote", "start", "end")
COLUMNS = (*_SAID, "shared", "score", *(f"later_{c}" for c in _SAID), "iri", "later_iri")
_LEAST = 0.45  # about one topic of which a single commitment speaks


def uptake(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Proposals with the commitments of the same place that came with or after them and speak of a rare enough topic of theirs."""
    found = speaking(asking, meaning.matter) if meaning.matter else None
    asked = limited(asking, SPOKEN, meaning.scope, meaning.subject)
    asked = asked & found.closeness.keys() if found else asked
    base = describe(meaning, SPOKEN, found)
    more = pick(
        meaning.english, "；再查同地后来的承诺(按共同的主题推断)", "; then later commitments of the place (inferred from shared topics)"
    )
    understood = base + more
    if not asked:
        return nothing(meaning, asking, names, understood, matters_near(meaning, asking, SPOKEN))
    pairs = _pairs(asking, asked)
    if not pairs:
        said = pick(
            meaning.english,
            f"{len(asked)}项主张中，没有一项与同地后来的承诺有足够少见的共同主题。文献没有说它们被采纳；这里也推断不出。",
            f"None of {len(asked)} proposals shares a rare enough topic with a later commitment of the same place; "
            "no document says that one was taken up, and it cannot be inferred here.",
        )
        return Answer(said, (), (), understood, "\n\n".join(asking.log))
    first = {str(r["iri"]): r for r in rows_of(asking, {iri for iri, _ in pairs})}
    then = {str(r["iri"]): r for r in rows_of(asking, {later for _, later in pairs})}
    rows = [_row(first[one], then[two], topics, score) for (one, two), (score, topics) in pairs.items() if one in first and two in then]
    taken = len({iri for iri, _ in pairs})
    sentence = pick(
        meaning.english,
        f"{len(asked)}项主张中，{taken}项与同地后来的承诺有共同的主题；这是按主题推断的，文献没有明说采纳，请对照两边的原话。",
        f"{taken} of {len(asked)} proposals share topics with later commitments of the same place; "
        "this is inferred from topics, no document says so: compare the quotes.",
    )
    return Answer(sentence, COLUMNS, tuple(rows), understood, "\n\n".join(asking.log))


def _pairs(asking: Asking, asked: set[str]) -> dict[tuple[str, str], tuple[float, list[str]]]:
    """Pairs of proposal and commitment with their score (0 to 1) and the topics, the best first."""
    shared: dict[tuple[str, str], list[str]] = {}
    spoken: dict[str, set[str]] = {}
    for row in asking.show("uptake", proposal=sorted(asked)):
        shared.setdefault((str(row["iri"]), str(row["later"])), []).append(str(row["topic"]))
        spoken.setdefault(str(row["topic"]), set()).add(str(row["later"]))
    total = max(len(asking.iris("by-kind", kind=PROMISED)), 2)
    scored = {}
    for pair, topics in shared.items():
        whole = [t for t in topics if not any(t != other and t in other for other in topics)]
        score = round(min(1.0, sum(log(total / len(spoken[t])) for t in whole) / (2 * log(total))), 2)
        if score >= _LEAST:
            scored[pair] = (score, whole)
    return dict(sorted(scored.items(), key=lambda item: (-item[1][0], item[0])))


def _row(one: Record, two: Record, topics: list[str], score: float) -> tuple[str | int | bool | None, ...]:
    return (*(one[c] for c in _SAID), "；".join(topics), str(score), *(two[c] for c in _SAID), one["iri"], two["iri"])


__all__ = ["uptake"]
