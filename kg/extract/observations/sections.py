"""What a section of an article is about, as its heading says: a year, a run of years, what was or what is to come."""

from __future__ import annotations

import re

from kg.extract.observations.moods import Mood, heading_status, is_of_plan
from kg.extract.observations.periods import EARLY, Clock, When, year_in
from kg.extract.observations.settings import Settings
from kg.model import Status

_WILL_BE = re.compile(r"(?P<year>20\d\d)年是[^。;]{2,50}年(?:[,。]|$)")
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_OPENING = 12  # characters of a paragraph in which the year stands that it is about


class Sections:
    """Follows the headings of one article. reports: whether it is a report or a plan; governs: whether a government gives it; bulletin:
    whether it tells of nothing but what was; of_one_year: whether its title promises to tell of a year gone by. run: the run of years that
    the section is about; fresh: whether a heading with a year has just been read."""

    def __init__(
        self, clock: Clock, mood: Mood, settings: Settings, reports: bool, governs: bool, bulletin: bool, of_one_year: bool
    ) -> None:
        self._clock, self._mood, self._settings = clock, mood, settings
        self._reports, self._governs, self._bulletin, self._of_one_year = reports, governs, bulletin, of_one_year
        self.run: When | None = None
        self.fresh = False

    def enter(self, heading: str, outer: tuple[str, ...] = ()) -> None:
        """Takes in a heading: the year and the mood of what follows. What lies ahead after a look back is of the next year. outer: the
        headings above it, of which it is a part (2025年重点工作 / 在改善民生上取得新成效)."""
        # of a report 2025年7月30日在…会议上 is the day on which it was given, not what it is about
        status, year, told = self._status(heading), year_in(_DAY.sub("", heading) if self._governs else heading), self._clock.told
        if status is None and self._of_one_year and year is not None and (told or year) < year == self._clock.printed and self._begins():
            status = Status.TARGET  # what is told in January of the year that begins is still to come
        if status is None and year is not None and self._mood.section is Status.TARGET and year < (self._clock.printed or year):
            status = Status.ACTUAL  # 2024年,这样走过: no aim is of a year gone by
        if year is None and any(self._status(h) and year_in(h) for h in outer if h != heading):
            return
        if self.fresh and year is not None and told is not None and year > told:
            return  # headings one after the other announce the parts; the first part comes first
        if year is not None:
            self._clock.told, self.fresh = year, True
        elif status is not None and self._clock.plan is not None:
            self._clock.turn(ahead=status is Status.TARGET)
        elif self._reports and status is Status.TARGET and told is not None and told < (self._clock.printed or told):
            self._clock.turn(ahead=True)
        elif status is not None and status is not self._mood.section and self._reports:
            self._clock.turn(ahead=status is Status.TARGET)
        self._mood.section = status or self._mood.section
        run = self._clock.run_in(heading)
        self.run = run if run is not None or status is not None or year is not None else self.run
        self._settings.carried = self._settings.lasting = self.run

    def _begins(self) -> bool:
        """Whether the year of the document has just begun."""
        return self._clock.month is not None and self._clock.month <= EARLY

    def _status(self, heading: str) -> Status | None:
        """What a heading says of its section. In the news 补齐短板 over what a member tells is a theme, no plan."""
        status = heading_status(heading)
        if status is Status.TARGET and self._bulletin:
            return None
        return None if status is Status.TARGET and not self._reports and not is_of_plan(heading) else status

    def announces(self, text: str) -> bool:
        """Whether a paragraph says of a year ahead what it will be (2025年是规划收官之年): the report turns to it."""
        m, printed = _WILL_BE.match(text), self._clock.printed
        if m is None or printed is None:
            return False
        year = int(m["year"])
        return year > printed or (year == printed and (self._clock.month or 12) <= EARLY)

    def turn(self, text: str) -> None:
        """A paragraph without a heading turns from what was to what will be (2025年…主要预期目标是)."""
        year = year_in(text[:_OPENING])
        if year is not None:
            self._clock.told = year
        elif self._mood.section is not Status.TARGET:
            self._clock.turn(ahead=True)
        self._mood.section = Status.TARGET
        self._settings.carried = self._settings.lasting = None

    def inside(self, headings: tuple[str, ...]) -> None:
        """Takes in the headings under which a paragraph stands."""
        status = next((s for h in headings if (s := self._status(h))), None)
        self._mood.section = status or self._mood.section


__all__ = ["Sections"]
