"""Whether a later plan or report took up what was proposed: the links that the build has inferred and recorded, and said to be so."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.answer import Answer, Row
from kg.ask.answers.proposals import describe
from kg.ask.asking import Asking, Record
from kg.ask.chosen import SPOKEN, limited, rows_of
from kg.ask.names import Names
from kg.ask.near import matters_near, nothing
from kg.ask.say import pick
from kg.ask.topics import speaking
from kg.ask.understand import Meaning
from kg.model import LinkReason

_SAID = ("proposer", "what", "document", "date", "quote", "start", "end")
COLUMNS = (*_SAID, "shared", "score", "why", *(f"later_{c}" for c in _SAID), "iri", "later_iri")


def uptake(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Proposals with the later commitments of the same place, or one above or below it, that take them up, by the recorded links."""
    found = speaking(asking, meaning.matter) if meaning.matter else None
    asked = limited(asking, SPOKEN, meaning.scope, meaning.subject, found.closeness.keys() if found else None)
    base = describe(meaning, SPOKEN, found)
    more = pick(meaning.english, "；再查推断为采纳它们的承诺", "; then commitments that are inferred to take them up")
    understood = base + more
    if not asked:
        return nothing(meaning, asking, names, understood, matters_near(meaning, asking, SPOKEN))
    links = asking.show("taken-up", iri=sorted(asked))
    if not links:
        said = pick(
            meaning.english,
            f"{len(asked)}项主张中，没有一项能推断出见于同地后来的承诺。文献没有说它们被采纳；这里也推断不出。",
            f"Of {len(asked)} proposals, none can be inferred to be taken up by a later commitment; no document says so, either.",
        )
        return Answer(said, (), (), understood, "\n\n".join(asking.log))
    one_by, two_by = (_by_iri(rows_of(asking, {str(link[end]) for link in links})) for end in ("iri", "later"))
    rows = [_row(one_by[str(link["iri"])], two_by[str(link["later"])], link) for link in links]
    taken = len({link["iri"] for link in links})
    here = len({link["iri"] for link in links if LinkReason.ANSWERED.value in str(link["why"])})
    sentence = pick(
        meaning.english,
        f"{len(asked)}项主张中，{taken}项推断为见于后来的承诺{f'(其中{here}项为同一文献中的答复)' if here else ''}；"
        "这是按主题、所涉事物和用语推断的，文献没有明说采纳，请对照两边的原话。",
        f"{taken} of {len(asked)} proposals are inferred to be taken up by later commitments"
        f"{f' ({here} of them by an answer in the same document)' if here else ''}, from topics, things and words in common; "
        "no document says so: compare the quotes.",
    )
    return Answer(sentence, COLUMNS, tuple(rows), understood, "\n\n".join(asking.log))


def _by_iri(rows: Sequence[Record]) -> dict[str, Record]:
    """One record for each proposal, with all its proposers."""
    out: dict[str, Record] = {}
    for row in rows:
        known = out.get(str(row["iri"]))
        out[str(row["iri"])] = row if known is None else known | {"proposer": f"{known['proposer']}、{row['proposer']}"}
    return out


def _row(one: Record, two: Record, link: Record) -> Row:
    return (*(one[c] for c in _SAID), *(link[c] for c in ("shared", "score", "why")), *(two[c] for c in _SAID), one["iri"], two["iri"])


__all__ = ["uptake"]
