"""Nothing is ever attributed to those who only report, whatever their names stand beside."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Source
from kg.segment import segment

NAME = "狄小舟"
PAGES = [
    f"让老桥再年轻一回\n\n本报记者{NAME}\n\n记者{NAME}走访发现,老桥应当尽快加固。建议市交通运输局牵头。",
    f"本报讯(记者{NAME})“老桥必须加固。”{NAME}在桥头记下这句话。市人大代表林一清建议,先封闭货车通行。",
    f"市政协委员林一清\n给老桥做体检\n\n晨报全媒体记者/{NAME}\n\n{NAME}:您有什么建议?应该由谁出钱?\n\n林一清:我建议财政出一半。",
    f"市政协委员林一清\n给老桥做体检\n\n林一清在桥头。{NAME}摄\n\n晨报记者 {NAME}\n\n老桥要修。林一清建议,先做体检。",
    f"给老桥做体检\n\n□本报通讯员 {NAME}\n\n希望有关部门重视起来,请把护栏修好。",
    f"给老桥做体检\n\n文/图 本报记者 {NAME}\n\n{NAME}呼吁,尽快修桥。",
]


@pytest.mark.parametrize("text", PAGES)
@pytest.mark.parametrize("place", ["咸宁市", None])
def test_reporters_propose_nothing(text: str, place: str | None) -> None:
    found = extract(segment(Source.of_text("page.txt", text), place=place, date="2025-01-08")).proposals
    assert not [p for p in found if any(r.name == NAME for r in p.proposers)]


def test_the_members_beside_them_do() -> None:
    found = extract(segment(Source.of_text("page.txt", PAGES[1]), place="咸宁市")).proposals
    assert [[r.name for r in p.proposers] for p in found] == [["林一清"]]
