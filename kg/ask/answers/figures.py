"""Figures: what an indicator was, what was aimed at, and how far the outcome was from the aim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.ask.answer import Answer
from kg.ask.asking import Asking, Record
from kg.ask.chosen import PROMISED, as_rows, limited
from kg.ask.facts import stated
from kg.ask.names import Names
from kg.ask.near import nothing
from kg.ask.places import Places
from kg.ask.say import limits, pick
from kg.ask.slots import Subject, indicators, normal, variants
from kg.ask.understand import Meaning

COLUMNS = ("indicator", "area", "period", "status", "bound", "value", "unit", "document", "date", "quote", "start", "end", "iri")
COMPARED = (*COLUMNS[:7], "difference", *COLUMNS[7:])
_REACHED = ("actual", "estimate")
_SHOWN = 6
_WORDS = {
    "zh": {"actual": "", "estimate": "预计", "target": "目标", "proposed": "建议"},
    "en": {"actual": "", "estimate": "expected", "target": "target", "proposed": "proposed"},
}


def targets(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """The figures that are aimed at, of a place, a year, an indicator."""
    rows = _rows(meaning, asking, ("target",))
    understood = _understood(meaning, pick(meaning.english, "目标值", "targets"))
    others = _promises(meaning, asking)
    if not rows:
        return nothing(meaning, asking, names, understood, (), others)
    more = pick(meaning.english, f"另有{others}项承诺(任务、计划)可查。", f" There are {others} commitments besides.") if others else ""
    head = pick(meaning.english, f"{_where(meaning)}共有{len(rows)}个目标值: ", f"{len(rows)} targets{_where(meaning)}: ")
    return Answer(head + _first(rows, meaning.english) + more, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


def figures(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """What an indicator was, is expected to be and is aimed at."""
    understood = _understood(meaning, pick(meaning.english, "数值", "figures"))
    rows = _rows(meaning, asking, ())
    if not rows or not (meaning.figure and meaning.figure.indicator):
        return nothing(meaning, asking, names, understood, _indicators_near(meaning, asking))
    sentence = f"{_where(meaning)}{': ' if meaning.english else '：'}{_first(rows, meaning.english)}{_missing(meaning, rows)}"
    return Answer(sentence, COLUMNS, as_rows(rows, COLUMNS), understood, "\n\n".join(asking.log))


def compare(meaning: Meaning, asking: Asking, names: Names) -> Answer:
    """Aims and outcomes side by side; `difference` is the outcome less the aim of the same indicator, area, period and unit."""
    understood = _understood(meaning, pick(meaning.english, "目标与结果", "targets and outcomes"))
    rows = _rows(meaning, asking, (*_REACHED, "target"))
    if not rows:
        return nothing(meaning, asking, names, understood, _indicators_near(meaning, asking))
    aims: dict[tuple[object, ...], set[Decimal]] = {}
    for row in rows:
        if row["status"] == "target":
            aims.setdefault(_key(row), set()).add(Decimal(str(row["value"])))
    said = []
    for row in rows:
        aimed = aims.get(_key(row), set())
        if row["status"] in _REACHED and len(aimed) == 1:
            row["difference"] = format(Decimal(str(row["value"])) - next(iter(aimed)), "f")
            unit = "个百分点" if row["unit"] == "%" else str(row["unit"])
            said.append(f"{row['area'] or ''}{row['period']}{row['indicator']}: {row['difference']}{unit}")
    if said:
        each = "；".join(dict.fromkeys(said))
        head = pick(meaning.english, f"结果减目标: {each}。", f"Outcome less target: {each}. ")
    else:
        head = pick(meaning.english, "没有同一时期的目标与结果可比。", "There is no target and outcome for the same period to compare. ")
    sentence = f"{head}{_first(rows, meaning.english)}{_missing(meaning, rows)}"
    return Answer(sentence, COMPARED, as_rows(rows, COMPARED), understood, "\n\n".join(asking.log))


def _key(row: Record) -> tuple[object, ...]:
    return normal(str(row["indicator"])), row["area"], row["period"], row["unit"]


def _rows(meaning: Meaning, asking: Asking, status: Sequence[str]) -> list[Record]:
    figure, sets = meaning.figure, []
    if figure and figure.place:
        sets.append(asking.iris("figures-of", place=_areas(meaning, asking)))
    asked = indicators(figure.indicator) if figure else ()
    if asked:
        sets.append(asking.iris("figures-named", word=variants(asked[0])))
    wanted = set.intersection(*sets) if sets else asking.iris("figures-named", word=[""])
    rows = stated(asking, "figures", wanted, COLUMNS)
    if meaning.scope.years:
        rows = [r for r in rows if any(year in str(r["period"]) for year in meaning.scope.years)]
    if meaning.scope.documents:
        rows = [r for r in rows if r["document"] in meaning.scope.documents]
    if status:
        rows = [r for r in rows if r["status"] in status]
    return _closest(rows, asked[0]) if asked else rows


def _areas(meaning: Meaning, asking: Asking) -> tuple[str, ...]:
    """The place itself; for a body the district that its name begins with, too."""
    assert meaning.figure is not None and meaning.figure.place is not None
    place = meaning.figure.place
    if place.type != "Organization":
        return place.iris
    places = Places(asking)
    return tuple(dict.fromkeys((*place.iris, *(iri for label in place.labels for iri in places.of_body(label)))))


def _closest(rows: Iterable[Record], asked: str) -> list[Record]:
    """The figures of this very indicator; where there are none, those whose name begins or ends with it."""
    ranked: list[tuple[int, Record]] = []
    for row in rows:
        name = normal(str(row["indicator"]))
        for rank, fits in enumerate((name == asked, name.startswith(asked), name.endswith(asked))):
            if fits:
                ranked.append((rank, row))
                break
    if any(rank == 0 for rank, _ in ranked):
        plain = asked + "增长"  # who asks for GDP wants its growth, too
        return [row for rank, row in ranked if rank == 0 or normal(str(row["indicator"])) == plain]
    return [row for _, row in sorted(ranked, key=lambda item: item[0])]


def _indicators_near(meaning: Meaning, asking: Asking) -> tuple[str, ...]:
    if not (meaning.figure and meaning.figure.place):
        return ()
    rows = asking.run("figures", iri=sorted(asking.iris("figures-of", place=_areas(meaning, asking))))
    asked = indicators(meaning.figure.indicator)
    names = dict.fromkeys(str(r["indicator"]) for r in rows)
    common = {n: len(set(n) & set(asked[0])) if asked else 0 for n in names}
    return tuple(sorted((n for n in names if common[n] > 1), key=lambda n: (-common[n], n))[:5])


def _promises(meaning: Meaning, asking: Asking) -> int:
    if not (meaning.figure and meaning.figure.place) or meaning.figure.indicator:
        return 0
    place = meaning.figure.place
    subject = Subject(place=place) if place.type == "District" else Subject(bodies=(place,))
    return len(limited(asking, PROMISED, meaning.scope, subject))


def _where(meaning: Meaning) -> str:
    figure = meaning.figure
    place, indicator = (figure.place.form if figure and figure.place else "", figure.indicator if figure else "")
    within = limits(meaning.scope, meaning.english)
    if meaning.english:
        return "".join(f" {part}" for part in (f"for {place}" if place else "", indicator, f"({within})" if within else "") if part)
    return f"{place}{within}{indicator}"


def _understood(meaning: Meaning, what: str) -> str:
    figure = meaning.figure
    parts = [pick(meaning.english, f"查{what}", f"looked for {what}")]
    if figure and figure.place:
        parts.append(pick(meaning.english, f"地区或机构: {figure.place.shown}", f"of: {figure.place.shown}"))
    if figure and figure.indicator:
        parts.append(pick(meaning.english, f"指标: {normal(figure.indicator)}", f"indicator: {normal(figure.indicator)}"))
    if within := limits(meaning.scope, meaning.english):
        parts.append(pick(meaning.english, f"限于: {within}", f"limited to: {within}"))
    return "；".join(parts)


def _first(rows: Sequence[Record], english: bool) -> str:
    words, bounds = _WORDS["en" if english else "zh"], {">=": "≥", "<=": "≤"}
    parts = []
    for row in rows:
        about = pick(english, "左右", " or so") if row["approximate"] else ""
        value = f"{bounds.get(str(row['bound']), '')}{row['value']}{row['unit']}{about}"
        parts.append(f"{row['period'] or ''} {row['indicator']} {words[str(row['status'])]} {value}".replace("  ", " ").strip())
    parts = list(dict.fromkeys(parts))
    tail = pick(english, f"；等{len(parts)}项" if len(parts) > _SHOWN else "", f"; … {len(parts)} in all" if len(parts) > _SHOWN else "")
    return ("; " if english else "；").join(parts[:_SHOWN]) + tail + pick(english, "。", ".")


def _missing(meaning: Meaning, rows: Sequence[Record]) -> str:
    """The years that were asked for and of which nothing is known."""
    years = [y for y in meaning.scope.years if not any(y in str(r["period"]) for r in rows)]
    return pick(meaning.english, f"没有{'、'.join(years)}年的数据。", f" Nothing for {', '.join(years)}.") if years else ""


__all__ = ["compare", "figures", "targets"]
