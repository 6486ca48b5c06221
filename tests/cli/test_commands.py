"""The commands as a user meets them: help at once, rows that programs can read, and every answer with its source."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import __version__
from kg.cli.demo import QUESTION
from tests.cli.conftest import EXAMPLES, TEXT, Done, process

Kg = Callable[..., Done]
HEAVY = {"spacy", "pyoxigraph", "rdflib", "networkx", "pyvis", "jinja2", "numpy", "ahocorasick_rs"}
TABLES = {"articles", "entities", "positions", "proposals", "relations", "indicators", "links"}


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, kg.cli; print(sorted({HEAVY!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_help_and_version(kg: Kg) -> None:
    done = kg("--help")
    assert done.status == 0 and "kg demo" in done.out
    assert kg("--version").out == f"kg {__version__}\n"


def test_read_shows_articles_and_blocks(kg: Kg, tmp_path: Path) -> None:
    path = EXAMPLES / "yichang-two-sessions-page.txt"
    text = path.read_text(encoding="utf-8")
    page = json.loads(kg("read", path, "--json").out)
    assert page["place"] == "宜昌市" and page["characters"] == len(text)
    assert len(page["articles"]) == 5
    for article in page["articles"]:
        for block in article["blocks"]:
            spans = "".join("".join(text[a:b].split()) for a, b in block["spans"])
            assert spans and "�" not in spans
    shown = kg("read", path)
    assert shown.status == 0 and all(a["title"] in shown.out for a in page["articles"])


def test_tables_as_lines_of_json(kg: Kg, examples: Path) -> None:
    rows = [json.loads(line) for line in kg("tables", examples, "--format", "jsonl").out.splitlines()]
    assert {row["table"] for row in rows} == TABLES
    assert {row["source"] for row in rows} == {path.name for path in EXAMPLES.glob("*.txt")}
    texts = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.txt")}
    spans = [(texts[r["source"]], start, end) for r in rows if r["table"] == "proposals" for start, end in r["spans"]]
    assert spans and all(0 <= start < end <= len(text) for text, start, end in spans)


def test_tables_as_csv_files(kg: Kg, examples: Path, tmp_path: Path) -> None:
    assert kg("tables", examples, "--format", "csv", "-o", tmp_path / "out").status == 0
    assert {p.stem for p in (tmp_path / "out").glob("*.csv")} == TABLES
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    with (tmp_path / "out" / "proposals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and all(row["proposers"] and row["quote"] for row in rows)


def test_one_table(kg: Kg, examples: Path) -> None:
    rows = [json.loads(line) for line in kg("tables", examples, "--table", "positions").out.splitlines()]
    assert rows and {row["table"] for row in rows} == {"positions"}
    printed = list(csv.DictReader(io.StringIO(kg("tables", examples, "--table", "positions", "--format", "csv").out)))
    assert [row["person"] for row in printed] == [row["person"] for row in rows]


def test_queries_in_every_format(kg: Kg, examples: Path) -> None:
    answer = json.loads(kg("query", examples, "who-proposed-what", "--format", "json").out)
    assert answer["query"] == "who-proposed-what" and answer["rows"]
    assert all(list(row) == answer["columns"] for row in answer["rows"])
    rows = list(csv.DictReader(io.StringIO(kg("query", examples, "who-proposed-what", "--format", "csv").out)))
    assert len(rows) == len(answer["rows"])
    shown = kg("query", examples, "who-proposed-what").out
    assert answer["rows"][0]["proposer"] in shown


def test_the_quote_stands_where_the_answer_says(kg: Kg, examples: Path) -> None:
    answer = json.loads(kg("query", examples, "who-proposed-what", "--format", "json").out)
    for row in answer["rows"]:
        at, text = row["start"], (EXAMPLES / row["document"]).read_text(encoding="utf-8")
        pieces = row["quote"].split(" … ")  # what the columns of a page tore apart is quoted in pieces
        for piece in pieces:
            at = text.index(piece, at)
            assert len(pieces) > 1 or at == row["start"]
            at += len(piece)
        assert at == row["end"]


def test_queries_are_listed_and_told(kg: Kg) -> None:
    listed = json.loads(kg("query", "--list", "--format", "json").out)
    assert len(listed) >= 6
    for query in listed:
        told = kg("query", "--about", query["query"])
        assert told.status == 0 and query["title"] in told.out and all(p["name"] in told.out for p in query["parameters"])


def test_help_after_a_name_tells_of_that_query(kg: Kg, examples: Path, tmp_path: Path) -> None:
    told = kg("query", "conveners", "--help")
    assert told.status == 0 and not told.err
    for said in ("召集人 / Conveners", "each holder of another role", "columns: person, role", "role=站长", "default", "text", "optional"):
        assert said in told.out
    assert told.out == kg("query", examples, "conveners", "-h").out == kg("query", "--about", "conveners").out
    assert "Usage: kg query" in kg("query", "--help").out and "--queries" in kg("query", examples, "-h").out
    assert kg("query", "horses", "--help").status == 2
    folder = Path(__file__).parents[2] / "queries"
    (tmp_path / "mine.rq").write_text((folder / "conveners.rq").read_text(encoding="utf-8"), encoding="utf-8")
    mine = kg("query", "mine", "--help", "--queries", tmp_path).out
    assert mine == told.out.replace("conveners:", "mine:").replace("GRAPH conveners", "GRAPH mine")
    assert "mine" in kg("query", "--list", "--queries", tmp_path).out


def test_a_query_of_the_users_own(kg: Kg, examples: Path, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "queries"
    (tmp_path / "mine.rq").write_text((folder / "positions-of-person.rq").read_text(encoding="utf-8"), encoding="utf-8")
    done = kg("query", examples, "mine", "person=呼延建军", "--queries", tmp_path, "--format", "json")
    assert done.status == 0, done.err
    assert json.loads(done.out)["rows"]


def test_ask_answers_with_words_and_place(kg: Kg, examples: Path) -> None:
    answer = json.loads(kg("ask", examples, "谁建议加装电梯?", "--format", "json").out)
    assert answer["question"] == "谁建议加装电梯?" and answer["understood"]
    assert any("冉启明" in str(row) for row in answer["rows"])


@pytest.mark.parametrize("form", ["nq", "trig", "ttl", "jsonld", "graphml"])
def test_export(kg: Kg, examples: Path, tmp_path: Path, form: str) -> None:
    assert kg("export", examples, "--format", form, "-o", tmp_path / f"all.{form}").status == 0
    exported = (tmp_path / f"all.{form}").read_text(encoding="utf-8")
    assert "呼延建军" in exported
    assert kg("export", examples, "--format", form).out == exported
    assert kg("export", examples, "-o", tmp_path / f"by ending.{form}").status == 0
    assert (tmp_path / f"by ending.{form}").read_text(encoding="utf-8") == exported


def test_export_to_a_name_that_says_no_form(kg: Kg, examples: Path, tmp_path: Path) -> None:
    for name in ("all.xyz", "all.csv"):
        told = kg("export", examples, "-o", tmp_path / name).line
        assert f"{Path(name).suffix} does not say in which form; name it with --format: nq, " in told
        assert not (tmp_path / name).exists()
    assert kg("export", examples, "-o", tmp_path / "all").status == 0
    assert (tmp_path / "all").read_text(encoding="utf-8") == kg("export", examples).out


def test_view_writes_a_page(kg: Kg, examples: Path, tmp_path: Path) -> None:
    assert kg("view", examples, "-o", tmp_path / "page.html").status == 0
    assert "呼延建军" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_explain_by_name_and_by_iri(kg: Kg, examples: Path) -> None:
    told = json.loads(kg("explain", examples, "呼延建军", "--format", "json").out)
    (thing,) = told["things"]
    assert any("总工程师" in str(statement) for statement in thing["statements"])
    again = json.loads(kg("explain", examples, thing["iri"], "--format", "json").out)
    assert again["things"] == told["things"]
    missing = kg("explain", examples, "没有这个人")
    assert missing.status == 2 and "没有这个人" in missing.line


def test_demo_builds_asks_draws_and_says_what_next(tmp_path: Path) -> None:
    done = process("demo", cwd=tmp_path)
    assert done.status == 0, done.err
    folder = tmp_path / "kg-demo"
    assert {p.name for p in (folder / "documents").iterdir()} == {p.name for p in EXAMPLES.glob("*.txt")}
    assert (folder / "graph" / "manifest.json").is_file() and (folder / "picture.html").is_file()
    assert "kg build" in done.out and "kg ask" in done.out
    again = process("demo", cwd=tmp_path)
    assert again.status == 0
    assert answer_in(again.out) == answer_in(done.out)


def answer_in(printed: str) -> str:
    """What the demonstration prints after its report."""
    _, question, rest = printed.partition(QUESTION)
    assert question
    return rest


def test_demo_does_not_write_over_a_folder_of_the_user(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    done = kg("demo", "-o", tmp_path / "mine")
    assert done.status == 2 and "mine" in done.line
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_output_that_nobody_reads_to_the_end(examples: Path) -> None:
    command = f"{sys.executable} -m kg tables {examples} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[2])
    assert json.loads(done.stdout) and done.stderr == ""


def test_a_place_and_a_date_from_the_user(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "页面.txt"
    path.write_text(TEXT, encoding="utf-8")
    page = json.loads(kg("read", path, "--json", "--place", "泸州市", "--date", "2025-01-08").out)
    assert (page["place"], page["date"]) == ("泸州市", "2025-01-08")
