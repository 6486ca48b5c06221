"""Whether a later plan or report took up what was proposed: inferred from the topics that both have, and said to be so.

A topic counts the more the fewer commitments speak of it (inverse document frequency, K. Spärck Jones 1972); what many share says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from kg.ask.answer import Answer
from kg.ask.answers.proposals import describe
from kg.ask.asking import Asking, Record
from kg.ask.chosen import PROMISED, SPOKEN, limited, rows_of
from kg.ask.names import Names
from kg.ask.near import matters_near, nothing
from kg.ask.say import pick
from kg.ask.scope import Scope
from kg.ask.topics import speaking
from kg.ask.understand import Meaning

_SAID = ("proposer", "what", "document", "date", "quote", "start", "end")
COLUMNS = (*_SAID, "shared", "score", *(f"later_{c}" for c in _SAID), "iri", "later_iri")
_LEAST = 0.45  # about one topic of which a single commitment speaks


def uptake(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Proposals with the commitments of the same place that came with or after them and speak of a rare enough topic of theirs."""
    found = speaking(asking, meaning.matter) if meaning.matter else None
    asked = limited(asking, SPOKEN, meaning.scope, meaning.subject, found.closeness.keys() if found else None)
    base = describe(meaning, SPOKEN, found)
    more = pick(
        meaning.english, "；再查同地后来的承诺(按共同的主题推断)", "; then later commitments of the place (inferred from shared topics)"
    )
    understood = base + more
    if not asked:
        return nothing(meaning, asking, names, understood, matters_near(meaning, asking, SPOKEN))
    first = rows_of(asking, asked)
    pairs = _pairs(first, _promised_there(asking, {str(r["document"]) for r in first}))
    if not pairs:
        said = pick(
            meaning.english,
            f"{len(asked)}项主张中，没有一项与同地后来的承诺有足够少见的共同主题。文献没有说它们被采纳；这里也推断不出。",
            f"None of {len(asked)} proposals shares a rare enough topic with a later commitment of the same place; "
            "no document says that one was taken up, and it cannot be inferred here.",
        )
        return Answer(said, (), (), understood, "\n\n".join(asking.log))
    one_by, two_by = _by_iri(first), _by_iri(rows_of(asking, {two for _, two in pairs}))
    rows = [_row(one_by[one], two_by[two], topics, score) for (one, two), (score, topics) in pairs.items()]
    taken = len({iri for iri, _ in pairs})
    sentence = pick(
        meaning.english,
        f"{len(asked)}项主张中，{taken}项与同地后来的承诺有共同的主题；这是按主题推断的，文献没有明说采纳，请对照两边的原话。",
        f"{taken} of {len(asked)} proposals share topics with later commitments of the same place; "
        "this is inferred from topics, no document says so: compare the quotes.",
    )
    return Answer(sentence, COLUMNS, tuple(rows), understood, "\n\n".join(asking.log))


def _promised_there(asking: Asking, documents: set[str]) -> list[Record]:
    """The commitments in documents that were issued where these were: in the same district, one that holds it, or one that lies in it.

    Each with its words, its document and the date of that.
    """
    known: dict[str, dict[str, str]] = {"place": {}, "date": {}}
    for row in asking.run("documents"):
        known[str(row["key"])][str(row["document"])] = str(row["value"])
    here = {known["place"][name] for name in documents if name in known["place"]}
    near = [name for name, place in known["place"].items() if any(place.startswith(p) or p.startswith(place) for p in here)]
    if not near:
        return []
    rows = asking.run("proposals", iri=sorted(limited(asking, PROMISED, Scope("", documents=tuple(near)), None)))
    return [{**row, "date": known["date"].get(str(row["document"]))} for row in rows]


def _pairs(first: Sequence[Record], then: Sequence[Record]) -> dict[tuple[str, str], tuple[float, list[str]]]:
    """Pairs of proposal and commitment, of another document that is not earlier, with score (0 to 1) and topics, the best first."""
    topics = {str(r["iri"]): (r, str(r["topic"] or "").split("；")) for r in first}
    spoken = {t: {str(r["iri"]) for r in then if t in str(r["what"])} for _, ts in topics.values() for t in ts if t}
    total = max(len({r["iri"] for r in then}), 2)
    by_iri = {str(r["iri"]): r for r in then}
    scored = {}
    for iri, (one, phrases) in topics.items():
        later = {two for t in phrases if t for two in spoken[t]}
        for two in later:
            after = by_iri[two]
            if after["document"] == one["document"] or str(after["date"] or "") < str(one["date"] or "9"):
                continue
            shared = [t for t in phrases if t and two in spoken[t]]
            whole = [t for t in shared if not any(t != other and t in other for other in shared)]
            score = round(min(1.0, sum(log(total / len(spoken[t])) for t in whole) / (2 * log(total))), 2)
            if score >= _LEAST:
                scored[iri, two] = (score, whole)
    return dict(sorted(scored.items(), key=lambda item: (-item[1][0], item[0])))


def _by_iri(rows: Sequence[Record]) -> dict[str, Record]:
    """One record for each proposal, with all its proposers."""
    out: dict[str, Record] = {}
    for row in rows:
        known = out.get(str(row["iri"]))
        out[str(row["iri"])] = row if known is None else known | {"proposer": f"{known['proposer']}、{row['proposer']}"}
    return out


def _row(one: Record, two: Record, topics: list[str], score: float) -> tuple[str | int | bool | None, ...]:
    return (*(one[c] for c in _SAID), "；".join(topics), str(score), *(two[c] for c in _SAID), one["iri"], two["iri"])


__all__ = ["uptake"]
