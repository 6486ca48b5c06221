"""Whether what stands before the kind makes a proper name, or only a common noun (三家医院, 各类学校)."""

from __future__ import annotations

import re

from kg.extract.organizations.edges import SIGNS
from kg.extract.organizations.kinds import Kind, common_nouns, pattern, soft_stops, stops
from kg.extract.proper import has_own_name

_CITY = re.compile(r"^[\u4e00-\u9fff]{1,4}市$")
_LAND_END = re.compile(r"(?:村|社区|嘎查|苏木|镇|乡|街道|园区|开发区|新区)$")
_UNIT_END = re.compile(
    r"(?:政协|人大|常委会|政府|法院|检察院|公司|集团|医院|学校|学院|大学|局|委|院|厅|中心|联|协会|商会|学会|联合会|台|馆|海关|银行|分行|支行"
    r"|支队|总队|大队|队|厂|矿)$"
)
# A bureau of a reserve or a line (国家级自然保护区管理局) is named by it.
_RESERVE = re.compile(r"[\u4e00-\u9fff]{2,}(?:保护区|公园|景区|铁路|公路|航道|流域|灌区|湿地|林区)$")


_ANY_SCHOOL = frozenset(("小学", "中学", "学校", "幼儿园"))
_WIDE = re.compile(r"^[\u4e00-\u9fff]{1,5}(?:区|市|城区|市区)$")


def is_bare(name: str, form: str, kind: Kind, *, placed: bool, clean: bool) -> bool:
    """Whether `name`, which ends with the kind `form`, is no proper name. placed: whether it begins with a place; clean: whether it begins
    right behind a mark or a word that ends the phrase before."""
    words, long_words = common_nouns()
    head = name[: len(name) - len(form)]
    level = head[:1] != "" and head[0] in SIGNS[:6]
    if (
        name in words
        or pattern("common_head").search(head)
        or (not (placed and _CITY.search(head)) and pattern("generic_head").search(head))
    ):
        return True
    if kind.code == "company" and not kind.strong and pattern("trade_head").search(head):
        return True
    if kind.code == "studio" and not placed and (pattern("generic_studio").search(head) or len(head) < 3):
        return True
    if form == "局" and pattern("not_bureau").search(head):
        return True
    if form in ("协会", "商会") and head.endswith(("政", "协")):
        return True
    if kind.code != "company" and re.search(r"\d", head) and not re.search(r"第|\d+中|号", head):
        return True
    if kind.code == "party" and ("政府" in head or re.search(r"[和与及][镇乡村]$", head)):
        return True  # 县政府和镇党委
    if kind.code == "party" and _UNIT_END.search(head):
        return True  # the committee of a body is spoken of as the body (某局党委书记)
    if not placed and not level and any(n != form and n.endswith(form) and name.endswith(n) for n in long_words):
        return True
    if not placed and not kind.strong and not (level and kind.code == "company") and pattern("unsure_head").search(head):
        return True
    if kind.code == "school" and form in _ANY_SCHOOL and _WIDE.search(head):
        return True  # 裕安区|小学一年级新生: those of the district
    if placed:
        return kind.code == "studio" and bool(pattern("generic_studio").search(head))
    if kind.code == "party" and len(head) >= 3 and _LAND_END.search(head):
        return False
    if form.endswith("管理局") and _RESERVE.search(head):
        return False
    if kind.placed or kind.code in ("party", "congress") or (kind.code == "institution" and len(head) < 2):
        if form == "代表团" and delegation(head) and clean:
            return False
        told = len(head) + len(form) > 4 or (kind.placed and len(form) > 2) or form[0] in "一二三四五六七八九十"
        return not (level and told)  # 市局 is no name, 市二中 is
    if level and (len(head) > 1 or kind.strong or form.startswith("第")):
        return False
    if kind.strong:
        return len(head) < 2 or (not clean and kind.code != "company" and len(head) > 8)
    if level and kind.code == "hospital" and len(form) > 2:
        return False  # 市福利院, 县敬老院: a place has one
    longest = 10 if kind.code == "company" and has_own_name(head) else 6  # 恒泰新能源科技|公司
    return not clean or not 2 <= len(head) <= longest


def delegation(head: str) -> bool:
    """Whether what stands before 代表团 is the part of the town or the county whose deputies sit together (临港区, 三乡)."""
    return 2 <= len(head) <= 6 and not pattern("no_constituency").search(head)


def is_clean(text: str, begin: int) -> bool:
    """Whether the name begins right after a mark (or the text's beginning), or a word that ends the phrase before."""
    if begin == 0 or not ("\u4e00" <= text[begin - 1] <= "\u9fff"):
        return True
    before = text[max(0, begin - 4) : begin]
    return any(m.end() == len(before) for p in (stops(), soft_stops()) for m in p.finditer(before))
