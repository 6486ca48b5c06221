"""`kg indicators`: figures as a tidy table, as series over the years with a small drawing, and as a picture."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import Format, say, write_json, write_rows
from kg.cli.series import Series, lasting, series_of
from kg.lexicon.characters import in_simplified

_QUERY = "figures-by-area"
_SHORT = ("area", "indicator", "period", "figure", "status", "document")  # of the table for the eye; CSV and JSON have all columns


class Reached(StrEnum):
    """Whether a figure was reached, is expected, is aimed at, or is asked for."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"
    PROPOSED = "proposed"


def indicators(
    graph: GraphFolder,
    area: Annotated[str | None, typer.Option("--area", help="Name of a district, body or project, or a part.", show_default=False)] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="Name of an indicator or another name of it (GDP).", show_default=False)
    ] = None,
    status: Annotated[Reached | None, typer.Option("--status", help="Only figures of this status.", show_default=False)] = None,
    series: Annotated[bool, typer.Option("--series", help="Figures of two or more periods, one series a line.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Draw the series into a .png or .svg file.", show_default=False)
    ] = None,
) -> None:
    """Show the figures of a graph, each with the words that say it; a series gathers the names of one indicator.

    Example: kg indicators 图谱 --area 宜昌市 --series
    """
    from kg.graph import load_query

    wanted = {"area": area, "indicator": indicator, "status": status.value if status else None}
    given = {key: value for key, value in wanted.items() if value is not None}
    with opened(graph) as store:
        result = load_query(_QUERY).run(store, given)
    rows = _of_that_name(result.records(), area)
    found = series_of(rows)
    lines = lasting(found)
    if plot is not None:
        from kg.cli.chart import draw

        hint = draw(lines, plot)
        say(f"{plot}: {len(lines)} series" + (f"; {hint}" if hint else ""))
    if series:
        _write_series(lines, form, given)
        say(f"{len(lines)} series of two or more periods; {len(found) - len(lines)} indicators have figures of one period only")
    elif plot is None and form is Format.TABLE:
        write_rows(
            _SHORT, [[row["area"], row["indicator"], row["period"], _figure(row), row["status"], row["document"]] for row in rows], form, {}
        )
    elif plot is None:
        write_rows(result.columns, [list(row.values()) for row in rows], form, {"query": _QUERY, "parameters": given})


def _figure(row: dict[str, Any]) -> str:
    """A value for the eye, with its bound and unit (≥ ≈ 5.5 %)."""
    bound = {">=": "≥", "<=": "≤", None: ""}[row["bound"]]
    about = "≈" if row["approximate"] else ""
    return f"{bound}{about}{row['value']} {row['unit']}".rstrip()


def _of_that_name(rows: list[dict[str, Any]], area: str | None) -> list[dict[str, Any]]:
    """The rows of the area that is called exactly so, if one is: 宜昌市 is not its district 宜昌市西陵区."""
    exact = [row for row in rows if area is not None and in_simplified(str(row["area"])) == in_simplified(area)]
    return exact or rows


def _write_series(lines: list[Series], form: Format, given: dict[str, str]) -> None:
    match form:
        case Format.TABLE:
            write_rows(
                ["area", "indicator", "unit", "", "figures"], [[s.area, s.indicator, s.unit, s.bars, s.told] for s in lines], form, {}
            )
        case Format.CSV:
            columns = list(lines[0].rows[0]) if lines else ["area", "series", "period", "value", "unit", "status"]
            write_rows(columns, [list(row.values()) for s in lines for row in s.rows], form, {})
        case Format.JSON:
            write_json(
                {
                    "query": _QUERY,
                    "parameters": given,
                    "series": [
                        {"area": s.area, "indicator": s.indicator, "unit": s.unit, "figures": [dict(row) for row in s.rows]} for s in lines
                    ],
                }
            )


__all__ = ["indicators"]
