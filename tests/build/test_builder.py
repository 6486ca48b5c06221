"""From sources to a graph, with a reader of the test's own: what is read, what is passed over, what is reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import BuildOptions, BuildReport, DocumentReport, Outcome, build
from kg.errors import GraphError, InputError
from kg.graph import GraphStore, rows
from kg.model import Source
from kg.read import Unreadable
from tests.build.readers import first_word


def made(graph: Path, *sources: Source | Unreadable, **options: object) -> BuildReport:
    return build(iter(sources), graph, BuildOptions(**options), reader=first_word)  # type: ignore[arg-type]


def people(graph: Path) -> list[tuple[str, str]]:
    with GraphStore.open(graph, read_only=True) as store:
        return [(row["source"], row["name"]) for row in rows(store, "entities")]


def text(name: str, words: str) -> Source:
    return Source.of_text(name, words)


def outcomes(report: BuildReport) -> dict[str, str]:
    return {d.name: d.outcome.value for d in report.documents}


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_document_has_its_outcome(tmp_path: Path, jobs: int) -> None:
    graph = tmp_path / "graph"
    documents = (text("a.txt", "柳青说"), Unreadable("b.txt", "is empty"), text("c.txt", "错误"), text("d.txt", "杭远说"))
    report = made(graph, *documents, jobs=jobs)
    assert outcomes(report) == {"a.txt": "built", "b.txt": "failed", "c.txt": "failed", "d.txt": "built"}
    defect = "a defect of the program, not of the document: ZeroDivisionError: division by zero"
    assert [d.reason for d in report.failed] == ["is empty", defect]
    assert report.documents[0].counts["entities"] == {"Person": 1}
    assert people(graph) == [("a.txt", "柳青"), ("d.txt", "杭远")]
    assert report.as_json()["totals"] == {"built": 2, "unchanged": 0, "failed": 2, "forgotten": 0}


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = made(graph, text("a.txt", "柳青说"), text("b.txt", "杭远说"))
    again = made(graph, text("a.txt", "柳青说"), text("b.txt", "秦川说"))
    assert outcomes(again) == {"a.txt": "unchanged", "b.txt": "built"}
    assert again.documents[0].counts == first.documents[0].counts
    assert people(graph) == [("a.txt", "柳青"), ("b.txt", "秦川")]
    assert outcomes(made(graph, text("a.txt", "柳青说"), place="泸州市")) == {"a.txt": "built"}
    assert outcomes(made(graph, text("a.txt", "柳青说"), place="泸州市")) == {"a.txt": "unchanged"}
    assert outcomes(made(graph, text("a.txt", "柳青说"), place="泸州市", again=True)) == {"a.txt": "built"}


def test_a_document_that_fails_later_keeps_what_it_said_before(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    made(graph, text("a.txt", "柳青说"))
    assert outcomes(made(graph, text("a.txt", "柳青错"))) == {"a.txt": "failed"}
    assert people(graph) == [("a.txt", "柳青")]


def test_nothing_readable_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^b\.txt: is empty$"):
        made(tmp_path / "graph", Unreadable("b.txt", "is empty"))
    with pytest.raises(InputError, match="none of the 2 documents"):
        made(tmp_path / "graph", Unreadable("b.txt", "is empty"), Unreadable("c.txt", "is empty"))
    with pytest.raises(InputError, match="no document was named"):
        made(tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_a_folder_of_the_user_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(GraphError, match="is not a graph"):
        made(tmp_path, text("a.txt", "柳青说"))
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_progress_is_told_document_by_document(tmp_path: Path) -> None:
    told: list[DocumentReport] = []
    done_when_asked: list[int] = []

    def sources() -> Iterator[Source]:
        for name in "abc":
            done_when_asked.append(len(told))
            yield text(f"{name}.txt", "柳青说")

    build(sources(), tmp_path / "graph", BuildOptions(jobs=1), on_document=told.append, reader=first_word)
    assert [d.name for d in told] == ["a.txt", "b.txt", "c.txt"]
    assert done_when_asked == [0, 1, 2]
    assert all(d.outcome is Outcome.BUILT for d in told)


def test_breaking_off_keeps_whole_documents_and_frees_the_graph(tmp_path: Path) -> None:
    def stop_after_two(report: DocumentReport) -> None:
        if report.name == "b.txt":
            raise KeyboardInterrupt

    documents = [text(f"{name}.txt", "柳青说") for name in "abcd"]
    with pytest.raises(KeyboardInterrupt):
        build(iter(documents), tmp_path / "graph", BuildOptions(jobs=2), on_document=stop_after_two, reader=first_word)
    assert [source for source, _ in people(tmp_path / "graph")] == ["a.txt", "b.txt"]
    again = outcomes(made(tmp_path / "graph", *documents))
    assert again == {"a.txt": "unchanged", "b.txt": "unchanged", "c.txt": "built", "d.txt": "built"}
