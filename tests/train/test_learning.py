"""Training: what is learned from, how names are swapped, and that the same seed gives the same weights."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from kg.lexicon.people import surnames
from kg.model import EntityType
from kg.recognizer.decode import decoded
from kg.recognizer.features import features
from kg.recognizer.small import _parameters, read, write
from kg.train.examples import Example, Named, gold, silver
from kg.train.learn import Course, labelled, learned
from kg.train.swap import Swapper

P, O, D, J, S = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.DISTRICT, EntityType.PROJECT, EntityType.SESSION  # noqa: E741
EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"


def example(text: str, *names: tuple[str, EntityType]) -> Example:
    return Example("page.txt", text, tuple(Named(text.find(f), text.find(f) + len(f), t) for f, t in names))


ONE = example(
    "昨天,市人大代表、宜昌云晖纸业有限公司董事长田玉蓉在宜昌市第七届人大第五次会议上说,青石大桥要快建。",
    ("宜昌云晖纸业有限公司", O), ("田玉蓉", P), ("宜昌市第七届人大第五次会议", S), ("青石大桥", J),
)  # fmt: skip


def test_silver_finds_the_longest_form_on_each_line(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    listed = {"source": "甲.txt", "Organization": ["云台商会", "云台商会青年部"], "Policy": ["绿满云台"], "Person": ["祝 青禾"]}
    (tmp_path / "lists" / "甲.json").write_text(json.dumps(listed), encoding="utf-8")
    (tmp_path / "甲.txt").write_text("云台商会青年部和云台商会\n\n  祝青禾说，“绿满云台”很好。\n", encoding="utf-8")
    one, two = silver(tmp_path / "lists", tmp_path)
    assert [one.text[n.start : n.end] for n in one.names] == ["云台商会青年部", "云台商会"]
    assert [two.text[n.start : n.end] for n in two.names] == ["祝青禾", "“绿满云台”"]


def test_gold_gives_blocks_without_what_only_points() -> None:
    found = [e for e in gold(EXAMPLES / "gold", EXAMPLES) if e.names]
    forms = {e.text[n.start : n.end] for e in found for n in e.names}
    assert len(forms) > 50
    assert not {"我市", "全市", "本报"} & forms


def test_swapped_names_stand_where_they_are_said_to() -> None:
    swapper = Swapper([ONE], random.Random(1))
    people, places = set(), set()
    for _ in range(60):
        new = swapper.swapped(ONE)
        forms = {n.type: new.text[n.start : n.end] for n in new.names}
        assert [n.type for n in new.names] == [n.type for n in ONE.names]
        assert 2 <= len(forms[P]) <= 4 and surnames().of(forms[P])
        assert new.text.startswith("昨天,") and new.text.endswith(forms[J] + "要快建。")
        people.add(forms[P])
        places.add(forms[S].split("市")[0])
    assert len(people) > 30 and len(places) > 15


def test_the_same_name_is_swapped_the_same_way() -> None:
    twice = example("田玉蓉、冉启明", ("田玉蓉", P), ("冉启明", P))
    twice = Example("page.txt", "田玉蓉说,田玉蓉来了", (Named(0, 3, P), Named(5, 8, P)))
    swapper = Swapper([twice], random.Random(2))
    for _ in range(30):
        new = swapper.swapped(twice)
        assert len({new.text[n.start : n.end] for n in new.names}) == 1


def test_labels_cover_the_names() -> None:
    labels = labelled(ONE)
    assert len(labels) == len(ONE.text)
    assert (labels > 0).sum() == sum(n.end - n.start for n in ONE.names)
    perfect = np.eye(1 + 4 * len(EntityType))[labels]
    assert [s[:3] for s in decoded(perfect)] == list(ONE.names)


@pytest.fixture(scope="module")
def few() -> list[Example]:
    """Bridges that people praise: enough to learn one shape."""
    choose = random.Random(3)
    out = []
    for _ in range(150):
        form = "".join(choose.choices("青石云台白水红叶金沙", k=choose.choice((2, 3)))) + "大桥"
        head = choose.choice(("大家都说", "昨天来到", "他们修好了", "记者看见"))
        out.append(example(f"{head}{form},真是不错。", (form, J)))
    return out


def test_a_shape_is_learned_the_same_each_time(few: list[Example], tmp_path: Path) -> None:
    course = Course(width=16, depth=2, rounds=12, batch=200, rate=0.01)
    told: list[str] = []
    one, two = learned(few, course, told.append), learned(few, course)
    assert all((a.get_param(n) == b.get_param(n)).all() for (_, a, n), (_, b, _) in zip(_parameters(one), _parameters(two), strict=True))
    assert len(told) == course.rounds
    text = "朋友都说水沙大桥,真是不错。"
    assert [(text[s.start : s.end], s.type) for s in decoded(one.predict([features(text)])[0])] == [("水沙大桥", J)]
    about = {"version": "9", "width": 16, "depth": 2, "pieces": course.pieces, "least": {"Project": 0.5}}
    write(tmp_path / "a", one, about)
    write(tmp_path / "b", two, about)
    assert (tmp_path / "a" / "weights.npz").read_bytes() == (tmp_path / "b" / "weights.npz").read_bytes()
    again = read(tmp_path / "a")
    assert again.name == "small/9"
    assert [(text[s.start : s.end], s.type) for s in next(again.spans([text]))] == [("水沙大桥", J)]
