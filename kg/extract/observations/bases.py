"""Where the people of an article belong: what 我们公司, 他的合作社 and 我家 mean in the mouth of the one who speaks.

The press names a speaker with his employer or his village beside the name (某公司董事长张三; 李四(某县某镇某村党支部书记); 某县的王五代表).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extract.work import Found, View
from kg.model import EntityType, Ref

_D, _O, _P = EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PERSON
# Between a body or a place and the name of the one who belongs to it: his role.
_ROLE = re.compile(r"(?:的|[^,。;:!?“”、《》\d\n]{0,14}|[^,。;:!?“”《》\d\n]{0,8}、[^,。;:!?“”《》\d\n]{0,8})")
_BEHIND = re.compile(r"(?:\([^()]{1,8}\))?(?:[\s·|:(]|委员|代表|是|来自|,)?")
_OF_OFFICE = re.compile(
    r"(?:人民代表大会|政治协商会议|人民政府|中共|常务委员会|代表团|法院|检察院|管理局|[^医学]院$)|(?:局|厅|委员会|办公室|委|日报|晚报|晨报|早报|报社)$"
)
_OF_VILLAGE = re.compile(r"(?:村|社区|嘎查)(?:党委|党总支|党支部|村委会|居委会|村民委员会|居民委员会|两委)$")
_OWN = re.compile(
    r"(?:我们|[他她我]所在的|本|我|该|这家|咱们?|他的|她的|的)(?P<own>公司|厂|企业|学校|医院|护理院|合作社|联社|学院|社|店|所|单位|工坊)"
    r"|(?:(?<![一-鿿\)])|(?<=[年底月末])|(?<=如今)|(?<=现在)|(?<=目前)|(?<=眼下))(?P<bare>公司|林场(?!主)|农场(?!主)|牧场(?!主)|茶场|果园(?=[今去现共有\d])|工坊|合作社|联社|卫生院|医院|幼儿园|敬老院|养老院|福利院|护理院|学校(?=[今去新现])|学院(?=[今去新现已\d])|中心(?=[今去现已服]|共?有)|企业(?=参与|现有|拥有|今年|去年))"
    r"|(?P<house>站|厂|社|校|院)里|全(?P<whole>校|院(?!士)|厂)(?!省|市|县)"
)
# What a body may be called for short, by the end of its name.
_CALLED = {
    "公司": ("公司", "集团"), "企业": ("公司", "集团"), "厂": ("公司", "厂"),
    "学校": ("学校", "学院", "中学", "小学", "大学"), "校": ("学校", "学院"),
    "中心": ("中心",), "学院": ("学院", "大学"),
    "医院": ("医院",), "院": ("医院", "卫生院", "研究院"), "合作社": ("合作社",), "社": ("合作社", "联社", "合作联社"),
    "卫生院": ("卫生院",), "幼儿园": ("幼儿园",), "敬老院": ("敬老院",), "养老院": ("养老院",), "福利院": ("福利院",),
    "护理院": ("护理院",),
    "林场": ("林场",), "农场": ("农场",), "牧场": ("牧场",), "茶场": ("茶场",), "果园": ("果园",),
    "联社": ("联社",), "工坊": ("工坊",), "站": ("站", "联络站"), "店": ("店",), "所": ("所",), "单位": ("局", "中心", "院"),
}  # fmt: skip
# The speaker as the subject of a clause; 我市, 我省 … are districts, and what 我建议 asks for is no figure of the speaker's.
_SELF = re.compile(
    r"(?:^|[“,;:。!?光就①-⑳❶-❿⓫-⓴])(?:去年|今年|前年|如今|现在)?(?:我们(?![省市区县州盟旗镇乡村国])|咱们?(?![省市区县州盟旗镇乡村国])|我家?(?![省市区县州盟旗镇乡村国们建主呼希想])|俺|[他她]这里|[他她]家)(?!跑|走访|调研|算|查|看|问|听|见|提)"
)


_SAYS = re.compile(r"(?:代表|委员|[老同]?[师志])?(?:接着|还|也)?(?:说|介绍|讲|算了?笔?账|告诉记者|告诉大家)[,:]")
_ASKS = re.compile(r"希望|建议|呼吁|盼|应当|应该|恳请|提议")
_OF_MORE = re.compile(r"[全我本][国省市县区州旗盟]|规上|规模以上|生产总值|财政")  # what no village has
_SMALL = ("村", "社区", "嘎查", "合作社", "联社", "林场", "农场", "牧场", "茶场", "小学", "中学", "幼儿园", "卫生院", "敬老院", "养老院")
_NEAR = 45  # characters behind a quotation up to the name of the one who said it, with his offices
_STOPS = re.compile(r"[。;!?“”]")
_SIGNATURE = 50  # characters of a line of signature up to the name
_ASIDE = re.compile(r"\([^()]{1,8}\)")


class Bases:
    """The base of each person of an article: the body that employs him, else the place that he comes from."""

    def __init__(self, views: Sequence[View]) -> None:
        self._of: dict[str, list[Ref]] = {}
        self._people: list[str] = []  # in the order in which they are named
        self.speaking: str | None = None  # who is named on a line of his own, as the one whose words the paragraphs below give
        self._next = {id(view): after for view, after in pairwise(views)}
        self._officials: set[str] = set()  # of a department or a government, whose figures are those of the place
        for view in views:
            for person in (f for f in view.found if f.type is _P):
                refs = [*_before(view, person), *_behind(view, person)]
                known = self._of.setdefault(person.name, [])
                known += [r for r in refs if r not in known]
                if not known and _is_official(view, person):
                    self._officials.add(person.name)

    def own(self, view: View, start: int, item: int, end: int, seen: Sequence[Found]) -> Ref | None:
        """The body or place that 我们公司, 合作社 … stand for in text[start:end], or 我 and 我家 in its last clause, from `item`; None if
        nothing there speaks of one. seen: the mentions of the article before, for bodies that no person is named with."""
        text = view.text
        m = next(reversed(list(_OWN.finditer(text, start, end))), None)
        if m:
            speaker = self._speaker(view, end)
            endings = _CALLED[m["own"] or m["bare"] or m["house"] or m["whole"]]
            own = next((r for r in speaker if r.type is _O and r.name.endswith(endings)), None)
            if own is None and self.speaking is not None:
                return None
            return own or next(
                (f.ref for f in reversed(seen) if f.type is _O and f.name.endswith(endings) and len(f.name) > len(endings[0]) + 2), None
            )
        if _SELF.search(text[item:end]) and (self.speaking or _is_said(text, item) or self._signature(view, end) is not None):
            return next(iter(self._speaker(view, end)), None)
        return None if _OF_MORE.search(text, item, end) else self._reporting(view, start, item)

    def _reporting(self, view: View, start: int, item: int) -> Ref | None:
        """The village, cooperative or school of whose head the sentence from `start` gives the words (某合作社理事长李四代表说,山上6100亩
        茶园); None if nobody from so small a place speaks before `item`."""
        for f in view.found:
            if f.type is _P and start <= f.start < item and (m := _SAYS.match(view.text, f.end)) and m.end() <= item:
                base = None if _ASKS.search(view.text, m.end(), item) else next(iter(self._of.get(f.name, [])), None)
                return base if base is not None and base.name.endswith(_SMALL) else None
        return None

    def place(self, view: View, at: int, level: str) -> Ref | None:
        """The division of a level (村, 镇) from which the one comes who signs the words at character `at`; None if nobody does."""
        who = self._signature(view, at)
        refs = self._of.get(who.name, []) if who else []
        return next((r for r in refs if r.type is _D and r.name.endswith(level)), None)

    def _signature(self, view: View, at: int) -> Found | None:
        """The person who signs what is said at character `at`, in a line that begins with a dash (——市人大代表、某村村支书 李四), behind it
        in the block or at the head of the next one; None if nobody does."""
        after = self._next.get(id(view))
        if (dash := view.text.find("——", at)) >= 0:
            return _signer(view, dash)
        return _signer(after, 0) if after is not None and after.text.startswith("——") else None

    def _speaker(self, view: View, at: int) -> list[Ref]:
        """The bases of the one who is spoken of or speaks at character `at`: the last one named before, in the block or above it; where
        the block begins with a quotation, the one named behind it; what is signed is the signer's."""
        signer = self._signature(view, at)
        if signer is not None:
            return self._of.get(signer.name, [])
        if self.speaking is not None:
            return self._of.get(self.speaking, [])
        for f in reversed([f for f in view.found if f.type is _P and f.end <= at]):
            if self._of.get(f.name) or (f.start == 0 and view.text.startswith(":", f.end)):
                return self._of.get(f.name, [])  # 张三:…, whoever spoke before
            if f.name in self._officials:
                return []
        closed = view.text.find("”", at)
        if closed >= 0:
            for f in view.found:
                if f.type is _P and closed < f.start <= closed + _NEAR and self._of.get(f.name):
                    if _STOPS.search(view.text, closed + 1, f.start):
                        break
                    return self._of[f.name]
        return next((self._of[name] for name in reversed(self._people) if self._of.get(name)), [])

    def see(self, view: View) -> None:
        """Takes in the people of a block, after its figures have been judged."""
        self._people += [f.name for f in view.found if f.type is _P]


def _signer(view: View, dash: int) -> Found | None:
    first = next((f for f in view.found if f.type is _P and f.start >= dash), None)
    return first if first is not None and first.start - dash <= _SIGNATURE and not _STOPS.search(view.text, dash, first.start) else None


def signed_to(view: View) -> int:
    """The character up to which a block is the signature of the one before it (——市人大代表 李四(女)); 0 if it does not begin with one."""
    who = _signer(view, 0) if view.text.startswith("——") else None
    if who is None:
        return 0
    aside = _ASIDE.match(view.text, who.end)
    return aside.end() if aside else who.end


def _is_said(text: str, at: int) -> bool:
    """Whether character `at` stands inside a quotation or behind the colon of a speaker."""
    return text.rfind("“", 0, at + 2) > text.rfind("”", 0, at) or bool(re.match(r"[^,。“”]{2,8}:", text))


def _before(view: View, person: Found) -> list[Ref]:
    """The body or place named right before a person with his role."""
    near = [f for f in view.found if f.type in (_O, _D) and f.end <= person.start]
    for f in reversed(near):
        gap = view.text[f.end : person.start]
        if not _ROLE.fullmatch(gap):
            return []
        if f.type is _O and _OF_VILLAGE.search(f.name):
            places = [o for o in near if o.type is _D and o.start >= f.start and o.end < f.end]
            return [max(places, key=lambda o: o.end).ref] if places else [f.ref]
        if f.type is _O and not _OF_OFFICE.search(f.name):
            return [f.ref]
        if f.type is _D and not any(o.start <= f.start and f.end < o.end for o in near):
            return [f.ref] if gap and not gap.startswith(("市", "区", "县", "政协", "人大")) else []
    return []


def _is_official(view: View, person: Found) -> bool:
    """Whether a person is named right behind a department, a government or a committee with his role in it (市城市管理局局长张三)."""
    near = [f for f in view.found if f.type is _O and f.end <= person.start and _OF_OFFICE.search(f.name)]
    last = max(near, key=lambda f: f.end, default=None)
    return last is not None and bool(_ROLE.fullmatch(view.text[last.end : person.start])) and not last.name.endswith("报")


def _behind(view: View, person: Found) -> list[Ref]:
    """The bodies, else the place, named right behind a person, up to the end of the line or of the bracket."""
    m = _BEHIND.match(view.text, person.end)
    start = m.end() if m else person.end
    stop = re.compile(r"[。;!?“”)]|(?<!代表)(?<!委员),").search(view.text, start)
    end = stop.start() if stop else len(view.text)
    if view.text[start:end].startswith(("、", "和")) or end - start > 60:
        return []
    named = view.within(start, end, _O, _D)
    first = next(iter(named), None)
    if first is None or first.start - start > 14 or re.search(r"[说称提建认]", view.text[start : first.start]):
        return []
    bodies = [f.ref for f in named if f.type is _O and not _OF_OFFICE.search(f.name)]
    places = [f.ref for f in named if f.type is _D]
    return bodies[::-1] or places[-1:]


__all__ = ["Bases", "signed_to"]
