"""The line above a headline that says who speaks: office, employer, name. Where it ends and the headline begins."""

from __future__ import annotations

import re

from kg.lexicon.names import HAN, is_name
from kg.segment.fold import squeeze

_SENTENCE = re.compile(r"[。;!?]")
_DOTTED = re.compile(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}})+$")
_CAPACITY = r"(?:全国|[\u4e00-\u9fff]{0,8}?[省市县区州旗盟])?(?:人大代表|政协委员|党代表|党代会代表|政协常委|人大常委)"
_LEAD = r"[■◎□◆●▲▶*【\]】\s]*(?:(?:对话|专访|访|记者对话|面对面|两会访谈|声音|建言)[||::]?)?"
_OFFICE = re.compile(rf"{_LEAD}{_CAPACITY}(?P<rest>.*)$")
_NOTE = re.compile(r"\([^()]{1,40}\)")
_AFTER = re.compile(r"(?:联名|联合|共同)?(?:建言|呼吁|提案|建议|热议|代表|委员)?[—\-::·]*$")
_ROLE_NOUN = re.compile(rf"^(?P<name>[{HAN}·]{{2,8}})(?:委员|代表):$")
_LEADS_IN = re.compile(r"(?P<who>[^,。]{2,60}?)(?:代表|委员|常委)——$")  # 某公司董事长张三代表——, above the headline of what he says
_NAME_FIRST = re.compile(
    rf"^(?P<name>[{HAN}·]{{2,9}}?)(?:\([^()]{{1,12}}\))?{_CAPACITY}(?:[、,(]|$)"
)


def kicker_end(parts: list[str]) -> int:
    """How many of the white-space separated parts of a line (folded) make the kicker at its head; 0 when it has none.

    A kicker names the capacity (市人大代表, 政协委员), perhaps an employer and post, and ends with one or more names.
    """
    for count in range(1, len(parts) + 1):
        if ends_with_names(squeeze("".join(parts[:count]))):
            return count
        if count > 4:
            break
    return 0


def ends_with_names(text: str) -> bool:
    """Whether a folded line is a kicker as a whole: a capacity, then anything short without a full stop, then names."""
    if len(text) > 90 or _SENTENCE.search(text):
        return False
    if _ROLE_NOUN.match(text) and is_name(_ROLE_NOUN.match(text)["name"]):  # type: ignore[index]
        return True
    if (leads := _LEADS_IN.match(text)) and names_tail(_NOTE.sub("", leads["who"])) is not None:
        return True
    m = _OFFICE.match(text)
    if not m:
        return False
    rest = _AFTER.sub("", _NOTE.sub("", m["rest"]))
    rest = rest.lstrip("、,: ")
    if not rest:
        return False
    tail = re.split(r"[、,]", rest)[-1]
    return names_tail(tail) is not None


def ends_with_person(text: str) -> bool:
    """Whether a short line is an office and the name of its holder (市发展和改革局局长谷梁振北)."""
    if not 5 <= len(text) <= 30 or (not is_name(text[-2:]) and names_tail(text) is None):
        return False
    ends = ((text[-n:], text[:-n]) for n in (4, 3, 2))  # 社区主任叶甲 ends with a name of two characters, though 任叶甲 is built like one
    return any(is_name(form) and _OFFICE_END.search(head) for form, head in ends)


_OFFICE_END = re.compile(
    r"(?:[局厅部委院区市县州省副会处校所总助](?:[区市县州省院校厅部局处所])?[长理]|(?:理|董)事长?|[秘行社馆站园队组班团]长|主任|主席|书记|[总副]?经理"
    r"|总监|教授|讲师|研究员|工程师|[医律教技]师|医生|教师|教练|支书|负责人|召集人|创始人|合伙人|传承人|监事|总编辑?)$"
)


def names_tail(text: str) -> str | None:
    """The name that a phrase of office ends with (某公司董事长张三 → 张三), by form alone; the longest form wins."""
    dotted = _DOTTED.search(text) if "·" in text else None
    if dotted:
        return dotted.group()
    for length in (4, 3, 2):
        form = text[-length:]
        if len(form) == length and is_name(form) and not _POST.fullmatch(form):
            head = text[:-length]
            if not head or POST_END.search(head):
                return form
    return None


POST_END = re.compile(  # the last words of an office or an employer
    r"(?:长|员|师|任|记|席|理|人|授|监|者|工|主|事|官|代表|委员?|总|士|家|医|手|户|夫|生|问|裁|匠|司|院|校|社|所|局|会|部|中心|公司)$"
)


_POST = re.compile(  # posts that are built like names, since 董, 常 and 司 are surnames
    r"董事长?|任科员|[总经董]理|管理员|常[务委].?|[司师连班段关车营团部所科处局厅市县区乡镇校院]长|党[员委].?|[司车]机|公[司务]员?|单位"
)


def is_name_first(text: str) -> bool:
    """Whether a folded line gives a speaker with the name in front (沙马阿依(女,彝族)市人大代表、…村医)."""
    return len(text) <= 90 and "。" not in text and bool(_NAME_FIRST.match(text))
