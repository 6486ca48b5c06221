"""Key phrases that a text brings itself: what its verbs of action act on, its terms in quotation marks, compounds of the words of
policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.topics.words import borders, stands_alone, widened
from kg.lexicon.load import toml

_HAN = "\u4e00-\u9fffA-Za-z0-9.+"
_TERM = re.compile(rf"[“‘]([{_HAN}·、,—-]{{2,12}})[”’]")
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z“”‘’·+]+")
_SHORTEST, _LONGEST = 2, 10
_LONGEST_WHOLE, _LONGEST_TAIL = 18, 8  # a stretch that is cut in two, and the most that its second half holds
_LONGEST_SUBJECT = 8
_DISPOSES = ("把", "将")


class Phrase(NamedTuple):
    """A key phrase and where it stands in the text. sort: object, subject, term or compound."""

    text: str
    start: int
    sort: str


class _Patterns(NamedTuple):
    verbs: re.Pattern[str]
    hard: re.Pattern[str]
    number: re.Pattern[str]
    disposed: re.Pattern[str]
    modal: re.Pattern[str]
    figure: re.Pattern[str]
    stop: re.Pattern[str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    compound: re.Pattern[str]
    unfit: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """The word lists of topic_phrases.toml and the action verbs of modals.toml, compiled."""
    data = toml("topic_phrases")
    verbs = [w for w in toml("modals")["action"]["verbs"].split() if len(w) > 1] + data["verbs"]
    counters = _any(data["counters"])
    return _Patterns(
        re.compile(_any(verbs)),
        re.compile(f"[{data['hard_stops']}]"),
        re.compile(rf"(?:\d[\d.,]*[万亿千百]*|[一二两三四五六七八九十百千万半几]+[多余]?(?={counters}))(?:{counters})?"),
        re.compile(rf"([\u4e00-\u9fff]{{2,12}}?)(?=[{data['disposal']}])"),
        re.compile(_any(data["modals"])),
        re.compile(rf"\d|[一二两三四五六七八九十百千万]+(?:{_any(data['counters'])})"),
        re.compile(f"{_any(data['stops'])}|{'|'.join(data['stops_not_before'])}"),
        re.compile(rf"^(?:{_any(data['leading'])}|{'|'.join(data['leading_not_before'])})+"),
        re.compile(rf"(?:{_any(data['trailing'])})+$"),
        re.compile(rf"(?:{_any(data['heads'])})$"),
        re.compile(_any(data["unfit"])),
    )


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))


def phrases(text: str, *, whole: bool = False) -> Iterator[Phrase]:
    """The key phrases of a text: terms in quotation marks, then what stands between verbs, function words, figures and stops; a stretch
    right behind a verb of action is its object, another one counts only if it ends in a word of policy (补贴, 产业, 管网 …) or the text
    is wholly telling (`whole`: a title)."""
    for m in _TERM.finditer(text):
        yield Phrase(m[1], m.start(), "term")
    p = _patterns()
    for run in _RUN.finditer(text):
        behind_verb = False
        at = run.start()
        while at < run.end():
            verb = p.verbs.match(text, at, run.end())
            if verb:
                at, behind_verb = verb.end(), True
                continue
            number = p.number.match(text, at, run.end())
            if number:
                at = number.end()
                behind_verb = behind_verb or number.group()[-1] in toml("topic_phrases")["counts_things"]
                continue
            stop = p.stop.match(text, at, run.end())
            if stop and stop.group() in _DISPOSES and (thing := p.disposed.match(text, stop.end(), run.end())):
                if phrase := _trimmed(thing[1]):
                    yield Phrase(phrase, thing.start(1), "object")
                at, behind_verb = thing.end(1), False
                continue
            if stop:
                at, behind_verb = stop.end(), behind_verb and stop.group() in ("的", "了", "好", "起", "和", "、")
                continue
            end = _stretch(text, at, run.end())
            if behind_verb or whole:
                yield from _parts(text, at, end)
            phrase = _whole(text, at, _trimmed(text[at:end]))
            if phrase and (whole or behind_verb or p.compound.search(phrase)):
                yield Phrase(phrase, at, "object" if behind_verb else "compound")
            elif phrase and at == run.start() and len(phrase) <= _LONGEST_SUBJECT and p.modal.match(text, end):
                yield Phrase(phrase, at, "subject")
            at, behind_verb = end, False


def _whole(text: str, at: int, phrase: str | None) -> str | None:
    """The phrase of text[at:] with the words that it cuts made whole; None where a lone character is left of one."""
    if phrase is None:
        return None
    begin = text.find(phrase, at)
    start, end = widened(text, begin, begin + len(phrase))
    if (start, end) != (begin, begin + len(phrase)):
        phrase = _trimmed(text[start:end])
    return None if phrase and phrase[0] in toml("topic_phrases")["never_first"] and stands_alone(text, text.find(phrase, start)) else phrase


def _parts(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The two halves, at a border of words, of a stretch that is too long for one phrase (食品企业|碳足迹核算体系)."""
    if not _LONGEST < end - start <= _LONGEST_WHOLE:
        return
    starts, _ = borders(text)
    cut = next((n for n in range(max(end - _LONGEST_TAIL, start + _SHORTEST), end - _SHORTEST) if n in starts), None)
    if cut is None:
        return
    for a, b in ((start, cut), (cut, end)):
        if (phrase := _whole(text, a, _trimmed(text[a:b]))) and len(phrase) > _SHORTEST:
            yield Phrase(phrase, a, "compound")


def _stretch(text: str, at: int, end: int) -> int:
    """Where the stretch that begins at text[at] ends: before the next verb of action, function word or figure that leaves two characters
    of it."""
    p = _patterns()
    ends = [m.start() for pattern in (p.verbs, p.stop, p.figure) if (m := pattern.search(text, at + 2, end))]
    ends += [m.start() for m in [p.hard.search(text, at + 1, end)] if m]
    return min(ends, default=end)


def _trimmed(words: str) -> str | None:
    """The phrase without what says how many and how; None if nothing to look up is left."""
    p = _patterns()
    words = p.trailing.sub("", p.leading.sub("", words.strip("“”‘’")))
    words = words.strip("“”‘’")
    if words.count("“") != words.count("”"):  # 留守老人“连心网: the mark that closes it was left out
        words = max(re.split("[“”]", words), key=len)
    if p.unfit.search(words) or not _SHORTEST <= len(words) <= _LONGEST:
        return None
    return words
