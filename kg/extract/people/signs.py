"""Names beside an office, a title of respect, or brackets with sex and ethnic group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.extract.people.foreign import dotted_at, dotted_before, run_abroad, run_abroad_before, run_before, transliterated
from kg.extract.people.forms import CLOSED, LOOSE, OFFICE, PUNCTUATION, choose, is_given, sure, weight
from kg.extract.people.roles import offices_abroad, role_ends, role_spans
from kg.extract.people.words import common_words, ending, follows, is_common, is_place, wide_ending, wide_followers, words
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.lexicon.names import could_be_name, is_name
from kg.lexicon.people import surnames
from kg.lexicon.roles import never_after_role
from kg.lexicon.terms import countries
from kg.model import EntityType

_P = EntityType.PERSON
_NOTES = re.compile(
    r"\(((?:女|男|[\u4e00-\u9fff]{1,6}族|女,[\u4e00-\u9fff]{1,6}族|[左右中前后](?:[一二三四五六])?|[\u4e00-\u9fff]{1,6}族,女)(?:,[^()]{1,8})?)\)"
)
BEFORE = frozenset("的由让请与和及、,。;:!?“”()—…是有为向据对到在访从以该位")
_COMES = re.compile(r"来自[^,。;!?“”()、]{2,16}的$|(?:[县区市旗州镇乡]团|代表团|小组|界别?|联组)的$")
_OPENING = frozenset("。;!?”") | {""}
_MARKS = frozenset(",、:")
_SPEAKERS = frozenset(mark + title for mark in "。,;:、”" for title in ("代表", "委员"))
# An office of a named body, or one behind another office, is followed by its holder.
_OF_BODY = re.compile(
    r"(?:人大|政协|常委会|[局委厅院校司团村镇乡县市区会部处科室所站馆店厂社队园行学办省州旗盟]|中心|集团|医院|车间|工段|班组|、)(?:原|前|时任|现任|常务|执行|专职)?$"
)
_WITH_BODY = re.compile("(?:[小中大]学|学院|幼儿园|医院|卫生院|银行|公司|社区|街道)(?!生)[\u4e00-\u9fff]")  # 小学教师, 社区书记
_GROUP = re.compile(r"(?:[各几位名些等类批]|全体|部分|广大|优秀|先进|首批|多[名位]|所有|更多|基层)$")


_HELD = re.compile(r"\((?:挂职|兼|兼职|代理|主持工作|试用期[^()]{0,6}|[正副][县处厅科]级|保留[^()]{2,8})\)")
_CANDIDATE = re.compile("(?:提名)?(?:候选人|人选)(?!的|和|、)")  # 副镇长候选人某某


def after_roles(text: str) -> Iterator[Found]:
    """市长綦云涛, 记者张三: the name right behind an office, or behind an office and one blank mark."""
    never = never_after_role()
    for start, end in role_spans(text):
        chosen = _CANDIDATE.match(text, end)
        if chosen or text.startswith(never, end):
            form = choose(text, chosen.end(), OFFICE) if chosen else None
            if form and chosen and sure(form):
                yield Found(chosen.end(), chosen.end() + len(form), _P, form, "candidate")
            continue
        quoted = text[end : end + 1] == "”" and "“" in text[max(0, start - 6) : start]  # “土专家”某某
        held = _HELD.match(text, end)  # 副县长(挂职)某某
        at = held.end() if held else end + (text[end : end + 1] in ("/", ":") or quoted)
        if _abroad(text, start, end) and (form := dotted_at(text, at) or run_abroad(text, at)):
            yield Found(at, at + len(form), _P, form, "office-abroad-before")
            continue
        head = text[max(0, start - 6) : start]
        alone = bool(_HEADS_PLACE.fullmatch(text, start, end)) and head[-1:] in PUNCTUATION  # ,县长某某承诺
        of_body = _OF_BODY.search(head) or _WITH_BODY.match(text, start, end)
        closed = (bool(of_body) or alone or text[start:end] in _leaders()) and not _GROUP.search(head)
        form = choose(text, at, CLOSED if closed else OFFICE)
        if form is None and closed and text[start:end] not in ("代表", "委员"):
            form = _rare(text, at)
        other = run_abroad(text, at) if closed and form is None else None
        if other and len(other) > 2 and wide_ending(text, at + len(other)) > 1:
            yield Found(at, at + len(other), _P, other, "office-abroad-before")
        if form and (closed or _believed(text, at, form)):
            yield Found(at, at + len(form), _P, form, "office-before")


_HEADS_PLACE = re.compile("(?:代)?[市县区州旗盟镇乡]长")


def _rare(text: str, at: int) -> str | None:
    """A name with a surname that no list has, where only a holder can stand: two characters of given names behind it, and a mark or a
    known word behind them (市政协主席暨某某应邀出席)."""
    form = text[at : at + 3]
    good = len(form) == 3 and could_be_name(form) and all(is_given(c) for c in form[1:]) and ending(text, at + 3) == 3
    known = words() | common_words() | wide_followers().words
    cut = not known.isdisjoint((form[:1], form[:2], form[1:])) or is_common(form) or is_place(form[1:])
    return form if good and not cut and "一" <= form[0] <= "\u9fff" else None


@cache
def _leaders() -> frozenset[str]:
    """Offices of three characters and more that only one person or a few hold: a holder follows."""
    chosen = ("congress", "cppcc", "party", "government", "justice", "company")
    named = [r for c in toml("roles")["category"] if c["name"] in chosen for r in c["roles"]]
    return frozenset(
        r
        for r in named
        if (len(r) > 2 and r[-1] not in "员师人家工部官者警长")
        or r.endswith(("秘书长", "检察长", "董事长", "副市长", "副县长", "副区长", "党组成员"))
    )


def _believed(text: str, at: int, form: str) -> bool:
    """Whether a form behind an office that need not have a holder is a good name, or ends well."""
    end = at + len(form)
    good = len(form) > 3 or sure(form) or text[end : end + 1] in PUNCTUATION or (len(form) == 3 and ending(text, end) >= 2)
    return good or (text[at - 3 : at] in _SPEAKERS and bool(_TELLS.match(text, end)))  # ,代表方某呼吁


_HOME = ("中国", "全国", "我国", "国内")


def _abroad(text: str, start: int, end: int) -> bool:
    """Whether an office is held abroad: by its kind, or by a country's name in the phrase before it."""
    if text[start:end] in offices_abroad():
        return True
    named = countries()
    phrase = re.split(r"[,。;、:和与同对向]", text[max(0, start - 12) : start])[-1]
    return any(
        phrase[i:j] in named and phrase[i:j] not in _HOME and phrase[j : j + 1] != "族"
        for i in range(len(phrase))
        for j in range(i + 2, min(len(phrase), i + 8) + 1)
    )


@cache
def _title_matcher() -> ahocorasick_rs.AhoCorasick:
    titles = {t for t in toml("person_context")["titles"] if len(t) > 1} | {t for t in offices_abroad() if len(t) == 2}
    return ahocorasick_rs.AhoCorasick(sorted(titles), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


_PLACES_OF_OFFICE = ("官邸", "府", "选举", "大选", "办公室", "候选人")


def before_titles(text: str) -> Iterator[Found]:
    """綦向东委员, 海兰(女,回族)委员: the name right before a title of respect."""
    for _, start, end in _title_matcher().find_matches_as_indexes(text):
        if text[end : end + 1] in ("会", "团", "们", "性", "大") or text.startswith(_PLACES_OF_OFFICE, end):
            continue
        stop = start
        if stop and text[stop - 1] == ")":
            note = text.rfind("(", 0, stop)
            stop = note if note >= 0 and stop - note < 20 else stop
        title = text[start:end]
        if stop and text[stop - 1] in _WORKPLACES and title not in ("委员", "代表"):
            continue
        form = run_abroad_before(text, stop) if title in offices_abroad() else None
        if form is None and stop and text[stop - 1] not in "副前":
            tells = stop == start and bool(_TELLS.match(text, end))
            form = name_ending(text, stop, rare=title in ("委员", "代表"), tells=tells)
        if form is None and title in ("委员", "代表") and stop == start:
            form = _foreign_opening(text, stop, end)
        form = form or (_leader(text, stop) if title == "总书记" else None)
        if form and len(form) == 3 and form[-1] == "为" and form[1:] not in _DOING and title not in ("委员", "代表"):
            form, stop = form[:2], stop - 1  # 选举甲某为主任
        if form and not (form[0] in "和及与" and form[1:] in words()) and not _OF_DIVISION.match(text, stop - 1):  # 秘书长和常务委员
            yield Found(stop - len(form), stop, _P, form, "title-behind")


_OF_DIVISION = re.compile(r"[省市州县区旗镇乡村](?:(?:代|原|常务)?副?[省市州县区旗镇乡村]长|党[委工总支]|副?书记|人大|纪委)")  # 白果镇|镇长
_DOING = ("有为", "大为", "无为", "可为", "敢为", "作为", "为为")


_SAYS = re.compile(r"(?:在?发言|建议|说|认为|提出|表示|呼吁|介绍|指出)")
_TELLS = re.compile(
    r"[则也还都均]?(?:在?(?:发言|审议|讨论)[时中]|建议|提议|提[出交]|说|认为|表示|呼吁|介绍|指出|希望|坦言|直言|关注|谈|带来|告诉|发现|主张|强调"
    r"|期[待盼]|的(?:建议|提案|发言|心声))"
)


def _foreign_opening(text: str, stop: int, end: int) -> str | None:
    """巴音克西委员说: the first four to six letters of transliteration of a sentence, before a title and a verb of speech."""
    begin = max((text.rfind(mark, 0, stop) for mark in "。!?”;"), default=-1) + 1
    form = text[begin:stop]
    if not 4 <= len(form) <= 6 or not _SAYS.match(text, end) or not could_be_name(form):
        return None
    return form if transliterated(form) and not any(form[i : i + 2] in words() for i in range(len(form) - 1)) else None


_WORKPLACES = "厂店场院社队站馆所局部"


def _leader(text: str, stop: int) -> str | None:
    """Before 总书记 a verb may stand directly (学习贯彻…总书记): three characters with an everyday surname."""
    form = text[max(0, stop - 3) : stop]
    return form if is_name(form) and sure(form) else None


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins at text[at], or one has said where somebody comes from (来自某县的)."""
    return text[at - 1 : at] in _OPENING or (text[at - 1] == "的" and bool(_COMES.search(text, max(0, at - 20), at)))


def name_ending(text: str, stop: int, *, rare: bool = False, tells: bool = False) -> str | None:
    """The name that ends at text[stop], if one does and what stands before it lets a name begin; only good forms.

    rare: before a title of deputies also forms whose surname is an everyday word. tells: the title is one whose holder speaks, so that what
    stands between it and any mark names somebody (…,史某委员建议…).
    """
    other = dotted_before(text, stop) or run_before(text, stop, BEFORE | PUNCTUATION)
    if other:
        return other
    for length in (4, 3, 2):
        form = text[max(0, stop - length) : stop]
        if len(form) != length or form in surnames().compound or not is_name(form):
            continue
        if form in common_words() or form[:2] in common_words() or form[:2] in words() or form[1:] in words() or is_place(form):
            continue
        before = text[stop - length - 1 : stop - length] if stop > length else ""
        opened = rare and (
            (length == 3 and form[0] not in surnames().word_like)
            or ((_opens(text, stop - length) or (tells and before in _MARKS)) and weight(text, stop - length, form) >= OFFICE)
        )
        if not sure(form) and not opened:
            continue
        if before == "" or before in BEFORE or before in PUNCTUATION or before.isascii() or role_ends(text, stop - length):
            return form
        if text.endswith((*_TEAM, "关于"), 0, stop - length):
            return form
    return None


_TEAM = ("代表团", "小组")  # 湖南代表团某某代表


@cache
def _kin() -> re.Pattern[str]:
    return re.compile("|".join(sorted(toml("person_context")["kin"].split(), key=len, reverse=True)))


_DE = re.compile(r"(?<=[\u4e00-\u9fff])的(?=[\u4e00-\u9fff]{3})")
_OF_VILLAGE = re.compile(r"(?:[村镇乡县州旗区]|社区|街道|农场|林场)的(?=[\u4e00-\u9fff]{3}(?:[、,。:;(]|$|说|也|和))")
_DOTTED_OF_VILLAGE = re.compile(r"(?:[村镇乡县州旗区]|社区|街道)的(?=[\u4e00-\u9fff]{1,8}·)")
_FROM = re.compile(
    r"名叫|[他她]叫|(?:人大代表|政协委员)、[^,。;:!?“”()、]{2,24}的"
    r"|(?<![\u4e00-\u9fff])(?:来自|家住|住在)[^,。;!?“”()、]{2,16}?的"
)


def beside(text: str) -> Iterator[Found]:
    """老支书张三, 徒弟李四, 来自某县的王五: behind kin and callings, and behind where one comes from, the best forms only."""
    for m in (*_kin().finditer(text), *_FROM.finditer(text)):
        form = choose(text, m.end(), CLOSED if m.group().startswith(("人大", "政协")) else OFFICE)
        if (
            form
            and (len(form) > 2 or ending(text, m.end() + 2) >= 2)
            and (len(form) > 3 or form[0] not in surnames().word_like or weight(text, m.end(), form) >= LOOSE)
        ):
            yield Found(m.end(), m.end() + len(form), _P, form, "kin-or-home-before")
    for m in _DOTTED_OF_VILLAGE.finditer(text) if "·" in text else ():
        if form := dotted_at(text, m.end()):
            yield Found(m.end(), m.end() + len(form), _P, form, "kin-or-home-before")
    for m in _OF_VILLAGE.finditer(text):
        form = text[m.end() : m.end() + 3]
        if (
            is_name(form)
            and sure(form)
            and form[0] not in surnames().word_like
            and not is_common(form)
            and form[-1] not in toml("person_context")["lands"]
            and weight(text, m.end(), form) >= LOOSE
        ):
            yield Found(m.end(), m.end() + 3, _P, form, "kin-or-home-before")
    for m in _DE.finditer(text):
        at = m.end()
        form = text[at : at + 3]
        if (
            not is_name(form)
            or not sure(form)
            or form[0] in surnames().word_like
            or form[-1] in toml("person_context")["lands"]
            or is_common(form)
        ):
            continue
        aged = text[m.start() - 1] == "岁"
        if weight(text, at, form) >= LOOSE and (follows(text, at + 3, wide_followers()) > 1 or aged):
            yield Found(at, at + 3, _P, form, "described-before")


_BRACKETED = re.compile(r"(?:^|(?<=[、,;:。”!?】]))(?P<name>[\u4e00-\u9fff·]{2,5})\((?P<office>[^()]{4,40})\)")


def bracketed(text: str) -> Iterator[Found]:
    """张宏亮(市发改委副主任)、王晓霞(…总会计师): names before brackets that end with an office."""
    for m in _BRACKETED.finditer(text) if "(" in text else ():
        form = m["name"]
        if is_name(form) and not is_common(form) and role_ends(text, m.end("office")) and weight(text, m.start("name"), form) >= OFFICE - 1:
            yield Found(m.start("name"), m.end("name"), _P, form, "office-in-brackets")


_APPOSED = re.compile(
    r"(?:^|(?<=[;:。”!?】]))(?P<name>[\u4e00-\u9fff]{3})(?:,?(?:现任|现为|曾任|担任|是|系)|,)(?P<office>[^,。;:!?“”()]{3,40})(?=[,。;])"
)


def apposed(text: str) -> Iterator[Found]:
    """霍春梅,市农业农村局局长,表示…; 霍春梅是市第二中学教师: the office stands behind a name that opens the sentence."""
    for m in _APPOSED.finditer(text):
        form, at = m["name"], m.start("name")
        if not is_name(form) or not sure(form) or is_common(form) or form[0] in surnames().word_like:
            continue
        if role_ends(text, m.end("office")) and weight(text, at, form) >= OFFICE:
            yield Found(at, at + 3, _P, form, "office-in-apposition")


def noted(text: str) -> Iterator[Found]:
    """海兰(女,回族): brackets with sex or ethnic group, or with a place in a photo, stand behind names only."""
    if "(" not in text:
        return
    for m in _NOTES.finditer(text):
        form = dotted_before(text, m.start()) or _before_note(text, m.start(), m[1])
        if form:
            attributes = []
            if "女" in m[1]:
                attributes.append(("gender", "女"))
            group = re.search(r"([\u4e00-\u9fff]{1,6}族)", m[1])
            if group:
                attributes.append(("ethnicGroup", group[1]))
            yield Found(m.start() - len(form), m.start(), _P, form, "note-behind", tuple(attributes))


_VERBS = ("任命", "任免", "免去", "补选")


def _before_note(text: str, stop: int, note: str) -> str | None:
    """The name before brackets: one that stands free (behind a mark or an office) may have any form if an ethnic group follows; else a
    Han form."""
    made = run_before(text, stop, BEFORE | PUNCTUATION)
    if made and not made.startswith(_VERBS):
        return made
    forms = [text[stop - n : stop] for n in (4, 3, 2) if n <= stop and is_name(text[stop - n : stop])]
    forms = [f for f in forms if f not in common_words() and not f.startswith(_VERBS)]
    for form in forms:
        at = stop - len(form)
        if _opened(text, at) or text[at - 1 : at] in BEFORE or text.endswith(_VERBS, 0, at):
            return form
    best = next((f for f in forms if len(f) > 2 and sure(f) and f[0] not in surnames().word_like), None)
    if best is None and "族" in note:
        for length in (3, 4, 2, 5):
            form = text[max(0, stop - length) : stop]
            if (
                len(form) == length
                and _opened(text, stop - length)
                and all("\u3400" <= c <= "\u9fff" for c in form)
                and form not in common_words()
            ):
                return form
    return best or next(iter(forms), None)


def _opened(text: str, at: int) -> bool:
    """Whether a mark or an office stands before text[at]."""
    return at == 0 or text[at - 1] in PUNCTUATION or role_ends(text, at)
