"""Lines of a list of filed documents: a number, the title, and behind blanks or in brackets who filed it.

3.关于治理僵尸车的提案      胡新莲  曹 勇 | 2.关于保护古村落的提案(袁海生)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.rosters import FOLD
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.names import is_name, padded_names
from kg.model import BlockKind, EntityType, Mention, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_LINE = re.compile(
    r"\s*(?:\(?\d{1,3}[.、．)]\s*)?(?P<title>(?:关于|进一步|加快|加强|推进|推动|优化)[^。;:()]{4,60}?(?:提案|议案|建议))"
    r"(?:\s*\((?P<noted>[^()]{2,60}(?:\([^()]{1,10}\)[^()]{0,40})*)\)|\s{2,}(?P<apart>\S.{0,60}?))\s*"
)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING)
_LONGEST = 140  # characters of such a line
_NOTE = re.compile(r"\([^()]*\)")
_CAPACITY = re.compile(r"(?:委员|代表)(?=[\s、,]|$)")  # 甲某某委员、乙某某委员
_SECTOR = re.compile(r"[\u4e00-\u9fff]{2,10}(?:界别?|小组|专委会|委员会|支部|支社|总支)")
_NOT_SIGNED = re.compile(r"略|附件|节选|摘要|摘登|号|办理|承办|答复|见")


class SignedTitle(NamedTuple):
    """start, end: of the title in the block's text. signers: those who filed it, with where they stand in the source."""

    start: int
    end: int
    signers: tuple[tuple[Ref, int, int], ...]


def signed_title(view: View, context: Context) -> SignedTitle | None:
    """The title and the signers of a line of such a list; None for any other block."""
    block = view.block
    if block.kind not in _KINDS or not block.offsets or len(view.text) > _LONGEST or "》" in view.text[-1:]:
        return None
    begin = block.offsets[0]
    raw = context.source.text[begin : block.offsets[-1] + 1].translate(FOLD)
    m = _LINE.fullmatch(raw) if "\n" not in raw else None
    if m is None:
        return None
    group = "noted" if m["noted"] else "apart"
    if _NOT_SIGNED.search(m[group]):
        return None
    start = next((i for i, at in enumerate(block.offsets) if at >= begin + m.start("title")), 0)
    end = next((i for i, at in enumerate(block.offsets) if at >= begin + m.end("title")), len(view.text))
    signers = _signers(view, end, m[group], begin + m.start(group))
    return SignedTitle(start, end, signers) if signers else None


def _signers(view: View, at: int, raw: str, begin: int) -> tuple[tuple[Ref, int, int], ...]:
    bodies = view.within(at, len(view.text), _O)
    offsets = view.block.offsets
    if bodies:
        return tuple((f.ref, offsets[f.start], offsets[f.end - 1] + 1) for f in bodies)
    bare = _CAPACITY.sub(lambda m: " " * len(m.group()), _NOTE.sub(lambda m: " " * len(m.group()), raw))
    names = [(n, a, b) for n, a, b in padded_names(bare) if is_name(n)]
    if names and "".join(n for n, _, _ in names) == re.sub(r"[\s、,]", "", bare):
        return tuple((Ref(_P, n), begin + a, begin + b) for n, a, b in names)
    form = re.sub(r"\s", "", raw)
    return ((Ref(_O, form), begin, begin + len(raw)),) if _SECTOR.fullmatch(form) else ()


def signers_of_titles(article: ArticleView, context: Context) -> Iterator[Mention]:
    """Those who signed the documents of such lists, put into the views, where positions and proposals look for them."""
    for view in article.views:
        line = signed_title(view, context)
        for ref, a, b in line.signers if line else ():
            at = [i for i, offset in enumerate(view.block.offsets) if a <= offset < b]
            if not at:
                continue
            start, end = at[0], at[-1] + 1
            if not any(f.start < end and start < f.end for f in view.found):
                view.found = sorted([*view.found, Found(start, end, ref.type, ref.name, "signed-title")])
                yield Mention(ref.type, ref.name, view.text[start:end], view.evidence(context.source, start, end), "signed-title")


__all__ = ["SignedTitle", "signed_title", "signers_of_titles"]
