"""Links between proposals in a build: recorded apart from what is stated, the same whatever was built before."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

import kg
from kg.build import BuildOptions, build
from kg.graph import GraphStore, columns, inferred, load_query, rows
from kg.graph.links import all_links, link_node, links_of
from kg.model import DocumentFacts, Entity, EntityType, Evidence, Issue, LinkKind, Proposal, ProposalKind, Ref, Source
from kg.read import open_sources
from kg.vocab import Mint, Term, iri

MEASURES = ("设立电梯议事厅并发放加装奖补", "开通鲜果水运快线和冷链转仓", "为渡口更换提灌站机组", "村医实行县聘乡用")
OTHERS = ("改造农村公路", "开展内涝治理", "建成口袋公园", "培育规上工厂", "新建高标准粮田", "举办龙舟赛")
KINDS = {"建议": ProposalKind.RECOMMENDATION, "承诺": ProposalKind.COMMITMENT}


def read(source: Source, options: BuildOptions) -> DocumentFacts:
    """Reads lines such as 建议 祝青禾 加装电梯, and the date on the first."""
    first, *lines = source.text.splitlines()
    entities: dict[str, Entity] = {}
    proposals = []
    at = len(first) + 1
    for line in lines:
        kind, who, text = line.split()
        type_ = EntityType.PERSON if kind == "建议" else EntityType.ORGANIZATION
        ref = Ref(type_, who)
        entities[who] = Entity(ref, f"{type_.value.lower()}/云溪市/{who}", (type_,), jurisdiction="云溪市")
        here = (Evidence.of(source, at, at + len(line)),)
        proposals.append(Proposal(kind=KINDS[kind], proposers=(ref,), text=text, topics=(text[-4:],), evidence=here, rule="line"))
        at += len(line) + 1
    return DocumentFacts(source, Issue("云溪市", first), entities=tuple(entities.values()), proposals=tuple(proposals))


def documents(seed: int, number: int) -> dict[str, str]:
    """Invented documents that tell a few measures again and again."""
    choose = random.Random(seed)
    made = {}
    for n in range(number):
        lines = [f"202{choose.randint(3, 5)}-01-0{choose.randint(1, 9)}"]
        for _ in range(choose.randint(1, 4)):
            kind, who = choose.choice((("建议", "祝青禾"), ("建议", "容墨"), ("承诺", "市政府")))
            lines.append(f"{kind} {who} {choose.choice((*MEASURES, *OTHERS))}")
        made[f"{n}.txt"] = "\n".join(lines) + "\n"
    return made


def built(graph: Path, folder: dict[str, str]) -> None:
    build((Source.of_text(*item) for item in folder.items()), graph, BuildOptions(jobs=1, prune=True), reader=read)


def quads(graph: Path) -> list[str]:
    with GraphStore.open(graph, read_only=True) as store:
        return sorted(map(str, store.store))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.integers(2, 7), st.randoms(use_true_random=False))
def test_adding_and_taking_away_documents_gives_what_a_build_from_nothing_gives(seed: int, number: int, choose: random.Random) -> None:
    folder = documents(seed, number)
    with tempfile.TemporaryDirectory() as place:
        grown, new = Path(place) / "grown", Path(place) / "new"
        built(new, dict(sorted(folder.items())))
        names = list(folder)
        choose.shuffle(names)
        some = names[: choose.randint(1, len(names))]
        built(grown, {name: folder[name] for name in some})
        built(grown, {**{name: folder[name] for name in names}, "gone.txt": "2024-01-01\n建议 容墨 设立电梯议事厅并发放加装奖补\n"})
        built(grown, {name: folder[name] for name in names})
        assert quads(grown) == quads(new)


FOLDER = {
    "page.txt": f"2024-01-08\n建议 祝青禾 {MEASURES[0]}\n建议 容墨 {OTHERS[0]}\n",
    "daily.txt": f"2024-01-09\n建议 祝青禾 {MEASURES[0]}\n",
    "report.txt": "2025-01-10\n" + "".join(f"承诺 市政府 {text}\n" for text in ("推广电梯议事厅和加装奖补", *OTHERS[1:])),
}


def test_links_are_recorded_apart_with_score_and_reason(tmp_path: Path) -> None:
    built(tmp_path / "graph", FOLDER)
    with GraphStore.open(tmp_path / "graph", read_only=True) as store:
        place = Mint(store.base).inferred_graph
        for term in (Term.TAKEN_UP_IN, Term.SKOS_CLOSE_MATCH):
            assert {quad.graph_name for quad in store.store.quads_for_pattern(None, iri(term), None)} == {place}
        taken = list(store.store.quads_for_pattern(None, iri(Term.TAKEN_UP_IN), None, place))
        again = list(store.store.quads_for_pattern(None, iri(Term.SKOS_CLOSE_MATCH), None, place))
        assert (len(taken), len(again)) == (2, 1)
        first, later = again[0].subject, again[0].object
        assert isinstance(first, NamedNode) and isinstance(later, NamedNode)
        kinds = [link.kind for link in links_of(store, first.value)]
        assert sorted(kinds) == [LinkKind.SAME, LinkKind.TAKEN_UP]
        for link in links_of(store, first.value):
            assert link.left == first.value and 60 <= link.score <= 100 and link.reasons and link.shared
        assert inferred.recorded(store) == ()  # nothing for a person to judge
        found = load_query("uptake").run(store, {}).records()
        assert {(row["document"], row["later_document"], row["later_body"]) for row in found} == {
            ("page.txt", "report.txt", "市政府"),
            ("daily.txt", "report.txt", "市政府"),
        }
        assert all("promised-later" in str(row["why"]) and "电梯议事厅" in str(row["shared"]) for row in found)
        (row,) = load_query("same-proposals").run(store, {"person": "祝青禾"}).records()
        assert (row["document"], row["first_document"], row["proposer"]) == ("daily.txt", "page.txt", "祝青禾")
        assert load_query("same-proposals").run(store, {"person": "容墨"}).records() == []


def test_links_are_a_table_of_their_own_behind_what_documents_state(tmp_path: Path) -> None:
    built(tmp_path / "graph", FOLDER)
    with GraphStore.open(tmp_path / "graph", read_only=True) as store:
        found = list(rows(store, "links"))
        everything = list(rows(store))
        assert everything[-len(found) :] == found and [r for r in everything if r["table"] != "links"] == everything[: -len(found)]
        assert sorted((r["link"], r["source"], r["other_source"]) for r in found) == [
            ("same-proposal", "page.txt", "daily.txt"),
            ("taken-up", "daily.txt", "report.txt"),
            ("taken-up", "page.txt", "report.txt"),
        ]
        proposals = {row["iri"]: row for row in everything if row["table"] == "proposals"}
        for row in found:
            assert tuple(row) == columns("links") and row["rule"] == "inferred"
            assert 0.6 <= float(row["score"]) <= 1 and row["why"] and row["shared"]
            for node, prefix, source in ((row["proposal"], "", row["source"]), (row["other_iri"], "other_", row["other_source"])):
                own = proposals[node]
                assert own["source"] == source
                for name in ("proposers", "text", "quote", "start", "end", "spans"):
                    assert row[prefix + name] == own[name]
            (link,) = (x for x in links_of(store, row["proposal"]) if x.right == row["other_iri"] and x.kind.value == row["link"])
            assert row["iri"] == link_node(store, link) and link in all_links(store)
            assert any(store.store.quads_for_pattern(NamedNode(row["iri"]), iri(Term.SCORE), None))
        assert len({row["iri"] for row in found}) == len(found) == len(all_links(store))


def test_without_inference_there_is_an_empty_table(tmp_path: Path) -> None:
    sources = (Source.of_text(*item) for item in FOLDER.items())
    build(sources, tmp_path / "graph", BuildOptions(jobs=1, infers=False), reader=read)
    with GraphStore.open(tmp_path / "graph", read_only=True) as store:
        assert list(rows(store, "links")) == [] == [r for r in rows(store) if r["table"] == "links"]
        assert all_links(store) == ()


def test_what_is_forgotten_leaves_no_link(tmp_path: Path) -> None:
    built(tmp_path / "graph", FOLDER)
    built(tmp_path / "graph", {name: FOLDER[name] for name in ("page.txt", "daily.txt")})
    with GraphStore.open(tmp_path / "graph", read_only=True) as store:
        assert not list(store.store.quads_for_pattern(None, iri(Term.TAKEN_UP_IN), None))
        assert len(list(store.store.quads_for_pattern(None, iri(Term.SKOS_CLOSE_MATCH), None))) == 1


def test_without_inference_nothing_stays_that_no_longer_holds(tmp_path: Path) -> None:
    examples = sorted((Path(kg.__file__).parent / "examples").glob("*.txt"))

    def inferences(folder: str, documents: list[Path], infers: bool) -> set[str]:
        build(open_sources(documents), tmp_path / folder, BuildOptions(jobs=1, infers=infers))
        with GraphStore.open(tmp_path / folder, read_only=True) as store:
            return {str(q) for q in store.store.quads_for_pattern(None, None, None, Mint(store.base).inferred_graph)}

    first = inferences("steps", examples[:5], True)
    assert first and inferences("steps", examples[:5], False) == first  # nothing changed, so that it still holds
    assert inferences("steps", examples, False) == set()
    assert inferences("steps", examples, True) == inferences("whole", examples, True)
