"""Appointments and removals: 任命张三为市发改委主任; 免去李四的市财政局局长职务; lists under 任命: and 免去:."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import coordinated, facts, next_body
from kg.extract.titles import Title, titles_before
from kg.extract.work import ArticleView, Found, View
from kg.model import EntityType, Position, Ref

_P = EntityType.PERSON
_APPOINT = re.compile(r"(?:任命|补选|选举|推选|增补|递补|聘任|聘|决定|提名|推举|通过|当选|选出|拟任|推荐|批准)")
_AS_POST = re.compile(
    r"(?:\([^()]{1,12}\))?(?:同志)?(?:\([^()]{1,12}\))?(?:等?\d{1,3}[人名位](?:同志)?)?(?:,?(?:以|获|得)?(?:赞成)?\d+票(?:赞成)?,?)?(?:(?:全票|高票)?(?P<elected>当选)(?:为)?|为|任|担任|出任|兼任)"
)
_MOOD = re.compile(r"(?:任命|免去|罢免|撤销|聘任|补选):")
_REMOVE = re.compile(r"(?:同志)?(?:\([^()]{1,12}\))?(?:的|辞去(?:的)?|不再担任)?")


def appointments(view: View, article: ArticleView, context: Context, mood: str) -> Iterator[Position]:
    """任命张三为市发改委主任; 免去李四的市财政局局长职务; 补选…为…主任; 接受…辞去…职务的请求."""
    text = view.text
    people = [f for f in view.found if f.type is _P]
    given: Ref | None = None  # the body of the last office given in the sentence
    begun = -1
    for i, f in enumerate(people):
        group = [f]
        while i + 1 < len(people) and coordinated(text, group[-1].end, people[i + 1].start):
            group.append(people[i + 1])
            i += 1
        if f is not group[0] or (f is not people[0] and coordinated(text, people[people.index(f) - 1].end, f.start)):
            continue
        as_post = _AS_POST.match(text, group[-1].end)
        opened = max((m.end() for m in _APPOINT.finditer(text, max(0, f.start - 14), f.start)), default=-1)
        begins = max(text.rfind("。", 0, f.start), text.rfind("!", 0, f.start)) + 1
        given = given if begins == begun else None
        begun = begins
        if opened < 0 and text[f.start - 1 : f.start] in _PARTED and _APPOINT.search(text, begins, f.start):
            opened = f.start
        listed = text[f.start - 1 : f.start] in (";", ":", "。") and f.start > 0
        heading = max((m.end() for m in _MOOD.finditer(text, 0, f.start)), default=-1) if listed else -1
        removes = heading >= 0 and text[heading - 3 : heading - 1] in ("免去", "罢免", "撤销")
        opened = max(opened, -1 if removes else heading)
        if as_post and (opened >= 0 or as_post["elected"] or (f.start == 0 and (mood or text.startswith("同志任", f.end)))):
            clause = _CLAUSE.match(text, as_post.end())
            end = before_next(text, as_post.end(), clause.end() if clause else len(text), people)
            end = as_post.end() + len(_TAIL.sub("", text[as_post.end() : end]))
            for p in _posted(view, as_post.end(), end, group, article, context, "appointment", given, started=True):
                given = p.organization or given
                yield p
        if as_post and (acting := _ACTING_TOO.search(text, as_post.end(), _sentence_end(text, f.end))):
            yield from _posted(view, acting.start("post"), acting.end("post"), group, article, context, "appointment", given, started=True)
        if as_post and (also := _ALSO_REMOVED.search(text, as_post.end(), _sentence_end(text, f.end))):
            yield from _posted(view, also.start("post"), also.end("post"), group, article, context, "removal", None, started=False)
        if ended := _NO_LONGER.match(text, group[-1].end):
            yield from _posted(view, ended.start("post"), ended.end("post"), group, article, context, "removal", None, started=False)
            continue
        head = text[max(0, f.start - 8) : f.start]
        resigns = text.startswith("辞去", group[-1].end)
        if removes or resigns or re.search(r"免去|接受|决定免|罢免|撤销|免$", head) or (mood == "end" and f.start == 0):
            begin = _REMOVE.match(text, group[-1].end)
            stop = text.find("职务", group[-1].end, group[-1].end + 60)
            if begin and stop > 0:
                end = stop - (text[stop - 1] == "的")
                yield from _posted(view, begin.end(), end, group, article, context, "removal", None, started=False)


# 张三同志不再担任某市委书记职务; 任甲省委常委;不再担任乙省委常委、委员职务
_NO_LONGER = re.compile(
    r"(?:\([^()]{1,12}\))?(?:同志)?(?:(?:任|担任)[^。;]{3,30};)?不再(?:担任|兼任)(?P<post>[^,。;]{3,50}?)(?:的?职务)?(?=[,。;]|$)"
)
# 任某局副局长,免去其某中心主任职务
_ACTING_TOO = re.compile(r",(?:并)?(?:决定|任命)?(?:其)?(?:为|任)(?P<post>代理?[^,。;]{2,10})")  # 任命甲为市政府副市长,并决定为代理市长
_ALSO_REMOVED = re.compile(r",(?:同时)?(?:免去|免)其(?:所?(?:担任|兼任)?的)?(?P<post>[^,。;]{3,50}?)的?职务")


def _sentence_end(text: str, at: int) -> int:
    return next((m.start() for m in re.compile("[。;]").finditer(text, at)), len(text))


_TAIL = re.compile(r"\([^()]{2,60}\)$")  # (试用期一年), (须报经…批准): how the office is held
_CLAUSE = re.compile(r"(?:\([^()]{2,60}\)|[^。;!?,])*")  # a note in brackets may hold a comma (挂职,时间一年)
_PARTED = (",", ";", "、", ":")
_ACT = re.compile(r"(?:任命|补选|选举|推选|增补|聘任)(?:了)?$")


def before_next(text: str, a: int, b: int, people: list[Found]) -> int:
    """The end of what text[a:b] says of one person: the next act may follow without a mark (选举甲为主任 补选乙为市长) or as the next of a
    list."""
    for f in people:
        if a < f.start < b and (act := _ACT.search(text, max(a, f.start - 4), f.start)):
            return act.start()
        if a < f.start < b and text[f.start - 1] == "、" and _AS_POST.match(text, f.end):
            return f.start - 1  # 任命甲为市财政局局长、乙为市审计局局长
    return b


def _titles(view: View, a: int, b: int, context: Context) -> list[Title]:
    """The titles of the phrase text[a:b]. Where its last office is not known, those before it."""
    cut = b
    while cut > a:
        titles = [t for t in titles_before(view, cut, context) if t.start >= a - 1]
        if titles:
            return titles
        cut = view.text.rfind("、", a, cut)
    return []


def _posted(
    view: View, a: int, b: int, group: list[Found], article: ArticleView, context: Context, rule: str, given: Ref | None, *, started: bool
) -> Iterator[Position]:
    titles = _titles(view, a, b, context)
    if titles and titles[0].organization is None and given is not None and titles[0].role not in ("代表", "委员"):
        titles = [titles[0]._replace(organization=next_body(titles[0], given, view.text)), *titles[1:]]
    date = article.article.date
    for f in group:
        for p in facts(titles, f, view, article, context, rule) if titles else ():
            when: dict[str, str | None] = {"start": date} if started else {"end": date}
            yield Position(
                evidence=p.evidence, rule=rule, article=p.article, doubts=p.doubts, person=Ref(_P, f.name), role=p.role,
                organization=p.organization,
                start=when.get("start"), end=when.get("end"),
            )  # fmt: skip
