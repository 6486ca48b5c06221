"""Lists of filed documents as lines: a bare title (1.关于打通断头路的提案(第031号)), and who filed it in a field below (提案者:某某 某某),
in brackets behind it (某某等12名代表提出), in the line behind it (领衔代表:某某) or before it (某某代表:关于…).

Decisions of commendation, dockets of suggestions and lists of documents chosen for supervision are printed so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.extract.proposals.claims import Claim
from kg.extract.proposals.filed import names_in
from kg.extract.proposals.words import cues
from kg.extract.work import View
from kg.model import BlockKind, ProposalKind, Ref

_NUMBER = r"(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）、.]|[①-⑳]|第?[\dA-Z-]{1,10}号[,、:]?|★|●|·)?"
_LABEL = r"(?:(?:案由|标题|题目|题名|提案|议案|建议)(?:名称|题目|标题)?:)?"
_TITLE = re.compile(
    rf"^{_NUMBER}{_LABEL}《?(?P<title>(?:关于|进一步|加快|推进|加强)[^《》。;:!?]{{4,60}}?的?(?:提案|议案|建议案?))》?"
    r"(?:\((?:第|编号|案号|提案号|建议号):?(?P<number>[\d-]{1,10})号?\))?(?:\((?P<note>[^()]{2,60}(?:\([^()]{1,12}\)[^()]{0,40})*)\))?"
    r"(?:[,;]?(?P<label>[^,。;:“”《》\d()]{2,8}):(?P<by>[^。;:]{2,80}))?$"
)
_FIELD = re.compile(r"([^,。;:“”《》\d]{2,8}):")
_FILES = re.compile(
    r"(?:等\d*(?:[人名位](?:市|县|区|省)?(?:人大)?(?:代表|(?:政协)?委员)?)?)?(?:共同|联名|联合|领衔|集体)*(?:提出|提交|领衔|联名|撰写)$"
    r"|等\d+[人名位](?:市|县|区|省)?(?:人大)?(?:代表|(?:政协)?委员)$"
)
_OTHER_FIELD = re.compile(  # in a line that was read together
    r"(?:(?:主办|承办|会办|协办|办理|督办|分办|领办)(?:单位|部门|领导|人)?|提案号|编号|案号|类别):"
)


def docket(views: Sequence[View]) -> Iterator[Claim]:
    """The filed documents that the blocks of an article list by bare titles. A title with running text
    below it is the heading of that text and left out."""
    for n, view in enumerate(views):
        if view.block.kind is BlockKind.TABLE or (m := _TITLE.match(view.text)) is None:
            continue
        if "《" in view.text and _FIELD.match(view.text):
            continue  # a field with its title: kg.extract.proposals.fields
        below = list(takewhile(lambda v: _FIELD.match(v.text) is not None, views[n + 1 :]))
        behind = views[n + 1 + len(below)] if n + 1 + len(below) < len(views) else None
        if behind is not None and behind.block.kind is BlockKind.PARAGRAPH and _TITLE.match(behind.text) is None:
            continue
        if m["label"] and _signs(m["label"]):
            by = names_in(view, m.start("by"), m.end("by"))
        else:
            by = _in_note(view, m) if m["note"] else next((refs for v in below if (refs := _in_field(v))), ())
        if by:
            span = (view, m.start("title"), m.end("title"))
            yield Claim(ProposalKind.FILED, by, (span,), "filed-listed", title=m["title"], number=m["number"])


def _in_note(view: View, m: re.Match[str]) -> tuple[Ref, ...]:
    """Whom brackets behind the title name as those who filed it."""
    start, end = m.span("note")
    if role := _FIELD.match(view.text, start, end):
        return names_in(view, role.end(), end) if _signs(role[1]) else ()
    filed = _FILES.search(m["note"])
    return names_in(view, start, start + filed.start()) if filed else ()


def _in_field(view: View) -> tuple[Ref, ...]:
    """Whom a line with a field below the title names as those who filed it, up to the next field in it."""
    first = _FIELD.match(view.text)
    if first is None or not _signs(first[1]) or "。" in view.text:
        return ()
    later = _OTHER_FIELD.search(view.text, first.end())
    return names_in(view, first.end(), later.start() if later else len(view.text))


def _signs(label: str) -> bool:
    """Whether the label of a field says that those behind it filed the document."""
    return next((c.name for c in cues("proposal_cues", "field") if c.pattern.search(label)), None) == "signer"
