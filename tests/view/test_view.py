"""What is drawn, where, and what the files hold, without a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, QueryError
from kg.graph import GraphStore
from kg.model import LinkKind
from kg.view import write_view
from kg.view.choose import find
from kg.view.contents import contents, neighbourhood
from kg.view.layout import spaced
from kg.view.look import line_styles, styles, words
from kg.view.page import embedded, payload
from kg.view.scene import Scene, scene
from kg.view.site import site_files, site_page
from kg.view.text import ELLIPSIS, plain, units, wrapped
from kg.vocab import ontology
from tests.view.conftest import EVIL, crowd, join, promise

EVERYTHING = 1000
INFERRED = {"takenUpIn", "closeMatch"}


def labels(shown: Scene) -> set[str]:
    return {"".join(node.lines) for node in shown.picture.nodes}


def lines(shown: Scene) -> set[tuple[str, str, str]]:
    names = ["".join(node.lines) for node in shown.picture.nodes]
    return {(names[line.source], line.role, names[line.target]) for line in shown.picture.lines}


def test_who_proposed_what_is_drawn_with_its_lines(graph: GraphStore) -> None:
    drawn = lines(scene(graph, None, EVERYTHING))
    assert ("祝青禾", "proposer", "把女裤小镇的电商仓库迁到河西区,方便出口") in drawn
    assert ("把女裤小镇的电商仓库迁到河西区,方便出口", "topic", "女裤") in drawn
    assert ("云溪市人民代表大会", "position", "祝青禾") in drawn
    assert ("溪东大桥", "containedInPlace", "云溪市河西区") in drawn
    assert not any(role == "capacity" for _, role, _ in drawn), "the position says it already"


def test_every_proposal_that_is_drawn_has_its_quote_and_place(graph: GraphStore) -> None:
    shown = scene(graph, None, EVERYTHING)
    for iri in shown.statements:
        quote = shown.quotes[iri]
        source = graph.source_text(quote.document)
        for piece in quote.pieces:
            assert source[piece.start : piece.end] == piece.quote
            assert source[piece.start - len(piece.before) : piece.end + len(piece.after)] == piece.before + piece.quote + piece.after
            assert piece.quote.split("\n")[0] in source.split("\n")[piece.line - 1]


@pytest.mark.parametrize("limit", [2, 5, 8, 12, EVERYTHING])
def test_never_more_than_the_limit_and_the_rest_is_counted(graph: GraphStore, limit: int) -> None:
    shown = scene(graph, None, limit)
    assert shown.drawn <= limit
    assert shown.drawn + sum(shown.left_out.values()) == shown.total


def test_every_document_gets_its_turn(graph: GraphStore) -> None:
    shown = scene(graph, None, 9)
    assert {s.document for s in shown.statements.values() if s.is_proposal} == {"云溪日报.txt", "工作报告.txt"}


def test_about_a_person_a_body_a_topic_a_district(graph: GraphStore) -> None:
    assert "培育女裤品牌,开拓海外市场" not in labels(scene(graph, "祝青禾", EVERYTHING))
    assert {"祝青禾", "容墨", "桑采薇"} <= labels(scene(graph, "市人大", EVERYTHING)), "by another form of its name, with its members"
    assert {"祝青禾", "容墨"} <= labels(scene(graph, "女裤", EVERYTHING))
    west = labels(scene(graph, "河西区", EVERYTHING))
    assert {"把女裤小镇的电商仓库迁到河西区,方便出口", "在河西区新建溪东大桥"} <= west, "and what is about a project that lies in it"
    seeds = [n for n in scene(graph, "祝青禾", EVERYTHING).picture.nodes if n.seed]
    assert [n.lines for n in seeds] == [("祝青禾",)]


def test_about_nothing_that_is_there(graph: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"祝青草.*near: 祝青禾"):
        write_view(graph, tmp_path / "a.html", about="祝青草")
    with pytest.raises(QueryError):
        write_view(graph, tmp_path / "a.html", about="  ")
    with pytest.raises(QueryError, match="limit"):
        write_view(graph, tmp_path / "a.html", limit=1)
    with pytest.raises(InputError, match="bmp"):
        write_view(graph, tmp_path / "a.html", form="bmp")
    assert not list(tmp_path.iterdir())


def test_of_an_iri_only_the_neighbourhood_is_read_and_the_picture_is_the_same(graph: GraphStore) -> None:
    everything = contents(graph)
    for name in ("祝青禾", "云溪市人民代表大会", "女裤", "云溪市河西区", "溪东大桥"):
        (iri,) = find(everything, name)
        part = neighbourhood(graph, [iri])
        assert part.things.items() <= everything.things.items() and part.statements.items() <= everything.statements.items()
        near, far = scene(graph, iri, EVERYTHING), scene(graph, name, EVERYTHING)
        assert near.about == name and lines(near) == lines(far) and labels(near) == labels(far)


def test_who_proposes_together(graph: GraphStore) -> None:
    shown = scene(graph, None, EVERYTHING, "people")
    ((one, role, other),) = lines(shown)
    assert role == "shared" and {one, other} == labels(shown) == {"祝青禾", "容墨"}
    assert {tuple(sorted(line.statements)) for line in shown.picture.lines} == {tuple(sorted(shown.statements.keys() & _proposals(shown)))}
    assert labels(scene(graph, "女裤", EVERYTHING, "people")) == {"祝青禾", "容墨"}, "those who speak on it"
    assert labels(scene(graph, "桑采薇", EVERYTHING, "people")) == set(), "who proposed nothing"


def _proposals(shown: Scene) -> set[str]:
    return {i for i, s in shown.statements.items() if s.is_proposal}


def test_groups_strength_and_no_names_on_each_other(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(crowd())
        shown = scene(store, None, EVERYTHING, "people")
        groups: dict[int, set[str]] = {}
        for node in shown.picture.nodes:
            groups.setdefault(node.column, set()).add("".join(node.lines))
        assert sorted(len(group) for group in groups.values()) == [4, 4]
        assert {frozenset(name[0] for name in group) for group in groups.values()} == {frozenset("甲"), frozenset("乙")}
        assert all(node.weight >= 9 for node in shown.picture.nodes), "three partners, three each"
        for a, b in combinations(shown.layout.boxes, 2):
            assert abs(a.x - b.x) >= (a.width + b.width) / 2 or abs(a.y - b.y) >= (a.height + b.height) / 2
        few = scene(store, None, 3, "people")
        assert few.drawn == 3 and few.total == 8


def test_year_by_year_from_recommendation_to_promise(graph: GraphStore, tmp_path: Path) -> None:
    shown = scene(graph, None, EVERYTHING, "years")
    assert shown.heads["zh-hans"] == ("2023 建言、提案", "2024 承诺") and lines(shown) == set(), "no topic in common"
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(crowd())
        tied = scene(store, None, EVERYTHING, "years")
        assert tied.picture.lines == (), "nothing is inferred"
        store.put(promise())
        join(store, ("建议修路", "修路"))
        tied = scene(store, None, EVERYTHING, "years")
        ((one, role, other),) = lines(tied)
        assert role == "takenUpIn" and "甲一、甲二、甲三、甲四" in one and "丁州市人民政府" in other
        assert tied.left_out == {"Recommendation": 1}, "what nothing answers is counted"
        assert scene(store, "乙一", EVERYTHING, "years").drawn == 1
        assert scene(store, "甲一", EVERYTHING, "years").drawn == 2, "with what answers it"


def test_what_is_inferred_is_drawn_apart_and_told_with_its_reasons(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(crowd())
        store.put(promise())
        assert not any(line.inferred for line in scene(store, None, EVERYTHING).picture.lines)
        (link,) = join(store, ("建议修路", "修路"))
        for about in (None, "甲一", "https://w3id.org/lianghui-kg/id/person/丁州市/甲一"):
            shown = scene(store, about, EVERYTHING)
            (line,) = (line for line in shown.picture.lines if line.inferred)
            assert (line.role, line.inferred, line.statements) == ("takenUpIn", link, (link.left, link.right))
        assert "修路" in labels(scene(store, "甲一", EVERYTHING)), "the promise is drawn beside what it takes up"
        assert link.right not in {n.iri for n in scene(store, "乙一", EVERYTHING).picture.nodes}
        styled = line_styles()["takenUpIn"]
        assert styled.dashed and styled.inferred and not any(s.inferred for s in line_styles().values() if s.role not in INFERRED)
        small = scene(store, "乙一", 3)
        assert small.inferred == ()
        data = payload(scene(store, None, EVERYTHING))
        (told,) = data["inferred"]
        assert (told["score"], told["kind"], told["shared"], told["ends"]) == ("0.72", "taken-up", ["修路"], [link.left, link.right])
        assert told["why"] == {"zh-hans": ["其后的文献", "主题相同"], "en": ["in a later document", "the same topics"]}
        assert set(told["ends"]) <= data["statements"].keys() and all(data["terms"]["takenUpIn"].values())
        assert [e["dashes"] for e in data["edges"] if e["role"] == "takenUpIn"] == [[2, 4]]
        for form, words in (("svg", 'stroke-dasharray="2 4"'), ("graphml", ">promised-later；shared-topics<"), ("gexf", "promised-later")):
            write_view(store, tmp_path / f"a.{form}")
            assert words in (tmp_path / f"a.{form}").read_text(encoding="utf-8")
        assert "点线：推断" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_another_telling_is_joined_to_the_first(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(crowd())
        store.put(promise())
        (link,) = join(store, ("建议修路", "修路"), kind=LinkKind.SAME)
        (line,) = (line for line in scene(store, None, EVERYTHING).picture.lines if line.inferred)
        assert (line.role, line.inferred) == ("closeMatch", link)


def test_a_kind_that_there_is_not(graph: GraphStore) -> None:
    with pytest.raises(InputError, match="who, people, years"):
        scene(graph, None, 10, "pie")


def test_gexf_is_read_by_networkx(graph: GraphStore, tmp_path: Path) -> None:
    write_view(graph, tmp_path / "a.gexf")
    read = nx.read_gexf(tmp_path / "a.gexf")
    shown = scene(graph, None, 150)
    assert read.number_of_nodes() == len(shown.picture.nodes) and read.number_of_edges() == len(shown.picture.lines)
    assert all(d["viz"]["position"]["x"] is not None for _, d in read.nodes(data=True))


def test_pages_of_a_site_hold_no_script(graph: GraphStore) -> None:
    page_ = site_page(graph, None, 100, "en", "who")
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", page_)
    assert [b for a, b in scripts if "application/json" not in a] == [""] * 4
    assert {re.search(r'src="/static/view/([^"]+)"', a)[1] for a, _ in scripts if "src" in a} <= site_files().keys()  # type: ignore[index]
    assert '<html lang="en">' in page_ and "<style" not in page_ and " style=" not in page_


def test_a_whole_name_comes_before_a_part_of_one(graph: GraphStore) -> None:
    everything = contents(graph)
    assert [everything.things[i].name for i in find(everything, "云溪市")] == ["云溪市"]
    assert len(find(everything, "云溪")) > 1


def test_an_empty_graph_gives_a_page(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        for name in ("a.html", "a.svg", "a.graphml"):
            assert write_view(store, tmp_path / name).drawn == 0
            assert (tmp_path / name).stat().st_size > 0


def test_boxes_do_not_overlap_and_columns_go_from_left_to_right(graph: GraphStore) -> None:
    shown = scene(graph, None, EVERYTHING)
    boxes = shown.layout.boxes
    for a, b in combinations(boxes, 2):
        assert abs(a.x - b.x) >= (a.width + b.width) / 2 or abs(a.y - b.y) >= (a.height + b.height) / 2
    for node, box in zip(shown.picture.nodes, boxes, strict=True):
        assert box.x - box.width / 2 >= 0 and box.x + box.width / 2 <= shown.layout.right + 0.2
        assert box.y - box.height / 2 >= -0.2 and box.y + box.height / 2 <= shown.layout.bottom + 0.2
        assert max(units(line) for line in node.lines) * 6 <= box.width
    numbers = [number for number, _, _ in shown.layout.columns]
    assert numbers == sorted(numbers)


@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(1, 100)), max_size=30))
def test_spacing_keeps_order_and_distance(pairs: list[tuple[float, float]]) -> None:
    wishes, heights = [w for w, _ in pairs], [h for _, h in pairs]
    ys = spaced(wishes, heights, 5)
    assert len(ys) == len(pairs)
    for i in range(len(ys) - 1):
        assert ys[i + 1] - ys[i] >= (heights[i] + heights[i + 1]) / 2 + 5 - 1e-6
    if all(b - a >= 105 for a, b in pairwise(wishes)):
        assert ys == pytest.approx(wishes), "what has room stays where it wants to be"


@given(st.text(max_size=80), st.integers(4, 40), st.integers(1, 3))
def test_wrapping_keeps_the_width_and_loses_nothing_silently(text: str, width: int, most: int) -> None:
    out = wrapped(text, width, most)
    assert 1 <= len(out) <= most and all(units(line) <= width for line in out)
    whole = "".join(out)
    if not whole.endswith(ELLIPSIS) and plain(text):
        assert whole.replace(" ", "") == plain(text).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("每人每月就从400元提到800元", ("每人每月就从", "400元提到800元")),
        ("把标准的门打开。再说别的", ("把标准的门打", "开。再说别的")),
        ("把标准的大门《办法》打开", ("把标准的大门", "《办法》打开")),
    ],
)
def test_lines_break_where_chinese_allows(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 14, 2) == lines


def test_png_is_the_svg_in_pixels(graph: GraphStore, tmp_path: Path) -> None:
    from PIL import Image

    write_view(graph, tmp_path / "a.svg")
    write_view(graph, tmp_path / "a.png")
    size = re.search(r'<svg[^>]* width="([\d.]+)[^"]*" height="([\d.]+)', (tmp_path / "a.svg").read_text(encoding="utf-8"))
    with Image.open(tmp_path / "a.png") as picture:
        assert size is not None and picture.size == (2 * round(float(size[1])), 2 * round(float(size[2])))
        assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 20  # something is drawn


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.png", "a.graphml", "a.gexf"])
def test_the_same_graph_gives_the_same_bytes_in_any_process(graph: GraphStore, tmp_path: Path, name: str) -> None:
    write_view(graph, tmp_path / name)
    code = (
        "import sys; from pathlib import Path; from kg.graph import GraphStore; from kg.view import write_view\n"
        "from tests.view.conftest import page, report\n"
        "with GraphStore.create(Path(sys.argv[1])) as g:\n    g.put(report()); g.put(page()); write_view(g, Path(sys.argv[2]))"
    )
    other = tmp_path / f"other{Path(name).suffix}"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again"), str(other)], check=True, env=environment, cwd=root)
    assert other.read_bytes() == (tmp_path / name).read_bytes()


def test_the_page_names_no_address_that_it_could_fetch(graph: GraphStore, tmp_path: Path) -> None:
    write_view(graph, tmp_path / "a.html")
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert re.findall(r"<[a-z]+\s[^>]*?(?:src|href)\s*=\s*[\"']?(?!data:)[^\"'\s>]+", html.partition("<script>")[0]) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy and "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1]
    assert "sourceMappingURL" not in html and "vis-network" in html and "MIT License" in html


@given(st.text() | st.sampled_from(["</script>", "<!--", "]]>", "\u2028\u2029", "&lt;", "'\"`"]))
def test_embedded_data_cannot_end_its_block_and_reads_as_itself(text: str) -> None:
    block = str(embedded({text: [text]}))
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == {text: [text]}


def test_hostile_labels_are_text_in_every_form(hostile_graph: GraphStore, tmp_path: Path) -> None:
    for name in ("a.html", "a.svg", "a.graphml"):
        write_view(hostile_graph, tmp_path / name, about=EVIL.strip()[:37])
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "<img" not in text and "<script>window" not in text
    for name in ("a.svg", "a.graphml"):
        tree = ElementTree.parse(tmp_path / name)
        assert not [e for e in tree.iter() if e.tag.rpartition("}")[2] in ("script", "img", "b")]


def test_svg_shows_what_the_page_shows(graph: GraphStore, tmp_path: Path) -> None:
    write_view(graph, tmp_path / "a.svg")
    text = "".join(ElementTree.parse(tmp_path / "a.svg").getroot().itertext())
    for line in (line for node in scene(graph, None, 150).picture.nodes for line in node.lines):
        assert line in text
    assert "容墨建议，培育女裤品牌， … 开拓海外市场" in text and "云溪日报.txt" in text


def test_graphml_is_read_by_networkx(graph: GraphStore, tmp_path: Path) -> None:
    write_view(graph, tmp_path / "a.graphml")
    read = nx.read_graphml(tmp_path / "a.graphml")
    shown = scene(graph, None, 150)
    assert read.number_of_nodes() == len(shown.picture.nodes) and read.number_of_edges() == len(shown.picture.lines)
    assert {d["label"] for _, d in read.nodes(data=True)} >= {"祝青禾", "女裤", "在河西区新建溪东大桥"}
    assert all(d["document"].endswith(".txt") for _, _, d in read.edges(data=True))


def test_styles_and_words_are_complete() -> None:
    for name in styles():
        assert name == "Topic" or ontology().iri(f"kg:{name}")
    assert all(style.colour in styles() for style in line_styles().values())
    chinese, english = (words()[language] for language in ("zh-hans", "en"))
    for key, text in chinese.items():
        assert text and english[key]
        assert set(re.findall(r"\{\w+\}", str(text))) == set(re.findall(r"\{\w+\}", str(english[key]))), key
