"""Reads running text and decides, block by block and sentence by sentence, in whose words it is.

One reader goes through one article. It remembers who spoke last, whether a quotation is open, and whose first person a block is in, since
speakers are named once and then carried on by pronouns, by enumeration and by nothing at all (kg.extract.proposals.stage).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.catalogue import head_of
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.fields import Fields
from kg.extract.proposals.filed import filed_line, filed_rows
from kg.extract.proposals.labels import (
    advising_bodies,
    answers,
    body_label,
    head_speaker,
    label_of,
    names_only,
    office_behind,
    own_speech,
    signed_at_end,
    signed_behind,
)
from kg.extract.proposals.listed import HEAD, ITEM, advised, asks_behind, author, in_paper, list_lead, listed, paper_of, signed_line
from kg.extract.proposals.pledged import heads_targets, in_lines, pledge_lead
from kg.extract.proposals.silent import going_on
from kg.extract.proposals.speech import introduced_by_office, speaker_of, unnamed
from kg.extract.proposals.spoken import spoken
from kg.extract.proposals.stage import People, Stage
from kg.extract.proposals.subjects import body_end, subjects
from kg.extract.proposals.telling import names, narrates, tells_of
from kg.extract.proposals.text import Piece, Quote, open_at_end, pieces
from kg.extract.proposals.told import told
from kg.extract.proposals.words import one_pattern
from kg.extract.work import View
from kg.lexicon.names import is_name
from kg.model import ArticleKind, BlockKind, EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_ITEM = re.compile(r"\d{1,2}[.、]")
_NAME_ENDS = re.compile(r"(?:委员|代表|\([^)]*\))*:?$")
_NAME_THEN_TITLE = re.compile(r"(?:委员|代表|\([^)]*\))*:[^,。]{2,}")
_SOMEBODY_ELSE = re.compile(r"[^,。:]{0,24}(?:委员|代表)[^,。:]{2,16}:[^,。]{2,}")
_CAPACITY = re.compile(r"(?:全国|[省市州县区旗盟])?(?:人大|政协|党|人民)?(?:常委会?)?(?:代表|委员)")
_REPORT_SETS = re.compile(
    r"[^。;?!:,]{0,12}[省市州县区旗]?政府工作报告(?:里|中)?(?:还|也)?(?:提出|明确|部署|安排),?[^。?!]*(?:今年|明年|20\d\d年|将|要)[^。?!]*。"
)
_OF_SELF = re.compile(r"(?:我们?|咱们?|本人)(?![国省市县区州校院])|^(?:建议|希望|恳请|呼吁)")
_IN_BRACKETS = re.compile(r"(?:等\d*[名位人]?)?(?:代表|委员)?(?:提出|建议|提交|领衔|联名)?\)")
_PROMISES = re.compile(r"给出(?:了)?[^,。]{0,6}(?:时间表|路线图|承诺)|表态|承诺|拍(?:了)?板|应下|立下[^,。]{0,4}军令状|交底")
_AFTER_SPEECHES = re.compile(
    r"(?:大会|集中|会议|互动|自由)?(?:发言|讨论|座谈|交流|协商|审议|会议|会)(?:活动|环节)?(?:结束|完毕|进行)?(?:[之以]?[前后]|时|期间|上),"
)
_TITLE_LINE = re.compile(r"[^。;:]{4,30}(?<![。;:!?”…])")
_HEADS = (BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.KICKER)
_CLOSES = ("", ")", ":", "、", ",")  # 张三(民革某市委会); but 张三(某小学教师) says where he works
_REST_OF_BLOCK = 8  # characters that must be left after a heading that runs in


class Reader:
    """Reads the blocks of one article in order. body: whose notice or report the article is. joint: all that issue a notice together."""

    def __init__(self, cast: Cast, body: Ref | None = None, joint: People = ()) -> None:
        notice = cast.article.article.kind is ArticleKind.NOTICE
        issuers = joint or ((body,) if body is not None else ())
        self._stage = Stage(cast, body, cast.subject or (issuers if notice else ()), notice=bool(notice and issuers and not cast.subject))
        self._cast = cast
        self._fields = Fields(self._stage)
        self._voice: People | None = None  # whose first person the block is in
        self._introduced = False  # the block before was nothing but a label
        self._paper: People = ()  # who put forward the paper that is being read
        self._filed_by: People = ()  # who is named above the title of the paper that is being read
        self._signer: People = ()  # who is named behind the block as the speaker of its last quotation
        self._titled: People | None = None  # the heading before was nothing but somebody's name and office
        self._capacity = False  # the heading before was nothing but a capacity
        self._list_level: int | None = None  # level of the heading under which somebody's list of measures stands
        self._under_item = False  # the heading above is an item of somebody's list of measures
        self._listing = False  # the block before ended with a colon: what follows is its list
        self._alone = False  # whose voice was last set goes on in the paragraphs below
        self._asked = False  # the press has asked a question under a label
        self._answerer: People = ()  # who answers it, where the answer has a label without name
        self._inside: People | None = None  # speaker of a quotation that the block before left open

    @property
    def claims(self) -> list[Claim]:
        """What was put forward so far."""
        return self._stage.claims

    def table(self, view: View) -> None:
        """Takes in a table: its rows are claims if it lists filed documents."""
        for number, claim in filed_rows(view):
            self.claims.append(claim)
            self._stage.rows[number] = claim.proposers

    def read(self, view: View, following: View | None = None) -> None:
        """Takes in the next block. following: the block behind it, which may name the speaker of its last quotation."""
        text, kind = view.text, view.block.kind
        if (line := filed_line(view, self._cast.context)) is not None:
            self.claims.append(line)
            self._stage.active = False
            return
        if (signers := head_of(view, self._cast.filed)) is not None:
            self._stage.speaker = self._cast.filers = signers
            self._stage.active = False
            return
        signers, signed = signed_line(view) if kind in (BlockKind.SUBTITLE, BlockKind.PARAGRAPH) and not self._fields.open else ((), 0)
        if kind in _HEADS and (by := paper_of(view, following)):
            signers, signed, self._filed_by = by, len(text), by
        if signers:
            self._paper = self._stage.speaker = signers
            self._stage.active, self._stage.listing = False, ()
            if len(text) - signed > _REST_OF_BLOCK:
                self._running(view, signed)
            return
        if kind in _HEADS or (kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE) and names_only(view)):
            self._stage.targets = heads_targets(view)
            self._heading(view, following)
            self._answerer = self._titled or self._answerer
            return
        if kind is BlockKind.PARAGRAPH and following is not None and following.block.kind in _HEADS and _TITLE_LINE.fullmatch(text):
            self._stage.active = False
            return  # the title of a speech, above the line that names who gives it
        field_end = self._fields.read(view)
        if field_end == len(text):
            return
        if kind is BlockKind.PARAGRAPH and (signers := signed_at_end(view, self._cast)):
            self._voice = self._stage.speaker = signers
            self._stage.listing = ()
            self._block(view, field_end or 0)
            self._voice, self._alone = None, False
            return
        label = label_of(view, self._cast) if field_end is None else None
        if label is None and field_end is None and not self._stage.notice:
            label = body_label(view) or own_speech(view, self._cast)
        if label is None and self._asked:
            label = answers(text, self._answerer or self._cast.subject)
        if label is not None and label.muted:
            self._asked, self._answerer = True, self._voice or self._titled or self._answerer
            self._voice, self._alone = None, False
            self._stage.own = bool(one_pattern("proposal_cues", "own_question").search(text))
            self._quoted_report(view, label.end)
            return
        self._signer = signed_behind(following, self._cast)[0] if following is not None else ()
        if label is not None:
            self._voice = self._stage.speaker = label.refs
            self._cast.see(label.refs)
            self._introduced, self._alone = label.end >= len(text), self._asked
            self._stage.listing = ()
            if not self._introduced:
                self._block(view, label.end)
            return
        self._titled = None
        if self._paper and (advised(self._stage, view, self._paper) or (self._filed_by and in_paper(self._stage, view, self._filed_by))):
            return
        signed = signed_behind(view, self._cast)[1]
        self._voice = self._voice_of(view, signed)
        if kind is BlockKind.BULLET and self._listing and self.claims and self._stage.active:
            self._listed(view)
            return
        if in_lines(self._stage, view):
            return
        if self._stage.listing:
            if self._under_item or ITEM.match(text) or kind is BlockKind.BULLET:
                listed(self._stage, view)
                return
            if asks_behind(self._stage, view):
                return
            self._stage.listing = ()
        run_in = next((b for a, b in view.block.bold if a == 0 and b < len(text) - _REST_OF_BLOCK), 0)
        self._running(view, field_end or signed or run_in)

    def _running(self, view: View, start: int) -> None:
        """Reads running text from its character `start` on, and notes whether a list follows it."""
        self._listing = view.text.endswith(":")
        self._stage.pledging = pledge_lead(self._stage, view)
        self._block(view, start)
        if self._listing and not self._stage.listing:
            self._stage.listing = list_lead(self._stage, view)

    def _quoted_report(self, view: View, start: int) -> None:
        """What a host says that the government's report sets as a task."""
        body = self._cast.government_of("政府工作报告")
        if body is not None and (m := _REPORT_SETS.search(view.text, start)) is not None:
            self._stage.claim(view, ProposalKind.COMMITMENT, (body,), (max(start, m.start()), m.end()), "document-undertakes")

    def _voice_of(self, view: View, start: int = 0) -> People | None:
        """Whose first person a block without label is in: the teller's, that of the label before it, that of the heading above it, that of
        the answer that it goes on with, that of the signature behind it. start: where its words begin."""
        introduced, self._introduced = self._introduced, False
        if self._cast.told:
            return self._cast.subject
        if self._signer and not view.within(start, len(view.text), _P):
            return self._signer
        if _ITEM.match(view.text):
            return None
        if _AFTER_SPEECHES.match(view.text):
            return None
        if introduced or view.block.kind is BlockKind.BULLET or view.block.headings:
            return self._voice
        return self._voice if self._alone and self._voice and not narrates(view, self._voice) else None

    def _heading(self, view: View, following: View | None) -> None:
        """A heading that names somebody lets him speak in the blocks below it; one with his office behind the name introduces him only, if
        the block below tells of him."""
        self._stage.active = self._alone = False
        if HEAD.match(view.text) and (by := author(self._stage)):
            self._stage.listing, self._list_level, self._under_item = by, view.block.level, True
            return
        ended = self._list_level is not None and view.block.level <= self._list_level
        self._under_item = bool(self._stage.listing and ITEM.match(view.text)) and not ended
        if self._under_item:
            return
        self._list_level = None
        introduced, self._titled = self._titled or (self._voice if self._introduced else None), None
        self._voice = None
        self._stage.listing = ()
        people = [f for f in view.found if self._cast.speaks(f)]
        capacity, self._capacity = self._capacity, not people and bool(_CAPACITY.fullmatch(view.text))
        if capacity and not people and is_name(view.text):  # a line 政协委员, and below it a line with the name alone
            self._titled = self._voice = self._stage.speaker = (Ref(_P, view.text),)
            self._cast.see(self._voice)
            return
        if not people and introduced:
            self._voice = introduced if following is None or not tells_of(following, introduced) else None
            return  # the title of the speech of whom the line before names
        if not people and (named := head_speaker(view)):
            self._titled = self._stage.speaker = named
            self._voice = named if following is None or not names(following, named) else None
            self._cast.see(named[:1])
            return
        if not people and _SOMEBODY_ELSE.match(view.text):
            self._stage.speaker = ()  # a member whose name nothing has recognised
            return
        if people and office_behind(view, people[0]):
            self._stage.speaker = (people[0].ref,)
            self._cast.see(self._stage.speaker)
            if following is not None and not tells_of(following, (people[0].ref,)):
                self._voice = self._stage.speaker
            return
        if people and _IN_BRACKETS.fullmatch(view.text, people[-1].end) and "(" in view.text[: people[0].start]:
            self._titled = self._voice = self._stage.speaker = tuple(dict.fromkeys(f.ref for f in people))
            self._alone = True
            return  # 规范电动三轮车管理(某某代表提出)
        titled = bool(people) and bool(_NAME_THEN_TITLE.match(view.text, people[-1].end))
        if not people or not (view.text.endswith(":") or titled or _NAME_ENDS.match(view.text, people[-1].end)):
            return
        if titled:  # 市人大代表某某:渡口该装灯了
            self._stage.speaker = tuple(dict.fromkeys(f.ref for f in people))
            self._cast.see(self._stage.speaker)
            self._voice = self._stage.speaker if following is None or not tells_of(following, self._stage.speaker) else None
            return
        self._titled = self._stage.speaker = tuple(dict.fromkeys(f.ref for f in people))
        self._voice = self._titled if following is None or not names(following, self._titled) else None
        self._alone = (
            view.block.kind is not BlockKind.HEADING
            and names_only(view)
            and _OF_SELF.search(following.text if following else "") is not None
        )
        self._cast.see(self._titled)
        self._cast.voices.update(dict.fromkeys(advising_bodies(view), self._titled))
        beside = [
            f.ref
            for f in view.found
            if f.type is _O
            and (end := body_end(view.text, f))
            and (end == people[0].start or (f.start > people[-1].end and view.text[end : end + 1] in _CLOSES))
        ]
        if beside:
            self._cast.bodies.update(dict.fromkeys(self._titled, beside[0]))

    def _listed(self, view: View) -> None:
        """A bullet under a sentence that ended with a colon goes on with what that sentence put forward."""
        if self._stage.active:
            self.claims.append(replace(self.claims[-1], spans=((view, 0, len(view.text)),), rule="listed", title=None))

    def _block(self, view: View, start: int) -> None:
        """Reads the sentences of a block from text[start] on."""
        text = view.text
        if start == 0 and self._inside is None:
            self._cast.open_block()
            self._stage.heard = self._stage.speech = ()
            self._stage.carried_in = self._cast.protagonist is None and not self._cast.subject and self._voice is None
        introduced_by_office(view, self._cast)
        inside = self._inside is not None and self._voice is None
        cut, quotes = pieces(text, inside)
        cut = [p._replace(start=max(p.start, start)) for p in cut if p.end > start]
        self._stage.active = self._stage.active and going_on(text, start)
        speakers: list[People | None] = []  # None: somebody who is not named
        for number in dict.fromkeys(p.sentence for p in cut):
            parts = [p for p in cut if p.sentence == number]
            while len(speakers) <= max(p.quote for p in parts):
                speakers.append(self._speaker(view, cut, quotes, speakers))
            self._sentence(view, parts, speakers)
            self._cast.end_sentence()
        if self._voice is None:
            self._cast.bodies.clear()
        still = bool(quotes) and bool(speakers) and not quotes[-1].closed and self._voice is None  # no speakers: all of it is a signature
        self._inside = (speakers[-1] or self._stage.speaker) if still and open_at_end(text, inside) else None

    def _speaker(self, view: View, cut: list[Piece], quotes: list[Quote], before: list[People | None]) -> People | None:
        """Who speaks in the next quotation: named in the words that lead to it, else in the sentence behind it, else who spoke in the one
        before. Asked for when its sentence is reached, since pronouns in those words mean who was named up to there."""
        number = len(before)
        quote = quotes[number]
        if self._voice is not None:
            return self._voice
        if number == 0 and quote.start == 0 and self._inside is not None:
            return self._inside
        if self._signer and number == len(quotes) - 1:
            return self._signer
        lead = next((p for p in cut if p.end == quote.start and not p.spoken), None)
        tag = next((p for p in cut if p.start == quote.end and not p.spoken), None)
        self._stage.promised = tag is not None and _PROMISES.search(view.text, tag.start, tag.end) is not None
        if unnamed(view, lead, tag, self._cast):
            return None
        return speaker_of(view, lead, tag, self._cast) or (before[-1] if before else ())

    def _sentence(self, view: View, parts: list[Piece], speakers: list[People | None]) -> None:
        """Reads the pieces of one sentence; a claim that covers several pieces of it is one."""
        stage = self._stage
        start, end = parts[0].start, parts[-1].end
        words = [p for p in parts if p.spoken]
        if self._voice is not None or len(words) == len(parts):
            who = self._voice or (speakers[words[0].quote] if words else ())
            if who is not None:
                spoken(stage, view, start, end, who or stage.speaker)
            return
        outside = [p for p in parts if not p.spoken]
        covered = told(stage, view, outside, end if outside[0].start == start else outside[-1].end)
        for part in words:
            if any(a <= part.start and part.end <= b for a, b in covered):
                continue
            before, who = len(self.claims), speakers[part.quote]
            if who is None:
                continue
            spoken(stage, view, part.start, part.end, who or stage.speaker)
            lead = next((p for p in outside if p.end == part.start), None)
            if lead is not None and len(self.claims) > before and view.text[part.start - 1] == ":":
                self._with_lead(view, lead, part)

    def _with_lead(self, view: View, lead: Piece, part: Piece) -> None:
        """The words that introduce a quotation in the same sentence (某某说:) belong to the claim that it makes, if it begins there."""
        named = [s for s in subjects(view, lead.start, lead.end, self._cast) if s.refs and not s.possessive and s.refs[0].type is _P]
        if named and self.claims[-1].spans[0][1] - part.start <= 1:
            self._stage.lead_in(view, named[-1].start, part.start)
