"""What limits a question as a whole: years, sessions, documents. They are taken out, and the rest is read by the frames."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.ask.asking import Asking
from kg.ask.names import Named, Names
from kg.ask.words import alternation, words_of

_SPACE_AT_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_ENGLISH = re.compile(r"\b(?:who|what|which|where|how|did|does|were|are|is|the|why|when|proposals?|projects|targets)\b", re.IGNORECASE)
_ENDS = " \t\n。?!.~…;,、:"
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?:\b(?:in|from|between|for|during|of|since) (?:the year )?|在|于|从|自)?(?<!\d)(?P<first>{_YEAR})(?!\d)(?:年度|年)?"
    rf"(?:\s*(?P<join>-|—|–|~|到|至|和|与|及|、|\bto\b|\band\b|\buntil\b)\s*(?P<last>{_YEAR}|\d\d(?=年))(?!\d))?"
    r"(?:年度|年)?(?:期间|之间|以来|这几年|里|间)?的?",
    re.IGNORECASE,
)
_RANGES = {"-", "—", "–", "~", "到", "至", "to", "until"}
_UNSOUND = frozenset({"Cs", "Co", "Cn", "Cf"})  # half characters, unassigned ones, direction marks: no part of a question
_LONGEST_NAME = 6  # a year inside a longer name of the graph (2025年度立法计划) belongs to the name


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to. text: the question without it. years: all of them, in order. documents: names of files. meetings:
    sessions. ignored: words that were heard but limit nothing. relative: a moment that depends on the day of asking, or None."""

    text: str
    years: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    meetings: tuple[Named, ...] = ()
    ignored: tuple[str, ...] = ()
    relative: str | None = None


def folded(question: str) -> str:
    """The question with one width of characters, without white space beside Chinese, without the marks at its ends."""
    sound = "".join(c for c in question if unicodedata.category(c) not in _UNSOUND)
    text = " ".join(unicodedata.normalize("NFKC", sound).split())
    return (text if is_english(text) else _SPACE_AT_HAN.sub("", text)).strip(_ENDS)


def is_english(text: str) -> bool:
    """Whether a question is put in English; names in it may be Chinese."""
    return text.isascii() or bool(_ENGLISH.search(text))


def plain(text: str) -> str:
    """The question without words of politeness at its ends."""
    before = re.compile(rf"(?:{alternation(words_of('polite', 'before'))})(?![a-z])[\s,:]*", re.IGNORECASE)
    after = re.compile(rf"[\s,]*(?<![a-z])(?:{alternation(words_of('polite', 'after'))})", re.IGNORECASE)
    while True:
        shorter = text
        if (found := before.match(shorter)) and found.end() < len(shorter):
            shorter = shorter[found.end() :]
        for ending in after.finditer(shorter):
            if ending.end() == len(shorter) and ending.start() > 1:
                shorter = shorter[: ending.start()]
                break
        shorter = shorter.strip(_ENDS)
        if shorter == text:
            return text
        text = shorter


def scope_of(text: str, printed: str, names: Names, asking: Asking) -> Scope:
    """The limits that the folded question names. printed: its characters before they became simplified ones, in which files are named."""
    text, documents = _documents(text, printed, asking)
    text, ignored = _ignored(text)
    text, meetings = _meetings(text, names)
    text, years = _years(text, names)
    found = re.search(alternation(words_of("relative", "words")), text, re.IGNORECASE)
    return Scope(text.strip(_ENDS), years, documents, meetings, ignored, found[0] if found else None)


def _documents(text: str, printed: str, asking: Asking) -> tuple[str, tuple[str, ...]]:
    found: list[str] = []
    whole = text
    for name in asking.store.sources:
        for form in (name, name.rpartition(".")[0]):
            at = printed.find(form) if len(form) > 3 else -1
            if at >= 0 and (named := whole[at : at + len(form)]) in text:
                around = rf"(?:在|从|\bin\s+)?[“\"《]?{re.escape(named)}[”\"》]?(?:这份)?(?:文件|文献|文档)?(?:里面|里|中|上)?的?"
                text = re.sub(around, "", text, count=1)
                found.append(name)
                break
    return text.strip(), tuple(found)


def _ignored(text: str) -> tuple[str, tuple[str, ...]]:
    found = re.search(rf"在?(?P<word>{alternation(words_of('unlimited', 'words'))})的?", text, re.IGNORECASE)
    if not found or (found.start() and text[found.start() - 1] == "“"):
        return text, ()
    return (text[: found.start()] + text[found.end() :]).strip(), (found["word"],)


def _meetings(text: str, names: Names) -> tuple[str, tuple[Named, ...]]:
    for named in names.inside("Session"):
        if len(named.form) > 3 and "会" in named.form and named.form in text:
            pattern = rf"(?:在|\bat\s+(?:the\s+)?)?{re.escape(named.form)}(?:会议)?(?:期间|上|中|里)?的?"
            return re.sub(pattern, "", text, count=1).strip(), (named,)
    return text, ()


def _years(text: str, names: Names) -> tuple[str, tuple[str, ...]]:
    kept = [n.form for n in names.inside("Policy", "Project", "Organization") if len(n.form) > _LONGEST_NAME]
    spans = [m.span() for form in kept for m in re.finditer(re.escape(form), text)]
    years: list[str] = []
    out, at = [], 0
    for found in _YEARS.finditer(text):
        if any(a <= found.start("first") < b for a, b in spans):
            continue
        first = int(found["first"])
        last = int(f"{str(first)[:2]}{found['last']}"[-4:]) if found["last"] else first
        is_range = (found["join"] or "").lower() in _RANGES or "between" in found[0].lower()
        years += [str(year) for year in (range(first, last + 1) if is_range else (first, last)) if 0 <= last - first < 100]
        out.append(text[at : found.start()])
        at = found.end()
    joined = "".join([*out, text[at:]])
    return " ".join(joined.split()).strip(), tuple(dict.fromkeys(years))


__all__ = ["Scope", "folded", "plain", "scope_of"]
