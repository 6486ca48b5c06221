"""People and bodies in rosters and tables: who stands under which heading, in which column, beside which body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.rosters import FOLD, attributes_of, label_above, named, roster
from kg.extract.titles import deputy_body
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.load import toml
from kg.lexicon.names import could_be_name, is_name
from kg.lexicon.rosters import RosterName, roster_names
from kg.model import BlockKind, Cell, Doubt, EntityType, Evidence, Mention, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_BODY_COLUMN = re.compile(r"名称|单位|工作室|联络站|机构|企业|学校|所属|承办|所在|部门|提案者|责任单位|牵头")


def listed(articles: Sequence[ArticleView], context: Context) -> Iterator[Mention | Position]:
    """Mentions and positions of all rosters and tables."""
    for article in articles:
        for view in article.views:
            if view.block.kind is BlockKind.ROSTER:
                yield from roster(view, article, context)
            elif view.block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.SUBTITLE) and len(view.text) <= 80:
                yield from _labelled(view, article, context)
            elif view.block.table is not None:
                yield from _table(view, article, context)


_LABEL = re.compile(
    r"[【\[]?(?:[\u4e00-\u9fff]{0,4}?)(?P<role>委员|代表|提案人|附议人|领衔人|主任|副主任|秘书长|主席|副主席|委员长|组长|团长|召集人)[】\]]?[::]?\s*"
)


def _labelled(view: View, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """【联名委员】段某某(女,白族) 字某某(彝族) 尹 某: a label and nothing but names behind it. 主任:贲某某 in a list of members."""
    m = _LABEL.match(view.text)
    if not m or m.end() >= len(view.text) or view.text[m.end() - 1] not in "】]::":
        return
    start = view.block.offsets[m.end()]
    raw = context.source.text[start : view.block.offsets[-1] + 1].translate(FOLD)
    names = roster_names(raw)
    bare = re.sub(r"\([^()]*\)|[\s、,;]", "", raw)
    if not names or sum(len(n.name) for n in names) < len(bare) or not all(could_be_name(n.name) for n in names):
        return
    body = label_above(view, article, context)[2] if m["role"] in ("主任", "副主任", "委员", "主任委员", "副主任委员") else None
    for v in article.views:
        body = body or next((f.ref for f in v.found if f.type is _O and v.block.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)), None)
    role = {"提案人": "", "附议人": "", "领衔人": ""}.get(m["role"], m["role"])
    if role in ("委员", "代表") and not m.group().startswith("委员:"):
        body = deputy_body("人大" if role == "代表" else "政协", None, context)
    if body is None and m.group().startswith(("界别", "界别组")):
        body = deputy_body("政协", None, context)  # 界别召集人: of a sector of the CPPCC
    yield from named(names, start, role, body, article, context, (), "labelled-names")


def _table(view: View, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    table = view.block.table
    if table is None:
        return
    columns = toml("person_context")["columns"]
    heads = [h.split("\n")[-1] for h in table.header]
    people = [i for i, h in enumerate(heads) if h in columns]
    bodies = [i for i, h in enumerate(heads) if _BODY_COLUMN.search(h) and i not in people]
    for row in table.rows:
        of_row = [m for i in bodies for m in _bodies(row[i], view, row, heads, i, context)]
        yield from of_row
        own = [m for m in of_row if m.rule == "table-name"] or [m for m in of_row if m.rule == "table-body"]
        for i in people:
            role = columns[heads[i]]
            for n in _cell_names(row[i], context):
                evidence = (Evidence.of(context.source, row[i].start + n.start, row[i].start + n.end),)
                yield Mention(_P, n.name, n.name, evidence, "table-column", attributes_of(n))
                if not role:
                    continue
                body = own[0].ref if own and role not in ("代表", "委员") else None
                if role in ("代表", "委员"):
                    body = deputy_body("人大" if role == "代表" else "政协", None, context)
                span = (row[i].start + n.start, row[i].start + n.end)
                yield Position(
                    evidence=(Evidence.of(context.source, *span),), rule="table-column", article=article.start,
                    doubts=() if body else (Doubt.NO_ORGANIZATION,), person=Ref(_P, n.name), role=role, organization=body,
                )  # fmt: skip


def _cell_names(cell: Cell, context: Context) -> list[RosterName]:
    raw = re.sub(r"等\d+[人名位]\s*$", "", context.source.text[cell.start : cell.end].translate(FOLD))
    if not raw.strip(" —-") or len(raw) > 60:
        return []
    return [
        n
        for n in roster_names(raw)
        if is_name(n.name) or (could_be_name(n.name) and len(n.name) <= 4 and not re.search(r"委|会|局|党|组|府|团|政|县|市|区", n.name))
    ]


_STUDIO = re.compile(r"(?:工作室|联络站|工作站|公司|合作社|学校|学院|医院|中心|协会|小学|中学|站)$")


def _bodies(cell: Cell, view: View, row: Sequence[Cell], heads: list[str], i: int, context: Context) -> Iterator[Mention]:
    """A whole cell as a body's name, where its column says so and its end has the form of one."""
    text = cell.text
    if "专委会" in heads[i] and text.endswith("委员会") and (body := deputy_body("政协", None, context)):
        home = re.sub(r"^中国人民政治协商会议(.*)委员会$", r"\1政协", body.name)
        yield Mention(_O, home + text, text, (Evidence.of(context.source, cell.start, cell.end),), "table-body", (("kind", "cppcc"),))
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
