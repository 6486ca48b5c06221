"""Questions to the annotated documents beside the checkout: who is named for which matter."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask import ask
from kg.build import BuildOptions, build
from kg.graph import GraphStore
from kg.read import read_sources

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    if not CORPUS.is_dir() and os.environ.get("CI") != "true":
        pytest.skip("the annotated documents are not beside the checkout")
    folder = tmp_path_factory.mktemp("corpus") / "graph"
    build(read_sources([CORPUS]), folder, BuildOptions(jobs=1))
    with GraphStore.open(folder, read_only=True) as store:
        yield store


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("谁建议加快跨境电商发展?", {"郑毅", "姚建华"}),
        ("who proposed cross-border e-commerce?", {"郑毅", "姚建华"}),
        ("哪些代表关注服饰产业?", {"李玉龙", "徐晓菊"}),
        ("谁提出了发展互联网医院的建议?", {"龙云铸"}),
    ],
)
def test_the_proposers_of_a_matter_and_nobody_else(corpus: GraphStore, question: str, names: set[str]) -> None:
    rows = ask(corpus, question).records()
    assert {row["proposer"] for row in rows} == names
    for row in rows:
        words = corpus.source_text(str(row["document"]))[row["start"] : row["end"]]  # type: ignore[misc]
        assert all(piece in words for piece in str(row["quote"]).split(" … "))


def test_people_of_a_school_by_what_they_are(corpus: GraphStore) -> None:
    assert {row["proposer"] for row in ask(corpus, "湖南铁路科技职业技术学院的代表建议了什么?").records()} == {"蒋姣荣"}


def test_projects_of_a_district_and_conveners_of_a_body(corpus: GraphStore) -> None:
    assert any("石峰区" in str(row["project"]) for row in ask(corpus, "哪些项目在石峰区?").records())
    conveners = ask(corpus, "谁是市政协的委员工作室召集人?").records()
    assert len(conveners) >= 10
    assert {row["role"] for row in conveners} == {"召集人"}


def test_targets_and_how_far_the_outcome_was(corpus: GraphStore) -> None:
    assert len(ask(corpus, "天元区2023年的目标是什么?").rows) >= 20
    growth = ask(corpus, "株洲2022到2024年GDP增长是多少,目标和结果差多少?")
    assert {row["status"] for row in growth.records()} >= {"target", "estimate"}
    assert "没有2022年的数据" in growth.sentence


def test_a_question_takes_less_than_a_second(corpus: GraphStore) -> None:
    start = time.perf_counter()
    ask(corpus, "2023年的建议后来有没有写进政府工作报告?")
    assert time.perf_counter() - start < 1
