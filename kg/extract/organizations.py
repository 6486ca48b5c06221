"""Finds organizations that are no organs of state, by the grammar of their names: (place) (proper name) (trade) kind.

The end of such a name is easy (有限公司, 职业学院, 卫生院), its beginning is not: Chinese has no spaces, so the name is followed to the left until
punctuation, a word that cannot belong to it, or the place that it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

_O = EntityType.ORGANIZATION
_ALLOWED = re.compile(r"[\u3400-\u9fffA-Za-z0-9()·]")
_LONGEST = 26
_SIGNS = "市县区州省旗镇乡村"


class _Kind(NamedTuple):
    code: str
    strong: bool
    placed: bool


@cache
def _kinds() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, _Kind]]]:
    forms: dict[str, _Kind] = {}
    for kind in toml("organization_grammar")["kind"]:
        for form in kind["forms"]:
            forms.setdefault(form, _Kind(kind["code"], kind.get("strong", False), kind.get("placed", False)))
    pairs = sorted(forms.items(), key=lambda p: -len(p[0]))
    return ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


@cache
def _stops() -> re.Pattern[str]:
    words = sorted(toml("organization_grammar")["stops"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _soft() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, toml("organization_grammar")["soft_stops"])))


@cache
def _never() -> frozenset[str]:
    return frozenset(toml("organization_grammar")["never"])


_NOT_SOFT = re.compile(r"和平|和谐|和顺|和睦|人和|共和|祥和|永和|泰和|义和|同和|仁和|为民|有为|有色|国有|同心|同济|同仁|大同|协同|合同|对外|到家|在线|进出口|先进|建筑|建工|建材|建设|城建|建安|科建|福建|基建|位置|至诚|名城|著名|同德|以诚|家园|家居|家电|家具|家纺|专家|个体|所长|研究所|事务所|办公|主办|用品|经济|经开|经贸|经纬|财经|神经|去污|像素|如意|进贤|建湖|建宁|建德|建瓯|建阳|建始|建水|建平|建昌|经营|去年|送变电|位于|家")


def find(text: str, districts: list[Found], context: Context, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The organizations named in a folded text. `districts`: places found in it.
    breaks: places at which a blank stands in the source, where a name may begin."""
    yield from _standing(text)
    matcher, pairs = _kinds()
    spans = sorted({(d.start, d.end) for d in districts if d.rule != "deictic"})
    last = 0
    matches = [(start, end, *pairs[index]) for index, start, end in matcher.find_matches_as_indexes(text)]
    for i, (start, end, form, kind) in enumerate(matches):
        if i + 1 < len(matches) and matches[i + 1][0] == end and kind.code == matches[i + 1][3].code == "company":
            continue  # 集团股份有限公司: the last kind ends the name
        if re.match(r"[长员们门]", text[end : end + 1]) and not form.endswith(("院", "团", "所")):
            continue
        if text[end : end + 1] in ("校", "区", "所", "系", "群", "部") and form.endswith(("院", "学", "校", "医")) and not _CAMPUS.match(text, end):
            continue
        floor = max((b for b in breaks if b <= start), default=0)
        begin = _begin(text, start, spans, max(last, floor), kind)
        campus = _CAMPUS.match(text, end)
        end = campus.end() if campus else end
        name = text[begin:end]
        if begin > start - 1 or name in _never() or _bare(name, form, kind, any(begin == a for a, _ in spans) or (begin == last + 1 and text[last : last + 1] == "、"), begin in breaks or _clean(text, begin)):
            continue
        yield Found(begin, end, _O, _written_out(name, text, begin, context), f"organization-{kind.code}", (("kind", kind.code),))
        last = end


@cache
def _standing_matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    pairs = [(form, name) for name, forms in toml("organization_grammar")["standing"].items() for form in (name, *forms)]
    return ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


def _standing(text: str) -> Iterator[Found]:
    """International organizations and national media."""
    matcher, pairs = _standing_matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        yield Found(start, end, _O, pairs[index][1], "organization-standing")


def _begin(text: str, kind_start: int, spans: list[tuple[int, int]], limit: int, kind: _Kind) -> int:
    """Where the name that ends with the kind at kind_start begins."""
    left = kind_start
    while left > limit and kind_start - left < _LONGEST and _ALLOWED.match(text[left - 1]):
        left -= 1
    run = text[left:kind_start]
    depth = 0
    for i in range(len(run) - 1, -1, -1):  # an opening bracket without its closing one bounds the name
        depth += (run[i] == ")") - (run[i] == "(")
        if depth < 0:
            left, run = left + i + 1, run[i + 1 :]
            break
    if depth > 0:
        cut = run.rfind(")") + 1
        left, run = left + cut, run[cut:]
    hard = [m.end() for m in _stops().finditer(run)]
    inside = [p for p, _ in spans if left <= p < kind_start]
    begin = left
    for cut in hard:
        at = left + cut
        if not any(p < at - 1 and _covers(text, p, at) for p in inside):
            begin = at
    inside = [p for p in inside if p >= begin]
    if inside:
        first = inside[0]
        ends = {e for p, e in spans if p == first}
        if any(text[e : e + 1] in ("和", "与", "及") and e < kind_start for e in ends):
            return _begin_after(text, max(e for e in ends if text[e : e + 1] in ("和", "与", "及")) + 1, kind_start)
        between = text[begin:first]
        joined = kind.code == "company" and 0 < len(between) <= 4 and begin == left and not _soft().match(between) and not _soft().search(between[-1:])
        return begin if joined and between and not between.isdigit() and len(inside) == 1 else first
    return _begin_after(text, begin, kind_start)


def _begin_after(text: str, begin: int, kind_start: int) -> int:
    """The beginning behind prepositions and conjunctions that stand before the name."""
    while (m := _soft().match(text, begin)) and m.end() < kind_start and not _NOT_SOFT.match(text[begin : begin + 2]):
        begin = m.end()
    if text[begin : begin + 1] in set(_SIGNS[:6]) and begin < kind_start - 1:
        return begin  # 市住房和城市更新局: the sign of the level begins the name
    for m in _soft().finditer(text, begin + 1, max(begin + 1, kind_start)):
        around = text[max(0, m.start() - 2) : m.end() + 2]
        if m.group() in ("由", "在", "与", "和", "对", "及", "是", "有", "到", "至") and not _NOT_SOFT.search(around):
            begin = m.end()
    return begin


def _covers(text: str, place: int, at: int) -> bool:
    """A stop word that stands inside a place's own name (建设 in 建设镇) is none; judged by a division's suffix right behind it."""
    return at < len(text) and text[at] in "镇乡村县市区州" and at - place <= 4


def _bare(name: str, form: str, kind: _Kind, placed: bool, clean: bool) -> bool:
    """Whether too little stands before the kind to make a proper name."""
    head = name[: len(name) - len(form)]
    if re.fullmatch(r"[一二三四五六七八九十百两几多数各]+[家所个座]?|第[一二三四五六七八九十]+|全体|广大|部分|有关|相关|本地|当地|外地|民营|国有|大型|中小|骨干|龙头|优质|公办|民办|普通|乡镇|城乡|农村|社区|基层|县级|市级|省级|区级|城区|上级|下属|知名|重点|新型|现代|智慧|综合|专业", head):
        return True
    if _GENERIC.search(head) or (kind.code == "studio" and not placed and (_GENERIC_STUDIO.search(head) or len(head) < 3)):
        return True
    if form in ("协会", "商会") and head.endswith(("政", "协")):
        return True
    if re.search(r"\d", head) and kind.code != "company" and not re.search(r"第|\d+中|号", head):
        return True
    if not placed and any(len(n) >= 4 and n != form and name.endswith(n) and not (head and head[0] in _SIGNS[:6]) for n in _never()):
        return True
    if not placed and not kind.strong and re.search(r"[入进开展到出向把被让得着过要往缴交]|农民|农机|用水|寄宿|沿江", head):
        return True
    if placed:
        return kind.code == "studio" and bool(_GENERIC_STUDIO.search(head))
    if kind.placed or kind.code in ("party", "congress") or (kind.code == "institution" and len(head) < 2):
        return not (head and head[0] in _SIGNS[:6] and len(head) + len(form) > 4)
    if head and head[0] in _SIGNS[:6] and (len(head) > 1 or kind.strong):
        return False
    if kind.strong:
        return len(head) < 2 or (not clean and kind.code != "company" and len(head) > 8)
    return not clean or len(head) < 2 or len(head) > 6


_CAMPUS = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:校区|新院区|院区|分校|分院|附属中职|附属中学|附属小学|附小|附中)")
_GENERIC = re.compile(r"^(?:专门|新增|理清|提升|构建|确保|完成|加强|建立|推动|如何|理顺|提高|优化|完善|扩大|规范|鼓励|引导|打通|补齐|壮大|健全|探索|创建|争创|做优|落实|一类|同类|所有|多个|许多|不少|大量|任何|整个|本校|母校|名校|高校|城区|县城|贫困|偏远|山区|边境|定点|三级|二级|一级|线上|线下|医养|民办|私立|外资|合资|中外|国内|国外|海外|世界|国际)|高水平|紧密型|互联网|新型|一流|各类|优质|产业园|本土|[我全]市|[我全][县区省州]|多所|部分|\d+(?:个|家|所|间|座|名|处|批|余)|[一两三四五六七八九十几]+(?:家|所|批|座)|基层|智慧|数字化|民营|国有|类|等$|医疗$|城市$|局.*办|联办|公立|三甲|型$|双一流|高职$|^职业$")
_GENERIC_STUDIO = re.compile(r"先进|年度|优秀|全市|各|\d+家|县市区|建设|规范|界别$|级|本级|全区|全县|挂牌|所有")


def _clean(text: str, begin: int) -> bool:
    """Whether the name begins right after a mark (or the text's beginning)."""
    if begin == 0 or not ("\u4e00" <= text[begin - 1] <= "\u9fff"):
        return True
    before = text[max(0, begin - 4) : begin]
    return any(m.end() == len(before) for p in (_stops(), _soft()) for m in p.finditer(before))


def _written_out(name: str, text: str, begin: int, context: Context) -> str:
    """市第四人民医院 → 宜昌市第四人民医院: a level's sign at the head means the division of the page."""
    name = re.sub(r"^(?:[\u4e00-\u9fff]{0,6}(?:首家|第一家|唯一的?))?(?:国家|省|市|县|区)级", "", name)
    for sign in ("自治区", *_SIGNS[:6]):
        if name.startswith(sign) and not (begin and "\u4e00" <= text[begin - 1] <= "\u9fff" and text[begin - 1] in "城社地园"):
            full = context.at_level(sign)
            return full + name[len(sign) :] if full else name
    return name
