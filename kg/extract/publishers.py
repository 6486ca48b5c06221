"""The bodies that a page's line of publication names: where the text comes from, who runs the site (来源:某县统计局, 主办:某市政府办公室).

A label says what stands behind it, so a medium is believed there even where its name does not end like one (河东代表之家, 九江发布).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.pipeline import mentions_of
from kg.lexicon.names import is_name
from kg.model import Block, BlockKind, EntityType, Evidence, Mention, Reading

_LABELS = (
    r"(?:信息|文章|稿件|内容|新闻|资料)?来源|稿源|(?:网站)?主办(?:单位)?|承办单位|发布(?:机构|单位|部门)|发文(?:机关|单位)|供稿(?:单位)?|版权所有"
)
_NEXT = r"作者|编辑|责编|责任|时间|日期|发布|浏览|阅读|点击|记者|通讯员|审核|校对|字[体号]|承办|协办|技术|地址|电话|网站|备案"
_NEXT += r"|生成|成文|索引|主题|公开|类别"  # of the metadata of a document
_NAMED = re.compile(
    rf"(?<![一-鿿])(?:{_LABELS})[ \t\u3000]*[:：][ \t\u3000]*"
    rf"(?P<name>(?P<quoted>《[^《》\s]{{2,12}}》报?)|[一-鿿]{{3,24}}?)(?=[\s|｜丨(（【\[]|$|(?:{_NEXT})[一-鿿]{{0,3}}[:：])",
    re.MULTILINE,
)
_NOBODY = re.compile(r"本[站网报台刊]|网络|互联网|综合|原创|转载|未知|整理|其他|佚名|数据|来自|自$|有关|各|根据")
_SHORT_LINE = 160  # characters: a line of publication tells nothing else


# The site at the head of its page: 某某政协网 > 提案工作 > 正文, or its name above 网站首页.
_SITE = re.compile(
    r"^[ \t\u3000]*(?:(?:您|当前|您现在)?(?:的|所在)*位置[ \t]*[:：][ \t]*)?(?P<name>[一-鿿]{2,10}(?:网|在线|网站))"
    r"(?:[ \t\u3000]*(?:>|›|»|＞|→)|[ \t]*\n[ \t\u3000]*(?:网站)?首页)",
    re.MULTILINE,
)
_NO_SITE = re.compile(r"^(?:本|首页|我|官方|门户|政府)?(?:网|网站|在线)$|互联网|外网|内网|手机|移动|政务网站$")
_HEAD = 600  # characters at the head of a page in which its site stands


def sites(reading: Reading) -> Iterator[Mention]:
    """The site that the page comes from, as the path above its title names it."""
    m = _SITE.search(reading.source.text[:_HEAD])
    if m is not None and not _NO_SITE.search(m["name"]):
        evidence = (Evidence.of(reading.source, *m.span("name")),)
        yield Mention(EntityType.ORGANIZATION, m["name"], m["name"], evidence, "site-of-page", (("kind", "media"),))


def publishers(reading: Reading, context: Context) -> Iterator[Mention]:
    """The bodies named behind a label of publication, in furniture, bylines and lines of their own. Spans are of the source."""
    text = reading.source.text
    for block in _candidates(reading):
        start, end = block.offsets[0], block.offsets[-1] + 1
        for m in _NAMED.finditer(text, start, min(len(text), end + 1)):
            if _NOBODY.search(m["name"]) or is_name(m["name"]):
                continue
            evidence = (Evidence.of(reading.source, *m.span("name")),)
            whole = next((f for f in next(mentions_of([(m["name"], frozenset())], context)) if f.end - f.start == len(m["name"])), None)
            if whole is not None and whole.type is EntityType.ORGANIZATION:
                yield Mention(whole.type, whole.name, m["name"], evidence, "line-of-publication", whole.attributes)
            elif whole is None:
                name = m["name"][1:-1] if m["name"].endswith("》") else m["name"]  # 来源:《某某晨声》, but not 《某某》报
                yield Mention(EntityType.ORGANIZATION, name, m["name"], evidence, "line-of-publication", (("kind", "media"),))


def _candidates(reading: Reading) -> Iterator[Block]:
    lines = (b for a in reading.articles for b in a.blocks if b.kind in (BlockKind.BYLINE, BlockKind.PARAGRAPH))
    for block in (*reading.furniture, *lines):
        if block.offsets and len(block.text) <= _SHORT_LINE and (":" in block.text or "：" in block.text) and "。" not in block.text:
            yield block


__all__ = ["publishers", "sites"]
