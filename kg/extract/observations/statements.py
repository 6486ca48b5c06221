"""Figures of a sentence with their names, in order; later clauses lean on earlier ones as a reader lets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extract.observations.figures import Figure
from kg.extract.observations.items import Item
from kg.extract.observations.lists import names_in
from kg.extract.observations.memory import Memory, noun, remember_subject
from kg.extract.observations.naming import Naming, name_of
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import form, is_one, trimmed, trimmed_end, trimmed_start

_SIZE = {
    "人": "人数",
    "人次": "人次",
    "名": "人数",
    "户": "户数",
    "亩": "面积",
    "平方米": "面积",
    "平方公里": "面积",
    "公顷": "面积",
    "公里": "里程",
    "米": "长度",
}
_EACH = re.compile(r"各(?:建|设|办|挑|新建|建设|有|增)?$")
_MEASURED = re.compile(r"(?<=..)(?:(?:播种|种植|养殖|建筑|生产)?面积|(?:总)?产量|(?:总)?产值|总数|总额|总量)$")
_THING = re.compile(r"的?[一-鿿“]")
_OF_IT = re.compile(r"其中")
_PER_HEAD = re.compile(r"人均(?:可支配收入|(?:生活)?消费支出)$")
_ELECTION = re.compile(r"(?:补选|增选|选举|选出)(?P<names>[^,。;]{3,60}?)为")
_SIDES = ("城镇", "乡村", "农村")
_ABSENT = re.compile(r"(?:请假|缺席|实到|报到|列席)$")
_EXTENT = re.compile(r"(?:占地|用地|全长|总长|里程)(?:面积)?$")
_INVESTED = re.compile(r"项目|工程|投资|[园港路桥]$")
_REST = re.compile(r"其余|余下|剩余|剩下|其他")


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
                s = s._replace(name=passed.name, form="level")
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
        yield from (
            _distributed(text, item, run, parts[bare - 1].end, memory, is_place)
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


def _distributed(
    text: str, item: Item, run: list[Figure], end: int, memory: Memory, is_place: Callable[[str], bool]
) -> Iterator[Statement]:
    first = run[0]
    left = text[item.start : first.start]
    bodies = names_in(trimmed_end(left.partition("分别")[0]), len(run), whole=True)
    counted = memory.names[-1] if memory.names else memory.subject
    if not counted and first.kind == "count" and (thing := memory.units.get(first.unit)):
        counted = trimmed(left.partition("分别")[2]) + thing
    if counted and bodies and all(is_place(b) for b in bodies):
        for b, f in zip(bodies, run, strict=True):
            portion = "占比" if f.kind == "share" and "增" not in left else ""
            yield Statement(counted + portion, f, item.start, end, item.start, "level", b)
        return
    naming = name_of(left, first, "")
    if first.unit == "票" and len(elected := _elected(text, item.start, len(run))) == len(run):
        for who, f in zip(elected, run, strict=True):
            yield Statement(f"{who}得票", f, item.start, end, item.start, "level")
        return
    named = _list_names(left, naming, len(run), memory)
    if not named:
        for f in run:
            # 老旧小区54个、112万平方米: another unit, another side of the same thing
            own = naming if f.unit == first.unit or f is first else Naming("", "level", leans=True)
            yield Statement(_full(own, f, memory, item), f, item.start, end, item.start, naming.form)
        return
    levels = naming.form in ("level", "count")
    if memory.names and all(is_place(member) for _, member in named):
        named = [(memory.names[-1] + ("占比" if first.kind == "share" and levels else ""), member) for _, member in named]
        levels = False
    for (name, member), f in zip(named, run, strict=True):
        yield Statement(name, f, item.start, end, item.start, naming.form, member)
    if levels:
        memory.names = [n for n, _ in named]
        memory.levels += memory.names
    memory.members = [m for _, m in named]
    memory.verb = naming.verb or memory.verb


def _elected(text: str, at: int, count: int) -> list[str]:
    """The `count` people of whose election the words before `at` tell (补选某甲、某乙(女)为…委员,得票分别为)."""
    m = next(reversed(list(_ELECTION.finditer(text, max(0, at - 120), at))), None)
    return names_in(re.sub(r"\([^()]*\)", "", m["names"]), count, whole=True) if m else []


def _list_names(left: str, naming: Naming, count: int, memory: Memory) -> list[tuple[str, str]]:
    """The full names of a distributed list with the member that each stands for; empty if the text lists another number of names."""
    head, mark, tail = left.partition("分别")
    if naming.leans and not (mark and naming.name and len(names_in(trimmed(head), count)) == count):
        if len(memory.names) == count:
            return [(n + naming.name, m) for n, m in zip(memory.names, memory.members or [""] * count, strict=False)]
        return [(n + naming.name, "") for n in memory.levels[-count:]] if len(memory.levels) >= count else []
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
    parts = names_in(trimmed_start(body), count)
    if not parts:
        return []
    if mark and not change:
        shared = trimmed(tail)
        change = shared if shared not in is_one("achievement") else ""
    return [(verb + trimmed_end(p) + change, p) for p in parts]


def _single(text: str, item: Item, memory: Memory, is_place: Callable[[str], bool]) -> Iterator[Statement]:
    at = item.start
    taken = ""
    if item.figures[0].kind == "share" and item.figures[0].spelled and not trimmed(text[item.start : item.figures[0].start]):
        item = item._replace(figures=item.figures[:1])  # 八成以上用工不满30人: the rest says of which
    for k, f in enumerate(item.figures):
        stop = item.figures[k + 1].start if k + 1 < len(item.figures) else item.end
        left = text[at : f.start]
        right = text[f.end : stop]
        naming = name_of(taken if k and not left else left, f, right, more=k + 1 < len(item.figures))
        if not right and k + 1 < len(item.figures) and len(naming.name) <= 2 and _THING.match(text, item.figures[k + 1].end):
            after = item.figures[k + 1]  # 选派5批次83人的医疗队: both count the same thing
            taken = left
            naming = name_of(left, after, text[after.end : item.figures[k + 2].start if k + 2 < len(item.figures) else item.end])
        counted = memory.names[-1] if memory.names else memory.subject
        if naming.form == "level" and counted and is_place(naming.name):
            # 提案数某社最多,15件;某会12件: each body's number of the same thing
            yield Statement(counted, f, item.start, item.end, item.start, "level", naming.name)
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
            name = _full(naming, f, memory, item)
            member, memory.leader = memory.leader if not naming.name else "", ""
            yield Statement(name, f, item.start, item.end, item.start, naming.form, member, leans=naming.leans)
        at = f.end


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


def _full(naming: Naming, f: Figure, memory: Memory, item: Item) -> str:
    """The whole name of one figure, and what is kept of it in mind."""
    name, base = naming.name, memory.names[-1] if memory.names else memory.subject
    verb = ""
    stated = memory.names[-1] if memory.names else ""
    if naming.form == "part":
        return f"{name}{'的' if stated else ''}{noun(stated)}占比"
    if naming.form == "kind":
        thing = memory.units.get(f.unit, "")
        if name.endswith(("以上", "以下", "以内")):
            thing, name = re.sub(r"^.*以[上下内](?=.{2})", "", thing), memory.verb + name
        full = name + ("" if thing and name.endswith(thing) else thing)
        memory.names = [full]
        return full
    if naming.form == "rest":
        return naming.verb + (noun(stated) or memory.units.get(f.unit, "")) + name
    if naming.form == "fate":
        thing = memory.units.get(f.unit, "")
        return name if thing in name else name + thing
    if f.kind == "share" and f.spelled and f.unit == "%" and naming.form == "level" and not re.search(r"[率比重例度]$", name):
        if name.endswith("完成") or naming.done:
            return name + "比例"
        portion = stated and (_OF_IT.match(item.opening) or naming.portion)
        return f"{name}占{noun(stated)}比重" if name and portion else f"{name or stated}占比"
    if naming.form == "level" and name.endswith("占比") and base and _OF_IT.match(item.opening):
        return f"{name.removesuffix('占比')}占{noun(base)}比重"
    absent = _ABSENT.search(name) if naming.form == "level" and f.kind == "people" else None
    if absent and (who := memory.units.get(f.unit)):
        return absent.group() + re.sub(r"^.*(?:应到|应出席|到会)", "", who)
    if name in _SIDES and not _PER_HEAD.search(stated) and (whole := stated or memory.units.get(f.unit, "")) and f.kind != "share":
        memory.names = [name + re.sub(r"^(?:全社会|城乡)", "", whole)]  # 社会消费品零售总额…。分城乡看,城镇283亿元
        return memory.names[0]
    if name in ("城镇居民", "农村居民", "城镇", "农村") and (per := _PER_HEAD.search(stated)):
        return name.removesuffix("居民") + "居民" + per.group()
    if name.endswith("境内里程") and stated:
        return name.removesuffix("里程") + stated.rpartition("境内")[2]
    if naming.form in ("level", "count") and not naming.leans:
        shares = item.listed or (naming.form == "level" and _OF_IT.match(item.opening))
        if shares and not naming.verb and memory.verb and not naming.apart:
            verb = memory.verb
        elif naming.verb:
            memory.verb = naming.verb
        elif not item.listed:
            memory.verb = memory.verb if memory.verb.startswith("新") and item.listed else ""
        memory.names, memory.members, memory.fresh = [verb + name], [], False
        memory.units[f.unit] = noun(name)
        memory.levels.append(verb + name)
        return verb + name
    if not naming.leans:
        if naming.form == "before":
            memory.names, memory.fresh = [name], False
        else:
            memory.changed, memory.names, memory.levels = name, [], []
            memory.topic = naming.subject
        return name or base
    if naming.form == "change" and naming.subject and base:
        memory.names, memory.topic = [], base + naming.subject  # 占比提高2个百分点,达到71%
        return base + name
    if not memory.names and memory.changed and naming.form in ("change", "share", "rank"):
        base = memory.topic if naming.form == "share" else memory.changed
    if naming.form == "before":
        memory.names = [noun(base) + _SIZE.get(f.unit, "")]
        return memory.names[0]
    if naming.form == "level" and memory.fresh and memory.subject:
        base = memory.subject
    elif naming.form == "level" and not name and not memory.names and memory.topic and f.kind != "count":
        base = memory.topic  # 占比提高2.4个百分点,达到66.8%
    if len(naming.verb) == 1:
        return naming.verb + memory.units.get(f.unit, "")
    if naming.verb and naming.form == "level" and name in ("完成投资", "项目投资"):
        of = re.sub(r"(?:年度|年|全年|今年)?(?:计划)?(?:总)?投资$|^计划(?=..)", "", noun(base)) if _INVESTED.search(base) else ""
        memory.names = [of + name]
        return of + name
    if naming.verb and naming.form == "level":
        full = naming.verb + (noun(base) or memory.units.get(f.unit, ""))
        memory.names, memory.verb = [full], naming.verb
        memory.levels.append(full)
        return full
    if not name:
        ending = _SIZE.get(re.sub(r"^[万亿]+", "", f.unit), "")
        return base + (ending if ending and not base.endswith(ending) and memory.names else "")
    if name in is_one("generic") and (_EXTENT.search(base) or (name.endswith("率") and base.endswith("率"))):
        base = ""  # 占地260亩,总投资12亿元: side by side
    if (
        naming.form == "level"
        and item.listed
        and f.kind == "count"
        and name in is_one("generic")
        and memory.verb
        and base.startswith(memory.verb)
    ):
        memory.names = [memory.verb + name]  # 新增学位900个、床位300张
        return memory.names[0]
    full = (_MEASURED.sub("", noun(base)) if name in is_one("generic") else base) + name
    if naming.form in ("level", "count"):
        memory.names = [full]
    elif naming.form == "change" and not memory.names:
        memory.names = []
    return full
