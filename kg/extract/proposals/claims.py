"""A claim is a proposal as it is found: kind, speakers, pieces of text; and how claims become facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.words import any_verb
from kg.extract.topics import topics
from kg.extract.work import View
from kg.model import Doubt, EntityType, Evidence, Proposal, ProposalKind, Ref

_ASKED = re.compile(r"(?:建议|提议|恳请|请求|希望|呼吁|请|由|盼着|盼|让|促请|号召|寄语|和|与|、|会同|联合)$")
_CONGRESS = re.compile(r"人大|人民代表大会|政协|政治协商|全会|两会|党代会|代表大会")
_LONGEST_REPORT, _SHORTEST_WORDS = 40, 6
_NO_TOPIC = (EntityType.DISTRICT, EntityType.PERSON, EntityType.ORGANIZATION)
_YEAR = re.compile(r"(?:到|至)?(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody puts forward. spans: (view, start, end) of the words that say it. carried: the subject came from another sentence."""

    kind: ProposalKind
    proposers: tuple[Ref, ...]
    spans: tuple[tuple[View, int, int], ...]
    rule: str
    carried: bool = False
    title: str | None = None
    number: str | None = None
    addressees: tuple[Ref, ...] = ()
    period: str | None = None
    field: str | None = field(default=None)

    def joined(self, other: Claim) -> Claim:
        """This claim with the words of one that goes on with it."""
        return replace(self, spans=self.spans + other.spans)


def proposal(claim: Claim, cast: Cast) -> Proposal:
    """The fact that a claim states."""
    source = cast.context.source
    evidence: list[Evidence] = []
    for view, start, end in claim.spans:
        evidence += view.evidence(source, start, end)
    text = "".join(view.text[a:b] for view, a, b in claim.spans)
    view = claim.spans[0][0]
    heading = view.block.headings[-1] if view.block.headings else None
    about = tuple(_about(claim))
    named = [r.name for r in about if r.type in (EntityType.POLICY, EntityType.PROJECT)]
    places = [view.text[f.start : f.end] for view, a, b in claim.spans for f in view.within(a, b, *_NO_TOPIC)]
    found = topics(
        _without_report(text),
        heading=heading,
        title=cast.article.article.title,
        document=claim.title,
        names=named,
        places=places,
        keys=cast.keywords,
        around="" if view.block.table else view.text,
    )
    doubts = [Doubt.SUBJECT_CARRIED] if claim.carried else []
    if not found:
        doubts.append(Doubt.NO_TOPIC)
    return Proposal(
        evidence=tuple(_merged(evidence)),
        rule=claim.rule,
        article=cast.article.start,
        doubts=tuple(doubts),
        kind=claim.kind,
        proposers=claim.proposers,
        text=text,
        topics=found,
        capacities=_capacities(claim, cast),
        addressees=claim.addressees or tuple(_addressees(claim)),
        about=about,
        session=_session(cast),
        period=claim.period or (_period(text) if claim.kind is ProposalKind.COMMITMENT else None),
        heading=heading,
        title=claim.title,
        number=claim.number,
    )


def _without_report(text: str) -> str:
    """The words without the clause that reports them (某某建议,…): names and verbs of saying are no topic."""
    verb = any_verb()[0].search(text, 0, _LONGEST_REPORT)
    return text[verb.end() :] if verb and len(text) - verb.end() > _SHORTEST_WORDS else text


def _merged(evidence: Iterable[Evidence]) -> list[Evidence]:
    """In order of the text, each once."""
    return sorted(dict.fromkeys(evidence), key=lambda e: (e.start, e.end))


def _capacities(claim: Claim, cast: Cast) -> tuple[Ref, ...]:
    if claim.kind is ProposalKind.COMMITMENT:
        return ()
    people = [p for p in claim.proposers if p.type is EntityType.PERSON]
    return tuple(dict.fromkeys(o for p in people for o in cast.capacities(p)))


def _addressees(claim: Claim) -> Iterable[Ref]:
    """Organizations that are asked to act: 建议市政府…, 请市教育局会同市财政局…, 由市住建局牵头."""
    out: dict[Ref, None] = {}
    if claim.kind is ProposalKind.COMMITMENT:
        return out
    for view, start, end in claim.spans:
        at = -1
        for f in view.within(start, end, EntityType.ORGANIZATION):
            if f.ref in claim.proposers:
                continue
            ahead = view.text[max(start, f.start - 3) : f.start]
            joined = at == f.start - 1 and ahead[-1:] in "、和与"
            if joined or (_ASKED.search(ahead) and not ahead.endswith(("、", "和", "与"))):
                out[f.ref] = None
                at = f.end
    return out


def _about(claim: Claim) -> Iterable[Ref]:
    """The entities that the words name, people and the proposers themselves left out."""
    return dict.fromkeys(
        f.ref
        for view, start, end in claim.spans
        for f in view.within(start, end)
        if f.type not in (EntityType.PERSON, EntityType.SESSION) and f.ref not in claim.proposers
    )


def _session(cast: Cast) -> Ref | None:
    """The session of congress or CPPCC that the article names first."""
    for view in cast.article.views:
        for f in view.found:
            if f.type is EntityType.SESSION and _CONGRESS.search(f.name) and "次" in f.name:
                return f.ref
    return None


def _period(text: str) -> str | None:
    """The latest year that an undertaking names."""
    years = _YEAR.findall(text)
    return max(years) if years else None
