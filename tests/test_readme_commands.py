"""Every command that the README shows is run: as it stands there, in a folder like the one that its reader has.

Words in capitals (GRAPH, NAME) are filled from a table; an option that is named apart (`--prune`) is run with the command before it. A
command that cannot be run here stands in NOT_RUN with the reason. So a command, an option or a placeholder that is new in the README
is either run as it is, or makes a test fail.
"""

from __future__ import annotations

import io
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.api import Graph
from kg.cli.app import run
from tests.serve.conftest import running
from tests.spark.conftest import _MISSING as NO_SPARK
from tests.store.servers import OXIGRAPH, oxigraph

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PIECE = re.compile(r"^```(\w*)\n(.*?)^```|(?<!`)`([^`\n]+)`(?!`)", re.MULTILINE | re.DOTALL)
PROGRAMS = ("kg", "make", "pip", "python", "source", "jupyter")
SERVER = "http://localhost:7878"

NOT_RUN = {
    "make demo": "sets up an environment from the network; kg demo, which it ends in, is run",
    "make test": "is what runs this test",
    "make lint": ".ci/run runs it",
    "make notebooks": ".ci/run runs it",
    "make bench": "measures for minutes, and passes or fails nothing",
    "make score": "tests/test_score.py measures the same documents",
    "make generated": "writes into the checkout; tests hold what it makes current",
    "pip install .": "takes packages from the network; make notebooks installs the same wheel",
    "pip install '.[ocr]'": "takes packages from the network; .ci/run does it",
    "pip install '.[notebooks]' jupyterlab": "takes packages from the network; make notebooks has the extra",
    "jupyter lab notebooks": "is for a browser; make notebooks runs them",
    "source .venv/bin/activate": "changes the shell that says it; Python's own",
    "python notebooks/support/refresh.py": "writes into the checkout; make notebooks runs the same cells",
    "kg query 图谱 offices-by-document --queries notebooks/queries --store": "told without its address; run with one",
}
"""What is not run, and why."""

VALUES = {
    "SOURCE...": "两会文档/",
    "GRAPH": "图谱",
    "QUESTION": "谁建议加装电梯?",
    "GOLD": "标注/",
    "DIR": "表格",
    "FILE.html": "图.html",
    "read FILE": "两会文档/页面.txt",
    "export FILE": "图谱.ttl",
    "indicators FILE": "序列.png",
    "review FILE": "决定.tsv",
    "query NAME": "proposals-of-person",
    "query key=value": "person=呼延建军",
    "explain NAME": "呼延建军",
    "view NAME": "呼延建军",
    "forget NAME": "dali-joint-proposals.txt",
    "--jobs": "--jobs 2",
}
"""What stands for a word of the README, where it matters after the name of the command."""

ALSO = {".svg": "kg view GRAPH -o 图.svg", ".png": "kg view GRAPH -o 图.png"}
"""What the README says in less than a command, and the command that it means."""


def lines() -> list[str]:
    """All commands, in the order of the README; an option by itself follows the last command of kg."""
    found: dict[str, None] = {}
    last = ""
    for language, block, inline in PIECE.findall(README):
        for line in block.splitlines() if language == "sh" else [inline]:
            text = line.split(" #")[0].strip()
            if text.startswith("-"):
                text = f"{last} {text}"
            elif text in ALSO and last.startswith("kg view"):
                text = ALSO[text]
            elif language == "sh" or (text.split(" ")[0] in PROGRAMS and " " in text):
                last = text if text.startswith("kg ") else last
            else:
                continue
            if text:
                found[text] = None
    return list(found)


def words_of(line: str) -> list[str]:
    """The words after `kg`, filled. A command without anything is only named by the README, and its help is what must be there."""
    command, *rest = shlex.split(line)[1:]
    if not rest and command != "demo":
        return [command, "--help"]
    filled = [part for word in rest for part in shlex.split(VALUES.get(f"{command} {word}", VALUES.get(word, word)))]
    for word in filled:
        assert not re.search(r"\b[A-Z]{4,}\b|\.\.\.|…", word), f"{word} of {line!r} stands for something: say in VALUES for what"
    return [command, *filled]


LINES = lines()
KG = [line for line in LINES if line.startswith("kg ") and line not in NOT_RUN]
SERVED = [line for line in KG if SERVER in line]
ON_SPARK = [line for line in KG if "--engine spark" in line]
SITES = [line for line in KG if line.startswith("kg serve")]
PLAIN = [line for line in KG if line not in {*SERVED, *ON_SPARK, *SITES}]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader's folder: the demonstration, a graph, documents, annotations, and the files that the README shows."""
    folder = tmp_path_factory.mktemp("reader")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        assert run(["demo"]) == 0
    shutil.copytree(folder / "kg-demo" / "graph", folder / "图谱")
    shutil.copytree(ROOT / "kg" / "examples" / "gold", folder / "标注")
    shutil.copytree(ROOT / "notebooks" / "queries", folder / "notebooks" / "queries")
    (names,) = (block for language, block, _ in PIECE.findall(README) if language == "toml" and "[[name]]" in block)
    (folder / "names.toml").write_text(names, encoding="utf-8")
    for name in ("两会文档/页面.txt", "文档/页面.txt", "宜昌2025/一.txt", "宜昌2026/二.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("市政协委员柳青禾建议，为老旧小区加装电梯。\n", encoding="utf-8")
    return folder


@pytest.fixture
def reader(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, in which a command is run; nobody answers what it asks."""
    shutil.copytree(prepared, tmp_path / "reader")
    monkeypatch.chdir(tmp_path / "reader")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path / "reader"


def test_every_program_is_known() -> None:
    strange = [line for line in LINES if not line.startswith("kg ") and line not in NOT_RUN]
    assert not strange, f"neither run nor in NOT_RUN with the reason: {strange}"
    assert not NOT_RUN.keys() - set(LINES), "no longer in the README"
    assert len(PLAIN) > 30 and SERVED and ON_SPARK and SITES


@pytest.mark.parametrize("line", PLAIN)
def test_the_command_runs(line: str, reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = words_of(line)
    before = {path for path in reader.rglob("*") if path.is_file()}
    status = run(words)
    out, err = capsys.readouterr()
    assert status == 0, err
    assert all((reader / target).exists() for option, target in itertools.pairwise(words) if option == "-o"), err
    made = {path for path in reader.rglob("*") if path.is_file()} - before
    assert out.strip() or made or words[0] in ("forget", "review"), f"{line} says and does nothing: {err}"


def test_the_commands_with_a_server_run(reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if OXIGRAPH is None:
        assert os.environ.get("CI") != "true", "oxigraph is to be installed where all tests run"
        pytest.skip("oxigraph is not installed")
    with oxigraph(tmp_path / "server") as url:
        for line in SERVED:
            assert run(words_of(line.replace(SERVER, url))) == 0, f"{line}: {capsys.readouterr().err}"
    assert "柳青禾" in capsys.readouterr().out


@pytest.mark.parametrize("line", SITES)
def test_the_site_is_served(line: str, reader: Path) -> None:
    (graph,) = words_of(line)[1:]
    with running(reader / graph) as site:
        assert site.get("/").status == 200


@pytest.mark.parametrize("line", ON_SPARK)
def test_the_command_runs_on_spark(line: str, reader: Path) -> None:
    if NO_SPARK:
        assert os.environ.get("CI") != "true", f"not installed: {', '.join(NO_SPARK)}"
        pytest.skip(f"not installed: {', '.join(NO_SPARK)}")
    words = words_of(re.sub(r"spark://\S+", "local[1]", line))
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words], capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    assert (reader / words[words.index("-o") + 1] / "manifest.json").is_file()


@pytest.mark.parametrize("line", [line for line in NOT_RUN if line.startswith("make ")])
def test_what_make_would_do(line: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    done = subprocess.run([*shlex.split(line), "--dry-run"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and done.stdout.strip(), done.stderr


def test_what_is_installed_and_started_by_other_means_is_there() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"pip install '\.\[(\w+)\]'", README)) <= extras.keys()
    assert all((ROOT / line.split()[1]).is_file() for line in LINES if line.startswith("python "))
    named = set(re.findall(r"`graph\.(\w+)\(", README))
    assert named and all(hasattr(Graph, name) for name in named)


def test_a_wrong_command_would_be_seen(reader: Path) -> None:
    assert run(words_of("kg build 两会文档/ -o 图谱 --prunes")) == 2
    assert run(words_of("kg asks 图谱 谁?")) == 2
    with pytest.raises(AssertionError, match="VALUES"):
        words_of("kg build THINGS -o GRAPH")
