"""Lists of tasks that news tell: 今年全县将办好10件民生实事: and then 1.…; 2.… in blocks of their own; the targets of places, line by line
(某县:生产总值增长6%;…); the answer of a bureau under a heading that says so (部门回应, then 市水利局:今年…)."""

from __future__ import annotations

import re

from kg.extract.proposals.issuers import government
from kg.extract.proposals.listed import ITEM
from kg.extract.proposals.measure import Judgement, clauses, factual, measure
from kg.extract.proposals.stage import Span, Stage
from kg.extract.proposals.subjects import body_end
from kg.extract.proposals.text import sentences
from kg.extract.work import View
from kg.model import BlockKind, EntityType, ProposalKind, Ref

_O, _D = EntityType.ORGANIZATION, EntityType.DISTRICT
_WORKS = r"(?:民生实事|为民实事|惠民实事|实事项目|实事)(?:项目)?"
_LEADS = re.compile(
    rf"(?:将|要|计划|重点|力争)(?:重点)?(?:办好|办理|实施|抓好|完成)[^,。:]{{0,16}}{_WORKS}(?:,?(?:具体|分别|内容)?(?:包括|如下|是|为|有))?:$"
    rf"|{_WORKS}[^,。:]{{0,10}}(?:产生|出炉|确定|敲定|公布|揭晓|票决产生)[,。](?:其中|它们|具体|项目|内容)*(?:包括|分别是|分别为|如下|是|为|有):"
)
_SHORTEST = 6
_TARGETS = re.compile(r"(?:今年|明年|新年|新的一年|20\d\d年|年度|下半年|预期)[^,。;:]{0,12}(?:目标|任务|计划|小目标|任务书|施工图|路线图)")
_NO_TARGETS = re.compile(r"完成|实现(?:了|情况)|达成|回顾|去年|上年|兑现")
_COMMENTS = re.compile(r"^(?:是|也是|为|在|居|位居|列|高于|低于|比)[^,。;]*(?:最|第|唯一|高|低|快|慢|首|末)|^(?:去年|上年|20\d\d年)")
_REPLIES = re.compile(
    r"(?:部门|官方|有关方面|承办单位|办理单位|政府)[^,。;:]{0,4}(?:回应|答复|回复|接招|表态|回音|作答|说)|^(?:回应|答复|回音|办理回音)$"
)
_NOT_YET = re.compile(r"^(?:正在|已经?|目前|现已)")
_FIGURE = re.compile(r"\d")


def pledge_lead(stage: Stage, view: View) -> Ref | None:
    """Whose tasks follow a block that announces the works of a year; None where it does not, or names a place without its government.
    What follows the colon in the same block is claimed."""
    text = view.text
    m = _LEADS.search(text)
    if m is None:
        return None
    body = _whose(stage, view, m.start())
    if body is not None and len(text) - m.end() > _SHORTEST and (span := _list_behind(text, m.end())):
        stage.claim(view, ProposalKind.COMMITMENT, (body,), span, "pledged-list")
        return None
    return body


def in_lines(stage: Stage, view: View) -> bool:
    """Reads a block that is an item of a list of works, the line of a place with its targets, or a bureau's answer below a heading that
    says that bureaus answer. Returns whether it is one, and notes whether it announces targets."""
    if _item(stage, view) or (stage.targets and _place_targets(stage, view)):
        return True
    stage.targets = heads_targets(view)
    return any(_REPLIES.search(h) for h in view.block.headings[-1:]) and _bureau_replies(stage, view)


def _item(stage: Stage, view: View) -> bool:
    if stage.pledging is None:
        return False
    mark = ITEM.match(view.text)
    if mark is None and view.block.kind is not BlockKind.BULLET:
        stage.pledging = None
        return False
    stage.claim(view, ProposalKind.COMMITMENT, (stage.pledging,), (mark.end() if mark else 0, len(view.text)), "pledged")
    return True


def _list_behind(text: str, start: int) -> Span | None:
    stop = text.find("。", start) + 1 or len(text)
    return (start, stop) if measure(text, start, stop, Judgement.HEADED) is not None else None


def _whose(stage: Stage, view: View, at: int) -> Ref | None:
    """The government that will do the works: named in the block, of the place that the block names last before, or of the issuing place."""
    named = [f.ref for f in view.within(0, at, _O) if f.name.endswith("人民政府")]
    if named:
        return named[-1]
    home = stage.cast.context.home
    places = [f.name for f in view.within(0, at, _D)]
    if not places or places[-1] == home:
        return stage.body if stage.body is not None and stage.body.name.endswith("人民政府") else government(stage.cast)
    return Ref(_O, f"{places[-1]}人民政府")


def heads_targets(view: View) -> bool:
    """Whether a line announces the targets of places for the year, which follow place by place."""
    return _TARGETS.search(view.text) is not None and not _NO_TARGETS.search(view.text) and len(view.text) <= _LONGEST_LEAD


def _place_targets(stage: Stage, view: View) -> bool:
    """Reads a line that gives a place and behind a colon its targets, as what the place undertakes; what only compares it with others is
    left out. Returns whether it is such a line."""
    text = view.text
    place = next((f for f in view.found if f.type is _D and f.start <= 1 and text[f.end : f.end + 1] == ":"), None)
    if place is None:
        return False
    for start, end in sentences(text):
        if not _FIGURE.search(text, start, end) or factual(text[start:end]) > 1:
            continue
        runs: list[list[int]] = []
        for c in clauses(text, start, end):
            if _COMMENTS.match(text[c.start : c.end]):
                continue
            if runs and runs[-1][1] == c.start:
                runs[-1][1] = c.end
            else:
                runs.append([c.start, c.end])
        for a, b in runs:
            stage.claim(view, ProposalKind.COMMITMENT, (place.ref,), (a, b), "place-targets")
    return True


def _bureau_replies(stage: Stage, view: View) -> bool:
    """Reads a block in which a bureau answers behind a colon (市水利局:今年清淤三条河。…): each sentence that speaks of a time to come, or
    of this year, and of nothing done. Returns whether it is one."""
    text = view.text
    body = next((f for f in view.found if f.type is _O and f.start <= 1), None)
    if body is None or not stage.cast.governs(body.ref):
        return False
    at = body_end(text, body)
    if text[at : at + 1] != ":":
        return False
    for start, end in sentences(text):
        words = text[max(start, at + 1) : end]
        if not _NOT_YET.match(words) and (stage.ahead(words) or _of_year(words, stage.cast.context.year)) and not factual(words):
            stage.claim(view, ProposalKind.COMMITMENT, (body.ref,), (start, end), "bureau-replies")
    return True


def _of_year(words: str, year: int | None) -> bool:
    """Whether words set something for the year of the document, with a figure."""
    named = _YEAR.match(words)
    return bool(named and _FIGURE.search(words, named.end()) and (named[1] is None or (year is not None and int(named[1]) >= year)))


_YEAR = re.compile(r"(?:今年|明年|(20\d\d)年)")
_LONGEST_LEAD = 60  # characters of a line that announces targets
