"""What a reader of an article remembers from sentence to sentence, and how a claim is added to what was claimed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.measure import ahead
from kg.extract.work import View
from kg.model import ArticleKind, EntityType, ProposalKind, Ref

Span = tuple[int, int]
People = tuple[Ref, ...]

_JOINED = ("goes-on", "says")


@dataclass(slots=True)
class Stage:
    """The state of reading one article.

    body: whose notice or report the article is. speaker: who spoke last, carried on where a sentence names nobody. heard: who was last
    said to say something. active: the sentence before was a measure, so that the next may go on with it. announced: the speaker said
    only that he has so many points; they come next. own: the speaker was asked what he does himself. promised: the words behind the
    quotation say that it is a promise. planning: the sentence before said that this body's report sets tasks; they come next. listing:
    whose measures the items are that follow a sentence with a colon. pledging: whose tasks they are. targets: the targets of places were
    announced, or given of one. document: who issued the document
    whose contents are being told. speech: whose words the block began to tell, though not yet with a measure. carried_in: nobody has
    been named in this block yet. notice: the issuers of a notice speak, whoever it names. rows: signers of the rows of a table of filed
    documents, by their number.
    """

    cast: Cast
    body: Ref | None = None
    speaker: People = ()
    heard: People = ()
    active: bool = False
    announced: bool = False
    own: bool = False
    promised: bool = False
    planning: Ref | None = None
    listing: People = ()
    pledging: Ref | None = None
    targets: bool = False
    document: People = ()
    speech: People = ()
    carried_in: bool = False
    notice: bool = False
    rows: dict[str, People] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    @property
    def speaks_alone(self) -> bool:
        """Whether the article lets one side speak, so that what ought to be done is its thought: a portrait, a notice."""
        return bool(self.cast.subject) or self.cast.article.article.kind is ArticleKind.NOTICE

    def ahead(self, words: str) -> bool:
        """Whether words speak of a time to come, seen from the year of the document."""
        return ahead(words, self.cast.context.year)

    def file(self, claims: Sequence[Claim]) -> None:
        """Adds claims of filed documents; 这份提案 means the last of them."""
        self.claims += [replace(c, proposers=self.cast.with_bodies(c.proposers)) for c in claims]
        if claims:
            self.cast.filers = claims[-1].proposers
            self._joined(claims[-1].proposers)

    def _joined(self, proposers: People) -> None:
        """Takes several people who put something forward together as those whom 三人 and 他们 mean from now on."""
        people = tuple(r for r in proposers if r.type is EntityType.PERSON)
        if len(people) > 1:
            self.cast.group = people

    def claim(self, view: View, kind: ProposalKind, refs: People, span: Span, rule: str, carried: bool = False) -> Span | None:
        """Adds a claim over a span of the view's text and returns the span; None if it is empty.

        People who speak for a body bring it along in what they recommend. A sentence that goes on with the claim before it joins that
        claim.
        """
        start, stop = span
        if stop <= start:
            return None
        proposers = refs
        if kind is ProposalKind.RECOMMENDATION:
            proposers = self.cast.together(refs)
        self._joined(proposers)
        made = Claim(kind, proposers, ((view, start, stop),), rule, carried)
        last = self.claims[-1] if self.claims else None
        if (
            last is not None
            and rule in _JOINED
            and self.active
            and last.kind is kind
            and last.proposers == proposers
            and last.spans[-1][0] is view
        ):
            self.claims[-1] = last.joined(made)
        else:
            self.claims.append(made)
        return span

    def lead_in(self, view: View, start: int, stop: int) -> None:
        """Puts the words text[start:stop] before the last claim: the reporting clause that belongs to it."""
        last = self.claims[-1]
        first_view, first, end = last.spans[0]
        spans = ((view, start, end), *last.spans[1:]) if first_view is view and first <= stop + 1 else ((view, start, stop), *last.spans)
        self.claims[-1] = replace(last, spans=spans)
