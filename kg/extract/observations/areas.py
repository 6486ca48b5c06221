"""What a figure is about: the district, body or works that its clause names, else the one that the talk is of, else the issuing place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.observations.bases import Bases
from kg.extract.observations.proceedings import Assemblies
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import is_one, trimmed_start
from kg.extract.work import Found, View
from kg.lexicon.divisions import divisions
from kg.lexicon.parties import Branch, party_named
from kg.lexicon.terms import countries
from kg.model import EntityType, Ref

_SUBJECTS = (EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PROJECT)
_DEICTIC = re.compile(
    r"(?:全|我|本)(?P<level>省|市|区|县|州|盟|旗|镇|乡|村|国|自治区|街道)|(?P<inside>市|县|区|州|镇|村|乡)(?:里|上|内)(?![共])|(?<![一-鿿])(?P<seat>镇|乡)区"
)
# A name after one of these words is not what the figure is about, but a measure, a direction or a partner.
_OBLIQUE = re.compile(
    r"(?:向|与|同|和|对接|对标|赴|从|由|被|获|获得|占|比|较|距|距离|至|到|高于|低于|优于|居|列|位居|排名|排在|排|位列|名列|稳居|跃居|报|经|按|据|受|依托|联合|会同|像|成为|入选|跻身|荣获|列入|纳入|为)$"
)
_RANKED = re.compile(r"^(?:第|首|排名|前列|领先|平均|范围|最)")
_SUFFIX = re.compile(r"镇|乡|街道|[市县区州旗盟]|(?:[一-鿿]{0,4})(?:开发区|新区|示范区|园区|片区)")
_DEPARTMENT = re.compile(r"(?<!代表大会)(?<!常务)(?<!协商会议)(?:局|委员会|厅|办公室)$")
_GOVERNS = re.compile(r"(?<=.[市县区州旗镇乡盟省])人民政府$|(?<=区)(?:管委会|管理委员会)$")
_OWN_DOINGS = re.compile(r"办理(?!减|退)|承办|接件|办结|办复|立案|受理|检查|调研|走访|接待|提案|建议|议案|协商|会议")
# 投资额最大的某产业园引进企业41家
_ATTRIBUTE = re.compile(r"[^,;、]{0,8}最[一-鿿]{1,2}的|(?:位于|地处|落户|坐落在)[^,;、]{2,12}的")
# 甲、乙两县: the last form is that of a county, whatever else it may name.
_SEVERAL = re.compile(r"[两二三四五六七八九]个?(?P<level>[市县区州旗镇乡])")
_EACH = re.compile(r"(?:每个?|各)(?:镇街|镇|乡|街道|县|区|村|社区)")
_LOCAL = ("镇", "乡", "村", "街道", "社区", "嘎查", "苏木")
_AMONG = re.compile(r"[、和与及]")
_ROUTE = re.compile(r"[至—~]|到(?=[一-鿿]{1,6}(?:的|公路|高速|铁路|之间))")
_NATIONAL = re.compile(r"全国|中国(?!人民政治协商会议.|共产党.|国民党革命委员会.|民主|农工民主党.|致公党.)|中华|国家|国际|世界")
_LISTED = re.compile(r"[、和与及]")
_MEMBER = re.compile(r"(?:代表|委员|常委)(?![议提联])")
_SPEAKS = re.compile(r"[^,。]{0,12}(?:答复|表示|说|介绍|统计|预测|预计|提出|回应|透露|称|认为|要求|强调|明确|获悉|呼吁|(?<!代表)(?<!条)建议(?![\d书])|坦承|表态)")
_TIMES = re.compile(r"(?:截至|截止|到|至)?(?:(?:19|20)\d\d年|今年|去年|明年)(?:\d{1,2}月)?(?:\d{1,2}日)?[底末初]?(?:以来)?,?")
_PLACING = frozenset(("", "在", "位于", "据", "来自", "说起", "推动", "支持", "其中", "启用"))
_LOCATIVE = ("在", "位于", "来自", "到", "来")
_EXAMPLES = re.compile(r"[^,。;]{0,14}等\d")
_EXAMPLE = re.compile(r"(?:、|[^,。;]{0,12})等\d|等")
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
    """Finds areas in one article. context: where it was issued. views: of the article. page: of all articles, for the bodies that the page names."""

    def __init__(self, context: Context, views: Sequence[View], page: Sequence[View]) -> None:
        self._context = context
        self.home = Ref(EntityType.DISTRICT, context.home) if context.home else None  # the issuing place
        self._seen: list[Found] = []
        self._assemblies = Assemblies(context.home, page)
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
        here = self._subject(view, statement.item, end, statement) or self._deictic(view, statement.item, end, far=True)
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
            ahead = self._subject(view, a, b, statement, before=True, only=only) or self._deictic(view, a, b)
            if ahead is not None:
                return ahead
        self.holds = False
        if assembly is None and (own := self._bases.own(view, sentence, statement.item, figure, self._before(view, figure))) is not None:
            self.holds = True
            return own
        return assembly

    def scene(self, view: View, start: int, end: int) -> Ref | None:
        """The place or body of which the talk goes on after a sentence without figures: the one with which it opens, or the only township or
        village that it names."""
        stop = next((i for i in range(start, end) if view.text[i] in ",;:。!?"), end)
        place = self._subject(view, start, stop, None, before=True)
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
        self._seen += [f for f in view.found if f.type in _SUBJECTS]
        self._bases.see(view)

    def headed(self, heading: str) -> Ref | None:
        """The division that a heading names before its colon (洋口镇:…), also without its last word (洋口:…); None if it names none."""
        name = re.split(r"[::]", heading)[0].strip("▍●■◆ ")
        if not 2 <= len(name) <= 12 or name == heading:
            return None
        return next((f.ref for f in self._districts if f.name == name or (f.name.startswith(name) and _SUFFIX.fullmatch(f.name[len(name) :]))), None)

    def _before(self, view: View, at: int) -> list[Found]:
        return [*self._seen, *(f for f in view.found if f.type in _SUBJECTS and f.end <= at)]

    def _named(self, view: View, sentence: int, statement: Statement) -> Ref | None:
        """The place or body for which a statement of a list stands."""
        words, stop = statement.member, statement.figure.start
        at = view.text.find(words, statement.item, stop)
        if at < 0:
            at = view.text.rfind(words, sentence, stop)
        if at < 0:
            at = view.text.find(words[:3], statement.item, stop)
        found = next((f.ref for f in view.within(at, at + len(words), *_SUBJECTS) if f.start == at), None) if at >= 0 else None
        party = party_named(words)
        if found is None and party is not None and party.branch and self._context.home:
            return Ref(EntityType.ORGANIZATION, Branch(party).name_at(self._context.home) or party.name)
        return found

    def _subject(
        self, view: View, start: int, end: int, statement: Statement | None, before: bool = False, only: EntityType | None = None
    ) -> Ref | None:
        """The mention that opens text[start:end], or its last coordinate, as subject or place; of names side by side (某县某镇) the last.
        A thing that is itself what is counted is no area. before: of a clause before the statement's, only its grammatical subject counts."""
        text = view.text
        name = statement.name if statement else ""
        cut = -1 if before else text.rfind("、", start, end)
        for a in (cut + 1, start) if cut >= 0 else (start,):
            chosen: Found | None = None
            inside = [f for f in view.within(a, end, *_SUBJECTS) if only in (None, f.type)]
            for f in inside:
                if any(o is not f and o.start <= f.start and f.end <= o.end for o in inside):
                    continue  # a place inside a longer name (某镇卫生院)
                if chosen is not None:
                    if f.start == chosen.end or text[chosen.end : f.start] == "的":
                        chosen = f
                        continue
                    break
                lead = trimmed_start(_TIMES.sub("", text[a : f.start]))
                if (lead and before) or not (lead in _PLACING or self._is_placed(text, f, lead)):
                    break
                chosen = f
            if (
                chosen is not None
                and self._is_subject(text, chosen, a)
                and (before or text[chosen.start : chosen.end].strip("“”") != name.strip("“”"))
            ):
                self.holds = not self._is_assembly(chosen.name) and not _AMONG.search(text, max(start, chosen.start - 1), chosen.start)
                return self._district_of(chosen, name)
        return None

    def _is_assembly(self, name: str) -> bool:
        return bool(re.search(r"人民代表大会|政治协商会议|^中共|党|同盟|建国会|促进会|学社|联合会", name))

    def _is_placed(self, text: str, f: Found, lead: str) -> bool:
        if f.type is EntityType.DISTRICT:
            return lead.endswith(_LOCATIVE) or lead in is_one("achievement")
        return (lead in _LOCATIVE and text.startswith("的", f.end)) or bool(_ATTRIBUTE.fullmatch(lead))

    def _district_of(self, f: Found, name: str) -> Ref:
        """A government stands for its district (某县政府承诺 is a promise about the county), and so does a department of it, save in what is
        counted of its own doings (某局办理建议64件)."""
        if f.type is not EntityType.ORGANIZATION:
            return f.ref
        if m := _GOVERNS.search(f.name):
            return Ref(EntityType.DISTRICT, f.name[: m.start()])
        home = self._context.home
        if home and f.name.startswith(home) and _DEPARTMENT.search(f.name) and not _OWN_DOINGS.search(name):
            self.holds, self.stands_in = False, True
            return Ref(EntityType.DISTRICT, home)
        return self._assemblies.whole(f.ref)

    def _is_subject(self, text: str, f: Found, start: int) -> bool:
        if _OBLIQUE.search(text, max(start, f.start - 4), f.start) or _RANKED.match(text[f.end : f.end + 3]) or _ROUTE.match(text, f.end):
            return False
        if f.type is EntityType.DISTRICT:
            several = _SEVERAL.match(text, f.end)
            if (several and not f.name.endswith(several["level"])) or self._is_one_of_many(text, f):
                return False
            lead = text[start : f.start] or text[start - 1 : start].strip(",;。:“ ")
            return not _EXAMPLES.match(text, f.end) and not self._is_elsewhere(f.name, acts=not lead or bool(_TIMES.fullmatch(lead)))
        if f.type is EntityType.ORGANIZATION and (_NATIONAL.match(f.name) or _LISTED.match(text, f.end) or _MEMBER.match(text, f.end)):
            return False
        if (
            f.type is EntityType.ORGANIZATION
            and (f.name.endswith(("报", "日报", "晚报")) or _SPEAKS.match(text, f.end))
            and not f.name.endswith("人民政府")
        ):
            return False
        return not _EXAMPLE.match(text, f.end)

    def _is_one_of_many(self, text: str, f: Found) -> bool:
        """Whether a place stands in a list of four or more: what is said of so many is said of the whole that they lie in."""
        before = re.split(r"[,;。]", text[max(0, f.start - 40) : f.start])[-1]
        after = re.split(r"[,;。]", text[f.end : f.end + 40])[0]
        return len(re.findall(r"[市县区州旗镇乡](?=、)", before)) + len(re.findall(r"、[^、]{1,10}[市县区州旗镇乡]", after)) >= 3

    def _is_elsewhere(self, name: str, acts: bool) -> bool:
        """Whether a place is a country abroad in which something is done (acts: which does it itself, 德国工业产出下降), or a division that lies
        neither in the issuing place nor above it."""
        place = self._context.place
        hits = divisions().named(name) if place else ()
        if name != "中国" and name in countries():
            return not acts
        if not hits or place is None:
            return False
        return not any(d.code == place.code or place in divisions().parents(d) or d in self._context.chain for d in hits)

    def _deictic(self, view: View, start: int, end: int, far: bool = False) -> Ref | None:
        """The division that a deictic word means (全市, 我县); `far`: also away from the start of the clause."""
        text = view.text
        for m in reversed(list(_DEICTIC.finditer(text, start, end))):
            if _OBLIQUE.search(text, max(start, m.start() - 4), m.start()) or _RANKED.match(text[m.end() : m.end() + 3]):
                continue
            if not far and trimmed_start(_TIMES.sub("", text[start : m.start()])):
                continue
            if m["level"] == "国" and m.start() - start > 1:
                continue
            area = self.at_level(m["level"] or m["inside"] or m["seat"], view, m.start())
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


def full_name(form: str, context: Context) -> str | None:
    """The full name of the division that a table's column head names (岳阳市, 云溪区, 市); None if it names none."""
    level = re.fullmatch(r"(?:全|本)?(省|市|区|县|州|旗|盟)", form)
    if level:
        return context.at_level(level.group(1))
    for d in context.chain:
        if form == d.name or form in divisions().short_forms(d):
            return divisions().full_name(d)
    hits = divisions().named(form)
    return divisions().full_name(hits[0]) if hits else None
