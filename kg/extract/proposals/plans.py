"""Commitments: what a plan, a work report or its infographic sets as target and task, section by section.

A heading announces a plan or a look back; where it does neither, the words below it are weighed. Inside a plan every bullet and every
sentence is a task, save headings that run in, lead-ins, guiding thought, analysis and exhortation (kg/lexicon/data/proposal_cues.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.measure import to_come
from kg.extract.proposals.speech import label_of, signed_behind
from kg.extract.proposals.text import pieces
from kg.extract.proposals.words import action_heads, cues, one_pattern
from kg.extract.work import ArticleView, View
from kg.model import ArticleKind, Block, BlockKind, EntityType, ProposalKind, Ref

_C = ProposalKind.COMMITMENT
_O = EntityType.ORGANIZATION
_YEAR = re.compile(r"(?:(?<!\d)|(?<=^0\d))(20\d\d)(?!\d)")
_NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]|第[一二三四五六七八九十]+[,、章]?|\d{1,2}(?:[.、)]|(?=[^\d.年月日%个项万亿])))"
)
_NUMBERED_TASK = re.compile(r"^(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]要)")
_HAS_FIGURE = re.compile(r"\d|[一二三四五六七八九十]成|百分之")
_ITEM = re.compile(r"^(?:——|—|·|●|■|◆|▲|\*|-)+")
_TARGET = re.compile(r"目标(?:任务)?(?:是|为|:)")
_GUIDING_START = re.compile(r"(?:为(?:了)?(?:实现|完成)|综合(?:考虑|研判)|统筹考虑|围绕)")


class Section(Enum):
    """What a heading announces."""

    PLAN = "plan"
    PAST = "past"


def issuer(article: ArticleView, cast: Cast) -> Ref | None:
    """The body whose plan, report or notice an article is; None if the article does not say and the genre does not tell."""
    kind = article.article.kind
    if (signed := _signed(article)) is not None:
        return signed
    if _PLENARY.search(article.article.title):
        return _party(cast)
    if cast.reporting is not None:
        return cast.reporting
    head = _head_text(article)
    if _PLENARY.search(head) and "政府工作报告" not in head:
        return _party(cast)
    if kind in (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC) or "政府工作报告" in head:
        return _government(cast)
    if kind is ArticleKind.NOTICE:
        return next((f.ref for v in article.views[:4] for f in v.found if f.type is _O), None)
    return None


_DATE = re.compile(r"[\d二〇零○O一三四五六七八九十]{4}年.*$")
_PLENARY = re.compile(
    r"(?<!中)全会(?!精神)|(?:中共|中国共产党|市委|州委|县委|区委|党委).{0,24}全体(?:会议|\(扩大\)会议)|党代会|委员会第.{1,6}次全体会议"
)
_BODY_END = re.compile(r"(?:办公室|办公厅|委员会|人民政府|局|会)$")


def _signed(article: ArticleView) -> Ref | None:
    """The body that signs at the foot; the words of the signature themselves where the mention found in them is only a part."""
    view = next((v for v in article.views if v.block.kind is BlockKind.SIGNATURE), None)
    if view is None:
        return None
    words = _DATE.sub("", view.text)
    bodies = sorted((f for f in view.found if f.type is _O), key=lambda f: f.start - f.end)
    if bodies and bodies[0].start <= 1 and bodies[0].end >= len(words) - 1:
        return bodies[0].ref
    if _BODY_END.search(words) and 4 <= len(words) <= 40:
        return Ref(_O, words)
    return bodies[0].ref if bodies else None


def _head_text(article: ArticleView) -> str:
    """Title, headlines and the first paragraph."""
    heads = [v.text for v in article.views if v.block.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER)]
    first = next((v.text for v in article.views if v.block.kind is BlockKind.PARAGRAPH), "")
    return article.article.title + "".join(heads) + first[:400]


def _party(cast: Cast) -> Ref | None:
    """The party committee of the issuing place, written out by the custom of the organs' seals."""
    home = cast.context.home
    return Ref(_O, f"中共{home}委员会") if home else None


def _government(cast: Cast) -> Ref | None:
    """The government of the issuing place."""
    home = cast.context.home
    if home == "中国":
        return Ref(_O, "国务院")
    return Ref(_O, f"{home}人民政府") if home else None


def planner(article: ArticleView, cast: Cast) -> list[Claim] | None:
    """The commitments of a report, a plan or an infographic; None for articles of other genres."""
    if article.article.kind not in (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC):
        return None
    body = issuer(article, cast)
    if body is None:
        return None
    return list(_claims(article, cast, body))


def _claims(article: ArticleView, cast: Cast, body: Ref) -> Iterator[Claim]:
    year = _plan_year(article, cast)
    blocks = [v.block for v in article.views]
    title = _verdict(article.article.title, None) if article.article.kind is ArticleKind.INFOGRAPHIC else None
    running: Section | None = title
    for n, view in enumerate(article.views):
        block = view.block
        if block.kind in (BlockKind.HEADING, BlockKind.SUBTITLE):
            verdict = _verdict(block.text, year if block.kind is BlockKind.HEADING else None)
            if verdict is None and block.kind is BlockKind.HEADING and _of_headings(block.headings, year) is None:
                verdict = _weigh(blocks, n, running)
            running = verdict if verdict is not None else running
            continue
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET) or not block.text:
            continue
        section = _of_headings(block.headings, year)
        if section is None:
            section = running
        if label_of(view, cast) is not None or signed_behind(view, cast)[0]:
            continue  # somebody's own words inside a plan or an infographic: prose
        if section is Section.PLAN:
            yield from _tasks(view, body, year)
        elif section is Section.PAST and year:
            yield from _left_over(view, body, year)


def _plan_year(article: ArticleView, cast: Cast) -> int | None:
    """The year for which the plan is: the latest in title and headings, else the document's own, or the next if it is dated late in the
    year."""
    texts = [article.article.title, *(v.text for v in article.views if v.block.kind is BlockKind.HEADING)]
    years = [int(y) for t in texts for y in _YEAR.findall(t)]
    date = article.article.date or cast.context.reading.issue.date
    own = None
    if date:
        own = int(date[:4]) + (1 if len(date) >= 7 and int(date[5:7]) >= 11 else 0)
    near = [y for y in years if own is None or y <= own + 1]
    return max(near, default=own) if near or own else None


def _of_headings(headings: Sequence[str], year: int | None) -> Section | None:
    """What the innermost telling heading above a block says."""
    return next((v for h in reversed(headings) if (v := _verdict(h, year)) is not None), None)


def _verdict(heading: str, year: int | None) -> Section | None:
    """What a heading announces by its own words; None if it does not tell."""
    plan = [m.end() for c in cues("proposal_cues", "plan_heading") for m in c.pattern.finditer(heading)]
    past = [m.end() for c in cues("proposal_cues", "past_heading") for m in c.pattern.finditer(heading)]
    years = [int(y) for y in _YEAR.findall(heading)]
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


def _weigh(blocks: Sequence[Block], at: int, running: Section | None) -> Section | None:
    """What the words below a heading that does not tell are about; the heading's own verb of action counts for a plan."""
    below: list[str] = []
    level = blocks[at].level
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.HEADING and block.level <= level:
            break
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            below.append(block.text)
    if not below:
        return None
    words = "".join(below)
    done = len(one_pattern("proposal_cues", "done").findall(words))
    to_do = len(one_pattern("proposal_cues", "to_do").findall(words))
    head = _NUMBER.sub("", blocks[at].text)
    lead = action_heads().match(head)
    bonus = 2 if lead and not lead["bare"] else 0
    if running is Section.PLAN and bonus:
        return Section.PLAN
    if done * 2 > to_do + bonus and done > bonus:
        return Section.PAST
    if to_do + bonus > done * 2:
        return Section.PLAN
    return None


def _tasks(view: View, body: Ref, year: int | None) -> Iterator[Claim]:
    """The tasks of a block that stands in a plan."""
    text, block = view.text, view.block
    period = str(year) if year else None
    if block.kind is BlockKind.BULLET and not one_pattern("proposal_cues", "no_task").search(text):
        yield Claim(_C, (body,), ((view, 0, len(text)),), "plan-bullet", period=period)
        return
    cut, _ = pieces(text)
    spans: list[tuple[int, int]] = []
    situation = any(_SITUATION.search(h) for h in block.headings[-1:])
    closing = "让我们" in text
    for number in dict.fromkeys(p.sentence for p in cut):
        parts = [p for p in cut if p.sentence == number]
        spans.append((parts[0].start, parts[-1].end))
    for n, (start, end) in enumerate(_items(text, spans)):
        words = text[start:end]
        if _is_heading(text, start, end, n, spans, block) or not _is_task(words):
            continue
        if (situation and not _TARGET.search(words)) or (closing and not _WE_WILL.search(words)) or _of_past(words, year):
            continue
        pledges = list(_pledges(view, start, end, period))
        if pledges:
            yield from pledges
            continue
        yield Claim(_C, (_doer(view, start, end) or body,), ((view, _task_start(text, start, end), end),), "plan-sentence", period=period)


def _items(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences without the dash of an item before them."""
    for start, end in spans:
        mark = _ITEM.match(text[start:end])
        yield start + (mark.end() if mark else 0), end


def _is_heading(text: str, start: int, end: int, n: int, spans: list[tuple[int, int]], block: Block) -> bool:
    """Whether a sentence is a heading that runs in: printed bold, numbered and followed by others, or short, without figures and in the
    row of such."""
    words = text[start:end]
    if any(a <= start + 1 and end - 2 <= b for a, b in block.bold):
        return True
    if len(spans) == 1 or _HAS_FIGURE.search(_NUMBER.sub("", words)):
        return False
    number = _NUMBER.match(words)
    if number and not _NUMBERED_TASK.match(words) and len(words) <= 45:
        return True
    if len(words) > 18 or "," in words:
        return False
    if len(block.bold) > 1 and len(words) <= 14:
        return True
    before_numbered = n > 0 and bool(_NUMBER.match(text[spans[n - 1][0] : spans[n - 1][1]])) and spans[n - 1][1] - spans[n - 1][0] <= 45
    return (n == 0 or before_numbered) and n + 1 < len(spans) and bool(block.bold)


def _is_task(words: str) -> bool:
    """Whether a sentence of a plan sets a task or a target."""
    if len(words) < 5:
        return False
    if _TARGET.search(words) and _HAS_FIGURE.search(words):
        return True
    return not one_pattern("proposal_cues", "no_task").search(words) and not words.endswith((":", "?", "?"))


def _task_start(text: str, start: int, end: int) -> int:
    """Leaves out what only leads to the task (综合考虑各方面因素,…)."""
    if _GUIDING_START.match(text, start, end):
        comma = text.find(",", start, end)
        if 0 < comma - start < 24:
            return comma + 1
    return start


_LAST_YEAR = re.compile(r"去年|上年|过去一年|前年")
_SITUATION = re.compile(r"环境|形势")
_WE_WILL = re.compile(r"我们(?:将|要|会)")


def _of_past(words: str, year: int | None) -> bool:
    """Whether a sentence opens with a year before the plan's."""
    if _LAST_YEAR.match(words) and not to_come(words):
        return True
    head = _YEAR.match(words)
    return bool(head and year and int(head[1]) < year)


_PLEDGES = re.compile(r"(?:郑重)?(?:承诺|表示|表态|提出),?")
_WILL = re.compile(r"(?:将|要|会)(?=[^,。]{2})")


def _pledges(view: View, start: int, end: int, period: str | None) -> Iterator[Claim]:
    """Undertakings of other bodies inside a plan's sentence: 甲县政府承诺,…;乙县政府承诺,…"""
    text = view.text
    made = [f for f in view.within(start, end, _O) if _PLEDGES.match(text, f.end) and (f.start == start or text[f.start - 1] in ",;:。")]
    for n, f in enumerate(made):
        stop = made[n + 1].start if n + 1 < len(made) else end
        yield Claim(_C, (f.ref,), ((view, f.start, stop),), "pledge", period=period)


def _doer(view: View, start: int, end: int) -> Ref | None:
    """A body that opens the sentence and is said to do the task (州政府将按季通报)."""
    head = next((f for f in view.within(start, min(end, start + 24), _O) if f.start == start), None)
    return head.ref if head and _WILL.match(view.text, head.end) and head.name.endswith(("人民政府", "委员会")) else None


_DUE = re.compile(r"[^,;。:]*(?:20(?P<year>\d\d)年|今年|年内)(?:\d{1,2}月)?(?:底|末)?(?:之)?前[^,;。]*[,;。]")


def _left_over(view: View, body: Ref, year: int) -> Iterator[Claim]:
    """A promise inside a look back: 其余两件今年6月底前补齐."""
    for m in _DUE.finditer(view.text):
        if (
            m["year"]
            and 2000 + int(m["year"]) >= year
            and to_come(m.group())
            and not one_pattern("proposal_cues", "done").search(m.group())
        ):
            start = view.text.rfind("。", 0, m.start()) + 1
            semicolon = view.text.rfind(",", start, m.start() - 1)
            yield Claim(_C, (body,), ((view, max(start, semicolon + 1), m.end()),), "left-over", period=str(year))
