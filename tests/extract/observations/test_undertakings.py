"""Figures in the words of proposals: asked for, or a body's own aims; what is already there stays what it is."""

from __future__ import annotations

import pytest

from kg.extract.observations.undertakings import Undertakings
from kg.model import EntityType, Evidence, Proposal, ProposalKind, Ref, Status

TEXT = "他建议新建3座泵站。市水利局承诺，今年先建1座。"


def proposal(kind: ProposalKind, words: str) -> Proposal:
    start = TEXT.index(words)
    evidence = (Evidence("page.txt", start, start + len(words), words),)
    return Proposal(kind=kind, proposers=(Ref(EntityType.PERSON, "甲"),), text=words, evidence=evidence, rule="given")


SPANS = Undertakings(
    [proposal(ProposalKind.RECOMMENDATION, "他建议新建3座泵站。"), proposal(ProposalKind.COMMITMENT, "市水利局承诺，今年先建1座。")]
)


@pytest.mark.parametrize(
    "figure, before, alone, status",
    [
        ("3座", "建议新建", Status.ACTUAL, Status.PROPOSED),
        ("3座", "两县的", Status.ACTUAL, Status.ACTUAL),
        ("3座", "山上空着", Status.ACTUAL, Status.ACTUAL),
        ("3座", "建议新建", Status.ESTIMATE, Status.ESTIMATE),
        ("1座", "今年先建", Status.ACTUAL, Status.TARGET),
        ("1座", "今年先建", Status.PROPOSED, Status.TARGET),
    ],
)
def test_where_a_figure_stands_decides(figure: str, before: str, alone: Status, status: Status) -> None:
    assert SPANS.of(alone, TEXT.index(figure), before, looks_back=False) is status


def test_what_stands_in_no_proposal_or_in_a_look_back_is_left_alone() -> None:
    assert SPANS.of(Status.ACTUAL, len(TEXT), "", looks_back=False) is Status.ACTUAL
    assert SPANS.of(Status.ACTUAL, TEXT.index("1座"), "", looks_back=True) is Status.ACTUAL
    assert Undertakings([]).of(Status.TARGET, 3, "", looks_back=False) is Status.TARGET
