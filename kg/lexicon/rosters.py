"""Reads lines of names: rosters of presidiums, committees, delegations, with padded names and notes in brackets.

The lines are read folded but with their white space (kg.segment.fold.fold keeps every place), since white space is what parts names here,
and also what pads them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon.gazetteer import meanings
from kg.lexicon.labels import Label, opens_group, roster_labels
from kg.lexicon.names import (
    HAN,
    could_be_name,
    is_monastic,
    is_name,
    is_transliterated,
    is_whole,
    padded_names,
    split_run,
    surname_length,
)
from kg.lexicon.roles import roles
from kg.lexicon.rows import level


class RosterName(NamedTuple):
    """A name of a roster. name: without white space. start, end: of the name in the string read, padding and line breaks included, notes
    left out. notes: what stands in brackets behind it, in order (女, 苗族), without white space."""

    name: str
    start: int
    end: int
    notes: tuple[str, ...]


_TOKEN = re.compile(rf"(?P<name>[{HAN}]+(?:\s?·\s?[{HAN}]+)*·?)|\((?P<note>[^()]*)\)")
_NOTE_SEPARATOR = re.compile(r"[,、;/]")
_SPACE = re.compile(r"\s+")
_OTHER = re.compile(r"\s*\([^()]*(?:蒙古|藏|维吾尔|哈萨克|柯尔克孜|塔吉克|乌孜别克|彝|达斡尔|鄂温克)族?[^()]*\)")  # whose names are long
_COUNT = re.compile(r"(?<![第\d.])(?P<count>\d{1,4}|[一二三四五六七八九十百零〇]{1,7})\s*(?:人(?![民大员次均才数口])|名(?![单称额义]))")
_AHEAD = re.compile(rf"\s*\((?:女|男|[{HAN}]{{1,5}}族)(?:[、,][^()]{{1,8}})?\)\s*[{HAN}]")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def roster_names(raw: str) -> list[RosterName]:
    """The names in folded lines of a roster, in order.

    Handles padded two-character names (林 越), notes in brackets, neighbours that nothing parts, dotted names, names that a line break
    tore apart (吐尔逊·阿不都 / 热合曼). Words before a colon are labels of groups (副主任:) and no names. What is no Chinese character
    and no note only separates. A note before any name is left out, unless it stands before each ((女)甲 (满族)乙).
    """
    raw = level(raw)
    out: list[RosterName] = []
    ahead = bool(_AHEAD.match(raw))
    waiting: tuple[str, ...] = ()
    closed = True  # whether the last name can no longer go on (a note or a mark came after it)
    at = 0
    for token in _TOKEN.finditer(raw):
        between = raw[at : token.start()]
        at = token.end()
        if between.strip():
            closed = True
        if token["note"] is not None:
            notes = tuple(n for n in _NOTE_SEPARATOR.split(_SPACE.sub("", token["note"])) if n)
            if ahead:
                waiting = notes
            elif out and len(notes) == 1 and _MEMBERS.fullmatch(notes[0]):
                out.pop()  # 民盟(3名): a group, no person
            elif out:
                out[-1] = out[-1]._replace(notes=out[-1].notes + notes)
            closed = True
            continue
        if raw[at : at + 1] == ":":
            closed = True  # the label of a group (副主任:)
            continue
        form = _SPACE.sub("", token["name"])
        padded = not closed and bool(out) and len(form) == 1 and len(out[-1].name) == 2 and _apart(raw, out[-1], between, token.end())
        if not closed and out and (padded or _goes_on(out[-1].name, form, "\n" in between)):
            out[-1] = out[-1]._replace(name=out[-1].name + form, end=token.end())
            continue
        pieces = None if "·" in form or is_whole(form) or (len(form) < 8 and _OTHER.match(raw, at)) else split_run(form)
        if pieces:
            out += [RosterName(form[a:b], token.start() + a, token.start() + b, ()) for a, b in pieces]
        else:
            out.append(RosterName(form, token.start(), token.end(), waiting))
        waiting = ()
        closed = False
    return out


def _apart(raw: str, before: RosterName, between: str, end: int) -> bool:
    """Whether a single character is the third of a padded name (万 里 浪): as near to the second as that to the first, and farther from
    what follows."""
    written = raw[before.start : before.end]
    after = raw[end : end + len(between) + 1]
    return len(written) == 2 + len(between) and "\n" not in between and (not after.strip() or after[:1] in "(\n" or "\n" in after)


def _goes_on(before: str, form: str, new_line: bool) -> bool:
    """Whether `form` is the rest of the name `before`: padding, or a line break in mid-name."""
    if before.endswith("·") or form.startswith("·"):
        return True
    if len(before) == 1:
        return len(form) == 1 or is_name(before + form) or (len(form) == 2 and surname_length(before) > 0 and not is_name(form))
    if not new_line or is_name(form) or "·" in form:
        return False
    return "·" in before


def stated_count(heading: str) -> int | None:
    """How many persons a folded heading says there are (主席团成员(60人,按姓氏笔画排列) → 60, 共十四名 → 14); None when it does not say."""
    bracketed = re.search(r"\([^()]*\)", heading)
    found = (bracketed and _COUNT.search(bracketed.group())) or _COUNT.search(heading)
    if not found:
        return None
    return int(found["count"]) if found["count"].isdecimal() else _number(found["count"])


def _number(text: str) -> int | None:
    """A Chinese number below a thousand (十四, 一百零三); None when the characters are no number."""
    total, digit = 0, None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (1 if digit is None else digit) * {"十": 10, "百": 100}[c]
            digit = None
    return total + (digit or 0) or None


_ANY_NOTE = re.compile(r"\([^()]{5,40}\)")
_BRIEF = re.compile(r"\([^()]{1,24}\)")
_PARTY = r"中共(?:党员)?|民[革盟建进]|农工(?:党)?|致公(?:党)?|九三(?:学社)?|台盟|无党派(?:人士)?"
_KIND = re.compile(rf"\((?:[^()]*[、,])?\s*(?:女|男|[\u4e00-\u9fff]{{1,5}}族|{_PARTY})[^()]*\)")  # which only persons have
_WORD = re.compile(rf"[{HAN}·]+")
_NO_ROSTER = re.compile(r"[,。;:!?“”《》\d]")
_PROSE = re.compile(r"[。;!?“”《》]")
_ENDED = re.compile(r"[。!?“”《》]")
_SENTENCE = re.compile(r"[的们吗呢让您]")  # words that stand in sentences, in no name, office or note
_BARE = re.compile(r"[^(:\[〔【]+")  # a line without notes and labels: level() only parts it
_NO_ROW = re.compile(rf"(?<=[{HAN}])\d|[、,/].*[{HAN}]{{13}}|[{HAN}]{{13}}.*[、,/]")  # 共8项; a piece longer than any name
_NO_NAMES = re.compile(r"[,\d]")
_PIECES = re.compile(r"[、\s]+")
_LONGEST_NAME = 12  # characters of a name with its parts; _NO_ROW counts with it
_LONGEST_LINE = 4000
_MEMBERS = re.compile(r"共?\d{1,3}[人名]")
_COUNTED = re.compile(rf"(?m)^\s*[{HAN}](?:[{HAN}、 \u3000]{{0,12}}[{HAN}])?\s*\(共?\d{{1,3}}[人名]\)(?!:)")
_VACANCY = re.compile(r"\((?:暂缺|空缺|缺|待定|待补|暂空)\)")


_DOCKET = re.compile(r"\s*(?:(?:第一)?(?:提案|议案|建议|附议|联名|领衔|提出)(?:人|者|代表|委员)|[承主会协]办单位|案由|办理结果)\s*:")


def in_docket(line: str) -> bool:
    """Whether a folded line is a field of a docket of filed documents (提案人:…, 承办单位:…), no row of names."""
    return ":" in line and _DOCKET.match(line) is not None


def is_roster(line: str) -> bool:
    """Whether a folded line (white space kept) is a row of names: only names with notes in brackets, at least two of them, or offices with
    a colon and their holders (主 任:甲), be it a single one."""
    return _is_row(line, 2, False)


def continues_roster(line: str) -> bool:
    """Whether a folded line (white space kept) beside a row of names is one more: a single name behind its office, or a single one with
    brackets."""
    return _is_row(line, 1, True)


@lru_cache(maxsize=16)  # a line is asked about again with each of its neighbours
def _is_row(line: str, least: int, labelled: bool) -> bool:
    if line.isalpha() or len(line) > _LONGEST_LINE or _SENTENCE.search(line) or in_docket(line):
        return False  # without anything that parts, or a sentence
    if line.endswith("。") and ":" in line:
        line = line[:-1]  # 主任:甲;副主任:乙、丙。
    if _ENDED.search(line) or (_BARE.fullmatch(line) and _NO_ROW.search(line)):
        return False
    line = level(line)
    if "(" in line:
        line = _COUNTED.sub(_blank, line)
    if _PROSE.search(line):
        return False
    noted, marked = "(" in line, "(" in line or ":" in line  # the cheap questions first: this is asked of every line
    if not (marked or "、" in line or len(line.split()) > 1) or (not noted and "," in line):
        return False
    if not marked and "、" in line and any(len(piece) > _LONGEST_NAME for piece in _PIECES.split(line)):
        return False
    if _NO_NAMES.search(_BRIEF.sub("", line) if noted else line):
        return False
    labels = [label for label in roster_labels(line) if label.office]
    if labelled and not labels:
        return False
    group = None if labels else opens_group(line)
    bare = line[group.end() :] if group else _without_labels(line, labels)
    least = 1 if group and group["count"] else least
    if _NO_ROSTER.search(_BRIEF.sub("", bare)) or (tells_offices(bare) and not _some_told(bare)):
        return False
    told = any(label.end and line[label.start : label.end].rstrip().endswith((":", ")")) for label in labels)
    bare_names = _BRIEF.sub(" ", bare)
    names = [n for n, _, _ in padded_names(bare_names)]
    if names and names[-1] in roles():
        return False  # the office behind its holder
    if not names:
        return told and bool(_VACANCY.search(line))
    if len(names) < (1 if told else least):
        return False
    if sum(map(len, names)) < len(re.sub(r"[\s、]", "", bare_names)):
        return False
    if "、" in bare_names and not labels and not group and len(bare_names.split()) < 2 and not _KIND.search(line) and not _people(names):
        return False
    if "(" not in line and not told and any(not is_whole(t) for t in _WORD.findall(bare)):
        return False  # words that can be cut into names, but nothing says that they are names
    good = sum(well_formed(n) for n in names)
    noted_names = len(_KIND.findall(line)) if noted else 0
    share = 0.3 if 2 * noted_names >= len(names) > 1 else 0.5 if (told or noted_names) and len(names) > 1 else 0.7
    strange = [n for n in names if not could_be_name(n) and "·" not in n]
    if strange and (_FRIENDS * len(strange) > good or not all(_odd(n) for n in strange)):
        return False
    return good >= share * len(names)


def _odd(name: str) -> bool:
    """Whether a form has the build of a name with a character that hardly any given name holds: among sure names it is one."""
    return 2 <= len(name) <= 3 and surname_length(name) > 0 and name not in roles()


_FRIENDS = 3  # sure names of a row for each that is odd


def _people(names: list[str]) -> bool:
    """Whether names that only 、 parts are people's, not places' or matters': three and more, most of three characters, few places."""
    places = sum(bool(meanings(n, None)) for n in names)
    return len(names) > 2 and 2 * sum(len(n) == 3 for n in names) > len(names) and 3 * places < len(names)


def well_formed(name: str) -> bool:
    """Whether a name of a list has one of the forms that such names have: Chinese, monastic, dotted, or of another language."""
    return is_name(name) or is_monastic(name) or "·" in name or is_transliterated(name)


def _blank(m: re.Match[str]) -> str:
    """A counted group, which is no name, as blanks; an office stays for its label to be seen."""
    word = re.sub(r"\s|\([^()]*\)", "", m.group())
    return m.group() if word in roles() else " " * len(m.group())


def _without_labels(line: str, labels: list[Label]) -> str:
    out, at = [], 0
    for label in labels:
        out.append(line[at : label.start])
        at = max(at, label.end)
    return " ".join([*out, line[at:]])


def _some_told(line: str) -> bool:
    """Whether wide blanks part the names of a line and only some have an office in brackets (甲  乙(某村村民)  丙(女)), which deputies have
    who are no officials."""
    names = _WIDE.split(line.strip())
    told = sum(tells_offices(name) for name in names)
    return told < len(names) and all(_ONE.fullmatch(name) for name in names)


_WIDE = re.compile(r"(?<=[^\s])\s{2,}(?=\S{2,})|(?<=\))\s+|\s{3,}")
_ONE = re.compile(rf"[{HAN}](?:\s{{0,3}}[{HAN}·]){{1,12}}(?:\([^()]*\))?")


def tells_offices(line: str) -> bool:
    """Whether a note in brackets of a folded line is an office with its body before it, not a sex, an ethnic group or a constituency:
    people told with their offices are read as prose."""
    return any(len(note) >= n + 5 and note[-n - 1 : -1] in roles() for note in _ANY_NOTE.findall(line) for n in (2, 3, 4))
