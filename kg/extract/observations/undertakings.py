"""Which figures stand in the words of a proposal: asked for by a recommendation, or aimed at by a body's own commitment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from kg.model import Proposal, ProposalKind, Status

# …两县的38处, 空着1.6万平方米, 只落成146个: what is already there, not what is asked for
_AT_RATE = re.compile(r"按[^,;。的]{1,14}的$")  # 按设备投资的12%给予补助 asks for a rate
_DEFINITE = re.compile(r"[^以]的$|着(?:约|近|超过)?$|(?:只|仅|已|现有|已有|还有|共有|目前有)[^,;:。]{0,3}$")

_EXISTS = re.compile(r"(?:现有|已有|共有|目前有|已建成|已完成)[^,:;。\d]{0,10}$")  # 街道共有联络站9个,明年再建2个


class Undertakings:
    """The stretches of a source that proposals cover."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self._spans = sorted(
            (e.start, e.end, p.kind is ProposalKind.COMMITMENT) for p in proposals if p.kind is not ProposalKind.FILED for e in p.evidence
        )
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def of(self, status: Status, at: int, before: str, looks_back: bool) -> Status:
        """The status of a figure whose first character is `at` of the source, given the status that its sentence alone suggests and the
        characters before it. What a sentence calls expected stays an estimate. looks_back: whether it stands in a report's look back."""
        if status is Status.ESTIMATE or looks_back:
            return status
        i = bisect_right(self._spans, (at, len(before) + at + self._longest, True)) - 1
        while i >= 0 and self._spans[i][0] + self._longest > at:
            start, end, committed = self._spans[i]
            if start <= at < end:
                there = _DEFINITE.search(before) and not _AT_RATE.search(before)
                if committed and _EXISTS.search(before):
                    return status
                return Status.TARGET if committed else status if there else Status.PROPOSED
            i -= 1
        return status


__all__ = ["Undertakings"]
