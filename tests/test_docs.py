"""The README cannot lie: every command in it exists with those options, every file that it names is there, every query is listed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "kg" / "examples" / "README.md", ROOT / "kg" / "spark" / "README.md"]
README = DOCUMENTS[0].read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(kg [a-z][^`]*)`")


def commands() -> list[str]:
    """Every line of a shell block that calls kg, and every `kg …` in the text, with options of all documents."""
    out: set[str] = set()
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for language, block in BLOCK.findall(text):
            if language in ("sh", "bash", "console"):
                lines = (line.removeprefix("$ ").split(" #")[0].strip() for line in block.splitlines())
                out.update(part.strip() for line in lines for part in line.split("|") if part.strip().startswith("kg "))
        out.update(INLINE.findall(BLOCK.sub("", text)))
    return sorted(out)


@cache
def help_of(command: str) -> str:
    done = subprocess.run([sys.executable, "-m", "kg", command, "--help"], capture_output=True, encoding="utf-8", env=_wide())
    assert done.returncode == 0, f"kg {command} is no command: {done.stderr}"
    return done.stdout


def _wide() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "200", "TERM": "dumb", "NO_COLOR": "1", "PYTHONUTF8": "1"}


@pytest.mark.parametrize("line", commands())
def test_every_command_exists_with_its_options(line: str) -> None:
    _, command, *rest = shlex.split(line)
    if command.startswith("-"):
        rest, text = [command], help_of("--help")
    else:
        text = help_of(command)
    for word in rest:
        if word.startswith("-") and word != "-":
            assert re.search(rf"(?<![\w-]){re.escape(word.split('=')[0])}(?![\w-])", text), f"kg {command} has no option {word}"


def test_there_are_commands_in_the_readme() -> None:
    assert {c.split()[1] for c in commands()} >= {"build", "ask", "query", "tables", "export", "view", "read", "explain", "demo"}


@pytest.mark.parametrize("target", re.findall(r"`make ([a-z]+)", README))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)", README))))
def test_every_file_that_the_readme_links_to_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_readme_names_every_query() -> None:
    for query in sorted((ROOT / "queries").glob("*.rq")):
        assert f"`{query.stem}`" in README, f"{query.stem} is not in the README"


def test_the_list_of_examples_is_the_folder() -> None:
    listed = set(re.findall(r"^\| `([^`]+)`", DOCUMENTS[2].read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {path.name for path in (ROOT / "kg" / "examples").glob("*.txt")}
