"""The recognizer that ships with the package: it loads fast, finds names it never saw, says the same each time, and holds no text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kg.errors import RuleError
from kg.model import EntityType
from kg.recognizer import recognizer
from kg.recognizer.small import FOLDER, read, small

# Invented, but for places; none of these names stands in anything that it learned from.
PASSAGES = [
    ("去年以来，全省深入实施农产品加工提升行动，新增龙头企业36家。", EntityType.POLICY, "农产品加工提升行动"),
    ("我国将扎实推进全国水网工程建设。", EntityType.PROJECT, "全国水网工程"),
    ("第十二届东亚茶文化节将于10月在杭州举行。", EntityType.SESSION, "第十二届东亚茶文化节"),
    ("国家林业科学院研究员尚明远介绍了这一成果。", EntityType.ORGANIZATION, "国家林业科学院"),
    ("今天一早，张晓燕又背着药箱出了门。", EntityType.PERSON, "张晓燕"),
    ("施工人员正在抢修通往青海玉树的道路。", EntityType.DISTRICT, "青海玉树"),
]
LONG = "今年以来，" + "项目建设进展顺利，群众满意度不断提高，" * 30 + "会议审议通过了《长汀县古树名木保护办法》。"


@pytest.mark.parametrize("text, type_, name", PASSAGES)
def test_names_that_it_never_saw(text: str, type_: EntityType, name: str) -> None:
    (found,) = small().spans([text.replace("，", ",")])
    assert (type_, name) in [(s.type, text[s.start : s.end]) for s in found]


def test_a_text_reads_the_same_in_any_company() -> None:
    texts = [text for text, _, _ in PASSAGES]
    together = list(small().spans([*texts, "", LONG, *texts]))
    assert [[s[:3] for s in spans] for spans in together[: len(texts)]] == [[s[:3] for s in next(small().spans([t]))] for t in texts]
    assert together[len(texts)] == []
    assert [[s[:3] for s in spans] for spans in together[-len(texts) :]] == [[s[:3] for s in spans] for spans in together[: len(texts)]]


def test_the_same_twice() -> None:
    assert list(small().spans([LONG])) == list(small().spans([LONG]))


def test_scores_and_places_are_possible() -> None:
    for text, spans in zip([p[0] for p in PASSAGES], small().spans([p[0] for p in PASSAGES]), strict=True):
        assert all(0 <= s.start < s.end <= len(text) and s.score is not None and 0 < s.score <= 1 for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_it_says_what_it_may_propose() -> None:
    assert recognizer("small").name == "small/" + json.loads(FOLDER.joinpath("model.json").read_text("utf-8"))["version"]
    assert all(0 < least < 1 for least in small().least.values())


def test_it_holds_numbers_and_no_text() -> None:
    about = FOLDER.joinpath("model.json").read_text("utf-8")
    assert not re.search(r"[\u3400-\u9fff]", about)
    weights = FOLDER.joinpath("weights.npz").read_bytes()
    assert len(weights) < 5_000_000
    with np.load(BytesIO(weights), allow_pickle=False) as arrays:
        assert {arrays[key].dtype.kind for key in arrays} == {"f"}
    with zipfile.ZipFile(BytesIO(weights)) as file:
        assert all(re.fullmatch(r"\d+-[A-Za-z]+\.npy", entry.filename) for entry in file.infolist())


def test_the_card_says_the_figures_of_this_version() -> None:
    card = FOLDER.joinpath("README.md").read_text("utf-8")
    about = json.loads(FOLDER.joinpath("model.json").read_text("utf-8"))
    assert f"small/{about['version']}" in card
    for type_, least in about["least"].items():
        assert f"{type_} {least}" in card


def test_it_loads_in_less_than_a_second() -> None:
    code = "import time; import kg.extract; began = time.process_time(); from kg.recognizer.small import small; small(); "
    done = subprocess.run([sys.executable, "-c", code + "print(time.process_time() - began)"], check=True, capture_output=True, text=True)
    assert float(done.stdout) < 1


@pytest.mark.parametrize("damage", ["no weights", "no about", "short weights", "other size"])
def test_damage_is_told(damage: str, tmp_path: Path) -> None:
    about, weights = FOLDER.joinpath("model.json").read_text("utf-8"), FOLDER.joinpath("weights.npz").read_bytes()
    if damage == "other size":
        about = json.dumps({**json.loads(about), "depth": 9})
    if damage != "no about":
        (tmp_path / "model.json").write_text(about, encoding="utf-8")
    if damage != "no weights":
        (tmp_path / "weights.npz").write_bytes(weights[:1000] if damage == "short weights" else weights)
    with pytest.raises(RuleError, match="cannot be loaded"):
        read(tmp_path)
