"""People and bodies in rosters and tables: who stands under which heading, in which column, beside which body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.biographies import biographies
from kg.extract.constituencies import elected
from kg.extract.context import Context
from kg.extract.honoured import honoured
from kg.extract.list_tables import PROPOSERS, table
from kg.extract.roster_bodies import label_above
from kg.extract.rosters import FOLD, named, proposer, roster
from kg.extract.signed_titles import signers_of_titles
from kg.extract.titles import deputy_body
from kg.extract.told_lines import name_lines, told_in_lines
from kg.extract.work import ArticleView, View
from kg.lexicon.names import could_be_name
from kg.lexicon.rosters import roster_names
from kg.model import BlockKind, EntityType, Mention, Position

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION


def listed(articles: Sequence[ArticleView], context: Context) -> Iterator[Mention | Position]:
    """Mentions and positions of all rosters and tables."""
    for article in articles:
        yield from signers_of_titles(article, context)
        yield from told_in_lines(name_lines(article, context), article, context)
        yield from biographies(article, context)
        yield from honoured(article, context)
        yield from elected(article, context)
        for view in article.views:
            if view.block.kind is BlockKind.ROSTER:
                yield from roster(view, article, context)
            elif view.block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.SUBTITLE) and len(view.text) <= 80:
                yield from _labelled(view, article, context)
            elif view.block.table is not None:
                yield from table(view, article, context)


_LABEL = re.compile(
    r"(?:\(\d{1,3}\)|\d{1,3}[.、])?[【\[]?(?:[\u4e00-\u9fff]{0,4}?)(?P<role>委员|代表|提案人|附议人|领衔人|主任|副主任|秘书长|主席|副主席|副秘书长|委员长|组长|副组长|团长|副团长|召集人|副召集人)[】\]]?[::]?\s*"
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
    body = label_above(view, article, context).body
    for v in article.views:
        body = body or next((f.ref for f in v.found if f.type is _O and v.block.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)), None)
    role = {"提案人": "", "附议人": "", "领衔人": ""}.get(m["role"], m["role"])
    if m["role"] in PROPOSERS and (member := proposer(context)):
        role, body = "委员", member
    if role in ("委员", "代表") and not m.group().startswith("委员:"):
        body = deputy_body("人大" if role == "代表" else "政协", None, context)
    if body is None and m.group().startswith(("界别", "界别组")):
        body = deputy_body("政协", None, context)  # 界别召集人: of a sector of the CPPCC
    yield from named(names, start, role, body, article, context, (), "labelled-names")
