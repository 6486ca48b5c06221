"""Which blocks belong to which article.

An article begins with a head: kicker, headline, subtitle in any mixture (kg.segment.heads tells where). Inside an article short lines are
headings, and lines that columns or captions tore apart become one paragraph again.
"""

from __future__ import annotations

import re

from kg.lexicon.labels import opens_field
from kg.lexicon.names import is_name
from kg.lexicon.rosters import tells_offices
from kg.segment.blocks import LONGEST, Draft, caption_between, draft, opens_sentence, table_draft, torn_looking
from kg.segment.drafts import INFOGRAPHIC, ArticleDraft
from kg.segment.heads import Heads
from kg.segment.items import SKIPPED, Item, beyond
from kg.segment.lines import Line

_MIDWAY = re.compile(r"[,、。;)”》]")
_FIGURE = re.compile(
    r"[<>≥≤约超近]?[-+]?\d[\d.,]*(?:[-~—/]\d[\d.,]*)?"
    r"(?:%|‰|[十百千万亿]+(?![年届])|(?:[万亿]?(?:元|人|户|吨|亩|家|个|套|辆|公里|千瓦|人次|标箱|平方米)))"
)
_STATED = re.compile(r"\d[\d.,]*(?:%|‰|[十百千万亿]*(?:元|人|户|吨|亩|家|个|套|辆|场|件|项|条|次|[斤公][斤里]|平方|立方|千瓦))")
_PART = re.compile(r"^(?:20\d\d年|[“”今去]年)?[^,。\d]{0,10}(?:回顾|目标|安排|任务|怎么干|重点|成绩单|亮点|实事|要点)$")
_SHORT = 40
# 市林业局, 某某公司党支部: how the names of bodies end, one on a line of a list
_BODY_NAMED = re.compile(
    r"(?:局|厅|委员会|委|办公室|政府|法院|检察院|公司|集团|学校|[小中大]学|医院|中心|支部|总支|党组|[联协学商]会|街道|办事处"
    r"|[镇乡村]|社区|银行|[处科所站队院馆])(?:\([^()]{1,16}\))?$"
)
_COUNTS = re.compile(r"^[^\d]{4,}\d[\d.,]*(?:%|[万亿]|元|[个家所户名件座]|公里|吨|亩)(?!.*(?:实事|工程|任务|举措|目标|行动)$)")
_FIGURES = re.compile(r"\d[\d.,]*(?:%|[万亿]|元|[个家所户名件座]|公里|吨|亩)")
_ITEM = 60  # characters of the longest line of a picture in words
_COUPLET = re.compile(r"[一-鿿“”·]{4,14},[一-鿿“”·]{4,14}")
_LABEL = re.compile(r"[一-鿿]{2,6}:")  # 审查意见:建议立案 above 事由:…, the fields of a form
_NOW_HOLDS = ("现任", "现为")  # below the years of a life
_UNEQUAL = 4  # characters by which its halves may differ
_LONGEST_HEAD = 8  # lines: kicker, title and subtitles of an article are fewer
_SAYS = re.compile(r".{9}|" + _STATED.pattern)


def split(source: str, items: list[Item]) -> tuple[list[ArticleDraft], list[Draft]]:
    """Articles with their blocks, and the furniture of the page."""
    return _Splitter(source, items).run()


class _Splitter:
    """One pass over the items of a page. Heads that come before the body of an earlier one (two interviews under two headlines side by
    side) wait in `waiting` and take the text after the next byline."""

    def __init__(self, source: str, items: list[Item]) -> None:
        self.source, self.items = source, items
        self.heads = Heads(source, items)
        self.articles: list[ArticleDraft] = []
        self.furniture: list[Draft] = []
        self.waiting: list[ArticleDraft] = []
        self.torn: Draft | None = None

    def run(self) -> tuple[list[ArticleDraft], list[Draft]]:
        i = 0
        while i < len(self.items):
            if self.items[i].head_like:
                i = self._group(i)
            else:
                self._body(i)
                i += 1
        return self.articles + self.waiting, self.furniture

    def _group(self, i: int) -> int:
        """Handles a run of head-like items from i on; returns the index after it."""
        run, j = [], i
        while j < len(self.items) and (self.items[j].head_like or self.items[j].kind in SKIPPED):
            if self.items[j].head_like:
                run.append(j)
            j += 1
        end = run[-1] + 1
        starts = self.heads.starts(run, end, self.articles[-1] if self.articles else None)
        if not starts and self.heads.guests(i):
            self._guests(i, end)
            return end
        if not starts:
            if self.torn is not None and self.torn.open and self._continues(self.items[i]):
                while i < end and self.torn is not None and self.torn.open and self._continues(self.items[i]):
                    self._running(i)
                    i += 1
                return i
            self._headings(i, end)
            return end
        if self.articles:
            self._headings(i, starts[0])
        else:
            self.furniture += [draft(self.items[k].line, "furniture") for k in range(i, starts[0])]
        for a, b in zip(starts, [*starts[1:], end], strict=True):
            whole, b = b, self._end_of_head(a, b)
            article = ArticleDraft([self.items[k] for k in range(a, b) if self.items[k].head_like])
            if a == starts[0] or not any(i.kind == "kicker" for i in article.head):
                self._give_up_waiting()
                article.alone = b != end
                self._open(article)
            else:
                self.waiting.append(article)
            for k in range(a, b):
                if self.items[k].kind in SKIPPED:
                    self._body(k)
            if b < whole:
                self._headings(b, whole)
        return end

    def _end_of_head(self, a: int, b: int) -> int:
        """Where the head ends that begins at items[a]: at b, unless so many short lines follow each other that they must be the text (a
        picture in words, copied line by line); then behind its title."""
        column = self.items[a].kind == "rubric" and next((k for k in range(a + 1, b) if self.items[k].head_like), None)
        if column and self.items[column].kind == "kicker" and self.items[column].line.mark:
            return column  # the first of its voices
        if column and INFOGRAPHIC.search(self.items[a].text) and _FIGURES.search(self.items[column].text):
            return column  # the first of its figures
        if (listed := self._first_listed(a, b)) is not None:
            return listed
        if sum(self.items[k].head_like for k in range(a, b)) <= _LONGEST_HEAD:
            return b
        title = next((k for k in range(a, b) if self.items[k].kind == "headline" or INFOGRAPHIC.match(self.items[k].text)), a)
        return title + 1

    def _first_listed(self, a: int, b: int) -> int | None:
        """The first of several lines right below each other that the title of a list (先进承办单位名单) heads: bodies that are honoured,
        no lines of the head. None if there are none."""
        title = next((k for k in range(a, b) if self.items[k].kind == "headline" and "名单" in self.items[k].text), None)
        if title is None:
            return None
        below = [k for k in range(title + 1, b) if self.items[k].head_like and not self.items[k].text.startswith("(")]
        close = len(below) > 1 and all(self.items[k].line.gap == 0 for k in below[1:])
        return below[0] if close and all(_BODY_NAMED.search(self.items[k].text) for k in below) else None

    def _give_up_waiting(self) -> None:
        """Heads whose text never came are lines of the article that they stood in."""
        for waiting in self.waiting:
            for item in waiting.head:
                self._add(draft(item.line, "heading"))
        self.waiting.clear()

    def _open(self, article: ArticleDraft) -> None:
        self.articles.append(article)
        self.torn = None

    def _continues(self, item: Item) -> bool:
        """Whether a short line may be the next piece of a torn sentence."""
        return item.kind in ("head", "headline", "subtitle") and not item.line.bold and not item.line.mark

    def _guests(self, a: int, b: int) -> None:
        """Lines below 嘉宾:, each with a name and its offices: the items of a list."""
        for k in range(a, b):
            if self.items[k].kind in SKIPPED:
                self._body(k)
            else:
                self._add(draft(self.items[k].line, "kicker" if self.items[k].kind in ("kicker", "speaker") else "bullet"))

    def _headings(self, a: int, b: int) -> None:
        """Head-like items inside an article: headings, save figures of an infographic, lone names of a roster and the speaker of a
        quotation."""
        listed, bodies = self._listed(a, b), self._bodies(a, b)
        for k in range(a, b):
            item = self.items[k]
            now = self._now()
            if item.kind in SKIPPED:
                self._body(k)
            elif now.is_infographic and _FIGURE.match(item.text) and not item.line.level:
                self._add(draft(item.line, "bullet"))  # set large (**6.7%**), alone or with its label behind it
            elif k in listed or k in bodies or (now.is_infographic and self._counts(item)):
                self._add(draft(item.line, "bullet"))
            elif item.kind == "subtitle" or (
                item.kind == "head"
                and not (item.line.bold or item.line.mark)
                and torn_looking(item.text)
                and k not in self.heads.voices.heads
                and not self._set_off(k)
            ):
                self._running(k)
            elif now.is_infographic and item.kind == "head" and self._labels_figure(item):
                now.blocks[-1].extend(item.line)
            elif item.kind in ("speaker", "kicker"):
                self._add(draft(item.line, "kicker"))
            elif item.kind == "subtitle" and item.line.rule == "" and now.blocks and now.blocks[-1].kind == "kicker":
                now.blocks[-1].extend(item.line)  # the employer in brackets below a speaker
            else:
                self._add(draft(item.line, "roster" if is_name(item.text) and now.lists_names else "heading"))

    def _set_off(self, k: int) -> bool:
        """Whether a line of two clauses of a like length stands between blank lines, above a paragraph that begins by itself: a heading
        (守好一库清水,护好两岸青山), no piece of a sentence."""
        item, last = self.items[k], self._now().blocks[-1] if self._now().blocks else None
        after = next(beyond(self.items, k + 1), None)
        if not item.line.gap or after is None or not after.line.gap or not _COUPLET.fullmatch(item.text) or opens_sentence(item.text):
            return False
        first, second = item.text.split(",")
        whole = after.kind != "text" or (len(after.text) > _SHORT and not _MIDWAY.match(after.text))
        return whole and abs(len(first) - len(second)) <= _UNEQUAL and not (last is not None and last.open)

    def _listed(self, a: int, b: int) -> frozenset[int]:
        """Of a run of short lines without any mark, those that are the items of a list: every one with words enough to say something,
        where several stand one below the other; headings have text under them."""
        run = [k for k in range(a, b) if self.items[k].kind == "head" and not (self.items[k].line.bold or self.items[k].line.mark)]
        after = next(beyond(self.items, b), None)
        if after is not None and after.kind not in ("head", "heading", "date") and not (after.kind == "text" and len(after.text) <= _SHORT):
            run = run[:-1]
        texts = {k: self.items[k].text for k in run}
        said = [k for k, text in texts.items() if _SAYS.search(text) and not is_name(text) and not _PART.search(text)]
        return frozenset(said) if len(run) >= 2 and any(_STATED.search(self.items[k].text) for k in said) else frozenset()

    def _bodies(self, a: int, b: int) -> frozenset[int]:
        """Of a run of short lines in a list of those honoured, the bodies that it names, several one below the other; the last before a
        date is the signature of the notice."""
        if not self._now().lists_names:
            return frozenset()
        after = next(beyond(self.items, b), None)
        stop = b - 1 if after is not None and after.kind == "date" else b
        named = [k for k in range(a, stop) if _BODY_NAMED.search(self.items[k].text)]
        return frozenset(named) if len(named) > 1 else frozenset()

    def _counts(self, item: Item) -> bool:
        """Whether a short line without a mark names something and its figure."""
        return item.kind == "head" and not item.line.mark and bool(_COUNTS.search(item.text))

    def _labels_figure(self, item: Item) -> bool:
        """Whether the line right above is a figure without its label."""
        last = self._now().blocks[-1] if self._now().blocks else None
        return last is not None and item.line.gap == 0 and last.kind == "bullet" and bool(_FIGURE.fullmatch(last.text))

    def _now(self) -> ArticleDraft:
        """The article that a block belongs to; text before any head makes an article of its own without one."""
        if not self.articles:
            self.articles.append(ArticleDraft([]))
        return self.articles[-1]

    def _add(self, d: Draft) -> None:
        self._now().blocks.append(d)
        if d.kind in ("paragraph", "bullet"):
            self.torn = d
        elif d.kind in ("heading", "kicker", "table", "roster", "signature"):
            self.torn = None

    def _body(self, i: int) -> None:
        item = self.items[i]
        match item.kind:
            case "furniture":
                self.furniture.append(draft(item.line, "furniture"))
            case "byline":
                if self.waiting and any(b.kind == "paragraph" for b in self._now().blocks):
                    self._open(self.waiting.pop(0))
                self._add(draft(item.line, "byline"))
            case "caption":
                self._caption_above(item)
                self._add(draft(item.line, "caption"))
            case "table":
                self._add(table_draft(self.source, list(item.lines)))
            case "roster":
                self._roster(item)
            case "heading" | "bullet":
                self._add(draft(item.line, item.kind))
            case "date":
                self._signature(item)
            case _:
                self._running(i)

    def _roster(self, item: Item) -> None:
        blocks = self._now().blocks
        if blocks and blocks[-1].kind == "roster" and len(blocks[-1].text) < LONGEST:
            blocks[-1].extend(item.line)
        else:
            self._add(draft(item.line, "roster"))

    def _signature(self, item: Item) -> None:
        """A date alone on a line: with the body above it the foot of a notice; above the first article the date of the page."""
        if not self.articles:
            self.furniture.append(draft(item.line, "furniture"))
            return
        blocks = self._now().blocks
        if blocks and blocks[-1].kind in ("heading", "paragraph") and len(blocks[-1].text) <= 30 and "。" not in blocks[-1].text:
            blocks[-1].kind = "signature"
            blocks[-1].extend(item.line)
            self.torn = None
        else:
            self._add(draft(item.line, "signature"))

    def _caption_above(self, item: Item) -> None:
        """A credit alone on a line has its caption on the line above; that line is no running text."""
        blocks = self._now().blocks
        last = blocks[-1] if blocks else None
        if last is None or item.line.gap or len(item.text) > 20 or last.kind not in ("paragraph", "heading"):
            return
        line = last.lines[-1]
        if len(line.text) <= 44 and line.text.count("。") <= 1 and line.gap:
            if len(last.lines) == 1:
                last.kind = "caption"
            else:
                last.drop_last()
                blocks.append(draft(line, "caption"))

    def _running(self, i: int) -> None:
        """A line of running text: a new paragraph, or the other half of a torn one."""
        item = self.items[i]
        line, torn = item.line, self.torn
        if line.gap == 0 and _MIDWAY.match(line.text) and self._now().blocks and self._now().blocks[-1].kind == "heading":
            self._rejoin()
            torn = self.torn
            if torn is not None:
                torn.extend(line)
                return
        if torn is not None and item.kind != "dateline" and not line.text.startswith("【") and (torn.open or self._wraps(torn, item)):
            after = next(beyond(self.items, i + 1), None)
            if line.gap and caption_between(torn, line.text, after is not None and after.kind in ("text", "head")):
                self._now().blocks.append(draft(line, "caption"))
                return
            if not self._set_line_by_line(torn, line) and not (_LABEL.match(torn.text) and _LABEL.match(line.text)):
                torn.extend(line)
                return
        blocks = self._now().blocks
        unfinished = blocks and blocks[-1].kind == "roster" and line.gap == 0 and len(blocks[-1].text) < LONGEST
        if unfinished and len(line.text) <= 60 and "。" not in line.text and not tells_offices(line.text) and not opens_field(line.text):
            blocks[-1].extend(line)
            return
        self._add(draft(line, "paragraph"))

    def _set_line_by_line(self, torn: Draft, line: Line) -> bool:
        """Whether two lines of a picture in words are two items of it, neither a sentence, though nothing ends the first."""
        picture = self._now().is_infographic and torn.kind == "paragraph" and not torn.goes_on
        return picture and "。" not in torn.text + line.text and len(torn.lines[-1].text) <= _ITEM

    def _rejoin(self) -> None:
        """A line that begins in mid-sentence shows that the short line right above it was no heading but a piece of running text."""
        blocks = self._now().blocks
        last = blocks.pop()
        if blocks and blocks[-1].kind == "paragraph" and last.lines[0].gap == 0:
            for line in last.lines:
                blocks[-1].extend(line)
            self.torn = blocks[-1]
        else:
            last.kind = "paragraph"
            self._add(last)

    def _wraps(self, torn: Draft, item: Item) -> bool:
        """Whether a line right below the item of a list is its next line."""
        if torn.kind != "bullet" or torn is not self._now().blocks[-1] or len(torn.text) > LONGEST or item.text.startswith(_NOW_HOLDS):
            return False
        return item.line.gap == 0 and item.kind == "text" and not torn.text.endswith(("。", ";"))
