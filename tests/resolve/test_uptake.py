"""What became of proposals, and the same one told twice: every case of uptake.toml and same.toml, in any order, at a bounded cost."""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.model import LinkKind, LinkReason, ProposalKind, ProposalLink, Told
from kg.resolve.linked import links_between
from kg.resolve.uptake import LEAST, MOST
from kg.resolve.wording import LEVELS, level, runs, weight, wording

HERE = Path(__file__).parent
UPTAKE = tomllib.loads((HERE / "uptake.toml").read_text(encoding="utf-8"))
SAME = tomllib.loads((HERE / "same.toml").read_text(encoding="utf-8"))["case"]


def taken_up(known: Iterable[Told]) -> tuple[ProposalLink, ...]:
    return tuple(link for link in links_between(known) if link.kind is LinkKind.TAKEN_UP)


def same_proposals(known: Iterable[Told]) -> tuple[ProposalLink, ...]:
    return tuple(link for link in links_between(known) if link.kind is LinkKind.SAME)


def told(node: str, text: str, kind: ProposalKind = ProposalKind.RECOMMENDATION, **more: Any) -> Told:
    given: dict[str, Any] = {"document": "page.txt", "place": "云溪市", "date": "2024-01-10", "proposers": ("person/甲",), **more}
    return Told(node, kind, text, **given)


def graph(case: dict[str, Any]) -> list[Told]:
    topics = tuple((topic, None) for topic in case.get("topics", ()))
    about = tuple((node, node.rpartition("/")[2]) for node in case.get("about", ()))
    place = case.get("place", "云溪市")
    asked = tuple(filter(None, (case.get("addressee"),)))
    one = told("one", case["said"], place=place, topics=topics, about=about, addressees=asked, article="article/1", start=100)
    by = (case.get("by", "organization/云溪市人民政府"),)
    later: dict[str, Any] = {"document": "report.txt", "date": "2025-01-08", "place": case.get("later_place", place), "proposers": by}
    later["kind"] = ProposalKind.COMMITMENT
    own = {key: case[key] for key in ("document", "date", "article", "start") if key in case}
    two = told("two", case["promised"], topics=topics, about=about, **(later | own))
    others = [told(f"z{n:02}", text, **later) for n, text in enumerate(UPTAKE["others"])]
    return [one, two, *others]


@pytest.mark.parametrize("case", UPTAKE["case"], ids=lambda c: c["name"])
def test_taken_up(case: dict[str, Any]) -> None:
    links = taken_up(graph(case))
    assert [(link.left, link.right) for link in links] == ([("one", "two")] if "reasons" in case else [])
    for link in links:
        assert sorted(reason.value for reason in link.reasons) == case["reasons"]
        assert 100 * LEAST <= link.score <= 100 and link.shared and link.kind is LinkKind.TAKEN_UP


@pytest.mark.parametrize("case", SAME, ids=lambda c: c["name"])
def test_the_same_proposal(case: dict[str, Any]) -> None:
    two = [telling(node, **{"document": f"{node}.txt", **case[node]}) for node in ("one", "two")]
    links = same_proposals(reversed(two))
    assert [(link.left, link.right) for link in links] == ([("one", "two")] if "reasons" in case else [])
    for link in links:
        assert sorted(reason.value for reason in link.reasons) == case["reasons"]
        assert 85 <= link.score <= 100 and link.kind is LinkKind.SAME


def telling(node: str, text: str, kind: str = "recommendation", **more: Any) -> Told:
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in more.items()}
    return told(node, text, ProposalKind(kind), **lists)


def test_every_reason_has_a_case_and_a_label() -> None:
    cases = {reason for case in (*UPTAKE["case"], *SAME) for reason in case.get("reasons", ())}
    assert cases == {reason.value for reason in LinkReason}
    assert all(reason.label for reason in LinkReason)


def test_the_order_of_the_proposals_makes_no_difference() -> None:
    chars = "桥渡船闸茶棉麻桑蚕盐碱渠堰塘梯灯杆厅馆园"
    known = [
        told(f"{kind.value}{n:02}", f"新修{chars[n % 19]}{chars[n * 7 % 20]}{chars[n % 13]},改造{chars[n % 17]}{chars[n * 3 % 20]}站", kind,
             document=f"{n % 5}.txt", date=f"202{n % 4}-01-0{1 + n % 3}", start=n, proposers=(f"{kind.value}/{n % 3}",))
        for kind in ProposalKind
        for n in (*range(30), *range(300, 320))
    ]  # fmt: skip
    known += [
        told(f"again{n}", each.text, document=f"again{n}.txt", date=each.date, proposers=each.proposers) for n, each in enumerate(known[:9])
    ]
    first = taken_up(known), same_proposals(known)
    assert all(first)
    for seed in range(4):
        random.Random(seed).shuffle(known)
        assert (taken_up(known), same_proposals(known)) == first


def test_of_many_tellings_each_is_linked_to_the_first() -> None:
    tellings = [told(f"n{n}", "建议为每个乡镇卫生院配备儿科医生", document=f"{n}.txt", date=f"2024-01-{20 - n}") for n in range(8)]
    assert [(link.left, link.right) for link in same_proposals(tellings)] == [("n7", f"n{n}") for n in range(7)]


def test_a_proposal_has_a_few_links_and_the_surest() -> None:
    one = told("one", "建议设立电梯议事厅,推行产地冷链转仓,开通鲜果水运快线")
    report: dict[str, Any] = {"kind": ProposalKind.COMMITMENT, "date": "2025-01-08", "proposers": ("organization/市政府",)}
    all_of_it = told("zz", "设立电梯议事厅,推行产地冷链转仓,开通鲜果水运快线", document="all.txt", **report)
    parts = [told(f"a{n}", "设立电梯议事厅,推行产地冷链转仓", document=f"{n}.txt", **report) for n in range(9)]
    links = taken_up([one, all_of_it, *parts])
    assert len(links) == MOST and "zz" in {link.right for link in links}


def test_a_document_that_the_graph_has_twice_makes_nothing_common() -> None:
    once = graph(UPTAKE["case"][0])
    copies = [told_copy(each, n) for each in once for n in range(3)]
    (link,) = taken_up(once)
    scores = {found.score for found in taken_up([*once, *copies])}
    assert scores == {link.score}


def told_copy(given: Told, n: int) -> Told:
    return told(f"{given.node}-{n}", given.text, given.kind, document=f"{n}-{given.document}", date=given.date, proposers=given.proposers)


def test_what_both_have_in_common_is_told_in_whole_words() -> None:
    one, other = (wording(told("x", text)) for text in ("建议设立电梯议事厅,开通鲜果水运快线", "鲜果水运快线今年开通;电梯议事厅推广到全市"))
    assert runs(one, other) == ("电梯议事厅", "开通", "鲜果水运快线")


def test_a_thing_says_less_with_each_doubling_of_those_that_have_it() -> None:
    weights = [weight(level(number)) for number in range(1, 1000)]
    assert weights == sorted(weights, reverse=True) and weights[1] == 1 and weights[2] < 1
    assert weights[511] > 0 == weights[512] and len(set(weights)) == LEVELS + 1


def test_the_cost_grows_with_the_proposals_and_not_with_the_pairs() -> None:
    def made(number: int) -> list[Told]:
        choose = random.Random(number)
        words = ["".join(choose.choices("桥渡船闸茶棉麻桑蚕盐碱渠堰塘梯灯杆厅馆园", k=4)) for _ in range(number // 4)]
        texts = ["、".join(choose.choices(words, k=6)) for _ in range(number)]
        return [
            told(f"{n:05}", text, ProposalKind.COMMITMENT if n % 2 else ProposalKind.RECOMMENDATION, document=f"{n % 50}.txt", start=n,
                 proposers=(f"person/{n}",))
            for n, text in enumerate(texts)
        ]  # fmt: skip

    def seconds(number: int) -> float:
        known = made(number)
        began = time.process_time()
        taken_up(known)
        return time.process_time() - began

    seconds(200)
    assert seconds(2000) < 12 * seconds(500) + 0.5  # sixteen times as many pairs
