"""Lists of tasks that news tell behind a colon: 今年全县将办好10件民生实事: and then 1.…; 2.… in blocks of their own."""

from __future__ import annotations

import re

from kg.extract.proposals.issuers import government
from kg.extract.proposals.listed import ITEM
from kg.extract.proposals.measure import Judgement, measure
from kg.extract.proposals.stage import Span, Stage
from kg.extract.work import View
from kg.model import BlockKind, EntityType, ProposalKind, Ref

_O, _D = EntityType.ORGANIZATION, EntityType.DISTRICT
_WORKS = r"(?:民生实事|为民实事|惠民实事|实事项目|实事)(?:项目)?"
_LEADS = re.compile(
    rf"(?:将|要|计划|重点|力争)(?:重点)?(?:办好|办理|实施|抓好|完成)[^,。:]{{0,16}}{_WORKS}(?:,?(?:具体|分别|内容)?(?:包括|如下|是|为|有))?:$"
    rf"|{_WORKS}[^,。:]{{0,10}}(?:产生|出炉|确定|敲定|公布|揭晓|票决产生)[,。](?:其中|它们|具体|项目|内容)*(?:包括|分别是|分别为|如下|是|为|有):"
)
_SHORTEST = 6


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


def pledged(stage: Stage, view: View) -> bool:
    """Reads a block that is an item of such a list. Returns whether it is."""
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
