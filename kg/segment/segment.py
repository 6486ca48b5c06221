"""Puts the parts of segmentation together: issue, lines, items, articles; then titles, dates, bylines and kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.lexicon.bylines import author_note, credits_in, foot_names, is_author, led_names
from kg.lexicon.names import is_name
from kg.lexicon.roles import roles
from kg.model import Article, ArticleKind, Block, BlockKind, Issue, Reading, Source
from kg.segment.articles import split
from kg.segment.blocks import Draft, finish
from kg.segment.context import items_of
from kg.segment.dates import full_dates
from kg.segment.dating import article_date
from kg.segment.drafts import INFOGRAPHIC, ArticleDraft
from kg.segment.fold import fold, squeeze
from kg.segment.grids import gridded
from kg.segment.issue import issue_of
from kg.segment.lines import PRINTED_IN, lines_of

_KINDS: tuple[tuple[ArticleKind, re.Pattern[str]], ...] = (
    (ArticleKind.INFOGRAPHIC, INFOGRAPHIC),
    (ArticleKind.AGENDA, re.compile(r"(?:议程|日程)(?:\(.*\))?$")),
    (ArticleKind.NOTICE, re.compile(r"任[命免]{1,2}名单(?:\(.*\))?$")),
    (ArticleKind.ROSTER, re.compile(r"名单(?:\(.*\))?$")),
    (ArticleKind.PROFILE, re.compile(r"简历$")),
    (ArticleKind.NOTICE, re.compile(r"(?:通报|通知|公告|公示|通告|决定|倡议书?|启事|预告)(?:\(.*\))?$")),
    (ArticleKind.NOTICE, re.compile(r"(?:温馨|友情|会务|安全)提示$|(?:会议|参会|代表|委员)须知$")),
    (ArticleKind.REPORT, re.compile(r"(?:工作|执行情况|执行情况的|草案的|计划的?|预算的?|情况的|公报|审查结果)报告(?:\(.*\))?$")),
    (ArticleKind.REPORT, re.compile(r"(?:统计|状况)公报(?:\(.*\))?$|^关于.{6,60}(?:[决预]算|计划|情况)[^,。]{0,20}的报告(?:\(.*\))?$")),
)
_ABOUT_REPORT = re.compile(  # 代表委员热议政府工作报告: news of how a report was taken
    r"(?<![工合协制])作[^,。]{0,16}报告|热议|审议(?!结果)|讨论|热话|共话|畅谈|纵论|点赞|聚焦|解读|代表委员|[谈议话读看听]《?(?:最高|政府|两高|计划|预算|[省市县区州])"
)
_SIZE = re.compile(r"\s*(?:\(\d+[个人名件项条]\)|\[\d{1,2}\])$")  # a count, the mark of a note
_PREFIX = re.compile(r"^(?:附(?:[件表录][一二三四五\d]*[\s:]+|:)\s*|[■◆●▲★□◎]\s*)")
_BELONGS = re.compile(rf"——(?!.*(?:\d{{4}}年|会议上|{INFOGRAPHIC.pattern}))")
_BRACKETS = re.compile(r"^[【〔](.+)[】〕]$")
_GOVERNMENT = re.compile(r"代表(?:国务院|[^,。]{0,14}人民政府).{0,20}报告.{0,14}工作|报告政府工作")
_NAMED = re.compile(r"([\u4e00-\u9fff·]{2,9}):")
_TALK = re.compile(r"(?:对话|专访|访谈|面对面)[|:：]")
_OPENING = 100  # characters in which a dateline and its brackets end
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)$")
_CREDITED = re.compile(  # 本报讯(记者甲), 本报讯记者甲报道, (记者甲)
    r".{1,16}?(?:讯|电|消息)(?:\((?P<dated>[^()]{2,60})\)|(?P<open>(?:本报|本台)?(?:记者|通讯员)[^,。:()]{2,30}?)报道[:,]?)"
    r"|\((?P<led>(?:本报|本台|本刊)?(?:记者|通讯员)[^()。:]{2,40})\)(?=.)"
)


def segment(source: Source, *, place: str | None = None, date: str | None = None) -> Reading:
    """Read a source: its articles in order, the furniture of the page, and the issue.

    place, date: what the user says of the issue (see `Issue`); they win over what the page says.
    """
    text = _whole_notes(fold(source.text))  # once; since every place is kept, all that follows reads the folded text
    lines = gridded(text, lines_of(text))
    issue = issue_of(lines, place=place, date=date)
    drafts, furniture = split(text, items_of(text, lines))
    if drafts and not any(d.blocks or d.alone for d in drafts):
        drafts = [_of_short_lines(drafts)]
    notes = _publications(furniture)
    articles = []
    for d in drafts:
        if (d.blocks or d.alone) and not _only_a_note(d):
            articles.append(_article(text, d, issue, notes))
        else:
            furniture += [Draft("furniture", list(i.line.spans), i.text, [i.line]) for i in d.head] + d.blocks
    page = tuple(_furniture(text, f) for f in furniture)
    return Reading(source, _signed_at_foot(text, articles, page), page, issue, issue.doubts)


def _of_short_lines(drafts: Sequence[ArticleDraft]) -> ArticleDraft:
    """A text of nothing but short lines (a bare list): its first line heads it, the others are its items."""
    first, *others = (item for d in drafts for item in d.head)
    return ArticleDraft([first], [Draft("bullet", list(i.line.spans), i.text, [i.line], list(i.line.bold)) for i in others], alone=True)


def _whole_notes(text: str) -> str:
    """A text in which the note of where an article was printed (《某报》(2024年1月8日第4版)) stands on one line, where a web page or its
    copy broke it; the line breaks inside become blanks, so that no character moves."""
    return PRINTED_IN.sub(lambda m: m.group().replace("\n", " ").replace("\r", " "), text)


def _signed_at_foot(text: str, articles: list[Article], page: tuple[Block, ...]) -> tuple[Article, ...]:
    """Writers named in the credits at the foot of the page (统筹:… 采写:…) wrote the article above, if that names nobody."""
    for block in page:
        if not block.offsets or len(block.text) > 60 or "。" in block.text:
            continue
        at = block.offsets[0]
        names = tuple(dict.fromkeys(c.name for c in credits_in(text[at : block.offsets[-1] + 1].replace("*", " ")) if c.writes))
        above = max((i for i, a in enumerate(articles) if a.end <= at), default=None)
        if names and above is not None and not articles[above].bylines:
            articles[above] = replace(articles[above], bylines=names)
    for block in (*page, *(b for a in articles for b in a.blocks)):
        of_page = _OF_PAGE.search(text[block.offsets[0] : block.offsets[-1] + 1]) if "本版" in block.text else None
        if of_page:
            names = tuple(c.name for c in credits_in(of_page.group()) if c.writes)
            articles[:] = [article if article.bylines else replace(article, bylines=names) for article in articles]
            break
    for i, (article, table) in enumerate(pairwise(articles), 1):  # the credits below an attached table are those of the news above it
        if table.kind is ArticleKind.TABLE and table.bylines and not article.bylines and text.startswith("附", table.start):
            articles[i - 1 : i + 1] = replace(article, bylines=table.bylines), replace(table, bylines=())
    return tuple(articles)


# (本版除署名外由记者 甲某 乙某采写)
_OF_PAGE = re.compile(r"本版(?:稿件|文字|文章|图文|内容)?(?:,?除署名外)?,?(?:均|皆|都)?由[^。;]{2,60}?(?:采写|撰写|整理|采访)")


def _furniture(text: str, d: Draft) -> Block:
    d.kind, d.table = "furniture", None
    return finish(text, d, ())


_HEAD_KINDS = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER, BlockKind.BYLINE)
_PUBLISHED = re.compile(r"《[^《》]{2,12}》\(|来源|时间|日期|发布|编辑|作者|浏览|\d:\d\d")


def _publications(furniture: Sequence[Draft]) -> list[tuple[int, str]]:
    """Where on the page lines of a web site say when an article was put up, and the day."""
    return [
        (d.spans[0][0], dates[0][1]) for d in furniture if d.spans and _PUBLISHED.search(d.text[:80]) and (dates := full_dates(d.text[:80]))
    ]


_ABOVE = 60  # characters: such a line stands at most so far above the title that it belongs to


def _article(text: str, d: ArticleDraft, issue: Issue, notes: Sequence[tuple[int, str]]) -> Article:
    blocks = (*_head_blocks(text, d), *_body_blocks(text, d.blocks))
    start = min((b.offsets[0] for b in blocks if b.offsets), default=0)
    end = max((b.offsets[-1] + 1 for b in blocks if b.offsets), default=start)
    title = _title(text, d)
    below = min((b.offsets[0] for b in blocks if b.offsets and b.kind not in _HEAD_KINDS), default=end)
    published = next((day for at, day in notes if start < at < below or (0 < start - at < _ABOVE and ":" in text[at:start])), None)
    return Article(title, start, end, _kind(title, d, blocks), blocks, article_date(blocks, issue, published), _bylines(text, blocks))


def _only_a_note(d: ArticleDraft) -> bool:
    """Whether a head is followed by nothing but a note of the editors before any article (编者按) that tells no figure and no day."""
    return bool(d.blocks) and all(b.text.startswith(_NOTES) and not _TOLD.search(b.text) for b in d.blocks)


_FILED_NUMBER = re.compile(r"(?:提案|建议|议案)?(?:编号:?)?第?\d{1,8}号(?:提案|建议|议案)?")
_FILED_MATTER = re.compile(r"(?:案由|题目|标题|提案题目):")
_NOTES = ("编者按", "【编者按】", "编者的话", "开栏语")
_TOLD = re.compile(r"\d")


def _title(text: str, d: ArticleDraft) -> str:
    """The title; of a speech without one, in which a government says that it reports on its work, 政府工作报告. Else as printed, white
    space made single blanks, with the line after a dash that belongs to it; marks of a column left out."""
    if d.main is None:
        opening = "".join(b.text for b in d.blocks[:3])[:300]
        return "政府工作报告" if d.is_report and _GOVERNMENT.search(opening) else ""
    printed = _printed(text, d.main.line.spans)
    at = d.head.index(d.main)
    below = d.head[at + 1] if at + 1 < len(d.head) else None
    if below is not None and below.kind == "subtitle" and _BELONGS.match(below.text):
        printed += " " + _printed(text, below.line.spans)
    if _FILED_NUMBER.fullmatch(d.main.text) and d.blocks and (matter := _FILED_MATTER.match(d.blocks[0].text)):
        return d.blocks[0].text[matter.end() :]  # 第12号 above 案由:关于…的提案
    printed = _SIZE.sub("", _PREFIX.sub("", printed))
    return _BRACKETS.sub(r"\1", printed)


def _printed(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return re.sub(r"\s+", " ", "".join(text[a:b] for a, b in spans)).strip()


def _head_blocks(text: str, d: ArticleDraft) -> list[Block]:
    out: list[Draft] = []
    for item in d.head:
        if out and item.line.gap == 0 and item is not d.main and out[-1].kind == "subtitle" and _REST_OF_SESSION.match(item.text):
            out[-1].extend(item.line)
            continue
        kind = {"kicker": "kicker", "speaker": "kicker", "rubric": "kicker"}.get(item.kind, "subtitle")
        kind = "headline" if item is d.main else kind
        out.append(Draft(kind, list(item.line.spans), item.text, [item.line], list(item.line.bold), 0))
    return [finish(text, draft, ()) for draft in out]


# ——2025年1月15日在某区第三届人民代表大会 / 第四次会议上: the name of a session goes on in the next line.
_REST_OF_SESSION = re.compile(r"第[一二三四五六七八九十百]+次(?:会议|全体会议)")


def _body_blocks(text: str, drafts: list[Draft]) -> list[Block]:
    """The blocks, each with the headings that it stands under."""
    stack: list[tuple[int, str]] = []
    out = []
    for d in drafts:
        if d.kind == "heading":
            d.level = _level(d)
            while stack and stack[-1][0] >= d.level:
                stack.pop()
        out.append(finish(text, d, tuple(t for _, t in stack)))
        if d.kind == "heading":
            stack.append((d.level, d.text))
    return out


def _level(d: Draft) -> int:
    """1 for chapters (一、), 2 for sections ((一), 1．), the number of marks for Markdown, 3 for a bare line."""
    if d.lines[0].level:
        return d.lines[0].level
    return {"chapter": 1, "attachment": 1, "section": 2}.get(d.lines[0].rule, 3)


def _of_one(title: str) -> bool:
    """Whether a title is a name and what its bearer did (祝三槐:把冷水田种出热日子)."""
    m = _NAMED.match(title)
    return m is not None and is_name(m[1])


def _kind(title: str, d: ArticleDraft, blocks: tuple[Block, ...]) -> ArticleKind:
    if d.is_report and not d.head:
        return ArticleKind.REPORT
    title, kinds = squeeze(title), Counter(b.kind for b in blocks)
    prose = kinds[BlockKind.PARAGRAPH] + kinds[BlockKind.BULLET]
    if kinds[BlockKind.TABLE] and prose <= 2 and not kinds[BlockKind.ROSTER] and not d.is_notice:
        told = prose > 1 and any(kind is ArticleKind.REPORT and pattern.search(title) for kind, pattern in _KINDS)
        if not told:
            return ArticleKind.TABLE
    for head in dict.fromkeys((title, *(i.text for i in d.head))):
        for kind, pattern in _KINDS:
            if pattern.search(head) and not (kind is ArticleKind.REPORT and _ABOUT_REPORT.search(head)):
                return kind
    if kinds[BlockKind.ROSTER] and prose <= 1:
        return ArticleKind.ROSTER
    if any(i.kind in ("kicker", "speaker") for i in d.head) or _TALK.match(title) or _told(blocks) or _of_one(title):
        return ArticleKind.PROFILE
    return ArticleKind.NEWS


def _told(blocks: tuple[Block, ...]) -> bool:
    """Whether someone tells it in the first person (口述/…)."""
    return any(b.kind is BlockKind.BYLINE and b.text.startswith("口述") for b in blocks)


def _bylines(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The writers, in order, each once: from byline blocks, from the brackets of a dateline, from brackets at the end."""
    names: list[str] = []
    headed = max((k for k, b in enumerate(blocks) if b.kind in (BlockKind.HEADING, BlockKind.KICKER)), default=-1)
    for k, b in enumerate(blocks):
        if k < headed and b.text.startswith(("(执笔", "执笔")):
            continue  # who drafted one of the papers that a piece gathers
        for n, (a, z) in enumerate(_credit_lines(b)):
            if n == 0 and b.kind is BlockKind.PARAGRAPH and z - b.offsets[0] < _OPENING and _CREDITED.match(b.text):
                names += led_names(text[a:z])
            names += [c.name for c in credits_in(text[a:z]) if c.writes]
    if not names and (author := _author(text, blocks) or _below_title(blocks)):
        names = [author]
    if not names:
        prose = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and b.text.endswith(")")]
        names = foot_names(text[prose[-1].offsets[0] : prose[-1].offsets[-1] + 1]) if prose and prose[-1] is _last_prose(blocks) else []
    for b in blocks:
        if b.kind is BlockKind.PARAGRAPH and (m := _CONTRIBUTED.fullmatch(b.text)):
            a, z = b.offsets[m.start("who")], b.offsets[m.end("who") - 1] + 1
            names += [c.name for c in credits_in(text[a:z]) if c.writes]
    return tuple(dict.fromkeys(names))


def _below_title(blocks: tuple[Block, ...]) -> str | None:
    """The author whose name stands alone below the title of a commentary; None for a report, whose speaker stands there."""
    head = [b for b in blocks if b.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE)]
    told = any(pattern.search(b.text) for b in head[:-1] for _, pattern in _KINDS) or any(b.text.startswith("——") for b in head)
    return head[-1].text if len(head) > 1 and not told and is_author(head[-1].text) and _last_prose(blocks) else None


_SET_APART = re.compile(r"\s(?P<name>[一-鿿·](?:\s{0,2}[一-鿿·]){1,8})$")


def _author(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The author whom a note in brackets at the end names behind his offices (作者系市政协委员、某校副校长  甲某); None if none does."""
    last = _last_prose(blocks)
    note = author_note(last.text) if last is not None else None
    if last is None or not last.offsets or note is None:
        return None
    what = last.text[slice(*note)]
    apart = _SET_APART.search(text[last.offsets[note[0]] : last.offsets[note[1] - 1] + 1])
    if apart:
        return squeeze(apart["name"]) if is_name(squeeze(apart["name"])) else None
    ends = ((what[-n:], what[:-n]) for n in (3, 2, 4))
    return next((form for form, head in ends if is_name(form) and head.endswith(tuple(roles()))), None)


# (某报记者甲、乙对本文亦有贡献): those who helped to write.
_CONTRIBUTED = re.compile(r"\((?P<who>[^()]{4,40}?)对(?:本文|此文|本报道)(?:亦|也|均)?有(?:贡献|帮助)\)")


def _last_prose(blocks: tuple[Block, ...]) -> Block | None:
    return next((b for b in reversed(blocks) if b.kind is BlockKind.PARAGRAPH), None)


def _credit_lines(b: Block) -> list[tuple[int, int]]:
    """The spans of the source in which a block credits writers."""
    if not b.offsets:
        return []
    if b.kind is BlockKind.BYLINE:
        return [(b.offsets[0], b.offsets[-1] + 1)]
    if b.kind is not BlockKind.PARAGRAPH:
        return []
    out = []
    lead = _CREDITED.match(b.text)
    if lead:
        group = lead.lastgroup or "dated"
        out.append((b.offsets[lead.start(group)], b.offsets[lead.end(group) - 1] + 1))
    tail = _IN_BRACKETS.search(b.text[-44:])
    if tail and "记者" in tail[1]:
        cut = len(b.text) - len(b.text[-44:])
        out.append((b.offsets[cut + tail.start(1)], b.offsets[cut + tail.end(1) - 1] + 1))
    return out
