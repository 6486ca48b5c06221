"""Brief biographies (简历): the posts that somebody held, with their years, line by line or in one paragraph.

1998.10—2003.05 某县农业局副局长、党组成员; 先后任某公司技术中心主任、副总经理,2008年起任某市科学技术局局长. Who is meant is said once, in
the title (某某同志简历) or at the head of the paragraph (某某,男,汉族,…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import facts
from kg.extract.titles import Title, titles_before
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.names import could_be_name, is_name
from kg.model import BlockKind, Doubt, EntityType, Mention, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_TITLE = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[.、])?(?P<name>[\u3400-\u9fff·]{2,9}?)(?:同志)?(?:\([^()]{1,12}\))?(?:的?(?:个人|工作|主要)?(?:简历|简介|履历))[::]?$"
)
_HEAD = re.compile(  # 甲某某,男,汉族, | 【甲某某】男,汉族, | 甲某某 女,苗族,1969年5月生
    r"(?:(?P<mark>[【\[〔])(?P<marked>[\u3400-\u9fff·]{2,15})[】\]〕]|(?P<name>[\u3400-\u9fff·]{2,9})(?:同志)?(?:\([^()]{1,12}\))?,)[男女],"
    r"|(?P<bare>[\u3400-\u9fff·]{2,9}?)[男女],(?=[\u4e00-\u9fff]{1,6}族,|(?:19|20)\d\d年)"
)
_MONTH = r"(?:19|20)\d\d(?:[.年/]\d{1,2}月?|-\d{2}(?!\d)|年)?"
_SPAN = re.compile(
    rf"(?P<from>{_MONTH})(?:(?P<to>起|至今|以来)|\s*(?:—+|-+|~|至|到)\s*(?P<until>{_MONTH}|今|现在)?)?[,:,:]?\s*(?P<rest>\D.*)$"
)
_IN = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?(?:起|后|至今|以来|,)?$")
_TAKES = re.compile(
    r"(?:先后|历|曾|现|兼|调|挂职|挂|担|出|留校|连|继续|转|改|升|被|提)?(?<!主)(?<!责)(?<!委)任(?:命为|职为)?(?![期务免何])|当选(?:为)?|担任|(?<=[,。;月年起])[曾现]为|被聘为|受聘为|(?:提名|推荐|拟提拔|拟晋升|拟转任)(?:为|任)|(?<=[,。;月年起])为(?=[\u4e00-\u9fff]{2}[^,。;]*[长任记席员])"
)
_CANDIDATE = re.compile(r"(?:预备)?(?:人选|候选人)$")  # 拟提名为某镇副镇长人选
_TERM = re.compile(r"(?:第?[一二三四五六七八九十]+(?:届)?(?:、第?[一二三四五六七八九十]+)*届)")
_NOTED = re.compile(r"\([^()]*?(?:兼任|挂职任|挂任|挂职担任)(?P<rest>[^()]+)\)")
_CAPACITY = re.compile(r"届[^。;]{2,}(?:代表|委员|常委)$")
_LONGEST = 60  # characters of a clause that names a post
_FIRM = re.compile(r"(?P<firm>.+?(?:公司|集团))[^公集]{2,}$")  # 某公司技术中心主任、副总经理: the latter of the firm
_OF_FIRM = re.compile(r"(?:副?董事长|(?:常务)?副?总经理|副?总裁|副?总工程师|总会计师|党委副?书记|董事|监事会主席)$")
_UNIT = re.compile(r"[\u4e00-\u9fff]{3,30}(?:中心|公司|集团|[局厅委部院校馆所站社厂场行队处会]|学院|大学|中学|小学|医院|总站|支队)$")


def biographies(article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """The posts told in the biographies of an article, and the bodies among them that no rule knows."""
    holder: Found | None = None
    for view in article.views:
        if view.block.table is not None or not view.text:
            continue
        named = _TITLE.match(view.text) if len(view.text) <= 24 else None
        if named and could_be_name(named["name"]):
            holder = Found(named.start("name"), named.end("name"), _P, named["name"], "biography")
            continue
        head = _HEAD.match(view.text)
        name = (head["marked"] or head["name"] or head["bare"]) if head else ""
        known = head is not None and (is_name(name) or (head["mark"] and could_be_name(name)) or (holder and name == holder.name))
        if head and known and (holder or _told(view.text)):
            at = head.end("mark") if head["mark"] else 0
            holder = Found(at, at + len(name), _P, name, "biography")
        elif head is None and view.block.kind in (BlockKind.HEADLINE, BlockKind.SIGNATURE):
            holder = None
        if holder is None:
            continue
        if dated := _SPAN.match(view.text):
            yield from _line(view, dated, holder, article, context)
            for note in _NOTED.finditer(view.text):
                yield from _posts(view, note.start("rest"), note.end("rest"), holder, article, context, None, None)
        elif head or _TAKES.search(view.text):
            if head:
                yield from _beside(view, holder, head.end(), article, context)
            yield from _prose(view, holder, article, context)
        elif _TERM.match(view.text) or (len(view.text) <= _LONGEST and _CAPACITY.search(view.text)):
            yield from _posts(view, 0, len(view.text), holder, article, context, None, None)


def _told(text: str) -> bool:
    """Whether a paragraph that begins with a name and a sex tells a life: when its subject was born or took up work."""
    return bool(re.search(r"\d{4}年\d{1,2}月(?:出?生|参加工作|入党|加入)", text[:120]))


def _line(view: View, dated: re.Match[str], holder: Found, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """One line of a table of years."""
    begin = _iso(dated["from"])
    until = dated["until"]
    end = _iso(until) if until and until[0].isdigit() else None
    if begin and end:
        size = min(len(begin), len(end))
        begin, end = begin[:size], end[:size]
    yield from _posts(view, dated.start("rest"), len(view.text), holder, article, context, begin, end)


def _iso(form: str) -> str | None:
    """1998.10, 1998年10月, 1998-10 → 1998-10; 1998年 → 1998."""
    m = re.match(r"(\d{4})\D*(\d{1,2})?", form)
    if m is None or (m[2] and not 1 <= int(m[2]) <= 12):
        return None
    return f"{m[1]}-{int(m[2]):02d}" if m[2] else m[1]


def _beside(view: View, holder: Found, at: int, article: ArticleView, context: Context) -> Iterator[Position]:
    """The grades and capacities among what the first sentence says of its subject (…,中共党员,工学博士,高级工程师,市人大代表。)."""
    stop = view.text.find("。", at)
    begin = at
    for piece in view.text[at : stop if stop >= 0 else len(view.text)].split(","):
        titles = [t for t in titles_before(view, begin + len(piece), context) if t.start >= begin]
        if titles and titles[0].start == begin and not _TAKES.search(piece):
            yield from facts(titles, holder, view, article, context, "biography")
        begin += len(piece) + 1


def _prose(view: View, holder: Found, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """A paragraph: the posts behind each verb of taking office, up to the end of its sentence, the next verb or the next year."""
    text = view.text
    verbs = list(_TAKES.finditer(text))
    for i, verb in enumerate(verbs):
        if _of_another(view, verb.start(), holder):
            continue
        close = min((text.find(c, verb.end()) for c in "。;" if text.find(c, verb.end()) >= 0), default=len(text))
        end = min(close, verbs[i + 1].start() if i + 1 < len(verbs) else close)
        if (note := text.rfind("(", 0, verb.start())) > text.rfind(")", 0, verb.start()):
            end = min(end, text.find(")", note) if ")" in text[note:] else end)
        when = _IN.search(text, max(0, verb.start() - 12), verb.start())
        begin = (f"{when['year']}-{int(when['month']):02d}" if when["month"] else when["year"]) if when else None
        yield from _posts(view, verb.end(), end, holder, article, context, begin, None, _works_at(view, verb.start()))


def _of_another(view: View, at: int, holder: Found) -> bool:
    """Whether the sentence of text[at] names somebody before it, and not the one whose life is told."""
    begins = max(view.text.rfind(c, 0, at) for c in "。;!?") + 1
    named = {f.name for f in view.within(begins, at, _P)}
    return bool(named) and holder.name not in named


_WORKS = re.compile(r"(?:在|到|进入|调入|分配[到至])(?P<body>[^,。;]{3,24}?)(?:(?:参加)?工作|任职|挂职),?(?:先后|历|曾|依次)?$")


def _works_at(view: View, stop: int) -> Ref | None:
    """The body of which the clause before text[stop] says that somebody works there (在某市中级人民法院工作,先后担任…); None if none."""
    at = _WORKS.search(view.text, max(0, stop - 40), stop)
    named = (f for f in view.found if at and f.type is _O and f.end == at.end("body") and f.start >= at.start("body"))
    return next((f.ref for f in named), Ref(_O, at["body"]) if at and _UNIT.fullmatch(at["body"]) else None)


def _posts(
    view: View, a: int, b: int, holder: Found, article: ArticleView, context: Context, begin: str | None, end: str | None,
    before: Ref | None = None,
) -> Iterator[Mention | Position]:  # fmt: skip
    """The offices in text[a:b], clause by clause; notes in brackets are left to their own verbs. before: where the holder worked then."""
    text, depth = view.text, 0
    works = before
    for m in re.finditer(r"[()]|[^,;。()]+", text[a:b]):
        if m.group() in "()":
            depth += 1 if m.group() == "(" else -1
            continue
        x, y = a + m.start(), a + m.end()
        if depth > 0 or y - x > _LONGEST:
            continue
        takes = _TAKES.match(text, x)
        x = takes.end() if takes else x
        term = _TERM.match(text, x)
        x = term.end() if term else x
        y -= len(candidate.group()) if (candidate := _CANDIDATE.search(text, x, y)) else 0
        titles = [t for t in titles_before(view, y, context) if t.end > x and t.end - len(t.role) >= x]
        for t in titles:
            body, unread = _body_of(t, x, before, view, inside=works is not None)
            if unread:
                yield Mention(_O, unread[0], unread[0], view.evidence(context.source, unread[1], unread[2]), "biography")
            before = body or before
            yield Position(
                evidence=view.evidence(context.source, max(x, min(t.start, t.end)), t.end), rule="biography", article=article.start,
                doubts=() if body else (Doubt.NO_ORGANIZATION,), person=holder.ref, role=t.role, organization=body, start=begin, end=end,
            )  # fmt: skip


def _body_of(t: Title, at: int, before: Ref | None, view: View, inside: bool) -> tuple[Ref | None, tuple[str, int, int] | None]:
    """The body of an office of a biography: as the title says; else what stands before the office when it is built like one; else, behind
    、, the body before it, of which it may be a section (炼钢车间主任). The second value is the name and the place of a body that was not
    known. inside: whether `before` is where the holder was said to work, so that the first office is of it too."""
    if t.organization is not None:
        firm = _FIRM.match(t.organization.name) if _OF_FIRM.match(t.role) else None
        return (Ref(_O, firm["firm"]) if firm else t.organization), None
    stop = t.end - len(t.role)
    start = max(at, view.text.rfind("、", at, stop) + 1)
    form = view.text[start:stop]
    if _UNIT.fullmatch(form):
        return Ref(_O, form), (form, start, stop)
    section = stop == start or bool(_SECTION.search(form)) or t.role.startswith("车间")
    return (before if section and (start > at or inside) else None), None


_SECTION = re.compile(r"[\u4e00-\u9fff](?:车间|[庭科股队]|班组)$")


__all__ = ["biographies"]
