"""The words of a sentence that can be its subject: names, pronouns, role nouns, unnamed groups, bodies, documents; and whom they mean."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.words import cues, one_pattern
from kg.extract.work import Found, View
from kg.lexicon.names import could_be_name, is_name, surname_length
from kg.model import EntityType, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_TITLE = re.compile(
    r"(?:\([^()]{1,16}\))?(?:等)?(?:\d+[名位]|[一二两三四五六七八九十]+[名位])?(?:市|州|县|区)?(?:人大|政协)?"
    r"(?:委员|代表|先生|女士|老师|同志|主任|书记|局长|院长|校长|理事长|会长|教授|律师|医生|船长|董事长|总经理|站长)?(?:们)?"
)
_OBJECT_OF = re.compile(
    r"(?:[对向给把被托问找跟喊叫劝邀陪替访约让至]|找到|见到|遇到|听到|看到|问到|来到|记者对|采访|随着|根据|按照|感谢|欢迎|任命|免去|补选)$"
)
_PRONOUN = re.compile(r"(?<![其吉])(?:他们|她们|他|她)(?![人乡山国日])")
_SELF = re.compile(r"(?:我们|咱们|咱|我|本人)(?![国省市县区州校院])")
_AT_CLAUSE = re.compile(r"(?:^|[,;:。!?“”)—…而但且此时后于由是为在的年月日天晚晨来今间前里次回刻夜]|同时|所以|因此)$")
_POSSESSIVE = re.compile(r"(?:家|家里|那里|手里|手上)?的(?!确)|家[^,。;:“”说提建认希呼]{1,6}的")
_AND = re.compile(r"(?:\([^()]{1,16}\))?(?:委员|代表)?[、和与及]$")
_AND_OFFICE = re.compile(
    r"(?:\([^()]{1,16}\))?(?:委员|代表)?(?:[、和与][^,。;:、“”《》]{2,30}"
    r"|[和与及](?:同为|同是|另一[位名])?[^,。;:“”《》]{2,16}、[^,。;:“”《》]{2,36}[长员表任记席理事师人主])$"
)  # 甲和市人大代表、某村党支部书记乙
_STANDS_FOR = re.compile(r"(?:该|本|政协|提案|工商联)[^,。:;]{0,12}?(?:发言|建议|提出|呼吁|提议|指出|表示|作)")
_THAT = ("该", "本", "政协")
_ITS_PAPER = re.compile(
    r"(?:提交|提出|撰写|报送|带来|起草|形成)?的?(?:这份|一份)?(?:集体|联名|联合|书面|大会|审议|审查|调研|界别|小组)*(?:提案|意见|发言|建议|材料|发言稿|调研报告|意见书)(?:里|中|上)?(?:则|还|也|又|同时|并)*(?=建议|提出|呼吁|认为|主张|指出|提醒|要求|希望|强调)"
)
_SOME_MEMBER = re.compile(
    r"(?:(?<=[。;”])|(?<=^)|(?<=的)|(?<=人士))(?P<name>[\u4e00-\u9fff·]{2,6})(?:委员|代表)(?=(?:还|也|则|又|在|接着|随后|补充)*(?:发言|建议|认为|提出|表示|呼吁|指出|提议|希望|说))"
)
_BY_SURNAME = re.compile(  # 陈委员说得更直接: nobody whom the document names in full
    r"(?:(?<=[。;”,])|(?<=^))(?P<name>[\u4e00-\u9fff]{1,2})(?:委员|代表)(?=(?:还|也|则|又|在|接着|随后|补充|就|更|坦率地|直接)*(?:发言|建议|认为|提出|表示|呼吁|指出|提议|希望|说|直言|坦言|的建议))"
)
_NO_NAME = re.compile(
    r"人大|政协|与会|多|位|名|各|部分|全国|小组|[省市县区乡镇州村]$|有|界|们|列席|的|这|该|些|常|候补|职工|党|群众|分组|联组|参会|一些|不少"
)
_MEMBER_NAMED = re.compile(r"(?:界)?(?:委员|代表)(?![们团会,。:;、的及和与])(?P<name>[\u4e00-\u9fff·]{2,4})")
_SAYS_OR_DOES = re.compile(r"建议|提出|提议|围绕|针对|认为|呼吁|希望|表示|指出|在|就|说|也|还|则|带来|提交|告诉|[:,]")
_AND_BODY = re.compile(r"会?[、和与及]")
_JOINTLY = re.compile(r"会?(?:[、和与及]|(?:日前|近日|今天)?(?:联合|共同|一致|联名))")
_TOGETHER = re.compile(r"(?:又|还|再|也|再次|今年|随后|先后|于是|便|就)*(?:联合|携手|会同|约上|拉上|联手|串联)(?:了|起)?[^,。;:“”]{0,20}")
_NAMED_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]{2,3}、)+[\u4e00-\u9fff]{2,3}$")
_EVERYBODY = re.compile(
    r"(?:(?<=[,。;:”])|^)(?:大家|与会者|参会者)(?=(?:还|也|一致|普遍|纷纷|同时)*(?:建议|提出|呼吁|希望|认为|提议|表示))"
)


class Sort(Enum):
    """What kind of word a subject is."""

    NAME = "name"
    PRONOUN = "pronoun"
    ROLE = "role"
    SELF = "self"
    GROUP = "group"
    BODY = "body"
    DOCUMENT = "document"


SOMEBODY = (Sort.NAME, Sort.PRONOUN, Sort.ROLE)  # sorts that mean people one by one


_LET = ("让", "使", "叫", "令")
_WITH = ("与", "和", "跟", "同")
_SIDE_BY_SIDE = re.compile(r"(?:同[住为组团桌在一]|一样|相邻|相比|不同|相似|坐在一起|并肩|毗邻)[^,。;]{0,12}的")


class Subject(NamedTuple):
    """A subject at text[start:end] (title included in `end`, name from `start`). refs: whom it means; empty if that is not known."""

    start: int
    end: int
    sort: Sort
    refs: tuple[Ref, ...]
    possessive: bool = False


def subjects(view: View, start: int, end: int, cast: Cast, spoken: bool = False) -> list[Subject]:
    """The possible subjects in text[start:end], in order, without overlaps; pronouns resolved by what the cast knows so far.

    spoken: the stretch is in the first person of the current speaker.
    """
    text = view.text
    out: list[Subject] = []
    people = [f for f in view.within(start, end, _P) if cast.speaks(f)]
    for group in _grouped(text, people):
        if len(group) > 1:
            cast.group = tuple(dict.fromkeys(f.ref for f in group))
        first, last = group[0], group[-1]
        if _OBJECT_OF.search(text[max(start, first.start - 4) : first.start]):
            continue
        if text[first.start - 1 : first.start] in _WITH and _SIDE_BY_SIDE.match(text, last.end):
            continue  # 与甲同住一层楼的乙
        title = _TITLE.match(text, last.end)
        tail = title.end() if title and title.end() <= end else last.end
        if text[tail - 2 : tail] == "代表" and _STANDS_FOR.match(text, tail):
            tail -= 2
        elif text[tail - 2 : tail] == "代表" and any(
            f.start == tail or text[tail : f.start] in _THAT for f in view.within(tail, min(end, tail + 40), _O)
        ):
            tail -= 2  # 张三代表某党市委会: the verb, not the title
        refs = tuple(dict.fromkeys(f.ref for f in group))
        tail = _paper_end(text, tail, end)
        out.append(Subject(first.start, tail, Sort.NAME, refs, bool(_POSSESSIVE.match(text, tail))))
    for f in view.within(start, end, _O):
        if not any(s.start < f.end and f.start < s.end for s in out):
            if (member := _member(text, f, end)) is not None and not any(s.end >= member.end for s in out):
                out.append(member)
                continue
            ref, at = _office_of(text, f, cast)
            tail = _paper_end(text, at, end)
            beside = out[-1] if out and out[-1].sort is Sort.BODY else None
            if beside is not None and _AND_BODY.fullmatch(text, beside.end, f.start) and _JOINTLY.match(text, tail):
                out[-1] = Subject(beside.start, tail, Sort.BODY, (*beside.refs, ref))
                continue
            out.append(Subject(f.start, tail, Sort.BODY, (ref,), bool(_POSSESSIVE.match(text, tail))))
    out += _role_nouns(text, start, end, cast)
    for m in _PRONOUN.finditer(text, start, end):
        if _AT_CLAUSE.search(text[max(start, m.start() - 2) : m.start()]):
            plural = m.group().endswith("们")
            near = [s for s in out if s.sort is Sort.NAME and s.end <= m.start()]
            if near and (len(near[-1].refs) > 1) is plural:
                refs = near[-1].refs
            else:
                refs = cast.they() if plural else cast.last(1, m.group()[0] == "她")
            out.append(Subject(m.start(), m.end(), Sort.PRONOUN, refs, bool(_POSSESSIVE.match(text, m.end()))))
    if spoken:
        for m in _SELF.finditer(text, start, end):
            before = text[max(start, m.start() - 6) : m.start()]
            if _AT_CLAUSE.search(before[-2:]) or before == "":
                out.append(Subject(m.start(), m.end(), Sort.SELF, (), bool(_POSSESSIVE.match(text, m.end()))))
    out += _unknown(text, start, end, out)
    return _joined(text, _disjoint(out))


def _member(text: str, body: Found, end: int) -> Subject | None:
    """A member of a body whom nothing has found but whose name stands behind it (市政协委员|某某|建议): the subject, and not the body."""
    m = _MEMBER_NAMED.match(text, body.end, end)
    if m is None:
        return None
    for size in (3, 2, 4):
        name, stop = m["name"][:size], m.start("name") + size
        if is_name(name) and len(name) == size and _SAYS_OR_DOES.match(text, stop, end):
            return Subject(body.start, stop, Sort.NAME, (Ref(_P, name),))
    return None


def _joined(text: str, found: list[Subject]) -> list[Subject]:
    """A subject that acts jointly with the next one (她又联合甲、乙两位代表, 她和甲委员) is one subject with it."""
    out: list[Subject] = []
    for s in found:
        before = out[-1] if out else None
        two = before is not None and s.sort is Sort.NAME and before.sort in SOMEBODY and bool(before.refs)
        beside = before is not None and before.sort is Sort.PRONOUN and text[before.end : s.start] in _WITH
        if before is not None and two and (beside or _TOGETHER.fullmatch(text, before.end, s.start)):
            out[-1] = Subject(before.start, s.end, before.sort, tuple(dict.fromkeys((*before.refs, *s.refs))), s.possessive)
            continue
        out.append(s)
    return out


def _unknown(text: str, start: int, end: int, found: list[Subject]) -> list[Subject]:
    """Members who speak but whose names nothing has recognised: subjects that mean nobody, so that their words go to nobody else."""
    out = []
    for m in _SOME_MEMBER.finditer(text, start, end):
        if not any(s.start < m.end() and m.start() < s.end for s in found) and not _NO_NAME.search(m["name"]):
            out.append(Subject(m.start(), m.end(), Sort.NAME, ()))
    for m in _BY_SURNAME.finditer(text, start, end):
        alone = surname_length(m["name"]) == len(m["name"]) and m["name"] not in _NO_SURNAME
        if alone and not any(s.start < m.end() and m.start() < s.end for s in (*found, *out)):
            out.append(Subject(m.start(), m.end(), Sort.NAME, ()))
    return out


_NO_SURNAME = frozenset("各与有老全时多党常")


def _paper_end(text: str, tail: int, end: int) -> int:
    """Where a subject ends that is spoken of by its paper: 某党市委会的书面意见|建议, 某某的提案|提出."""
    paper = _ITS_PAPER.match(text, tail, end)
    return paper.end() if paper else tail


def _office_of(text: str, body: Found, cast: Cast) -> tuple[Ref, int]:
    """The office inside a body that the words name, where the document knows it (市政府|督查室), and where its name ends; else the
    body."""
    end = body_end(text, body)
    for known in cast.document:
        inside = known.name.removeprefix(body.name)
        if inside.endswith(("室", "厅", "处")) and inside != known.name and text.startswith(inside, body.end):
            return known, body.end + len(inside)
    return body.ref, end


def body_end(text: str, body: Found) -> int:
    """Where the name of a body ends: with the 会 of 市委会 where the mention stops before it."""
    return body.end + 1 if text[body.end : body.end + 1] == "会" and text[body.end - 1] == "委" else body.end


def _role_nouns(text: str, start: int, end: int, cast: Cast) -> list[Subject]:
    out: list[Subject] = []
    for cue in cues("proposal_cues", "role_noun"):
        for m in cue.pattern.finditer(text, start, end):
            if text[m.start() - 1 : m.start()] in _LET:
                continue  # 让代表说了算
            count = cue.data["count"]
            if count == 3:
                count = {"四": 4, "五": 5, "六": 6}.get(next((c for c in m.group() if c in "三四五六几"), "三"), 3)
            named = _NAMED_BEFORE.search(text, start, m.start()) if count > 1 else None
            if named is not None:
                refs = tuple(Ref(_P, n) for n in _name_list(named.group()))
                if len(refs) == count:  # 甲、乙两位代表, whom nothing else has recognised
                    at = m.start() - len("、".join(r.name for r in refs))
                    out.append(Subject(at, m.end(), Sort.NAME, refs, bool(_POSSESSIVE.match(text, m.end()))))
                    continue
            refs = _in_role(cast.last(count), m.group(), cast)
            out.append(Subject(m.start(), m.end(), Sort.ROLE, refs, bool(_POSSESSIVE.match(text, m.end()))))
    for cue in cues("proposal_cues", "group"):
        for m in cue.pattern.finditer(text, start, end):
            organ = cast.organ(cue.data["organ"])
            cast.crowd = (organ,) if organ else ()
            out.append(Subject(m.start(), m.end(), Sort.GROUP, (organ,) if organ else (), bool(_POSSESSIVE.match(text, m.end()))))
    for m in _EVERYBODY.finditer(text, start, end):
        if cast.crowd:
            out.append(Subject(m.start(), m.end(), Sort.GROUP, cast.crowd))
    for m in one_pattern("proposal_cues", "meeting").finditer(text, start, end):
        out.append(Subject(m.start(), m.end(), Sort.DOCUMENT, (cast.meeting,) if cast.meeting else ()))
    for cue in cues("proposal_cues", "filed_document"):
        for m in cue.pattern.finditer(text, start, end):
            out.append(Subject(m.start(), m.end(), Sort.ROLE, cast.filers, bool(_POSSESSIVE.match(text, m.end()))))
    for cue in cues("proposal_cues", "document"):
        for m in cue.pattern.finditer(text, start, end):
            out.append(Subject(m.start(), m.end(), Sort.DOCUMENT, (), bool(_POSSESSIVE.match(text, m.end()))))
    return out


def _in_role(refs: tuple[Ref, ...], noun: str, cast: Cast) -> tuple[Ref, ...]:
    """The people whom 代表 or 委员 can mean: nobody where the document calls all of them by the other word only."""
    mine, other = ("代表", "委员") if noun.endswith("代表") else ("委员", "代表") if noun.endswith("委员") else ("", "")
    held = [{p.role for p in cast.roles.get(r, ())} for r in refs]
    return () if mine and refs and all(other in h and mine not in h for h in held) else refs


def _name_list(words: str) -> list[str]:
    """The names of a list 甲、乙; the first may have other words before it (联合甲), of which the longest tail that is a name is taken."""
    first, *rest = words.split("、")
    tail = next((first[i:] for i in range(len(first) - 1) if is_name(first[i:])), "")
    return [n for n in (tail, *rest) if could_be_name(n)]


def _grouped(text: str, people: list[Found]) -> list[list[Found]]:
    """People that stand together as one subject: A、B和C; 某局局长A和某厂厂长B."""
    groups: list[list[Found]] = []
    for f in people:
        if groups:
            between = text[groups[-1][-1].end : f.start]
            if _AND.fullmatch(between) or _AND_OFFICE.fullmatch(between):
                groups[-1].append(f)
                continue
        groups.append([f])
    return groups


def _disjoint(found: list[Subject]) -> list[Subject]:
    """In order; of two that overlap the one that begins first, the longer of two that begin together."""
    out: list[Subject] = []
    for s in sorted(found, key=lambda s: (s.start, -s.end)):
        if not out or s.start >= out[-1].end:
            out.append(s)
    return out
