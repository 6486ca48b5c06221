"""Figures of a sentence with their names, in order; later clauses lean on earlier ones as a reader lets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extract.observations.completing import full_name, side_of
from kg.extract.observations.distributed import counted_of_each, distributed, places_of
from kg.extract.observations.figures import Figure
from kg.extract.observations.items import Item
from kg.extract.observations.lists import names_in
from kg.extract.observations.memory import Memory, remember_subject
from kg.extract.observations.naming import Naming, name_of
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import form, is_one, trimmed

_EACH = re.compile(r"各(?:建成?|设立?|办|挑|新建|建设|新增|改造|安排|种植|有|增|派|奖励?|补助?|配备|开设|拨付)?了?$")
_THING = re.compile(r"的?[一-鿿“]")


_UP_TO = re.compile(r"(?:左右|以上|多)?[一-鿿]{1,6}[到至为成](?:了|近|约|超过|现在的|如今的|目前的)*")
_OF_THEM = re.compile(r"^(?:当中|[里中])(?=[一-鿿])")  # 27件里办成的22件
_FROM = re.compile(r"(?:由|从)[^,由从]{0,10}$")  # 规模由最初的800万元,扩大到12亿元
_ALIKE = re.compile(r"(?P<names>[^,;:。]{2,}(?:、|和)[^,;:。]{2,}?)(?<![平户人年亩])(?:均|都|双双)(?P<rest>[^,;:。]*)")
_AND = re.compile(r"[、和]")
_LEFT_OUT = re.compile(r"不含|剔除|扣除|同口径|可比|按|考虑")
_WHOLE = re.compile(r"(?:[高低快慢]于)?(?P<whole>(?:全[国省市区州盟县]|[一-鿿]{2,8}(?:平均水平|平均))(?:平均水平|平均|平均增速)?)")
# 经济总量连跨三个千亿元台阶、达…: what the marks were passed by
_MARKS = re.compile(
    r"(?<=..)(?:连续|接连|先后|再)?(?:连跨|连上|连破|跨越|突破|迈上|跨上|跃上|站上|迈过|越过)了?(?:[两二三四五六七八九十]个)?$"
)


def statements(
    text: str,
    parts: Sequence[Item],
    is_place: Callable[[str], bool] = lambda _: False,
    counted: dict[str, str] | None = None,
    label: str = "",
) -> Iterator[Statement]:
    """The statements of one sentence, given its items. is_place: whether words name a place or body (then they are no indicator).
    counted: what was counted last in each unit, kept from sentence to sentence by the caller. label: the name that the line above gives.
    Of a mark passed and the value reached (突破40亿元大关、达41.6亿元) only the value is stated."""
    passed: Statement | None = None
    for s in _statements(text, parts, is_place, counted, label):
        if passed is not None:
            if s.figure.unit == passed.figure.unit and form("mark-passed").match(text[passed.figure.end : s.figure.start]):
                s = s._replace(name=_MARKS.sub("", passed.name), form="level")
            else:
                yield passed
            passed = None
        if text.startswith(("大关", "关口", "台阶", "门槛"), s.figure.end):
            passed = s
        else:
            yield s
    if passed is not None:
        yield passed


def _statements(
    text: str, parts: Sequence[Item], is_place: Callable[[str], bool], counted: dict[str, str] | None, label: str
) -> Iterator[Statement]:
    memory = Memory(units={} if counted is None else counted, subject=label)
    i = 0
    while i < len(parts):
        item = parts[i]
        if not item.figures:
            remember_subject(memory, text[item.start : item.end], is_place)
            i += 1
            continue
        bare = i + 1
        while bare < len(parts) and parts[bare].listed and _is_bare(text, parts[bare]):
            bare += 1
        run = [f for p in parts[i:bare] for f in p.figures]
        if len(item.figures) == 1 and bare < len(parts) and (said := counted_of_each(text, item, run, parts[bare], is_place)):
            yield from said
            memory.units[run[0].unit] = said[0].name
            i = bare + 1
            continue
        yield from (
            distributed(text, item, run, parts[bare - 1].end, memory, is_place)
            if len(run) > 1 and len(item.figures) == 1
            else _single(text, item, memory, is_place)
        )
        if len(run) > 1 and len(item.figures) > 1:
            for p in parts[i + 1 : bare]:
                yield from _single(text, p, memory, is_place)
        i = bare


def _is_bare(text: str, item: Item) -> bool:
    f = item.figures[0] if len(item.figures) == 1 else None
    return (
        f is not None
        and not re.sub(r"约|近|超|分别|不少于|不低于|[^一-鿿\d]", "", text[item.start : f.start])
        and re.sub(r"\([^()]*\)", "", text[f.end : item.end]).strip(")”’ 。!?;") in ("", "以上", "左右")
    )


def _single(text: str, item: Item, memory: Memory, is_place: Callable[[str], bool]) -> Iterator[Statement]:
    at = item.start
    changes = False
    taken = ""
    if item.figures[0].kind == "share" and item.figures[0].spelled and not trimmed(text[item.start : item.figures[0].start]):
        item = item._replace(figures=item.figures[:1])  # 八成以上用工不满30人: the rest says of which
    for k, f in enumerate(item.figures):
        stop = item.figures[k + 1].start if k + 1 < len(item.figures) else item.end
        left = text[at : f.start]
        right = text[f.end : stop] or (text[f.end : f.end + 8] if _FROM.search(left) else "")
        left = _OF_THEM.sub("", left) if k else left
        naming = name_of(taken if k and not left else left, f, right, more=k + 1 < len(item.figures))
        if not right and k + 1 < len(item.figures) and len(naming.name) <= 2 and _THING.match(text, item.figures[k + 1].end):
            after = item.figures[k + 1]  # 选派5批次83人的医疗队: both count the same thing
            taken = left
            naming = name_of(left, after, text[after.end : item.figures[k + 2].start if k + 2 < len(item.figures) else item.end])
        if changes and naming.form in ("level", "change") and _UP_TO.fullmatch(left) and not naming.leans:
            naming = Naming("", "level", leans=True)  # 由14户整合至6户: what it came to
        changes = naming.form == "before"
        counted = memory.names[-1] if memory.names else memory.subject
        if item.listed and memory.above and f.unit.endswith("百分点") and (whole := _WHOLE.fullmatch(left)):
            yield Statement(memory.above + whole["whole"], f, f.start, item.end, f.start, "change", leans=True)
        elif naming.form == "level" and counted and is_place(naming.name.removesuffix("里程")):
            # 提案数某社最多,15件;某会12件: each body's number of the same thing
            yield Statement(counted, f, item.start, item.end, item.start, "level", naming.name.removesuffix("里程"))
        elif of_places := _of_places(naming, left, is_place):
            memory.names = [name for name, _ in of_places[:1]] if naming.form == "level" else memory.names
            for name, place in of_places:
                yield Statement(name, f, item.start, item.end, item.start, naming.form, place)
        elif both := _both(naming, f, left, memory):
            for name in both:
                place = name if is_place(name) else ""
                name = memory.names[-1] if place and memory.names else name
                yield Statement(name, f, item.start, item.end, item.start, naming.form, place)
        elif naming.form == "rank" and not naming.leans:
            yield from _ranks(naming, f, item, memory)
        elif _EACH.search(left) and (places := names_in(trimmed(_EACH.sub("", left)), left.count("、") + 1)) and len(places) > 1:
            yield from _each(naming, f, item, places, right, memory)
        elif (
            naming.form == "change"
            and not naming.leans
            and "分别" in left
            and (parts := names_in(trimmed(left.split("分别")[0]), left.count("、") + 1))
            and len(parts) > 1
        ):
            ending = naming.name[len(trimmed(left.split("分别")[0])) :]
            for p in parts:
                yield Statement(p + ending, f, item.start, item.end, item.start, "change")
        else:
            aside = left.startswith("(") and ")" in right
            kept = replace(memory) if aside else None
            name = full_name(naming, f, memory, item)
            if kept is not None:  # 收入50亿元(不含留抵退税因素增长12%),完成预算的102%
                name = counted + name if _LEFT_OUT.match(name) else name
                memory.names, memory.levels, memory.changed = kept.names, kept.levels, kept.changed
                memory.topic, memory.share, memory.kind = kept.topic, kept.share, kept.kind
            member, memory.leader = memory.leader if not naming.name else "", ""
            yield Statement(name, f, item.start, item.end, item.start, naming.form, member, leans=naming.leans)
        at = f.end


def _of_places(naming: Naming, left: str, is_place: Callable[[str], bool]) -> list[tuple[str, str]]:
    """What one figure is of alike in several places, with each of them (甲县、乙县粮食产量均超过10亿斤); empty if it is of one."""
    m = _ALIKE.fullmatch(left)
    if m is None or naming.form not in ("level", "change"):
        return []
    listed = trimmed(m["names"])
    placed = places_of(listed, len(_AND.findall(listed)) + 1, is_place)
    name = trimmed(placed[1] + m["rest"]) if placed else ""
    return [(name, p) for p in placed[0]] if placed and len(name) > 1 else []


def _both(naming: Naming, f: Figure, left: str, memory: Memory) -> list[str]:
    """The names that one figure is of alike: 办复率、满意率均达100%, 面积和产量均居全国第一; empty if it is of one."""
    m = _ALIKE.fullmatch(left)
    if m is None or naming.form not in ("level", "rank", "change"):
        return []
    listed = trimmed(m["names"])
    if "等" in listed or "预" in listed:
        return []
    names = names_in(listed, len(_AND.findall(listed)) + 1)
    if naming.form == "level":
        ending = trimmed(m["rest"])
        if ending:
            return []
    elif f.unit.endswith("百分点"):
        ending = trimmed(m["rest"])
    else:
        ending = naming.name[len(listed) :] if naming.name.startswith(listed) else ""
        ending = ending or (naming.name if naming.leans else "")
        if not ending:
            return []
    if memory.names and all(n in is_one("generic") for n in names):
        names = [side_of(n, memory.names[-1]) for n in names]
    return [n + ending for n in names] if len(names) > 1 and all(len(n) > 2 for n in names) else []


def _each(naming: Naming, f: Figure, item: Item, members: list[str], right: str, memory: Memory) -> Iterator[Statement]:
    """A、B各1家 is one for each; in 甲镇、乙镇各建1座泵站 the members are places, and the thing follows."""
    for m in members:
        counted = naming.form == "count"
        name = naming.name if counted else (memory.verb if item.listed or not naming.verb else "") + m
        yield Statement(name, f, item.start, item.end, item.start, naming.form, m if counted else "")


def _ranks(naming: Naming, f: Figure, item: Item, memory: Memory) -> Iterator[Statement]:
    parts = naming.name.split("、")
    if len(parts) > 1 and all(len(p) >= 2 for p in parts) and "“" not in naming.name:
        last = parts[-1]
        m = re.search(r"(?:全|本|长|市|省|国)[^、]{0,8}排名$|排名$", last)
        ending = m.group() if m else "排名"
        for p in [*parts[:-1], last.removesuffix(ending)]:
            yield Statement(p + ending, f, item.start, item.end, item.start, "rank")
        return
    memory.changed = naming.name
    yield Statement(naming.name, f, item.start, item.end, item.start, "rank")
