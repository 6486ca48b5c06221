"""Which body a label in a list of names speaks of: the heading above, the sentence that announces the list, the body in the label itself.

A list says it once and far from most of its names: in its title (某市第五届人民代表大会常务委员会组成人员名单), in the sentence
above (选举产生了某市人大常委会主任、副主任、秘书长、委员,现予公告), or before the office (提案委员会 主任:…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.people import role_spans
from kg.extract.sessions.meetings import main_session
from kg.extract.sisters import HEAD_OF_GOVERNMENT, government
from kg.extract.titles import congress_of, deputy_body, titles_before
from kg.extract.work import ArticleView, View
from kg.lexicon.labels import Label
from kg.lexicon.rosters import stated_count
from kg.model import BlockKind, EntityType, Ref

_O = EntityType.ORGANIZATION
_HEADS = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.KICKER)
_ROLE_TAIL = re.compile(
    r"(?:\d{1,3}[名人位])?(?:当选|补选|增补|建议|推荐|候选|分组|分团|编组|变动|调整)?(?:人选|人|情况)?(?:名单|名册)?(?:公布)?(?:如下)?"
    r"(?:\([^()]*\))?:?(?:\([^()]*\))?$"
)
_BODY = re.compile(
    r"(?P<name>[\u4e00-\u9fff、]{0,30}?(?:主席团|委员会|领导小组|工作小组|工作组|专家组|评委会|理事会|代表团|活动组|联络组|专委会"
    r"|(?<![市县区省州旗党纪常政团])委(?=$)))"
    r"(?:(?:成员)?[和、及](?:大会)?秘书长|组成人员|成员|委员)?的?(?:建议)?(?:名单)?(?:草案)?$"
)
_OF_SESSION = re.compile(r"(?:审查|资格|选举|法案|议案|提案|计划|预算|财政|决算|秘书处)")
_OF_CONGRESS = re.compile(r"法制|监察|司法|财政经济|财经|教育科学|教科文卫|城乡建设|环境|农业|农村|民族|华侨|侨务|外事|社会建设|人事")
_OF_STANDING = re.compile(r"工作委员会$|工委$")
_MEMBER = {"主席团": "主席团成员", "委员会": "委员", "代表团": "成员"}
_STANDING = "常务委员会"
_ANNOUNCES = re.compile(r"选举|通过|任命|推选|产生|决定|表决|当选|协商")
_ANNOUNCED = re.compile(r"(?:公告|公布|如下|名单)[。:;]?$")
_OF_CPPCC = ("主席", "副主席", "秘书长")
_LOCAL = re.compile(r"(?:监察委员会|中级人民法院|人民法院|人民检察院|军事法院)$")


class Above(NamedTuple):
    """What stands above a list. label: the heading, with its count if one says it; role: the office that it gives, or None; body: whose
    office; named: the heading that names the body, and where in its text, if it names one; None otherwise."""

    label: str
    role: str | None
    body: Ref | None
    named: tuple[View, int, int] | None = None


def label_above(view: View, article: ArticleView, context: Context) -> Above:
    """The label above a roster, the role that it gives, and the body that the role belongs to."""
    above = headings_above(view, article)
    label = above[0].text if above else ""
    for v in above:
        bare = _bare(v.text)
        label = label if stated_count(label) is not None else v.text
        body = _BODY.match(bare)
        if body and body["name"].endswith("代表团") and (congress := _deputies_above(v, above, article, context)):
            return Above(label, "代表", congress)
        if body and body["name"] and not _SEVERAL.search(body["name"]):
            role = next(r for k, r in {**_MEMBER, "": "成员"}.items() if body["name"].endswith(k))
            at = v.text.find(body["name"])
            return Above(label, role, _body(body["name"], v, above, context), (v, at, at + len(body["name"])) if at >= 0 else None)
        spans = role_spans(v.text)
        cut = [s for s in spans if _ROLE_TAIL.match(v.text, s[1])]
        if cut and "通过" not in v.text[cut[-1][1] :]:
            role = v.text[cut[-1][0] : cut[-1][1]]
            titles = titles_before(v, cut[-1][1], context)
            if titles and titles[-1].organization:
                return Above(label, role, standing(titles[-1].organization, role))
            said = announced(role, view, article, context) or _of_list(v, above, context)
            return Above(label, role, said or standing(_body("", v, above, context, role), role))
    return Above(label, None, None)


def _bare(heading: str) -> str:
    """A heading without its counter, brackets around it, notes and colon."""
    return re.sub(r"\([^()]*\)|:$|[【】]", "", _COUNTER.sub("", heading))


_COUNTER = re.compile(
    r"^(?:关于(?:设立|成立|公布|通过|确定)|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])"
)


_SEVERAL = re.compile(r"(?:各[^各]{0,8}|专门委员会|^专委会)$")  # 各专门委员会: no body of its own


def _deputies_above(own: View, above: Sequence[View], article: ArticleView, context: Context) -> Ref | None:
    """The congress whose deputies are listed by delegations (某市第五届人民代表大会代表名单 above 某区代表团; 已选举产生…代表,现按代表团
    公布)."""
    at = own.block.offsets[0] if own.block.offsets else 0
    told = (v for v in article.views if v.block.kind is BlockKind.PARAGRAPH and v.block.offsets and v.block.offsets[0] < at)
    if any(_ELECTED.search(v.text) for v in told):
        return deputy_body("人大", None, context)
    for v in above:
        if v is not own and _DEPUTIES.search(v.text):
            found = next((f.ref for f in v.found if f.type is _O and f.name.endswith("人民代表大会")), None)
            named = _CONGRESS.match(v.text)
            return found or (Ref(_O, named["place"] + "人民代表大会") if named else deputy_body("人大", None, context))
    return None


_CONGRESS = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,14}?[省市县区州旗])(?:第[一二三四五六七八九十]+届)?(?:人民代表大会|人大)代表")


_ELECTED = re.compile(r"(?:选举产生|选出|当选)[^。;]{0,24}代表(?!大会|团)|代表(?:的)?(?:代表)?资格有效")
_DEPUTIES = re.compile(r"(?:人民代表大会|人大)代表(?:建议)?(?:名单|名册)")


def _of_list(own: View, above: Sequence[View], context: Context) -> Ref | None:
    """The committee in the title of a list in which a heading gives but an office (委员: below …委员会组成人员名单)."""
    for v in above:
        if v is own:
            continue
        body = _BODY.match(_bare(v.text))
        if body and body["name"].endswith(("委员会", "小组", "专家组")) and not body["name"].endswith(_STANDING):
            return _body(body["name"], v, above, context)
        if v.block.kind is BlockKind.HEADLINE or any(f.type is _O for f in v.found):
            return None
    return None


def headings_above(view: View, article: ArticleView) -> list[View]:
    """The headings of an article above a block, the nearest first."""
    at = view.block.offsets[0]
    heads = [v for v in article.views if v.block.offsets and v.block.offsets[0] < at and (v.block.kind in _HEADS or _leads_in(v))]
    return sorted(heads, key=lambda v: -v.block.offsets[0])


def _leads_in(v: View) -> bool:
    """Whether a short paragraph leads in to the names below it (增补下列同志为…委员:, …委员会委员名单:)."""
    return v.block.kind is BlockKind.PARAGRAPH and len(v.text) <= _LEAD and v.text.endswith(":") and bool(_LEADS.search(v.text))


_LEAD = 100  # characters
_LEADS = re.compile(r"名单|下列|以下|如下|同志|(?:选出|选举|补选|增选|推选|任命|产生)[^。]*\d[名人位](?:\([^()]*\))?:$")


def announced(office: str, view: View, article: ArticleView, context: Context) -> Ref | None:
    """The body that the sentence above a list gives to an office of it: the last paragraph above that announces a list and names the
    office."""
    at = view.block.offsets[0]
    for v in reversed([v for v in article.views if v.block.offsets and v.block.offsets[0] < at]):
        if v.block.kind is not BlockKind.PARAGRAPH or not _ANNOUNCED.search(v.text) or not _ANNOUNCES.search(v.text):
            continue
        for a, b in reversed(role_spans(v.text)):
            if v.text[a:b] == office and (titles := titles_before(v, b, context)) and titles[-1].organization:
                return titles[-1].organization
        return None
    return None


def standing(body: Ref | None, office: str) -> Ref | None:
    """A congress has no chairman, deputies of his or members besides its deputies: they are those of its standing committee. Those of a
    CPPCC are of the whole, though its standing committee lists them."""
    if body is None:
        return None
    if body.name.endswith("人民代表大会") and office in ("主任", "副主任", "委员"):
        return Ref(_O, body.name + _STANDING)
    if office in _OF_CPPCC and re.match(r"中国人民政治协商会议.*委员会" + _STANDING, body.name):
        return Ref(_O, body.name.removesuffix(_STANDING))
    return body


def of_label(label: Label, at: int, view: View, above: Sequence[View], context: Context) -> Ref | None:
    """The body that a label itself says its office is of (提案委员会 主任; 市 长; 人民检察院检察长). at: where the office ends in the
    block's text. None when it says none."""
    if label.body:
        return _named(label, at, view, above, context)
    head = HEAD_OF_GOVERNMENT.search(label.office)
    place = context.at_level(head[1]) if head else None
    return Ref(_O, government(place)) if place else None


def _named(label: Label, at: int, view: View, above: Sequence[View], context: Context) -> Ref:
    name = label.body
    if name.endswith("代表团"):
        return Ref(_O, name)
    if _INNER.search(name) and not _ELSEWHERE.search(name) and (body := _committee(name, above)):
        return body
    if _INNER.search(name) and not _ELSEWHERE.search(name) and (body := _of_page(name, context)):
        return body
    stated = next((t.organization for t in titles_before(view, at, context)[-1:] if t.organization), None)
    if stated is not None:
        return stated
    if _LOCAL.search(name) and context.home and not name.startswith(context.home):
        return Ref(_O, context.home + name)
    return Ref(_O, name)


_INNER = re.compile(  # committees and offices of a congress or a CPPCC
    r"(?:委员会|专委会?|工委|工作室|办公室|研究室|联络室|信息中心|服务中心|秘书处|[^政市县区省州旗党]委)$"
)
_ELSEWHERE = re.compile(r"^(?:[中省市县区州旗]|监察|政协|人大|人民)|^[^委]{2,8}[省市县区州旗镇乡街][委道]?")


def _committee(name: str, above: Sequence[View]) -> Ref | None:
    """A committee of the congress or CPPCC that the headings above name, or of its session."""
    titled = next((v.text for v in above if _OF_COMMITTEES.search(v.text)), None)
    for v in above:
        for f in v.found:
            if f.type is EntityType.SESSION and "审查" in name:
                return Ref(_O, f.name + name)
            body = f.ref if f.type is _O else congress_of(f.name) if f.type is EntityType.SESSION else None
            if body is None:
                continue
            if place := _cppcc(body.name, titled or v.text):
                return Ref(_O, place + name)
            if m := re.match(r"(.+?人民代表大会)", body.name):
                return Ref(_O, m[1] + (_STANDING if _OF_STANDING.search(name) else "") + name)
    return None


_OF_COMMITTEES = re.compile(r"专门委员会|专委会|各委员会|各委|工作机构")


def inner_body(name: str, above: Sequence[View], context: Context) -> Ref | None:
    """The committee or the office of a congress or a CPPCC that a cell names (提案委员会), as the headings above it or the page say;
    None for any other text."""
    if not _INNER.search(name) or name.endswith("工作室") or not _WORD.fullmatch(name):
        return None
    if (own := _OWN.fullmatch(name)) and (place := context.at_level(own["level"])):
        return Ref(_O, place + own["inner"])
    if _ELSEWHERE.search(name):
        return None
    return _committee(name, above) or _of_page(name, context)


_OWN = re.compile(r"(?P<level>[省市县区州旗])(?P<inner>政协[^市县区省州旗]{2,20})")
_WORD = re.compile(r"[\u4e00-\u9fff、]{3,24}")


def _of_page(name: str, context: Context) -> Ref | None:
    """A committee or an office of the CPPCC of the place, on a page that speaks of it and of no congress."""
    text = context.source.text
    if context.home is None or "政协" not in text or "人大" in text or "人民代表大会" in text:
        return None
    return Ref(_O, context.home + "政协" + name)


def _cppcc(body: str, heading: str) -> str | None:
    """How the names of the committees of a place's CPPCC begin: as its heading writes it, in full (政协某市第四届委员会各专门委员会) or by
    its short name (某市政协各专门委员会); None for any other body."""
    m = re.match(r"中国人民政治协商会议(.+?)(?:第[一二三四五六七八九十]+届)?委员会", body)
    if m is None:
        short = re.match(r".+?政协", body)
        return short.group() if short else None
    return f"中国人民政治协商会议{m[1]}委员会" if _IN_FULL.search(heading) else m[1] + "政协"


_IN_FULL = re.compile(r"(?:政协|政治协商会议)[^,。;委]{2,20}(?:[省市县区州旗]|届)委员会")


def _body(name: str, own: View, above: Sequence[View], context: Context, role: str | None = None) -> Ref | None:
    """The body of a label: one found in it, a committee of the session, else the congress of the session that the page is about."""
    session = next((f.name for v in above for f in v.found if f.type is EntityType.SESSION), None) or main_session(context)
    name = _MEETING.sub("", name)
    if (inner := _OF_NAMED.match(name)) and (congress := congress_of(inner["congress"])):
        named = _TERM.search(inner["congress"])  # 某市第七届人民代表大会法制委员会: of this term, as its list writes it
        return Ref(_O, name if named and own.text.startswith(name) else congress.name + inner["committee"])
    if name and not name.endswith("主席团"):
        if name.endswith("委员会") and not name.endswith("审查委员会") and (place := _cppcc_above(above)):
            return Ref(_O, place + name)
        at = own.text.find(name) + len(name)
        found = next((f.ref for f in own.found if f.type is _O and f.end >= at), None)
        of_congress = found is None and name.endswith("委员会") and "审查" not in name and _OF_CONGRESS.match(name)
        if of_congress and (body := _committee(name, above)):
            return body
        if session and _OF_SESSION.search(name):
            return Ref(_O, session + name)
        return found or Ref(_O, name)
    for v in above:
        for f in v.found:
            if f.type is _O:
                return f.ref
            if f.type is EntityType.SESSION and (body := congress_of(f.name)):
                return body
    if session and (body := congress_of(session)):
        return body
    capacity = {"代表": "人大", "委员": "政协"}.get(role or "")
    return deputy_body(capacity, None, context) if capacity else None


_MEETING = re.compile(r"^.*会议(?!案)")  # 第四次会议|议案审查委员会, but not 代表大|会议案
_TERM = re.compile(r"第[一二三四五六七八九十]+届(?=人民代表大会$)")
_OF_NAMED = re.compile(r"(?P<congress>.{2,}?人民代表大会(?:常务委员会)?)(?P<committee>[^第]{4,}委员会)$")


def _cppcc_above(above: Sequence[View]) -> str | None:
    """毕节市政协, when a heading above speaks of the committees of a CPPCC; so the names of its committees begin."""
    for v in above:
        if re.search(r"政协|政治协商", v.text) and re.search(r"专门委员会|专委会|委室|工作机构|工作委员会|各委员会|各委", v.text):
            for f in (f for w in above for f in w.found):
                if place := _cppcc(f.name, v.text):
                    return place
    return None


__all__ = ["Above", "announced", "headings_above", "inner_body", "label_above", "of_label", "standing"]
