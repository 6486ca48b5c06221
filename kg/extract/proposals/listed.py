"""Lists of measures in blocks of their own: 为此,某党市委会建议: and then 一、… 二、…, or headings with numbers and paragraphs below them.

All items belong to whom the sentence with the colon names, or to who spoke last where it names nobody (现提出如下建议:).
"""

from __future__ import annotations

import re

from kg.extract.proposals.filed import names_in
from kg.extract.proposals.measure import Judgement, clauses, factual
from kg.extract.proposals.stage import People, Stage
from kg.extract.proposals.subjects import body_end
from kg.extract.proposals.text import sentences
from kg.extract.work import View
from kg.model import BlockKind, EntityType, ProposalKind

ITEM = re.compile(
    r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]|第[一二三四五六七八九十][,、条]|[一二三四五六七八九十](?:是|要)|\d{1,2}[.、)](?!\d)|[(（]\d{1,2}[)）]|——|首先|其次|再次|最后)"
)
_LEAD = re.compile(
    r"(?:(?:提出?|作出|有|给出)(?:了)?(?:如下|以下)?(?:几|[一二三四五六七八九十两\d]+)?(?:点|条|个方面|方面|项)?(?:的)?(?:具体|工作|对策)?(?:建议|意见|对策|措施)|(?:建议|对策|意见)(?:如下|有|是)?|(?<=提出的)(?:解决)?(?:办法|措施|主张)|(?:如下|以下)(?:几|[一二三四五六七八九十两\d]+)?(?:点|条|项|个方面|方面)?(?:的)?(?:建议|意见|对策))[,:]?:$"
    r"|(?:会议|大会|特)(?:作出(?:如下)?)?决定:$|(?:作出|通过)(?:了)?(?:如下|以下)?(?:决议|决定)(?:如下)?:$|决议如下:$"
)
_FIELD = re.compile(r"[^,。;:]{2,8}:")  # of a notice: 报名时间:…
_SENT_TO = re.compile(r"(?:抄?[报送]|主送|分送|发):")
_NOTIFIES = re.compile(r"(?:通知|要求|公告|通告|意见)如下:$")
HEAD = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]|第[一二三四五六七八九十]+[部,、]分?)?(?:几|[一二三四五六七八九十])?(?:点|条)?(?:的)?(?:具体|工作|对策|相关|有关|主要|意见|解决|措施|办法)*(?:及|和|与)?(?:建议|对策|意见建议|对策建议|建议和对策|建议及对策)$"
)
_SIGNED = re.compile(
    r"(?:联合|共同|主要)?(?:提出|提交|提案|建议|供稿|撰稿|报送|反映|发言)(?:单位|者|人|组织|党派|团体|界别|委员|代表)(?:\([^()]*\))?:(?=.)"
)
_ADVISES = re.compile(r"(?:为此|因此|对此|据此|综上|鉴于此)?,?(?:我们|特|现|特此)?(?:提出)?(?:如下|以下)?建议(?:如下)?[:,](?=.{6})")
_ADVISES_INSIDE = re.compile(r"(?:为此|因此|对此)?,?(?:特|现)?(?:提案|议案)?(?:建议(?![案书人者])[:,]?|(?<=案)提出,)")
_JOINS = re.compile(r"(?:委员|代表|\([^()]*\))?[、,;和与及/\s]*")
_PAPER = re.compile(r"(?:《)?关于[^。;:《》]{4,50}的(?:集体|联名|重点)?(?:提案|议案|建议案?|发言)(?:》)?(?:\([^()]*\))?")
_LONGEST_LINE = 80  # characters of a line that says who put a paper forward
_NO_ASKING = re.compile(r"答复|办理|征求|收到|听取")
_ASKS_BEHIND = re.compile(r"(?:(?:以上|上述)[^,。]{0,8},)?请(?!予?审)(?=[^,。]{2,24}(?:研究|处理|办理|参考|采纳|落实|抓好|考虑|报告))")
_THEME = 22  # characters of a heading that runs in before the sentences of an item
_LONGEST_SIGNER = 30  # characters of a line with nothing but a name
_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_FIGURE = re.compile(r"\d")


def signed_line(view: View) -> tuple[People, int]:
    """Whom a line above a paper names as those who put it forward (提出单位:某党市委会、某会市总支), and where their names end; nobody
    and 0 where it is no such line."""
    text = view.text
    label = _SIGNED.match(text)
    if label is None:
        return (), 0
    refs, at = [], label.end()
    for f in view.within(at, len(text), _P, _O):
        if not _JOINS.fullmatch(text, at, f.start):
            break
        refs.append(f.ref)
        at = body_end(text, f)
    if not refs and len(text) <= _LONGEST_LINE:
        return names_in(view, at, len(text)), len(text)
    return tuple(dict.fromkeys(refs)), at


def paper_of(view: View, following: View | None) -> People:
    """The bodies of which a line is made up above the title of a paper (某党市委会 above 关于…的提案): they put it forward; nobody where
    the line says anything else, or no such title follows."""
    if following is None or not _PAPER.fullmatch(following.text):
        return ()
    bodies = [f for f in view.found if f.type is _O]
    left = view.text
    for f in reversed(bodies):
        left = left[: f.start] + left[body_end(view.text, f) :]
    return tuple(dict.fromkeys(f.ref for f in bodies)) if bodies and _JOINS.fullmatch(left) else ()


def in_paper(stage: Stage, view: View, by: People) -> bool:
    """Reads a block of a paper whose advice has begun, or begins in it: an item, or what stands below the line that announces it.

    Returns whether it is one.
    """
    text = view.text
    if any(f.type is _P for f in view.found):
        return False
    lead = _ADVISES_INSIDE.search(text) if not stage.listing else None
    if lead is not None and (view.block.kind is BlockKind.BULLET or ITEM.match(text)):
        for start, end in sentences(text):
            if end > lead.start():
                stage.claim(view, ProposalKind.RECOMMENDATION, by, (max(start, lead.start()), end), "listed")
        stage.listing = by
        return True
    if not stage.listing:
        return False
    listed(stage, view)
    return True


def list_lead(stage: Stage, view: View) -> People:
    """Whose measures follow a block that ends as a list of advice begins (…,现提出以下建议:); nobody where it does not."""
    if stage.notice and _NOTIFIES.search(view.text):
        return (stage.body,) if stage.body is not None else ()
    if not _LEAD.search(view.text) or _NO_ASKING.search(view.text[-24:]):
        return ()
    return stage.speaker or stage.cast.subject or ((stage.body,) if stage.body is not None else ())


def author(stage: Stage) -> People:
    """Who wrote the paper whose heading says that its advice follows: whom it is about, or whom the line below its title names."""
    if stage.cast.subject:
        return stage.cast.subject
    for view in stage.cast.article.views:
        if view.block.kind is BlockKind.PARAGRAPH and len(view.text) > _LONGEST_SIGNER:
            break
        whole = [f for f in view.found if f.type in (_P, _O) and f.start <= 1 and body_end(view.text, f) >= len(view.text) - 1]
        if whole and view.block.kind is not BlockKind.HEADING:
            return (whole[0].ref,)
    return (stage.body,) if stage.body is not None else stage.speaker


def asks_behind(stage: Stage, view: View) -> bool:
    """Reads the block behind a list if it asks for it to be taken up (请县政府认真研究办理), as part of it. Returns whether it does."""
    if not _ASKS_BEHIND.match(view.text):
        return False
    stage.claim(view, ProposalKind.RECOMMENDATION, stage.listing, (0, len(view.text)), "listed")
    return True


def advised(stage: Stage, view: View, by: People) -> bool:
    """Reads a paragraph of a paper that is nothing but its advice (建议:一是…。二是…。), by those who put the paper forward.

    Returns whether it is one.
    """
    text = view.text
    lead = _ADVISES.match(text)
    if lead is None:
        return False
    for start, end in sentences(text):
        if factual(text[max(start, lead.end()) : end]) <= 1:
            stage.claim(view, ProposalKind.RECOMMENDATION, by, (start, end), "listed")
    return True


def contents(stage: Stage, view: View, by: People, start: int) -> None:
    """Reads what a docket gives as the content of a filed document, from character `start`: all of it is its filers' advice, save what
    tells facts before 建议."""
    text = view.text
    lead = _ADVISES_INSIDE.search(text, start)
    for a, b in sentences(text):
        a = max(a, start)
        if a >= b or (lead is not None and b <= lead.start()):
            continue
        if lead is not None or not factual(text[a:b]) or any(c.judged > Judgement.NO for c in clauses(text, a, b)):
            stage.claim(view, ProposalKind.RECOMMENDATION, by, (max(a, lead.start() if lead else a), b), "listed")


def listed(stage: Stage, view: View) -> None:
    """Reads a block that is an item of such a list, or stands below one: its sentences, save a theme that runs in and what tells facts."""
    text = view.text
    spans = sentences(text)
    for n, (start, end) in enumerate(spans):
        mark = ITEM.match(text, start) if n == 0 else None
        start = mark.end() if mark else start
        words = text[start:end]
        if n == 0 and len(spans) > 1 and len(words) <= _THEME and not _FIGURE.search(words):
            continue
        if n == 0 and _SENT_TO.match(words):
            return  # 报:市委、市政府
        told = factual(words)
        if stage.notice and (_FIELD.match(words) or not any(c.judged > Judgement.NO for c in clauses(text, start, end))):
            continue
        if told > 1 or (told and not any(c.judged > Judgement.NO for c in clauses(text, start, end))):
            continue
        stage.claim(view, ProposalKind.RECOMMENDATION, stage.listing, (start, end), "listed")
