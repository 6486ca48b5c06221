"""Who wrote, photographed, edited: the grammar of bylines and credits.

A credit line is a row of labels (记者, 通讯员, 摄, 责编 …) with names after them, or before them with a stroke (张三/图). It is read with
its white space, since only that separates names. The labels are data (`data/credits.toml`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.lexicon.load import toml
from kg.lexicon.names import HAN, could_be_name, is_name, padded_names, surname_length
from kg.lexicon.roles import roles
from kg.lexicon.terms import ethnic_groups


class Credit(NamedTuple):
    """One person of a credit line. role: 记者, 通讯员 …; start, end: characters of the string read; writes: False for a photographer or
    editor; modifier: what stands before the role (首席, 全媒体)."""

    name: str
    role: str
    start: int
    end: int
    writes: bool
    modifier: str


class _Labels(NamedTuple):
    writers: frozenset[str]
    staff: frozenset[str]
    role: re.Pattern[str]  # a label with its modifiers
    outlet: re.Pattern[str]  # the name of a paper or another outlet
    word: re.Pattern[str]  # any label at all, for a quick look


@cache
def _labels() -> _Labels:
    data = toml("credits")
    writers, staff, modifiers = data["writers"], data["staff"], data["modifiers"]
    labels = "|".join(sorted([*writers, *staff], key=len, reverse=True))
    outlets = "|".join(sorted(data["outlets"], key=len, reverse=True))
    alone = r"文/图|文图|(?<=[/\s])[文图摄](?=[/\s)】]|$)|文字(?=[:/|])|图片(?=[:/|])|(?<![^\s□■◆●(])文(?=[:/])"
    strokes = rf"摄影|{alone}|供图|拍?摄(?=[)\s]|$)"
    return _Labels(
        frozenset([*writers, "文字", "文"]),
        frozenset(staff),
        re.compile(rf"(?P<mod>(?:(?:{'|'.join(modifiers)})\s*)*)(?P<role>(?:{labels})(?!部|中心)|{strokes})"),
        re.compile(rf"本报|本刊|本台|本网|[{HAN}]{{0,8}}(?:{outlets})(?![{HAN}])"),
        re.compile(rf"{labels}|文[/:图字]|摄[/:]|图[/:]"),
    )


def credits_in(text: str) -> list[Credit]:
    """The persons credited in a credit line (folded, white space kept), in order of appearance."""
    return _credits(text, _marks(text))


def _marks(text: str) -> list[re.Match[str]]:
    """The labels in a line; 文 behind a label and one character is no label, but the rest of a padded name (编辑 罗 文)."""
    marks: list[re.Match[str]] = []
    for m in _labels().role.finditer(text):
        alone = m["role"] in ("文", "图") and marks and _SURNAME.fullmatch(text, marks[-1].end(), m.start())
        if not alone:
            marks.append(m)
    return marks


def _credits(text: str, marks: list[re.Match[str]]) -> list[Credit]:
    """`credits_in` for a line whose labels are `marks`."""
    labels = _labels()
    out: list[Credit] = []
    for i, mark in enumerate(marks):
        role = mark["role"]
        before = _STROKE.search(text, 0, mark.start()) if role not in ("文", "图") and not mark["mod"] else None
        form = re.sub(r"\s", "", before[1]) if before is not None else ""
        if before is not None and is_name(form) and not (out and before.start(1) < out[-1].end):  # 甲/整理, 乙/摄; not 责编 甲 / 校对 乙
            out.append(Credit(form, "摄影" if role.endswith("摄") else role, *before.span(1), role in labels.writers, ""))
            continue
        if i == 0 and role in _BEHIND and mark.start() and not text[mark.end() :].strip(" )】"):  # 甲 乙 整理
            told = [(n, a, b) for n, a, b in padded_names(text, 0, mark.start()) if _credited(n, text[b : b + 1], text[a:b])]
            out += [Credit(name, role, a, b, role in labels.writers, "") for name, a, b in told]
            continue
        shot = role in ("图", "图片", "摄") and text[mark.end() : mark.end() + 1] in (":", "/")  # 图/甲
        if role not in labels.writers and role not in labels.staff and role != "摄影" and not shot:
            continue
        if role == "文" and text[mark.end() : mark.end() + 1] not in (":", "/", "|"):
            continue  # behind its names (甲/文), read below
        stop = marks[i + 1].start() if i + 1 < len(marks) else len(text)
        tail, last = marks[i + 1]["role"] if i + 1 < len(marks) else "", len(text)
        if tail == "摄影" and padded_names(text, marks[i + 1].end(), marks[i + 2].start() if i + 2 < len(marks) else len(text)):
            tail, last = "", marks[i + 1].start()  # 记者 甲 摄影 乙: the label is that of the names behind it
        cut = _NO_MORE.search(text, mark.end() + 2, stop)
        stop = cut.start() if cut else stop
        names = [(n, a, b) for n, a, b in _names(text, mark.end(), stop) if _credited(n, text[b : b + 1], text[a:b])]
        led = i > 0 and marks[i - 1]["role"] == "摄影" and not out and len(text[marks[i - 1].end() : mark.start()]) <= 12
        photographs = role == "摄影" or shot or led or bool(re.match(r"拍?摄|供图", tail)) or mark["mod"].startswith("摄影")
        for name, a, b in names:
            taken = _TAKES.match(text, b, last)
            takes = photographs or (role not in ("文", "文字") and taken is not None)  # not in 文/甲 图/乙
            kind = role if role != "摄影" else "特约摄影" if mark["mod"].strip() == "特约" else "摄影记者"
            out.append(Credit(name, kind, a, b, role in labels.writers and not takes, mark["mod"].strip()))
        # 记者 甲 乙/文 丙/图: the label between names is itself a mark, and the names after it go on with the same role.
        # In 文/甲 图/乙 the label is that of the names behind it.
        if names and tail in ("文", "图") and role not in ("文", "文字") and i + 2 <= len(marks):
            limit = marks[i + 2].start() if i + 2 < len(marks) else len(text)
            for name, a, b in padded_names(text, marks[i + 1].end(), limit):
                if could_be_name(name):
                    out.append(Credit(name, role, a, b, not _TAKES.match(text, b), mark["mod"].strip()))
    return out


def _names(text: str, start: int, stop: int) -> list[tuple[str, int, int]]:
    """The forms that stand where names do; three single characters are one name set wide (甲 乙 丙)."""
    wide = _WIDE.fullmatch(text, start, stop)
    form = re.sub(r"\s", "", wide["name"]) if wide else ""
    if wide:
        return [(form, *wide.span("name"))]
    return padded_names(text, start, stop)


@cache
def _parts() -> frozenset[str]:
    """Parts of names of other languages that are names by themselves."""
    data = toml("name_characters")
    return frozenset(p for group in ("tibetan", "mongolian", "turkic") for p in data[group].split() if len(p) > 1)


def _credited(form: str, after: str, printed: str) -> bool:
    """Whether a form in the place of a name is one: rare characters are let through (何不言), words and what a colon follows are not.
    printed: the form with its white space; a blank inside it pads a name of two characters (陇 晓)."""
    if after in (":", "|") or _PAPER.search(form) or _UNIT.search(form) or form in roles() or form in toml("credits")["modifiers"]:
        return False
    if form in _parts():
        return True  # 通讯员 斯琴
    if (len(form) == 2 and " " in printed and could_be_name(form)) or (len(form) == 3 and len(printed.split()) == 3):
        return True
    return is_name(form) or "·" in form or (len(form) >= 3 and (could_be_name(form) or (len(form) == 3 and surname_length(form) > 0)))


def credit_line(text: str) -> list[Credit] | None:
    """The credits of a line (folded, white space kept) that holds credits and nothing else; None for any other line.

    Everything that is read is taken out (labels, names, outlets, dates, numbers to call); what is left must be nothing. At least one name
    must be built like one, and a label of the staff needs a separator or a second label, since 设计 and 统筹 are words too.
    """
    labels = _labels()
    if len(text) > _LONGEST or not labels.word.search(text):
        return None
    every = _marks(text)
    found = _credits(text, every)
    if not any(is_name(c.name) or "·" in c.name for c in found):
        return None
    marks = [m for m in every if m["role"]]
    if not any(m["role"] in labels.writers or _SEPARATED.match(text, m.end()) for m in marks) and len(marks) < 2:
        return None
    rest = list(text)
    for start, end in [*(m.span() for m in marks), *((c.start, c.end) for c in found)]:
        rest[start:end] = "\0" * (end - start)
    left = _DISPATCHED.sub(" ", _BESIDE.sub(" ", _OF_UNIT.sub("\0", "".join(rest))))
    if all(is_name(c.name) or "·" in c.name for c in found):
        left = _UNKNOWN_OUTLET.sub("", left)
    return None if _ANY.search(labels.outlet.sub(" ", left.replace("\0", " "))) else found


def foot_names(text: str) -> list[str]:
    """Names alone in brackets at the end of a text (folded, white space kept), with or without a label: …。(顾 远 秦可为). Empty if
    none."""
    tail = _TRAILING.search(text)
    if not tail:
        return []
    credited = credit_line(tail[1])
    if credited:
        return [c.name for c in credited if c.writes]
    found = [n for n, _, _ in padded_names(tail[1]) if not _PAPER.search(n)]
    read = "".join(found) == re.sub(r"[\s、,]", "", tail[1])
    people = all(is_name(n) and n not in ethnic_groups() for n in found)
    return found if read and 1 <= len(found) <= 4 and people else []


def led_names(text: str) -> list[str]:
    """Names that stand alone in the brackets of a dateline, or before the first label in them: (甲 乙), (甲、记者 乙). Empty if anything
    else stands there."""
    first = next(iter(_marks(text)), None)
    before = text[: first.start()] if first is not None else text
    return foot_names(f"({before.strip(' 、,')})") if before.strip(" 、,") else []


def is_author(text: str) -> bool:
    """Whether a line (folded) alone below a title may be the name of its author, not that of a group of members (经济界)."""
    return is_name(text) and not text.endswith("界")


def author_note(text: str) -> tuple[int, int] | None:
    """Where a text (folded) says in brackets what its author is: from behind 作者系 up to the bracket that closes, as characters of the
    text; None if it does not. (本文作者系市政协委员、某校副校长 甲某)"""
    note = _BY_AUTHOR.search(text)
    return note.span("what") if note else None


_BY_AUTHOR = re.compile(r"\((?:本文|此文)?作者(?:系|为|是|单位)(?P<what>[^()]{2,60})\)")
_WIDE = re.compile(rf"[\s:/|]*(?P<name>[{HAN}]\s+[{HAN}]\s+[{HAN}])[\s)/|]*")
# labels that may stand behind all names of a line
_BEHIND = frozenset(
    ("参与采写", "参与采访", "参与报道", "整理", "采写", "撰稿", "撰文", "执笔", "编写", "采访整理")
)
_LONGEST = 120
_FROM_WHERE = rf"(?:[{HAN}]{{2,6}}、)*[{HAN}]{{2,6}}(?<!参与)(?<!联合)(?:连线|蹲点|实地)?报道(?![{HAN}])|发自[{HAN}]{{2,12}}"
# ■责编:甲某 ■3版·综合; 编辑:甲某【字号 大 中 小】; 本报记者 甲某 梧州、贵港连线报道
_NO_MORE = re.compile(rf"[■●◆▲□◇]|[【\[(]?字[号体]|\s(?:{_FROM_WHERE})|\n\s*[报送]:")
_UNIT = re.compile(r".{2,}(?:[科室处股]|办公室|中心)$")  # 撰稿:综合科 甲某
_OF_UNIT = re.compile(rf"(?<=\0)[\s:/|]*[{HAN}]{{2,10}}(?:[科室处股]|办公室|中心)(?=\s*\0)")
_SURNAME = re.compile(rf"[\s:/|]*[{HAN}]\s+")
_PAPER = re.compile(
    r"手记$|札记$|观察$|报道$|连线$|专电$|打印|关闭窗口|返回|分享|收藏|本页|本[报刊台网]|有删|摘自|来源|日报|晚报|晨报|早报|时报|商报|融媒体|新闻|热线|电话|邮箱|微信"
)
_TAKES = re.compile(r"\s*/?\s*(?:图(?!片)|拍?摄)")
_STROKE = re.compile(rf"(?<![{HAN}/])([{HAN}]{{2,4}}|(?<![{HAN}/]\s)[{HAN}]\s+[{HAN}])\s*/\s*$")
_SEPARATED = re.compile(r"\s*[:/|]|\s+\S")
_TRAILING = re.compile(r"[(]([^()]{2,40})[)]\s*$")
_BESIDE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|(?:来源|稿源|网站维护|技术支持|[\u4e00-\u9fff]{0,2}(?:时间|日期)|[\u4e00-\u9fff]{2}(?:次数|量)|字体|字号)\s*[:|]\s*[^\s\0]*(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|两会(?:快报|专刊|特刊|专版|专题)"
    r"|[A-Z]{1,2}\d{1,2}版?(?![A-Za-z\d])|\d{4}年\d{1,2}月\d{1,2}日|星期.|\d{3,4}-\d{7,8}|(?<!\d)\d{7,11}(?!\d)|[\w.]+@[\w.]+|(?:新闻|读者|投稿|广告)?(?:热线|电话|邮箱|微信)|本版|本期|图片由?[^\s\0]{0,8}提供|(?:参与|联合)(?:采写|采访|报道)?|(?:阅读|浏览|点击)\s*[::]\s*\d+|主持人\s*[::]?|第?[\d一二三四五六七八九十]{1,3}版|\((?:实习|见习|特约)\)"
)
_DISPATCHED = re.compile(_FROM_WHERE)
_UNKNOWN_OUTLET = re.compile(rf"^[\s□■◆●◎★◇○(/·]*[{HAN}]{{2,12}}(?=\0)")
_ANY = re.compile(rf"[{HAN}A-Za-z0-9。!?]")
