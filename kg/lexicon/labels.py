"""Labels in lists of names: the office that stands before its holders, with or without a colon, and the body before the office.

主 任:甲 | 副主任(2人):乙 丙 | 提案委员会 主 任:甲 | 主 席 甲(女) | 某某代表团 团 长:甲. Lines are read folded, with their white space
(kg.segment.fold.fold keeps every place), since offices are padded by it like names (主 任).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.lexicon.names import HAN, is_name
from kg.lexicon.roles import roles


class Label(NamedTuple):
    """The label of a group of names. start: where it begins, the body included; end: behind its colon or blanks; office: the longest noun
    of office that it ends with, "" for a label that is none (承办单位, 第一组); body: what stands before the office without white space
    (提案委员会), or ""; body_at: where that stands in the string read."""

    start: int
    end: int
    office: str
    body: str
    body_at: tuple[int, int]


_BLANKS = " \t\u3000\xa0"
_LONGEST = 8  # characters of an office
_LONGEST_PAIR = 14  # characters of two offices of one person: 党组书记、局长
_PADDING = 6  # blanks between two characters of an office
_BEHIND = re.compile(r"(?:\([^()\n]{1,24}\)[ \t\u3000]*)?:[ \t\u3000]*(?:\((?=[^()\n]*\d)[^()\n]{1,24}\))?[ \t\u3000]*")
_VACANT = re.compile(r"[ \t\u3000]*\((?:暂缺|空缺|缺|待定|待补|暂空)\)[ \t\u3000]*")
_COLON = re.compile(r"(?:\([^()\n]{1,24}\)[ \t\u3000]*)?:|\((?:暂缺|空缺|缺|待定|待补|暂空)\)")
_BODY = re.compile(
    rf"[{HAN}、]{{1,30}}(?:代表团|委员会|专委会|政协|人大|[会委组团局院部办室站处社所司校街镇乡村]|政府|界别?|中心|支部|秘书处)$"
)
_HOW = re.compile(r"(?:领衔|附议|联名|牵头|提出|提名|特邀|列席|大会|本届|专职|兼职|兼|挂职|名誉|荣誉|不?驻会|常务|第一|轮值|执行)$")
_COUNTER = r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[.、．])"
_GUEST = re.compile(
    r"(?:本期|对话|访谈|做客|特邀|受邀|与会|出席)?(?:嘉宾|受访者|受访人|访谈对象|对话人|发言人|参与者|领衔人|讲述人):(?=[\u4e00-\u9fff])"
)
_AT_HEAD = re.compile(rf"(?m)^[ \t\u3000]*(?:{_COUNTER}[ \t\u3000]*)?(?P<body>[{HAN}、]{{3,30}})[ \t\u3000]+$")
_WORDS = re.compile(r"[^\s()]+(?:\([^()\n]*\))?|\([^()\n]*\)|[()]")
_COUNT = re.compile(r"\([^()\n]{1,24}\)")
_LEADING = re.compile(
    r"主席|主任|秘书长|[委成]员$|常委$|[组团会]长|理事长?$|召集人|监事长?$|主委|[省市县区州旗盟乡镇]长|院长|检察长|书记|总干事|顾问$"
)
_GROUP = re.compile(r"[\u4e00-\u9fff、]{2,16}(?:界别?|组|片区|代表团|选区|联组)$")  # 经济界 甲 乙: the group that a line is of
_FIELD = re.compile(r"[\u4e00-\u9fff](?:[ \t\u3000]{0,4}[\u4e00-\u9fff]){1,9}[ \t\u3000]*:")


@cache
def offices() -> frozenset[str]:
    """The nouns of office that may head a group of names; those of the press are credits."""
    return frozenset(role for role, category in roles().items() if category != "press")


def roster_labels(raw: str) -> list[Label]:
    """The labels in folded lines of names, in order: those before a colon, those of a vacant office, and those that blanks part from the
    names at the head of a line (there also the next ones of that line)."""
    out = [found for m in _COLON.finditer(raw) if (found := _before(raw, m))]
    taken = [(f.start, f.end) for f in out]
    at = 0
    for line in raw.split("\n"):
        out += [f for f in _by_blanks(line, at) if not any(a < f.end and f.start < b for a, b in taken)]
        at += len(line) + 1
    return sorted(out)


def _before(raw: str, mark: re.Match[str]) -> Label | None:
    """The label before a colon, or before the note that its office is vacant."""
    behind = _BEHIND.match(raw, mark.start()) or _VACANT.match(raw, mark.start())
    if behind is None:
        return None
    stop = len(raw[: mark.start()].rstrip(_BLANKS))
    at, office = _office_before(raw, stop)
    if not office:
        at = stop
        while at and "\u4e00" <= raw[at - 1] <= "\u9fff":
            at -= 1
        return Label(at, behind.end(), "", "", (at, at)) if mark.group().endswith(":") and stop - at > 1 else None
    prefix = at
    while prefix and "\u4e00" <= raw[prefix - 1] <= "\u9fff":
        prefix -= 1
    start, body_at = at, (at, at)
    if prefix < at:
        attached = raw[prefix:at]
        if not _BODY.match(attached) and not _HOW.fullmatch(attached):
            return None  # 王主任:…
        start, body_at = prefix, (prefix, at) if _BODY.match(attached) else body_at
    elif (own := _body_at_head(raw, at)) is not None:
        start, body_at = own[0], own
    return Label(start, behind.end(), office, raw[body_at[0] : body_at[1]], body_at)


def _office_before(raw: str, stop: int) -> tuple[int, str]:
    """Where the longest office begins that ends at raw[stop], and the office; ("", stop) if none does. Blanks may pad it."""
    at, blanks, form = stop, 0, ""
    best = (stop, "")
    while at and len(form) < _LONGEST:
        char = raw[at - 1]
        if char in _BLANKS:
            blanks += 1
            if blanks > _PADDING:
                break
        elif "\u4e00" <= char <= "\u9fff":
            form, blanks = char + form, 0
            if form in offices():
                best = (at - 1, form)
        else:
            break
        at -= 1
    return best


def _body_at_head(raw: str, at: int) -> tuple[int, int] | None:
    """The body that stands alone before raw[at] at the head of its line (提案委员会 主 任:)."""
    line = raw.rfind("\n", 0, at) + 1
    m = _AT_HEAD.match(raw[line:at])
    if m is None or not _BODY.match(m["body"]):
        return None
    return line + m.start("body"), line + m.end("body")


def _by_blanks(line: str, at: int) -> list[Label]:
    """The offices of a line that begins with one (or with a body and one) and that blanks alone part from their holders (主 席 甲)."""
    words = [(m.start(), m.end(), m.group()) for m in _WORDS.finditer(line)]
    out: list[Label] = []
    i = 0
    while i < len(words):
        found = _office_of_words(words, i)
        attached = _attached(words[i][2]) if found is None and i + 1 < len(words) else None
        if attached is not None:
            a, cut = words[i][0], words[i][0] + attached[0]
            out.append(Label(at + a, at + words[i + 1][0], attached[1], line[a:cut], (at + a, at + cut)))
            i += 1
            continue
        if found is None:
            if not out and not i and len(words) > 1 and _GROUP.match(words[0][2]) and not _office_of_words(words, 1):
                (a, b, form), (second, _, _) = words[:2]
                return [Label(at + a, at + second, "", form, (at + a, at + b)), *_by_blanks(line[second:], at + second)]
            if not out and (i or not _BODY.match(words[0][2]) or is_name(words[0][2])):
                return []
            i += 1
            continue
        count, office = found
        start, last = words[i][0], words[i + count - 1]
        i += count
        stop = last[1]
        if i < len(words) and _COUNT.fullmatch(words[i][2]) and re.search(r"\d", words[i][2]):
            stop = words[i][1]
            i += 1
        end = words[i][0] if i < len(words) else stop
        body_at = (words[0][0], words[0][1]) if not out and start > words[0][0] else (start, start)
        out.append(Label(at + body_at[0], at + end, office, line[body_at[0] : body_at[1]], (at + body_at[0], at + body_at[1])))
    return out


def _office_of_words(words: list[tuple[int, int, str]], i: int) -> tuple[int, str] | None:
    """How many words from words[i] on make an office of a leader or of a member, and the office; the most words that do."""
    form, best = "", None
    for n, (_, _, word) in enumerate(words[i : i + 5], 1):
        bare = _COUNT.sub("", word)
        form += bare
        if len(form) > (_LONGEST_PAIR if "、" in form else _LONGEST) or (n > 1 and len(bare) > 3):
            break
        last = form.rpartition("、")[2]
        if last in offices() and _LEADING.search(last) and all(part in offices() for part in form.split("、")):
            best = (n, last)
        if bare != word:
            break
    return best


def _attached(word: str) -> tuple[int, str] | None:
    """Where the office begins in a word that is a body and its leader's office (研究室主任), and the office."""
    bare = _COUNT.sub("", word)
    at, office = _office_before(bare, len(bare))
    if not office or at < 2 or not _LEADING.search(office) or not _BODY.fullmatch(bare[:at]) or is_name(bare[:at]):
        return None
    return at, office


def opens_group(line: str) -> re.Match[str] | None:
    """The label of a group with a colon at the head of a folded line, if it is one: with its count (民革(2人):) or named as a group is
    (第一组:, 经济界:)."""
    return _OF_GROUP.match(line)


_OF_GROUP = re.compile(
    r"\s*(?:[一二三四五六七八九十\d]{1,3}[、.．])?(?:[\u4e00-\u9fff、]{2,20}\((?:共)?(?P<count>\d{1,3})[人名][^()]{0,12}\)|[\u4e00-\u9fff、]{1,16}(?:界别?|第?[一二三四五六七八九十\d]+组|片区|代表团|选区|联组)):"
)


def opens_field(line: str) -> bool:
    """Whether a folded line begins with a label and a colon that is no office (承办单位:…): what stands behind is no row of names of the
    roster above."""
    m = _FIELD.match(line)
    return m is not None and not _office_before(line, len(m.group()[:-1].rstrip()))[1]


def guest_label(text: str) -> int:
    """Where the label ends with which a line of a talk (folded, without white space) names a guest (嘉宾:甲某市政协委员、…); 0 if it has
    none."""
    m = _GUEST.match(text)
    return m.end() if m else 0


__all__ = ["Label", "guest_label", "offices", "opens_field", "opens_group", "roster_labels"]
