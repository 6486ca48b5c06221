"""Names that come from other languages: dotted, made of known parts (扎西次仁, 巴图朝鲁), or written in the characters of transliteration.

Their form is surer than that of Han names, but nothing in them says where they end: the text behind does.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.people.words import ending, wide_ending
from kg.lexicon.load import toml
from kg.lexicon.names import HAN
from kg.lexicon.terms import countries

_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,4}}")
_DOTTED_BEFORE = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+$")
_LONGEST = 40
_REIGN = re.compile("[一二三四五六七八九十]{1,3}世")
_OPENS = frozenset(",。;:、!?“”()和与同应对向见晤请的由—")


@cache
def _letters() -> frozenset[str]:
    return frozenset(toml("name_characters")["letters"])


@cache
def _any_letters() -> frozenset[str]:
    data = toml("name_characters")
    return frozenset(data["letters"] + data["letters_abroad"] + data["letters_dotted"])


@cache
def _letters_abroad() -> frozenset[str]:
    return frozenset(toml("name_characters")["letters_abroad"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names of known parts; runs of letters of the languages of China; runs of letters for foreign names."""
    data = toml("name_characters")
    parts = sorted({p for key in ("tibetan", "mongolian", "turkic") for p in data[key].split()}, key=len, reverse=True)
    clans = "|".join(sorted(data["yi"].split(), key=len, reverse=True))
    made = f"(?:{'|'.join(parts)})+|(?:{clans})[{data['letters_yi']}]{{2}}"
    return re.compile(made), re.compile(rf"[{data['letters']}]{{4,7}}"), re.compile(rf"[{data['letters_abroad']}]{{2,9}}")


@cache
def _tibetan() -> frozenset[str]:
    return frozenset(p for p in toml("name_characters")["tibetan"].split() if len(p) == 2)


def transliterated(form: str) -> bool:
    """Whether most characters of a form are those with which names from other languages are written."""
    letters = _any_letters()
    return 2 * sum(c in letters for c in form) >= len(form)


def dotted_at(text: str, at: int) -> str | None:
    """The dotted name that begins at text[at], its end told by what follows or by the last letter; None without a dot."""
    found = _DOTTED.match(text, at)
    if found is None:
        return None
    form = found.group()
    letters = _any_letters()
    head = form.rpartition("·")[0].replace("·", "")
    if not all(c in letters for c in head) and not (transliterated(head) and _patterns()[0].match(head)):
        return None
    last = form.rindex("·") + 1
    run = last + next((i for i, c in enumerate(form[last:]) if c not in letters), len(form) - last)
    made = _patterns()[0].match(form, last)
    if made and made.end() > run:
        return form[: made.end()]
    if run > last + 2 and form[run - 1] in "和与都在":
        run -= 1
    if run >= last + 2 and wide_ending(text, at + run):
        return form[:run]
    ends = range(last + 1, len(form) + 1)
    best = next((e for e in ends if ending(text, at + e) == 3 and e >= last + 2), None) or next(
        (e for e in ends if ending(text, at + e) == 3), None
    )
    if best is not None and (best <= run + 1 or run < last + 2):
        return form[:best]
    soft = next((e for e in ends if last + 2 <= e <= run and wide_ending(text, at + e) >= 2), None)
    if soft is not None or run > last:
        return form[: soft or run]
    return form[: best or len(form)]


def dotted_before(text: str, stop: int) -> str | None:
    """The dotted name that ends at text[stop]; None if none does, or if it is not written in letters of transliteration."""
    if "·" not in text[max(0, stop - 12) : stop]:
        return None
    found = _DOTTED_BEFORE.search(text, max(0, stop - _LONGEST), stop)
    if found is None or not transliterated(found.group().replace("·", "")):
        return None
    letters = _any_letters()
    dot = first = text.index("·", found.start())
    while first > found.start() and text[first - 1] in letters:
        first -= 1
    return text[first:stop] if first < dot else None


def made_of_parts(text: str, at: int, *, closed: bool = False) -> str | None:
    """The name of known parts that begins at text[at]: two parts and more, or one of at least three characters. closed: whether only a
    name can stand there, so that one part of two characters will do before a mark or a known word."""
    found = _patterns()[0].match(text, at)
    if found is None:
        last = text[at + 2 : at + 4]  # 阿称扎西: an unknown part before a known one
        if closed and last in _tibetan() and text[at : at + 2].isalpha() and wide_ending(text, at + 4) >= 2 and text[at + 1] != "、":
            return text[at : at + 4]
        return None
    end = found.end()
    if wide_ending(text, end) < 2:
        for more in (1, 2, 3):
            tail = text[end : end + more]
            if (
                len(tail) == more
                and all(c in _letters() or c in toml("name_characters")["last_parts"] for c in tail)
                and wide_ending(text, end + more) >= 2
            ):
                end += more
                break
    form = text[at:end]
    if len(form) > 2 or (closed and wide_ending(text, end) >= 2):
        return form
    return None


def run_at(text: str, at: int) -> str | None:
    """The run of four and more letters that begins at text[at] and ends where a name can."""
    run = _patterns()[1].match(text, at)
    if run:
        for end in range(run.end(), at + 3, -1):
            if ending(text, end) >= 2 or text.startswith("代表", end):
                return text[at:end]
    return None


def run_abroad(text: str, at: int) -> str | None:
    """The run of letters for foreign names that begins at text[at], behind a foreign office: up to where a name can end, else all of it."""
    run = _patterns()[2].match(text, at)
    if run is None or text[run.end() : run.end() + 1] == "·":
        return dotted_at(text, at)
    ends = [e for e in range(run.end(), at + 1, -1) if wide_ending(text, e) >= 2]
    end = ends[0] if ends else run.end()
    reign = _REIGN.match(text, end)
    form = text[at : reign.end() if reign else end]
    return None if form in countries() else form


def run_abroad_before(text: str, stop: int) -> str | None:
    """The run of letters for foreign names that ends at text[stop], before a foreign office, behind a mark or a short word; None for
    none."""
    letters = _letters_abroad()
    low = stop
    while low > 0 and stop - low < 9 and text[low - 1] in letters:
        low -= 1
    for at in range(low, stop - 1):
        if at == 0 or text[at - 1] in _OPENS:
            return None if text[at:stop] in countries() else text[at:stop]
    return None


def run_before(text: str, stop: int, begins: frozenset[str]) -> str | None:
    """The name of parts or letters that ends at text[stop] behind a mark or one of the words `begins`; None for none."""
    letters = _any_letters() | frozenset(toml("name_characters")["letters_yi"])
    low = stop
    while low > 0 and stop - low < 8 and text[low - 1] in letters:
        low -= 1
    starts = [at for at in range(low, stop - 2) if (at == 0 or text[at - 1] in begins) and text[at:stop] not in countries()]
    for at in starts:
        made = _patterns()[0].match(text, at, stop)
        if made and made.end() == stop:
            return text[at:stop]
    for at in starts:
        if stop - at >= 4 and text[at] not in "和与及" and all(c in _letters() for c in text[at:stop]):
            return text[at:stop]
    return None
