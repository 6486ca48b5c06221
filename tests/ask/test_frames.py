"""The frames of questions.toml keep to their own examples, and the word list holds together."""

from __future__ import annotations

import time

import pytest

from kg.ask.answers import HANDLERS
from kg.ask.frames import SLOTS, Frame, frames
from kg.ask.scope import folded, plain
from kg.ask.topics import matter_of
from kg.lexicon.load import toml

by_frame = pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)


@by_frame
def test_examples_are_read_by_their_frame(frame: Frame) -> None:
    assert frame.examples
    for example in frame.examples:
        wanted = {slot: value for slot, value in example.items() if slot != "text"}
        assert wanted.keys() <= SLOTS
        assert wanted in list(frame.readings(example["text"])), example


@by_frame
def test_what_is_never_read_is_not(frame: Frame) -> None:
    assert frame.never
    for text in frame.never:
        assert not list(frame.readings(text)), text


@by_frame
def test_each_intent_has_an_answer(frame: Frame) -> None:
    assert frame.intent in HANDLERS
    assert frame.lang in {"zh", "en"}


def test_names_of_frames_differ_and_every_intent_is_asked_in_both_languages() -> None:
    assert len({f.name for f in frames()}) == len(frames())
    for lang in ("zh", "en"):
        assert {f.intent for f in frames() if f.lang == lang} >= HANDLERS.keys() - {"together", "carried"}


def test_every_class_is_used() -> None:
    data = toml("questions")
    used = " ".join([*data["macro"].values(), *(p for f in data["frame"] for p in f["patterns"])])
    assert [name for name in data["class"] if "{" + name + "}" not in used] == []


@pytest.mark.parametrize(
    ("words", "core"),
    [
        ("加快跨境电商发展", "跨境电商"),
        ("进一步推进老旧小区改造的建议", "老旧小区改造"),
        ("关于养老服务的提案", "养老服务"),
        ("建设用地", "建设用地"),  # a verb inside a longer known word stays
        ("大力发展低空经济", "低空经济"),
        ("the development of cross-border e-commerce", "跨境电商"),
        ("什么", ""),
        ("建议", ""),
    ],
)
def test_what_is_left_of_the_words(words: str, core: str) -> None:
    assert matter_of(words).core == core


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("请问谁建议修桥呢？谢谢", "谁建议修桥"),
        ("ＧＤＰ是多少？？", "GDP是多少"),
        ("谁 建议 修桥", "谁建议修桥"),
        ("Please tell me who proposed elevators?", "who proposed elevators"),
        ("赵甲是做什么的", "赵甲是做什么的"),
    ],
)
def test_politeness_and_marks_are_taken_off(question: str, left: str) -> None:
    assert plain(folded(question)) == left


LONG = ["有" * 120, "谁" * 120, "的建议" * 40, "有没有都有" * 25 + "谁提", "who proposed " * 11, "什么" * 60, "对就在" * 40]


@pytest.mark.parametrize("text", LONG)
def test_no_frame_takes_long_over_any_text(text: str) -> None:
    start = time.perf_counter()
    for frame in frames():
        list(frame.readings(text))
    assert time.perf_counter() - start < 2
