"""The lines of a page, each with its look: what a person sees before reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon.bylines import credit_line
from kg.lexicon.load import toml
from kg.lexicon.names import HAN
from kg.lexicon.rosters import is_roster
from kg.segment.fold import SPACE, fold_spans

_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_BLANKS = "".join(c for c in map(chr, range(0x10000)) if re.match(f"[{SPACE}]", c))
_MARK = re.compile(r"\*\*|__(?=\S)|~~|(?<![*\d])\*(?![*\d])|(?<![_\w])_(?=[\u4e00-\u9fff“])|(?<=[\u4e00-\u9fff”])_(?![_\w])")
_QUOTED = re.compile(r"(?:>\s*)+")
_HEADING = re.compile(r"(#{1,6})\s*")
_BULLET = re.compile(r"[-*+]\s+|[·●○▲△◆◇■□►▶▷→➤➢➜√✓✔✅☑☆★⭐※◉❖◦‣]\s*|◎(?!对话|专访|访)\s*")
_SIGN = re.compile(r"[▌▍▎❯]+\s*")
_DATELINE = re.compile(
    rf"(?:[又另](?:讯|电)(?=\()|(?:本报|本台|本网|央视网|新华社|中新社|人民网|[{HAN}]{{1,5}}报|[{HAN}]{{2,6}}(?:社|网|台|发布))"
    rf"[{HAN}]{{0,6}}?(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|电|消息)(?=[(:{HAN}“]|$))"
)
# The fields of the head that a government's site puts above what it discloses, in two columns.
_DISCLOSED = re.compile(r"(?:索\s*引\s*号|发文机关|发文字号|发布机构|成文日期|发布日期|主题分类|公开(?:方式|类别|属性))\s*:")
_LEADS = frozenset(">#▌▍▎❯")  # a quotation, a heading or a sign may begin so
_SPECIAL = frozenset("#>|-*+·●○▲△◆◇■□►▶▷→➤➢➜√✓✔✅☑☆★⭐※◎◉❖◦‣▌▍▎❯")
_MARKS = "#>-*_~ "
_COUNTED = ("section", "numbered-part", "chapter")  # rules that a row of numbered names obeys too
_ORDINALS = re.compile(r"(?:(?<=[\s、,;)])|^)(?:\d{1,3}[.、．]|[①-⑳])")
# Where an article was printed: 《某日报》(2024年1月8日第4版).
PRINTED_IN = re.compile(r"《\s*[一-鿿]{2,12}\s*》\s*\(\s*\d{4}年\d{1,2}月\d{1,2}日\s*第\s*[A-Z]?\d+\s*版\s*\)")
_CREDITED_AND_PRINTED = re.compile(rf"(?P<credits>[^《》。]{{4,60}}?)\s*(?P<note>{PRINTED_IN.pattern})")
# ■ 2024年预期目标
_OF_YEAR = re.compile(r"20\d\d年?度?(?:主要|预期|发展|工作|重点|经济社会|年度)*(?:目标|任务|成绩单?|数据|账单|回顾|指标)?")
_LONGEST_FRAMED = 30  # characters of a line between two marks
_LONGEST = 120  # no line that layout alone can tell is longer; keeps the patterns off whole paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """One line. start, end: characters of the source without surrounding white space. text: folded (kg.segment.fold). kind: the kind that
    a layout rule gives it, else "table", "roster", "markdown" (a heading mark), "byline", "dateline", or "text". level: number of heading
    marks. gap: empty lines before it. spans: the source without Markdown marks and bullets. bold: spans of `text`. rule: name of the
    layout rule. mark: the bullet that was dropped, or "". offsets: places in the source of the characters of `text`, if at hand."""

    start: int
    end: int
    text: str
    kind: str
    level: int
    gap: int
    spans: tuple[tuple[int, int], ...]
    bold: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    mark: str = ""
    offsets: Sequence[int] | None = None

    def raw(self, source: str) -> str:
        """The line with its white space, without Markdown marks. `source`: the folded text."""
        return "".join(source[a:b] for a, b in self.spans)


@cache
def layout() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The layout rules in order: name, kind, compiled pattern."""
    return tuple((r["name"], r["kind"], re.compile(r["pattern"])) for r in toml("layout")["rule"])


@cache
def _needed() -> dict[str, int]:
    """The rules that a character lets in, as the bits of a number: the first rule is the lowest bit."""
    out: dict[str, int] = {}
    for i, rule in enumerate(toml("layout")["rule"]):
        for char in rule["needs"]:
            out[char] = out.get(char, 0) | 1 << i
    return out


@cache
def _any_needed() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(_needed())))}]")


def look(text: str) -> tuple[str, str]:
    """Kind and rule of one folded line by the layout rules alone; ("text", "") when none matches."""
    if len(text) > _LONGEST:
        return "text", ""
    bits, let_in, rules = _needed(), 0, layout()
    for char in _any_needed().findall(text):
        let_in |= bits[char]
    while let_in:
        lowest = let_in & -let_in
        name, kind, pattern = rules[lowest.bit_length() - 1]
        if pattern.match(text):
            return kind, name
        let_in ^= lowest
    return "text", ""


def lines_of(source: str) -> list[Line]:
    """The non-empty lines of a folded text, in order."""
    out: list[Line] = []
    broken = "\n" if "\n" in source else "\r"
    last = 0
    for m in _LINE.finditer(source):
        whole = m.group()
        body = whole.strip(_BLANKS)
        if not body:
            continue
        start = m.start() + whole.index(body)
        end = start + len(body)
        gap = max(0, source.count(broken, last, start) - 1)
        last = end
        # 本报记者 甲 乙《某日报》(2024年1月8日第4版): the credits, and where the article was printed
        glued = _CREDITED_AND_PRINTED.fullmatch(body) if body.endswith(")") and len(body) <= _LONGEST else None
        if glued and credit_line(glued["credits"]):
            out.append(_line(source, start, start + glued.end("credits"), gap))
            out.append(_line(source, start + glued.start("note"), end, 0))
            continue
        below_row = bool(out) and out[-1].kind == "table" and gap == 0
        if "\t" in body and _DISCLOSED.match(body):
            text, offsets = fold_spans(source, [(start, end)])
            out.append(Line(start, end, text, "furniture", 0, gap, ((start, end),), rule="source-line", offsets=offsets))
        elif "\t" in body or (below_row and "\t" in whole):
            out.append(_row(source, m.start(), m.end(), gap))
        elif len(body) > _LONGEST and body[0] not in _SPECIAL and not (_marked(body) and _MARK.search(body)):
            text, offsets = fold_spans(source, [(start, end)])
            kind = "dateline" if _DATELINE.match(text) else "text"
            if kind == "text" and body.find("。", 0, -1) < 0 and is_roster(body):
                kind = "roster"
            out.append(Line(start, end, text, kind, 0, gap, ((start, end),), offsets=offsets))
        elif "|" in (body[0], body[-1]) and body.count("|") >= 3 - below_row:
            out.append(_row(source, start, end, gap))
        else:
            out.append(_line(source, start, end, gap))
    return out


def _row(source: str, start: int, end: int, gap: int) -> Line:
    """A row of a table: white space at its ends stays, since empty cells may stand there."""
    text, offsets = fold_spans(source, [(start, end)])
    return Line(start, end, text, "table", 0, gap, ((start, end),), offsets=offsets)


def _line(source: str, start: int, end: int, gap: int) -> Line:
    at, level, sign = _begin(source, start, end) if source[start] in _LEADS else (start, 0, False)
    spans, bold = _unmarked(source, at, end)
    text, offsets = fold_spans(source, spans)
    if (not text or text[0] in _MARKS) and not text.strip(_MARKS):
        spans, bold = [(start, end)], []
        text, offsets = fold_spans(source, spans)
    raw = source[spans[0][0] : spans[0][1]] if len(spans) == 1 else "".join(source[a:b] for a, b in spans)
    kind, rule = _look(text, raw, level)
    if sign and kind == "text":
        kind, rule = "heading", "sign"
    bullet = _BULLET.match(raw) if raw[:1] in _SPECIAL else None
    mark = ""
    if kind in ("text", "roster", "bullet") and level == 0 and bullet and bullet.end() < len(raw):
        mark = bullet.group().strip()
        kind = "bullet" if kind == "text" else kind
        bold = [(max(0, a - len(mark)), b - len(mark)) for a, b in bold]
        spans = _without(spans, bullet.end())
        if len(raw) <= _LONGEST_FRAMED and raw.rstrip(_BLANKS).endswith(mark) and len(spans) == 1:  # ◆ 2025·这样干 ◆
            a, b = spans[0]
            spans = [(a, a + len(source[a:b].rstrip(_BLANKS + mark)))] if source[a:b].strip(_BLANKS + mark) else spans
            kind, rule = "heading", "framed"
        text, offsets = fold_spans(source, spans)
        if kind == "bullet" and _OF_YEAR.fullmatch(text):
            kind, rule = "heading", "year"
        kind = "roster" if kind == "bullet" and not rule and is_roster(raw[bullet.end() :]) else kind
    if level and kind in ("text", "heading", "headline", "roster", "dateline"):
        kind = "markdown"
    return Line(start, end, text, kind, level, gap, tuple(spans), tuple(bold), rule, mark, offsets)


def _begin(source: str, start: int, end: int) -> tuple[int, int, bool]:
    """Where a line begins behind marks of quotation, heading and sign; the level of the heading, and whether there was a sign."""
    at, level = start, 0
    quoted = _QUOTED.match(source, at, end)
    if quoted and quoted.end() < end:
        at = quoted.end()
    heading = _HEADING.match(source, at, end)
    if heading and heading.end() < end:
        level, at = len(heading[1]), heading.end()
    sign = _SIGN.match(source, at, end)
    if sign and sign.end() < end:
        at = sign.end()
    return at, level, bool(sign)


def _look(text: str, raw: str, level: int) -> tuple[str, str]:
    """Kind and rule of a line by layout, credits, names and dateline."""
    credits = credit_line(raw)
    if credits is not None:
        written = [c for c in credits if c.role in ("记者", "通讯员")]
        kind = "byline" if any(c.writes for c in credits) else "caption" if written else "furniture"
        return kind, "credit-line"
    kind, rule = look(text)
    if level == 0 and (kind == "text" or (rule in _COUNTED and _lists(text, raw))) and is_roster(raw):
        return "roster", ""
    if kind == "text" and not rule and _DATELINE.match(text):
        return "dateline", ""
    return kind, rule


def _lists(text: str, raw: str) -> bool:
    """Whether a line with a counter may be a row of names: with several numbers (1.甲 2.乙), or an office and a colon (三、秘书长:甲)."""
    return len(_ORDINALS.findall(raw)) > 1 or ":" in text[:16]


def _without(spans: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """The spans without their first `count` characters."""
    out = []
    for a, b in spans:
        cut = min(count, b - a)
        count -= cut
        if a + cut < b:
            out.append((a + cut, b))
    return out


def _marked(text: str) -> bool:
    """Whether there may be marks of emphasis in a text."""
    return "*" in text or "_" in text or "~" in text


def _unmarked(source: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spans of source[start:end] without Markdown's marks of emphasis, and the spans of the folded text that were bold."""
    line = source[start:end]
    if line and not _marked(line):
        return [(start, end)], []
    marks = list(_MARK.finditer(source, start, end))
    single = [m for m in marks if m.group() == "*"]
    if len(single) % 2 or (single and source[single[0].end() : single[0].end() + 1].isspace()):
        marks = [m for m in marks if m.group() != "*"]  # a bullet or a footnote, no emphasis
    spans: list[tuple[int, int]] = []
    bold: list[tuple[int, int]] = []
    at, length, opened = start, 0, -1
    for mark in marks:
        if mark.start() > at:
            spans.append((at, mark.start()))
            length += len(fold_spans(source, [(at, mark.start())])[0])
        if mark.group() != "*":
            if opened < 0:
                opened = length
            else:
                bold.append((opened, length))
                opened = -1
        at = mark.end()
    if at < end:
        spans.append((at, end))
    return spans, bold
