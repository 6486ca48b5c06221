"""The body whose plan, report or notice an article is: it signs, it is reported for, or the genre tells it."""

from __future__ import annotations

import itertools
import re

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.sections import is_plan
from kg.extract.work import ArticleView, View
from kg.model import ArticleKind, BlockKind, EntityType, Ref

_O = EntityType.ORGANIZATION
_DATE = re.compile(r"[\d二〇零○O一三四五六七八九十]{4}年.*$")
_PLENARY = re.compile(
    r"(?<!中)全会(?!精神)|(?:中共|中国共产党|市委|州委|县委|区委|党委).{0,24}全体(?:会议|\(扩大\)会议)|党代会|委员会第.{1,6}次全体会议"
)
_BODY_END = re.compile(r"(?:办公室|办公厅|委员会|人民政府|局|会)$")
_OWN_TITLE = re.compile(
    r"(?:20\d\d年)?(?:(?P<cppcc>中国人民政治协商会议|政协)(?P<seat>[^第]{2,14}?)(?:第[一二三四五六七八九十]+届)?委员会常务委员会"
    r"|(?P<place>[^,。第]{2,14}?[省市县区州盟旗])(?:第[一二三四五六七八九十]+届)?"
    r"(?P<organ>人民代表大会常务委员会|人大常委会|(?:中级|高级)?人民法院|人民检察院|法院|检察院))(?:20\d\d年)?(?:度)?工作报告"
)
_IN_FULL = {"人大常委会": "人民代表大会常务委员会", "法院": "人民法院", "检察院": "人民检察院"}
_OWN_REPORT = re.compile(r"(?:人民代表大会|政治协商会议|人民法院|人民检察院)")
# Who reads the report at the top of it, and whose report it then is; a head of a bureau reports for the government.
_PRESENTS = (
    (re.compile(r"(?:副)?主任$"), re.compile(r"人民代表大会常务委员会$")),
    (re.compile(r"(?:代)?(?:[省市州县区乡镇旗盟]长|自治区主席)$"), re.compile(r"(?:人民政府|行政公署)$")),
    (re.compile(r"(?:副|代)?院长$"), re.compile(r"人民法院$")),
    (re.compile(r"(?:副|代)?检察长$"), re.compile(r"人民检察院$")),
)
_ISSUES_NOTICES = re.compile(r"(?:办公室|办公厅|委员会|委|人民政府|局|会|厅|组|部)$")
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日$")
_APART = 3  # places from a character to the next where white space of two or more stands between them
_OF_TOWN = re.compile(
    r"([^,。:\s]{1,8}?(?:镇|乡|苏木))(?:(?:人民)?政府[^,。]{0,8}工作报告|(?:人民政府)?(?:20\d\d年)[^,。]{0,16}(?:总结|计划|打算|安排|要点|方案|规划)$)"
)
_HEAD = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER, BlockKind.BYLINE)


def issuer(article: ArticleView, cast: Cast) -> Ref | None:
    """The body whose plan, report or notice an article is; None if the article does not say and the genre does not tell."""
    kind = article.article.kind
    if (signed := _signed(article)) is not None:
        return signed
    if _PLENARY.search(article.article.title):
        return _party(cast)
    if cast.reporting is not None:
        return cast.reporting
    if (own := _in_title(article) or _above_title(article)) is not None:
        return own
    if is_plan(article) and (own := _presented(article, cast) or _of_town(article, cast)) is not None:
        return own
    head = _head_text(article)
    if _PLENARY.search(head) and "政府工作报告" not in head:
        return _party(cast)
    if is_plan(article) or _GOVERNMENTS.search(head):
        return government(cast)
    if kind is ArticleKind.REPORT:  # 某市人大财政经济委员会关于…审查结果的报告
        return next((f.ref for v in article.views[:2] for f in v.found if f.type is _O and f.start == 0), None)
    if kind is ArticleKind.NOTICE:
        return next((f.ref for v in article.views[:4] for f in v.found if f.type is _O), None)
    return None


_GOVERNMENTS = re.compile(r"(?<![份各篇])政府工作报告")  # 翻遍7份政府工作报告 tells of several governments


def _signed(article: ArticleView) -> Ref | None:
    """The body that signs at the foot; the words of the signature themselves where the mention found in them is only a part."""
    view = next((v for v in article.views if v.block.kind is BlockKind.SIGNATURE), None)
    if view is None:
        return None
    words = _DATE.sub("", view.text)
    bodies = sorted((f for f in view.found if f.type is _O), key=lambda f: f.start - f.end)
    if bodies and bodies[0].start <= 1 and bodies[0].end >= len(words) - 1:
        return bodies[0].ref
    if ":" in words:  # 联系人:某某 and then the body
        named = {f.ref for v in article.views for f in v.found if f.type is _O and ":" not in f.name and words.endswith(f.name)}
        return max(named, key=lambda r: len(r.name), default=bodies[0].ref if bodies else None)
    if _BODY_END.search(words) and 4 <= len(words) <= 40:
        return Ref(_O, words)
    return bodies[0].ref if bodies else None


def printed_by(article: ArticleView) -> Ref | None:
    """The body that a line above the title names with the day as whose paper the document is (某市统计局 2031年4月20日); None if no line
    does."""
    for view in article.views:
        if view.block.kind not in _HEAD:
            return None
        dated = _DAY.search(view.text)
        own = next((f for f in view.found if f.type is _O and f.start == 0), None) if dated else None
        if own is not None and dated is not None and own.end == dated.start() and _ISSUES_NOTICES.search(own.name):
            return own.ref
    return None


def joint_issuers(article: ArticleView) -> tuple[Ref, ...]:
    """The bodies side by side in the line above the title of a notice that they issue together; nobody where it names fewer than two."""
    for view in article.views[:3]:
        if view.block.kind not in _HEAD:
            return ()
        parts = _columns(view)
        if len(parts) > 1 and all(_ISSUES_NOTICES.search(view.text[a:b]) for a, b in parts):
            named = {(f.start, f.end): f.ref for f in view.found if f.type is _O}
            return tuple(dict.fromkeys(named.get(p) or Ref(_O, view.text[p[0] : p[1]]) for p in parts))
    return ()


def _columns(view: View) -> list[tuple[int, int]]:
    """The stretches of a line that white space of two characters or more, or the end of a line, sets apart in the source."""
    offsets = view.block.offsets
    cuts = [0, *(n for n in range(1, len(view.text)) if offsets[n] - offsets[n - 1] >= _APART), len(view.text)]
    return list(itertools.pairwise(cuts))


def _in_title(article: ArticleView) -> Ref | None:
    """The congress, CPPCC, court or procuratorate whose own report the headline names (某县人民法院工作报告)."""
    for view in article.views:
        if view.block.kind is BlockKind.HEADLINE and view.text.endswith("工作报告"):
            whole = next((f for f in view.found if f.type is _O and f.start == 0 and view.text[f.end :] == "工作报告"), None)
            if whole is not None and _OWN_REPORT.search(whole.name):
                return whole.ref
            if (own := _OWN_TITLE.fullmatch(view.text)) is not None:
                return Ref(_O, _written_out(own))
    return None


def _above_title(article: ArticleView) -> Ref | None:
    """The congress, CPPCC, court or procuratorate that alone makes up the line above the title of its report (政协某市委员会常务委员会
    above 关于…提案工作情况的报告)."""
    for view in article.views:
        if view.block.kind is BlockKind.HEADLINE or view.block.kind not in _HEAD:
            return None
        whole = next((f for f in view.found if f.type is _O and f.start == 0 and f.end == len(view.text)), None)
        if whole is not None and _OWN_REPORT.search(whole.name) and _ABOUT.match(article.article.title):
            return whole.ref
    return None


_ABOUT = re.compile(r"关于.{4,60}报告")


def _written_out(title: re.Match[str]) -> str:
    """The full name of the body in the title of its report, without the number of its term."""
    if title["cppcc"]:
        return f"中国人民政治协商会议{title['seat']}委员会常务委员会"
    return title["place"] + _IN_FULL.get(title["organ"], title["organ"])


def _presented(article: ArticleView, cast: Cast) -> Ref | None:
    """The body whose head is named at the top as the one who gives the report (某镇镇长 某某)."""
    for view in article.views:
        if view.block.kind not in _HEAD:
            return None
        for person in (f.ref for f in view.found if f.type is EntityType.PERSON):
            for held in cast.roles.get(person, ()):
                body = held.organization
                if body is not None and any(role.search(held.role) and kind.search(body.name) for role, kind in _PRESENTS):
                    return body
    return None


def _of_town(article: ArticleView, cast: Cast) -> Ref | None:
    """The township's government whose report the headline names; it lies in the county of the document."""
    for view in article.views:
        if view.block.kind in _HEAD and (m := _OF_TOWN.search(view.text)):
            known = next((r for r in cast.document if r.name.endswith(f"{m[1]}人民政府")), None)
            home = cast.context.home
            return known or (Ref(_O, f"{home}{m[1].removeprefix(home)}人民政府") if home else None)
    return None


def _head_text(article: ArticleView) -> str:
    """Title, headlines and the first paragraph."""
    heads = [v.text for v in article.views if v.block.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER)]
    first = next((v.text for v in article.views if v.block.kind is BlockKind.PARAGRAPH), "")
    return article.article.title + "".join(heads) + first[:400]


def _party(cast: Cast) -> Ref | None:
    """The party committee of the issuing place, written out by the custom of the organs' seals."""
    home = cast.context.home
    return Ref(_O, f"中共{home}委员会") if home else None


def government(cast: Cast) -> Ref | None:
    """The government of the issuing place."""
    home = cast.context.home
    if home == "中国":
        return Ref(_O, "国务院")
    return Ref(_O, f"{home}人民政府") if home else None
