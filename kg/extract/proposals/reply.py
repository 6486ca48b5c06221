"""Written replies of a bureau to those who filed a proposal: what it will do is its commitment, what 您提出的… repeats is theirs.

The genre has a set form all over the country: title (关于…第N号提案的答复), salutation, 收悉, what has been done, what will be done,
signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.catalogue import TITLE
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.measure import Judgement, ahead, clauses, factual, measure
from kg.extract.proposals.sections import NUMBER, Section, verdict
from kg.extract.proposals.silent import going_on
from kg.extract.proposals.stage import People
from kg.extract.proposals.text import sentences
from kg.extract.proposals.words import one_pattern
from kg.extract.work import ArticleView, View
from kg.model import BlockKind, EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_REPLY = re.compile(
    r"(?:提案|议案|建议)[^,。]{0,24}的?(?:会办|协办|办理)?(?:答复|复函|回复|函复|办理情况)(?:意见|函|的函)?$|关于对?[^,。]{0,40}第?\d+号[^,。]{0,20}(?:答复|复函)"
)
_SALUTATION = re.compile(r"^(?:尊敬的)?.{2,60}[::]$")
_RECEIVED = re.compile(r"(?:提案|建议|议案)》?[^,。]{0,12}(?:已)?(?:收悉|收到)[,。](?:现|经)")
_YOURS = re.compile(
    r"(?:(?:您|你)(?:们)?(?:们)?|贵(?:委|会|党派|单位|支部|总支|界别|组|办))(?:在(?:提案|建议)中)?(?:所)?(?:提出|建议|反映|提|关注)(?:的|了)?(?:关于|要)?,?(?P<said>[^。;]{4,80}?)(?:等)?(?:的|等)?(?:意见建议|建议|意见|问题|提案|主张)(?![》])"
)
_YOU_ASK = re.compile(
    r"(?:关于|对于|针对|至于|对)?(?:(?:您|你)(?:们)?|贵(?:委|会|党派|单位|支部|总支|界别|组|办)|(?:该|此)?(?:提案|建议)(?:中)?)(?:在(?:提案|建议)(?:中|里))?(?:所|还|同时|也)?"
    r"(?:建议|提出|希望|呼吁|提议|要求)(?:的|了)?(?P<said>[^。;]{4,90}?)"
    r"(?:(?:等)?(?:的|等)?(?:意见建议|建议|意见|提案|主张)(?![》])|(?=,(?:很|非常|十分|确实|该|此|这|具有|对|因|经|目前|符合|切合|我|由于|与)|[。;]))"
)
_REPORTED = re.compile(  # 你们反映,…噪声大,建议限行。
    r"(?:(?:您|你)(?:们)?|贵(?:委|会|党派|单位|支部|总支|界别|组|办))(?:在(?:提案|建议|调研)中)?(?:经)?(?:调研|走访|视察)?(?:后)?"
    r"(?:反映|提到|指出|认为|发现|了解到),?[^。;]{2,80}?,(?:并|还|因此|为此|同时)?(?P<said>(?:建议|希望|呼吁|要求|提出|提议)[^。;]{4,}[。;]?)"
)
_COURTESY = re.compile(r"感谢|欢迎|收悉|答复如下|支持与?理解|提出宝贵|特此|此复|联系(?:人|电话)|盼(?:望)?您")
_WE = re.compile(r"(?:我|本)(?:局|委|厅|市|县|区|州|旗|办|中心|院|行|公司|镇|乡|街道|单位)|我们|下一步|下阶段|接下来|今后")
_OF_PROPOSAL = re.compile(  # 三、关于“…”的建议: names what is answered below, and not whether that looks back
    r"(?:关于|对于?|针对).*(?:建议|意见|问题|主张|方面|诉求)(?:\([^()]*\))?$|“[^”]*”$"
)
_FROM_NOW = re.compile(  # a clause that says by its time what will be done, without naming who
    r"(?:(?:对此|为此|同时|下一步|接下来)?,?)(?:"
    r"(?:今年|明年|年内|20\d\d年|[上下]半年|[一二三四]季度)(?:\d{1,2}月)?(?:[底末中内]前?|前)?(?:还|也|,)*"
    r"(?:将(?!近)|计划|拟|力争|争取|再|(?:全面)?(?:开通|动工|开工|完工|投用|投产|启动|建成|完成|举办|新增|新建|安排|实现)(?!了))"
    r"|(?:今年|明年)?(?:年|\d{1,2}月)底?前,?(?:将|力争|确保|全[部面]|完成|建成|投用|启动|出台|办结|到位))"
)
_WISHES = re.compile(r"(?<=[,;])(?:同时|并|也|还)*(?:希望|建议|呼吁|恳请)(?=[^。;]{4})")  # …表示满意,同时希望…
_BINDS = re.compile(
    r"(?:我|本)(?:局|委|厅|市|县|区|州|旗|办|中心|院|行|镇|乡|街道|单位)(?:还|也|今年|明年|下一步|,)*(?:将|计划|承诺|拟|力争)(?!近|来)"
    r"|(?:^|[,;])(?:拟|计划|力争|争取|确保)(?:于|在|到)?(?:今年|明年|20\d\d年|\d{1,2}月|年[内底])"
)
_THEME = 24  # characters of a heading that runs in before the sentences of an item
_FIGURE = re.compile(r"\d")
_READ = (BlockKind.PARAGRAPH, BlockKind.BULLET)
_SALUTES = (*_READ, BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.HEADING)
_HEAD = 3  # blocks in which the title of a reply can stand


def is_reply(article: ArticleView) -> bool:
    """Whether an article is a bureau's written reply to a proposal, by its title, or the words that tell of its receipt, and the
    salutation."""
    head = (article.article.title, *(v.text for v in article.views[:_HEAD]))
    received = any(_RECEIVED.search(v.text) for v in article.views[:6])
    return (received or any(_REPLY.search(t) for t in head)) and any(
        _SALUTATION.match(v.text) and any(f.type in (_P, _O) for f in v.found) for v in article.views[:6] if v.block.kind in _SALUTES
    )


def replies(article: ArticleView, cast: Cast, body: Ref | None) -> list[Claim]:
    """The undertakings of the body that replies, and what its letter repeats of the proposal. body: who signs it."""
    return list(_claims(article, cast, body))


def _claims(article: ArticleView, cast: Cast, body: Ref | None) -> Iterator[Claim]:
    askers: People = ()
    section: Section | None = None
    level = 0  # of the heading that told the section
    for view in article.views:
        if not askers and view.block.kind in _SALUTES and _SALUTATION.match(view.text):
            askers = tuple(dict.fromkeys(f.ref for f in view.found if f.type in (_P, _O)))
            continue
        if view.block.kind is BlockKind.HEADING:
            told = None if _OF_PROPOSAL.search(NUMBER.sub("", view.text)) else verdict(view.text, None)
            if told is not None or view.block.level <= level:
                section, level = told, view.block.level
            continue
        if view.block.kind not in _READ:
            continue
        yield from _sentences(view, askers, body, section, cast)


def _sentences(view: View, askers: People, body: Ref | None, section: Section | None, cast: Cast) -> Iterator[Claim]:
    text = view.text
    spans = sentences(text)
    undertook = False  # the sentence before said what will be done
    for n, (start, end) in enumerate(spans):
        title = TITLE.search(text, start, end)
        number = NUMBER.match(text[start:end])
        first = start + (number.end() if number else 0)
        yours = _REPORTED.match(text, first, end) or _YOU_ASK.match(text, first, end) or _YOURS.search(text, start, end)
        if yours and yours.re is _REPORTED:
            if askers:
                yield Claim(ProposalKind.RECOMMENDATION, askers, ((view, yours.start("said"), yours.end()),), "reply-repeats")
            continue
        if title and askers:
            yield Claim(ProposalKind.FILED, askers, ((view, title.start(), title.end()),), "reply-title", title=title[1] or title[2])
        elif yours and askers:
            yield Claim(ProposalKind.RECOMMENDATION, askers, ((view, yours.start(), yours.end()),), "reply-repeats")
        words = text[first:end]
        if not yours and (wish := _wish(view, first, end)) is not None:
            yield wish
            continue
        theme = n == 0 and len(spans) > 1 and len(words) <= _THEME and bool(number) and not _FIGURE.search(words)
        if body is None or title or theme or _COURTESY.search(words) or one_pattern("proposal_cues", "no_task").search(words):
            continue
        if yours:
            first = yours.end() + (text.find(",", yours.end(), end) - yours.end() + 1 if "," in text[yours.end() : end] else 0)
            words = text[first:end]
        told = factual(words)
        planned = section is Section.PLAN and (told == 0 or (told < 2 and any(c.judged > Judgement.NO for c in clauses(text, first, end))))
        if not planned and told and (section is not Section.PAST or _BINDS.search(words)):
            first = _behind_facts(text, first, end)
            told = 0
        goes_on = undertook and not told and (going_on(text, first) or measure(text, first, end, Judgement.HEADED) is not None)
        bound = section is not Section.PAST or _BINDS.search(words) is not None
        own = bound and bool(_WE.search(words)) and ahead(text[first:end], cast.context.year) and not told
        undertook = False
        if planned or own or (section is not Section.PAST and goes_on):
            undertook = True
            yield Claim(ProposalKind.COMMITMENT, (body,), ((view, first, end),), "reply-undertakes")
        elif (span := _inside(text, start + (number.end() if number else 0), end, cast.context.year)) is not None:
            undertook = True
            yield Claim(ProposalKind.COMMITMENT, (body,), ((view, *span),), "reply-undertakes")


def _wish(view: View, start: int, end: int) -> Claim | None:
    """What somebody whom the bureau met over its reply still wishes for (副主席某某表示满意,同时希望…)."""
    wish = _WISHES.search(view.text, start, end)
    who = list(view.within(start, wish.start(), _P)) if wish else []
    return Claim(ProposalKind.RECOMMENDATION, (who[-1].ref,), ((view, wish.start(), end),), "reply-repeats") if wish and who else None


def _inside(text: str, start: int, end: int, year: int | None) -> tuple[int, int] | None:
    """The clauses of a sentence that tells facts too in which the bureau binds itself (…,我局拟从明年起扩至全市,面积不少于4万亩,相关经费
    已列入预算): from the first that does to the next that tells a fact."""
    found = clauses(text, start, end)
    binds = [n for n, c in enumerate(found) if not c.fact and _binds(text[c.start : c.end], year)]
    if not binds:
        return None
    last = next((n for n in range(binds[0] + 1, len(found)) if found[n].fact and n not in binds), len(found))
    return found[binds[0]].start, found[last - 1].end


def _binds(clause: str, year: int | None) -> bool:
    return ahead(clause, year) and (_BINDS.search(clause) is not None or _FROM_NOW.match(clause) is not None)


def _behind_facts(text: str, start: int, end: int) -> int:
    """Where what will be done begins in a sentence that tells first what has been done: behind its last clause with a mark of fact."""
    first = max((c.end for c in clauses(text, start, end) if c.fact), default=start)
    if text.count("《", start, first) > text.count("》", start, first):  # a dash inside a title
        first = text.find(",", text.find("》", first), end) + 1 or end
    return first
