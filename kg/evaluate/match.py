"""Articles, positions, relations and figures: rows of the graph matched with rows of the annotation, one to one.

Each row of the graph, in the order of the document, takes the first row of the annotation that says the same and is still free.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from kg.evaluate.compare import amount, folded, period, same_indicator, same_role
from kg.evaluate.gold import Gold, GoldArticle, GoldFigure, GoldPosition, GoldRelation
from kg.evaluate.measures import Measure, Measures
from kg.model import Status

Row = Mapping[str, Any]
T = TypeVar("T")

_SLACK = 20
"""Characters by which the start of an article may differ: a kicker more or less."""

_TOLD = {
    "articles": ("title", "start", "date", "bylines"),
    "positions": ("person", "role", "organization"),
    "relations": ("subject", "predicate", "object"),
    "indicators": ("indicator", "area", "period", "value", "unit", "status"),
}


def measure_articles(gold: Gold, rows: Sequence[Row], measures: Measures) -> None:
    """Articles found by start or title; then whether the date and the writers of those annotated are right."""

    def same(article: GoldArticle, row: Row) -> bool:
        title = folded(article.title)
        return abs(article.start - row["start"]) <= _SLACK or bool(title and title == folded(row["title"]))

    _match(gold, measures["articles"], gold.articles, rows, same, lambda article: article.title)
    for article in gold.articles:
        row = next((row for row in rows if same(article, row)), None)
        date, bylines = (row["date"], row["bylines"]) if row else (None, [])
        writers = {folded(name) for name in article.bylines} == {folded(name) for name in bylines}
        for field, right, want, got in (
            ("date", date == article.date, article.date, date),
            ("bylines", writers, list(article.bylines), bylines),
        ):
            measure = measures[f"articles {field} (gold rows right)"]
            if row is not None and right:
                measure.right += 1
            else:
                measure.is_missed(f"{gold.source} {article.title}: {want}, the graph has {got}")


def measure_positions(gold: Gold, rows: Sequence[Row], measures: Measures) -> None:
    """Positions with the organization; then person and role alone. Where the document names no organization, any will do."""

    def person_and_role(position: GoldPosition, row: Row) -> bool:
        return position.person in gold.find(row["person"]) and same_role(position.role, row["role"])

    def whole(position: GoldPosition, row: Row) -> bool:
        return person_and_role(position, row) and _one_of(gold, position.organizations, row["organization"])

    def told(position: GoldPosition) -> str:
        return f"{gold.named[position.person]} | {position.role} | {_names(gold, position.organizations)}"

    _match(gold, measures["positions"], gold.positions, rows, whole, told)
    _match(gold, measures["positions person+role"], gold.positions, rows, person_and_role, told)


def measure_relations(gold: Gold, rows: Sequence[Row], measures: Measures) -> None:
    """Relations between the same two entities."""

    def same(relation: GoldRelation, row: Row) -> bool:
        ends = relation.subject in gold.find(row["subject"]) and relation.object in gold.find(row["object"])
        return ends and relation.predicate == row["predicate"]

    def told(relation: GoldRelation) -> str:
        return f"{gold.named[relation.subject]} {relation.predicate} {gold.named[relation.object]}"

    _match(gold, measures["relations"], gold.relations, rows, same, told)


def measure_indicators(gold: Gold, rows: Sequence[Row], measures: Measures) -> None:
    """Figures by name, value and unit; then with period, status and area. What a recommendation asks for is no figure and left out."""
    stated = [row for row in rows if row["status"] != Status.PROPOSED]

    def basic(figure: GoldFigure, row: Row) -> bool:
        equal = amount(figure.value, figure.unit) == amount(str(row["value"]), row["unit"])
        return equal and same_indicator(figure.indicator, row["indicator"])

    def whole(figure: GoldFigure, row: Row) -> bool:
        when = period(figure.period) == period(row["period"]) and figure.status == row["status"]
        return when and basic(figure, row) and _one_of(gold, figure.areas, row["area"])

    def told(figure: GoldFigure) -> str:
        return f"{figure.indicator} {figure.value}{figure.unit} {figure.period} {figure.status} {_names(gold, figure.areas)}"

    _match(gold, measures["indicators name+value+unit"], gold.indicators, stated, basic, told)
    _match(gold, measures["indicators full"], gold.indicators, stated, whole, told)


def _match(
    gold: Gold, measure: Measure, wanted: Sequence[T], rows: Sequence[Row], same: Callable[[T, Row], bool], told: Callable[[T], str]
) -> None:
    free = list(wanted)
    for row in rows:
        hit = next((number for number, one in enumerate(free) if same(one, row)), None)
        if hit is None:
            said = {key: row[key] for key in _TOLD[row["table"]]}
            measure.is_wrong(f"{gold.source} {json.dumps(said, ensure_ascii=False)}")
        else:
            del free[hit]
            measure.right += 1
    for one in free:
        measure.is_missed(f"{gold.source} {told(one)}")


def _one_of(gold: Gold, ids: tuple[str, ...], name: str | None) -> bool:
    return not ids or not gold.find(name).isdisjoint(ids)


def _names(gold: Gold, ids: tuple[str, ...]) -> str:
    return " or ".join(gold.named[key] for key in ids) or "-"
