"""Evidence says in which block of which article it stands; blocks are nodes that pieces share, and the text bears them out."""

from __future__ import annotations

from importlib.resources import files

import pytest
from pyoxigraph import Quad, Store

from kg.build import BuildOptions, read_document, read_pages
from kg.graph import GraphStore, Run
from kg.graph.mapping import quads
from kg.model import BlockKind, Source
from kg.vocab import DEFAULT_BASE, ontology

EXAMPLES = sorted((f for f in files("kg").joinpath("examples").iterdir() if f.name.endswith(".txt")), key=lambda f: f.name)
TORN = """云溪日报
2024年1月10日  星期三

做强服装产业
本报记者 容墨
市人大代表、云溪市纺织公司董事长祝青禾建议，市商务局应支持女裤小镇建设。
第二段：市政协委员秦川说，要加快修建溪东大桥。
"""


def source(example: object) -> Source:
    return Source.of_text(example.name, example.read_text(encoding="utf-8"))  # type: ignore[attr-defined]


def stored(said: list[Quad]) -> Store:
    store = Store()
    store.extend(said)
    return store


def ask(store: Store, wanted: str, pattern: str) -> list[tuple[str | None, ...]]:
    query = f"SELECT {wanted} WHERE {{ {pattern} }}"
    found = store.query(query, prefixes=ontology().prefixes, use_default_graph_as_union=True)
    return [tuple(value and value.value for value in row) for row in found]  # type: ignore[union-attr]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_every_piece_of_evidence_names_its_block(example: object) -> None:
    facts = read_document(source(example), BuildOptions())
    store = stored(list(quads(facts, DEFAULT_BASE, Run())))
    pieces = ask(
        store,
        "?piece ?start ?end ?number ?kind ?whole",
        "?piece a oa:SpecificResource ; oa:hasSelector ?s . ?s oa:start ?start ; oa:end ?end . "
        "OPTIONAL { ?piece oa:hasScope ?b . ?b a nif:Structure ; schema:position ?number ; schema:genre ?kind ; dcterms:isPartOf ?whole }",
    )
    assert len(pieces) > 40 and len({piece[0] for piece in pieces}) == len(pieces)
    # what the graph says of the block of each piece is what the layout of the page says of these characters
    laid = {span: (str(place.number), place.kind.value) for place in facts.blocks for span in place.pieces}
    articles = dict(ask(store, "?start ?end", "?a a kg:Article ; kg:start ?start ; kg:end ?end"))
    for _, start, end, number, kind, whole in pieces:
        (place,) = {said for (a, b), said in laid.items() if a <= int(start or -1) and int(end or -1) <= b}
        assert (number, kind) == place
        begins = (whole or "").rpartition("/")[2]
        if "/article/" in (whole or ""):
            assert int(begins) <= int(start or -1) and int(end or -1) <= int(articles[begins] or -1)
        else:
            assert kind == "furniture" and "/source/" in (whole or "")


def test_blocks_are_shared_and_only_those_of_use_are_told() -> None:
    facts = read_document(Source.of_text("page.txt", TORN), BuildOptions(place="云溪市"))
    assert {place.kind for place in facts.blocks} >= {BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.BYLINE}
    store = stored(list(quads(facts, DEFAULT_BASE, Run())))
    blocks = {row[0] for row in ask(store, "?b", "?b a nif:Structure")}
    pieces = ask(store, "?b ?piece", "?piece oa:hasScope ?b")
    assert blocks == {row[0] for row in pieces}
    assert 0 < len(blocks) <= len(facts.blocks) and len(blocks) < len(pieces)
    ((number, kind),) = ask(
        store,
        "?n ?k",
        "?p a kg:Recommendation ; kg:text ?t FILTER(CONTAINS(?t, '女裤')) "
        "?e oa:hasBody ?p ; oa:hasTarget/oa:hasScope ?b . ?b schema:position ?n ; schema:genre ?k",
    )
    assert (number, kind) == ("3", "paragraph")


def test_the_places_of_blocks_hold_their_text() -> None:
    reading = read_pages(Source.of_text("page.txt", TORN), BuildOptions())
    for place in reading.places:
        assert place.pieces and place.number >= 1
        assert all(TORN[a:b].strip() for a, b in place.pieces)
    assert {place.article for place in reading.places} <= {article.start for article in reading.articles} | {None}


def test_facts_without_a_layout_are_stored_as_before(graph: GraphStore) -> None:
    assert graph.query("ASK { ?piece oa:hasScope ?block }").rows == ((False,),)
    assert graph.query("ASK { ?piece oa:hasSelector ?words }").rows == ((True,),)
