"""Puts the grammar together: each kind found in a text, its beginning, and whether it makes a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.organizations.bare import is_bare, is_clean
from kg.extract.organizations.branches import find as branches
from kg.extract.organizations.edges import SIGNS, Spans, begin_of
from kg.extract.organizations.grassroots import in_full
from kg.extract.organizations.kinds import Kind, common_nouns, kinds, pattern, soft_stops, stops
from kg.extract.organizations.standing import standing
from kg.extract.people import role_spans
from kg.extract.work import Found
from kg.model import EntityType

_O = EntityType.ORGANIZATION
_CAMPUS = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:校区|新院区|院区|分校|分院|附属中职|附属中学|附属小学|附小|附中)")
_OF_SCHOOL = re.compile(r"(?:第[一二三四五六七八九十]+)?(?:附属|直属)[\u4e00-\u9fff]{0,4}$|[\u4e00-\u9fff]{0,6}$")
_AND_OF_SCHOOL = re.compile(r"[\u4e00-\u9fff]{1,6}[与和][\u4e00-\u9fff]{1,5}")  # 大学|环境与生态|学院
_FACULTIES = ("学院", "研究院", "研究所", "工程中心", "实验室")
_NO_FACULTY = re.compile(r"学生|师生|教授|老师|教师|专家|校长|大学|学院|中学")
_RANK = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}(?:首家|第一家|唯一的?))?(?:国家|省|市|县|区)级")
_BRANCHES = ("分公司", "支公司", "分行", "支行", "营业部", "供电公司", "项目经理部")
_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
_COUNTED = re.compile(r"(?:共|达|有)?\d+多?[个家]")
# 市甲局和|市乙局, 市甲局正在和|市某公司
_NEXT_BODY = re.compile(r"(?:局|政府|委员会|法院|检察院)(?:(?:正在?|将|已)?[和与及]|(?:会同|联合|联手))(?=[省市州县区旗])")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]*$")


def find(text: str, districts: list[Found], context: Context, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The organizations named in a folded text. `districts`: places found in it.
    breaks: places at which a blank stands in the source, where a name may begin."""
    yield from standing(text)
    named = list(branches(text))
    yield from named
    matcher, pairs = kinds()
    matches = [(start, end, *pairs[index]) for index, start, end in matcher.find_matches_as_indexes(text)]
    if not matches:
        return
    spans = Spans(sorted({(d.start, d.end) for d in districts if d.rule != "deictic"}))
    last = 0
    chain: tuple[int, Kind] | None = None  # where the first kind of a name with several begins, and which it is
    for i, (start, end, form, kind) in enumerate(matches):
        if form.endswith(("中学校", "小学校")) and text.startswith("长", end):
            form, end = form[:-1], end - 1  # 第二中学|校长
        after = matches[i + 1] if i + 1 < len(matches) else None
        if after and _goes_on(text, kind, form, end, after, spans):
            chain = (start, kind) if chain is None else chain
            continue
        (first, leading), chain = (start, kind) if chain is None else chain, None
        if not _ends_here(text, end, form):
            continue
        floor = max((b for b in breaks if b <= first), default=0)
        begin = begin_of(text, first, spans, max(last, floor), kind)
        if parted := _NEXT_BODY.search(text, begin, first):
            begin = parted.end()
        if form[0] in "一二三四五六七八九十" and len(form) > 2 and (ordinal := _ORDINAL.search(text, begin, start)):
            form, start = text[ordinal.start() : end], ordinal.start()
        if form == "代表团" and (meeting := text.rfind("会议", begin, start)) >= 0:
            begin = meeting + 2  # 市十四届人大三次会议|小榄代表团
        campus = _CAMPUS.match(text, end)
        end = campus.end() if campus else end
        name = text[begin:end]
        own_town = name[0] in "镇乡" and context.at_level(name[0]) is not None
        of_grid = name.startswith("国网") and any(e == first for _, e in spans.all)
        placed = (
            own_town or of_grid or spans.begins(begin) or (begin == last + 1 < start - 1 and text[last : last + 1] == "、" and last > 0)
        )
        # 某某股份有限公司某市分公司 is as good a name as that of the company that it begins with
        company = leading.code == kind.code == "company"
        own = [(text[first:end], leading)] if company and leading.strong else [(form, kind)]
        if first < start and not leading.strong and (form in _BRANCHES if company else leading.code == "school"):
            own.append((text[first:end], leading))
        clean = begin in breaks or is_clean(text, begin) or (form == "代表团" and text.endswith("会议", 0, begin))
        if begin >= start or all(is_bare(name, *o, placed=placed, clean=clean) for o in own):
            continue
        if form == "合作社" and not placed and _COUNTED.match(text, end):
            continue  # 果业合作社3714家
        if kind.held and not any(a == end for a, _ in role_spans(text)):
            continue
        if any(f.start < end and begin < f.end for f in named):
            continue
        full = written_out(name, text, begin, context)
        full = in_full(full) if kind.code == "party" else full
        if full in common_nouns()[0]:
            continue
        yield Found(begin, end, _O, full, f"organization-{kind.code}", (("kind", kind.code),))
        last = end


def _goes_on(text: str, kind: Kind, form: str, end: int, after: tuple[int, int, str, Kind], spans: Spans) -> bool:
    """Whether the name goes on to a later kind: 集团股份有限公司, 集团营口有限公司, 医科大学附属医院, 大学城市学院."""
    start, _, _, other = after
    gap = text[end:start]
    if kind.code == other.code == "company" and (not gap or (end, start) in spans.all):
        return True
    if kind.code == "company" and after[2] in _BRANCHES and len(gap) <= 12 and not _MARKS.search(gap) and not stops().search(gap):
        return True
    if kind.code != "school" or other.code not in ("school", "hospital", "institution") or len(gap) > 10 or form[-1] not in "学院":
        return False
    found = _OF_SCHOOL.fullmatch(gap)
    joined = _AND_OF_SCHOOL.fullmatch(gap) if form.endswith("大学") and after[2] in _FACULTIES else None
    if joined:
        return not stops().search(gap) and not _NO_FACULTY.search(gap)
    own = pattern("not_soft").sub("", gap)  # 同济医学院附属协和医院
    return bool(found) and not stops().search(gap) and not soft_stops().search(own) and gap[:1] != "、" and not gap.endswith(("高", "中"))


def _ends_here(text: str, end: int, form: str) -> bool:
    """Whether a kind ends a name at text[end]: not before 长, 员, 们 (but 学院院长), nor inside 校区, 院系."""
    after = text[end : end + 1]
    if form.endswith("作协") and after == "议":
        return False
    if text.startswith("校长", end):
        return True
    if after in ("院", "医") and form[-1:] == "中" and form[0] in "一二三四五六七八九十":
        return False  # 市一中院, 市第二中医院
    if after == "生" and form.endswith("学") and not text.startswith(("生物", "生命", "生态"), end):
        return False  # 小学生
    if after in ("长", "员", "们", "门") and not text.startswith("门口", end) and not form.endswith(("院", "团", "所")):
        return False
    return not (after in ("校", "区", "所", "系", "群", "部") and form.endswith(("院", "学", "校", "医")) and not _CAMPUS.match(text, end))


def written_out(name: str, text: str, begin: int, context: Context) -> str:
    """市第四人民医院 → 宜昌市第四人民医院, 市二中 → 宜昌市第二中学: a level's sign at the head means the division of the page."""
    name = _RANK.sub("", name)
    for sign in ("自治区", *SIGNS[:8]):
        if name.startswith(sign) and not (begin and text[begin - 1] in "城社地园"):
            full = context.at_level(sign)
            return full + _NUMBERED.sub(_in_words, name[len(sign) :]) if full else name
    return name


_NUMBERED = re.compile(r"([一二三四五六七八九十]{1,2})([中小])")


def _in_words(found: re.Match[str]) -> str:
    """第二中学 for 二中: behind the sign of a level, where it is no other word."""
    return f"第{found[1]}{found[2]}学" if found.end() == len(found.string) else found.group()
