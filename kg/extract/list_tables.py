"""Tables of people and bodies: who stands in which column, beside which body, with which post."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.position_facts import facts
from kg.extract.roster_bodies import Above, headings_above, inner_body, label_above
from kg.extract.rosters import FOLD, attributes_of, proposer
from kg.extract.titles import deputy_body, titles_before
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.gazetteer import meanings
from kg.lexicon.labels import offices
from kg.lexicon.load import toml
from kg.lexicon.names import could_be_name, is_name
from kg.lexicon.rosters import RosterName, roster_names
from kg.model import BlockKind, Cell, Doubt, EntityType, Evidence, Mention, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_BODY_COLUMN = re.compile(
    r"名称|单位|工作室|联络站|工作站|联系点|议事厅|代表之家|站点|机构|企业|学校|所属|承办|所在|部门|提案者|责任单位|牵头|委员会|专委会|代表团"
)
PROPOSERS = frozenset(("提案者", "提案人", "联名提案人", "联名人", "附议人"))
_POST_COLUMN = re.compile(r"(?:(?<!变动)(?<!拟任)职务(?:职称)?|任职情况|单位(?:及|和|、)?职务)$")  # of the person in the column of names


def table(view: View, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """The names, bodies and positions of a table block."""
    table = view.block.table
    if table is None:
        return
    columns = toml("person_context")["columns"]
    heads = [h.split("\n")[-1] for h in table.header]
    if form_of(heads):
        yield from _form(heads, view, article, context)
        return
    heads = [short if (short := _NOTE.sub("", h)) in columns else h for h in heads]  # 提案人(单位)
    held = [office_of(h) for h in heads]
    people = [i for i, h in enumerate(heads) if h in columns or held[i] or _names_people([row[i].text for row in table.rows], h)]
    bodies = [i for i, h in enumerate(heads) if _BODY_COLUMN.search(h) and i not in people]
    posts = [i for i, h in enumerate(heads) if _POST_COLUMN.search(h)]
    named = [i for i in people if heads[i] in _NAMES]
    above = headings_above(view, article)
    listed_above = any("名单" in v.text for v in [v for v in above if not v.text.startswith("(")][:1])
    last: list[Ref] = []
    for row in table.rows:
        of_row = [m for i in bodies for m in _bodies(row[i], view, row, heads, i, above, context)]
        yield from of_row
        own = [m.ref for m in of_row if m.rule == "table-name"] or [m.ref for m in of_row if m.rule == "table-body"]
        own = own or [f.ref for i in bodies for f in view.found if f.type is _O and cell_text_at(view, row[i], f)]
        of_committee = any(m.attributes for m in of_row if m.rule == "table-body")
        own = last = own or (last if bodies and not any(row[i].text for i in bodies) else [])  # merged cells are empty below the first
        for i in people:
            role = columns.get(heads[i], held[i]) or ("委员" if heads[i] in PROPOSERS and proposer(context) else "")
            for n in _cell_names(row[i], context):
                evidence = (Evidence.of(context.source, row[i].start + n.start, row[i].start + n.end),)
                yield Mention(_P, n.name, n.name, evidence, "table-column", attributes_of(n))
                if i in named[:1]:
                    yield from _posts([row[k] for k in posts], n, own, view, article, context)
                title = _title_above(view, article, context) if (not role and i in named) or not bodies else None
                listed = title is not None and not role and (listed_above or len(named) > 1) and title.role is not None
                if not role and not listed:
                    continue
                body = title.body if title and (listed or not own) else own[0] if own else None
                role = title.role if title and title.role and listed else role
                if role in ("代表", "委员") and not listed and not (role == "委员" and of_committee):
                    body = deputy_body("人大" if role == "代表" else "政协", None, context)
                span = (row[i].start + n.start, row[i].start + n.end)
                yield Position(
                    evidence=(Evidence.of(context.source, *span),), rule="table-column", article=article.start,
                    doubts=() if body else (Doubt.NO_ORGANIZATION,), person=Ref(_P, n.name), role=role, organization=body,
                )  # fmt: skip


def form_of(heads: Sequence[str]) -> bool:
    """Whether the first row of a table is one of a form, label and value by turns (代表姓名|甲某某|工作单位及职务|…), no row of labels."""
    return any(a in _NAMES and b not in _NAMES and is_name(b) for a, b in zip(heads[::2], heads[1::2], strict=False))


def _form(heads: Sequence[str], view: View, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """The person whom the first row of a form names, and the posts that it gives him."""
    pairs = dict(zip(heads[::2], heads[1::2], strict=False))
    name = next(pairs[label] for label in _NAMES if label in pairs)
    at = view.text.find(name)
    yield Mention(_P, name, name, view.evidence(context.source, at, at + len(name)), "form")
    for label, post in pairs.items():
        start = view.text.find(post, at) if _POST_COLUMN.search(label) and post else -1
        titles = titles_before(view, start + len(post), context) if start >= 0 else []
        own = [t for t in titles if t.start >= start]
        yield from facts(own, Found(at, at + len(name), _P, name, "form"), view, article, context, "table-post") if own else ()


def _names_people(cells: Sequence[str], head: str) -> bool:
    """Whether a column whose name is not known holds but names (联络员, 参会人员): three and more, most of three characters."""
    names = [re.sub(r"\([^()]*\)", "", cell) for cell in cells if cell]
    if len(names) < _FEW or not head or _BODY_COLUMN.search(head) or not all(is_name(name) for name in names):
        return False
    return 2 * sum(len(name) > 2 for name in names) > len(names) and not any(meanings(name, None) for name in names)


_FEW = 3  # names in a column


def office_of(head: str) -> str:
    """The office that the name of a column says (驻会副主任, 副主任(不驻会) → 副主任), or ""."""
    bare = _NOTE.sub("", head)
    if bare in offices():
        return bare
    short = _HOW.sub("", bare)
    return short if short != bare and short in offices() else ""


_NOTE = re.compile(r"\([^()]*\)|\s")
_HOW = re.compile(r"^(?:不?驻会|专职|兼职|挂职|特邀|候选)")
_NAMES = ("姓名", "代表姓名", "委员姓名", "姓 名")


def _posts(
    cells: Sequence[Cell], n: RosterName, own: Sequence[Ref], view: View, article: ArticleView, context: Context
) -> Iterator[Position]:
    """The posts in the cells beside a name; one without a body is of the body in the row."""
    for cell in cells:
        start, end = bisect_left(view.block.offsets, cell.start), bisect_left(view.block.offsets, cell.end)
        for t in titles_before(view, end, context) if end > start else ():
            if t.end - len(t.role) < start:
                continue
            whole = cell.text == t.role and own
            body = own[0] if whole else t.organization or (own[0] if own else None)
            yield Position(
                evidence=view.evidence(context.source, max(start, t.start), t.end), rule="table-post", article=article.start,
                doubts=() if body else (Doubt.NO_ORGANIZATION,), person=Ref(_P, n.name), role=t.role, organization=body,
            )  # fmt: skip


def _title_above(view: View, article: ArticleView, context: Context) -> Above | None:
    """What the title right above a table says of those in it; None where a heading of another kind stands between."""
    at = view.block.offsets[0]
    above = [v for v in article.views if v.block.offsets and v.block.offsets[0] < at and v.block.kind is not BlockKind.PARAGRAPH]
    if above and above[-1].block.kind is BlockKind.HEADING:
        return None
    return label_above(view, article, context)


def _cell_names(cell: Cell, context: Context) -> list[RosterName]:
    raw = re.sub(r"等\d+[人名位]\s*$", "", context.source.text[cell.start : cell.end].translate(FOLD))
    if not raw.strip(" —-") or len(raw) > 60:
        return []
    return [
        n
        for n in roster_names(raw)
        if is_name(n.name) or (could_be_name(n.name) and len(n.name) <= 4 and not re.search(r"委|会|局|党|组|府|团|政|县|市|区", n.name))
    ]


_TEAM = re.compile(r"[\u4e00-\u9fff、]{2,12}")  # 城关代表团, 城关团, 城关
_STUDIO = re.compile(r"(?:工作室|联络站|工作站|公司|合作社|学校|学院|医院|中心|协会|小学|中学|站)$")


def _bodies(
    cell: Cell, view: View, row: Sequence[Cell], heads: list[str], i: int, above: Sequence[View], context: Context
) -> Iterator[Mention]:
    """A whole cell as a body's name, where its column says so and its end has the form of one."""
    text = cell.text
    if "专委会" in heads[i] and text.endswith("委员会") and (body := deputy_body("政协", None, context)):
        home = re.sub(r"^中国人民政治协商会议(.*)委员会$", r"\1政协", body.name)
        yield Mention(_O, home + text, text, (Evidence.of(context.source, cell.start, cell.end),), "table-body", (("kind", "cppcc"),))
        return
    if heads[i] in ("代表团", "代表团名称") and _TEAM.fullmatch(text):
        team = text.removesuffix("团").removesuffix("代表") + "代表团"
        yield Mention(_O, team, text, (Evidence.of(context.source, cell.start, cell.end),), "table-body", (("kind", "delegation"),))
        return
    if body := inner_body(text, above, context):
        kind = "congress" if "人民代表大会" in body.name else "cppcc"
        yield Mention(_O, body.name, text, (Evidence.of(context.source, cell.start, cell.end),), "table-body", (("kind", kind),))
        return
    if not text or len(text) < 4 or len(text) > 50 or not _STUDIO.search(text) or re.search(r"[。;,]", text):
        return
    inside = next((f for f in view.found if f.type is _O and cell_text_at(view, cell, f)), None)
    name = text
    if "名称" in heads[i] or re.search(r"工作室|联络站", heads[i]):
        owner = next((c.text for c, h in zip(row, heads, strict=True) if h != heads[i] and re.search(r"所属|县市区", h) and c.text), "")
        if owner and re.search(r"(?:政协|人大)$", owner) and not text.startswith(owner):
            name = (owner.removesuffix("人大") if owner.endswith("人大") else owner) + text
        yield Mention(_O, name, text, (Evidence.of(context.source, cell.start, cell.end),), "table-name", (("kind", "studio"),))
    elif inside is None:
        yield Mention(_O, name, text, (Evidence.of(context.source, cell.start, cell.end),), "table-body")


def cell_text_at(view: View, cell: Cell, f: Found) -> bool:
    """Whether a mention of a table block lies in the cell and fills it."""
    pieces = view.block.pieces(f.start, f.end)
    return bool(pieces) and pieces[0][0] == cell.start and pieces[-1][1] == cell.end


__all__ = ["PROPOSERS", "cell_text_at", "table"]
