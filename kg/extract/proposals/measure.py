"""Whether a clause says something to be done (a measure) or something that is so (a fact, praise, a diagnosis, a question).

The judgement is by form alone: modal words, prohibitions, and verbs of action at the head of a clause speak for a measure; aspect and
words of time past, of lack and of feeling speak against it (kg/lexicon/data/modals.toml).
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from kg.extract.proposals.words import action_heads, cues, one_pattern

_CLAUSE = re.compile(r"[^,;:。!?…—]+(?:[,;:。!?…—]+[”’]*|$)")
# What may stand before the verb of action in its clause: connectives, ordinals, a scene (运输上), an agent told to act (由市住建部门牵头).
_LEAD = re.compile(
    r"^[“‘”(]*(?:\([^)]{1,8}\))?(?:首先|其次|再次|再者|最后|然后|接着|同时|此外|另外|另一方面|一方面|一是|二是|三是|四是|五是|六是|七是|八是|其一|其二|其三|第[一二三四五六七八](?:[份件条点项个](?:建议|提案)?(?:就|则)?是(?:关于)?)?|"
    r"一条|另一条|头一件|第[二三四五]件|一来|二来|要么|还要?|也要?|并且?|再|又|更好地?|更加|更要?|就|则|都|则要|尤其是?|特别是?|不仅要?|而且要?|所以|因此|为此|由此|对此|"
    r"总之|当然|至于|要|需要?|应当?|应该|可以|必须|年内|今年|明年|[今明]后?[两三]年内?|\d+月底前|先|一要|二要|三要|四要|五要|在[^,;:。]{1,10}(?:中|上|里|层面|环节|领域|基础上)|[,、:])*"
)
_TOPIC = re.compile(r"^[^,;:。]{1,12}(?:上|方面|中|里|后|前|时|下|期间|的话|那头|之外|部分|存量|来说|而言|来看),$")
_ONCE_MORE = re.compile(r"(?<=[能要别许]再)[^,。;:!?]*了(?=[,。;:!?”]|$)")  # 不能再往滩上倒了: 了 tells of nothing past
_DONE = re.compile(r"已经?(?!有)")
_OUTCOME = re.compile(
    r"(?:至今|迄今|却?一直|却?始终|但|后来)*(?:没有?(?:下文|回音|着落|结果|人管)|未(?:能)?(?:解决|落实|获答复)|(?:得到|被|获)[^,。]{0,6}采纳)"
)
_YEAR = re.compile(r"(20\d\d)年")
_TERM = re.compile(r"(?<=[^“‘:,])“[^“”,;:。!?]{1,14}”(?=[^,;:。!?])")  # a term inside a clause: what it says is no modal of the clause
_WEAK_FACT = re.compile(r"\d[^,。;]{0,8}(?:只有|仅|才)|(?:只有|仅|才)[^,。;]{0,4}\d")


class Judgement(IntEnum):
    """How sure a clause is a measure."""

    NO = 0
    HEADED = 1  # an action verb or a weak modal: a measure where one is awaited
    STRONG = 2  # says by itself that it ought to be done


class Clause(NamedTuple):
    """A clause text[start:end] with the stop behind it, judged."""

    start: int
    end: int
    judged: Judgement
    fact: int  # weight of the marks of fact


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of text[start:end], each judged."""
    return [_clause(text, m.start(), m.end()) for m in _CLAUSE.finditer(text, start, end)]


def _clause(text: str, start: int, end: int) -> Clause:
    words = _TERM.sub(lambda m: "“" + "某" * (len(m.group()) - 2) + "”", text[start:end])
    fact = factual(_ONCE_MORE.sub("", words))
    if _polite().search(words):
        return Clause(start, end, Judgement.STRONG, 0)  # a question by form only
    if fact >= 3:
        return Clause(start, end, Judgement.NO, fact)
    if _strong().search(words):
        return Clause(start, end, Judgement.STRONG, fact)
    lead = _LEAD.match(words)
    at = lead.end() if lead else 0
    head = action_heads().match(words, at)
    if head and not head["bare"]:
        return Clause(start, end, Judgement.HEADED, fact)
    if _weak().search(words) or (at and _weak().search(words[at:])) or (head and fact == 0 and len(words) > 5):
        return Clause(start, end, Judgement.HEADED, fact)
    return Clause(start, end, Judgement.NO, fact)


def _strong() -> re.Pattern[str]:
    return one_pattern("modals", "modal", True)


def _weak() -> re.Pattern[str]:
    return one_pattern("modals", "modal", False)


def _whole() -> re.Pattern[str]:
    """Turns of phrase that run over several clauses (只有…才能…)."""
    return next(c.pattern for c in cues("modals", "modal") if c.name == "only-then")


def _polite() -> re.Pattern[str]:
    """Requests in the form of a question (能不能把…?)."""
    return next(c.pattern for c in cues("modals", "modal") if c.name == "polite")


def _tag_question() -> re.Pattern[str]:
    """Requests with a question behind them (把…买上,行不行?)."""
    return next(c.pattern for c in cues("modals", "modal") if c.name == "tag-question")


def _own() -> re.Pattern[str]:
    """What the speaker means to do himself (我还要再提)."""
    return next(c.pattern for c in cues("modals", "fact") if c.name == "own-plan")


def _effect() -> re.Pattern[str]:
    """Words of what has been reached or is thought of something (取得显著成效, 发挥着重要作用), which make a whole sentence an account."""
    return next(c.pattern for c in cues("modals", "fact") if c.name == "effect")


def _consequence() -> re.Pattern[str]:
    """What a state of things leads to (这进一步加大了养殖风险), which makes the sentence before it a diagnosis."""
    return next(c.pattern for c in cues("modals", "fact") if c.name == "consequence")


_ASKED = re.compile(r"建议|希望|呼吁|应当?(?!对)|必须")


def modal(text: str) -> bool:
    """Whether any modal word stands in the text."""
    return _strong().search(text) is not None or _weak().search(text) is not None


def ought(text: str) -> bool:
    """Whether a strong modal or prohibition stands in the text."""
    return _strong().search(text) is not None


def to_come(text: str) -> bool:
    """Whether the text speaks of a time to come."""
    return one_pattern("modals", "future").search(text) is not None


def ahead(text: str, year: int | None) -> bool:
    """Whether the text speaks of a time to come, years before `year` left aside."""
    return to_come(_YEAR.sub(lambda m: "" if year is not None and int(m[1]) < year else m.group(), text))


def factual(text: str) -> int:
    """Weight of the marks of fact in the text."""
    return sum(c.weight for c in cues("modals", "fact") if c.pattern.search(text))


def before_done(text: str, start: int, end: int) -> int:
    """Where the words on what will be done end: before a last clause that tells what has been done already (…,任务已经分解到各县)."""
    found = clauses(text, start, end)
    last = found[-1] if found else None
    told = last is not None and len(found) > 1 and last.judged is Judgement.NO and _DONE.search(text, last.start, last.end)
    return last.start if last is not None and told and not to_come(text[last.start : last.end]) else end


def before_outcome(text: str, start: int, end: int) -> int:
    """Where the words of a proposal end: before a last clause that tells only what became of it (…,至今没有下文)."""
    found = clauses(text, start, end)
    last = found[-1] if len(found) > 1 else None
    return last.start if last is not None and _OUTCOME.search(text, last.start, last.end) and last.judged is Judgement.NO else end


def is_topic(text: str) -> bool:
    """Whether a clause only sets the scene (运输上,)."""
    return _TOPIC.match(text) is not None


def measure(text: str, start: int, end: int, needed: Judgement) -> tuple[int, int] | None:
    """The measure inside the sentence text[start:end]: from the first clause judged at least `needed`, with the scene that is set before
    it, to the sentence's end. None where no clause is, or where fact outweighs it."""
    found = clauses(text, start, end)
    if _whole().search(text, start, end):
        return start, end
    if asked := _tag_question().search(text, start, end):
        return asked.start() + (text[asked.start()] in ",。;!?:“"), end
    if found and _consequence().search(text[found[-1].start : end]) and not any(_ASKED.search(text, c.start, c.end) for c in found):
        return None  # 还需要连上知识库,这进一步加大了风险: a diagnosis
    first = next((i for i, c in enumerate(found) if c.judged >= needed and c.fact < (2 if c.judged is Judgement.STRONG else 1)), None)
    if first is None or (found[first].judged is Judgement.HEADED and any(_own().search(text[c.start : c.end]) for c in found[:first])):
        return None  # or what the speaker means to do himself, told on
    if found[first].judged is Judgement.HEADED and _effect().search(text, start, end):
        return None  # 例如,某院发布典型案例,…,有效遏制…: praise of what has been done
    while first > 0 and found[first - 1].fact == 0 and _belongs(text, found[first - 1]):
        first -= 1
    return found[first].start, end


def _belongs(text: str, clause: Clause) -> bool:
    """Whether a clause without modal still belongs to the measure that follows: a scene, a condition, an agent or an object put first."""
    words = text[clause.start : clause.end]
    if words[-1] in "。!?…—":
        return False
    return clause.judged > Judgement.NO or is_topic(words) or not _WEAK_FACT.search(words)
