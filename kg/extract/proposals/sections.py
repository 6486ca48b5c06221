"""Which parts of a report, a plan or a poster look ahead and which look back.

A heading tells it by its words or its year. One that tells nothing goes on with the plan where the plan has begun; before that the words
below it are weighed (kg/lexicon/data/proposal_cues.toml).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.words import action_heads, cues, one_pattern
from kg.extract.work import ArticleView, View
from kg.model import ArticleKind, Block, BlockKind, EntityType
from kg.recognizer.base import RULE as RECOGNIZED

NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]|第[一二三四五六七八九十]+[,、章]?|\d{1,2}(?:[.、)]|(?=[^\d.年月日%个项万亿])))"
)
_YEAR = re.compile(r"(?:(?<!\d)|(?<=^0\d))(20\d\d)(?!\d)(?!年\d{1,2}月)")
_CHINESE_YEAR = re.compile(r"二[〇零○][一二三四五六七八九〇零○]{2}(?=年)")  # 二〇二五年, as reports to a congress print it
_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_MARK = re.compile(r"^[^\w\s“”‘’《》()【】\[\]<>*#_,。;:!?、—-]+")
_CIRCLED = re.compile(r"[①-⑳❶-❿⓫-⓴⑴-⒇]")  # numbers that stand for one mark
_GENRES = (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC)
_READ = (BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.PARAGRAPH, BlockKind.BULLET)
_NO_REPORT = (ArticleKind.AGENDA, ArticleKind.ROSTER, ArticleKind.NOTICE)
_REPORTS = re.compile(
    r"向(?:大会|[^,。]{0,12}(?:常委会|委员会|人大|会议))(?:书面)?报告[^。]{2,60},请予?(?:审议|审查)"
    r"|(?:现将|现就)[^。]{4,80}(?:报告|汇报)如下[^。]{0,12}[。:,]|受[^,。]{2,16}委托,[^。]{0,8}现将[^。]{4,100}提请[^。]{2,40}(?:审查|审议)"
    r"|我代表[^,。]{4,40}向(?:大会|[^,。]{2,20}会议)[作做](?:工作)?报告"
)
_REACHES = re.compile(r"(?:达到?|突破|保持)\d|蓝图已|目标已")
_PLAINLY = 2  # words of what was done that can end a plan under a heading that does not tell
_ABOUT_REPORT = re.compile(r"热议|审议(?!意见)|讨论|点赞|热话|共话|心声|[听谈话看]报告")
_INSPECTS = re.compile(
    r"执法检查|关于(?:检查|视察|调研|评议|督查|督导)|(?:调研|视察|评议|检查)(?:情况)?的?报告|审议意见"
    r"|审[查议](?:结果)?的?报告"
)
_FROM_PAGE = re.compile(r"\(?[上紧]接")
_PITCHED = re.compile(
    r"(?:取得|实现|迈出|迈上|展现|彰显|开创|呈现|见到|有|再上|再创|打开|焕发|开辟)了?(?:更大|更多|明显|显著|重大)?(?:新|成效|成果|突破|进展)[^,。]{0,6}$"
)  # 在促进消费上取得新突破: what is hoped for and what was reached are pitched alike
_COUNTED = re.compile(r"[(（]?[一二三四五六七八九十]{1,2}(?:[)）、.]|是|要)|——")
_MADE_KNOWN = re.compile(
    r"(?<!通知)(?:工作要点|要点|工作计划|行动计划|行动方案|实施方案|工作方案|任务清单|若干措施|若干政策|实施意见|规划纲要|目标纲要|规划|计划)(?:\([^()]{2,16}\))?$"
)
_WORKS_LISTED = re.compile(
    r"(?:办|办好|实施)[^,。]{0,6}件?(?:民生|惠民|为民)?实事(?:\([^()]{1,8}\))?$"
    r"|(?:实事|任务|项目|工作|目标)[^,。]{0,12}(?:清单|一览表|安排表|计划表|分解表)(?!(?:落实|进展|完成|办理))"
)
_ACCOUNTS = re.compile(r"决算|审计|办理情况|完成情况|整改情况|总结")
_TELLS_OF_PLAN = re.compile(r"印发|出台|发布|解读|通过|[读听]懂|座谈|推进会|部署|征集|征求|亮点|来了|学习|贯彻|[:!?]")
_LEAD = 3  # blocks at the head of a report that may tell who gave it
_HEADED = 2  # numbered headings that a plan has at least
_OFTEN, _ITEM_LENGTH = 3, 8  # an item mark comes back, before more than a word


class Section(Enum):
    """What a heading announces."""

    PLAN = "plan"
    PAST = "past"


def is_plan(article: ArticleView) -> bool:
    """Whether an article is a report, a plan or a poster, by its genre or by its build: headings of which one looks back on a year and a
    later one ahead, or the opening words of a report."""
    kind = article.article.kind
    if kind is ArticleKind.TABLE:
        return bool(_WORKS_LISTED.search(article.article.title))
    if kind in _GENRES:
        return not _ABOUT_REPORT.search(article.article.title) and not _INSPECTS.search(article.article.title)
    if kind is ArticleKind.NOTICE:
        return plan_start(article) > 0
    if kind in _NO_REPORT:
        return False
    if _poster(article) or _digest_start(article) or _is_paper(article) or lists_works(article):
        return True
    blocks = [v.block for v in article.views]
    if any(b.kind is BlockKind.PARAGRAPH and _REPORTS.search(b.text) for b in blocks[:6]):
        return not _INSPECTS.search(article.article.title)
    if _torn(article):
        return True
    heads = [b.text for b in blocks if b.kind in (BlockKind.HEADING, BlockKind.SUBTITLE) and years_in(b.text)]
    told = [verdict(h, _latest(heads)) for h in heads]
    if Section.PAST in told and Section.PLAN in told[told.index(Section.PAST) :]:
        voices = (v for v in article.views[_LEAD:] if v.block.kind is BlockKind.KICKER)
        return not any(f.type is EntityType.PERSON for v in voices for f in v.found)  # the press that compares, and lets people comment
    return bool(item_marks(blocks)) and bool(blocks) and verdict(blocks[0].text, None) is Section.PLAN and _mostly_items(blocks[1:])


def plan_start(article: ArticleView) -> int:
    """The number of the view at which the plan begins: that of the title of what a notice makes known (印发…工作要点的通知), else 0."""
    if article.article.kind not in (ArticleKind.NOTICE, *_GENRES, *_NO_REPORT):
        return _digest_start(article)
    if article.article.kind is not ArticleKind.NOTICE:
        return 0
    heads = (BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.HEADLINE)
    return next((n for n, v in enumerate(article.views) if n > 1 and v.block.kind in heads and _MADE_KNOWN.search(v.text)), 0)


def _is_paper(article: ArticleView) -> bool:
    """Whether an article is a plan made known without its notice: its title is that of one (某县2025年治水工作要点), its headings are
    numbered, and nobody is in it."""
    title = article.article.title
    if not _MADE_KNOWN.search(title) or _TELLS_OF_PLAN.search(title):
        return False
    heads = [v for v in article.views if v.block.kind in (BlockKind.HEADING, BlockKind.SUBTITLE) and NUMBER.match(v.text)]
    read = [v for v in article.views if v.block.kind in _READ]
    return len(heads) >= _HEADED and _nobody(read)


def _nobody(read: Sequence[View]) -> bool:
    """Whether no person is in these blocks. Whom only the recognizer proposes is nobody here: one wrong name would silence a plan."""
    people = [f for v in read for f in v.found if f.type is EntityType.PERSON]
    proposed = {f.name for f in people if f.rule.startswith(RECOGNIZED)}
    return all(f.name in proposed and f.rule.startswith((RECOGNIZED, "known-name")) for f in people)


def lists_works(article: ArticleView) -> bool:
    """Whether an article is nothing but the list of a year's works under its title (某县2025年民生实事项目清单), with nobody in it."""
    if not _WORKS_LISTED.search(article.article.title) or _TELLS_OF_PLAN.search(article.article.title):
        return False
    read = [v for v in article.views if v.block.kind in _READ]
    items = sum(bool(NUMBER.match(v.text)) or v.block.kind is BlockKind.BULLET for v in read)
    return items >= _OFTEN and _nobody(read)


def _poster(article: ArticleView) -> bool:
    """Whether an article is a list of tasks under a title that looks ahead (2026年这样干!), with nobody in it."""
    read = [v for v in article.views if v.block.kind in _READ]
    items = sum(v.block.kind is BlockKind.BULLET for v in read)
    if items < _OFTEN or items * 2 < len(read) or verdict(article.article.title or article.views[0].text, None) is not Section.PLAN:
        return False
    return _nobody(read)


_DIGEST_LEAD = 3  # paragraphs before the items of a digest


def _digest_start(article: ArticleView) -> int:
    """The number of the view at which the digest of a report begins that the news prints under a title that looks ahead (2024年这样干!):
    behind one or two paragraphs that tell who gave the report, nothing but headings and items, with nobody in them; 0 for all else."""
    views = article.views
    if not article.article.title or verdict(article.article.title, None) is not Section.PLAN:
        return 0
    told = [n for n, v in enumerate(views) if v.block.kind in _READ and any(f.type is EntityType.PERSON for f in v.found)]
    if not told:
        return 0
    before = [v for v in views[: told[-1] + 1] if v.block.kind in _READ]
    lead = "".join(v.text for v in before)
    rest = [v for v in views[told[-1] + 1 :] if v.block.kind in _READ]
    if len(before) > _DIGEST_LEAD or not _REPORT_GIVEN.search(lead) or any("“" in v.text[:1] for v in rest):
        return 0
    low = [v for v in rest if v.block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)]
    items = sum(v.block.kind is BlockKind.BULLET or action_heads().match(v.text) is not None for v in low)
    return told[-1] + 1 if items >= _OFTEN and items * 2 > len(low) else 0


_REPORT_GIVEN = re.compile(r"政府工作报告|[作做]了?(?:[省市州县区旗镇乡])?(?:政府)?工作报告|计划报告|民生实事")


def _torn(article: ArticleView) -> bool:
    """Whether an article without a telling headline is a piece of a report: it goes on from another page or counts its tasks, turns to the
    plan, and lets nobody speak."""
    read = [v for v in article.views if v.block.kind in _READ]
    goes_on = any(_FROM_PAGE.match(v.text) for v in read[:2])
    counted = sum(bool(_COUNTED.match(v.text)) for v in read) >= _OFTEN
    if not (goes_on or counted) or not any(turns(v.block) for v in read):
        return False
    return _nobody(read)


def turns(block: Block) -> bool:
    """Whether a paragraph turns from what was to what will be (今年经济社会发展主要预期目标是…)."""
    return block.kind is BlockKind.PARAGRAPH and one_pattern("proposal_cues", "plan_turn").search(block.text) is not None


def _mostly_items(blocks: Sequence[Block]) -> bool:
    marks = item_marks(blocks)
    read = [b for b in blocks if b.kind in _READ]
    return sum(is_item(b, marks) or b.kind is not BlockKind.PARAGRAPH for b in read) >= 0.7 * len(read)


def item_marks(blocks: Sequence[Block]) -> frozenset[str]:
    """The marks (◎, ▲, a picture) before the items of a poster, where they were not read as bullets: before three blocks or more, of more
    than a word each."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for block in blocks:
        if mark := _MARK.match(block.text):
            lengths[_CIRCLED.sub("①", mark.group())].append(len(block.text) - mark.end())
    return frozenset(m for m, n in lengths.items() if len(n) >= _OFTEN and sum(n) >= _ITEM_LENGTH * len(n))


def item_start(text: str) -> int:
    """Where the words of an item begin, behind its circled number; 0 where it has none."""
    m = _CIRCLED.match(text)
    return m.end() if m else 0


def is_item(block: Block, marks: frozenset[str]) -> bool:
    """Whether a block begins with one of the item marks."""
    return marked(block.text, marks)


def marked(text: str, marks: frozenset[str]) -> bool:
    """Whether a text begins with one of the item marks."""
    mark = _MARK.match(text)
    return mark is not None and _CIRCLED.sub("①", mark.group()) in marks


def years_in(text: str) -> list[int]:
    """The years that a title or heading names, in figures (2025) or in Chinese numerals (二〇二五年)."""
    return [int(y) for y in _YEAR.findall(text)] + [int(y.translate(_CHINESE)) for y in _CHINESE_YEAR.findall(text)]


def plan_year(article: ArticleView, cast: Cast) -> int | None:
    """The year for which the plan is: the latest in title and headings, else the document's own, or the next if it is dated late in the
    year."""
    heads = (BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.HEADLINE)
    texts = [article.article.title, *(v.text for v in article.views if v.block.kind in heads)]
    years = [y for t in texts for y in years_in(t)]
    date = article.article.date or cast.context.reading.issue.date
    own = None
    if date:
        own = int(date[:4]) + (1 if len(date) >= 7 and int(date[5:7]) >= 11 else 0)
        if _ACCOUNTS.search(article.article.title):
            years = []  # they are of the year before
    near = [y for y in years if own is None or y <= own + 1]
    return max(near, default=own) if near or own else None


def _latest(texts: Iterable[str]) -> int | None:
    return max((y for t in texts for y in years_in(t)), default=None)


def of_headings(headings: Sequence[str], year: int | None) -> Section | None:
    """What the innermost telling heading above a block says; one that is only pitched high gives way to those around it."""
    said = [(v, h) for h in reversed(headings) if (v := verdict(h, year)) is not None]
    plain = next((v for v, h in said if not is_pitched(h)), None)
    return plain or (said[0][0] if said else None)


def is_pitched(heading: str) -> bool:
    """Whether a heading that gives no year speaks of results in words that fit a hope as well (在扩大开放上迈出新步伐)."""
    if verdict(heading, None) is not Section.PAST or not _PITCHED.search(heading):
        return False
    return verdict(_PITCHED.sub("", heading), None) is None


def verdict(heading: str, year: int | None) -> Section | None:
    """What a heading announces by its own words; None if it does not tell."""
    plan = [m.end() for c in cues("proposal_cues", "plan_heading") for m in c.pattern.finditer(heading)]
    past = [m.end() for c in cues("proposal_cues", "past_heading") for m in c.pattern.finditer(heading)]
    years = years_in(heading)
    if plan and past:
        if years and year:
            return Section.PLAN if max(years) >= year else Section.PAST
        return Section.PLAN if max(plan) >= max(past) else Section.PAST
    if plan or past:
        if plan and years and year and max(years) < year:
            return Section.PAST
        return Section.PLAN if plan else Section.PAST
    if years and year:
        return Section.PLAN if max(years) >= year else Section.PAST
    return None


def in_brackets(text: str) -> bool:
    """Whether a block is one bracket from end to end: a note, or an annex that tells of the meeting."""
    return text[:1] == "(" and text[-1:] == ")" and text.rfind("(", 0, text.find(")")) == 0


def weigh(blocks: Sequence[Block], at: int, running: Section | None) -> Section | None:
    """What the words below a heading that does not tell are about; the heading's own verb of action counts for a plan."""
    below: list[str] = []
    level = blocks[at].level
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.HEADING and block.level <= level:
            break
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and not in_brackets(block.text):
            below.append(block.text)
    if not below:
        return None
    words = "".join(below)
    done = len(one_pattern("proposal_cues", "done").findall(words))
    to_do = len(one_pattern("proposal_cues", "to_do").findall(words))
    head = NUMBER.sub("", blocks[at].text)
    lead = action_heads().match(head)
    bonus = 2 if lead and not lead["bare"] else 0
    either = len(_REACHES.findall(words)) if running is Section.PLAN else 0  # 达到98% is a target there
    if running is Section.PLAN and (bonus or done - either < _PLAINLY):
        return Section.PLAN
    if done * 2 > to_do + bonus and done > bonus:
        return Section.PAST
    if to_do + bonus > done * 2:
        return Section.PLAN
    return None
