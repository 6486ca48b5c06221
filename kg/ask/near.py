"""What to say when there is no answer: what was looked for, what is near, and which questions would be understood."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from kg.ask.answer import Answer
from kg.ask.asking import Asking
from kg.ask.chosen import limited
from kg.ask.frames import Frame, frames
from kg.ask.names import Named, Names
from kg.ask.say import pick
from kg.ask.scope import Scope
from kg.ask.topics import Matter, matter_of, parts_of, speaking
from kg.ask.understand import Meaning, Unknown, Unread

_SUGGESTED = 3
_ALIKE = 0.4
_LOOKED_AT = 8
_NAMES = ("Person", "Organization", "District")


def nothing(
    meaning: Meaning, asking: Asking, names: Names, understood: str, topics: Sequence[str], elsewhere: int = 0, wider: str = ""
) -> Answer:
    """The answer where nothing was found. topics: near matters. elsewhere: how many statements of the other kind (promises for proposals,
    and the other way round) there are. wider: what there is outside the limits, in words."""
    english = meaning.english
    parts = [pick(english, f"没有找到。{understood}。", f"Nothing found: {understood}.")]
    if elsewhere:
        other = f"{elsewhere} of the other kind exist (proposals and commitments are asked for apart)."
        parts.append(pick(english, f"另有{elsewhere}项属于另一类(建言与承诺分开查)。", other))
    if wider:
        parts.append(wider)
    if topics:
        parts.append(pick(english, f"相近的主题: {'、'.join(topics)}。", f"Near topics: {', '.join(topics)}."))
    asked = meaning.matter.core if meaning.matter else ""
    close = names.near(asked, _NAMES) if 1 < len(asked) < 5 and not asked.isascii() else []
    if close:
        parts.append(pick(english, f"名称相近的有: {'、'.join(close)}。", f"Names that are near: {', '.join(close)}."))
    if meaning.scope.years and (known := years_known(asking)):
        parts.append(pick(english, f"文献的年份: {'、'.join(known)}。", f"Years of the documents: {', '.join(known)}."))
    filled = [meaning.frame.suggest.replace("{topic}", topic) for topic in topics]
    near = tuple(text for text in filled if "{" not in text)[:_SUGGESTED] or suggestions(meaning.scope.text, (), english, asking)
    if elsewhere and (other := _of_other_kind(meaning)):
        near = (other, *(text for text in near if text != other))[:_SUGGESTED]
    return Answer((" " if english else "").join(parts), (), (), understood, "\n\n".join(asking.log), near)


def _of_other_kind(meaning: Meaning) -> str:
    """The same matter asked for as a promise where a proposal was asked for, and the other way round; empty without a matter."""
    wanted = "proposals" if meaning.frame.intent == "promises" else "promises"
    if not meaning.matter:
        return ""
    forms = (f.suggest for f in frames() if f.intent == wanted and f.lang == meaning.frame.lang and "{topic}" in f.suggest)
    filled = (form.replace("{topic}", meaning.matter.core) for form in forms)
    return next((text for text in filled if "{" not in text), "")


def matters_near(meaning: Meaning, asking: Asking, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Topics that share a part with the matter of the question and have proposals of these kinds, the most alike first."""
    if not meaning.matter:
        return ()
    core = meaning.matter.core
    pieces = {*parts_of(asking, core), *(core[i : i + 2] for i in range(len(core) - 1) if not core.isascii())}
    labels = {str(r["label"]) for r in asking.run("topics-near", part=sorted(pieces))}
    scores = {label: SequenceMatcher(None, core, label, autojunk=False).ratio() for label in labels}
    alike = sorted((x for x in scores if scores[x] > _ALIKE and x != core), key=lambda x: (-scores[x], x))[:_LOOKED_AT]
    return tuple(x for x in alike if limited(asking, kinds, Scope(""), None, speaking(asking, Matter(x, x)).closeness.keys()))[:5]


def unknown(read: Unknown, asking: Asking, names: Names) -> Answer:
    """The answer to a question about something that the graph does not know by that name."""
    english = read.frame.lang == "en"
    close = names.near(read.text, read.types)
    kinds = ", ".join(read.types).lower()
    said = pick(english, f"图谱里没有叫“{read.text}”的{_kinds(read.types)}。", f'The graph knows no {kinds} called "{read.text}".')
    if close:
        said += pick(english, f"名称相近的有: {'、'.join(close)}。", f" Names that are near: {', '.join(close)}.")
    understood = pick(english, f"问的是“{read.text}”，但不知其为何", f'asked about "{read.text}", which is unknown')
    return Answer(said, (), (), understood, "", tuple(_filled(read.frame, name) for name in close[:_SUGGESTED]))


def unread(read: Unread, question: str, asking: Asking) -> Answer:
    """The answer to a question that was not understood: which part, and the nearest that are."""
    years = "、".join(years_known(asking))
    chinese = {
        "empty": "没有问题。",
        "long": f"问题太长(从“{read.part}…”起)，请一次问一件事。",
        "relative": f"“{read.part}”要看是哪一天问的，图谱不知道今天；请写明年份(文献的年份: {years})。",
        "reason": f"没有听懂“{read.part}”: 图谱只有文献说了什么，答不了原因、评价、预测和高下。",
        "form": f"没有听懂“{read.part}”。",
    }
    english = {
        "empty": "No question was put.",
        "long": f'The question is too long (from "{read.part}…"); please ask one thing at a time.',
        "relative": f'"{read.part}" depends on the day of asking, which a graph does not know; name the year (documents: {years}).',
        "reason": f'"{read.part}" was not understood: the graph holds what documents say, not reasons, judgements, forecasts or rankings.',
        "form": f'"{read.part}" was not understood.',
    }
    near = suggestions(question, read.names, read.english, asking)
    said = (english if read.english else chinese)[read.why]
    said += pick(read.english, f"可以这样问: {' '.join(near)}", f" You can ask: {' '.join(near)}")
    return Answer(said, (), (), "", "", near)


def suggestions(question: str, known: Sequence[Named], english: bool, asking: Asking) -> tuple[str, ...]:
    """Questions that are understood, the most like this one first, about the names in it, or about some of the graph."""
    fill = {"person": "Person", "body": "Organization", "place": "District", "project": "Project", "policy": "Policy", "topic": "Topic"}
    slots = {slot: next((n.form for n in known if n.type == type_), None) for slot, type_ in fill.items()}
    for row in asking.run("popular"):  # the most common first
        use, name = str(row["use"]), str(row["name"])
        if slots[use] is None and (use != "topic" or matter_of(name).core):
            slots[use] = name
    slots["year"] = next(reversed(years_known(asking)), None)
    slots["indicator"] = pick(english, "地区生产总值", "GDP")
    scored: list[tuple[float, str]] = []
    for frame in frames():
        if (frame.lang == "en") == english:
            filled = frame.suggest
            for slot, value in slots.items():
                filled = filled.replace("{" + slot + "}", value) if value else filled
            if "{" not in filled:
                alike = max(SequenceMatcher(None, question, e["text"], autojunk=False).ratio() for e in (*frame.examples, {"text": filled}))
                scored.append((-alike, filled))
    return tuple(text for _, text in sorted(scored)[:_SUGGESTED])


def years_known(asking: Asking) -> list[str]:
    """The years of the documents."""
    return sorted({str(r["value"])[:4] for r in asking.run("documents") if r["key"] == "date"})


def _filled(frame: Frame, name: str) -> str:
    text = frame.suggest
    for slot in ("{person}", "{body}", "{place}", "{project}", "{policy}"):
        text = text.replace(slot, name)
    return text


def _kinds(types: Sequence[str]) -> str:
    chinese = {"Person": "人", "Organization": "机构", "District": "地区", "Project": "项目", "Policy": "政策", "Indicator": "指标"}
    return "、".join(chinese[t] for t in types)


__all__ = ["matters_near", "nothing", "suggestions", "unknown", "unread", "years_known"]
