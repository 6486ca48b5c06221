"""What stands in the part of a report that looks back and is put forward or undertaken all the same: documents that members filed, what a
standing committee asked of the government, promises with a date, and the promise to mend what was named as wanting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.filed import filed_in
from kg.extract.proposals.measure import Judgement, factual, measure, to_come
from kg.extract.proposals.subjects import subjects
from kg.extract.proposals.text import sentences
from kg.extract.proposals.words import one_pattern
from kg.extract.work import View
from kg.model import ProposalKind, Ref

_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_DUE = re.compile(r"[^,;。:]*(?:20(?P<year>\d\d)年|今年|年内)(?:\d{1,2}月)?(?:底|末)?(?:之)?前[^,;。]*[,;。]")
_ADVISES = re.compile(r"(?:人民代表大会|常务委员会|政治协商会议.*委员会)$")  # bodies whose report tells what they asked of others
_ASKED = re.compile(
    r"(?:(?<=[,;。])|^)(?:区|市|县|州|省)?(?:人大|政协)?(?:常委会|主任会议|主席会议|执法检查组|调研组|视察组)"
    r"(?:审议后|审议时|会议|明确|先后|及时|还|也|并|多次|进一步)*(?P<verb>要求|建议|提出)[^;。]*"
)
_COUNTED = re.compile(
    r"提出的?(?P<said>[^,。;]{6,60}?)等(?:\d+|[一二三四五六七八九十]+|多)(?:条|项|点|个方面|件)(?:的)?(?:审议|工作|对策)?(?:意见|建议)+"
)
_SO_MANY = re.compile(r"(?:建议|意见|要求|提出)[^,;。]{0,8}\d+[条件项份]|\d+(?:余|多)?[条件项份](?:意见|建议|要求)")
_MENDS = re.compile(
    r"(?:对此|为此|(?:对(?:于)?)?(?:上述|以上|这些)[^,。]{0,6}(?:问题|不足|困难)|针对(?:上述|以上|这些)[^,。]{0,6}(?:问题|不足|困难)),?"
    r"(?:我们|常委会|本院|我院|县政府|区政府|市政府)?(?:(?:一定|必须|决心)(?:将|要|会)?|将|要|会)[^。]*(?:改进|解决|整改|克服|加以|举措|措施)[^。]*。"
)


def looked_back(view: View, body: Ref, year: int | None, cast: Cast) -> Iterator[Claim]:
    """The claims of a block that looks back. body: whose report it is. year: that of the plan behind it."""
    text = view.text
    due: set[int] = set()
    advises = _ADVISES.search(body.name) is not None
    for start, end in sentences(text):
        if "《" in text[start:end]:
            yield from filed_in(view, start, end, subjects(view, start, end, cast), (), cast)
        if m := _MENDS.match(text, start, end):
            yield Claim(_C, (body,), ((view, m.start(), m.end()),), "mends", period=str(year) if year else None)
        if not advises:
            continue
        for m in (*_ASKED.finditer(text, start, end), *_COUNTED.finditer(text, start, end)):
            words = m.group()
            counted = m.re is _COUNTED
            if counted or (not factual(words) and not _SO_MANY.search(words) and measure(text, m.end("verb"), m.end(), Judgement.HEADED)):
                due.update(range(m.start(), m.end()))
                yield Claim(_R, (body,), ((view, m.start(), m.end()),), "asked-of")
    for claim in _left_over(view, body, year) if year else ():
        if claim.spans[0][1] not in due and claim.spans[0][2] - 1 not in due:
            yield claim


def _left_over(view: View, body: Ref, year: int) -> Iterator[Claim]:
    """A promise inside a look back: 其余两件今年6月底前补齐."""
    for m in _DUE.finditer(view.text):
        if (
            m["year"]
            and 2000 + int(m["year"]) >= year
            and to_come(m.group())
            and not one_pattern("proposal_cues", "done").search(m.group())
        ):
            start = view.text.rfind("。", 0, m.start()) + 1
            semicolon = view.text.rfind(",", start, m.start() - 1)
            yield Claim(_C, (body,), ((view, max(start, semicolon + 1), m.end()),), "left-over", period=str(year))
