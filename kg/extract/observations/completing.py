"""How a figure's name is completed from what the sentence said before it: 其中城镇312万人, 增长5.2%, 占全市的四成."""

from __future__ import annotations

import re

from kg.extract.observations.figures import Figure
from kg.extract.observations.items import Item
from kg.extract.observations.memory import Memory, noun
from kg.extract.observations.naming import Naming
from kg.extract.observations.words import is_one

_SIZE = {
    "人": "人数",
    "人次": "人次",
    "名": "人数",
    "户": "户数",
    "亩": "面积",
    "平方米": "面积",
    "平方公里": "面积",
    "公顷": "面积",
    "公里": "里程",
    "米": "长度",
}
_MEASURED = re.compile(r"(?<=..)(?:(?:播种|种植|养殖|建筑|生产)?面积|年?总?产量|年?总?产值|总数|总额|总量)$")
_OF_IT = re.compile(r"其中")
_PER_HEAD = re.compile(r"人均(?:可支配收入|(?:生活)?消费支出)$")
# What a budget's part is a share of wherever it is told: 其中税收收入61亿元,占70.8%.
_WHOLES = {
    "税收收入": "一般公共预算收入", "非税收入": "一般公共预算收入",
    "民生支出": "一般公共预算支出", "民生类支出": "一般公共预算支出", "民生领域支出": "一般公共预算支出",
}  # fmt: skip
_AMOUNTS = ("量", "额", "率", "值", "人次", "面积", "里程")
_CLAUSE = re.compile(r"[开建设通办用安装配上][一-鿿]?了[一-鿿A-Z\d]{2,}")
_SIDES = ("城镇", "乡村", "农村")
_SIDES_OF_A_LABEL = frozenset((*_SIDES, "农牧区"))
_FOR_PEOPLE = frozenset(("惠及", "带动", "吸纳", "服务", "覆盖", "帮扶", "培训"))  # 发放救助金380万元,惠及198人
_RATE_OF_IT = re.compile(r"(?:覆盖|履约|开工|投产|竣工|落地|转化|合格|办结|办复|满意|达标|入住|完成|到位|使用|利用|出租)率")
_STAGE = re.compile(r"(?:续建|扩建|改建|在建|储备|谋划|收尾|结转|前期)")  # 新建项目98个、续建项目118个
_TOTALS = frozenset(("总量", "总数", "总额", "总规模", "数量"))
_DAILY = re.compile(r"[日月年]均(?:新增|增加|净增)$")  # 新设经营主体3.6万户,日均新增98户
_GRADE = re.compile(r"(?:世界|国家|省部|省|市|州|盟|县|区|自治区)级|[1-5]?A级")
_MADE = re.compile(r"^(?:年?生产|年产|发展(?=[^展]{2,}种植)|年?销售|外销|出口|加工)(?=..)(?![额量收值总点])")
_OF_A_CROP = frozenset(("年产量", "单产", "亩产", "总产", "综合产值", "亩均产量", "亩产值", "平均亩产", "鲜果产量", "全产业链产值"))
_GROWN = re.compile(r"种植$|(?:播种|种植|养殖|茶园|果园)?面积$|产量$")  # 猕猴桃种植面积30万亩,年产量53万吨
_AGREED = re.compile(r"协议|合同|计划|实际|到位|总")  # 新签约项目86个、协议投资额520亿元
_OF_A_FIRM = frozenset(("营业收入", "营收", "产值", "总产值", "年产值", "投资", "总投资", "产量", "总产量"))  # 员工212人,营业收入1.2亿元
# 国有企业增加值增长3.2%,股份制企业增长6.1%: what is told of one of a kind is told of the next
_MEASURE_OF = re.compile(
    r"(?P<kind>企业|[一-鿿]业|部门|行业|地区|领域|类)(?:商品)?(?P<measure>增加值|总?产值|投资|利润|营业收入|零售额|用电量|产量)"
)
_AIMS_HIGHER = re.compile(r"(?:力争|争取|冲刺|确保|努力|并)+(?:实现|达到)?\d")
_SCHOLARS = frozenset(("在校生", "在校学生", "在校学生数", "在园幼儿", "招生", "毕业生", "专任教师"))
_SCHOOL = re.compile(r"学|[校园院]$|[初高]中$")
_ABOVE = re.compile(r".*(?:[高低快慢优]于|领先|高出|低出)")
_CARRIED_OUT = re.compile(r"实际")
_BUDGETED = re.compile(r"(?<=[入支出])(?:年初|年度|调整后?|变动后?)的?预算数?$")
_BUDGET = re.compile(r"(?:预算|基金|资本经营|财政)(?:总)?(?P<side>收入|支出)")
_ABSENT = re.compile(r"(?:请假|缺席|实到|报到|列席)$")
_EXTENT = re.compile(r"(?:占地|用地|全长|总长|里程)(?:面积)?$")
_INVESTED = re.compile(r"项目|工程|投资|[园港路桥]$")


def full_name(naming: Naming, f: Figure, memory: Memory, item: Item) -> str:
    """The whole name of one figure, and what is kept of it in mind."""
    if memory.share and naming.form == "change" and naming.leans and not naming.subject and f.unit.endswith("百分点"):
        return memory.share + naming.name  # 占地区生产总值的2.1%,比上年提高0.3个百分点
    name = _completed(naming, f, memory, item)
    if naming.form == "share" or name.endswith(("比重", "占比")):
        memory.share = name
    if naming.form in ("level", "count"):
        memory.kind = f.kind
    if naming.form != "share" and not name.endswith(("比重", "占比")) and (not naming.leans or f.unit == "%"):
        memory.share = ""
    above = _ABOVE.match(name) if f.unit.endswith("百分点") else None
    memory.above = above.group() if above else memory.above
    return name


def _completed(naming: Naming, f: Figure, memory: Memory, item: Item) -> str:
    name, base = naming.name, memory.names[-1] if memory.names else memory.subject
    if naming.leans and not name and f.kind == "count" and memory.kind == "money" and f.unit in memory.units:
        base = memory.units[f.unit]  # 改造42个,总投资2.3亿元,其中甲区31个
    if name == "调整" and (planned := _BUDGETED.sub("", base)) != base:
        memory.names = [planned + "调整预算"]
        return memory.names[0]
    if not name and memory.names and _CARRIED_OUT.match(item.opening) and (planned := _BUDGETED.sub("", base)) != base:
        memory.names = [planned]  # 收入年初预算为8亿元,实际完成8.2亿元
        return planned
    verb = ""
    stated = memory.names[-1] if memory.names else ""
    if naming.form == "part":
        return f"{name}{'的' if stated else ''}{noun(stated)}占比"
    if naming.form == "kind":
        thing = memory.units.get(f.unit, "")
        thing = thing[2:] if thing[:2] == name[:2] else thing  # 判处罪犯520人,其中判处五年以上有期徒刑的48人
        if name.endswith(("以上", "以下", "以内")):
            thing, name = re.sub(r"^.*以[上下内](?=.{2})", "", thing), memory.verb + name
        full = name + ("" if thing and name.endswith(thing) else thing)
        memory.names = [full]
        return full
    if naming.form == "rest":
        return naming.verb + (noun(stated) or memory.units.get(f.unit, "")) + name
    if naming.form == "fate":
        thing = memory.units.get(f.unit, "")
        if _CLAUSE.search(name):
            return name if thing in name else thing + name  # 60家开设了网店
        return name if thing in name else name + thing
    if f.kind == "share" and f.spelled and f.unit == "%" and naming.form == "level" and not re.search(r"[率比重例度]$", name):
        if name.endswith("完成") or naming.done:
            return name.removesuffix("完成") + "完成比例"
        portion = stated and (_OF_IT.match(item.opening) or naming.portion)
        return f"{name}占{noun(stated)}比重" if name and portion else f"{name or stated}占比"
    if naming.form == "level" and name.endswith("占比") and base and _OF_IT.match(item.opening):
        return f"{name.removesuffix('占比')}占{noun(base)}比重"
    absent = _ABSENT.search(name) if naming.form == "level" and f.kind == "people" else None
    if absent and (who := memory.units.get(f.unit)):
        return absent.group() + re.sub(r"^.*(?:应到|应出席|到会)", "", who)
    if name in _SCHOLARS and _SCHOOL.search(school := memory.units.get("所", "")) and not item.listed:
        return school + name  # 普通高中82所,在校生18.6万人
    if name in _OF_A_CROP and stated and _GROWN.search(stated):
        memory.names = [side_of(name, stated)]
        return memory.names[0]
    if name in ("支出", "收入") and (
        budget := _other_side(name, memory) or (memory.subject + name if memory.subject.endswith("预算") else "")
    ):
        memory.names = [budget]
        return budget
    if name in _SIDES_OF_A_LABEL and memory.subject.startswith("城乡") and not stated:
        memory.names = [name + memory.subject.removeprefix("城乡")]  # 城乡居民人均可支配收入, and below it 城镇38500元
        return memory.names[0]
    if name in _SIDES and not _PER_HEAD.search(stated) and (whole := stated or memory.units.get(f.unit, "")) and f.kind != "share":
        memory.names = [name + re.sub(r"^(?:全社会|城乡)", "", whole)]  # 社会消费品零售总额…。分城乡看,城镇283亿元
        return memory.names[0]
    if name in ("城镇居民", "农村居民", "城镇", "农村") and (per := _PER_HEAD.search(stated)):
        return name.removesuffix("居民") + "居民" + per.group()
    if name.endswith("境内里程") and stated:
        return name.removesuffix("里程") + stated.rpartition("境内")[2]
    if (
        (item.listed or _OF_IT.match(item.opening))
        and naming.form == "level"
        and _GRADE.fullmatch(name)
        and (grade := _GRADE.search(stated))
    ):
        memory.names = [stated[: grade.start()] + name + re.sub(r"^及?以上", "", stated[grade.end() :])]  # 国家级龙头企业2家、省级10家
        return memory.names[0]
    if (
        item.listed
        and naming.form == "level"
        and f.kind == "share"
        and stated
        and not stated.endswith("率")
        and _RATE_OF_IT.fullmatch(name)
    ):
        return noun(stated) + name  # 建成长者食堂136个、覆盖率85%
    if item.listed and name[:1] in ("过", "超", "逾") and (over := re.search(r"[过超逾]", stated)) and over.start():
        memory.names = [stated[: over.start()] + name]  # 产值过亿元企业186家、过10亿元企业24家
        return memory.names[0]
    if naming.form in ("level", "count") and not naming.leans:
        shares = item.listed or (naming.form == "level" and _OF_IT.match(item.opening))
        if (
            shares
            and not naming.verb
            and memory.verb
            and not naming.apart
            and not ((f.kind == "money" and _AGREED.match(name)) or _STAGE.match(name))
        ):
            verb, name = memory.verb, name.removesuffix("里程") if len(name) > 4 else name
        elif naming.verb:
            memory.verb = naming.verb
        elif not item.listed:
            memory.verb = memory.verb if memory.verb.startswith("新") and item.listed else ""
        memory.names, memory.members, memory.fresh = [verb + name], [], False
        memory.units[f.unit] = noun(name)
        memory.levels.append(verb + name)
        return verb + name
    measure = _measure_shared(naming.subject, memory.topic) if naming.form == "change" else ""
    if measure:
        name = f"{naming.subject}{measure}{name.removeprefix(naming.subject)}"
    if not naming.leans:
        if naming.form == "before":
            memory.names, memory.fresh = [name], False
        else:
            memory.changed, memory.names, memory.levels, memory.fresh = name, [], [], False
            memory.topic = naming.subject + measure
        return name or base
    if naming.form == "change" and naming.subject and base:
        memory.names, memory.topic = [], base + naming.subject  # 占比提高2个百分点,达到71%
        return base + name
    if not memory.names and memory.changed and naming.form in ("change", "share", "rank"):
        base = memory.topic if naming.form == "share" else memory.changed
    if naming.form in ("before", "rank") and name.startswith(("总量", "增速")) and not memory.names and memory.topic:
        memory.names = [memory.topic + name]
        return memory.names[0]  # 地区生产总值年均增长6%,总量在全省位次由第31位前移到第24位
    if naming.form == "before":
        memory.names = [side_of(name, base) if name else noun(base) + _SIZE.get(f.unit, "")]
        return memory.names[0]
    if naming.form == "level" and memory.fresh and memory.subject:
        base = memory.subject
    elif naming.form == "level" and not name and f.kind == "share" and memory.changed and _AIMS_HIGHER.match(item.opening):
        base = memory.changed  # 力争增长8%,冲刺10%
    elif naming.form == "level" and (not name or name in _TOTALS) and not memory.names and memory.topic and (name or f.kind != "count"):
        base = memory.topic  # 占比提高2.4个百分点,达到66.8%
    if len(naming.verb) == 1:
        return naming.verb + memory.units.get(f.unit, "")
    if naming.verb and naming.form == "level" and name in ("完成投资", "项目投资"):
        of = re.sub(r"(?:年度|年|全年|今年)?(?:计划)?(?:总)?投资$|^计划(?=..)", "", noun(base)) if _INVESTED.search(base) else ""
        memory.names = [of + name]
        return of + name
    if naming.verb in _FOR_PEOPLE and f.kind == "people" and memory.kind != "people":
        memory.names = [naming.verb + _SIZE.get(re.sub(r"^[万亿]+", "", f.unit), "人数")]
        return memory.names[0]
    if naming.verb and naming.form == "level":
        thing = _whole_of(noun(base), memory) or memory.units.get(f.unit, "")
        full = thing if thing.endswith(naming.verb) else naming.verb + thing  # 老旧小区改造36个。今年计划改造42个
        memory.names, memory.verb = [full], naming.verb
        memory.levels.append(full)
        return full
    if not name:
        ending = _SIZE.get(re.sub(r"^[万亿]+", "", f.unit), "")
        return base + (ending if ending and not base.endswith((ending, *_AMOUNTS)) and memory.names else "")
    if name == "占比" and naming.leans and f.kind == "share" and noun(base) in _WHOLES:
        return f"{noun(base)}占{_WHOLES[noun(base)]}比重"
    if name == "排名" and base.endswith(("位次", "排位", "名次")):
        return base
    if name in is_one("generic") and (
        _EXTENT.search(base) or (memory.kind == "people" and name in _OF_A_FIRM) or (name.endswith("率") and base.endswith("率"))
    ):
        base = ""  # 占地260亩,总投资12亿元: side by side
    if (
        naming.form == "level"
        and item.listed
        and f.kind == "count"
        and name in is_one("generic")
        and name not in _TOTALS
        and memory.verb
        and base.startswith(memory.verb)
    ):
        memory.names = [memory.verb + name]  # 新增学位900个、床位300张
        return memory.names[0]
    if name in _TOTALS and _DAILY.search(base):
        base = next((thing for unit, thing in memory.units.items() if unit.lstrip("万亿") == f.unit.lstrip("万亿")), base)
    if name in is_one("generic") and base in is_one("generic"):
        base = ""  # 占地300亩、总投资5亿元、年产值10亿元
    full = side_of(name, base) if name in is_one("generic") else base + name
    if naming.form in ("level", "count"):
        memory.names = [full]
    elif naming.form == "change" and not memory.names:
        memory.names = []
    return full


def _whole_of(thing: str, memory: Memory) -> str:
    """What a part is counted of, where the sentence named the whole before it: 收到提案412件,其中集体提案44件,立案356件 is of all 提案."""
    wholes = [noun(level) for level in memory.levels]
    return min((w for w in wholes if len(w) > 1 and thing.endswith(w)), key=len, default=thing)


def side_of(name: str, stated: str) -> str:
    """The name of another side of what was stated: 产量 after 建成日光温室 or 芒果种植面积 is 日光温室产量, 芒果产量."""
    return _MEASURED.sub("", _MADE.sub("", noun(stated))) + name


def _measure_shared(subject: str, topic: str) -> str:
    """The measure (增加值, 投资) that a change of `subject` takes from what the last change was of; empty if they are not of a kind."""
    m = _MEASURE_OF.search(topic)
    return m["measure"] if m and m.end() == len(topic) and subject and subject.endswith(m["kind"][-1:]) else ""


def _other_side(side: str, memory: Memory) -> str:
    """The name of the 支出 that follows a budget's 收入, or the other way round: 政府性基金预算收入82亿元,支出96亿元."""
    for level in reversed(memory.levels):
        if (m := _BUDGET.search(level)) and "税" not in level:
            return f"{level[: m.start('side')]}{side}" if m["side"] != side else ""
    return ""


__all__ = ["full_name", "side_of"]
