"""Makes positions of titles: fills in the body that the sentence named before, and leaves out what is no office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.people import press_roles
from kg.extract.sessions.meetings import main_session
from kg.extract.sisters import sister
from kg.extract.titles import Title, callings, congress_of, deputy_body, team_body
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.load import toml
from kg.model import BlockKind, Doubt, EntityType, Position, Ref


def coordinated(text: str, a: int, b: int) -> bool:
    """Whether only a mark or 和 (and a note in brackets) stands between two names."""
    return bool(re.fullmatch(r"(?:\([^()]{1,16}\))?[、和与及]", text[a:b]))


@cache
def _no_offices() -> frozenset[str]:
    """Nouns that stand before names and are no office: 居民, 村民, 患者."""
    return frozenset(toml("person_context")["no_offices"].split())


def facts(titles: list[Title], f: Found, view: View, article: ArticleView, context: Context, rule: str) -> Iterator[Position]:
    """A position of person `f` for each title; credits of the press and nouns that are no office are left out."""
    start = min(t.start for t in titles)
    a, b = min(start, f.start), max(f.end, titles[-1].end)
    for t in titles:
        of_press = (t.role in press_roles() and not _heads_medium(t)) or t.role.endswith(("记者", "通讯员"))
        if (
            (of_press and not (rule == "name-then-office" and t.organization is not None))  # 甲某某(女) 某融媒体中心记者
            or (t.role in _no_offices() and (t.role != "党员" or t.organization is None))
        ):
            continue  # credits are read by kg.extract.press
        if t.role.endswith("代表") and t.role != "代表" and t.organization is not None and t.organization.name.endswith("代表团"):
            t = t._replace(role="代表", organization=deputy_body("人大", None, context))  # 来自某县代表团的农民代表某某
        organization = t.organization
        doubts: tuple[Doubt, ...] = ()
        if t.role in ("党代会代表", "党代表"):
            t = t._replace(role="代表", start=t.start - 1)  # of a party congress, not of the people's
        if organization is None:
            organization = _said_before(t, view) or _of_firm(t, view, article) or _of_community(t, view, article)
        if organization is None and t.role in _OF_COMMITTEE and t.end - t.start == len(t.role):
            organization = committee_named_before(view, t.start)
        if (
            organization is None
            and t.role in ("代表", "委员")
            and t.end - t.start == len(t.role)
            and not _QUOTED.search(view.text[: t.start])
        ):
            organization = deputy_body("人大" if t.role == "代表" else "政协", None, context)
            if t.role == "委员" and organization and _on_standing_committee(article):
                organization = Ref(EntityType.ORGANIZATION, f"{context.home}人民代表大会常务委员会")
        if organization is None and t.role in _OF_SECTOR:
            organization = deputy_body("政协", None, context)
            t = t._replace(role="委员") if t.role in ("界别委员", "发言委员") else t
        of_sitting = t.role in session_roles() or (t.role in _OF_SITTING and _with_presidium(view.text, t.start))
        if organization is None and of_sitting:
            organization = sitting_body(context)
        if organization is None:
            doubts = (Doubt.NO_ORGANIZATION,)
        yield Position(
            evidence=view.evidence(context.source, a, b),
            rule=rule,
            article=article.start,
            doubts=doubts,
            person=f.ref,
            role=t.role,
            organization=organization,
        )


_QUOTED = re.compile(r"[\u4e00-\u9fff]”$")  # 村“两委”委员
_OF_SECTOR = ("界别委员", "发言委员", "特邀委员", "住会委员", "驻会委员", "列席委员")
_LEADS_MEDIUM = ("台长", "总编辑", "总编", "主编", "编委", "主持人", "播音员", "首席编辑", "高级编辑", "主任编辑")


def _heads_medium(t: Title) -> bool:
    """Whether a role of the press is an office in a body that is named, no credit (市广播电视台台长)."""
    return t.organization is not None and t.role.endswith(_LEADS_MEDIUM)


@cache
def session_roles() -> frozenset[str]:
    """Offices that a congress or conference gives for the days of its session: 主席团常务主席, 执行主席, 主席团成员."""
    return frozenset(toml("person_context")["session_roles"])


def sitting_body(context: Context) -> Ref | None:
    """The body whose session the page reports; the congress of the issuing place when it names none."""
    session = main_session(context)
    return (congress_of(session) if session else None) or deputy_body("人大", None, context)


def next_body(t: Title, before: Ref | None, text: str) -> Ref | None:
    """The body of a title that goes on with the one before it: 金山区委书记甲、区长乙."""
    if t.organization is not None or before is None or t.role in callings():
        return t.organization  # 某茶厂负责人甲,乡村医生乙: not of the works
    return sister(before, t.role, text[: t.end - len(t.role)]) or before


@cache
def _heads() -> tuple[dict[str, str], dict[str, str]]:
    """Words for a body named before (该局) and offices that head one (校长), each with the last characters of such bodies' names."""
    return toml("person_context")["that_body"], toml("person_context")["heads_of"]


def _free(text: str, at: int, word: str) -> bool:
    """Whether 公司 at text[at] stands for a body named before and is not the end of another's name; 该公司 always does."""
    return word.startswith("该") or at <= 0 or not "\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] in "的由和与任"


_OF_SITTING = ("秘书长", "副秘书长", "执行主席")


def _with_presidium(text: str, at: int) -> bool:
    """Whether the sentence of character `at`, or the one before it, speaks of a presidium: 秘书长 is then the sitting's."""
    begin = text.rfind("。", 0, max(0, text.rfind("。", 0, at))) + 1
    return "主席团" in text[begin:at]


_OF_COMMITTEE = ("主任委员", "副主任委员", "委员", "组长", "副组长")
_COMMITTEE = re.compile(
    r"(?:审查|选举|筹备|评选|组织|指导|领导|资格|预算|仲裁|招标)[\u4e00-\u9fff]{0,6}委员会$|领导小组$|工作专班$|指挥部$"
)


def committee_named_before(view: View, at: int) -> Ref | None:
    """The committee that the block speaks of before character `at` (议案审查委员会由25人组成,甲为主任委员); None if another body was named
    since."""
    named = [f for f in view.found if f.type is EntityType.ORGANIZATION and f.end <= at]
    return named[-1].ref if named and _COMMITTEE.search(named[-1].name) else None


_OF_BUREAU = ("局长", "副局长", "厅长", "副厅长")


def _said_before(t: Title, view: View) -> Ref | None:
    """The organization that 该局 or a head without a body refers to: the last one named before of the kind; None without such a word."""
    text = view.text
    that = text[max(0, t.start - 3) : t.start]
    deictic, heads = _heads()
    ends = next((ends for word, ends in deictic.items() if that.endswith(word) and _free(text, t.start - len(word), word)), None)
    start = 0
    if ends is None:
        at = t.start - 2 if text.endswith("分管", 0, t.start) else t.start  # 市水利局很重视,分管副局长某某
        opens = text[at - 1 : at]
        ends = heads.get(t.role) if opens in (",", "、") or (opens == "。" and t.role in _OF_BUREAU) else None
        start = max(text.rfind(mark, 0, at - (opens == "。")) for mark in "。!?;") + 1  # also 问到了市水利局。局长某某说
    if ends is None:
        return None
    named = [
        f for f in view.found if f.type is EntityType.ORGANIZATION and start <= f.start and f.end < t.start and text[f.end - 1] in ends
    ]
    return named[-1].ref if named else None


@cache
def _staff() -> frozenset[str]:
    """Offices and callings that only a firm has: 董事长, 生产总监, 车间主任."""
    return frozenset(toml("person_context")["staff_of_firm"].split())


_ALONE = re.compile(
    r"(?:^|[^\u4e00-\u9fffA-Za-z0-9]|[的由和与及])(?:该?公司|集团|企业|高级|常务|执行|轮值|名誉|现任|时任|原|[\u4e00-\u9fff]{2}部)?$"
)
_FIRM = re.compile(r"(?:公司|集团|厂)$")


def _of_firm(t: Title, view: View, article: ArticleView) -> Ref | None:
    """The firm that a report is about, for its staff who are named without it: the only one that the report names, and it does so in its
    headings or its first paragraph."""
    if t.role not in _staff() or t.end - t.start != len(t.role) or not _ALONE.search(view.text, max(0, t.start - 6), t.start):
        return None
    firms = {f.ref for v in article.views for f in v.found if f.type is EntityType.ORGANIZATION and _FIRM.search(f.name)}
    if len(firms) != 1:
        return None
    for v in article.views:
        if any(f.ref in firms for f in v.found):
            return next(iter(firms))
        if v.block.kind is BlockKind.PARAGRAPH:
            return None
    return None


_LOCAL = re.compile(r"(?:社区|村)$")


def _of_community(t: Title, view: View, article: ArticleView) -> Ref | None:
    """The one community or village of a report, for 社区党委书记 and 村支书 without its name."""
    m = _LOCAL.search(view.text, max(0, t.start - 2), t.start)
    if m is None or not t.role.endswith(("书记", "主任")):
        return None
    named = {f.ref for v in article.views for f in v.found if f.type is EntityType.DISTRICT and f.name.endswith(m.group())}
    return next(iter(named)) if len(named) == 1 else None


def _on_standing_committee(article: ArticleView) -> bool:
    """Whether an article reports on a meeting of the congress's standing committee, whose members are called 委员 too."""
    head = article.article.title + next((v.text for v in article.views if v.block.kind is BlockKind.PARAGRAPH), "")[:120]
    return "人大常委会" in head and "政协" not in head


def capacity_of(role: str, a: int, b: int, f: Found, view: View, article: ArticleView, context: Context, rule: str) -> Position:
    """The position of a deputy or a member of the CPPCC who is called so without more; text[a:b] is its evidence."""
    body = (team_body(view.text, f.start, context) if role == "代表" else None) or deputy_body(
        "人大" if role == "代表" else "政协", None, context
    )
    if role == "委员" and body and _on_standing_committee(article):
        body = Ref(EntityType.ORGANIZATION, f"{context.home}人民代表大会常务委员会")
    doubts = () if body else (Doubt.NO_ORGANIZATION,)
    return Position(
        evidence=view.evidence(context.source, a, b),
        rule=rule,
        article=article.start,
        doubts=doubts,
        person=f.ref,
        role=role,
        organization=body,
    )
