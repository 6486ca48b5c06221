"""Documents filed with a congress or a CPPCC: titles in running text (《关于…的提案》) and the rows of tables that list them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.proposals.cast import Cast
from kg.extract.proposals.catalogue import TITLE, signers_behind
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.measure import Judgement, measure
from kg.extract.proposals.subjects import SOMEBODY, Sort, Subject, body_end
from kg.extract.proposals.words import cues
from kg.extract.signed_titles import signed_title
from kg.extract.work import Found, View
from kg.lexicon.names import could_be_name, is_name, padded_names
from kg.model import BlockKind, Cell, EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_F = ProposalKind.FILED
# What may stand between whoever filed a document and its title where it is only named (某党市委会此前提交的《…》).
_FILED_BY = re.compile(
    r"(?:委员|代表)?(?:们|等[^,。]{0,8}?)?(?:此前|曾经?|去年|今年|前年|当年|年初|20\d\d年|联名|联合|集体|领衔|牵头|共同|先后|再次)*(?:提交|递交|提出|撰写|提|写|交|领衔|起草|报送)(?:过|了)?的"
)
_BECAME = re.compile(r"[^,。《》]{0,4}(?:被|获|入选|得到|列为|列入|已|引起|受到|赢得)")
_GOES_ON = re.compile(r"附议|联名|主张|建议|提出|呼吁|希望|:")
# The title and behind a colon what the document asks for (其中《…》讲得最透:…).
_SETS_OUT = re.compile(r"[^。:;《》]{0,14}:")
_AWARD = re.compile(r"(?:表扬|表彰|评为|优秀)")
_ACT = re.compile(
    r"提交|递交|撰写|领衔(?!督办|办理)|联名|附议|带来|写成|写进|写的|起草|提了|合成|提出|题目|上交|交上|带上会|领办|写下|形成|执笔|报送|呈交|(?:提案|建议|议案)(?:就叫|叫|是|题为|名为)《|写着:《|名字(?:就)?叫《|(?:带|交|提|写|递|领)(?:来|上来|上去|去)?的(?:就|也)?是《"
)
_NOUN = re.compile(r"(?:提出|提交)的(?P<said>[^,。;《》]{4,40}?的(?:建议|提案|议案))")
_WITH_OTHERS = re.compile(r"(?:等)?(?:\d+[名位人]?(?:[市县区州省])?(?:人大)?(?:代表|委员)?|代表|委员)?(?:联名|领衔|共同|联合)*")
_JOINED = re.compile(r"会?(?:委员会)?[、和与及]")
_TOLD_OF_IT = re.compile(r"[^,。]{0,6},(?:被|获|得到|列入|列为|入选|引起|受到|赢得|推动|促成|促使|由[^,。]{2,20}(?:承办|办理|督办)|已|也)")
_HANDLES = re.compile(r"(?:领衔|牵头|挂牌|跟踪|亲自|带队)*(?:督办|领办|包案|阅批|批示)")  # 由市政协副主席某某督办
_SIGNERS = re.compile(r"附议|联名")


def filed_in(
    view: View, start: int, end: int, found: list[Subject], speaker: tuple[Ref, ...], cast: Cast, spoken: bool = False
) -> list[Claim]:
    """Claims for the titles of filed documents in a sentence: by the body or person beside the title, else by those of whom the sentence
    says that they filed it, else by the speaker."""
    text = view.text
    out: list[Claim] = []
    titles = list(TITLE.finditer(text, start, end))
    sentence_end = end
    for n, m in enumerate(titles):
        # 甲提出的《…》,推动…;乙提出的《…》,已…: each half of the sentence is about its own document
        parted = text.find(";", m.end(), titles[n + 1].start()) if n + 1 < len(titles) else -1
        end = parted + 1 if parted >= 0 else sentence_end
        signed = text.find(";", m.end(), end)  # those named behind it have filed nothing, unless it says so (《…》;由乙领衔提交)
        signed = end if signed < 0 or _ACT.search(text, signed, end) else signed
        named = m[1] or m[2]
        if claim := _own_named(view, start, m, speaker):
            out.append(claim)
            continue
        if (claim := _named_only(view, start, end, m, found)) or (claim := _set_out(view, start, end, m, found, speaker)):
            out.append(claim)
            continue
        if not spoken and (signers := signers_behind(view, m.end(), end)):
            refs_known = cast.filed.get(named, signers)
            out.append(Claim(_F, refs_known, ((view, m.start(), m.end()),), "filed-behind", title=named))
            continue
        beside = [
            f
            for f in view.within(start, m.start())
            if f.type in (_P, _O) and text[body_end(text, f) : m.start()] in ("", "的", "委员", "代表", "委员的", "代表的")
        ]
        if beside and (beside[-1].type is _O or (text[m.start() - 1] == "的" and cast.speaks(beside[-1]))):
            out.append(Claim(_F, (beside[-1].ref,), ((view, beside[-1].start, m.end()),), "filed-by", title=named))
            continue
        sentence = text[start:end]
        if not _ACT.search(sentence) or (_AWARD.search(sentence) and not _SIGNERS.search(sentence)):
            continue
        if not spoken and (bodies := _filing_bodies(view, start, m.start())):
            begins = (
                max(bodies[0].start, _clause(text, start, m.start()))
                if bodies[0].end < _clause(text, start, m.start())
                else bodies[0].start
            )
            out.append(
                Claim(
                    _F,
                    tuple(dict.fromkeys(f.ref for f in bodies)),
                    ((view, begins, _title_end(text, m.end(), end)),),
                    "filed-by-body",
                    title=named,
                )
            )
            continue
        people = [s for s in found if s.refs and s.refs[0].type is _P and (s.sort in (Sort.NAME, Sort.PRONOUN, Sort.ROLE))]
        people = [s for s in people if s.start < signed and not _HANDLES.match(text, s.end)]
        refs: dict[Ref, None] = {}
        if spoken:
            refs.update(dict.fromkeys(speaker))
        for s in people:
            refs.update(dict.fromkeys(s.refs))
        if not refs:
            refs.update(dict.fromkeys(speaker))
        if not refs:
            continue
        first = _begins(text, start, m.start(), [s.start for s in people])
        out.append(Claim(_F, tuple(refs), ((view, first, _title_end(text, m.end(), end)),), "filed-title", carried=not people, title=named))
    return out


def _named_only(view: View, start: int, end: int, m: re.Match[str], found: list[Subject]) -> Claim | None:
    """A document that is named by who filed it while the sentence is about what became of it: its title alone."""
    text = view.text
    if _GOES_ON.search(text, m.end(), end):
        return None
    for s in reversed(found):
        if s.refs and s.end <= m.start() and s.sort in (*SOMEBODY, Sort.BODY):
            modifier = _FILED_BY.match(text, s.end) or _FILED_BY.match(text, s.start)
            if modifier and modifier.end() == m.start():
                return Claim(_F, s.refs, ((view, m.start(), m.end()),), "filed-named", carried=s.sort is not Sort.NAME, title=m[1] or m[2])
            return None
    return None


def _own_named(view: View, start: int, m: re.Match[str], speaker: tuple[Ref, ...]) -> Claim | None:
    """A document filed before by whom the text tells of, where the sentence names nobody and says what became of it (此前提交的《…》
    被评为…)."""
    begins = _FILED_BY.match(view.text, start)
    if begins is None or begins.end() != m.start() or not speaker or not _BECAME.match(view.text, m.end()):
        return None
    return Claim(_F, speaker, ((view, m.start(), m.end()),), "filed-named", carried=True, title=m[1] or m[2])


def _set_out(view: View, start: int, end: int, m: re.Match[str], found: list[Subject], speaker: tuple[Ref, ...]) -> Claim | None:
    """A document of which the sentence goes on to tell what it asks for: by those named before the title, else by the speaker."""
    text = view.text
    colon = _SETS_OUT.match(text, m.end(), end)
    if colon is None or measure(text, colon.end(), end, Judgement.HEADED) is None:
        return None
    if any(s.start >= m.end() and s.end <= colon.end() and s.sort is Sort.BODY for s in found):
        return None  # what a bureau answers to it
    people = [s for s in found if s.refs and s.end <= m.start() and s.sort in SOMEBODY]
    refs = people[-1].refs if people else speaker
    if not refs:
        return None
    spans = ((view, people[-1].start, end),) if people else ((view, m.start(), m.end()), (view, colon.end(), end))
    return Claim(_F, refs, spans, "filed-set-out", carried=not people, title=m[1] or m[2])


def _filing_bodies(view: View, start: int, title: int) -> list[Found]:
    """The bodies, named side by side, of which the sentence says that they filed the document: at the head of the sentence or of the clause
    of the title, with a verb of filing behind them and nobody between."""
    text = view.text
    clause = _clause(text, start, title)
    named = [
        f for f in view.within(start, title, _P, _O) if text[f.end : f.end + 1] != "的" and text[f.end : f.end + 2] not in ("代表", "委员")
    ]
    if not named or named[-1].type is not _O or not _ACT.search(text, body_end(text, named[-1]), title):
        return []
    out = [named[-1]]
    for f in reversed(named[:-1]):
        if f.type is not _O or not _JOINED.fullmatch(text[f.end : out[0].start]):
            break
        out.insert(0, f)
    at_head = (
        out[0].start in (start, clause) or text[out[0].start - 1] in ",;:。”" or text[max(start, out[0].start - 2) : out[0].start] == "由"
    )
    return out if at_head else []


def _title_end(text: str, title: int, end: int) -> int:
    """Where the words on a filed document end: before what only tells what became of it (…》,被列为一号提案)."""
    return title if _TOLD_OF_IT.match(text, title, end) else end


_COSIGNED = re.compile(
    r"(?:这|该|此)(?:件|份|条|项|一)?(?:建议|提案|议案)[^。]*附议|领衔(?:人|代表|者)[^。]{2,12},[^。]*(?:跟着|联名|附议)|(?:联名|附议)(?:的|人|者)(?:还)?有"
)


def cosigned(view: View, start: int, end: int, found: list[Subject], claims: list[Claim]) -> tuple[Ref, ...]:
    """A later sentence that tells who signed the document as well (这件建议得到…附议) adds them to its claim and to what goes on with
    it. Returns all who have signed it; nobody where no sentence tells so."""
    if not _COSIGNED.search(view.text, start, end):
        return ()
    at = next((n for n in range(len(claims) - 1, -1, -1) if claims[n].kind is _F and claims[n].title), None)
    if at is None:
        return ()
    more = [r for s in found if s.sort is Sort.NAME for r in s.refs if r not in claims[at].proposers]
    first = claims[at]
    for n in range(at, len(claims)):
        here, before = claims[n], claims[n - 1]
        if n > at and (
            here.proposers != first.proposers or here.spans[0][0] is not before.spans[-1][0] or here.spans[0][1] - before.spans[-1][2] > 1
        ):
            break
        claims[n] = replace(here, proposers=(*here.proposers, *more))
    return claims[at].proposers


def _clause(text: str, start: int, at: int) -> int:
    return max(text.rfind(c, start, at) for c in ",;:。“") + 1 or start


def _begins(text: str, start: int, title: int, people: list[int]) -> int:
    """Where the words that report the filing begin: at the person named in the clause of the title, else at that clause if it has the
    verb of filing, else at the first person before it, else at the title."""
    clause = _clause(text, start, title)
    inside = [at for at in people if clause <= at < title]
    if inside:
        return inside[0]
    before = [at for at in people if at < title]
    if title > clause and _ACT.search(text, clause, title):
        return before[-1] if before and title - before[-1] <= 24 and text[clause : clause + 2] in ("题目", "题为", "名为") else clause
    return before[-1] if before else title


def filed_nouns(view: View, start: int, end: int, cast: Cast) -> list[Claim]:
    """民进某市委会提出的开展视力普查的建议."""
    out = []
    for m in _NOUN.finditer(view.text, start, end):
        by = [
            f
            for f in view.within(start, m.start())
            if (f.type is _O or cast.speaks(f)) and _WITH_OTHERS.fullmatch(view.text, body_end(view.text, f), m.start())
        ]
        if by:
            out.append(Claim(_F, (by[0].ref,), ((view, by[0].start, m.end()),), "filed-noun"))
    return out


def filed_line(view: View, context: Context) -> Claim | None:
    """The line of a list that holds a document's title and who filed it (3.关于…的提案  甲某 乙某); None for any other block."""
    line = signed_title(view, context)
    if line is None:
        return None
    by = tuple(dict.fromkeys(ref for ref, _, _ in line.signers))
    return Claim(_F, by, ((view, line.start, line.end),), "filed-line", title=view.text[line.start : line.end])


# Tables ------------------------------------------------------------------------------------------------------------------------------

_SPLIT = re.compile(r"[、,;\s]+")
_NOTES = re.compile(r"\([^()]*\)")
_SUFFIX = 2  # characters behind a body's name that may be no part of it (…支部委员会 found as …支部)
_NONE = re.compile(r"^(?:[—\-–/无]*|\d+[人名位])$")


def filed_rows(view: View) -> Iterator[tuple[str, Claim]]:
    """The rows of a table that lists filed documents, each with the number that it bears; nothing for other tables."""
    table = view.block.table
    if view.block.kind is not BlockKind.TABLE or table is None:
        return
    columns: dict[str, list[int]] = {}
    for n, label in enumerate(table.header):
        role = next((c.name for c in cues("proposal_cues", "column") if c.pattern.search(label.replace("\n", ""))), None)
        if role:
            columns.setdefault(role, []).append(n)
    if "title" not in columns or "signer" not in columns:
        return
    numbers = columns.get("number", [])
    for row in table.rows:
        title = row[columns["title"][0]]
        signers = [r for n in (*columns["signer"], *columns.get("cosigner", ())) for r in _refs(view, row[n])]
        span = _span(view, title)
        if not title.text or not signers or span is None:
            continue
        asked = [r for n in columns.get("addressee", ()) for r in _refs(view, row[n]) if r.type is _O]
        label = table.header[numbers[0]] if numbers else ""
        number = row[numbers[0]].text if numbers and label != "序号" else None
        yield (
            row[numbers[0]].text if numbers else "",
            Claim(
                _F,
                tuple(dict.fromkeys(signers)),
                ((view, *span),),
                "filed-row",
                title=title.text,
                number=number or None,
                addressees=tuple(asked),
            ),
        )


def _span(view: View, cell: Cell) -> tuple[int, int] | None:
    """Where a cell's text stands in the block's text."""
    offsets = view.block.offsets
    a, b = bisect_left(offsets, cell.start), bisect_left(offsets, cell.end)
    return (a, b) if b > a else None


def _refs(view: View, cell: Cell) -> list[Ref]:
    """The people and bodies that a cell names: mentions found there, else what its text says."""
    if _NONE.match(cell.text):
        return []
    span = _span(view, cell)
    found = view.within(*span, _P, _O) if span else []
    out: list[Ref] = []
    for part in _SPLIT.split(_NOTES.sub("", unicodedata.normalize("NFKC", cell.text))):
        known = [f for f in found if view.text[f.start : f.end] in part or part in view.text[f.start : f.end]]
        partly = len(known) == 1 and known[0].type is _O and len(part) - (known[0].end - known[0].start) > _SUFFIX
        if known and not partly:
            out += [f.ref for f in known]
        elif part:
            out.append(Ref(_P if could_be_name(part) and len(part) <= 4 else _O, part))
    return list(dict.fromkeys(out))


def names_in(view: View, start: int, end: int) -> tuple[Ref, ...]:
    """The people and bodies that a list names: mentions found there, else what is built like a name. Brackets behind them say what they
    are (某某(市政协委员、某研究所所长)) and who held the pen (某党市委会(执笔:某某))."""
    notes = [m.span() for m in _NOTES.finditer(view.text, start, end)]
    found = view.within(start, end, _P, _O)
    outside = [f for f in found if not any(a < f.start and f.end <= b for a, b in notes)]
    found = outside or found
    out: dict[Ref, None] = {}
    at = start
    for f in (*found, None):
        words = _NOTES.sub("、", view.text[at : f.start if f else end])
        fits = is_name if found else could_be_name
        out.update(dict.fromkeys(Ref(_P, name) for name, _, _ in padded_names(words) if fits(name)))
        if f is not None:
            out[f.ref], at = None, body_end(view.text, f)
    return tuple(out)
