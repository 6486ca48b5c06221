"""Who holds which office: from phrases of office before a name, in brackets behind it, after 是 and 作为, from titles of respect,
appointments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.appointments import appointments, before_next
from kg.extract.context import Context
from kg.extract.listed_roles import listed_roles
from kg.extract.position_facts import capacity_of, coordinated, facts, next_body
from kg.extract.presented import presented
from kg.extract.presidium import presidium
from kg.extract.profiles import profiles
from kg.extract.protagonist import prints_speeches, speaker, told_of
from kg.extract.titles import Title, titles_before
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.labels import guest_label
from kg.model import BlockKind, Doubt, EntityType, Position, Ref

_P = EntityType.PERSON
_NOTE = re.compile(r"\(([^()]{1,60})\)")
_BEHIND = re.compile(r"(?:\([^()]{1,12}\))?(委员|代表)(?!团|大会|们|会|性|建议(?:案|的|被|办|得到|[。、》”]|$)|联络|提案)")
_GROUP = re.compile(  # 甲、乙两位委员; 甲、乙等代表 (but 甲、乙等代表公司签约: the verb)
    r"(?:\([^()]{1,12}\))?(?:等|(?:等)?(?:[一二三四五六七八九十两几\d]+)(?:多|余)?(?:名|位))(?:市|县|区|州|省)?(?:人大|政协)?(代表|委员)(?!团|大会|[代委])"
)
_IS = re.compile(r"(?:委员|代表)?,?(?:她|他)?(?:均|都|同时|分别|也|还|现)?(?:是|系|为|现任|担任|任|作为)")
_ALSO = re.compile(r",(?:也|又|还|同时|更|同时也|同时还)(?:是|担任|兼任)([^,。;:!?“”()]{3,40})(?=[,。;])")
_APPOSED = re.compile(r"(?:委员|代表)?,([^,。;:!?“”()]{3,40})(?=[,。;])")
_SKIP = (BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.ROSTER)


def positions(articles: Sequence[ArticleView], context: Context) -> Iterator[Position]:
    """The positions stated in running text, kickers and headings (rosters, tables and credits are read elsewhere). Who is called 代表
    or 委员 without more is so in the body that another place of the document names."""
    found = list(_stated(articles, context))
    named = {(p.person, p.role) for p in found if p.organization and not p.rule.startswith(_BARE) and p.role in ("代表", "委员")}
    yield from (p for p in found if not (p.rule.startswith(_BARE) and (p.person, p.role) in named))


_BARE = "capacity-behind"


def _stated(articles: Sequence[ArticleView], context: Context) -> Iterator[Position]:
    speeches = prints_speeches(context)
    for article in articles:
        mood, capacity = "", ""
        yield from presented(article, context)
        yield from profiles(article, context)
        last: Found | None = None
        for view in article.views:
            if view.block.kind in _SKIP:
                continue
            yield from _of_view(view, article, context)
            yield from presidium(view, article, context)
            yield from listed_roles(view, article, context)
            yield from appointments(view, article, context, mood)
            yield from _speakers(view, article, context, capacity)
            yield from told_of(view, last, article, context)
            if speeches:
                yield from speaker(view, article, context)
            last = next((f for f in reversed(view.found) if f.type is _P), last)
            if view.text.endswith((":", "：")) or view.block.kind is BlockKind.HEADING:
                mood = "end" if _REMOVES.search(view.text) else "start" if _GIVES.search(view.text) else ""
            if len(view.text) <= 24 and "。" not in view.text and (m := _SPEAKERS.match(view.text)):
                capacity = m["role"]
            elif view.block.kind is BlockKind.PARAGRAPH and "。" in view.text:
                capacity = ""


def _of_view(view: View, article: ArticleView, context: Context) -> Iterator[Position]:
    people = [f for f in view.found if f.type is _P]
    last: list[Title] = []
    before: Found | None = None
    for f in people:
        titles = titles_before(view, f.start, context) or _described(view, f.start, context)
        rule = "office-before-name"
        if not titles and before is not None and last and coordinated(view.text, before.end, f.start):
            titles, rule = last, "office-before-list"
        elif (
            titles
            and before is not None
            and last
            and titles[0].organization is None
            and not any(titles[0].start <= d.start < titles[0].end for d in view.found if d.type is EntityType.DISTRICT)
            and _same_breath(view.text, before.end, _without_manner(view.text, titles[0].start), last, titles)
        ):
            titles = [
                t._replace(organization=next_body(t, last[-1].organization, view.text)) if t.role not in ("代表", "委员") else t
                for t in titles
            ]
        if titles and titles[0].organization is None and (body := _entrusting(view, titles[0])) is not None:
            titles = [titles[0]._replace(organization=body), *titles[1:]]
        if titles:
            yield from facts(titles, f, view, article, context, rule)
        last, before = titles, f
        yield from _behind(view, f, article, context)
    yield from _leading(view, people, article, context)
    yield from _as(view, people, article, context)


_ENTRUSTED = re.compile(r"受(?P<by>[^,。;]{3,24})(?:主任会议|主任|主席会议|主席)?(?:的)?委托,(?:由)?$")
_DEPUTY_OF = {"副主任": "常务委员会", "秘书长": "", "副主席": "政治协商会议"}


def _entrusting(view: View, title: Title) -> Ref | None:
    """The body by whose order its deputy speaks: 受市人大常委会委托,副主任某某…; 受市政协常委会委托,副主席某某…, who is the CPPCC's."""
    m = _ENTRUSTED.search(view.text, max(0, title.start - 34), title.start)
    kind = _DEPUTY_OF.get(title.role)
    if m is None or kind is None:
        return None
    body = next((o.ref for o in reversed(view.within(m.start("by"), m.end("by"), EntityType.ORGANIZATION))), None)
    if body is None or kind not in body.name:
        return None
    return Ref(body.type, _OF_STANDING.sub(r"\1委员会", body.name)) if "政治协商会议" in body.name else body


_OF_STANDING = re.compile(r"(中国人民政治协商会议.*?)(?:第[一二三四五六七八九十]+届)?委员会常务委员会$")


_DESCRIBED = re.compile(r"、[\u4e00-\u9fff]{2,8}的$")


def _described(view: View, at: int, context: Context) -> list[Title]:
    """区政协委员、电工出身的敖某某: the titles before a word about the person."""
    m = _DESCRIBED.search(view.text, max(0, at - 11), at)
    titles = titles_before(view, m.start(), context) if m else []
    named = {f.end for f in view.found if f.type is _P}
    return [t for t in titles if t.end - len(t.role) not in named]  # 甲某某代表、经济界的乙某某委员


_REMOVES = re.compile(r"免去|免职|辞去|罢免|(?:批准|接受|同意):$")
_GIVES = re.compile("任命|聘任|选举|补选|当选|推选|增选|决定:$")
_SPEAKERS = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:发言|参会|联名|提案|领衔|建言|出席|对话|访谈)[\u4e00-\u9fff]{0,4}|本期|嘉宾)?(?P<role>委员|代表)(?:\([^()]*\))?:?$"
)


_TAIL = re.compile(r"(?:\([^()]{2,20}(?:代表团|小组|界别?|组)\))?[:,;]?$")  # 某村党支部书记(某县代表团)


def _speakers(view: View, article: ArticleView, context: Context, capacity: str) -> Iterator[Position]:
    """Lines below a label such as 发言委员: the name first, then employer and post; the label gives the capacity."""
    people = [f for f in view.found if f.type is _P and f.start == guest_label(view.text)]
    if not people or len(view.text) > 60 or "。" in view.text:
        return
    f = people[0]
    if view.block.kind is not BlockKind.KICKER:
        note = _NOTE.match(view.text, f.end)
        begin = note.end() if note else f.end
        end = len(_TAIL.sub("", view.text))
        titles = [t for t in titles_before(view, end, context) if t.start >= begin]
        if titles and (titles[0].start == begin):
            yield from facts(titles, f, view, article, context, "name-then-office")
    if capacity:
        yield capacity_of(capacity, f.start, f.end, f, view, article, context, "capacity-of-list")


_MANNER = re.compile("(?:专职|兼职|挂职|常务|执行|原|现任)$")
_APART = frozenset("、,;:由和与及的")


def _without_manner(text: str, at: int) -> int:
    """Where a title begins with the word for how it is held (兼职|副主席)."""
    m = _MANNER.search(text, max(0, at - 2), at)
    return m.start() if m else at


def _same_breath(text: str, a: int, b: int, before: list[Title], now: list[Title]) -> bool:
    """Whether a title without a body goes on with the body of the one before: right behind it, or in the same sentence with an office of
    the same kind (市政协主席…,副主席…作…报告,副主席…主持)."""
    if re.fullmatch(r"(?:\([^()]{1,16}\))?[、,;]", text[a:b]):
        return True
    return "。" not in text[a:b] and b - a < 40 and before[-1].role[-2:] == now[0].role[-2:] and text[b - 1] in _APART


def _behind(view: View, f: Found, article: ArticleView, context: Context) -> Iterator[Position]:
    """海兰(女,回族)委员; 皮宗旺(…党总支书记、…理事长); 牛沛然委员,是…院长; 张效舜、蔚子衿两位委员."""
    text = view.text
    called = re.compile("代表|委员").match(text, f.end)
    note = _NOTE.match(text, f.end) or (_NOTE.match(text, called.end()) if called else None)
    if note and (inside := titles_before(view, note.end() - 1, context)):
        yield from facts(inside, f, view, article, context, "office-in-brackets")
    elif note:
        for piece in re.finditer(r"[^、,]+", note[1]):  # (市政协委员、民建会员)
            end = note.start(1) + piece.end()
            inside = [t for t in titles_before(view, end, context) if t.start >= note.start(1) + piece.start()]
            yield from facts(inside, f, view, article, context, "office-in-brackets") if inside else ()
    if text.startswith("总书记", f.end):
        yield Position(
            evidence=view.evidence(context.source, f.start, f.end + 3), rule="office-behind-name", article=article.start,
            doubts=(Doubt.NO_ORGANIZATION,), person=f.ref, role="总书记",
        )  # fmt: skip
    m = _BEHIND.match(text, f.end)
    if m and not (m[1] == "代表" and _SPEAKS_FOR.match(text, m.end())):
        yield capacity_of(m[1], f.start, m.end(), f, view, article, context, "capacity-behind-name")
    if m and m.end() == len(text.rstrip(":")) < len(text):  # 甲某某、乙某某委员: the salutation of a reply
        yield from _saluted(m[1], f, m.end(), view, article, context)
    g = _GROUP.match(text, f.end)
    if g and not (g[1] == "代表" and _SPEAKS_FOR.match(text, g.end())):
        group = [f]
        people = [p for p in view.found if p.type is _P and p.end <= f.start]
        for p in reversed(people):
            if not coordinated(text, p.end, group[-1].start):
                break
            group.append(p)
        shared = _told_before(view, group[-1], g[1], context)
        for p in group:
            position = capacity_of(g[1], group[-1].start, g.end(), p, view, article, context, "capacity-behind-list")
            yield replace(position, organization=shared, doubts=()) if shared is not None else position
    is_ = _IS.match(text, f.end + (len(note.group()) if note else 0))
    if is_:
        clause = re.compile(r"[^。;!?]*?(?=[。;!?,]|$)").match(text, is_.end())
        end = before_next(text, is_.end(), clause.end() if clause else len(text), [p for p in view.found if p.type is _P])
        end -= text[end - 1] == ")"
        if end - is_.end() < 60 and (stated := titles_before(view, end, context)) and stated[0].start >= is_.end():
            yield from facts(stated, f, view, article, context, "is-office")
            if (also := _ALSO.match(text, end)) and (more := titles_before(view, also.end(), context)) and more[0].start >= also.start(1):
                yield from facts(more, f, view, article, context, "is-office")
            if not is_.group().startswith((",", "委员", "代表", "作为")):
                for p in reversed([p for p in view.found if p.type is _P and p.end <= f.start]):
                    if not coordinated(text, p.end, f.start):
                        break
                    yield from facts(stated, p, view, article, context, "is-office-all")
                    f = p


    elif apposed := _APPOSED.match(text, f.end):
        stated = titles_before(view, apposed.end(), context)
        named = any(p.type is _P and apposed.start(1) <= p.start < apposed.end() for p in view.found)
        if stated and stated[0].start == apposed.start(1) and not named:
            yield from facts(stated, f, view, article, context, "office-in-apposition")


def _told_before(view: View, first: Found, role: str, context: Context) -> Ref | None:
    """The body of which the block has said, before it names `first`, that somebody is its deputy or member (省政协委员甲…她和乙、丙两位
    委员)."""
    for p in reversed([p for p in view.found if p.type is _P and p.end <= first.start]):
        for t in titles_before(view, p.start, context):
            if t.role == role and t.organization is not None:
                return t.organization
    return None


def _saluted(role: str, last: Found, end: int, view: View, article: ArticleView, context: Context) -> Iterator[Position]:
    """The others of a line that holds nothing but names before the capacity of the last."""
    group = [last]
    for p in reversed([p for p in view.found if p.type is _P and p.end <= last.start]):
        if not coordinated(view.text, p.end, group[-1].start):
            break
        group.append(p)
    for p in group[1:] if group[-1].start == 0 else ():
        yield capacity_of(role, p.start, end, p, view, article, context, "capacity-of-salutation")


# 某某代表民革市委会发言: 代表 is a verb before a body.
_SPEAKS_FOR = re.compile(
    r"民[革盟建进]|农工|致公|九三|台盟|无党派|[市州县区省旗](?!里|民)|自治|常委会|政协|人大|全体|大会|本|该|企业|公司|学校|我们|大家|他们|第|国务院|党|提案|各|界|与会|[\u4e00-\u9fff]{2,14}(?:委员会|政府|作|发言|致辞|宣读|讲话|表态)"
)


def _leading(view: View, people: list[Found], article: ArticleView, context: Context) -> Iterator[Position]:
    """沙马阿依(女,彝族)市人大代表、盐边县…村医: a line that gives the name first."""
    if (
        not people
        or people[0].start > 0
        or view.block.kind not in (BlockKind.KICKER, BlockKind.SUBTITLE, BlockKind.HEADING)
        or "。" in view.text
    ):
        return
    f = people[0]
    end = view.text.find("【")
    end = len(view.text) if end < 0 else end
    note = _NOTE.match(view.text, f.end)
    begin = note.end() if note else f.end
    if end > begin and (titles := titles_before(view, end, context)) and titles[0].start >= begin:
        yield from facts(titles, f, view, article, context, "name-then-office")


_AS = re.compile(r"(?:作为|身为|身兼)([^。;!?]{4,50}?),")


def _as(view: View, people: list[Found], article: ArticleView, context: Context) -> Iterator[Position]:
    """作为宜昌水运职业技术学院教师,市人大代表田玉蓉…: the next person of the sentence holds the office."""
    for m in _AS.finditer(view.text):
        holder = next((p for p in people if m.end() <= p.start < m.end() + 40 and "。" not in view.text[m.end() : p.start]), None)
        titles = titles_before(view, m.end(1), context)
        stated = [t for t in titles if t.start >= m.start(1)]
        if holder and stated:
            yield from facts(stated, holder, view, article, context, "as-office")
