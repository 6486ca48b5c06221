"""Makes the observations: a statement with its setting, a count over a roster, a row of a table; each with its evidence and doubts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from kg.extract.context import Context
from kg.extract.observations.figures import figures_in
from kg.extract.observations.periods import year_in
from kg.extract.observations.statement import Statement
from kg.extract.observations.tables import rows_of, unit_line
from kg.extract.observations.words import starts_with, trimmed_start
from kg.extract.observations.works import is_works, works_rows
from kg.extract.work import View
from kg.model import Cell, Doubt, EntityType, Evidence, Observation, Ref, Status

_ROSTER = re.compile(r"\(?(?:共)?(?P<count>\d+)(?P<unit>[人名个位家])(?=[,)]|$)")
_DECIDED = re.compile(r"^\([^()]*(?:通过|更新|公布|公告),$")  # (某次会议通过,6名) under the title of the roster
_BODY_BEFORE = re.compile(r"^.*(?:会议|委员会|大会)\s*(?=..)")
_COUNTED_PLACES = re.compile(r"^[两二三四五六七八九]个?(?:[县市区州旗镇乡]|街道)的?(?=..)")
_SO_MANY_PLACES = re.compile(r"^[两二三四五六七八九]个?[省市县区州旗镇乡](?:的)?(?=..)")
_OF_ONE_NAME = re.compile(r"港(?![口澳元币]|[一-鿿]?资)|机场|[山湖]景区|[山湖]风景|大桥")  # 舟山港 is no 舟山 with a 港
_SAYS_NOTHING = re.compile(r"里程|长度|面积|人数|户数|发展|达到?|比例|占比|投入")
_SHARE = re.compile(r"占|比重|占比|率$")


def observed(
    view: View, s: Statement, context: Context, article: int, status: Status, period: str | None, area: Ref | None, rule: str
) -> Iterator[Observation]:
    """The observation that a statement makes; of a range its lower end, at least, and its upper end, at most.

    article: start of the article that it stands in; rule: the form by which it was read.
    """
    f = s.figure
    if f.low is not None:
        for end in (f._replace(value=f.low, bound=">=", low=None), f._replace(bound="<=", low=None)):
            yield from observed(view, s._replace(figure=end), context, article, status, period, area, rule)
        return
    yield Observation(
        indicator=s.name,
        value=f.value,
        unit=f.unit,
        status=status,
        area=area,
        period=period,
        approximate=f.approximate,
        bound=f.bound,
        evidence=view.evidence(context.source, s.start, max(s.end, f.end)),
        rule=rule,
        article=article,
        doubts=doubts(s.name, f.value, f.unit, area, period, bare=f.kind == "bare"),
    )


def roster_count(view: View, title: str) -> Statement | None:
    """The number of people that stands over a roster (主席团成员名单(60人)) as a statement; None if the block states none."""
    text = view.text
    m = _ROSTER.search(text)
    if not m or ("名单" not in text and "(" not in text[: m.start() + 1]):
        return None
    head = text[: m.start()].rstrip("(")
    head = title if _DECIDED.search(head) else head or (view.block.headings[-1] if view.block.headings else title)
    name = _BODY_BEFORE.sub("", head.split("。")[-1].removesuffix("名单"))
    figure = figures_in(m["count"] + m["unit"])[0]
    return Statement(name, figure._replace(start=m.start(), end=m.end()), 0, m.end(), 0, "roster-count")


def table_rows(
    view: View, title: str, context: Context, told: int | None, article: int, assembly: Callable[[str], Ref | None], line: str = ""
) -> Iterator[Observation]:
    """The observations of a table block. told: the year that its article speaks of; assembly: the body whose proceedings a name is of;
    line: the one over the table that states its unit."""
    table = view.block.table
    if table is None:
        return
    home = Ref(EntityType.DISTRICT, context.home) if context.home else None
    rows = (
        works_rows(table, year_in(title) or told or context.year, home, lambda cell: _named(view, cell), unit_line(line) or "")
        if is_works(table)
        else rows_of(table, title, context, told, line)
    )
    for row in rows:
        headed = _headed(view, row.cells[0])
        name = row.name.removeprefix(row.cells[0].text) if headed is not None and headed.type is EntityType.DISTRICT else row.name
        area = headed or assembly(title) or assembly(row.name) or row.area
        cells = sorted({(c.start, c.end) for c in row.cells if c.start < c.end})
        yield Observation(
            indicator=name if len(name) > 1 else row.name,
            value=row.value,
            unit=row.unit,
            status=row.status,
            area=area,
            period=row.period,
            approximate=row.approximate,
            bound=row.bound,
            evidence=tuple(Evidence.of(context.source, a, b) for a, b in cells),
            rule="table",
            article=article,
            doubts=tuple(dict.fromkeys((*row.doubts, *doubts(row.name, row.value, row.unit, area, row.period)))),
        )


def _headed(view: View, cell: Cell) -> Ref | None:
    """The body or place that the head of a row is the name of (某镇政协委员工作站 | 16名); None if it names anything else."""
    for f in view.found:
        if f.type not in (EntityType.ORGANIZATION, EntityType.DISTRICT) or f.end - f.start != len(cell.text):
            continue
        if view.text[f.start : f.end] == cell.text and cell.start <= view.block.offsets[f.start] < cell.end:
            return f.ref
    return None


def _named(view: View, cell: Cell) -> Ref | None:
    """What a cell names: the mention that covers most of it."""
    inside = [f for f in view.found if cell.start <= view.block.offsets[f.start] and view.block.offsets[f.end - 1] < cell.end]
    kinds = (EntityType.PROJECT, EntityType.ORGANIZATION, EntityType.DISTRICT)
    best = max((f for f in inside if f.type in kinds), key=lambda f: f.end - f.start, default=None)
    return best.ref if best is not None and 2 * (best.end - best.start) >= len(cell.text) else None


def doubts(name: str, value: Decimal, unit: str, area: Ref | None, period: str | None, bare: bool = False) -> tuple[Doubt, ...]:
    """What is doubtful in a row. bare: a number that the text gives no unit."""
    out = []
    if bare:
        out.append(Doubt.NO_UNIT)
    if unit == "%" and value > 100 and _SHARE.search(name) and not re.search("增长|预算数?比重|计划|任务|目标", name):
        out.append(Doubt.IMPOSSIBLE_SHARE)
    if period is None:
        out.append(Doubt.NO_PERIOD)
    if area is None:
        out.append(Doubt.NO_AREA)
    return tuple(out)


def _without_list(name: str, places: Sequence[str]) -> str:
    """A name without the places that it lists inside (走访甲县、乙县、丙县县区 is 走访县区); one place alone is left."""
    if "、" not in name or len(places) < 2:
        return name
    at = min((i for i in map(name.find, places) if i > 0), default=0)
    if not at or name[at - 1] in "(与和同跟":
        return name
    rest, listed = name[at:], 0
    while form := max((p for p in places if rest.startswith(p)), key=len, default=""):
        rest, listed = rest[len(form) :].removeprefix("、").removeprefix("和"), listed + 1
    rest = _SO_MANY_PLACES.sub("", rest.removeprefix("等地").removeprefix("等").removeprefix("的"))
    return name[:at].removesuffix("了").removesuffix("在") + rest if listed > 1 and len(rest) > 1 else name


def without_place(name: str, view: View, start: int, end: int, area: Ref | None) -> str:
    """A name without the district that it begins with, or that follows its verb, and without the body whose figure it is:
    that is the area, not the indicator.

    The districts are those mentioned in characters start..end of the view.
    """
    for f in view.within(start, end, EntityType.ORGANIZATION):
        form = view.text[f.start : f.end]
        name = name.removeprefix("支持") if f.ref == area and name.startswith(f"支持{form}") else name
        if f.ref == area and name.startswith(form) and len(rest := trimmed_start(name[len(form) :])) >= 2:
            name = rest
    for f in view.within(start, end, EntityType.PROJECT, EntityType.ORGANIZATION):
        head, form, rest = name.partition(view.text[f.start : f.end])
        if f.ref != area or not form or (head and not head.endswith("的")):
            continue  # 某局承建的清江特大桥全长: 全长 of the bridge
        rest = trimmed_start(rest)
        name = rest if len(rest) >= 2 and not _SAYS_NOTHING.fullmatch(rest) else form + rest
    districts = view.within(start, end, EntityType.DISTRICT)
    for f in sorted(districts, key=lambda f: (f.start, f.start - f.end)):
        form = view.text[f.start : f.end]
        cut = form[1:] if form[0] in "从由将和" and len(form) > 2 and name.startswith(form[1:]) else form  # 从江县
        rest = trimmed_start(name.removeprefix(cut).removeprefix("的")) if name.startswith(cut) else ""
        name = rest if len(rest) >= 2 and not _OF_ONE_NAME.match(name, len(cut)) else name
    name = _COUNTED_PLACES.sub("", _without_list(name, [view.text[f.start : f.end] for f in districts]))
    verb = starts_with("achievement").match(name)
    if verb:
        thing = name[verb.end() :]
        for f in sorted(districts):
            thing = thing.lstrip("、").removeprefix(view.text[f.start : f.end])
        return verb.group() + thing if thing else name
    return name
