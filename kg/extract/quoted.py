"""Names in quotation marks, with the word behind them (“林长+碳汇”模式) or alone (“双随机”), told from speech and figures of speech.

One reader for policies, projects and events, so that no two of them claim the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.work import Found
from kg.lexicon.gazetteer import places_in
from kg.lexicon.load import toml
from kg.model import EntityType

_QUOTE = re.compile(r"[“‘](?P<in>[^“”‘’\n\t]{2,28})[”’]")
_RUN = re.compile(r"[\u3400-\u9fffA-Z]{1,12}")
_COLUMN = re.compile(r"[”’](?=\d{1,3}[\u3400-\u9fff]|$)")
_STOPS = "。;!?)"
_CELL = 7  # characters of a name that fills a cell of a table
_BEFORE_HEAD = 6  # characters between the closing mark and the word that says what the name is of
_NEAR = 12  # characters between a verb and the “…” that it governs


class _Grammar(NamedTuple):
    heads: dict[str, EntityType]
    longest_head: int
    middle: re.Pattern[str]
    never_after: re.Pattern[str]
    verb: re.Pattern[str]
    carried_on: re.Pattern[str]
    means: re.Pattern[str]
    shapes: tuple[re.Pattern[str], ...]
    inside: re.Pattern[str]
    never: frozenset[str]
    never_behind: re.Pattern[str]
    not_name: re.Pattern[str]


def quoted(text: str, *types: EntityType) -> Iterator[Found]:
    """The names of `types` in quotation marks in a folded text. Alone, “…” is taken for a policy."""
    if "“" in text or "‘" in text:
        yield from (f for f in _quoted(text) if f.type in types)


def _quoted(text: str) -> Iterator[Found]:
    g = _grammar()
    in_column = len(_COLUMN.findall(text)) >= 3  # a table with a column of names
    last = -1  # end of the last name: “甲”“乙” and “甲”、“乙” stand together
    for m in _QUOTE.finditer(text):
        inside = m["in"]
        if inside in g.never or g.not_name.search(inside) or g.never_behind.match(text[m.end() : m.end() + 6]):
            continue
        head = _head(text, m.end(), g)
        if head and not (head[1] - m.end() == 2 and text[m.end() : head[1]] == "建设" and _ends_with_place(inside)):
            last = head[1]
            yield Found(m.start(), last, head[0], text[m.start() : last], "quoted-with-word")
        elif len(inside) >= 4 and g.inside.search(inside) and not text.endswith(("变", "变成", "变为"), 0, m.start()):
            last = m.end()
            yield Found(m.start(), last, EntityType.PROJECT, text[m.start() : last], "quoted-thing")
        elif (
            any(shape.search(inside) for shape in g.shapes)
            or (0 <= last <= m.start() and text[last : m.start()] in ("", "、", "和"))
            or (len(text) == m.end() - m.start() and len(inside) <= _CELL)
            or (in_column and _COLUMN.match(text, m.end() - 1))
            or (
                2 < len(inside) <= 12
                and g.carried_on.match(text[m.end() : m.end() + 8])
                and (m.start() == 0 or text[m.start() - 1] in _STOPS + ",、:")
            )
            or (2 < len(inside) <= 12 and g.means.search(text[: m.start()]))
            or (2 < len(inside) <= 12 and text[m.start() - 1 : m.start()] == "以" and text.startswith("为", m.end()))
            or (2 < len(inside) <= 12 and _governed(text, m.start(), g))
        ):
            last = m.end()
            yield Found(m.start(), last, EntityType.POLICY, text[m.start() : last], "quoted")


def _head(text: str, at: int, g: _Grammar) -> tuple[EntityType, int] | None:
    """The type and the end of the longest name that goes on from the closing mark before text[at]."""
    run = _RUN.match(text, at)
    if not run:
        return None
    words = run.group()
    stop = g.middle.search(words)
    if stop:
        words = words[: stop.start()]
    for length in range(min(len(words), _BEFORE_HEAD + g.longest_head), 0, -1):
        for size in range(min(length, g.longest_head), 0, -1):
            kind = g.heads.get(words[length - size : length])
            if kind and length - size <= _BEFORE_HEAD and not g.never_after.match(text, at + length):
                return kind, at + length
    return None


def _governed(text: str, at: int, g: _Grammar) -> bool:
    """Whether a verb that takes such a name as its object stands before text[at] in the same clause, with little between."""
    start = at
    while start > 0 and at - start < _NEAR and text[start - 1] not in _STOPS + ",:、”":
        start -= 1
    return bool(g.verb.search(text[start:at]))


def _ends_with_place(inside: str) -> bool:
    return any(p.end == len(inside) and p.start == 2 for p in places_in(inside))


@cache
def _grammar() -> _Grammar:
    data = toml("quoted_names")
    heads = {word: EntityType(kind) for kind, words in reversed(data["heads"].items()) for word in words.split()}
    rules = data["rules"]
    verbs = "|".join(sorted(rules["verbs"].split(), key=len, reverse=True))
    return _Grammar(
        heads,
        max(map(len, heads)),
        re.compile(rules["middle"]),
        re.compile(rules["never_after"]),
        re.compile(f"(?:{verbs})[\u4e00-\u9fff]{{0,8}}$"),
        re.compile(rules["carried_on"]),
        re.compile(rules["means"]),
        tuple(re.compile(shape) for shape in rules["shapes"]),
        re.compile(f"(?:{rules['inside']})$"),
        frozenset(rules["never"].split()),
        re.compile(rules["never_behind"]),
        re.compile(rules["not_name"]),
    )


__all__ = ["quoted"]
