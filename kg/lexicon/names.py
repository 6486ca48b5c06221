"""The grammar of Chinese personal names: surnames, lengths, padding, and the dotted names of some ethnic groups.

Only form is judged here. Whether a form that could be a name is one, the text around it decides (kg.extract).
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.load import toml
from kg.lexicon.people import surnames

HAN = "\u3400-\u9fff\U00020000-\U0003ffff〇"
_DOTTED = re.compile(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,3}}")
_RUN = re.compile(rf"[{HAN}·]+")
_WRITTEN = re.compile("[\u3400-\u9fff\U00020001-\U0010ffff]+")


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Single surnames, two-character surnames, characters that no given name holds, characters that none ends with."""
    s = surnames()
    return s.common | s.rare, frozenset(c for c in s.compound if len(c) == 2), s.given_stop, s.given_never_last


def is_name(form: str) -> bool:
    """Whether `form` (no white space) is built like a full Chinese name: surname and one or two characters, or a dotted name."""
    if "·" in form:
        return bool(_DOTTED.fullmatch(form))
    single, compound, stop, last = _sets()
    if form[:1] not in single and form[:2] not in compound:
        return False
    if form[-1:] in last or not stop.isdisjoint(form[1:]) or not _WRITTEN.fullmatch(form):
        return False
    if form[:2] in compound:
        return 3 <= len(form) <= 4 or (len(form) == 2 and form[0] in single)
    return 2 <= len(form) <= 3 and form[0] in single


def could_be_name(form: str) -> bool:
    """Looser than `is_name`, for slots where only a name can stand (rosters, bylines): also rare surnames and transliterated names."""
    if is_name(form) or is_monastic(form) or is_transliterated(form):
        return True
    stop = _sets()[2]
    given = form[1:] if form[:1] in _SURNAMES_IN_STOP else form  # what the list forbids in given names may still be a surname
    return 2 <= len(form) <= 6 and all("\u3400" <= c <= "\u9fff" or c > "\U00020000" for c in form) and not any(c in stop for c in given)


def is_monastic(form: str) -> bool:
    """Whether `form` is built like a Buddhist name in religion (释某某): monks and nuns bear the clan name 释 before two characters of any
    kind. Only for rosters, since 释 begins common words (释放, 释疑)."""
    return len(form) == 3 and form[0] == "释" and bool(_WRITTEN.fullmatch(form))


_SURNAMES_IN_STOP = frozenset("者区")  # 者 of Yunnan; 区 (Ou) of Guangdong


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    """Parts that Mongolian, Tibetan, Turkic and Yi names are made of, and the characters that write the rest of such names."""
    data = toml("name_characters")
    parts = frozenset(p for group in ("tibetan", "mongolian", "turkic", "yi") for p in data[group].split() if len(p) > 1)
    return parts, frozenset(data["letters"])


def is_transliterated(form: str) -> bool:
    """Whether a form of four to eight characters is one name of another language: a known part first (宝音, 乌云, 古丽), then parts and
    characters that write such names."""
    if not 4 <= len(form) <= 8:
        return False
    parts, letters = _parts()
    at = next((n for n in (4, 3, 2) if form[:n] in parts), 0)
    while 0 < at < len(form):
        at += next((n for n in (4, 3, 2) if at + n <= len(form) and form[at : at + n] in parts), 1 if form[at] in letters else -len(form))
    return at == len(form)


def is_whole(form: str) -> bool:
    """Whether a form without a dot is one name in a list, not several that run together: a short one, a name of four characters, or one of
    another language, be it only by half (江永卓玛 has a part of Tibetan names)."""
    if len(form) < 4 or is_name(form) or is_transliterated(form):
        return True
    return len(form) == 4 and (form[:2] in _parts()[0] or form[2:] in _parts()[0])


def surname_length(form: str) -> int:
    """How many characters of `form` are a surname (2, 1 or 0)."""
    single, compound, _, _ = _sets()
    return 2 if form[:2] in compound else 1 if form[:1] in single else 0


def padded_names(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """Names in a stretch of text where white space and 、 separate them and may also pad two-character names (林 越 for 林越).

    Returns (name without white space, start, end) with places in `text`. Two or three neighbouring single characters are one padded name,
    and so are one and two; a
    token of six or more characters that splits into names by surnames is split.
    """
    tokens = [(m.group(), m.start(), m.end()) for m in _RUN.finditer(text[start:end])]
    out: list[tuple[str, int, int]] = []
    i = 0
    while i < len(tokens):
        form, a, b = tokens[i]
        nxt = tokens[i + 1] if i + 1 < len(tokens) else None
        if len(form) == 1 and nxt and len(nxt[0]) <= 2 and text[start + b : start + nxt[1]].strip() == "":
            last = tokens[i + 2] if i + 2 < len(tokens) and len(nxt[0]) == 1 else None
            alone = last is not None and len(last[0]) == 1 and not (i + 3 < len(tokens) and len(tokens[i + 3][0]) == 1)
            if len(nxt[0]) == 2 and not is_name(form + nxt[0]):
                pass  # a stray character before a name
            elif alone and last is not None and is_name(form + nxt[0] + last[0]) and text[start + nxt[2] : start + last[1]].strip() == "":
                form, b = form + nxt[0] + last[0], last[2]  # 黄 桂 花: three characters, each set apart
                i += 2
            else:
                form, b = form + nxt[0], nxt[2]
                i += 1
        i += 1
        if "·" not in form and not is_whole(form):
            pieces = split_run(form)
            if pieces:
                for x, y in pieces:
                    out.append((form[x:y], start + a + x, start + a + y))
                continue
        if len(form) > 1:
            out.append((form, start + a, start + b))
    return out


def split_run(form: str) -> list[tuple[int, int]] | None:
    """Cut unseparated neighbours (张三李四) into names; None when it cannot be done.

    Of all splits into names the likeliest is taken: names of three characters before those of two, frequent surnames before rare ones.
    Linear in the length of `form`.
    """
    common = surnames().common
    best: list[tuple[float, int] | None] = [None] * len(form) + [(0.0, len(form))]
    for at in range(len(form) - 1, -1, -1):
        for length, cost in ((4, 1.0), (3, 1.0), (2, 1.6)):
            after = best[at + length] if at + length <= len(form) else None
            head = form[at : at + length]
            if after is None or not is_name(head):
                continue
            rare = 0.0 if head[0] in common or surname_length(head) == 2 else 1.0
            known = best[at]
            if known is None or cost + rare + after[0] < known[0]:
                best[at] = (cost + rare + after[0], at + length)
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(form):
        step = best[at]
        if step is None:
            return None
        out.append((at, step[1]))
        at = step[1]
    return out
