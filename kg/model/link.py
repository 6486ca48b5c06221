"""Links between proposals that no document states: one is taken up by a later commitment, or both tell the same. Only inferred."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.facts import ProposalKind


class LinkKind(StrEnum):
    """What a link says of its two ends."""

    TAKEN_UP = "taken-up"  # left: what was proposed, right: a commitment that came with it or after it
    SAME = "same-proposal"  # both tell one proposal


class LinkReason(StrEnum):
    """What a link rests on. The value is the code that is written into the graph."""

    ANSWERED = "answered-in-same-document"
    SAME_TIME = "promised-at-same-time"
    LATER = "promised-later"
    TOPICS = "shared-topics"
    THINGS = "shared-entities"
    WORDS = "shared-words"
    ADDRESSEE = "promised-by-addressee"
    ARTICLE = "in-same-article"
    PROPOSER = "same-proposer"
    MEASURE = "nearly-same-measure"
    TITLE = "same-title"
    NUMBER = "same-number"

    @property
    def label(self) -> str:
        """The reason in Chinese and English."""
        return _LABELS[self]

    def told(self, language: str) -> str:
        """The reason in one language, `zh-hans` or `en`."""
        chinese, _, english = _LABELS[self].partition(" ")
        return english if language == "en" else chinese


_LABELS: dict[LinkReason, str] = {
    LinkReason.ANSWERED: "同一文献中其后的答复 said later in the same document",
    LinkReason.SAME_TIME: "同一时间的另一文献 in another document of the same time",
    LinkReason.LATER: "其后的文献 in a later document",
    LinkReason.TOPICS: "主题相同 the same topics",
    LinkReason.THINGS: "所涉事物相同 about the same things",
    LinkReason.WORDS: "用语相同 the same words",
    LinkReason.ADDRESSEE: "由所建议的单位承诺 promised by the body that it was put to",
    LinkReason.ARTICLE: "同一篇文章 in the same article",
    LinkReason.PROPOSER: "提出者相同 the same proposer",
    LinkReason.MEASURE: "措施几乎相同 nearly the same measure",
    LinkReason.TITLE: "案由相同 the same title",
    LinkReason.NUMBER: "编号相同 the same number",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a proposal to compare it with others. node: its IRI. start: its first character, in the document named `document`.
    place: where that was issued, if known. date: ISO date, as far as known. article: IRI of its article. proposers, addressees, about:
    IRIs and names of entities. topics: each phrase, with the IRI of its concept of the scheme, if there is one."""

    node: str
    kind: ProposalKind
    text: str
    document: str
    start: int = 0
    place: str | None = None
    date: str | None = None
    article: str | None = None
    session: str | None = None
    title: str | None = None
    number: str | None = None
    proposers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    topics: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ProposalLink:
    """An inferred link between two proposals by their IRIs. score: in hundredths, by a formula that is told where it is computed; a rank,
    not a probability that was measured. reasons: in the order of their codes' list. shared: what both have in common, to be read."""

    kind: LinkKind
    left: str
    right: str
    score: int
    reasons: tuple[LinkReason, ...]
    shared: tuple[str, ...] = ()


__all__ = ["LinkKind", "LinkReason", "ProposalLink", "Told"]
