"""The people of the press: bylines, credits of photos, the editors of the page. Each is a person and a position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Context
from kg.extract.medium import stated_medium
from kg.extract.work import ArticleView
from kg.lexicon.bylines import Credit, credits_in
from kg.lexicon.load import toml
from kg.lexicon.names import could_be_name, is_name, padded_names
from kg.model import Block, BlockKind, EntityType, Evidence, Mention, Position, Ref

_FOLD = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"\u3000": " ", "*": " ", "_": " "})
_BRACKETS = re.compile(r"[(]([^()]{2,60})[)]")
_SEE_PAGE = re.compile(r"^图片|版$")  # 图片见二版
_FREELANCE = ("通讯员", "特约摄影", "主持人", "联系人", "解读人", "主讲人")
_BEFORE_SHOT = re.compile(r"(?:^|[。\s)(])([\u3400-\u9fff·]{1,6}?(?:\s{1,3}[\u3400-\u9fff])?)\s*/?拍?摄(?:影)?[)\s]*$")
_FOOT = re.compile(r"(?:审核|责编|编辑|校对|制图|来源|[一二三初终]审|核稿|撰稿|签发)[:/|]")


def credited(articles: Sequence[ArticleView], furniture: Sequence[Block], context: Context) -> Iterator[tuple[Mention, Position | None]]:
    """Everybody credited on the page, with the position that the credit states, None where it states none; who is called author and
    reporter is a reporter."""
    found = list(_credited(articles, furniture, context))
    reporters = {p.person.name for _, p in found if p is not None and p.role.endswith("记者")}
    yield from ((m, p) for m, p in found if p is None or p.role != "作者" or p.person.name not in reporters)


def _credited(articles: Sequence[ArticleView], furniture: Sequence[Block], context: Context) -> Iterator[tuple[Mention, Position | None]]:
    for article in articles:
        named: dict[str, str] = {}
        for view in article.views:
            for credit, at in _credits(view.block, context.source.text):
                if _SEE_PAGE.search(credit.name):
                    continue
                named.setdefault(credit.name, credit.role)
                yield _fact(credit, at, article.start, context)
        for view in article.views:
            for name, start, end in _photographers(view.block, context.source.text):
                role = named.get(name, "记者")
                role = role if role.endswith(("记者", "通讯员", "摄影")) or role not in _of_page() else "摄影"  # who edits the page as well
                yield _fact(Credit(name, role, 0, end - start, False, ""), start, article.start, context, raw_end=end)
        yield from _at_foot(article, named, context)
    for block in (*(v.block for a in articles for v in a.views), *furniture):
        yield from _called(block, context)
    for block in furniture:
        if len(block.text) > _SHORT or "。" in block.text:
            continue
        for credit, at in _credits(block, context.source.text):
            yield _fact(credit, at, None, context)


# Those whom a label names for what they do on this page, and no body employs for it: 主持人:尤 佳, (联系人:沈 阅,产业发展处)
_CALLED = re.compile(
    r"(?P<role>主持人|联系人|解读人|主讲人|责任编辑|责编)\s*:\s*(?P<name>[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff]){1,3}?)(?=\s*[,;()]|\s{2}|\s*$)"
)
_LABELS_AHEAD = "人辑编"


def _called(block: Block, context: Context) -> Iterator[tuple[Mention, Position]]:
    """People behind a label of their part in a talk, a notice or a page."""
    if not block.offsets or not any(f"{c}:" in block.text for c in _LABELS_AHEAD):
        return
    raw, start = _raw(block, context.source.text, 0, len(block.text))
    for m in _CALLED.finditer(raw):
        of_page = m["role"] in ("责任编辑", "责编")
        if of_page and (block.kind is not BlockKind.FURNITURE or (len(block.text) <= _SHORT and "。" not in block.text)):
            continue  # read as a line of credits
        form = re.sub(r"\s", "", m["name"])
        if is_name(form) or (could_be_name(form) and " " in m["name"]):
            yield _fact(Credit(form, m["role"], m.start("name"), m.end("name"), False, ""), start, None, context)


_SHORT = 80  # characters of a line of credits


def _raw(block: Block, text: str, a: int, b: int) -> tuple[str, int]:
    """The source behind block.text[a:b], folded with its white space, and where it begins."""
    start = block.offsets[a]
    return text[start : block.offsets[b - 1] + 1].translate(_FOLD), start


def _credits(block: Block, text: str) -> Iterator[tuple[Credit, int]]:
    """Credits of a block, each with the place in the source from which its offsets count."""
    if not block.offsets:
        return
    size = len(block.text)
    if block.kind in (BlockKind.BYLINE, BlockKind.FURNITURE, BlockKind.CAPTION):
        raw, start = _raw(block, text, 0, size)
        for credit in credits_in(raw):
            yield credit, start
    elif block.kind is BlockKind.PARAGRAPH:
        spans = []
        foot = block.text.rfind("。") + 1  # 注:…。来源:某局 审核:某某
        if foot < size <= foot + 50 and _FOOT.search(block.text[foot:]):
            spans.append((foot, size))
        lead = re.match(r".{2,16}?(?:讯|电|消息)\(([^()]{3,60})\)", block.text)
        if lead:
            spans.append(lead.span(1))
        tail = re.search(r"\(([^()]{4,40})\)$", block.text)
        if tail and re.search(r"记者|通讯员|统稿", tail[1]):
            spans.append(tail.span(1))
        for a, b in spans:
            raw, start = _raw(block, text, a, b)
            for credit in credits_in(raw):
                yield credit, start


def _photographers(block: Block, text: str) -> Iterator[tuple[str, int, int]]:
    """A name right before 摄, without a label (伏朝阳 摄)."""
    if block.kind is not BlockKind.CAPTION or not block.offsets:
        return
    raw, start = _raw(block, text, 0, len(block.text))
    m = _BEFORE_SHOT.search(raw)
    if m:
        name = re.sub(r"\s", "", m[1])
        if is_name(name):
            yield name, start + m.start(1), start + m.end(1)


@cache
def _of_page() -> frozenset[str]:
    """Labels of those who make the page and report nothing."""
    return frozenset(toml("credits")["staff"])


def _at_foot(article: ArticleView, named: dict[str, str], context: Context) -> Iterator[tuple[Mention, None]]:
    """Names alone in brackets after the last sentence of an article: its writers, of whom it does not say what they are."""
    prose = [v.block for v in article.views if v.block.kind is BlockKind.PARAGRAPH and v.block.offsets]
    if not prose or not article.article.bylines:
        return
    block = prose[-1]
    tail = re.search(r"\(([^()]{2,30})\)$", block.text)
    if not tail or re.search("记者|通讯员|作者", tail[1]):
        return
    raw, start = _raw(block, context.source.text, tail.start(1), tail.end(1))
    for name, a, b in padded_names(raw):
        if name in article.article.bylines and name not in named:
            yield _fact(Credit(name, "记者", a, b, True, ""), start, article.start, context)[0], None


@cache
def _stated() -> re.Pattern[str]:
    """新华社记者, 某某日报首席记者; 新华社北京1月8日电(记者: a medium and the label of its reporters, at the end."""
    outlets = "日报|晚报|晨报|早报|时报|商报|都市报|政协报|工人报|法治报|青年报|电视台|通讯社|新闻网"
    agencies = "新华社|中新社|人民网|新华网|央视新闻|人民政协网|中新网"
    return re.compile(
        rf"(?:(?P<wire>新华社|中新社|新华网|人民网|中新网|央广网|光明网)[\u4e00-\u9fff\d]{{0,14}}电[\s]*[(（]|(?<![\u4e00-\u9fff])(?P<medium>{agencies}|[\u4e00-\u9fff]{{2,6}}?(?:{outlets})))"
        r"(?:首席|全媒体|特约|高级|摄影|见习|驻[\u4e00-\u9fff]{2,3})*记者[\s:：/]*(?:[\u4e00-\u9fff·]{2,8}[\s、]+|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]\s+){0,3}$"
    )


def _own_medium(text: str, start: int) -> str | None:
    """The medium that the credit before text[start] names as that of its reporters, in full; None if it names none (本报记者)."""
    m = _stated().search(text, max(0, start - 48), start)
    named = m and (m["wire"] or m["medium"])
    if not named or named.startswith("本"):
        return None
    return {"新华社": "新华通讯社", "中新社": "中国新闻社", "中新网": "中国新闻网"}.get(named, named)


def _fact(credit: Credit, at: int, article: int | None, context: Context, raw_end: int | None = None) -> tuple[Mention, Position]:
    source = context.source
    start, end = at + credit.start, raw_end if raw_end is not None else at + credit.end
    evidence = (Evidence.of(source, start, end),)
    person = Ref(EntityType.PERSON, credit.name)
    medium = stated_medium(source)
    paper = context.reading.issue.paper or (medium.name if medium else None)
    paper = (_own_medium(source.text, start) if credit.role.endswith("记者") else None) or paper
    employer = Ref(EntityType.ORGANIZATION, paper) if paper and credit.role not in _FREELANCE else None
    mention = Mention(EntityType.PERSON, credit.name, credit.name, evidence, "credit")
    whole = max(at, min(start, at)), end
    label = (Evidence.of(source, whole[0], whole[1]),) if whole[0] < whole[1] and whole[1] - whole[0] < 60 else evidence
    role = "实习记者" if (credit.modifier, credit.role) == ("实习", "记者") else credit.role
    return mention, Position(evidence=label, rule="credit", article=article, person=person, role=role, organization=employer)
