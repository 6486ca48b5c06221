"""What a figure is called: the name that its clause gives it, by the form of the clause.

Five forms cover the reports: a level (粮食总产量 24.9 亿斤), a change (增长 6.1 %), a share (占…的 88.6 %), a rank (居全省第二位) and
a count with its thing after it (新增 96 家企业). Each form says whether the clause names the indicator itself or leans on the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.observations.clipping import signed, since_time, verb_of, without_examples
from kg.extract.observations.figures import Figure
from kg.extract.observations.words import alternatives, ends_with, form, is_one, trimmed, trimmed_end, trimmed_start

_FILL = r"(?:了|约为|约|近|将近|大约|达到|达|超过|超|逾|不低于|不少于|至少|力争|控制在|均|分别|各|又|仅|只|就|却|还|也|为|是)*"
_SIDE = (
    r"(?:同比|环比|同期|(?:按)?(?:同|可比|自然)口径(?:计算)?|(?<!占)比[^,;]{1,14}?|较[^,;]{1,14}?|年均|平均|整体|实际|首次|直接|累计|再|又"
    r"|分别|均|各|都|力争|预计|要|将|总体)"
)
_SHORT = frozenset("多少高低快慢升降涨跌增减扩翻")
_RANK_VERB = (
    r"(?:稳居|跃居|位居|高居|居于|继续居|保持|位列|均列|名列|排名|排在|排位|排第|排|列居|列|居(?![民住家室所])|跻身|荣登|登上|升至|升到|前移至|前移到|跃升至|跃升到|上升至|上升到|"
    r"提升至|进入|晋升|夺得|占据|获|数量|总量)"
)
_RANK = re.compile(
    rf"(?P<subject>.*?)(?:,?(?:连续|蝉联)[^,]{{1,4}}年)?(?:均|也|稳|继续|仍|再次|首次|并|各项)*(?P<verb>{_RANK_VERB})(?P<scope>[^,]*)$"
)
_SHARE_OF = re.compile(
    r"(?P<subject>.*?)(?:约|仅|只|就|还|已|分别|共)?占(?![比地用道据线优有])(?:了|到|全部)?(?P<whole>.*?)(?:的)?(?P<tail>比重|比例|份额|总量)?(?:的)?$"
)
_ONLY = ("只有", "不足", "不到", "超过")
_LEANING = re.compile(
    r"^(完成|为|是|相当于|达到|达|实现|超过|占|只有|不足|不到)?.{0,10}(?:计划|预算|预算数|任务|任务数|目标|平均水平|上年|去年|同期|盛期|盛果期)的$"
)
_PART = re.compile(r"的(?:约|近|只有|仅|不到|不足|超过|还|就|有|达)*$")
_BEFORE_AFTER = re.compile(r"(?:由|从)(?P<gap>[^,由从]{0,10})$")
_OLD = re.compile(r"(?:现在|最初|起初|当初|原来|目前|此前|当时|(?:19|20)\d\d年(?:底|末|初)?|上年|去年)的?")
_TO = re.compile(r"^(?:左右|以上|多|的)?(?![^,、和;]{0,3}[组构]成)[^,、和;]{0,4}(?:到|至|为|成)")
# 流转山地1200亩栽种油茶: what it was taken for is no part of its name
_TAKEN = re.compile(r"(?:流转|租赁|租用|租下|承包|盘活|整合|腾出)[一-鿿]{2,6}$")
_PUT_TO = re.compile(r"(?:用于|用来|种植|栽种|栽植|改种|试种|种上|发展|建设|建起|建成|打造|开展|养殖|办起)[一-鿿]{2}")
_FINDS = re.compile(r"(?:^|[,:])(?:[他她我]们?|代表们|委员们)?(?:发现|得知|了解到)(?:将近|近|约|超过|超|有)*$")
_NOUN_AFTER = re.compile(r"(?:的)?(?=[一-鿿“《A-Za-z‘]|\dA)")
_NO_NOUN = re.compile(
    r"(?:的)?(?:[里中](?=$|[,。;]|有$|[一-鿿]{1,6}的$)|台阶|大关|关口|以[上下内]|左右|上下|之间|[,。;、:!?)]|的$|就(?![业诊餐读医学])|才(?!艺)|都(?!市)|还(?![款建林贷])|也|却|而|但|并(?!网)|且|时(?![尚装])|后(?![备勤续])|前(?![沿置])|内(?![河涝贸镇])|起(?!重)|给(?![水排])|听(?![证力])|说|捎|去|来$|了|到(?![岗期])|至|于|比(?!赛)|每|一只|[和及与](?!.*[一-鿿]{2})|出头|起步|封顶|不等|$)"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How a clause names a figure. name: its own words, may be empty. leans: the name before completes it.
    form: level, change, share, rank, count, before (the value that a change starts from), part (of what is counted before), kind (of it),
    fate (what became of some of it) or rest. verb: the verb of achievement at its head (新增). done: the figure is the part of a work that
    is done. portion: it is what falls to the name. subject: what a change is of. apart: it has a verb of its own
    (实现旅游收入) and shares none with the list before."""

    name: str
    form: str
    leans: bool = False
    verb: str = ""
    done: bool = False
    portion: bool = False
    apart: bool = False
    subject: str = ""


def name_of(left: str, figure: Figure, right: str, more: bool = False) -> Naming:
    """The naming of a figure. left: the item's text before it, since the figure before; right: after it, up to the next
    figure. more: whether another figure follows in the item."""
    left = _SET_ASIDE.sub("", left)
    m = _BEFORE_AFTER.search(left)
    if m and _TO.match(right.lstrip(",")):
        start = _MODAL.sub("", trimmed(since_time(left[: m.start()]) + _OLD.sub("", m["gap"])))
        return Naming(start, "before", leans=not start or start in is_one("generic") or start.startswith(_OF_TOTAL))
    if (figure.unit == "倍" or (figure.unit == "%" and "同期的" in left)) and (times := _TIMES_OF.search(left)):
        head = trimmed(since_time(left[: times.start()]))
        return Naming(f"{head}相当于{times['what']}", "share", leans=not head, subject=head)  # 是2019年同期的2.3倍
    left = signed(since_time(left), "" if more else right, figure)
    if figure.kind == "rank":
        return _rank(left)
    if "排名" in left and figure.unit in ("位", "名"):
        return Naming(trimmed(left) + ("" if left.rstrip("至到为第").endswith("排名") else "排名"), "rank")
    changed = _change(left, figure.unit)
    if changed is not None:
        return changed
    if figure.kind == "share" and figure.unit != "个百分点":
        of = _share(left)
        if of is not None:
            return of
        leaning = _LEANING.match(trimmed_start(left))
        if leaning:
            whole = trimmed_start(left).rstrip("的")
            portion = leaning[1] in _ONLY or (leaning[1] not in ("完成", "实现", "超过") and figure.unit == "%")
            return Naming(f"占{whole[leaning.end(1) if leaning[1] else 0 :]}比重" if portion else whole, "share", leans=True)
        if (gives := _GIVES.fullmatch(left)) and right.startswith("的") and (what := trimmed(right)):
            return Naming(f"{trimmed(gives['who'])}贡献{what}占比", "share")  # 民营企业贡献了80%以上的税收
        if work := _WORK_DONE.fullmatch(trimmed_start(left)):
            return Naming(f"{work['what']}比例", "share")  # 已完成总工程量的68%
        part = _PART.search(left)
        if part:
            return Naming(trimmed(left[: part.start()]), "part")
        if right and (not trimmed(left) or _FINDS.search(left)) and not _NO_NOUN.match(right):
            return Naming(trimmed(re.sub(r"^是|[。!?;]$", "", right)), "part")
    if figure.kind == "time" and left.endswith("用") and right.strip("。,;"):
        return Naming(trimmed(right.strip("。,;")) + "用时", "level")
    if figure.unit == "票" and left.endswith("以") and right.startswith(("当选", "通过", "获选")):
        return Naming(trimmed(left.removesuffix("以")) + "得票", "level")
    if figure.unit.endswith("人") and right.startswith("民") and figure.kind == "people":
        return Naming("人口", "level")  # 52万人民
    if figure.kind == "money" and trimmed(left) in _OUTLAYS and right.startswith("的") and "项目" not in right[:4]:
        return Naming(trimmed(left), "level", apart=True)  # 总投资36亿元的某水电站
    if figure.kind == "measure" and trimmed(left) in _EXTENTS and right.startswith("的") and right[1:]:
        return Naming(trimmed(left), "level", apart=True)  # 全长86公里的某引水工程
    if figure.kind == "money" and trimmed(left) in _OUTLAYS and (work := form("paid-for").match(right)):
        return Naming(trimmed(work["work"]) + trimmed(left), "level")
    if figure.kind in ("people", "count") and (award := form("award").match(right)) and (award["got"] or _AWARDS.search(left)):
        return Naming(award["title"].strip("“”"), "count", apart=True)
    if figure.unit == "次" and _OFTEN.search(left) and (went := form("went-to").match(right)):
        return Naming(went["what"] + "次数", "level")  # 先后47次到口岸调研
    if figure.kind == "people" and (made := _MADE.match(right)) and (left.endswith("等") or _ELECTED.search(left)):
        elected = _ELECTED.search(left)  # 补选张三、李四等3人为代表
        return Naming((elected["verb"] if elected else "任命" if made["judge"] else "") + made["what"], "count", apart=True)
    thing = _thing(figure, right)
    if thing and figure.kind == "count" and not trimmed(left) and (became := form("became").match(thing)):
        return Naming(became["what"], "fate")
    if thing:
        return _count(left, thing, figure, more)
    level = _level(left, figure)
    if figure.unit == "个百分点" and not level.leans:
        return Naming(level.name, "change", leans=True)
    if level.name and figure.kind in ("count", "people") and (_OF_KIND.search(left) or _SIZED.fullmatch(level.name)):
        return Naming(level.name, "kind")
    return level


# 支出412亿元,剔除一次性因素后增长3.2%: what grows is the expenditure
_SET_ASIDE = re.compile(r"(?:剔除|扣除|不考虑)[^,;。()]{2,30}?(?:因素|影响|基数)(?:的?影响)?后")
_RANKING = ("位次", "排名", "排位", "名次")
_DEALT_WITH = re.compile(r"[由均都仍也正还]|全部|已经?|将")  # 剩下6件由镇长包案: what is done with them, not what they are
_ELECTED = re.compile(r"(?P<verb>补选|增选|另选|推选|选举|增补|任命|聘请)(?!产生)[^,;。]*$")
_MADE = re.compile(
    r"为(?:[^,;。]{2,16}(?:法院|检察院|人大|政协|委员会|大会|局|厅|会议))?"
    r"(?P<what>[一-鿿]{0,8}(?:代表(?!团)|委员(?!会)|(?P<judge>陪审员|审判员|检察员)|监督员|调解员|观察员|督导员|顾问))"
)
_OF_TOTAL = ("总量在", "总量居", "总量位", "增速在", "增速居", "增速位")
# 全市432家规上企业中有317家完成改造: both are of the firms
_AMONG = re.compile(r"(?<=..)(?:当中|里|(?<![高初完集职家])中)(?:已|共|就|还|只|仅|约|近)*有(?:近|约|超过|将近|不少于|不到)*$")
_OFTEN = re.compile(r"(?:^|[一-鿿,])(?:先后|累计|一共|共|曾|已)$")
_MODAL = re.compile(r"^(?:将?能够?|将?可以?|将会?|要|会|已经?|也)$")
_GIVES = re.compile(r"(?P<who>[^,;。]{2,12})贡献了?(?:全[省市县区州国]|本[市县区])?(?:近|约|超|超过)?")
_WORK_DONE = re.compile(r"(?P<what>(?:完成|占)[^,。]{0,8}(?:工程量|工程总量|形象进度|工作量|总进度|主体))的?(?:约|近|超过)?")
_EXTENTS = frozenset(
    ("全长", "总长", "长", "占地", "占地面积", "建筑面积", "总建筑面积", "总面积", "库容", "总库容", "总装机容量", "装机容量")
)
_AWARDS = re.compile(r"授予|追授|表彰|命名|评选|评为|评出|表扬|授")
# 投资420万元完成渡口加固: what the money was laid out for
_OUTLAYS = frozenset(("投资", "投入", "总投资", "投入资金", "筹资", "筹集资金", "安排资金", "累计投资", "累计投入"))
_TIMES_OF = re.compile(r"(?:是|为|恢复[到至]|达到?|相当于)(?P<what>[^,;。的]{2,14})的(?:近|约|超过)?$")
_SPAN = re.compile(r"(?:过去|近)?[两三四五六七八九十]年(?:来|间)?(?:累计)?")  # 五年提高5.6个百分点
_FIELD = re.compile(r"(?<=..)在(?P<field>全[省市县区州盟国]|[^,]{2,18}(?=[中里内]))[中里内]?(?:综合)?$")  # GDP总量在全国百强县中排名第86位


def _rank(left: str) -> Naming:
    m = _RANK.match(left)
    if not m:
        words = trimmed(re.sub(r"(?:连续|蝉联)[^,]{1,4}年", "", left))
        field = re.search(r"全[省国市区州疆盟县]$", left)
        return Naming(f"{words or (field.group() if field else '')}排名", "rank", leans=not words)
    field = _FIELD.search(m["subject"])
    subject = trimmed(re.sub(r"(?:连续|蝉联)[^,]{1,4}年|^在|中$", "", m["subject"][: field.start()] if field else m["subject"]))
    scope = (field["field"] if field else "") + trimmed_end(m["scope"])
    if m["verb"] in ("数量", "总量"):
        scope = m["verb"] + scope
    if subject:
        name = f"{subject}{scope}{'' if (subject + scope).endswith(_RANKING) else '排名'}"
        return Naming(name, "rank", leans=subject in is_one("generic") or subject.startswith(_OF_TOTAL))
    return Naming(f"{scope}排名", "rank", leans=len(scope) <= 6)


@cache
def _change_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<subject>.*?)(?P<side>{_SIDE}*)(?P<verb>{alternatives('change')}){_FILL}$")


def _change(left: str, unit: str) -> Naming | None:
    m = _change_pattern().search(left)
    if not m:
        return None
    verb = m["verb"].removesuffix("了")
    if verb == "翻" and unit not in ("番", "倍"):
        return None  # 吹翻了17口网箱
    subject, side = m["subject"], m["side"]
    if side.startswith("均") and subject.endswith(("年", "人", "户", "亩", "平")):
        subject, side = f"{subject}均", side[1:]  # 月人均提高126元
    side = re.sub(r"分别|(?<![年平人户亩])均|各|都|力争|预计|再|又|将|要", "", side)
    if verb in _SHORT and not side and verb not in ("翻", "跌", "涨"):
        return None
    subject = trimmed(subject)
    subject = "" if subject in ("与", "和", "同") or _SPAN.fullmatch(subject) else subject
    if subject.endswith(("占", "由", "从")):
        return None
    return Naming(
        f"{subject}{side}{verb}{'番' if verb == '翻' else ''}", "change", leans=not subject or subject in ("占比", "比重"), subject=subject
    )


def _share(left: str) -> Naming | None:
    m = _SHARE_OF.match(trimmed_end(left) if not left.endswith("占") else left)
    if not m:
        return None
    subject, whole = trimmed(m["subject"].removesuffix("的")), trimmed_end(m["whole"])
    tail = f"占{whole}比重" if whole else "占比"
    return Naming(f"{subject}{tail}", "share", leans=not subject or subject in is_one("generic"), subject=subject)


def _thing(figure: Figure, right: str) -> str:
    """The noun that follows a figure and that it counts; empty if none does."""
    if figure.kind in ("rank", "time", "share") or _NO_NOUN.match(right):
        return ""
    m = _NOUN_AFTER.match(right)
    if not m or (figure.kind == "money" and not right.startswith("的") and not _BONDS.match(right)):
        return ""
    return right[m.end() :]


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{alternatives('predicate')})")


@cache
def _together() -> re.Pattern[str]:
    return re.compile(rf"(?:^|.)共(?=(?:{alternatives('achievement')}))")


_INHABITED = re.compile(r"[一-鿿]{0,8}(?:[省市县区州镇乡村旗]|社区)(?:里|上|内)?(?:现|共|总共)?有?")
_DONE = re.compile(r"完成(?:了|近|约|超|过)*$")
_PORTION = re.compile(r"(?:分到|走的是|占到|占了|占)$")
_BONDS = re.compile(
    r"(?:[一-鿿]{0,6})?(?:奖励|补助|资助|扶持|补贴资金|国债|债券|专项债|资金|补偿金|保证金|准备金|贷款|补贴|奖金|基金|消费券|红包)"
)
_YIELDS = frozenset(("收", "收了", "产", "产出", "收获", "采收", "生产", "采摘", "产了", "打了"))
# Verbs of one character that name nothing: 今年先改18个.
_DOES = frozenset("改建修办开设装换拆种栽招补挖铺")
_APART = re.compile(r"(?:实现|完成|取得)(?=..)")
_OF_KIND = re.compile(r"的(?:才|只|仅|有|约|近|就|还)*$")
_SIZED = re.compile(r"[\d.]+[一-鿿]{0,4}及?以[上下内]")
_SHARED = re.compile(r"各(?![地级类县区乡镇市州部单有方族界项种式行])")
_REST = ("其余", "余下", "剩下", "还剩", "剩", "只剩", "尚余", "剩余")
# What became of some of the things counted before: 4家关停,2家进了园区.
_FATE = re.compile(r"[^,的]{0,6}[了着过][^,的]{0,6}|关停|停产|停业|停工|投产|达产|开工|动工|竣工|封顶|完工|达标|获奖|搬迁")
_PEOPLE = re.compile(r"(?:[市区县州旗省全国]{0,2}(?:人大|政协))?(?:代表|委员)|职工|村民|学生|专家|种养大户|群众|干部")
_CLASSES = ("类", "型", "级", "方面")
_HANDLED = re.compile(r"(?:对|将|把)$")
_OWNER = re.compile(r"(?:我们|我|该|这家)?(?:公司|合作社|厂|联社|工坊|学校|医院)(?:有)?")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{alternatives('aside')})")


_NOUN_ENDS = re.compile(
    r"[,;:。!?、]|(?<=..)(?=\d{1,2}月?[—~\-至到]\d{1,2}月|上半年|[前一二三]季度)"
    r"|(?<=..)(?:后(?=[写才再就])|里$|当?中$|(?<![供自补])给(?![水排养付力]))"
)


def _count(left: str, thing: str, figure: Figure, more: bool) -> Naming:
    thing = _AMONG.sub("", thing) or thing
    among = _AMONG.search(left)
    left = left[: among.start()] if among else left
    thing = thing if "(" in thing else _NOUN_ENDS.split(thing)[0]
    aside = _aside().search(thing)
    thing = thing[: aside.start()] if aside else thing
    thing = re.sub(r"(?<=..)[和及与]$", "", thing)
    acted = form("people-act" if figure.kind == "people" and _PEOPLE.match(thing) else "thing-acts").search(thing)
    if acted:  # 14位委员作大会发言: 大会发言委员
        thing = (acted.groupdict().get("speech") or "") + thing[: acted.start()]
    if len(thing) > 14 or thing.endswith(("只剩", "完成", "争取", "的")) or more or _HANDLED.search(left):
        m = _predicate().search(thing)
        if m:
            thing = thing[: m.start()]
    thing = trimmed_end(re.sub(r"已经|全部|全面|尚未", "", thing)) or thing
    if _TAKEN.search(left) and _PUT_TO.match(thing):
        return Naming(trimmed(left), "level")
    head = "" if left.endswith("等") or left == "为" or _OWNER.fullmatch(left) else trimmed(left)
    if more and head.endswith(_CLASSES) and (thing.endswith(_CLASSES) or thing in ("其它", "其他")):
        return Naming(head, "level")  # 经济科技类98件 城建环保类87件: what follows is the label of the next
    each = next(reversed(list(_SHARED.finditer(head))), None)
    head = head[each.end() :] if each else head
    verb = verb_of(head)
    if figure.kind == "measure" and head in _YIELDS:
        return Naming(thing + "产量", "count")
    if head in _REST:
        return Naming("" if _DEALT_WITH.match(thing) else thing, "rest", verb=head)
    if not head and figure.kind == "count" and _FATE.fullmatch(thing):
        return Naming(thing, "fate")
    if figure.unit.lstrip("万亿") in ("亩", "平方米", "公顷", "平方公里") and not verb and len(thing) <= 4 and not thing.endswith("面积"):
        thing += "面积"
    if ends_with("level").search(left) and head and not verb and len(head) > 3 and figure.kind == "people":
        return Naming(thing, "count")
    return Naming(head + thing, "count", verb=verb)


def _level(left: str, figure: Figure) -> Naming:
    name = without_examples(trimmed(left))
    if left.endswith("等") and figure.kind == "count" and name:  # 先建甲乡、乙镇等3个: examples are no name
        return Naming("", "level", leans=True, verb=name[0] if name[0] in _DOES else "")
    acts = _together().search(name)
    name = name[acts.end() :] if acts else name
    apart = bool(_APART.match(left))
    name = re.sub(r"^(?:完成|实现)(?=.{3})|^实际$", "", name)  # 收入预算8亿元,实际完成8.2亿元
    name = re.sub(r"(?<=收入|支出|投资|资金|债券|赤字|补助|经费|投入|预算)(?:拟|预算)?安排$|(?<=..)拟?按$", "", name)
    if name in _DOES and figure.kind == "count":
        return Naming("", "level", leans=True, verb=name)
    if figure.kind == "money" and (sale := re.fullmatch(r"(?P<what>[^,]{2,10}?)(?:共|一共|累计|总共)?(?:卖出|售出|卖掉|销售出?)", name)):
        return Naming(sale["what"] + "销售额", "level")
    if name.endswith("卖") and len(name) > 2 and figure.kind == "money":
        name = re.sub(r"[就也都能可]?卖$", "", name) + ("销售收入" if left.rstrip("近约超过").endswith("卖了") else "售价")
    if (
        figure.unit.lstrip("万") in ("公里", "千米")
        and name
        and not verb_of(name)
        and not re.search(
            r"里程|长度|距离|公里|总长|全长|全程|[时航车]速|[高深宽跨半直][度径]?$|改$|(?:改造|建设|修复|铺设|更新|维修|硬化|[改新扩]建)$",
            name,
        )
    ):
        name += "里程"
    if figure.unit.lstrip("万亿") in ("人", "口人") and _INHABITED.fullmatch(left):
        name = "人口"
    sold = re.match(r"[^,]{0,4}(?:卖出|售出|销售(?!额|量|收入|点|网|面积|总|价|率|均))(?P<what>[^,]{2,6})$", name)
    if sold and not name.startswith("销售"):
        name = sold["what"] + "销售量"
    if figure.kind == "time" and left.endswith("等"):
        return Naming(re.sub(r"(?:却|还|都|往往|通常|至少|最少|平均)*(?:要|得|需)?$", "", name.removesuffix("等")) + "等待时间", "level")
    if name in _REST and figure.kind in ("count", "people"):
        return Naming("", "rest", verb=name)
    verb = verb_of(name)
    if not name or name in is_one("generic") or name == verb:
        return Naming(name, "level", leans=True, verb=verb)
    return Naming(name, "level", verb=verb, done=bool(_DONE.search(left)), portion=bool(_PORTION.search(left)), apart=apart)


__all__ = ["Naming", "name_of"]
