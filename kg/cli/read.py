"""`kg read`: how a document was understood as a page, before anything is taken from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import write_json

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model import Block, Reading, Source


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One document: text, HTML, Word, Excel, PDF or a picture.")],
    place: Annotated[str | None, typer.Option(help="Full name of the issuing place, where the document does not say it.")] = None,
    date: Annotated[str | None, typer.Option(help="Date of the document, where it does not say it: 2025-01-08.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON, offsets included.")] = False,
) -> None:
    """Show how a file is read: its articles, their blocks with their kinds, tables, doubts; for PDF and pictures also where on which page.

    Example: kg read 页面.pdf
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
        "media": source.media,
        "encoding": source.encoding,
        "characters": len(source.text),
        "place": issue.place,
        "date": issue.date,
        "paper": issue.paper,
        "doubts": [d.value for d in dict.fromkeys((*issue.doubts, *reading.doubts))],
        "unread": list(source.unread),
        "places": [list(placed) for placed in source.places],
        "articles": [
            {
                "title": article.title,
                "kind": article.kind.value,
                "start": article.start,
                "end": article.end,
                "date": article.date,
                "bylines": list(article.bylines),
                "blocks": [_block(source, block) for block in article.blocks],
            }
            for article in reading.articles
        ],
        "furniture": [_block(source, block) for block in reading.furniture],
    }


def _block(source: Source, block: Block) -> dict[str, Any]:
    pieces = block.pieces(0, len(block.offsets))
    values: dict[str, Any] = {
        "kind": block.kind.value,
        "spans": [list(piece) for piece in pieces],
        "headings": list(block.headings),
        "text": block.text,
    }
    if block.table is not None:
        table = block.table
        values["table"] = {
            "header": list(table.header),
            "rows": [[cell.text for cell in row] for row in table.rows],
            "doubts": [doubt.value for doubt in table.doubts],
        }
    if source.places:
        values["places"] = [list(box) for piece in pieces for box in source.place_of(*piece)]
    return values


def _print(reading: Reading) -> None:
    from rich.console import Console

    source, issue = reading.source, reading.issue
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    console.print(f"{source.name}  {len(source.text)} characters, {source.encoding}, {source.media}", style="bold")
    console.print(f"issued: {issue.place or '?'}  {issue.date or '?'}  {issue.paper or ''}".rstrip())
    for doubt in dict.fromkeys((*issue.doubts, *reading.doubts)):
        console.print(f"doubt: {doubt.label}", style="yellow")
    for line in source.unread:
        console.print(f"not read: {line}", style="yellow")
    for article in reading.articles:
        console.print()
        console.print(f"■ {article.title}  [{article.kind.value}, {article.start}-{article.end}]", style="bold")
        if article.date or article.bylines:
            console.print(f"  {article.date or ''} {' '.join(article.bylines)}".rstrip())
        for block in article.blocks:
            _print_block(console, source, block)
    if reading.furniture:
        console.print()
        console.print("■ furniture of the page", style="bold")
        for block in reading.furniture:
            _print_block(console, source, block)


def _print_block(console: Console, source: Source, block: Block) -> None:
    pieces = block.pieces(0, len(block.offsets))
    where = "+".join(f"{start}-{end}" for start, end in pieces)
    pages = sorted({box[0] for piece in pieces for box in source.place_of(*piece)})
    where += f" p{','.join(map(str, pages))}" if pages else ""
    if block.table is None:
        console.print(f"  {block.kind.value:<10}{where:<16} {block.text}")
        return
    table = block.table
    console.print(f"  {block.kind.value:<10}{where:<16} {len(table.rows)} rows of {len(table.header)}")
    for doubt in table.doubts:
        console.print(f"    doubt: {doubt.label}", style="yellow")
    for row in (table.header, *([cell.text for cell in row] for row in table.rows)):
        console.print("    " + " | ".join(text.replace("\n", " / ") for text in row))
