"""Catalogues of filed documents in running text: who signed stands behind each title, and what it asks for in the words below.

二、《关于…的提案》(某某、某某委员联名提出,承办单位:市发展改革局)      a head; the title itself is told by the table or below
四、《关于…的提案》,某党市委会提出。提案建议…                        a sentence
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.work import View
from kg.model import EntityType, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
People = tuple[Ref, ...]
TITLE = re.compile(
    r"《((?:[^《》]{2,24}——)?(?:关于|进一步|加快|加强|推进|建设|推动|优化)[^《》]*(?:《[^《》]*》[^《》]*)*(?:提案|议案|建议))》"
    r"|《([^《》]{6,60})》的(?:提案|议案|建议(?!稿|案))"
)
_HEAD = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]|第[一二三四五六七八九十]+[,、件])?(?=《)")
_NUMBER = re.compile(r"\(?第?[\d-]+号\)?")
_BEFORE = re.compile(r"[,(、和与](?:系|是)?由?$|(?:提案|建议|领衔|第一提案)[人者](?:是|为|:)?$|[、和与及]$")
_BEHIND = re.compile(r"会?(?:委员|代表)?(?:等[^,。()、]{0,10})?(?:共同|联名|联合|集体|领衔|牵头)*(?:提出|提交|撰写|报送|领衔|联名)")
_SIGNS = re.compile(r"(?:提案|建议|领衔|第一提案)[人者](?:是|为|:)?$")
_JOINED = re.compile(r"(?:委员|代表)?[、和与及](?:市|县|区|州|省)?")


def head_of(view: View, known: Mapping[str, People]) -> People | None:
    """Who filed the document of whose title, number and signers a block is made; None for other blocks. known: signers by title, from the
    document's tables."""
    text = view.text
    opening = _HEAD.match(text)
    title = TITLE.match(text, opening.end()) if opening else None
    if title is None:
        return None
    number = _NUMBER.match(text, title.end())
    rest = text[number.end() if number else title.end() :]
    if rest and not (rest.startswith("(") and rest.endswith(")")):
        return None
    signers = signers_behind(view, title.end(), len(text))
    return known.get(title[1] or title[2]) or signers or None


def signers_behind(view: View, at: int, end: int) -> People:
    """Who is said behind the title that ends at text[at] to have filed it; nobody where the words do not say so."""
    text = view.text
    found = view.within(at, end, _P, _O)
    for n, first in enumerate(found):
        if not _BEFORE.search(text[at : first.start]):
            return ()
        last = n
        while last + 1 < len(found) and _JOINED.fullmatch(text, found[last].end, found[last + 1].start):
            last += 1
        if _SIGNS.search(text, at, first.start) or _BEHIND.match(text, found[last].end, end):
            return tuple(dict.fromkeys(f.ref for f in found[n : last + 1]))
        return ()
    return ()
