"""Figures of the proceedings of a congress, a conference or a committee: papers filed, people present, rates of answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.observations.statement import Statement
from kg.extract.observations.words import rules
from kg.extract.work import View
from kg.model import EntityType, Ref

_SESSION = re.compile(
    r"(?:第[一二三四五六七八九十]+届)?(?P<place>.+?)(?:第[一二三四五六七八九十]+届)?人民代表大会(?:第[一二三四五六七八九十]+次会议)?"
)
_CONFERENCE = re.compile(  # a session of the conference, or one of its committees, names it too
    r"^(?:(?:中国人民)?政治?协(?:商会议)?(?P<place>.+?)(?:第[一二三四五六七八九十]+届)?委员会第|(?P<seat>.+?)政协.{2,}委员会$)"
)


@cache
def _bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["body"], re.compile(r["pattern"])) for r in rules("indicators", "proceedings"))


class Assemblies:
    """The congress, the conference and the committees of the issuing place, as far as a page names them. views: of all its articles."""

    def __init__(self, home: str | None, views: Sequence[View]) -> None:
        self._known: dict[str, Ref] = {}
        if home is None:
            return
        of = "全国" if home == "中国" else home
        names = {
            f"中国人民政治协商会议{of}委员会": "政协",
            f"中国人民政治协商会议{of}委员会常务委员会": "政协",
            f"中共{home}委员会": "党委",
            f"{of}人民代表大会": "人大",
            f"{of}人民代表大会常务委员会": "人大常委会",
        }
        found = {f.name for view in views for f in view.found if f.type is EntityType.ORGANIZATION}
        for name, body in names.items():
            if name in found:
                self._known.setdefault(body, Ref(EntityType.ORGANIZATION, name))
        if "人大" not in self._known and any(
            (m := _SESSION.fullmatch(f.name)) and m["place"] == of for view in views for f in view.found if f.type is EntityType.SESSION
        ):
            self._known["人大"] = Ref(EntityType.ORGANIZATION, f"{of}人民代表大会")
        if "政协" not in self._known and any(
            (m := _CONFERENCE.search(f.name)) and of in (m["place"], m["seat"])
            for view in views
            for f in view.found
            if f.type in (EntityType.SESSION, EntityType.ORGANIZATION)
        ):
            self._known["政协"] = Ref(EntityType.ORGANIZATION, f"中国人民政治协商会议{of}委员会")

    def of(self, name: str) -> Ref | None:
        """The body to whose proceedings a figure of this name belongs; None if to none that the page names."""
        body = next((body for body, p in _bodies() if p.search(name)), None)
        return self._known.get(body) or (self._known.get("人大") if body == "人大常委会" else None) if body else None

    def whole(self, ref: Ref) -> Ref:
        """The conference for its standing committee, which acts in its name between the sessions."""
        conference = self._known.get("政协")
        return conference if conference is not None and ref.name == f"{conference.name}常务委员会" else ref


_PAPERS = frozenset("件条次篇份场期票")
_RATE = re.compile(r"(?:满意|办[结复成理]|立案|采[纳用]|见面|落实|解决|出席|到会|参会)率|满意度|占比|比重|提高")


def is_of_proceedings(s: Statement) -> bool:
    """Whether a figure can be one of a congress or conference: papers, people, meetings, rates; not money or growth."""
    kind = s.figure.kind
    if kind == "count":
        return s.figure.unit in _PAPERS or bool(re.search("单位|代表团|小组|委室", s.name))
    return kind == "people" or (kind == "share" and bool(_RATE.search(s.name)))


__all__ = ["Assemblies", "is_of_proceedings"]
