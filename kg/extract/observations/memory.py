"""What a reader keeps in mind inside a sentence: the names last stated, the subject, and what was counted in each unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.extract.observations.words import alternatives, form, trimmed_end, trimmed_start

_SUBJECT = re.compile(
    r"^(?P<name>[^,。]{2,18}?)(?:连年|跑赢|屡创|再创|快速|稳步|持续|明显|大幅|挑起|不断|加快|实现|再|更|得到|取得|全部|步伐|建设|封顶|一期|二期|$)"
)
_DATELINE = re.compile(r"^本报讯|[讯电](?:\(|$)|20\d\d年\d{1,2}月\d{1,2}日")
_NO_SUBJECT = re.compile(
    r"(?:按照?[^,]{2,14}(?:标准|规格|要求|模式)|由(?!于)|经(?:初步|严格|认真|逐件|集体)*(?:审查|审核|评审|核实|统计|测算|研究)|\d|全部|均|都|完工|动工|开工|投产|竣工|封顶|落实|办复|办结"
    r"|排[在名第]|位[列居]|名列|居于|稳居|垫底|领先)"
)
_PLACED = re.compile(
    r"[一-鿿]{1,12}(?:[县旗州]|(?<![城乡集])镇|(?<!城)乡|(?<![城夜超门])市|(?<![城园社地景片小库灾展校厂辖牧林矿全])区)"
    r"(?=建成|新建|建设|实施|完成|种植|新增|引进|培育|投入|改造|发展)"
)
_SITED = re.compile(r"(?P<what>[^,。]{0,16}?)(?:总部)?(?:选址|落户|落位|落址|坐落|位于|地处)(?=[一-鿿])")
_CARRIED = re.compile(
    r"由(?!于|此|来)|[^,]{2,24}(?:[局厅委]|公司|政府|集团|中心|办事处)(?:负责|牵头|共同|联合|组织)*(?:建设|承建|实施|投资|代建|牵头)$"
)
_SAYS = re.compile(r"[说道称问答讲念]$|表示|记者|介绍|显示|获悉|(?:统计|答复|回应|表态|承诺|介绍|明确|认为|透露)$")


@dataclass(slots=True)
class Memory:
    """What a reader keeps in mind inside a sentence."""

    names: list[str] = field(default_factory=list)  # of the last levels stated, one for each member of a list
    levels: list[str] = field(default_factory=list)  # of all levels of the sentence, in order
    verb: str = ""
    subject: str = ""
    members: list[str] = field(default_factory=list)
    changed: str = ""
    kind: str = ""  # of the last figure counted or measured
    share: str = ""  # of the last share of a whole, which 提高2个百分点 is then of
    shares: list[str] = field(default_factory=list)  # the same of a list of names
    above: str = ""  # 增速高于: what goes on with another whole (高于全国2个百分点、全省1个百分点)
    topic: str = ""  # what the last change was of
    leader: str = ""  # who has the most of it, if the clause before says so
    fresh: bool = False  # whether the subject was named after the last level
    units: dict[str, str] = field(default_factory=dict)  # what was counted last in each unit


def noun(name: str) -> str:
    """A name without its verb of achievement (新建高标准农田 → 高标准农田)."""
    name = re.sub(r"(?<=..)(?:应到|应出席)$", "", name)
    if placed := _PLACED.match(name):
        name = name[placed.end() :]  # 民乐县三堡镇建成日光温室
    m = re.match(rf"(?:{alternatives('achievement')})|.{{2,}}?共(?:{alternatives('achievement')})", name)
    return name[m.end() :] if m and m.end() < len(name) else name


def remember_subject(memory: Memory, words: str, is_place: Callable[[str], bool]) -> None:
    """Takes in a clause without figures: what it is about, and of whom it says that they have the most."""
    if form("by-parts").match(words + ","):
        return  # 分县区看,甲县26.4亿元: of what was told before
    most = re.fullmatch(r"(?P<name>[^,]{2,12}?)(?P<who>[^,]{2,14})最[多高大]", trimmed_start(words))
    if most and (at := next((i for i in range(2, most.end("who") - 1) if is_place(most.string[i : most.end("who")])), 0)):
        memory.subject, memory.fresh, memory.leader = (
            trimmed_end(most.string[:at]).removesuffix("数"),
            True,
            most.string[at : most.end("who")],
        )
        return
    if _CARRIED.match(words):
        return  # 由某公司建设,总投资2.6亿元: who builds is not what is built
    if sited := _SITED.match(trimmed_start(words)):
        words = sited["what"]  # 水厂选址在城北,总投资2亿元: where it lies is no part of what is told of it
        if len(words) < 3:
            return
    m = _SUBJECT.match(trimmed_start(words))
    if m and not _DATELINE.search(words) and not _SAYS.search(words) and not _NO_SUBJECT.match(m["name"]):
        memory.subject, memory.fresh = trimmed_end(m["name"]), True


__all__ = ["Memory", "noun", "remember_subject"]
