"""`kg read`: how a document was understood as a page, before anything is taken from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import write_json

if TYPE_CHECKING:
    from kg.model import Block, Reading


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document.")],
    place: Annotated[str | None, typer.Option(help="Full name of the issuing place, where the document does not say it.")] = None,
    date: Annotated[str | None, typer.Option(help="Date of the document, where it does not say it: 2025-01-08.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON, offsets included.")] = False,
) -> None:
    """Show how a file is read: its articles, and their blocks with their kinds.

    Example: kg read 页面.txt
    """
    from kg.build import BuildOptions, read_pages
    from kg.read import read_source

    reading = read_pages(read_source(file), BuildOptions(place, date))
    if as_json:
        write_json(_values(reading))
    else:
        _print(reading)


def _values(reading: Reading) -> dict[str, Any]:
    source, issue = reading.source, reading.issue
    return {
        "source": source.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "characters": len(source.text),
        "place": issue.place,
        "date": issue.date,
        "paper": issue.paper,
        "doubts": [d.value for d in (*issue.doubts, *reading.doubts)],
        "articles": [
            {
                "title": article.title,
                "kind": article.kind.value,
                "start": article.start,
                "end": article.end,
                "date": article.date,
                "bylines": list(article.bylines),
                "blocks": [_block(block) for block in article.blocks],
            }
            for article in reading.articles
        ],
        "furniture": [_block(block) for block in reading.furniture],
    }


def _block(block: Block) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": block.kind.value,
        "spans": [list(piece) for piece in block.pieces(0, len(block.offsets))],
        "headings": list(block.headings),
        "text": block.text,
    }
    if block.table is not None:
        table = block.table
        values["table"] = {"header": list(table.header), "rows": [[cell.text for cell in row] for row in table.rows]}
    return values


def _print(reading: Reading) -> None:
    from rich.console import Console

    source, issue = reading.source, reading.issue
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    console.print(f"{source.name}  {len(source.text)} characters, {source.encoding}", style="bold")
    console.print(f"issued: {issue.place or '?'}  {issue.date or '?'}  {issue.paper or ''}".rstrip())
    for doubt in (*issue.doubts, *reading.doubts):
        console.print(f"doubt: {doubt.label}", style="yellow")
    for article in reading.articles:
        console.print()
        console.print(f"■ {article.title}  [{article.kind.value}, {article.start}-{article.end}]", style="bold")
        if article.date or article.bylines:
            console.print(f"  {article.date or ''} {' '.join(article.bylines)}".rstrip())
        for block in article.blocks:
            _print_block(console, block)
    if reading.furniture:
        console.print()
        console.print("■ furniture of the page", style="bold")
        for block in reading.furniture:
            _print_block(console, block)


def _print_block(console: Any, block: Block) -> None:
    pieces = block.pieces(0, len(block.offsets))
    where = "+".join(f"{start}-{end}" for start, end in pieces)
    console.print(f"  {block.kind.value:<10}{where:<16} {block.text}")
