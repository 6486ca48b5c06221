"""Several figures side by side that stand for several names: A、B分别增长3%、5%, 甲县、乙县分别完成投资8亿元、6亿元."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.observations.completing import full_name
from kg.extract.observations.figures import Figure
from kg.extract.observations.items import Item
from kg.extract.observations.lists import names_in
from kg.extract.observations.memory import Memory, noun
from kg.extract.observations.naming import Naming, name_of
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import is_one, trimmed, trimmed_end, trimmed_start

_SO_MANY_PLACES_HERE = re.compile(
    r"^(?:等|这)?(?:[两二三四五六七八九十]|\d{1,2})个?(?:县市区|县[市区]|市[县区]|区县|[市县区旗镇乡地]|街道)(?![一-鿿]{0,2}级)"
)
_COMPARED = re.compile(r"(?P<how>[高低快慢优]于|领先|超过|高出|低出)(?P<wholes>[^,;。]+?[、和][^,;。]+)")
_MONEYS = frozenset(("税收", "利润", "出口", "进口", "存款", "贷款"))
_SO_MANY_PLACES = re.compile(r"(?:[三四五六七八九十]|\d{1,2})个?(?:[市县区州旗镇乡地]|街道|县[市区]|市[县区])$")
_ELECTION = re.compile(r"(?:补选|增选|选举|选出)(?P<names>[^,。;]{3,60}?)为")


def distributed(text: str, item: Item, run: list[Figure], end: int, memory: Memory, is_place: Callable[[str], bool]) -> Iterator[Statement]:
    """The statements of the figures `run`, of which the first stands in `item` and the last ends before character `end`; figures whose
    names cannot be told apart take one name. is_place: whether words name a place or body."""
    first = run[0]
    left = text[item.start : first.start]
    bodies = names_in(trimmed_end(left.partition("分别")[0]), len(run), whole=True, is_name=is_place)
    counted = memory.names[-1] if memory.names else memory.subject
    if not counted and first.kind == "count" and (thing := memory.units.get(first.unit)):
        counted = trimmed(left.partition("分别")[2]) + thing
    tail = trimmed(left.partition("分别")[2])  # 甲县、乙县分别完成投资8亿元、6亿元
    bare = not tail or tail in is_one("achievement") or tail in counted
    if counted and bare and bodies and all(is_place(b) for b in bodies):
        for b, f in zip(bodies, run, strict=True):
            portion = "占比" if f.kind == "share" and "增" not in left else ""
            yield Statement(counted + portion, f, item.start, end, item.start, "level", b)
        return
    naming = name_of(left, first, "")
    if first.unit == "票" and len(elected := _elected(text, item.start, len(run))) == len(run):
        for who, f in zip(elected, run, strict=True):
            yield Statement(f"{who}得票", f, item.start, end, item.start, "level")
        return
    named = _list_names(left, naming, run, memory, is_place)
    if not named and len(memory.members) == len(run) and naming.form == "level" and naming.name and all(map(is_place, memory.members)):
        named = [(naming.name, m) for m in memory.members]  # 甲县、乙县分别新增企业3家、2家,募集资金8亿元、6亿元
    if not named:
        for f in run:
            # 老旧小区54个、112万平方米: another unit, another side of the same thing
            own = naming if f.unit == first.unit or f is first else Naming("", "level", leans=True)
            yield Statement(full_name(own, f, memory, item), f, item.start, end, item.start, naming.form)
        return
    levels = naming.form in ("level", "count")
    if memory.names and all(is_place(member) for _, member in named):
        portion = "占比" if first.kind == "share" and levels else ""
        named = [(_of_place(name, memory.names[-1], portion, levels), member) for name, member in named]
        levels = False
    for (name, member), f in zip(named, run, strict=True):
        yield Statement(name, f, item.start, end, item.start, naming.form, member)
    if levels:
        memory.names = [n for n, _ in named]
        memory.levels += memory.names
    memory.shares = [n for n, _ in named] if naming.form == "share" else []
    memory.members = [m for _, m in named]
    memory.verb = naming.verb or memory.verb


def counted_of_each(text: str, item: Item, run: list[Figure], last: Item, is_place: Callable[[str], bool]) -> list[Statement]:
    """The statements of figures of which the last has the thing that all count behind it (甲县、乙县分别有12件、15件建议列入计划).

    run: the figures before it, `last`: its item; empty if the text lists another number of names.
    """
    f = last.figures[0] if last.listed and len(last.figures) == 1 else None
    head, mark, tail = text[item.start : run[0].start].partition("分别")
    if f is None or not mark or f.start != last.start or f.unit != run[0].unit or f.kind not in ("count", "people"):
        return []
    names = names_in(trimmed(head), len(run) + 1, whole=True, is_name=is_place)
    counted = name_of(tail, f, text[f.end : last.end])
    if len(names) != len(run) + 1 or counted.form != "count":
        return []
    return [
        Statement(counted.name if is_place(n) else n + counted.name, g, item.start, last.end, item.start, "count", n)
        for n, g in zip(names, [*run, f], strict=True)
    ]


def _of_place(name: str, stated: str, portion: str, level: bool) -> str:
    """What is told of one place of a list: what was stated before, unless the list itself says what (甲县、乙县分别完成投资…)."""
    if name.startswith(stated):
        return name
    if level:
        if name in is_one("generic") and not stated.endswith(name):
            return noun(stated) + name
        return name if (len(name) > 2 or name in _MONEYS) and name not in is_one("achievement") else stated + portion
    return stated + name


def _elected(text: str, at: int, count: int) -> list[str]:
    """The `count` people of whose election the words before `at` tell (补选某甲、某乙(女)为…委员,得票分别为)."""
    m = next(reversed(list(_ELECTION.finditer(text, max(0, at - 120), at))), None)
    return names_in(re.sub(r"\([^()]*\)", "", m["names"]), count, whole=True) if m else []


def places_of(body: str, count: int, is_place: Callable[[str], bool]) -> tuple[list[str], str] | None:
    """The `count` places or bodies with which a list begins, and what is told of each (甲县、乙市、丙区财政收入); None if it does not."""
    parts = names_in(trimmed_start(body), count, whole=True, is_name=is_place)
    if len(parts) > 2 and _SO_MANY_PLACES.search(body) and sum(map(is_place, parts)) >= len(parts) - 1:
        return parts, ""
    if len(parts) < 2 or not all(is_place(p) for p in parts[:-1]):
        return None
    last = next((parts[-1][:n] for n in range(len(parts[-1]), 1, -1) if is_place(parts[-1][:n])), "")
    if not last:
        return None
    rest = _SO_MANY_PLACES_HERE.sub("", body[body.rfind(last) + len(last) :])  # …、丙县三县签约项目
    return [*parts[:-1], last], rest


def _list_names(left: str, naming: Naming, run: list[Figure], memory: Memory, is_place: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The full names of a distributed list with the member that each stands for; empty if the text lists another number of names."""
    count = len(run)
    head, mark, tail = left.partition("分别")
    if naming.leans and naming.form == "change" and run[0].unit.endswith("百分点") and len(memory.shares) == count:
        return [(n + naming.name, "") for n in memory.shares]  # 占比分别达31%、45%,分别提高2个、3个百分点
    if (
        naming.leans
        and not _COMPARED.fullmatch(trimmed(tail))
        and not (mark and naming.name and len(names_in(trimmed(head), count)) == count)
    ):
        if len(memory.names) == count:
            return [(n + naming.name, m) for n, m in zip(memory.names, memory.members or [""] * count, strict=False)]
        return [(n + naming.name, "") for n in memory.levels[-count:]] if len(memory.levels) >= count else []
    if mark and (compared := _COMPARED.fullmatch(trimmed(tail))):  # 分别高于全国、全省3.1个和1.6个百分点
        base = trimmed(head) or (memory.names[-1] if memory.names else memory.changed)
        return [(f"{base}{compared['how']}{whole}", "") for whole in names_in(compared["wholes"], count)]
    if not mark:
        head, tail = left, ""
    change = ""
    if naming.form in ("change", "share", "rank"):
        # the verb is common to all: 工业增加值、投资增长8%、5% gives two names that both end in 增长
        subject = trimmed(head)
        common = len(naming.subject) or len(naming.name)
        while common and not naming.subject and not subject.endswith(naming.name[:common]):
            common -= 1
        change = naming.name[common:].removeprefix("分别")
        head = naming.subject or head
    verb = naming.verb
    body = trimmed_start(trimmed_end(head) or head)
    body = body[len(verb) :] if verb and body.startswith(verb) else body
    if (placed := places_of(body, count, is_place)) is not None:
        places, what = placed
        full = verb + trimmed_end(what) + (change or (trimmed(tail) if mark else ""))
        return [(full, p) for p in places] if full else []
    parts = names_in(trimmed_start(body), count, is_name=is_place)
    if not parts:
        return []
    if mark and not change:
        shared = trimmed(tail)
        change = shared if shared not in is_one("achievement") else ""
    return [(verb + trimmed_end(p) + change, p) for p in parts]


__all__ = ["counted_of_each", "distributed", "places_of"]
