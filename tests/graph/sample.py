"""Invented documents and what they say, made by hand, so that the graph is tested apart from the steps before it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.model import (
    ArticleFact,
    ArticleKind,
    DocumentFacts,
    Doubt,
    Entity,
    EntityType,
    Evidence,
    Issue,
    Mention,
    Observation,
    Position,
    Predicate,
    Proposal,
    ProposalKind,
    Ref,
    Relation,
    Source,
    Status,
)

PAGE = """云溪日报
两会声音
市人大代表、云溪市纺织公司董事长祝青禾：做强服装产业
“服装要做强，”祝青禾与市政协委员
容墨（女，回族）建议，市商务局应支
持女裤小镇建设，推广“一厂一策”。
预计2023年全市地区生产总值增长5.50%左右，出口额58000万元。
2024年市政府将新建溪东大桥。溪东大桥位于河西区。
"""

REPORT = """云溪市2024年工作报告
市政府将办好十件实事，力争地区生产总值增长6%以上。
河西区属于云溪市，河西。
"""

CITY = Ref(EntityType.DISTRICT, "云溪市")
WEST = Ref(EntityType.DISTRICT, "云溪市河西区")
ZHU = Ref(EntityType.PERSON, "祝青禾")
RONG = Ref(EntityType.PERSON, "容墨")
CONGRESS = Ref(EntityType.ORGANIZATION, "云溪市人民代表大会")
CPPCC = Ref(EntityType.ORGANIZATION, "中国人民政治协商会议云溪市委员会")
FIRM = Ref(EntityType.ORGANIZATION, "云溪市纺织公司")
COMMERCE = Ref(EntityType.ORGANIZATION, "云溪市商务局")
GOVERNMENT = Ref(EntityType.ORGANIZATION, "云溪市人民政府")
TOWN = Ref(EntityType.PROJECT, "女裤小镇")
BRIDGE = Ref(EntityType.PROJECT, "溪东大桥")
MODEL = Ref(EntityType.POLICY, "“一厂一策”")
SESSION = Ref(EntityType.SESSION, "两会")


def at(source: Source, quote: str, nth: int = 1) -> Evidence:
    """Evidence for the nth place of `quote`."""
    start = -1
    for _ in range(nth):
        start = source.text.index(quote, start + 1)
    return Evidence.of(source, start, start + len(quote))


def entity(source: Source, ref: Ref, key: str, forms: Sequence[str], **more: object) -> Entity:
    """An entity that the source names in these forms."""
    mentions = tuple(Mention(ref.type, ref.name, form, (at(source, form),), "sample") for form in forms)
    aliases = tuple(f for f in forms if f != ref.name)
    return Entity(**{"ref": ref, "key": key, "types": (ref.type,), "aliases": aliases, "mentions": mentions, **more})  # type: ignore[arg-type]


def page(name: str = "page.txt", text: str = PAGE) -> DocumentFacts:
    """A newspaper page with two speakers, a torn paragraph, figures and a commitment."""
    source = Source.of_text(name, text)
    start = text.index("市人大代表")
    said = (at(source, "祝青禾与市政协委员\n容墨（女，回族）建议，市商务局应支"), at(source, "持女裤小镇建设"))
    rong = entity(source, RONG, "person/云溪市/容墨", ["容墨"])
    mention = rong.mentions[0]._replace(attributes=(("gender", "女"), ("ethnicGroup", "回族")))
    common = {"rule": "sample", "article": start}
    return DocumentFacts(
        source=source,
        issue=Issue(place="云溪市", date="2024-01-10", paper="云溪日报", doubts=(Doubt.PLACE_GUESSED,)),
        articles=(
            ArticleFact(
                title="做强服装产业",
                start=start,
                end=len(text),
                kind=ArticleKind.PROFILE,
                date="2024-01-10",
                bylines=(RONG, ZHU),
                evidence=(at(source, "做强服装产业"),),
                rule="headline",
            ),
        ),
        entities=(
            entity(source, CITY, "district/云溪市", ["全市"], code="439900", kind="prefecture"),
            entity(source, WEST, "district/云溪市河西区", ["河西区"]),
            entity(source, ZHU, "person/云溪市/祝青禾", ["祝青禾"], jurisdiction="云溪市"),
            Entity(rong.ref, rong.key, rong.types, rong.aliases, mentions=(mention,)),
            entity(source, CONGRESS, "organization/云溪市人民代表大会", ["市人大"], kind="congress"),
            entity(source, CPPCC, "organization/中国人民政治协商会议云溪市委员会", ["市政协"], kind="cppcc"),
            entity(source, FIRM, "organization/云溪市纺织公司", ["云溪市纺织公司"], kind="company"),
            entity(source, COMMERCE, "organization/云溪市商务局", ["市商务局"]),
            entity(source, GOVERNMENT, "organization/云溪市人民政府", ["市政府"]),
            entity(source, TOWN, "project/云溪市/女裤小镇", ["女裤小镇"], types=(EntityType.PROJECT, EntityType.ORGANIZATION)),
            entity(source, BRIDGE, "project/云溪市/溪东大桥", ["溪东大桥"]),
            entity(source, MODEL, "policy/云溪市/“一厂一策”", ["“一厂一策”"]),
            entity(source, SESSION, "session/云溪市/两会", ["两会"], doubts=(Doubt.UNSEEN_ABBREVIATION,)),
        ),
        positions=(
            Position(person=ZHU, role="代表", organization=CONGRESS, evidence=(at(source, "市人大代表"),), **common),
            Position(person=ZHU, role="董事长", organization=FIRM, evidence=(at(source, "云溪市纺织公司董事长祝青禾"),), **common),
            Position(
                person=RONG,
                role="委员",
                organization=CPPCC,
                session=SESSION,
                start="2022-01",
                evidence=(at(source, "市政协委员\n容墨"),),
                **common,
            ),
        ),
        proposals=(
            Proposal(
                kind=ProposalKind.RECOMMENDATION,
                proposers=(ZHU, RONG),
                text="市商务局应支持女裤小镇建设",
                topics=("女裤", "服装产业"),
                capacities=(CONGRESS, CPPCC),
                addressees=(COMMERCE,),
                about=(TOWN,),
                session=SESSION,
                evidence=said,
                **common,
            ),
            Proposal(
                kind=ProposalKind.FILED,
                proposers=(RONG,),
                text="推广“一厂一策”",
                topics=("企业服务",),
                title="关于推广的提案",
                number="12",
                about=(MODEL,),
                evidence=(at(source, "推广“一厂一策”"),),
                **common,
            ),
            Proposal(
                kind=ProposalKind.COMMITMENT,
                proposers=(GOVERNMENT,),
                text="新建溪东大桥",
                topics=("交通",),
                period="2024",
                about=(BRIDGE,),
                heading="做强服装产业",
                evidence=(at(source, "市政府将新建溪东大桥"),),
                doubts=(Doubt.SUBJECT_CARRIED,),
                **common,
            ),
        ),
        relations=(
            Relation(subject=BRIDGE, predicate=Predicate.LOCATED_IN, object=WEST, evidence=(at(source, "溪东大桥位于河西区"),), **common),
            Relation(subject=FIRM, predicate=Predicate.LOCATED_IN, object=CITY, evidence=(at(source, "云溪市纺织公司"),), **common),
            Relation(
                subject=BRIDGE,
                predicate=Predicate.CARRIED_OUT_BY,
                object=GOVERNMENT,
                evidence=(at(source, "市政府将新建溪东大桥"),),
                **common,
            ),
            Relation(subject=MODEL, predicate=Predicate.ISSUED_BY, object=CITY, evidence=(at(source, "推广“一厂一策”"),), **common),
            Relation(subject=COMMERCE, predicate=Predicate.PART_OF, object=GOVERNMENT, evidence=(at(source, "市商务局"),), **common),
            Relation(subject=TOWN, predicate=Predicate.PART_OF, object=BRIDGE, evidence=(at(source, "女裤小镇建设"),), **common),
        ),
        observations=(
            Observation(
                indicator="地区生产总值增长",
                value=Decimal("5.50"),
                unit="%",
                status=Status.ESTIMATE,
                area=CITY,
                period="2023",
                approximate=True,
                evidence=(at(source, "预计2023年全市地区生产总值增长5.50%左右"),),
                **common,
            ),
            Observation(
                indicator="出口额",
                value=Decimal("58000"),
                unit="万元",
                status=Status.ACTUAL,
                evidence=(at(source, "出口额58000万元"),),
                doubts=(Doubt.NO_AREA, Doubt.NO_PERIOD),
                **common,
            ),
        ),
        doubts=(Doubt.NO_TOPIC,),
    )


def report(name: str = "report.txt", text: str = REPORT) -> DocumentFacts:
    """A work report that shares entities with the page, under other forms."""
    source = Source.of_text(name, text)
    common = {"rule": "sample", "article": 0}
    return DocumentFacts(
        source=source,
        issue=Issue(place="云溪市", date="2024"),
        articles=(
            ArticleFact(
                title="云溪市2024年工作报告",
                start=0,
                end=len(text),
                kind=ArticleKind.REPORT,
                evidence=(at(source, "云溪市2024年工作报告"),),
                rule="headline",
            ),
        ),
        entities=(
            entity(source, CITY, "district/云溪市", ["云溪市"]),
            entity(source, WEST, "district/云溪市河西区", ["河西区", "河西。"]),
            entity(source, GOVERNMENT, "organization/云溪市人民政府", ["市政府"], kind="government"),
        ),
        proposals=(
            Proposal(
                kind=ProposalKind.COMMITMENT,
                proposers=(GOVERNMENT,),
                text="办好十件实事",
                topics=("民生",),
                period="2024",
                evidence=(at(source, "市政府将办好十件实事"),),
                **common,
            ),
        ),
        relations=(
            Relation(subject=WEST, predicate=Predicate.LOCATED_IN, object=CITY, evidence=(at(source, "河西区属于云溪市"),), **common),
        ),
        observations=(
            Observation(
                indicator="地区生产总值增长",
                value=Decimal("6"),
                unit="%",
                status=Status.TARGET,
                area=CITY,
                period="2024",
                bound=">=",
                evidence=(at(source, "地区生产总值增长6%以上"),),
                **common,
            ),
        ),
    )
