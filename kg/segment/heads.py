"""Whether a run of short lines begins an article or heads a part of one.

Nothing in such a line itself decides. What does is around it: the byline or dateline after it, the kicker above it, the marks and the
white space that the page uses for its headlines, and whether the article before it has come to an end.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.lexicon.bylines import is_author
from kg.lexicon.names import is_name
from kg.segment.context import number_of
from kg.segment.drafts import INFOGRAPHIC, ArticleDraft
from kg.segment.items import SKIPPED, Item
from kg.segment.kicker import names_tail
from kg.segment.voices import voices

_NUMBERED = re.compile(
    r"(?:\([一二三四五六七八九十]{1,3}\)|第?[一二三四五六七八九十]{1,3}(?:[,、]|是)|0\d|\d{1,2}[|·.、]"
    r"|第[一二三四五六七八九十]+[章节部分]|PART|[①-⑳])"
)
_SIGNED = re.compile(r"——[^,。:]{2,40}?(?:代表|委员)\(|——编\s*者$")  # ——张三代表(某公司董事长), below what he says
_GUESTS = re.compile(r"(?:嘉宾|受访者|受访人|对话人|访谈对象|参与者|发言人)(?:\([^()]*\))?:$")
_TABLE_OF_REPORT = re.compile(r"[附图]?表[\d一二三四五六七八九十]")
_TABLE_TITLE = re.compile(r"(?=.{8})(?:.*\d{4}年|.*(?:表|名单|目录|一览|指标|召集人|负责人|联系人|联络员)(?:\([^()]*\))?$)")
_DECISION = re.compile(r"任免|任命|免职")
_UNIT = re.compile(r"^[^,。:]{2,18}(?:委员会|专委会|代表团|小组|工委|界别?)$")
_APPENDED = re.compile(r"附件[\d一二三四五六七八九十]{1,2}[^:、.．]{4,40}$")
_ATTACHED = re.compile(r"附[件表录][一二三四五\d]*[^:]{4}")
_PROSE = 60  # characters of a paragraph
_SHORT_TITLE = 6  # characters of one with its author below
_TITLE, _SHORTEST = 12, 8  # characters of a headline, and of one that is set in the middle
_MARKS = frozenset("◎○●■□◆◇▲►▶")  # of headings
_MARGIN = 8  # columns of white space before a line that is set in the middle
_COLUMN = re.compile(r"[一-鿿]{2,6}")
_LABELLED_TITLE = re.compile(r"[一-鿿]{2,6}[|丨︱]\S{8}")
# 分组讨论·发言摘登: the title of a piece that gathers what others said or filed
_COLLECTION = re.compile(
    r"^[一-鿿]{2,4}(?:花絮|拾零|拾贝|剪影|侧影|点滴)$"
    r"|(?:发言|建议|提案|议案|观点|声音|言论|建言|评论|留言|来信|答问|问答|审议意见)(?:摘登|摘编|选登|选编|摘要|摘录|集萃|辑录)$"
)
# 声音, 两会数字: a line with nothing else, which heads a column of voices or a box of figures
_GATHERS = re.compile(
    r"^(?:两会|代表委员|代表|委员|会场|基层|百姓|市民|群众)?(?:[之好新微]声|(?:[好新微])?声音|心声|语录|微言|数字|数读|数说|数据)$|^(?:数字|数说|数读|数看|语录)两会$"
)
# the line below a headline that says what kind of piece it heads; the headings inside a piece have none
_OF_PIECE = re.compile(
    r"——(?:[^,。:]{2,40}(?:摘登|摘编|选登|集萃|侧记|见闻|纪实|综述|述评|扫描|速写|剪影|掠影|回眸|观察|解读|支招|献策|热议|建言|心声)$|[记访]|来自|写在)"
)
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|昨[日天]|今天")
_BOX = 8  # characters of the label of a box
_CARD = re.compile(r"名片|简介|简历|档案|小传|链接|背景|点评|短评|手记|感言|寄语|回应|答复|[一二三四五六七八九十\d]")
_FAR = 80  # items: as far as the chapters around a table are looked for
_BULLETIN = 3  # datelines: a page with so many and no kickers is a bulletin, where a headline may stand without text
_BODY = frozenset(("text", "bullet", "table", "roster", "heading", "dateline"))


def _gathers(item: Item) -> bool:
    """Whether a line, set apart and without mark, is nothing but the name of a column of voices or of a box of figures."""
    return bool(item.line.gap and not item.line.mark and _GATHERS.match(item.text))


def _label(item: Item) -> str:
    """The label of a column without its marks; 数说经济 and 数说民生 are one."""
    label = re.sub(r"[^\u4e00-\u9fff]", "", item.text)
    return label[:2] if label.startswith("数说") else label


class Heads:
    """The judgement for one page. What the page does as a rule (its white space, its heading marks) is looked at once."""

    def __init__(self, source: str, items: list[Item]) -> None:
        self.source, self.items = source, items
        gaps = Counter(i.line.gap for i in items if i.line.gap)
        self._usual_gap = gaps.most_common(1)[0][0] if gaps else 0
        self._ruled = sum(i.line.rule == "rule-line" for i in items) >= 2
        self._bulletin = sum(i.kind == "dateline" for i in items) >= _BULLETIN and not any(i.kind == "kicker" for i in items)
        labels = Counter(_label(i) for i in items if i.line.rule == "column")
        self._parts = frozenset(label for label, n in labels.items() if n > 1)
        self._marked = Counter(i.line.mark for i in items if i.line.mark)
        self._level, self._introduced = self._marks()
        self.voices = voices(items)

    def after(self, end: int) -> Item | None:
        """The first item from `end` on that is neither caption nor furniture."""
        while end < len(self.items) and self.items[end].kind in SKIPPED:
            end += 1
        return self.items[end] if end < len(self.items) else None

    def _marks(self) -> tuple[int, int]:
        """The level of Markdown headings that are headlines here, and how many of them have a byline, a dateline or a speaker of their
        own."""
        levels: Counter[int] = Counter()
        introduced: Counter[int] = Counter()
        i = 0
        while i < len(self.items):
            if self.items[i].kind != "markdown":
                i += 1
                continue
            end = i
            while end < len(self.items) and (self.items[end].head_like or self.items[end].kind in SKIPPED):
                end += 1
            run = [it for it in self.items[i:end] if it.head_like]
            level = min(it.line.level for it in run if it.kind == "markdown")
            levels[level] += 1
            after = self.after(end)
            known = any(it.kind in ("kicker", "speaker") for it in [*run, *self.items[max(0, i - 1) : i]])
            introduced[level] += known or (after is not None and after.kind in ("byline", "dateline"))
            i = end
        deep = [n for n in levels if introduced[n] >= 2 or introduced[n] * 2 >= levels[n]]
        level = max((n for n in deep if introduced[n]), default=min(levels, default=0))
        return level, introduced[level]

    def starts(self, run: list[int], end: int, current: ArticleDraft | None) -> list[int]:
        """Indices in the run at which articles begin; empty when the run holds headings only. `end`: the index behind the run."""
        if current is not None and (parted := self._parted(run, current)) is not None:
            at = run.index(parted)
            return self.starts(run[:at], parted, current) + self.starts(run[at:], end, current)
        if any(k in self.voices.heads for k in run) and (current is not None or run[0] not in self.voices.heads):
            at = next(n for n, k in enumerate(run) if k in self.voices.heads)
            return self.starts(run[:at], run[at], current) if at else []
        if current is not None and current.has_prose and any(k in self.voices.titles for k in run):
            return [self._first(run)]
        items = [self.items[k] for k in run]
        after = self.after(end)
        kickers = [k for k, it in zip(run, items, strict=True) if it.kind == "kicker"]
        if current is not None and (self.guests(run[0]) or all(_SIGNED.match(it.text) for it in items)):
            return []
        if kickers and current is not None and current.main is not None and current.voiced and all(
            it.kind in ("kicker", "subtitle") for it in items
        ):
            return []  # speakers under one headline, each above his words
        if kickers and current is not None and current.main is not None and all(
            it.kind in ("kicker", "speaker") and it.line.mark for it in items
        ):
            return []  # ●县政协委员 张三 above a few words of his: an item of a column
        if items[0].kind == "rubric" and len(items) > 1 and all(it.kind == "kicker" and it.line.mark for it in items[1:]):
            return [run[0]]  # the column itself
        if len(items) > 1 and _gathers(items[0]) and all(it.kind == "kicker" for it in items[1:]):
            return [run[0]]  # 声音, above the line of who speaks
        if kickers == run[-1:] and current is not None and current.has_prose and (len(run) > 1 and items[-2].line.mark in _MARKS):
            return []  # ◎代表声音 above the line of who speaks, in an article of questions and answers
        if kickers == run and current is not None and current.has_prose and items[-1].text.endswith(":"):
            return []  # 某某公司董事长张三: above his words
        if kickers:
            return [k if k != kickers[0] else self._title_before(run, k) for k in kickers]
        if current is None or (self._bulletin and after is not None and after.kind == "dateline"):
            return [run[0], *(k for k in run[1:] if self._bulletin and self._wide(self.items[k]))]
        if after is not None and after.kind == "date":
            return []
        if after is not None and after.kind == "table" and self._within_chapters(run, end):
            return []
        document = self._document(run, current)
        if document is not None:
            return document
        if all(it.kind == "speaker" for it in items):
            return []
        return [self._first(run)] if self._begins(run, items, after, end, current) else []

    def _parted(self, run: list[int], current: ArticleDraft) -> int | None:
        """Where the lines of one column end in the run and the next one begins: at its label, or, below the short lines of a picture in
        words, at the white space over a title with its author; None if the run is of one piece."""
        signed = current.is_infographic and len(run) > 2 and is_author(self.items[run[-1]].text)
        for k in run[1:]:
            labelled = self._is_column(self.items[k]) and self.items[k].line.gap
            if labelled or (signed and self._wide(self.items[k])):
                return k
        return None

    def _is_box(self, item: Item) -> bool:
        """Whether a line is the label of a box of its own: it has a mark that no other line of the page has, and names neither a person nor
        a card that goes with the piece above (■委员名片)."""
        line = item.line
        alone = item.kind == "head" and bool(line.gap) and line.mark in _MARKS and self._marked[line.mark] == 1
        return alone and len(item.text) <= _BOX and not _CARD.search(item.text) and not is_name(item.text)

    def _is_column(self, item: Item) -> bool:
        """Whether a line is the label of a column; one that comes again (部门回音 below each question) heads parts."""
        return item.line.rule == "column" and _label(item) not in self._parts

    def _within_chapters(self, run: list[int], end: int) -> bool:
        """Whether the chapters that were counted above a table (二、…) go on below it (三、…): it is a part of that text."""
        above = self._chapter(range(run[0] - 1, max(-1, run[0] - _FAR), -1))
        below = self._chapter(range(end, min(end + _FAR, len(self.items))))
        return above is not None and below == above + 1

    def _chapter(self, places: range) -> int | None:
        """The number of the first chapter met at these places, before any head of another piece."""
        for k in places:
            item = self.items[k]
            if item.kind == "heading" and (number := number_of(item)) and number[0] == "一":
                return number[1]
            if item.kind in ("byline", "dateline", "headline", "kicker"):
                return None
        return None

    def _document(self, run: list[int], current: ArticleDraft) -> list[int] | None:
        """The start that the title of a document in the run makes; None when there is no such title."""
        for k in run:
            it = self.items[k]
            listed = current.is_notice and not current.attaches and "名单" in it.text
            if it.kind != "headline" or (listed and not _DECISION.search(it.text)):
                continue
            above = self.items[run[0]].line.gap if k - run[0] == 1 and it.line.gap == 0 else it.line.gap
            if not current.blocks or (current.is_report and not current.attaches and above == 0):
                return []
            if current.attaches or any(is_name(self.items[n].text) for n in run if n < k):
                return [k]
            return [run[0] if k - run[0] <= 2 else k]
        return None

    def _begins(self, run: list[int], items: list[Item], after: Item | None, end: int, current: ArticleDraft) -> bool:
        lead = items[0]
        if current.lists_names and _UNIT.search(lead.text) and after is not None and after.kind in ("roster", "text", "heading"):
            return False  # the next committee of a list
        if after is not None and (after.kind == "dateline" or (after.kind == "byline" and self._goes_on(after)) or self._late_byline(end)):
            return True
        spoken = (after is not None and after.kind == "speaker") or any(it.kind == "speaker" for it in items[1:])
        if spoken and not current.is_infographic:
            return True
        marked = [it.line.level for it in items if it.kind == "markdown"]
        if marked:
            return self._headline_level(min(marked), current)
        if lead.line.gap and any(_OF_PIECE.match(it.text) for it in items[1:]) and after is not None and after.kind == "text":
            return current.has_prose and not current.is_report and not current.is_infographic
        collects = _gathers(lead) or (lead.line.gap and _COLLECTION.search(lead.text))
        if collects and after is not None and after.kind in _BODY and current.has_prose:
            return not current.is_report and not current.is_infographic
        if len(items) == 1 and self._is_box(lead) and after is not None and after.kind == "text" and current.has_prose:
            return not (current.is_report or current.is_infographic or current.is_notice)
        if self._is_column(lead) and after is not None and (after.kind in _BODY or len(items) > 1):
            return True
        if _NUMBERED.match(lead.text) or after is None or after.kind not in _BODY:
            return False
        if _APPENDED.match(lead.text) and not after.text.startswith("附件") and current.has_prose:
            return True
        alike = current.has_prose and any(it.kind == "rubric" for it in current.head)  # a page whose pieces stand under rubrics
        if lead.kind == "rubric" and current.has_prose and run[0] and self.items[run[0] - 1].line.rule == "rule-line":
            return True
        own = len(items) > 1 or alike or INFOGRAPHIC.search(lead.text)
        if lead.kind == "rubric" and own and not current.is_infographic:
            return True
        if self._ruled_off(run[0]) or current.attaches or (current.signed(self.source) and after.kind not in ("table", "roster")):
            return True
        if current.has_prose and not current.is_report and not current.is_infographic and self._news_below(items, after, current):
            return True
        if self._centred(items, after) and current.has_prose:
            return True
        signed = len(items) > 1 and is_author(items[-1].text) and len(items[-2].text) >= _SHORT_TITLE and lead.line.gap > 0
        if signed and current.has_prose and not current.lists_names and not current.is_report and after.kind == "text":
            return True  # a title, and the name of its author alone below it
        if self._wide(lead) and current.has_prose and not current.is_report and not current.is_infographic:
            return True
        if after.kind == "table" and (_ATTACHED.match(items[-1].text) or (_TABLE_TITLE.match(items[-1].text) and not current.is_notice)):
            inside = _TABLE_OF_REPORT.match(items[-1].text) and (current.is_report or items[-1].text.startswith("表"))
            return current.has_prose and not current.is_infographic and not inside
        return current.only_table and not current.is_notice and after.kind == "text" and not lead.line.bold

    def _news_below(self, items: list[Item], after: Item, current: ArticleDraft) -> bool:
        """Whether a headline of the next piece of a page of news stands here: a column's name and a title below it; a title that begins
        with the name of its column (微访谈|…); or, where the piece before began with a day, a title above one that begins so too."""
        lead, title = items[0], items[-1]
        if after.kind != "text" or len(after.text) <= _PROSE or not lead.line.gap or lead.line.bold or lead.line.mark:
            return False
        if len(items) == 2 and _COLUMN.fullmatch(lead.text) and len(title.text) >= _TITLE and not _NUMBERED.match(title.text):
            return names_tail(title.text) is None  # else it names who speaks below
        if len(items) == 1 and _LABELLED_TITLE.match(lead.text):
            return True
        first = next((b.text for b in current.blocks if b.kind == "paragraph"), "")
        return len(items) == 1 and len(lead.text) >= _TITLE and bool(_DAY.match(first)) and bool(_DAY.match(after.text))

    def _centred(self, items: list[Item], after: Item) -> bool:
        """Whether one line stands far from the margin between empty lines, above a paragraph: a title that was set in the middle."""
        line = items[0].line
        margin = self.source[self.source.rfind("\n", 0, line.start) + 1 : line.start]
        wide = sum(2 if c == "\u3000" else 1 for c in margin) >= _MARGIN
        apart = line.gap and after.line.gap and after.kind == "text" and len(after.text) > _PROSE
        named = names_tail(line.text) is not None  # who speaks below
        return len(items) == 1 and wide and bool(apart) and len(line.text) >= _SHORTEST and not line.bold and not named

    def _goes_on(self, byline: Item) -> bool:
        """Whether an article comes after a byline; one at the foot of the page introduces nothing."""
        at = self.items.index(byline)
        return any(it.kind not in ("byline", *SKIPPED) for it in self.items[at + 1 :])

    def _headline_level(self, level: int, current: ArticleDraft) -> bool:
        """Whether Markdown headings of this level are headlines. The parts of an infographic may have the marks of its own title."""
        if current.is_infographic and current.level:
            return level < current.level or (level == current.level == self._level and self._introduced >= 2)
        return level <= self._level

    def _first(self, run: list[int]) -> int:
        """Where the head begins: at the run's first line, or behind lines that wide white space parts from the rest."""
        return next((k for k in reversed(run[1:]) if self._wide(self.items[k])), run[0])

    def _wide(self, item: Item) -> bool:
        """Whether there is more white space above than the page leaves between paragraphs."""
        return item.line.gap >= 2 and item.line.gap > self._usual_gap

    def _ruled_off(self, first: int) -> bool:
        """Whether a rule (---) stands right above, on a page that parts its pieces by rules."""
        return self._ruled and first > 0 and self.items[first - 1].line.rule == "rule-line"

    def _late_byline(self, start: int) -> bool:
        """Whether a byline follows after no more than two short lines that are neither headings nor running text (guests of a talk)."""
        for it in self.items[start : start + 6]:
            if it.kind == "byline":
                return True
            if it.kind == "text" and len(it.text) <= 12 and it.text.endswith(":"):
                continue
            if it.kind not in (*SKIPPED, "speaker"):
                return False
        return False

    def guests(self, first: int) -> bool:
        """Whether the lines from `first` on are the guests of a talk, whose label (嘉宾:) stands right above them."""
        above = next((it for it in reversed(self.items[max(0, first - 4) : first]) if it.kind not in SKIPPED), None)
        return above is not None and bool(_GUESTS.search(above.text))

    def _title_before(self, run: list[int], k: int) -> int:
        """The title of a report stands above the office and name of the person who gave it; a head mark (##, ■) right above the first
        kicker belongs to the same head."""
        titles = [n for n in run if n < k and self.items[n].kind == "headline" and "报告" in self.items[n].text]
        if titles and not any(self.items[n].kind == "kicker" for n in run if n > k):
            return titles[0]
        return k - 1 if k - 1 in run and self.items[k - 1].kind == "markdown" and self.items[k - 1].line.level > 1 else k
