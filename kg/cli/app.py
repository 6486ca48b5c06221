"""The commands together, and the one place where an error becomes a line and an exit status.

Exit status: 0 fine; 1 some documents could not be read, the others were, or a check found violations; 2 the command, its input or the
graph cannot be used, and nothing was changed; 130 stopped by Ctrl-C. Everything heavy is imported inside a command, so that `kg --help`
is there at once.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import __version__
from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.check import check
from kg.cli.demo import demo
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.forget import forget
from kg.cli.graphs import OfAGraph
from kg.cli.indicators import indicators
from kg.cli.output import say
from kg.cli.query import query
from kg.cli.read import read
from kg.cli.review import review
from kg.cli.serve import serve
from kg.cli.tables import tables
from kg.cli.view import view
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    help="Knowledge graphs of Chinese local politics: who proposed what, with the exact characters that say it. 谁提出了什么，出处何在。",
    epilog="Start with: kg demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_OF_A_GRAPH = {ask, query, indicators, tables, view, explain, review, check, evaluate}
for command in (build, ask, query, indicators, tables, export, view, serve, read, explain, review, check, evaluate, forget, demo):
    app.command(cls=OfAGraph if command in _OF_A_GRAPH else None)(command)

# The error of a wrong option or argument; which module it lives in differs between versions of the library.
_WRONG_USE: type[Exception] = typer.BadParameter.__mro__[1]


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kg {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """What stands before the name of a command."""


def main() -> None:
    """Run the command line of this process and end the process with the exit status of the command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Carry out one command line (without the word kg) and give its exit status. Errors are one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = app(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except KgError as error:
        say(f"kg: {' '.join(str(error).split())}")
        return 2
    except KeyboardInterrupt:
        say("kg: stopped")
        return 130
    except BrokenPipeError:  # the reader of the output has seen enough (kg tables … | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk, a folder that may not be written
        place = f"{error.filename}: " if error.filename else ""
        say(f"kg: {place}{error.strerror or error}{_remedy(error)}")
        return 2
    except _WRONG_USE as error:
        return _wrong_use(error)


def _remedy(error: OSError) -> str:
    """What to do about what the system said, behind a semicolon; nothing where that depends."""
    match error:
        case FileNotFoundError(filename=str() | Path() as name) if not (folder := Path(name).parent).is_dir():
            return f"; make the folder {folder} first"
        case IsADirectoryError():
            return "; it is a folder: name a file"
        case NotADirectoryError():
            return "; a part of this path is a file: name another"
        case PermissionError():
            return "; name another place, or change its permissions"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return "; free some room"
        case _:
            return ""


def _wrong_use(error: BaseException) -> int:
    context = getattr(error, "ctx", None)
    message = " ".join(error.format_message().split()) if hasattr(error, "format_message") else str(error)
    if not message:  # the bare command kg: its help was printed
        return 2
    command = context.command_path if context is not None else "kg"
    say(f"kg: {_plain(message.rstrip('.'), error)}; see {command} --help")
    return 2


def _plain(message: str, error: BaseException) -> str:
    """The library's message with the value that it is about, and without the words of the library below it."""
    message = message.replace("Value error, ", "")
    cause = error.__cause__
    faults = cause.errors() if cause is not None and hasattr(cause, "errors") else []
    if not faults or repr(faults[0].get("input")) in message:
        return message
    if faults[0].get("type") == "int_parsing":
        message = f"{message.partition(': ')[0]}: a whole number is needed"
    return message.replace("Invalid value", f"Invalid value {faults[0].get('input')!r}", 1)
