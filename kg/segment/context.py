"""What the neighbours of a line say about it: torn titles joined, marks that head a section, lists told from headings, lone names in
rosters.

Each step is a pass over the items that corrects kinds; none moves a character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from kg.lexicon.names import HAN, is_name
from kg.segment.dates import full_dates
from kg.segment.items import SKIPPED, Item, beyond, raw_items
from kg.segment.kicker import POST_END
from kg.segment.lines import Line, look
from kg.segment.listing import below_office, dated, group, lone_name, office, rows_joined
from kg.segment.namerows import columned, is_office, rows_of_names

_ENDED = re.compile(r"[。;,:!]$|。")
_UNFINISHED = re.compile(r"^关于|\d{4}年|(?:会议|大会|[届市县区州省]人大|政协|[年期]规划|委员会|常委会|政府|办公室|年|年度)$")
_TORN_TITLE = re.compile(r"关于[^。,;:!?]{4,36}、")  # 关于表彰先进集体、 / 先进个人的决定
_PLACE = re.compile(r"[县市区州旗省]$")  # 中国人民政治协商会议某某自治县
_OF_PLACE = re.compile(r"第[一二三四五六七八九十]+届|人民代表大会|常务委员会|委员会|人民政府")
_TITLES = ("head", "headline", "text")
_HEAD_MARKS = frozenset("■◆●▲★☆◇□○◎►▶")
_ATTACHED = re.compile(r"^附件?:")
_NUMBER = re.compile(r"\(?(?:(?P<han>[一二三四五六七八九十]{1,3})|(?P<digits>\d{1,2}))[、.．)]")
_HAN_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")}
_PERSON = re.compile(
    rf"(?P<name>(?:[{HAN}]\s{{1,2}}[{HAN}]|[{HAN}]{{2,4}}|[{HAN}]+(?:·[{HAN}]+)+)(?=[\s(]))"
    r"(?P<note>\s*\([^()]{1,12}\))?(?P<gap>\s*)(?P<rest>[^。;:!?]{4,50})$"
)
_TITLE, _PROSE = 40, 60  # characters: the longest first line that is a title by its place, and the shortest paragraph below it
_SPEECH = 36  # characters of the shortest paragraph of a speech
_BARE_NUMBER = re.compile(r"[1-9]\d{0,2}")
_VOICES = 3  # so many speeches make a page of speeches
_NOTE = re.compile(r"\([^()]{1,12}\)")
_BODY = re.compile(r"(?:委会?|委员会|总支|支部|支社|基层委|工商联|[联商协]合?会|学社|界别?|小组|中心|局|公司|学校|医院|[长席任员理记师])$")
_MEMBER = re.compile(rf"[{HAN}、]{{2,12}}界(?:别)?委员[{HAN}]{{2,4}}$")
_LONG_WORD = re.compile(rf"[{HAN}]{{5,}}")
_LISTED = frozenset(("head", "text", "roster", "heading"))
_SPEAKING = frozenset(("kicker", "speaker"))


def items_of(source: str, lines: Sequence[Line]) -> list[Item]:
    """The items of a text, in order, judged with their neighbours. `lines`: the lines of `source`."""
    items = _torn_titles(raw_items(source, rows_joined(source, _rows(source, lines))))
    for judge, kinds in _PASSES:
        for i, item in enumerate(items):
            if item.kind in kinds:
                kind = judge(source, items, i)
                if kind is not None:
                    items[i] = item.as_kind(kind)
    return _voices(source, columned(source, items))


def _rows(source: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with tables that hold nothing but names as lines of names."""
    if not any(line.kind == "table" for line in lines):
        return lines
    out: list[Line] = []
    for is_table, run in groupby(lines, lambda line: line.kind == "table"):
        rows = list(run)
        out += (rows_of_names(source, rows, bool(out) and is_office(out[-1].text)) or rows) if is_table else rows
    return out


def _voices(source: str, items: list[Item]) -> list[Item]:
    """On a page of short speeches, each with its speaker above its headline, the line of a speaker is a kicker whatever body it names
    (民革市委会 张三, 工商联界别 李四), not only one that says that he is a deputy."""
    marks = Counter(it.line.mark for it in items if it.kind in ("kicker", "speaker") and it.line.mark)
    for i, item in enumerate(items[:-1]):  # ●某街道代表 张三 among others of the same mark that say whose deputy they are
        alike = marks[item.line.mark] > 1 and item.kind in ("head", "heading", "bullet") and items[i + 1].kind == "text"
        if alike and len(item.text) <= _TITLE and not _ENDED.search(item.text) and "," not in item.text:
            items[i] = item.as_kind("kicker")
    found = [i for i in range(len(items) - 2) if _opens_speech(source, items, i)]
    if len(found) < _VOICES:
        return items
    return [item.as_kind("kicker") if i in found else item for i, item in enumerate(items)]


def _opens_speech(source: str, items: list[Item], i: int) -> bool:
    """Whether the line of a speaker stands at items[i], a headline below it, and then running text."""
    item, title, text = items[i : i + 3]
    if item.kind not in ("head", "kicker", "text") or title.kind not in ("head", "headline"):
        return False
    if text.kind != "text" or len(text.text) < _SPEECH:
        return False
    if item.kind == "kicker":
        return True
    words = _NOTE.sub("", item.line.raw(source)).strip(" :").split()
    if len(words) > 2 and len(words[-1]) == len(words[-2]) == 1:
        words[-2:] = [words[-2] + words[-1]]  # a name of two characters set wide (甲 乙)
    if len(item.text) > _TITLE or not words or _ENDED.search(item.text.rstrip(":")):
        return False
    body = "".join(words[:-1])
    return (is_name(words[-1]) and bool(_BODY.search(body))) or (len(words) == 1 and bool(_MEMBER.match(words[0])))


def _torn_titles(items: list[Item]) -> list[Item]:
    """Joins two or three lines that only together are the title of a document (政府工作报 / 告; …第六次会议 / 代表建议目录; 某某自治县 /
    第八届委员会委员名单)."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        torn = items[i].kind == "head" or (items[i].kind == "text" and bool(_TORN_TITLE.fullmatch(items[i].text)))
        count = next((n for n in (2, 3) if _one_title(items[i : i + n], n)), 1) if torn else 1
        out.append(items[i] if count == 1 else Item("headline", (_joined([it.line for it in items[i : i + count]]),)))
        i += count
    return out


def _one_title(items: list[Item], count: int) -> bool:
    if len(items) < count or any(it.line.gap or it.kind not in _TITLES or len(it.text) > 40 for it in items[1:]):
        return False
    if count > 2 and any(it.kind == "headline" for it in items[:-1]):
        return False
    last = items[-1]
    unfinished = [
        bool(_UNFINISHED.search(a.text) or (_PLACE.search(a.text) and _OF_PLACE.match(b.text))) for a, b in pairwise(items)
    ]
    if last.text.startswith("关于") or (count > 2 and not all(unfinished)) or (last.kind == "headline" and not unfinished[-1]):
        return False
    return look("".join(it.text for it in items))[0] == "headline"


def _joined(lines: Sequence[Line]) -> Line:
    spans = tuple(s for line in lines for s in line.spans)
    return replace(lines[0], end=lines[-1].end, spans=spans, text="".join(line.text for line in lines), offsets=None)


def _slogan(source: str, items: list[Item], i: int) -> str | None:
    """A short line right above a column's name (两会特别报道) is the column's slogan and furniture like it."""
    if len(items[i].text) > 12 or i + 1 >= len(items):
        return None
    return "furniture" if items[i + 1].kind == "furniture" and items[i + 1].line.rule in ("column-name", "special-issue") else None


def _introduced(source: str, items: list[Item], i: int) -> str | None:
    """A line without an end right above a dateline, the credits or the date of a page is a headline, also one that looks like speech
    (短评:…); so is the first line of a text, above its first paragraph (甲代表:建议…)."""
    text = items[i].text
    if len(text) > 70 or i + 1 >= len(items) or _ENDED.search(text):
        return None
    after = items[i + 1]
    notes = items[i + 1 : i + 4]
    dated = after.kind == "furniture" and any(it.kind == "furniture" and full_dates(it.text) for it in notes)
    if after.kind in ("dateline", "byline") or dated:
        return "head" if after.line.gap or items[i].line.gap or not i else None
    if items[i].line.gap and _above_dateline(items, i + 1):
        return "head"
    if _of_place(items, i):
        return "head"
    opens = i == 0 or all(it.kind in SKIPPED or it.kind == "rubric" for it in items[max(0, i - 4) : i])
    return "head" if opens and len(text) <= _TITLE and len(after.text) > _PROSE and after.kind == "text" else None


def _above_dateline(items: list[Item], i: int) -> bool:
    """Whether lines of the same kind, without end or white space between them, lead from items[i] to a dateline: two sub-titles of bodies
    and what they do (市公安局:… / 市教育局:…)."""
    below = next((k for k in range(i, len(items)) if items[k].kind != "text" or items[k].line.gap), len(items))
    short = all(len(it.text) <= _TITLE and not _ENDED.search(it.text) for it in items[i:below])
    return i < below < len(items) and short and items[below].kind == "dateline"


_PLACE_TELLS = re.compile(r"[\u4e00-\u9fff]{2,12}[省市县区旗州镇乡村]:[^,。;:!?]{6,32}|[\u4e00-\u9fff]{2,4}:[^。;:!?]{8,32}")
_COLUMN = 6  # characters of the name of a column
_WHOLE = 60  # characters of a paragraph that a headline stands above


def _of_place(items: list[Item], i: int) -> bool:
    """Whether a line set apart says what a place or a person does, above a paragraph (某县某乡:逐村观摩促工作), which is a headline and no
    speech."""
    after = items[i + 1]
    below_column = i > 0 and items[i - 1].line.gap and items[i - 1].kind in ("head", "rubric") and len(items[i - 1].text) <= _COLUMN
    apart = (items[i].line.gap or below_column) and after.kind == "text" and len(after.text) > _WHOLE
    return bool(apart) and bool(_PLACE_TELLS.fullmatch(items[i].text)) and items[i].text[-1] not in "”’"


_TABLE_ATTACHED = re.compile(
    r"(?:0\d)?附(?:[件表录][一二三四五\d]*:?|:)[^:。;]{4,40}(?:表|清单|名单|目录|一览|数据|指标|项目)(?:\([^()]*\))?$"
)
_UNIT_OF_TABLE = re.compile(r"\(?单位:[^。]{1,16}$")


def _attached(source: str, items: list[Item], i: int) -> str | None:
    """The title of an attached table (附:某年重大项目表) right above it, be it that its unit stands between, is that of a piece of its
    own."""
    below = next((it for it in beyond(items, i + 1) if not _UNIT_OF_TABLE.match(it.text)), None)
    return "headline" if below is not None and below.kind == "table" and _TABLE_ATTACHED.match(items[i].text) else None


def _note(source: str, items: list[Item], i: int) -> str | None:
    """A line in brackets belongs to the title that it follows, the number of a document to the title below it; elsewhere it is running
    text."""
    before = items[i - 1] if i else None
    below = next(beyond(items, i + 1), None)
    if items[i].line.rule == "document-number" and below is not None and below.head_like and (before is None or before.kind in SKIPPED):
        return "subtitle"
    return "subtitle" if before is not None and before.head_like else "text"


def _mark(source: str, items: list[Item], i: int) -> str | None:
    """A short line with a mark (■ ◆) that stands alone above running text heads it; among its like it is a bullet."""
    item = items[i]
    if item.line.mark not in _HEAD_MARKS or len(item.text) > 30 or re.search(r"[。;,:]", item.text):
        return None
    if i and items[i - 1].kind == "bullet" and items[i - 1].line.mark == item.line.mark:
        return None
    after, below = next(beyond(items, i + 1), None), next(beyond(items, i + 2), None)
    if after is not None and after.kind in ("head", "headline") and below is not None and below.kind in ("subtitle", "byline", "dateline"):
        return "rubric"  # ■履职故事 above the title of a piece with its credits
    if item.line.gap and after is not None and after.kind == "head" and after.line.gap and not after.line.mark:
        return "head"  # the label of a column, or of a group of pieces
    return "head" if after is not None and after.kind in ("text", "dateline", "byline", "kicker") else None


_OF_DISCLOSURE = re.compile(r"(?:信息)?(?:标题|名称|文号|主题词|效力状态|体裁):")


def _disclosed(source: str, items: list[Item], i: int) -> str | None:
    """A field of the head that a government's site puts above what it discloses (标题:… above 文号:…), beside others of its fields."""
    if not _OF_DISCLOSURE.match(items[i].text):
        return None
    near = [items[k] for k in (i - 1, i + 1) if 0 <= k < len(items)]
    return "furniture" if any(n.kind == "furniture" and n.line.rule in ("source-line", "") for n in near) else None


def number_of(item: Item) -> tuple[str, int] | None:
    """The style and the number that a line begins with (一、 二、 … (一) … 1. …); None if it has none."""
    text = _ATTACHED.sub("", item.text)
    if "①" <= text[:1] <= "⑳":
        return "①", ord(text[0]) - ord("①") + 1
    m = _NUMBER.match(text)
    if not m:
        return None
    if m["digits"]:
        return "1", int(m["digits"])
    tens, mark, units = m["han"].partition("十")
    value = (_HAN_NUMBERS.get(tens, 1) * 10 if mark else 0) + _HAN_NUMBERS.get(units if mark else m["han"], 0)
    return ("(" if item.text.startswith("(") else "一"), value


def _numbered(source: str, items: list[Item], i: int) -> str | None:
    """Numbered lines with nothing between them are a list, no headings; so is one among numbered sentences that was only torn."""
    item = items[i]
    here = number_of(item)
    if item.line.rule not in ("section", "chapter") and not (here is not None and here[0] == "①"):
        return None
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if here is None:
        return None
    follows = before is not None and number_of(before) == (here[0], here[1] - 1)
    if follows and before is not None and before.kind == "bullet" and before.line.rule == item.line.rule:
        return "bullet"
    if follows and before is not None and before.text.startswith("附"):
        return "bullet"
    if follows and before is not None and before.kind == "text" and len(before.text) <= 120 and before.text.endswith((";", "。")):
        return "text" if after is not None and after.line.gap == 0 else None
    alike = after is not None and after.kind == "heading" and after.line.rule == item.line.rule
    return "bullet" if alike and after is not None and number_of(after) == (here[0], here[1] + 1) else None


def _person(source: str, items: list[Item], i: int) -> str | None:
    """Lines that give a name and a post each (发言委员: 张三 某公司董事长) are the items of a list."""
    if not _is_person(source, items[i]):
        return None
    near = [items[k] for k in (i - 1, i + 1) if 0 <= k < len(items)]
    if items[i].kind in _SPEAKING and not _heads_people(source, items, i):
        return None
    return "bullet" if any(n.line.mark == "" and _is_person(source, n, listed=True) for n in near) else None


def _is_person(source: str, item: Item, *, listed: bool = False) -> bool:
    """Whether a line gives a name and a post. `listed`: also one that was already found to be the item of a list."""
    if not (item.kind in _LISTED or item.kind in _SPEAKING or (listed and item.kind == "bullet")) or len(item.text) > 60 or item.line.level:
        return False
    m = None if item.text.startswith("附") else _PERSON.match(item.line.raw(source))
    if not m or not (m["gap"] or m["note"]) or not POST_END.search(m["rest"].rstrip()):
        return False
    return is_name(re.sub(r"\s", "", m["name"])) and bool(_LONG_WORD.search(m["rest"]))


def _heads_people(source: str, items: list[Item], i: int) -> bool:
    """Whether the lines with names around items[i] stand right below each other under the heading of a list (二、先进个人(10名)): people
    of the list there, elsewhere who speaks next."""
    first = i
    while first and items[first].line.gap == 0 and _is_person(source, items[first - 1], listed=True):
        first -= 1
    above = items[first - 1] if first else None
    return above is not None and (above.kind == "heading" or "名单" in above.text)


_ADDRESSED = re.compile(rf"[{HAN}·]{{2,4}}(?:[、,][{HAN}·]{{2,4}}){{0,5}}等?(?:代表|委员|先生|女士|同志):$")


def _addressed(source: str, items: list[Item], i: int) -> str | None:
    """The line of a letter that says to whom it goes (某某委员: above 您提出的…收悉)."""
    after = items[i + 1] if i + 1 < len(items) else None
    letter = after is not None and after.kind == "text" and after.text.startswith(("您", "你们", "你", "贵"))
    return "text" if letter and _ADDRESSED.match(items[i].text) else None


def _page_number(source: str, items: list[Item], i: int) -> str | None:
    """A number alone between two empty lines, where another such line of the text is the number of the page before or after."""
    if not _BARE_NUMBER.fullmatch(items[i].text) or not _set_apart(items, i):
        return None
    near = (int(items[i].text) - 1, int(items[i].text) + 1)
    others = (k for k, it in enumerate(items) if k != i and len(it.text) <= 3 and _BARE_NUMBER.fullmatch(it.text) and _set_apart(items, k))
    return "furniture" if any(int(items[k].text) in near for k in others) else None


def _set_apart(items: list[Item], i: int) -> bool:
    """Whether an empty line stands above items[i], and one below it or the end of the page."""
    return items[i].line.gap > 0 and (i + 1 == len(items) or items[i + 1].line.gap > 0)


# Each judgement with the kinds of items that it is about, in the order in which one needs the other.
_Judge = Callable[[str, list[Item], int], str | None]
_PASSES: tuple[tuple[_Judge, frozenset[str]], ...] = (
    (_page_number, frozenset(("head", "text"))),
    (_disclosed, frozenset(("head", "text", "heading", "headline"))),
    (_addressed, frozenset(("head", "kicker", "speaker", "heading"))),
    (_slogan, frozenset(("head", "markdown"))),
    (_introduced, frozenset(("text",))),
    (_attached, frozenset(("heading", "head"))),
    (_note, frozenset(("note",))),
    (_mark, frozenset(("bullet",))),
    (_numbered, frozenset(("heading",))),
    (_person, _LISTED | _SPEAKING),
    (dated, frozenset(("head", "text", "heading", "kicker", "speaker"))),
    (lone_name, frozenset(("head", "text"))),
    (office, frozenset(("head", "text", "roster", "speaker", "bullet"))),
    (group, frozenset(("text", "bullet", "note", "speaker", "kicker", "roster"))),
    (below_office, frozenset(("head", "text"))),
)
