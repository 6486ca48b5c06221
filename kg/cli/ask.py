"""`kg ask`: a question in Chinese or English, answered with the quoted words and their place."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import Format, say, write_rows


def ask(
    graph: GraphFolder,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question: 谁建议加快跨境电商发展?", show_default=False)],
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Say how the question was understood, and the query that was run.")] = False,
) -> None:
    """Answer a question in Chinese or English: who proposed what, with the words and where they stand.

    Example: kg ask 图谱 "谁建议加装电梯?"
    """
    from kg.ask import ask as answer_of

    with opened(graph) as store:
        answer = answer_of(store, question)
    if explain:
        say(answer.understood)
        say(answer.sparql)
    if form is Format.TABLE:
        sys.stdout.write(f"{answer.sentence}\n")
        for suggestion in answer.suggestions:
            sys.stdout.write(f"  {suggestion}\n")
    head = {
        "question": question,
        "understood": answer.understood,
        "sparql": answer.sparql,
        "sentence": answer.sentence,
        "suggestions": list(answer.suggestions),
    }
    if answer.rows or form is not Format.TABLE:
        write_rows(answer.columns, answer.rows, form, head)
