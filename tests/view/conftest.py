"""A graph of two invented documents, one whose every label is an attack, and a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import GraphStore, inferred
from kg.model import (
    ArticleFact,
    ArticleKind,
    DocumentFacts,
    Entity,
    EntityType,
    Evidence,
    Issue,
    LinkKind,
    LinkReason,
    Mention,
    Position,
    Predicate,
    Proposal,
    ProposalKind,
    ProposalLink,
    Ref,
    Relation,
    Source,
)
from kg.view import write_view
from tests.chromium import Page, chromium

CITY = Ref(EntityType.DISTRICT, "云溪市")
WEST = Ref(EntityType.DISTRICT, "云溪市河西区")
CONGRESS = Ref(EntityType.ORGANIZATION, "云溪市人民代表大会")
GOVERNMENT = Ref(EntityType.ORGANIZATION, "云溪市人民政府")
ZHU = Ref(EntityType.PERSON, "祝青禾")
RONG = Ref(EntityType.PERSON, "容墨")
IDLE = Ref(EntityType.PERSON, "桑采薇")
BRIDGE = Ref(EntityType.PROJECT, "溪东大桥")

PAGE = """市人大代表祝青禾建议，把女裤小镇的电商仓库迁到河西区，方便出口。
市人大代表容墨建议，培育女裤品牌，
开拓海外市场。
市人大代表桑采薇出席。
"""
REPORT = """云溪市人民政府工作报告
2024年，市政府将在河西区新建溪东大桥。
"""
EVIL = """<img src=x onerror="window.hacked=1">建议</script><script>window.hacked=2</script>\u2028"'`${window.hacked=3}{{7*7}}<!--&lt;b&gt;
"""


def at(source: Source, quote: str) -> Evidence:
    start = source.text.index(quote)
    return Evidence.of(source, start, start + len(quote))


def entity(source: Source, ref: Ref, form: str) -> Entity:
    mention = Mention(ref.type, ref.name, form, (at(source, form),), "sample")
    aliases = (form,) if form != ref.name else ()
    return Entity(ref, f"{ref.type.value.lower()}/云溪市/{ref.name}", (ref.type,), aliases, mentions=(mention,))


def page() -> DocumentFacts:
    source = Source.of_text("云溪日报.txt", PAGE)
    common = {"rule": "sample", "article": 0}
    return DocumentFacts(
        source=source,
        issue=Issue(place="云溪市", date="2023-12-28"),
        articles=(
            ArticleFact(
                title="女裤",
                start=0,
                end=len(PAGE),
                kind=ArticleKind.NEWS,
                date="2023-12-28",
                evidence=(at(source, "女裤"),),
                rule="sample",
            ),
        ),
        entities=tuple(
            entity(source, ref, form)
            for ref, form in ((ZHU, "祝青禾"), (RONG, "容墨"), (IDLE, "桑采薇"), (CONGRESS, "市人大"), (WEST, "河西区"))
        ),
        positions=tuple(
            Position(person=who, role="代表", organization=CONGRESS, evidence=(at(source, f"市人大代表{who.name}"),), **common)
            for who in (ZHU, RONG, IDLE)
        ),
        proposals=(
            Proposal(
                kind=ProposalKind.RECOMMENDATION,
                proposers=(ZHU,),
                text="把女裤小镇的电商仓库迁到河西区,方便出口",
                topics=("女裤", "跨境电商"),
                capacities=(CONGRESS,),
                about=(WEST,),
                evidence=(at(source, "祝青禾建议，把女裤小镇的电商仓库迁到河西区，方便出口"),),
                **common,
            ),
            Proposal(
                kind=ProposalKind.RECOMMENDATION,
                proposers=(RONG,),
                text="培育女裤品牌,开拓海外市场",
                topics=("女裤",),
                capacities=(CONGRESS,),
                evidence=(at(source, "容墨建议，培育女裤品牌，"), at(source, "开拓海外市场")),
                **common,
            ),
        ),
    )


def report() -> DocumentFacts:
    source = Source.of_text("工作报告.txt", REPORT)
    common = {"rule": "sample", "article": 0}
    return DocumentFacts(
        source=source,
        issue=Issue(place="云溪市", date="2024-01-20"),
        articles=(
            ArticleFact(
                title="云溪市人民政府工作报告",
                start=0,
                end=len(REPORT),
                kind=ArticleKind.REPORT,
                date="2024-01-20",
                evidence=(at(source, "云溪市人民政府工作报告"),),
                rule="sample",
            ),
        ),
        entities=tuple(
            entity(source, ref, form) for ref, form in ((GOVERNMENT, "市政府"), (WEST, "河西区"), (BRIDGE, "溪东大桥"), (CITY, "云溪市"))
        ),
        proposals=(
            Proposal(
                kind=ProposalKind.COMMITMENT,
                proposers=(GOVERNMENT,),
                text="在河西区新建溪东大桥",
                topics=("桥梁",),
                period="2024",
                about=(BRIDGE,),
                evidence=(at(source, "市政府将在河西区新建溪东大桥"),),
                **common,
            ),
        ),
        relations=(
            Relation(subject=BRIDGE, predicate=Predicate.LOCATED_IN, object=WEST, evidence=(at(source, "河西区新建溪东大桥"),), **common),
        ),
    )


def hostile() -> DocumentFacts:
    """Every label that a document can bring is markup, script or a character that ends a string."""
    text = EVIL.rstrip("\n")
    source = Source.of_text("\"><script>window.hacked=4</script>'.txt", EVIL)
    person = Ref(EntityType.PERSON, text[:37])
    body = Ref(EntityType.ORGANIZATION, text[37:])
    common = {"rule": "<script>window.hacked=5</script>", "article": 0}
    return DocumentFacts(
        source=source,
        issue=Issue(place=text, date="2024-01-20"),
        articles=(
            ArticleFact(
                title=text, start=0, end=len(EVIL), kind=ArticleKind.NEWS, date="2024-01-20", evidence=(at(source, text),), rule="sample"
            ),
        ),
        entities=(entity(source, person, person.name), entity(source, body, body.name)),
        positions=(Position(person=person, role=text, organization=body, evidence=(at(source, text),), **common),),
        proposals=(
            Proposal(
                kind=ProposalKind.RECOMMENDATION,
                proposers=(person,),
                text=text,
                topics=(text,),
                capacities=(body,),
                heading=text,
                title=text,
                number=text,
                evidence=(at(source, text),),
                **common,
            ),
        ),
    )


def crowd() -> DocumentFacts:
    """Two groups of four who each signed one proposal together."""
    groups = [[f"{first}{second}" for second in "一二三四"] for first in "甲乙"]
    words = ["、".join(names) + f"建议{matter}。" for names, matter in zip(groups, ("修路", "种树"), strict=True)]
    source = Source.of_text("丁州日报.txt", "\n".join(words) + "\n")
    people = [[Ref(EntityType.PERSON, name) for name in names] for names in groups]
    return DocumentFacts(
        source=source,
        issue=Issue(place="丁州市", date="2023-01-05"),
        articles=(
            ArticleFact(
                title="两会",
                start=0,
                end=len(source.text),
                kind=ArticleKind.NEWS,
                date="2023-01-05",
                evidence=(at(source, words[0]),),
                rule="sample",
            ),
        ),
        entities=tuple(
            Entity(
                ref,
                f"person/丁州市/{ref.name}",
                (ref.type,),
                jurisdiction="丁州市",
                mentions=(Mention(ref.type, ref.name, ref.name, (at(source, ref.name),), "s"),),
            )
            for group in people
            for ref in group
        ),
        proposals=tuple(
            Proposal(
                kind=ProposalKind.RECOMMENDATION,
                proposers=tuple(group),
                text=text,
                topics=(matter,),
                evidence=(at(source, text),),
                rule="sample",
                article=0,
            )
            for group, text, matter in zip(people, words, ("修路", "种树"), strict=True)
        ),
    )


def promise() -> DocumentFacts:
    """A government of the same place that promises what the first group asked for, a year later."""
    source = Source.of_text("丁州报告.txt", "丁州市人民政府将修路。\n")
    body, place = Ref(EntityType.ORGANIZATION, "丁州市人民政府"), Ref(EntityType.DISTRICT, "丁州市")
    return DocumentFacts(
        source=source,
        issue=Issue(place="丁州市", date="2024-01-05"),
        entities=tuple(
            Entity(ref, key, (ref.type,), mentions=(Mention(ref.type, ref.name, ref.name, (at(source, ref.name),), "sample"),))
            for ref, key in ((body, "organization/丁州市人民政府"), (place, "district/丁州市"))
        ),
        proposals=(
            Proposal(
                kind=ProposalKind.COMMITMENT,
                proposers=(body,),
                text="修路",
                topics=("修路",),
                evidence=(at(source, "修路"),),
                rule="sample",
            ),
        ),
    )


def traditional() -> DocumentFacts:
    """One proposal in traditional characters, of a person whose name is in simplified ones."""
    source = Source.of_text("開發.txt", "刘丰建議，改造開發後巷b座。\n")
    person = Ref(EntityType.PERSON, "刘丰")
    proposal = Proposal(
        kind=ProposalKind.RECOMMENDATION,
        proposers=(person,),
        text="改造開發後巷b座",
        topics=("開發",),
        evidence=(at(source, "改造開發後巷b座"),),
        rule="sample",
    )
    return DocumentFacts(source=source, issue=Issue(place="云溪市"), entities=(entity(source, person, "刘丰"),), proposals=(proposal,))


def join(store: GraphStore, *pairs: tuple[str, str], kind: LinkKind = LinkKind.TAKEN_UP) -> tuple[ProposalLink, ...]:
    """Makes these all that is inferred: a link from the proposal whose words hold the first text to that of the second."""
    iris = {str(text): str(iri) for iri, text in store.query("SELECT ?p ?t WHERE { ?p kg:text ?t }").rows}
    found = [[next(iri for text, iri in sorted(iris.items()) if words in text) for words in pair] for pair in pairs]
    links = tuple(ProposalLink(kind, left, right, 72, (LinkReason.LATER, LinkReason.TOPICS), ("修路",)) for left, right in found)
    inferred.record(store, (), None, "sample", links)
    return links


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A graph of the page and the report."""
    with GraphStore.create(tmp_path_factory.mktemp("view") / "graph") as store:
        store.put(page())
        store.put(report())
        yield store


@pytest.fixture(scope="session")
def two_writings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A graph in simplified characters with a document in traditional ones."""
    with GraphStore.create(tmp_path_factory.mktemp("writings") / "graph") as store:
        for facts in (page(), report(), traditional()):
            store.put(facts)
        yield store


@pytest.fixture(scope="session")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A graph of nothing but attacks."""
    with GraphStore.create(tmp_path_factory.mktemp("hostile") / "graph") as store:
        store.put(hostile())
        yield store


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def show(browser: Page, tmp_path: Path) -> Callable[..., Page]:
    """Draws a graph and opens the picture."""

    def draw(store: GraphStore, **options: object) -> Page:
        path = tmp_path / "图.html"
        write_view(store, path, **options)  # type: ignore[arg-type]
        browser.console.clear()
        browser.requests.clear()
        browser.emulate()
        browser.resize(1280, 800)
        browser.open(path)
        browser.wait("document.documentElement.dataset.ready === 'true'")
        return browser

    return draw
