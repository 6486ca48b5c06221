"""Columns of voices: one headline (and one byline) over what several people or bodies say, each under his name and a small title.

By itself such a line looks like the head of an article about one person. It is none where a headline and a few lines that lead in stand
above the first of them, where several follow each other in the same build, and where none has a byline of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon.bylines import foot_names
from kg.lexicon.names import HAN
from kg.segment.items import SKIPPED, Item
from kg.segment.kicker import ends_with_person

_FEWEST = 2  # voices
_LEAD = 4  # paragraphs that lead in, at most
_SPOKEN = ("kicker", "speaker")
_TITLE = ("head", "headline", "markdown")
_SPEECH = ("text", "bullet", "roster")
_LEADING = (*_SPEECH, "byline", "dateline")
_LABEL = ("head", "rubric")
_TOPIC = 20  # characters
_GATHERS = re.compile(  # a headline that says that it gathers what others say
    r"摘登|摘编|摘录|摘要|选登|集萃|发言|建言|声音|之声|心声|心里话|观点|热议|热词|畅谈|通道|说两会|有话说|面孔|(?:代表|委员)们|(?:代表|委员)说"
)
_BODY = re.compile(  # a party or a body that speaks
    rf"(?:民革|民盟|民建|民进|农工党?|致公党?|九三学社|台盟|[{HAN}]{{0,6}}工商联|[{HAN}]{{0,6}}(?:总工会|妇联|青联|侨联|科协))(?:[{HAN}]{{0,10}}(?:委员?会?|支部|总支|界别?|小组))?$"
)
_LABELLED = re.compile(rf"(?:[{HAN}·]{{2,9}}(?:[、,][{HAN}·]{{2,9}}){{0,3}}(?:代表|委员)|[{HAN}·]{{2,16}})(?:\([^()]{{2,50}}\))?:$")

_NOTE = re.compile(r"\([^()]{1,12}\)$")  # (女,满族)
_DRAFTED = re.compile(r"\(?(?:执笔|本文执笔|撰稿人)")  # who drafted what a body says, not who reports it

# how such a column is led in: 本报今日摘登…, 记者走近四位代表, 听听他们怎么说
_LEADS_IN = re.compile(
    r"摘登|摘编|摘录|选登|刊登|如下|以飨|[他她]们|敲开|走近|走进|邀请|采访|对话|先后走|先后登|先后亮相|听听|倾听|声音|心声|观点|建言|献策|热议|畅谈|支招"
    r"|[:—?]$"
)


@dataclass(frozen=True, slots=True)
class Voices:
    """heads: the places of the lines that head voices: who speaks, the small title, and the label of a group above them. titles: the
    places of the headlines of the columns that they belong to."""

    heads: frozenset[int]
    titles: frozenset[int]


def voices(items: Sequence[Item]) -> Voices:
    """The columns of voices of a page."""
    seen = [i for i, item in enumerate(items) if item.kind not in SKIPPED]
    units = [u for n in range(len(seen)) if (u := _unit(items, seen, n))]
    heads: set[int] = set()
    titles: set[int] = set()
    series: list[tuple[int, int]] = []
    for n, unit in enumerate(units):
        series.append(unit)
        if n + 1 < len(units) and _together(items, seen, unit, units[n + 1]):
            continue
        title = _title(items, seen, series)
        if title is not None:
            titles.add(title)
            heads.update(seen[k] for unit in series for k in (*unit, *_label(items, seen, unit, title)))
        series = []
    return Voices(frozenset(heads), frozenset(titles))


def _speaks(item: Item) -> bool:
    """Whether a line says by itself who speaks."""
    if item.kind in _SPOKEN:
        return True
    if item.kind == "text":
        return bool(_LABELLED.match(item.text))
    text = _NOTE.sub("", item.text).rstrip(":")
    return item.kind in _TITLE and (ends_with_person(text) or bool(_BODY.match(text)))


def _unit(items: Sequence[Item], seen: Sequence[int], n: int) -> tuple[int, int] | None:
    """The places (in `seen`) of the two lines that head a voice: its speaker and its small title, in either order; None if none begins."""
    if not 0 <= n < len(seen) - 2:
        return None
    first, second, text = (items[k] for k in seen[n : n + 3])
    if text.kind not in _SPEECH:
        return None
    speaker_first = second.kind in _TITLE and _speaks(first) and not _speaks(second)
    title_first = second.kind in _SPOKEN and _names_topic(first) and not _speaks(first)
    return (n, n + 1) if speaker_first or title_first else None


def _names_topic(item: Item) -> bool:
    """Whether a line may be the small title above a speaker (关键词:农机 too)."""
    return item.kind in (*_TITLE, "heading") or (item.kind == "text" and len(item.text) <= _TOPIC and item.text[-1] not in "。:!?”")


def _label(items: Sequence[Item], seen: Sequence[int], unit: tuple[int, int], title: int) -> tuple[int, ...]:
    """The place of the label of a group right above its first voice, if there is one."""
    above = unit[0] - 1
    return (above,) if above >= 0 and seen[above] > title and items[seen[above]].kind in _LABEL else ()


def _together(items: Sequence[Item], seen: Sequence[int], a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether nothing but what is said, and the label of a group, stands between two voices of one column."""
    between = [items[k] for k in seen[a[1] + 1 : b[0]]]
    ruled = any(it.line.rule == "rule-line" for it in items[seen[a[1]] : seen[b[0]]])
    label = between and between[-1].kind in _LABEL
    return not ruled and not any(_ends(it) for it in (between[:-1] if label else between))


def _ends(item: Item) -> bool:
    """Whether an item says that the piece above it is one of its own: its credits, or a line that is not said by anyone."""
    if item.kind == "byline":
        return not _DRAFTED.match(item.text)
    signed = item.kind == "text" and item.text.endswith(")") and not _DRAFTED.match(item.text) and bool(foot_names(item.text))
    return item.kind not in _SPEECH or signed


def _title(items: Sequence[Item], seen: Sequence[int], series: Sequence[tuple[int, int]]) -> int | None:
    """The place of the headline of the column that these voices are, above a few lines that lead in, or above the first of them if it says
    that it gathers what others say; None if they are no column."""
    if len(series) < _FEWEST:
        return None
    at = first = series[0][0] - 1
    labelled = at > 0 and items[seen[at]].kind in _LABEL and items[seen[at - 1]].kind in _LEADING
    lead = _lead(items, seen, at - labelled)
    at -= labelled + len(lead)
    if at >= 0 and items[seen[at]].head_like and _unit(items, seen, at - 1) is None and (lead or not labelled):
        above = [items[k].text for k in seen[max(0, at - 2) : at + 1] if items[k].head_like]
        said = [it.text for it in lead if it.kind != "byline"]
        if any(_GATHERS.search(text) for text in above) or any(_LEADS_IN.search(text) for text in said[-2:]) or (lead and not said):
            return seen[at]
    return seen[first] if labelled and _GATHERS.search(items[seen[first]].text) else None


def _lead(items: Sequence[Item], seen: Sequence[int], at: int) -> list[Item]:
    """The credits and the few paragraphs that end at a place; nothing if they are too many to lead in."""
    out: list[Item] = []
    while at >= 0 and items[seen[at]].kind in _LEADING and not _speaks(items[seen[at]]):
        out.insert(0, items[seen[at]])
        if sum(it.kind != "byline" for it in out) > _LEAD:
            return []
        at -= 1
    return out
