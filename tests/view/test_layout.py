"""Where things stand: what holds together stands beside the fullest column, not above or below it."""

from __future__ import annotations

import pytest

from kg.view.layout import layout
from kg.view.picture import BODIES, MATTERS, PLACES, PROPOSALS, PROPOSERS, TOPICS, Line, Node, Picture


def picture(*proposals: str, matters: int) -> Picture:
    """A person with two bodies, and her proposals, each with topics of one letter and some matters in one place."""
    nodes: dict[str, Node] = {}
    lines: list[Line] = []

    def add(name: str, kind: str, column: int) -> int:
        return nodes.setdefault(name, Node(len(nodes), name, kind, column, (name,), 1, False)).id

    person = add("祝青禾", "Person", PROPOSERS)
    for body in ("云溪市政协", "云溪市医院"):
        lines.append(Line(add(body, "Organization", BODIES), person, "position", ()))
    for proposal, topics in enumerate(proposals):
        said = add(f"建议{proposal}", "Recommendation", PROPOSALS)
        lines.append(Line(person, said, "proposer", ()))
        lines += [Line(said, add(topic, "Concept", TOPICS), "topic", ()) for topic in topics]
    for matter in range(matters):
        lines.append(Line(said, add(f"工程{matter}", "Project", MATTERS), "about", ()))
    lines.append(Line(said, add("云溪市", "District", PLACES), "about", ()))
    return Picture(tuple(nodes.values()), tuple(lines))


@pytest.mark.parametrize("matters", [0, 1, 2])
@pytest.mark.parametrize("proposals", [("abcde",), ("ail", "abg"), ("c", "ae", "bckl", "g"), ("bcfilmn", "cm", "fn", "bil")])
def test_the_picture_is_no_higher_than_its_fullest_column(proposals: tuple[str, ...], matters: int) -> None:
    shown = picture(*proposals, matters=matters)
    places = layout(shown)
    topics = [box for box, node in zip(places.boxes, shown.nodes, strict=True) if node.column == TOPICS]
    height = max(b.y + b.height / 2 for b in topics) - min(b.y - b.height / 2 for b in topics)
    assert places.bottom - places.top <= height + 2 * topics[0].height
