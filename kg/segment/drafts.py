"""An article being put together, and what its head and its last blocks say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.lexicon.bylines import foot_names
from kg.segment.blocks import Draft
from kg.segment.items import Item
from kg.segment.kicker import ends_with_person

INFOGRAPHIC = re.compile(r"图解|图说|一图(?:读懂|看懂)|数说|数读|长图|划重点|速览|一张图")
_EVENT = re.compile(r"(?:开幕|闭幕|举行|召开|大会发言|通过|分组讨论|审议.{0,8}报告|开议)$")
_LEADS_IN = re.compile(r"(?:——|[:|]|显示|表明|指出|强调|要求)$")
_LABEL = re.compile(r".{0,12}第[\d一二三四五六七八九十]+[场期站讲]$|[^,。]{1,4}$")
_NOTICE = re.compile(r"通报|通知|公告|决定")
_DOCUMENT = re.compile(r"报告|决议|公报")
_SPEECH = re.compile(r"(?:尊敬的)?各位(?:代表|委员)")
_NEAR = 60  # blocks: as far as a judgement about the end or the beginning of an article looks
_AT_FOOT = re.compile(r"[(〔【].*(?:整理|采写|采访|撰写|报道|记者)")  # (本报记者张三采访整理)
_ATTACHED = re.compile(r"附[件表录]?[一二三四五\d]*:?$")


@dataclass
class ArticleDraft:
    """An article being put together: the items of its head, and its blocks."""

    head: list[Item]
    blocks: list[Draft] = field(default_factory=list)
    alone: bool = False  # a headline without text in a bulletin

    @property
    def main(self) -> Item | None:
        """The main line of the head; None when it has no head."""
        lines = [i for i in self.head if i.kind in ("head", "headline", "markdown") and not i.text.startswith("—")] or self.head
        if not lines:
            return None
        shown = next((i for i in lines if i.kind == "head" and INFOGRAPHIC.match(i.text)), None)
        if shown is not None:
            return shown
        documents = [i for i in lines if i.kind == "headline" or (i.kind == "markdown" and INFOGRAPHIC.search(i.text))]
        if documents:
            return documents[0]
        marked = [i for i in lines if i.kind == "markdown"]
        if marked:
            return min(marked, key=lambda i: i.line.level)
        # 教育界 below 教育界风采 only says it again
        whole = [i for i in lines if not any(i.text in other.text and i is not other for other in lines)] or lines
        return max(enumerate(whole), key=lambda pair: (_weight(pair[1].text), pair[0]))[1]

    @property
    def title(self) -> str:
        """The folded text of the main line."""
        return self.main.text if self.main else ""

    @property
    def level(self) -> int:
        """The number of heading marks of its head, the fewest; 0 when it has none."""
        return min((i.line.level for i in self.head if i.kind == "markdown"), default=0)

    @property
    def is_notice(self) -> bool:
        """Whether its title is that of a notice, so that lists of names in it are its parts."""
        return any(_NOTICE.search(i.text) for i in self.head)

    @property
    def is_infographic(self) -> bool:
        """Whether its head says that it is a picture in words, whose parts have headings of their own."""
        return any(INFOGRAPHIC.search(i.text) for i in self.head)

    @property
    def is_report(self) -> bool:
        """Whether it is a long document in chapters, or a speech to deputies without a title."""
        if not self.head:
            return bool(self.blocks) and bool(_SPEECH.match(self.blocks[0].text))
        return any(i.kind == "headline" and _DOCUMENT.search(i.text) for i in self.head)

    @property
    def lists_names(self) -> bool:
        """Whether its head announces a list of names."""
        return any("名单" in i.text for i in self.head)

    @property
    def voiced(self) -> bool:
        """Whether nothing but credits and other voices stands below its head so far: its text is what several speakers say."""
        kinds = [b.kind for b in self.blocks[:_NEAR] if b.kind != "caption"]
        return not kinds or all(k in ("byline", "kicker") for k in kinds[:2])

    @property
    def only_table(self) -> bool:
        """Whether its body is a table or a list of names, with no more than an opening sentence."""
        last = next((b.kind for b in reversed(self.blocks[-_NEAR:]) if b.kind not in ("caption", "heading")), None)
        return last in ("table", "roster") and sum(b.kind == "paragraph" for b in self.blocks[:_NEAR]) <= 1

    @property
    def has_prose(self) -> bool:
        """Whether running text or a list has begun."""
        return any(b.kind in ("paragraph", "bullet", "table", "roster") for b in self.blocks)

    @property
    def attaches(self) -> bool:
        """Whether the last line announced an attachment (附件1)."""
        last = self.blocks[-1] if self.blocks else None
        return last is not None and bool(_ATTACHED.match(last.text))

    def signed(self, source: str) -> bool:
        """Whether it has come to its end: names in brackets after the last sentence, or the body and date at the foot of a notice."""
        last = next((b for b in reversed(self.blocks[-_NEAR:]) if b.kind != "caption"), None)
        if last is None:
            return False
        if last.kind == "signature":
            return not self.is_notice
        if last.kind == "byline" and _AT_FOOT.match(last.text):
            return self.has_prose
        return last.kind == "paragraph" and bool(last.lines) and last.text.endswith(")") and bool(foot_names(last.lines[-1].raw(source)))


def _weight(text: str) -> int:
    """How much a line of a head looks like the main one: events and questions do, lines that lead in to the next, labels
    and the name of who speaks do not."""
    other = _LEADS_IN.search(text) or _LABEL.fullmatch(text) or ends_with_person(text)
    return 3 * bool(_EVENT.search(text)) + 2 * text.endswith(("?", "!")) - 3 * bool(other)
