"""What each line is for, by itself: kickers cut from headlines, tables gathered, headlines told from running text.

What only the neighbours of a line can tell is added by kg.segment.context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.lexicon.rosters import continues_roster
from kg.segment.blocks import headlineish
from kg.segment.fold import fold, fold_spans
from kg.segment.kicker import ends_with_names, is_name_first, kicker_end
from kg.segment.lines import Line

_SPEAKER_LINE = re.compile(r"[“‘]?[\u4e00-\u9fff·]{1,8}(?:委员|代表|老师)?:(?!$)|嘉宾:|主持人:")
_DATE_ONLY = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?$|[二〇○]{2}[^年]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$")
_TITLE_WITH_SUBTITLE = re.compile(r"[^—]{4,}——(?:访|记|写在|来自|专访|对话)")
_SENTENCE = re.compile(r"[。;]")
_CAPACITY = re.compile(r"代表|委员|常委")
_SUBTITLE = re.compile(r"(?:—{1,2}|副题)")

_MATTER = re.compile(
    r"(?:水库|公路|高速|铁路|大桥|隧道|项目|工程|园区?|基地|中心|景区|车站|机场|电站|产业|经济|[农工]业|教育|医疗|养老|交通|生态|文旅|乡村)$"
)

SKIPPED = ("caption", "furniture")
"""Kinds that may stand anywhere, in mid-sentence too."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line, or the lines of one table. kind: furniture, byline, caption, kicker, speaker (a kicker with the name first), headline
    (the title of a document), head (short, could be a headline or a heading), subtitle, rubric (the label of a column), note (in
    brackets), heading, markdown, roster, table, bullet, dateline, date, text."""

    kind: str
    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def text(self) -> str:
        """The folded text of the first line."""
        return self.lines[0].text

    @property
    def head_like(self) -> bool:
        """Whether it may belong to the head of an article."""
        return self.kind in _HEADS

    def as_kind(self, kind: str) -> Item:
        """The same lines, seen as something else."""
        return Item(kind, self.lines)


_HEADS = frozenset(("kicker", "headline", "head", "subtitle", "markdown", "speaker", "rubric"))


def raw_items(source: str, lines: Iterable[Line]) -> list[Item]:
    """The items of a text, in order, each judged alone."""
    out: list[Item] = []
    rows: list[Line] = []
    for line in lines:
        if rows and (line.kind != "table" or line.gap):
            out.append(Item("table", tuple(rows)))
            rows = []
        if line.kind == "table":
            rows.append(line)
        elif out and out[-1].kind == "roster" and not line.gap and continues_roster(fold(source[line.start : line.end])):
            out.append(Item("roster", (line,)))
        elif line.kind == "text" and len(line.text) > 110:
            out.append(Item("text", (line,)))
        else:
            out += _classify(source, line)
    if rows:
        out.append(Item("table", tuple(rows)))
    return out


def beyond(items: list[Item], start: int) -> Iterator[Item]:
    """The items from `start` on that are neither captions nor furniture."""
    for i in range(start, len(items)):
        if items[i].kind not in SKIPPED:
            yield items[i]


def _classify(source: str, line: Line) -> list[Item]:
    if line.kind in ("furniture", "byline", "roster", "dateline", "rubric", "note"):
        return [Item(line.kind, (line,))]
    if line.kind == "text" and line.rule:
        return [Item("text", (line,))]
    if line.kind in ("text", "headline", "markdown", "heading", "bullet"):
        cut = _kicker(source, line)
        if cut:
            return cut
        if is_name_first(line.text):
            return [Item("speaker", (line,))]
    if line.kind in ("caption", "heading", "headline", "markdown", "bullet"):
        return [Item(line.kind, (line,))]
    return [Item(_plain(line.text), (line,))]


def _plain(text: str) -> str:
    """The kind of a line without any marks."""
    if _DATE_ONLY.match(text):
        return "date"
    if _SUBTITLE.match(text) and len(text) <= 60 and "。" not in text:
        return "subtitle"
    if len(text) <= 90 and _TITLE_WITH_SUBTITLE.search(text) and not _SENTENCE.search(text):
        return "head"
    if not text.endswith(":") and headlineish(text) and (not _SPEAKER_LINE.match(text) or _names_a_matter(text)):
        return "head"
    return "text"


def _names_a_matter(text: str) -> bool:
    """Whether what stands before the colon is a matter and no speaker, and nothing like a sentence follows (色河水库:解十万人之渴)."""
    label, _, rest = text.partition(":")
    return bool(_MATTER.search(label)) and 4 <= len(rest) <= 20 and not re.search(r"[。;]|[,、”!?…]$", rest)


def _kicker(source: str, line: Line) -> list[Item]:
    """Kicker and headline of a line that holds a kicker; empty when it holds none."""
    if len(line.text) > 110 or not _CAPACITY.search(line.text, 0, 70):
        return []
    words = [(m.start() + line.spans[0][0], m.end() + line.spans[0][0]) for m in re.finditer(r"\S+", source[line.spans[0][0] : line.end])]
    count = kicker_end([fold_spans(source, [w])[0] for w in words])
    if count == len(words) or (count and len(line.spans) > 1) or ends_with_names(line.text):
        return [Item("kicker", (line,))]
    if not count:
        return []
    if line.text.endswith("。"):
        return []  # 市人大代表、某校校长林 越提出,…。: a sentence in which a name is padded
    a, b = (words[0][0], words[count - 1][1]), (words[count][0], line.end)
    return [
        Item("kicker", (replace(line, end=a[1], spans=(a,), text=fold_spans(source, [a])[0], bold=(), offsets=None),)),
        Item("head", (replace(line, start=b[0], spans=(b,), text=fold_spans(source, [b])[0], bold=(), gap=0, mark="", offsets=None),)),
    ]
