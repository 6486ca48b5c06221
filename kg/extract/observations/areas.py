"""What a figure is about: the district, body or works that its clause names, else the one that the talk is of, else the issuing place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.observations.bases import Bases
from kg.extract.observations.proceedings import Assemblies
from kg.extract.observations.statement import Statement
from kg.extract.observations.subjects import OBLIQUE, RANKED, SUBJECTS, TIMES, Subjects
from kg.extract.observations.words import trimmed_start
from kg.extract.work import Found, View
from kg.lexicon.parties import Branch, party_named
from kg.model import EntityType, Ref

_DEICTIC = re.compile(
    r"(?:全|我|本)(?P<level>省|市|区|县|州|盟|旗|镇|乡|村|国|自治区|街道)|(?P<inside>市|县|区|州|镇|村|乡)(?:里|上|内)(?![共])|(?<![一-鿿])(?:(?P<seat>镇|乡)区|(?P<council>村)委会)"
)
_SUFFIX = re.compile(r"镇|乡|街道|[市县区州旗盟]|(?:[一-鿿]{0,4})(?:开发区|新区|示范区|园区|片区)")
_EACH = re.compile(r"(?:每个?|各)(?:镇街|镇|乡|街道|县|区|村|社区)")
_LOCAL = ("镇", "乡", "村", "街道", "社区", "嘎查", "苏木")
_EVENT = re.compile(r"投入使用|贯通|开通|开园|开馆|投用|封顶|通车|落成|开学|竣工|获批|入选|获评|建成运营|揭牌|荣获|跻身")
_COUNT_FIRST = re.compile(r"^(?:其中)?\d")


def _scope(text: str, statement: Statement) -> int:
    """Up to where in its item a statement can name its area; what follows a verb of rank is the field of comparison."""
    figure = statement.figure.start
    if statement.form != "rank":
        return figure
    m = _RANKS.search(text, statement.item, figure)
    return m.start() if m else figure


_RANKS = re.compile(r"稳居|跃居|位居|居(?![民住家室所])|位列|名列|列|排|跻身|升至|荣登")


class Areas:
    """Finds areas in one article. context: where it was issued. views: of the article. page: of all, for the bodies that it names."""

    def __init__(self, context: Context, views: Sequence[View], page: Sequence[View]) -> None:
        self._context = context
        self.home = Ref(EntityType.DISTRICT, context.home) if context.home else None  # the issuing place
        self._seen: list[Found] = []
        self._assemblies = Assemblies(context.home, page)
        self._subjects = Subjects(context, self._assemblies)
        self._bases = Bases(views)
        self._districts = [f for v in views for f in v.found if f.type is EntityType.DISTRICT]
        self.holds = False  # whether the talk goes on of the last area: one place or body, not the last of several
        self.stands_in = False  # whether the last area is the place that a department serves
        self.lasting: set[Ref] = set()  # areas that hold until another one is named: those of proceedings

    def of(self, view: View, statement: Statement, sentence: int, earlier: Sequence[tuple[int, int]], reports: bool) -> Ref | None:
        """The area of a statement in the sentence that starts at character `sentence` of the view.

        earlier: the clauses of the sentence before it. reports: whether a government reports, which counts what all of them did.
        """
        if statement.member:
            named = self._named(view, sentence, statement)
            if named is not None:
                return named
        text, figure = view.text, statement.figure.start
        end = _scope(text, statement)
        self.holds = self.stands_in = False
        here = self._taken(view, statement.item, end, statement) or self._deictic(view, statement.item, end, far=True)
        if here is not None:
            return here
        assembly = None if reports else self.assembly(statement.name)
        if assembly is not None and statement.form != "rank":
            return assembly
        if _EACH.match(text, statement.item):
            return self.home
        counted_first = bool(_COUNT_FIRST.match(text[statement.item : figure + 1]))
        for a, b in reversed(earlier):
            if ";" in text[b : statement.item]:
                break
            if _EVENT.search(text, a, b):
                continue
            only = EntityType.DISTRICT if counted_first else None
            ahead = self._taken(view, a, b, statement, before=True, only=only) or self._deictic(view, a, b)
            if ahead is not None:
                return ahead
        self.holds = False
        if assembly is None and (own := self._bases.own(view, sentence, statement.item, figure, self._before(view, figure))) is not None:
            self.holds = True
            return own
        return assembly

    def scene(self, view: View, start: int, end: int) -> Ref | None:
        """The place or body of which the talk goes on after a sentence without figures: the one with which it opens, or the only
        township or village that it names."""
        stop = next((i for i in range(start, end) if view.text[i] in ",;:。!?"), end)
        place = self._taken(view, start, stop, None, before=True)
        if place is not None and self.holds and place != self.home:
            return place
        named = {f.ref for f in view.within(start, end, EntityType.DISTRICT) if f.name.endswith(_LOCAL)}
        return named.pop() if len(named) == 1 else None

    def at_level(self, level: str, view: View, at: int) -> Ref | None:
        """The division that 全市, 全县 … mean at character `at` of a block: the issuing place or one above it, else the last one named."""
        name = self._context.at_level(level)
        if name:
            return Ref(EntityType.DISTRICT, name)
        return next((f.ref for f in reversed(self._before(view, at)) if f.type is EntityType.DISTRICT and f.name.endswith(level)), None)

    def see(self, view: View) -> None:
        """Takes in the mentions of a block after its figures have been judged."""
        self._seen += [f for f in view.found if f.type in SUBJECTS]
        self._bases.see(view)

    def headed(self, heading: str) -> Ref | None:
        """The division that a heading names before its colon (洋口镇:…), also without its last word (洋口:…); None if it names none."""
        name = re.split(r"[::]", heading)[0].strip("▍●■◆ ")
        if not 2 <= len(name) <= 12 or name == heading:
            return None
        return next(
            (f.ref for f in self._districts if f.name == name or (f.name.startswith(name) and _SUFFIX.fullmatch(f.name[len(name) :]))), None
        )

    def _before(self, view: View, at: int) -> list[Found]:
        return [*self._seen, *(f for f in view.found if f.type in SUBJECTS and f.end <= at)]

    def _named(self, view: View, sentence: int, statement: Statement) -> Ref | None:
        """The place or body for which a statement of a list stands."""
        words, stop = statement.member, statement.figure.start
        at = view.text.find(words, statement.item, stop)
        if at < 0:
            at = view.text.rfind(words, sentence, stop)
        if at < 0:
            at = view.text.find(words[:3], statement.item, stop)
        found = next((f.ref for f in view.within(at, at + len(words), *SUBJECTS) if f.start == at), None) if at >= 0 else None
        party = party_named(words)
        if found is None and party is not None and party.branch and self._context.home:
            return Ref(EntityType.ORGANIZATION, Branch(party).name_at(self._context.home) or party.name)
        return found

    def _taken(
        self, view: View, start: int, end: int, statement: Statement | None, before: bool = False, only: EntityType | None = None
    ) -> Ref | None:
        """The subject of a clause, of which is kept whether it holds and whether it stands in."""
        found = self._subjects.find(view, start, end, statement, before, only)
        if found is None:
            return None
        self.holds, self.stands_in = found.holds, found.stands_in
        return found.ref

    def _deictic(self, view: View, start: int, end: int, far: bool = False) -> Ref | None:
        """The division that a deictic word means (全市, 我县); `far`: also away from the start of the clause."""
        text = view.text
        for m in reversed(list(_DEICTIC.finditer(text, start, end))):
            if OBLIQUE.search(text, max(start, m.start() - 4), m.start()) or RANKED.match(text[m.end() : m.end() + 3]):
                continue
            if not far and trimmed_start(TIMES.sub("", text[start : m.start()])):
                continue
            if m["level"] == "国" and m.start() - start > 1:
                continue
            area = self.at_level(m["level"] or m["inside"] or m["seat"] or m["council"], view, m.start())
            if area is not None:
                self.holds = True
                return area
        return None

    def assembly(self, name: str) -> Ref | None:
        """The congress, conference or committee to whose proceedings a name belongs."""
        found = self._assemblies.of(name)
        if found is not None:
            self.lasting.add(found)
        return found


__all__ = ["Areas"]
