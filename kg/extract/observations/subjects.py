"""The subject of a clause: which of the places, bodies and works that it names its figure is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.observations.proceedings import Assemblies
from kg.extract.observations.statement import Statement
from kg.extract.observations.words import follows, is_one, starts_with, trimmed_start
from kg.extract.work import Found, View
from kg.lexicon.divisions import divisions
from kg.lexicon.terms import countries
from kg.model import EntityType, Ref

SUBJECTS = (EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PROJECT)
# A name after one of these words is not what the figure is about, but a measure, a direction or a partner.
OBLIQUE = re.compile(
    r"(?:向|与|同|和|对接|对标|赴|从|由|被|获|获得|占|比|较|距|距离|至|到|高于|低于|优于|居|列|位居|排名|排在|排|位列|名列|稳居|跃居|报|经|按|据|受|依托|联合|会同|像|成为|入选|跻身|荣获|列入|纳入|为)$"
)
BESIDE_WHOLE = re.compile(r"(?:[高低快慢优]于|领先|超过)[^,;。]{1,8}[、和]$")  # 高于全国、全省
RANKED = re.compile(r"^(?:第|位次|位居|的?排位|首|排名|前列|领先|平均|范围|最)")
_DEPARTMENT = re.compile(r"(?<!代表大会)(?<!常务)(?<!协商会议)(?:局|委员会|厅|办公室)$")
_GOVERNS = re.compile(r"(?<=.[市县区州旗镇乡盟省])人民政府$|(?<=区)(?:管委会|管理委员会)$|(?<=街道)办事处$")
_OWN_DOINGS = re.compile(r"办理(?!减|退)|承办|接件|办结|办复|立案|受理|检查|调研|走访|接待|提案|建议|议案|协商|会议")
# 他牵头成立的某基金,累计资助学生260名; 同日开工的某医院,设床位500张
_MADE = (
    r"[^,;、了到把将向]{0,16}(?:成立|创办|创建|创立|组建|发起|设立|领办|筹建|投资|承建|运营|建设|新建|在建|实施|引进|落户|开工|动工|复工|竣工|完工|投产"
    r"|建成|封顶|通车|投用|启用|开业|开园|开放|使用|负责)的"
)
_FOUNDED = re.compile(_MADE)
# 投资额最大的某产业园引进企业41家
_ATTRIBUTE = re.compile(rf"[^,;、]{{0,8}}最[一-鿿]{{1,2}}的|{_MADE}|(?:位于|地处|落户|坐落在)[^,;、]{{2,12}}的")
# 甲、乙两县: the last form is that of a county, whatever else it may name.
_MANY = re.compile(r"等?(?:[三四五六七八九十]|[3-9](?!\d)|\d\d(?!\d))个?(?:[市县区州旗镇乡地]|街道)")
_SEVERAL = re.compile(r"[两二三四五六七八九]个?(?P<level>[市县区州旗镇乡])")
_AMONG = re.compile(r"[、和与及]")
_ROUTE = re.compile(r"[至—~]|到(?=[一-鿿]{1,6}(?:的|公路|高速|铁路|之间))")
_NATIONAL = re.compile(r"全国|中国(?!人民政治协商会议.|共产党.|国民党革命委员会.|民主|农工民主党.|致公党.)|中华|国家|国际|世界")
_LISTED = re.compile(r"[、和与及]")
_MEMBER = re.compile(r"(?:代表|委员|常委)(?![议提联])")
_SPEAKS = re.compile(
    r"[^,。]{0,12}(?:答复|表示|说|介绍|统计|预测|预计|提出|回应|透露|称|认为|要求|强调|明确|获悉|呼吁|(?<!代表)(?<!条)建议(?![\d书])|坦承|表态|应承|应下|答应|宣布)"
)
TIMES = re.compile(r"(?:截至|截止|到|至)?(?:(?:19|20)\d\d年|今年|去年|明年)(?:\d{1,2}月)?(?:\d{1,2}日)?[底末初]?(?:以来)?,?")
# Behind a body: it leads, it reports the news, or it is a kind of bodies that is counted.
_BY_THE_WAY = ("after-leader", "after-agency", "after-kind-of-body")
_HOUSE = re.compile(r"联络站|工作站|急救站|文化站|代表之家|服务中心|养老院|卫生院|医院|敬老院|幼儿园|小学|中学|合作社")
_PLACING = frozenset(("", "在", "位于", "据", "来自", "说起", "推动", "支持", "其中", "启用"))
_LOCATIVE = ("在", "位于", "来自", "到", "来")
_EXAMPLES = re.compile(r"[^,。;]{0,14}等\d")
_EXAMPLE = re.compile(r"(?:、|[^,。;]{0,12})等\d|等")
_WORKS_AND_OTHERS = re.compile(r"[、和与及][^,。;]{1,40}等")  # 甲大桥、乙泵站等重大项目
_LIST_AND_OTHERS = re.compile(r"(?:[^,。;、\d]{1,16}、)(?:[^,。;、]{2,30}、){0,6}[^,。;、]{2,30}等\d")
_ASSEMBLY = re.compile(r"人民代表大会|政治协商会议|^中共|党|同盟|建国会|促进会|学社|联合会")


# 2024年公司, 其中开发区, 5.水厂扩建: what a name begins with belongs to the sentence, and who knows where the name begins
_NO_NAME = re.compile(
    r"(?:19|20)\d\d年|[人户年亩]均|年末|年底|\d{1,2}[.、]|\d*(?:园区|城区|镇区|牧区|林区)$|解决|改善|各|个别|而|经(?![开济贸])|[一-鿿]{0,3}(?:总经理|董事长)"
)
_PARTY = re.compile(r"^中共(?P<place>[^委]*[市县区州旗省盟])委员会$")
_OF_THE_PARTY = re.compile(r"党员|党组织|党支部|党费|会议|全会|巡[察视]|督[查导]|干部|班子|常委|调研|检查")


class Subject(NamedTuple):
    """holds: whether the talk goes on of it: one place or body, not the last of several. stands_in: whether it is the place that the
    department named serves."""

    ref: Ref
    holds: bool
    stands_in: bool = False


class Subjects:
    """Finds the subjects of clauses. context: where the page was issued. assemblies: of the page. views: of the article."""

    def __init__(self, context: Context, assemblies: Assemblies, views: Sequence[View] = ()) -> None:
        self._context = context
        self._assemblies = assemblies
        self._divisions = {f.ref for v in views for f in v.found if f.type is EntityType.DISTRICT}
        self._bodies = {f.name: f.ref for v in views for f in v.found if f.type is EntityType.ORGANIZATION}

    def find(
        self, view: View, start: int, end: int, statement: Statement | None, before: bool = False, only: EntityType | None = None
    ) -> Subject | None:
        """The mention that opens text[start:end], or its last coordinate, as subject or place; of names side by side the last (某县某镇).

        A thing that is itself what is counted is no area. before: of a clause before the statement's, only its grammatical subject
        counts. only: mentions of this type.
        """
        text = view.text
        name = statement.name if statement else ""
        cut = -1 if before else text.rfind("、", start, end)
        cut = -1 if cut >= 0 and text.find(")", cut, end) >= 0 and text.rfind("(", start, cut) > text.rfind(")", start, cut) else cut
        for a in (cut + 1, start) if cut >= 0 else (start,):
            chosen: Found | None = None
            inside = [f for f in view.within(a, end, *SUBJECTS) if only in (None, f.type) and not _NO_NAME.match(f.name)]
            for f in inside:
                if any(o is not f and o.start <= f.start and f.end <= o.end for o in inside):
                    continue  # a place inside a longer name (某镇卫生院)
                if chosen is not None:
                    if f.start == chosen.end or text[chosen.end : f.start] == "的":
                        chosen = f
                        continue
                    break
                lead = trimmed_start(TIMES.sub("", text[a : f.start]))
                if (lead and before and not _FOUNDED.fullmatch(lead)) or not (lead in _PLACING or self._is_placed(text, f, lead)):
                    break
                chosen = f
            if chosen is not None and text.startswith(("、", "和", "与", "及"), chosen.start - 1) and _MANY.match(text, chosen.end):
                return None  # of three places and more the whole is meant
            if (
                chosen is not None
                and self._is_subject(text, chosen, a)
                and not self._is_first_of_list(view, chosen, end)
                and not (before and (self._is_one_of_several(view, chosen) or text[chosen.start - 1 : chosen.start] == "对"))
                and (before or not self._is_counted(text, chosen, name, statement))
            ):
                alone = not _AMONG.search(text, max(start, chosen.start - 1), chosen.start)
                return self._standing_for(chosen, name, alone and not _ASSEMBLY.search(chosen.name), text)
        return None

    @staticmethod
    def _is_counted(text: str, f: Found, name: str, statement: Statement | None) -> bool:
        """Whether a mention is what the figure counts (开行中欧班列512列), not what it is about."""
        form = text[f.start : f.end].strip("“”")
        at_figure = statement is not None and f.end == statement.figure.start and f.type is EntityType.PROJECT
        verb = starts_with("achievement").match(name)
        return form == name.strip("“”") or (at_figure and (name.strip("“”").endswith(form) or bool(verb and form in name)))

    def _is_placed(self, text: str, f: Found, lead: str) -> bool:
        if f.type is EntityType.DISTRICT:
            return lead.endswith(_LOCATIVE) or lead in is_one("achievement")
        return (lead in _LOCATIVE and text.startswith("的", f.end)) or bool(_ATTRIBUTE.fullmatch(lead))

    def _standing_for(self, f: Found, name: str, holds: bool, text: str) -> Subject:
        """What a mention stands for: a government for its district (某县政府承诺 is a promise about the county), and so does a department
        of it, save in what is counted of its own doings (某局办理建议64件)."""
        if f.type is not EntityType.ORGANIZATION:
            whole = Ref(f.type, f.name.removeprefix("其中"))  # 其中东新区安置93户
            return Subject(self._house_of(f, text) or whole, holds)
        if m := _GOVERNS.search(f.name):
            return Subject(Ref(EntityType.DISTRICT, f.name[: m.start()]), holds)
        home, own = self._context.home, bool(_OWN_DOINGS.search(name))
        if (m := _PARTY.match(f.name)) and m["place"] == home and not own and not _OF_THE_PARTY.search(name):
            return Subject(Ref(EntityType.DISTRICT, m["place"]), holds)  # 县委今年实施重点项目60个
        if home and f.name.startswith(home) and _DEPARTMENT.search(f.name) and not own:
            under = [
                d for d in self._divisions if f.name.startswith(home + d.name) or (d.name.startswith(home) and f.name.startswith(d.name))
            ]
            served = max(under, key=lambda d: len(d.name), default=Ref(EntityType.DISTRICT, home))
            return Subject(served, holds=False, stands_in=True)
        return Subject(self._assemblies.whole(f.ref), holds)

    def _house_of(self, f: Found, text: str) -> Ref | None:
        """The house that a place and a word for it mean together (东湖社区联络站), if the article names just one such by its full name."""
        m = _HOUSE.match(text, f.end) if f.type is EntityType.DISTRICT else None
        if m is None:
            return None
        known = [ref for name, ref in self._bodies.items() if text[f.start : f.end] in name and name.endswith(m.group()) and name != f.name]
        return min(known, key=lambda r: len(r.name), default=None)

    def _is_subject(self, text: str, f: Found, start: int) -> bool:
        if BESIDE_WHOLE.search(text, max(0, f.start - 14), f.start):
            return False
        if OBLIQUE.search(text, max(start, f.start - 4), f.start) or RANKED.match(text[f.end : f.end + 3]) or _ROUTE.match(text, f.end):
            return False
        if follows("after-first-of-many", text, f.end):
            return False
        if f.type is EntityType.DISTRICT:
            several = _SEVERAL.match(text, f.end)
            if (several and not f.name.endswith(several["level"])) or self._is_one_of_many(text, f):
                return False
            lead = text[start : f.start] or text[start - 1 : start].strip(",;。:“ ")
            if text[f.start - 1 : f.start] == "、" and follows("after-last-of-many", text, f.end):
                return False
            return not _EXAMPLES.match(text, f.end) and not self._is_elsewhere(f.name, acts=not lead or bool(TIMES.fullmatch(lead)))
        if f.type is EntityType.ORGANIZATION and (_NATIONAL.match(f.name) or _LISTED.match(text, f.end) or _MEMBER.match(text, f.end)):
            return False
        if f.type is EntityType.ORGANIZATION and any(follows(form, text, f.end) for form in _BY_THE_WAY):
            return False
        if (
            f.type is EntityType.ORGANIZATION
            and (f.name.endswith(("报", "日报", "晚报")) or _SPEAKS.match(text, f.end))
            and not _GOVERNS.search(f.name)
        ):
            return False
        if f.type is EntityType.PROJECT and _WORKS_AND_OTHERS.match(text, f.end):
            return False
        return not _EXAMPLE.match(text, f.end) and not follows("after-kind-measured", text, f.end)

    def _is_one_of_several(self, view: View, f: Found) -> bool:
        """Whether another place is named beside this one (在甲镇、乙镇实施…): what a later clause says is not of one of them."""
        if follows("after-one-of-several", view.text, f.end):
            return True
        beside = _LISTED.match(view.text, f.end) if view.text.endswith(_LOCATIVE, 0, f.start) else None
        return bool(beside and f.type is EntityType.DISTRICT and any(o.start == beside.end() for o in view.found if o.type is f.type))

    @staticmethod
    def _is_first_of_list(view: View, f: Found, end: int) -> bool:
        """Whether a place stands before the first of a list of works or firms of which others stand with places of their own
        (甲市某叶片厂、乙市某产业园等158个项目建成): what is counted is of the whole."""
        if f.type is not EntityType.DISTRICT or not _LIST_AND_OTHERS.match(view.text, f.end):
            return False
        others = view.within(f.end, end, EntityType.DISTRICT)
        return any(view.text[o.start - 1] == "、" for o in others)

    def _is_one_of_many(self, text: str, f: Found) -> bool:
        """Whether a place stands in a list of four or more: what is said of so many is said of the whole that they lie in."""
        before = re.split(r"[,;。]", text[max(0, f.start - 40) : f.start])[-1]
        after = re.split(r"[,;。]", text[f.end : f.end + 40])[0]
        return len(re.findall(r"[市县区州旗镇乡](?=、)", before)) + len(re.findall(r"、[^、]{1,10}[市县区州旗镇乡]", after)) >= 3

    def _is_elsewhere(self, name: str, acts: bool) -> bool:
        """Whether a place is a country abroad in which something is done (acts: which does it itself, 德国工业产出下降), or a division
        that lies neither in the issuing place nor above it."""
        place = self._context.place
        hits = divisions().named(name) if place else ()
        if name != "中国" and name in countries():
            return not acts
        if not hits or place is None:
            return False
        return not any(d.code == place.code or place in divisions().parents(d) or d in self._context.chain for d in hits)


__all__ = ["BESIDE_WHOLE", "OBLIQUE", "RANKED", "SUBJECTS", "TIMES", "Subject", "Subjects"]
