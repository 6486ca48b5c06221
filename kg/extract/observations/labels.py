"""Lines of a poster that go together: a name on one line, its figure and its growth on the next.

地区生产总值 / 预计86.4亿元 / 增长5.3% are one name and two figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.observations.statement import Statement
from kg.extract.observations.words import trimmed
from kg.model import Status

_LINE = 30
_NAME = 18  # characters of a line that is a name
_SHOWN = re.compile(r"[【\[(]?[↑↓⬆⬇↗↘+]?\d[\d.,]*(?:[万亿%‰元户人家个]|[一-鿿]{1,3}】)")
_SIDE = re.compile(r"^(?:城镇|农村|乡村|农牧区)")
_SENTENCE = re.compile(r"[。!?;]")


@dataclass(slots=True)
class Labels:
    """The name under which the lines of a poster stand. name: given by the lines above, empty if none.
    expected: whether the figures under it are."""

    name: str = ""
    expected: bool = False

    def line(self, text: str, figures: bool) -> None:
        """Takes in a line before its figures are read. figures: whether it holds any."""
        if self.name and _SHOWN.match(text):
            return
        if len(text) > _LINE or _SENTENCE.search(text):
            self.name, self.expected = "", False
        elif not figures:
            self.name, self.expected = trimmed(text) if len(text) <= _NAME else "", False

    def shows(self, text: str) -> bool:
        """Whether a line shows nothing but a figure of the name above it (【61亿元】, ↑4.4%)."""
        return bool(self.name) and len(text) <= _LINE and bool(_SHOWN.match(text))

    def leads(self, text: str) -> bool:
        """Whether a line begins with a figure of the name above it, or with that of one side of it (城镇【38500元】)."""
        return bool(self.name) and bool(_SHOWN.match(_SIDE.sub("", text, count=1)))

    def status(self, s: Statement, status: Status) -> Status:
        """The status of a statement of the line, and what the lines below go on with."""
        leaning = s.leans or s.name == self.name
        if leaning and self.expected and status is Status.ACTUAL:
            return Status.ESTIMATE
        if s.form in ("level", "count"):
            self.name, self.expected = s.name, status is Status.ESTIMATE
        return status


__all__ = ["Labels"]
