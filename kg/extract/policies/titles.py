"""Titles in 《》 that are laws, plans, measures, decisions and reports; not titles of filed proposals, books, newspapers and works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

_NOTE = re.compile(r"\((?:摘要|节选|全文|摘登|草案|修订草案|修正草案|草案修改稿|征求意见稿|讨论稿|送审稿|审议稿|初稿)\)$")
_TITLE = re.compile(r"《(?P<in>[^《》]*(?:《[^《》]*》[^《》]*)*)》")


def titles(text: str) -> Iterator[Found]:
    """Policies and official documents in 《》, and those named inside the title of a proposal to make or change them."""
    if "《" not in text:
        return
    rule = toml("title_grammar")
    for m in _TITLE.finditer(text):
        inside = m["in"]
        if _compiled(rule["filed"]).search(inside):
            wanted = _compiled(rule["wanted"]).search(inside)
            if wanted and "《" not in inside:
                start = m.start("in") + wanted.start("name")
                yield Found(start, m.start("in") + wanted.end("name"), EntityType.POLICY, wanted["name"], "law-asked-for")
            elif "《" in inside:
                for n in _TITLE.finditer(text, m.start("in"), m.end("in")):
                    yield Found(n.start(), n.end(), EntityType.POLICY, n["in"], "law-asked-for")
        elif _compiled(rule["document"]).search(inside) and not _compiled(rule["never"]).search(inside):
            name = _NOTE.sub("", inside)
            yield Found(m.start(), m.end(), EntityType.POLICY, name, "title")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


__all__ = ["titles"]
