"""Casts an article: whom its head lets speak, in whose name its report is given, who filed the document that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.proposals.cast import MEMBER_ROLES, Cast
from kg.extract.proposals.meetings import convener
from kg.extract.proposals.subjects import body_end
from kg.extract.proposals.words import press_posts
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.bylines import author_note
from kg.model import ArticleKind, BlockKind, EntityType, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_SEX = re.compile(r"(?:\([^()]{0,8}?|,)(女|男)[,)]")
_CREDIT = re.compile(r"(?:记者|通讯员|摄影|实习生|编辑|见习)[/:]?$")
_TOLD_BY = re.compile(r"口述[/:]?")
_MEMBER_OF = ("委员", "代表")
_LONGEST_LABEL = 30  # characters of a line of capacity and name
_SHORT_FOR = re.compile(r"\((?:以下|下)?简?称:?[“《]([^《》()“”]{2,20})[”》]\)")
_SIDE_BY_SIDE = re.compile(r"会?[、和与及]")
_ISSUES = re.compile(
    r"(?:联合|近日|日前|正式|已经?|共同|于[^,。《》]{2,14}){0,3}"
    r"(?:印发|出台|发布|制定|下发|公布|推出|颁布|审议通过)(?:实施|施行)?(?:了|的)?《([^《》]{2,60})》"
)
_PLACE_ISSUES = re.compile(  # 省政府已经印发《某省…方案》: of which place the title says
    r"(?P<level>[省市州县区旗])政府(?:近日|日前|正式|已经?|专门|还|又){0,3}(?:印发|出台|发布|制定|下发|公布|推出|颁布)(?:实施)?了?"
    r"《(?P<title>(?P<place>[^《》]{1,8}?(?P=level))[^《》]{2,50})》"
)
_INTERVIEWS = re.compile(r"(?:——|—)?(?:本报)?(?:记者)?(?:独家)?(?:对话|专访|访谈|访)(?!问|客|民)")
_ENDS_WITH_NAME = re.compile(r"(?:\([^()]*\))?$")
_ITS_PAPER = re.compile(r"的?(?:一|这|两)?(?:[份件篇])?(?:集体|联名|联合|重点|大会|党派|书面)*(?:提案|议案|建议案|提案督办记|提案的故事)$")


def cast_of(article: ArticleView, positions: Sequence[Position], context: Context, document: tuple[Ref, ...] = ()) -> Cast:
    """The cast of an article, from its kicker, headline, credits and the positions that the document states. document: the bodies that the
    document names."""
    press = set(article.article.bylines)
    roles: dict[Ref, list[Position]] = {}
    for p in positions:
        if p.role in press_posts():
            if not any(q.role in MEMBER_ROLES for q in positions if q.person == p.person):
                press.add(p.person.name)
        else:
            roles.setdefault(p.person, []).append(p)
    cast = Cast(context, article, press=frozenset(press), roles=roles, document=document)
    for view in article.views:
        for f in view.found:
            if f.type is _P and (note := _SEX.match(view.text, f.end)):
                (cast.women if note[1] == "女" else cast.men).add(f.ref)
    cast.press -= {f.name for f in _author(article)}
    cast.subject, cast.told = _subject(article, cast)
    cast.reporting = _reporting(article, cast)
    cast.meeting = convener(article, context.home)
    cast.issued = _issued(article)
    cast.filers = _filers(article, cast)
    cast.protagonist = _protagonist(article, cast)
    return cast


_PORTRAIT_MENTIONS, _PORTRAIT_SHARE, _PASSING_MENTIONS = 4, 0.55, 2


def _protagonist(article: ArticleView, cast: Cast) -> Ref | None:
    """The person whom an article names far more often than all others together, if there is one."""
    named = Counter(f.ref for v in article.views for f in v.found if cast.speaks(f))
    if not named:
        return None
    ranked, total = named.most_common(2), named.total()
    first, times = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    return first if times >= _PORTRAIT_MENTIONS and times >= _PORTRAIT_SHARE * total and second <= _PASSING_MENTIONS else None


def _issued(article: ArticleView) -> dict[str, tuple[Ref, ...]]:
    """The documents of which the article says who issued them, under their titles and under the short titles given for them."""
    out: dict[str, tuple[Ref, ...]] = {}
    for view in article.views:
        bodies = [f for f in view.found if f.type is _O]
        for n, f in enumerate(bodies):
            m = _ISSUES.match(view.text, f.end + (view.text[f.end : f.end + 1] == "会"))
            if m is None:
                continue
            first = n
            while first > 0 and _SIDE_BY_SIDE.fullmatch(view.text[bodies[first - 1].end : bodies[first].start]):
                first -= 1
            by = tuple(dict.fromkeys(b.ref for b in bodies[first : n + 1]))
            out.setdefault(m[1], by)
            if short := _SHORT_FOR.match(view.text, m.end()):
                out.setdefault(short[1], by)
        for m in _PLACE_ISSUES.finditer(view.text):
            out.setdefault(m["title"], (Ref(_O, f"{m['place']}人民政府"),))
    return out


def _filers(article: ArticleView, cast: Cast) -> tuple[Ref, ...]:
    """Who filed the document that the head says the article is about (——某党市委会的一份集体提案); nobody where it does not say."""
    for view in _head(article):
        for f in view.found:
            if (f.type is _O or cast.speaks(f)) and _ITS_PAPER.fullmatch(view.text, body_end(view.text, f)):
                return (f.ref,)
    return ()


def _subject(article: ArticleView, cast: Cast) -> tuple[tuple[Ref, ...], bool]:
    """Who the article lets speak, and whether it is told in the first person."""
    if author := _author(article):
        return (author[-1].ref,), True
    for view in article.views:
        if view.block.kind is BlockKind.BYLINE and (told := _TOLD_BY.search(view.text)):
            people = [f for f in view.found if f.type is _P and f.start >= told.end()] or _known_in(view, told.end(), cast)
            if people:
                return (people[0].ref,), True
    for kinds in ((BlockKind.KICKER,), (BlockKind.SUBTITLE, BlockKind.HEADLINE)):
        for view in _head(article):
            if view.block.kind not in kinds:
                continue
            people = [f for f in view.found if cast.speaks(f) and not _CREDIT.search(view.text[: f.start])]
            if kinds[0] is not BlockKind.KICKER:
                people = [
                    f
                    for f in people
                    if re.match(r"(?:委员|代表|\([^)]*\))*[::]", view.text[f.end :])
                    or view.text.endswith((":", "——"))
                    or (_INTERVIEWS.match(view.text) and _ENDS_WITH_NAME.match(view.text, f.end))
                ]
            if people:
                refs = tuple(dict.fromkeys(f.ref for f in people))
                return refs, view.text.endswith("——") and not _named_below(article, refs)
    for view in _head(article) if article.article.kind is not ArticleKind.REPORT else ():
        last = next((f for f in view.found if cast.speaks(f) and f.end == len(view.text)), None)
        if last is not None and view.text[: last.start].endswith(_MEMBER_OF) and len(view.text) <= _LONGEST_LABEL:
            return (last.ref,), False  # a line of capacity and name above the title of his words, or in its place
        if view.block.kind is BlockKind.HEADLINE:
            break
    return (), False


def _author(article: ArticleView) -> list[Found]:
    """The people in the note at the end of an article that says what its author is (作者系市政协委员、某校副校长甲某)."""
    last = next((v for v in reversed(article.views) if v.block.kind is BlockKind.PARAGRAPH), None)
    note = author_note(last.text) if last is not None else None
    return last.within(*note, _P) if last is not None and note else []


def _named_below(article: ArticleView, people: Sequence[Ref]) -> bool:
    """Whether the text of an article names some people again: it reports what they say, and is not in their own words."""
    return any(f.ref in people for v in article.views if v.block.kind is BlockKind.PARAGRAPH for f in v.found)


def _head(article: ArticleView) -> list[View]:
    """The blocks before the first paragraph: a kicker further down introduces one speaker of many."""
    body = next((n for n, v in enumerate(article.views) if v.block.kind is BlockKind.PARAGRAPH), len(article.views))
    return article.views[:body]


def _known_in(view: View, at: int, cast: Cast) -> list[Found]:
    """People of the document's positions whose names stand in a block that was not searched for mentions (a byline)."""
    known = [(view.text.find(r.name, at), r) for r in cast.roles]
    return [Found(a, a + len(r.name), _P, r.name, "known") for a, r in sorted(known) if a >= 0]


_GIVES_REPORT = re.compile(r"(?:代表|受)(?:[一二三四五六七八九十]+届)?$")
_REPORT_TAIL = re.compile(r"(?:委托|[^,。]{0,8}(?:作|向)[^,。]{0,24}报告)")


_STANDING = re.compile(r"(?:代表|受)(?:[一二三四五六七八九十]+届)?常委会(?:委托|[^,。]{0,8}(?:作|向)[^,。]{0,24}报告|报告)")


def _reporting(article: ArticleView, cast: Cast) -> Ref | None:
    """The body in whose name the article says that a report is given (受区人民政府委托; 代表常委会作工作报告)."""
    for view in article.views:
        for f in view.found:
            if f.type is _O and _GIVES_REPORT.search(view.text[: f.start]) and _REPORT_TAIL.match(view.text, f.end):
                return f.ref
        if m := _STANDING.search(view.text):
            people = [f.ref for f in view.within(0, m.start(), _P)]
            own = [p.organization for r in people[-1:] for p in cast.roles.get(r, ()) if p.organization is not None]
            standing = [r for r in cast.document if r.name.endswith("常务委员会") and any(r.name.startswith(o.name) for o in own)]
            if standing:
                return standing[0]
    return None
