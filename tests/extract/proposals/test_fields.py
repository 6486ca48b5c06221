"""What a proposal carries besides its words: capacity, addressee, session, period, heading, number, topics, doubts, exact evidence."""

from __future__ import annotations

from kg.extract import extract
from kg.model import Doubt, Proposal, ProposalKind, Source
from kg.segment import segment


def proposals(text: str, place: str, date: str = "2025-01-08") -> tuple[Source, tuple[Proposal, ...]]:
    source = Source.of_text("page.txt", text)
    return source, extract(segment(source, place=place, date=date)).proposals


def test_a_recommendation_in_the_press() -> None:
    text = "在市九届人大四次会议上,市人大代表苏小满建议市教育局会同市财政局,给寄宿制小学配齐校医。"
    source, (p,) = proposals(text, "咸宁市")
    assert p.kind is ProposalKind.RECOMMENDATION
    assert [r.name for r in p.proposers] == ["苏小满"]
    assert [r.name for r in p.capacities] == ["咸宁市人民代表大会"]
    assert [r.name for r in p.addressees] == ["咸宁市教育局", "咸宁市财政局"]
    assert p.session is not None and "第四次会议" in p.session.name
    assert "校医" in p.topics
    assert p.period is None and p.doubts == ()
    assert "".join(e.quote for e in p.evidence) == p.text == text[text.index("苏小满") :]
    assert all(source.text[e.start : e.end] == e.quote for e in p.evidence)


def test_a_carried_subject_is_said() -> None:
    _, found = proposals("市人大代表苏小满走访了三所小学。她建议配齐校医。", "咸宁市")
    assert [Doubt.SUBJECT_CARRIED in p.doubts for p in found] == [True]


def test_a_commitment_has_period_and_heading() -> None:
    text = (
        "咸宁市政府工作报告\n\n现在,我代表市人民政府向大会报告工作。\n\n一、2024年工作回顾\n\n改造小区九个。\n\n"
        "二、2025年重点任务\n\n加快温泉新区建设,新建口袋公园12个。"
    )
    _, found = proposals(text, "咸宁市")
    (p,) = found
    assert p.kind is ProposalKind.COMMITMENT
    assert p.period == "2025" and p.heading is not None and "重点任务" in p.heading
    assert [r.name for r in p.proposers] == ["咸宁市人民政府"]
    assert p.capacities == () and p.addressees == ()


def test_rows_of_filed_documents() -> None:
    text = (
        "咸宁市政协优秀提案名单\n\n| 编号 | 提案题目 | 第一提案人 | 承办单位 |\n| --- | --- | --- | --- |\n"
        "| 016 | 关于修复古桥的提案 | 苏小满(女) | 市文化和旅游局 |\n| 027 | 关于建设夜校的提案 | 林一清、石远航 | 市教育局 |\n"
    )
    source, found = proposals(text, "咸宁市")
    assert [(p.kind, p.number, p.title) for p in found] == [
        (ProposalKind.FILED, "016", "关于修复古桥的提案"),
        (ProposalKind.FILED, "027", "关于建设夜校的提案"),
    ]
    assert [[r.name for r in p.proposers] for p in found] == [["苏小满"], ["林一清", "石远航"]]
    assert [[r.name for r in p.addressees] for p in found] == [["咸宁市文化和旅游局"], ["咸宁市教育局"]]
    assert all(source.text[e.start : e.end] == e.quote for p in found for e in p.evidence)


def test_a_docket_gives_each_document_once_with_its_addressees() -> None:
    text = (
        "咸宁市政协提案选登\n\n案由：关于修复古桥的提案\n提案人：苏小满\n承办单位：市文化和旅游局\n\n"
        "案由：关于建设夜校的提案\n提案人：林一清、石远航\n承办单位：市教育局\n办理结果：已办结\n"
    )
    _, found = proposals(text, "咸宁市")
    assert [(p.title, [r.name for r in p.proposers], [r.name for r in p.addressees]) for p in found] == [
        ("关于修复古桥的提案", ["苏小满"], ["咸宁市文化和旅游局"]),
        ("关于建设夜校的提案", ["林一清", "石远航"], ["咸宁市教育局"]),
    ]


def test_the_order_is_that_of_the_text_and_the_same_every_time() -> None:
    text = "审议中,林一清委员建议,修桥。石远航委员提出,先修路。市交通运输局答复:2025年底前完工。"
    once, again = proposals(text, "咸宁市")[1], proposals(text, "咸宁市")[1]
    assert once == again
    assert [p.evidence[0].start for p in once] == sorted(p.evidence[0].start for p in once)
