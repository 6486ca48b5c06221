"""Units of the one who publishes: of a bureau, behind a label that tells who drew a document up or answers for it, and of a newspaper.

At its end a reply, a report or a notice says (联系人:渔业科 甲某), 撰稿:综合科 乙某: the unit is one of the body that signs it. At the foot
of its page or under an article a newspaper names the unit that made it (某某晚报编辑部, 本报两会报道组).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.work import ArticleView, Found, View
from kg.model import Block, BlockKind, EntityType, Evidence, Mention, Reading

RULE = "own-unit"
OF_PAPER = "unit-of-paper"
_O = EntityType.ORGANIZATION
_LABEL = re.compile(
    r"(?:^|(?<=[(,;。]))(?:联系(?:人|科室|处室|部门|单位)?(?:及|和)?(?:联系)?(?:电话|方式)?|(?:报告)?(?:撰稿|起草|执笔|拟稿|撰写|供稿|经办)(?:人|单位|科室|处室)?):"
    r"(?P<unit>[\u4e00-\u9fff]{2,12}?(?:科|处|室|股|中心))"
)
_SIGNS = re.compile(r"(?:局|委员会|办公室|办公厅|厅|人民政府|中心|院|队|联合会)$")
_DAY = re.compile(r"(?:20\d\d年\d{1,2}月\d{1,2}日)?")
_HEADS = (BlockKind.SIGNATURE, BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER, BlockKind.BYLINE)


def add_own_units(articles: Sequence[ArticleView]) -> None:
    """Puts into the views the units named behind such labels, with the name of the body that last signed or headed a document."""
    signer: Found | None = None
    for view in (v for a in articles for v in a.views):
        signer = _signed(view) or signer
        at = _unit(view.block, view.text) if signer is not None else None
        if at is None or signer is None or any(f.start < at[1] and at[0] < f.end for f in view.found):
            continue
        view.found = sorted([*view.found, Found(*at, _O, signer.name + view.text[slice(*at)], RULE, signer.attributes)])


def own_units_on_page(reading: Reading, articles: Sequence[ArticleView]) -> Iterator[Mention]:
    """Those that stand in the furniture of the page, below the signature."""
    for block in reading.furniture:
        at = _unit(block, block.text)
        if at is None:
            continue
        before = (v for a in articles for v in a.views if v.block.offsets and v.block.offsets[0] < block.offsets[0])
        signed = [f for v in before if (f := _signed(v)) is not None]
        if signed:
            form = block.text[slice(*at)]
            evidence = block.evidence(reading.source, *at)
            yield Mention(_O, signed[-1].name + form, form, evidence, RULE, signed[-1].attributes)


def _unit(block: Block, text: str) -> tuple[int, int] | None:
    """Where the unit stands that a label names in a block."""
    m = _LABEL.search(text)
    return m.span("unit") if m is not None and _apart(block, text, m.end()) else None


def _signed(view: View) -> Found | None:
    """The body that a line of its own names, as signature or at the head, perhaps with the day."""
    if view.block.kind not in _HEADS:
        return None
    for f in view.found:
        if f.type is _O and f.start == 0 and _SIGNS.search(f.name) and _DAY.fullmatch(view.text, f.end):
            return f
    return None


def _apart(block: Block, text: str, end: int) -> bool:
    """Whether the unit's name ends at a mark, at a blank of the source or with the block."""
    if end == len(text) or not "\u4e00" <= text[end] <= "\u9fff":
        return True
    return block.offsets[end] - block.offsets[end - 1] > 1


def units_of_paper(reading: Reading) -> Iterator[Mention]:
    """The units of the page's own newspaper, behind its name or 本报."""
    paper = reading.issue.paper
    if not paper:
        return
    for m in re.finditer(rf"(?:{re.escape(paper)}|本报)(?P<unit>{_UNIT_OF_PAPER})", reading.source.text):
        evidence = (Evidence.of(reading.source, m.start(), m.end()),)
        yield Mention(_O, paper + m["unit"], m.group(), evidence, OF_PAPER, (("kind", "media"),))


_UNIT_OF_PAPER = (
    r"(?:[\u4e00-\u9fff]{0,4}?(?:编辑部|编辑中心|采编中心|采访中心|新闻中心|融媒体?中心|全媒体中心|印务中心|印务公司|总编室|专刊部|新闻部"
    r"|记者部|评论部|副刊部|广告部|发行部)|(?:全国|省|市|县|区)?两会(?:特别)?(?:报道组|报道团队|采访组|采访团))"
)

__all__ = ["OF_PAPER", "RULE", "add_own_units", "own_units_on_page", "units_of_paper"]
