"""From lines to blocks: wrapped and torn paragraphs put together, run-ins kept, tables and rosters gathered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Block, BlockKind, Table
from kg.segment.fold import fold_spans
from kg.segment.lines import Line
from kg.segment.tables import table_of

LONGEST = 20_000
"""Characters: no paragraph of a page is longer; text without any full stop is cut there, so that the work stays linear."""
_CLOSED = re.compile(r"[。!?…;:”’)》】]$")
_GOES_ON = re.compile(r"(?:[、,(《“—]|[^,。]*[(《“][^)》”]*)$")
_SENTENCE = re.compile(r"[。;\t]")
_NEVER_FIRST = frozenset(",、)”’》:!?和与及的")
_NEVER_LAST = frozenset(",、《(“")
# 承办单位:市教育局, 案由:关于…的提案: a line of a docket needs no full stop
_LABELLED = re.compile(
    r"(?:[一-鿿]{0,4}(?:嘉宾|单位|部门|结果|编号|类别|题目|日期|时间|地点|地址|电话|文号)|案由|议题|[一-鿿]{0,3}(?:提案|建议|议案|附议|联名|领衔|联系|主持|受访|采访|点评|解读|供稿|提问|来信|投诉|反映)[人者])"
    r":[^。;]{1,60}"
)
_SIGNED = re.compile(r"——[^,。;:]{1,30}$")  # ——编者
_FIELD = re.compile(r"【[^】]{2,12}】[^。,]{0,60}$")


@dataclass
class Draft:
    """A block being put together. spans: pieces of the source in reading order; lines: what it was made of."""

    kind: str
    spans: list[tuple[int, int]]
    text: str
    lines: list[Line] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    level: int = 0
    table: Table | None = None

    @property
    def open(self) -> bool:
        """Whether the text stops in mid-sentence, so that it must go on somewhere. The items of a list need no full stop to be whole."""
        if len(self.text) > LONGEST:
            return False
        if self.kind == "bullet":
            return self.goes_on
        if self.kind != "paragraph" or _CLOSED.search(self.text[-4:]):
            return False
        return not _FIELD.match(self.text[:80]) and not _SIGNED.match(self.text[:40]) and not _LABELLED.fullmatch(self.text)

    @property
    def goes_on(self) -> bool:
        """Whether its last characters say that more must come (a comma, an open bracket)."""
        return bool(_GOES_ON.search(self.text[-40:]))

    def extend(self, line: Line) -> None:
        """Goes on with another line."""
        self.bold += [(a + len(self.text), b + len(self.text)) for a, b in line.bold]
        self.spans += line.spans
        self.text += line.text
        self.lines.append(line)

    def drop_last(self) -> None:
        """Takes the last line back."""
        line = self.lines.pop()
        self.text = self.text[: len(self.text) - len(line.text)]
        self.spans = self.spans[: len(self.spans) - len(line.spans)]
        self.bold = [b for b in self.bold if b[1] <= len(self.text)]


def draft(line: Line, kind: str) -> Draft:
    """A draft that begins with a line."""
    return Draft(kind, list(line.spans), line.text, [line], list(line.bold), line.level)


def headlineish(text: str) -> bool:
    """Whether a line could be a headline by its form: short, no full stop or semicolon, not the middle of a sentence."""
    return (
        2 <= len(text) <= 42
        and text[0] not in _NEVER_FIRST
        and text[-1] not in _NEVER_LAST
        and not _SENTENCE.search(text)
        and text.count(",") <= 2
    )


def torn_looking(text: str) -> bool:
    """Whether a short line inside an article is rather the first piece of a torn sentence than a heading: it has a comma, or opens like a
    sentence, and nothing marks it as a heading."""
    return len(text) >= 14 and ("," in text or opens_sentence(text)) and text[-1] not in "!?"


def opens_sentence(text: str) -> bool:
    """Whether a line begins with a word that opens sentences and no headings (但, 随着, 近年来)."""
    return bool(_OPENING.match(text))


_OPENING = re.compile(r"(?:但|而|此外|同时|近年来|目前|今年|去年|为此|因此|对此|据|在|通过|随着|当前|截至|自|从|作为|由于)")


_STILL = re.compile(r"[^,;:、。]{2,16}(?:\([左右中前后一二三四、]+\))?(?:在|正在|正)[^,;。]{3,34}。$")


def caption_between(before: Draft, text: str, follows: bool) -> bool:
    """Whether a short sentence that stands between the halves of a torn paragraph is a caption without a credit: who does what where, in
    one clause, while running text still goes on after it."""
    return follows and before.open and len(text) <= 44 and bool(_STILL.match(text))


def finish(source: str, d: Draft, headings: tuple[str, ...]) -> Block:
    """The immutable block of a draft."""
    first = d.lines[0] if len(d.lines) == 1 else None
    if first is not None and first.offsets is not None and list(first.spans) == d.spans:
        text, offsets = first.text, first.offsets
    else:
        text, offsets = fold_spans(source, d.spans)
    kind = BlockKind(d.kind)
    bold = tuple((a, b) for a, b in d.bold if b <= len(text))
    return Block(kind, text, offsets, headings, d.level, d.table, bold)


def table_draft(source: str, lines: list[Line]) -> Draft:
    """A draft of consecutive table lines."""
    d = Draft("table", [s for line in lines for s in line.spans], "", list(lines))
    d.table = table_of(source, lines)
    return d
