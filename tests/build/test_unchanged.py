"""What a graph already has is known by the digest of its bytes; it is not decoded again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import BuildOptions, Outcome, build
from kg.read import Undecoded, Unreadable, open_sources, read_sources
from tests.store.small import read


def outcomes(folder: Path, graph: Path, **options: object) -> dict[str, Outcome]:
    report = build(open_sources([folder]), graph, BuildOptions(jobs=1, **options), reader=read)  # type: ignore[arg-type]
    return {d.name: d.outcome for d in report.documents}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "documents"
    place.mkdir()
    for name, text in (("甲.txt", "人 祝青禾\n"), ("乙.txt", "人 容墨\n"), ("丙.txt", "人 秦川\n")):
        (place / name).write_text(text, encoding="utf-8")
    (place / "坏.txt").write_bytes(b"\x00\x01\x02")
    return place


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are decoded, in order."""
    names: list[str] = []
    own = Undecoded.source

    def noted(self: Undecoded) -> object:
        names.append(self.name)
        return own(self)

    monkeypatch.setattr(Undecoded, "source", noted)
    return names


def test_only_the_first_and_what_changed_is_decoded(folder: Path, tmp_path: Path, decoded: list[str]) -> None:
    graph = tmp_path / "graph"
    assert outcomes(folder, graph) == {
        "丙.txt": Outcome.BUILT, "乙.txt": Outcome.BUILT, "坏.txt": Outcome.FAILED, "甲.txt": Outcome.BUILT
    }  # fmt: skip
    assert sorted(decoded) == ["丙.txt", "乙.txt", "坏.txt", "甲.txt"]
    decoded.clear()
    (folder / "甲.txt").write_text("人 祝青禾 女\n", encoding="utf-8")
    assert outcomes(folder, graph) == {
        "丙.txt": Outcome.UNCHANGED, "乙.txt": Outcome.UNCHANGED, "坏.txt": Outcome.FAILED, "甲.txt": Outcome.BUILT
    }  # fmt: skip
    assert decoded == ["丙.txt", "坏.txt", "甲.txt"]  # the first one, to know that anything can be read at all; what is bad is said again
    decoded.clear()
    assert outcomes(folder, graph, again=True)["乙.txt"] is Outcome.BUILT
    assert sorted(decoded) == ["丙.txt", "乙.txt", "坏.txt", "甲.txt"]


def test_opened_and_decoded_they_are_what_is_read(folder: Path) -> None:
    given = [item if isinstance(item, Unreadable) else item.decoded() for item in open_sources([folder, folder / "无.txt"])]
    assert given == list(read_sources([folder, folder / "无.txt"]))
    assert sum(isinstance(item, Unreadable) for item in given) == 2
