"""Where and when a page was issued, and by which paper: read from the page itself.

The place decides what 我市, 市人大 and 区委 mean, so it matters more than any other name. It is found by what institutions call
themselves: "江城市第六届人民代表大会", "政协江城市委员会", "江城两会", "江城晨报"; the level (city, county, district …) by which of
市委, 县委, 区委 the page uses without a name before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

from kg.lexicon.divisions import Division, divisions
from kg.lexicon.gazetteer import meanings, places_in
from kg.lexicon.load import toml
from kg.lexicon.people import surnames
from kg.model import Doubt, Issue
from kg.segment.dates import days, full_dates, is_deadline, later
from kg.segment.lines import Line

_PAPER = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=星期[一二三四五六日天]))([\u4e00-\u9fff]{2,5}?(?:日报|晚报|晨报|早报|时报|商报|都市报|政协报|人大报|新报|周报|导报|快报|晨刊|晚刊|周刊|时讯)"
    r"|[\u4e00-\u9fff]{2,8}?(?<![简海喜捷通情举汇申预快本])报(?=\d{4}年\d{1,2}月\d{1,2}日|第[A-Z]?\d+版|星期)"
    r"|[\u4e00-\u9fff]{2,6}?融媒(?:体中心)?|[\u4e00-\u9fff]{2,5}?(?<![简海喜捷通情举汇申预快本])报(?=记者|讯|全媒体|首席|·|$))"
    r"(?=社|客户端|制图|出品|讯|第|两会|专版|特刊|专刊|全媒体|首席|见习|融媒|记者|[^\u4e00-\u9fff]|[\u4e00-\u9fff]{0,6}\d{1,2}月|$)"
)
_OUTLETS = "网|台|在线|发布|融媒|传媒|客户端|头条|新闻"
_SOURCE = re.compile(
    rf"来源:(?P<outlet>[\u4e00-\u9fff]{{2,10}}?(?:{_OUTLETS}))(?![\u4e00-\u9fff]*(?:局|政府|委|办))(?=[^\u4e00-\u9fff]|$|时间|作者|编辑|记者|发布|浏览)"
)
_DATED = re.compile(rf"(?P<outlet>[\u4e00-\u9fff]{{2,8}}?(?:{_OUTLETS}))(?:\d{{1,2}}月\d{{1,2}}日)?(?:讯|电|消息)(?=[(:])")
_MASTHEAD = re.compile(r"\d{4}[年-]\d{1,2}[月-]\d{1,2}日?[^。]{0,12}星期|星期[一二三四五六日天]")
_OUTLET = re.compile(r"(?:观察|发布|新闻|头条|在线|播报|之声|传媒|周末)(?=[^\u4e00-\u9fff]|[\u4e00-\u9fff]{0,6}\d|$)")
_MAGAZINE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}?)(?:20\d\d|19\d\d)年?第\d{1,3}期")
_AFTER = re.compile(
    r"(?:第[一二三四五六七八九十]+届|[一二三四五六七八九十]+届)?"
    r"(?:人民代表大会|人民政府|委员会|人大|政协|政府工作报告|两会|市委|县委|区委|州委|日报|晚报|晨报|早报|融媒|政府|[一二三四五六七八九十]+届)"
    r"|\d{4}年(?:国民经济|政府工作|财政|预算)"
)
_BEFORE = re.compile(r"(?:政协|中共|中国共产党|中国人民政治协商会议|民革|民盟|民建|民进|农工党|致公党|九三学社|\d{4})$")
_LAST_BEFORE = frozenset("协共党会议革盟建进社0123456789")  # the last characters of these
_LONGEST_BEFORE = 12  # characters of the longest of these
_BARE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:我|全|本)?(?P<level>[市县区州省旗])(?:委|政府|人大|政协|人民政府|十|第|直|本级|发改|教育局|住建)"
    r"|(?:我|全|本)(?P<whole>[市县区州省旗])(?![\u4e00-\u9fff]?长)"
)
_LEVELS = {"省": (1,), "市": (2, 3), "州": (2,), "县": (3,), "区": (3, 1), "旗": (3,)}
_NATION = re.compile(r"国务院|央视网|中央广播电视总台|全国人大|全国人民代表大会|全国政协|中共中央|党中央|我国|各省|中国政府")
_NATIONAL = 3  # so often, and twice as often as of 我市, 市委 or 区政府, must a text speak of the state's own organs to be the state's
_LEAST = 1.0  # one short name, which may be cut from other words (打|通城|区), names no place of issue
_UNSURE = 3  # a single 全区 may be of the autonomous region: a page must speak of its level more often before that outweighs its names
_LOCAL_WORDS = 1  # so often may a paper of the whole country say 我市 or 市委 and yet be of no place
_COUNTRY = "中国"
_NO_FAMILY = frozenset("和于向从由同应与在都以")  # surnames that stand before the name of a place as words
_BEFORE_NAMES = frozenset("\n。,、;:!?“”()·/ 员长表任席书记者授师士理事监生民人工农总")  # marks, and the last characters of offices
_HEAD = 6000  # characters: the head of a long report says where it comes from
_FIRST = 3  # lines in which a masthead stands
_ALONE = re.compile(r"[\u4e00-\u9fff]{3,8}")
_TOP = 12  # lines: where the head of a page stands


def issue_of(lines: Sequence[Line], *, place: str | None = None, date: str | None = None) -> Issue:
    """The issue of a page, from its lines. `place` and `date` given by the user win over what the page says."""
    top: list[Line] = []
    size = 0
    for line in lines:
        if size >= _HEAD:
            break
        top.append(line)
        size += len(line.text)
    texts = [line.text[: _HEAD] for line in top]
    head = "\n".join(texts)
    paper = _paper(texts)
    doubts: list[Doubt] = []
    found = _given(place) if place else _township(texts, head) or _place(texts, head, paper)
    if found is None:
        doubts.append(Doubt.NO_PLACE)
    when = date or _date(top, head)
    if when is None:
        doubts.append(Doubt.NO_DATE)
    return Issue(found, when, paper, tuple(doubts))


def _given(place: str) -> str:
    """The full name of a place named by the user; as given when the list of divisions does not know it."""
    hits = divisions().named(place)
    return divisions().full_name(hits[0]) if hits else place


def _paper(lines: list[str]) -> str | None:
    found: Counter[str] = Counter()
    for line in lines:
        if "报" in line or "刊" in line or "讯" in line or "融媒" in line:
            found.update(m[1] for m in _PAPER.finditer(line))
    if found:
        return found.most_common(1)[0][0]
    for line in lines:  # a web site's own news: by the line that says whose they are, by the dateline
        if m := _SOURCE.search(line) or _DATED.match(line):
            return m["outlet"]
    for line in lines[:_FIRST]:  # a name alone at the head, whose reporters sign below (某某要闻 … 某某要闻记者)
        if _ALONE.fullmatch(line) and any(f"{line}{mark}" in other for other in lines for mark in ("记者", "讯", "编辑部")):
            return line
    for line in lines[:_FIRST]:  # a magazine by the number of its issue, if the page speaks of 本刊
        if (m := _MAGAZINE.match(line)) and any("本刊" in other for other in lines):
            return m["name"]
    for line in lines[:_TOP]:  # an outlet that is no paper by its name says so only in its masthead
        for p in places_in(line) if _MASTHEAD.search(line) else ():
            if m := _OUTLET.match(line, p.end):
                return p.form + m.group()
    return None


def _township(lines: list[str], head: str) -> str | None:
    """The township whose own report or session a document is, by its title (洒河桥镇政府工作报告) and by how it speaks of itself
    (镇人民政府, 全镇); None for any other document, and where several townships bear the name and none is meant."""
    names = [m["name"] for line in lines[:_TITLES] if len(line) <= 60 for m in _TOWN_TITLE.finditer(line)]
    if not names or len(_TOWN_SPEAKS.findall(head)) < _SPEAKS_OFTEN:
        return None
    book = divisions()
    for name in names:
        for cut in range(len(name) - 1):  # a county may stand before the name, and words before both
            hits = [d for d in book.named(name[cut:]) if d.level == _TOWNSHIP]
            if len(hits) == 1:
                return book.full_name(hits[0])
            near = [d for d in hits if any(p.level == 3 and (p.name in head or p.name[:-1] in head) for p in book.parents(d))]
            if len(near) == 1:
                return book.full_name(near[0])
    return None


# A paper may bear the old or the literary name of its city, which is that of another one today: the text then never speaks of it.
_OF_PAPER = re.compile(r"日报|晚报|晨报|早报|新报|周报|时报|商报|都市报")
_LITERARY = 0.1
_CITIES = 3  # so many cities of one province are named on a page that is of the province
_TITLES = 6
_TOWNSHIP = 4
_SPEAKS_OFTEN = 3
_TOWN_TITLE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16}?(?:镇|乡|街道))"
    r"(?=(?:人民)?政府(?:工作)?报告|人民政府|第[一二三四五六七八九十]+届人民代表大会|人民代表大会|人大工委|办事处)"
)
_TOWN_SPEAKS = re.compile(r"[我全本](?:镇|乡|街道)|(?<![\u4e00-\u9fff])(?:镇|乡|街道)(?:人民政府|政府|党委|党工委|人大|办事处)")


def _place(lines: list[str], head: str, paper: str | None) -> str | None:
    """The best-supported division of the level that the page's own 市委, 县委, 区委 speak of; the state for its own organs and papers."""
    book = divisions()
    scores: dict[str, float] = defaultdict(float)
    ends = list(accumulate(len(line) + 1 for line in lines))
    told: Counter[tuple[str, bool, int, float]] = Counter()
    spoken_of: set[str] = set()  # names that stand elsewhere than in that of a paper
    for p in places_in(head):  # no name goes on in the next line
        if p.level > 3:
            continue  # a township, which no paper or assembly of these levels is of
        if not p.full and _in_a_name(head, p.start, p.end):
            continue
        if not _OF_PAPER.match(head, p.end):
            spoken_of.add(p.form)
        number = bisect_right(ends, p.start)
        begin = ends[number] - len(lines[number]) - 1
        title = number < 6 and len(lines[number]) <= 60 and not lines[number].endswith("。")
        weight = 1.0 if p.full else 0.5
        if _AFTER.match(head, p.end):
            weight += 6 if title else 4
        if head[p.start - 1 : p.start] in _LAST_BEFORE and _BEFORE.search(head[max(begin, p.start - _LONGEST_BEFORE) : p.start]):
            weight += 4
        told[p.form, p.full, p.level, weight * (2 if title else 1)] += 1
    for (form, full, level, weight), times in told.items():  # the same few names stand in a page again and again
        for d in meanings(form):
            if d.level <= 3 and (full or d.level == level):
                scores[d.code] += weight * times * (1 if form in spoken_of or len(spoken_of) < 2 else _LITERARY)
    levels = Counter(m["level"] or m["whole"] for m in _BARE.finditer(head))
    national = len(_NATION.findall(head))
    of_country = paper in toml("credits")["national"] and sum(levels.values()) <= _LOCAL_WORDS
    if of_country or (national >= _NATIONAL and national > 2 * sum(levels.values())):
        return _COUNTRY
    if not scores:
        return None
    found = {code: division for code in scores if (division := book.get(code))}
    cities = Counter(d.parent for d in found.values() if d.level == 3 and d.parent in found)
    for code, d in found.items():
        if d.parent and cities[d.parent] >= 2:
            scores[d.parent] += 0.5 * scores[code]
    _sum_up(scores, found, levels)
    found = {code: division for code in scores if (division := book.get(code))}
    total = sum(levels.values()) + _UNSURE
    best, best_score = None, 0.0
    for code, d in found.items():
        support = sum(levels[c] for c, ls in _LEVELS.items() if d.level in ls and _called(d, c)) / total
        above = sum(scores.get(p.code, 0.0) for p in book.parents(d))
        value = scores[code] * (0.2 + support) + 0.3 * above * support
        if value > best_score:
            best, best_score = d, value
    return book.full_name(best) if best and scores[best.code] >= _LEAST else None


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether the short name of a place is the given name of somebody: behind a surname that opens a clause or follows an office
    (董事长沈乐平, 记者方兴义)."""
    family = text[start - 1 : start] if start else ""
    if end - start != 2 or not family or family not in surnames().common or family in _NO_FAMILY:
        return False
    return start == 1 or text[start - 2] in _BEFORE_NAMES


def _sum_up(scores: dict[str, float], found: dict[str, Division], levels: Counter[str]) -> None:
    """Adds to a province what speaks for its cities, where a page that says 全省 and 省人大 names several of them side by side."""
    if levels["省"] <= 2 * levels["市"]:
        return
    cities: dict[str, list[float]] = defaultdict(list)
    for code, d in found.items():
        if d.level == 2 and d.parent:
            cities[d.parent].append(scores[code])
    for province, parts in cities.items():
        if len(parts) >= _CITIES and 2 * max(parts) <= sum(parts):
            scores[province] += sum(parts)


def _called(d: Division, level: str) -> bool:
    """Whether people of `d` say 我{level}."""
    if level == "市":
        return d.name.endswith("市")
    if level == "区":
        return d.name.endswith("区") and d.level in (1, 3)
    if level == "县":
        return d.name.endswith("县")
    if level == "州":
        return d.name.endswith("州") and d.level == 2
    return d.name.endswith(level)


def _date(top: list[Line], head: str) -> str | None:
    """The page's date: the head of the page with the day; else the latest day that the text prints and that is no deadline, its year
    supplied from the years that the text speaks of; else the year itself."""
    for line in top[:_TOP]:
        if len(line.text) > _TITLE_LENGTH or line.text.endswith(("。", ":")):
            break
        if (dates := full_dates(line.text)) and (line.kind == "furniture" or "星期" in line.text or _ONLY_DATE.fullmatch(line.text)):
            return dates[0][1]
    signed = [d for line in top if _ONLY_DATE.fullmatch(line.text) for _, d in full_dates(line.text)]
    dates = full_dates(head)
    year = int(signed[-1][:4]) if signed else _year(head, dates)
    if year and (today := [d for m in _TODAY.finditer(head) for _, d in days(m[1], year)]):
        return Counter(today).most_common(1)[0][0]
    if year:
        dates += days(head, year)
    limit = later(max(signed), _AFTER_SIGNATURE) if signed else "9999"
    now = [d for at, d in dates if (year is None or d[:4] == str(year)) and d <= limit and not is_deadline(head, at)]
    return max(now) if now else str(year) if year else None


_ONLY_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日")
_TODAY = re.compile(r"今[天日]\((\d{1,2}月\d{1,2}日)\)")
_AFTER_SIGNATURE = 31  # days: a paper prints a signed notice at most a month later
_TITLE_LENGTH = 80  # characters: what is longer is running text
_PLANNED = re.compile(
    r"(20\d\d|19\d\d)(?<![\d到至]\d{4})年(?:的)?(?:重点|主要|经济|国民|财政|市本级|政府)*(?:工作(?!报告|回顾)|任务|目标|预期|安排|计划(?!执行)|预算(?!执行))"
)
_MENTIONED = re.compile(
    r"(20\d\d|19\d\d)(?<![\d到较比与从自至—~-]\d{4})(?<!截至\d{4})(?<!力争\d{4})"
    r"年(?![底末以前后]|相比|来|,?时任|,?\d{1,2}岁|[^,。]{0,6}出生)"
)
_OPENING = 300  # characters: titles and first sentences


def _year(head: str, dates: Sequence[tuple[int, str]]) -> int | None:
    """The year in which a page was printed: the latest that its head speaks of other than as a limit or a comparison, if it does so in a
    full date (`dates`), in its opening or twice. A year for which plans are made is that year if the page speaks of days in its first
    months, the year after if it speaks of its last days (a December sitting decides on the next year). None when nothing tells."""
    full = [int(d[:4]) for at, d in dates if not is_deadline(head, at)]
    planned = [int(y) for y in _PLANNED.findall(head)]
    mentioned = Counter(int(m[1]) for m in _MENTIONED.finditer(head))
    opening = {int(m[1]) for m in _MENTIONED.finditer(head, 0, _OPENING)}
    known = [y for y, count in mentioned.items() if count >= 2 or y in opening]
    if not (candidates := [*full, *planned, *known]):
        return None
    if full:  # a plan that runs for years (十四五规划和2035年远景目标纲要) is printed in the year of its days
        candidates = [y for y in candidates if y <= max(full) + 1]
    year = max(candidates)
    if year in full or year not in planned:
        return year
    months = [int(d[5:7]) for _, d in days(head, 2000)]
    late = bool(months) and sum(m >= 11 for m in months) * 2 > len(months)
    return year - late
