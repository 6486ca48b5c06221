"""The page as a reader meets it, in a real browser: it draws, tells its sources, searches, filters, and lets nothing in or out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import GraphStore
from tests.chromium import Page
from tests.view.conftest import EVIL, crowd, join, promise

pytestmark = pytest.mark.browser

Show = Callable[..., Page]
INKED = """(() => { const c = document.querySelector('#network canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n++; return n; })()"""


def number(page: Page, words: str) -> int:
    """The number of the node whose label holds these words."""
    found = page.run(f"kg.data.nodes.filter(n => n.label.replace('\\n', '').includes({json.dumps(words)})).map(n => n.id)")
    assert len(found) == 1, (words, found)
    return int(found[0])


def place(page: Page, node: int) -> tuple[float, float]:
    """Where a node stands, in pixels of the page."""
    x, y = page.run(
        f"(() => {{ const b = document.querySelector('#network').getBoundingClientRect(), n = kg.data.nodes[{node}],"
        f" p = kg.network.canvasToDOM({{x: n.x, y: n.y}}); return [b.x + p.x, b.y + p.y]; }})()"
    )
    return x, y


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({json.dumps(selector)}).innerText"))


def visible(page: Page) -> set[str]:
    """Labels of the nodes that are not hidden."""
    shown = "[...kg.state.visible].filter(i => !kg.network.body.nodes[i].options.hidden)"
    return set(page.run(f"{shown}.map(i => kg.data.nodes[i].label.replace('\\n', ''))"))


def test_it_draws_everything_and_asks_for_nothing(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    assert page.run("kg.network.body.nodeIndices.length") == page.run("kg.data.nodes.length") >= 10
    assert page.run(INKED) > 5000
    assert page.run("document.title") == "谁提出了什么"
    assert page.console == [] and page.requests == []
    assert page.run("performance.getEntriesByType('resource').length") == 0


def test_hovering_shows_the_words_and_their_place(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    page.mouse("mouseMoved", *place(page, number(page, "培育女裤品牌")))
    page.wait("!document.querySelector('#hover').hidden")
    told = text(page, "#hover")
    assert "容墨建议，培育女裤品牌， … 开拓海外市场" in told
    assert "云溪日报.txt" in told and "字" in told
    page.mouse("mouseMoved", 5, 400)
    page.wait("document.querySelector('#hover').hidden")


def test_clicking_opens_a_panel_with_the_source_and_links_on(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    page.click(*place(page, number(page, "把女裤小镇")))
    page.wait("!document.querySelector('#panel').hidden")
    told = text(page, "#panel")
    assert page.run("document.querySelector('#panel mark').textContent") == "祝青禾建议，把女裤小镇的电商仓库迁到河西区，方便出口"
    assert "云溪日报.txt" in told and "第 5–31 字" in told and "2023-12-28" in told and "跨境电商" in told
    page.click_on("#panel dd button")  # the proposer
    page.wait("document.querySelector('#panel h2').textContent === '祝青禾'")
    assert "云溪市人民代表大会 · 代表" in text(page, "#panel")
    page.press("Escape")
    assert page.run("document.querySelector('#panel').hidden")


def test_a_line_tells_what_it_stands_for(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    (ax, ay), (bx, by) = place(page, number(page, "云溪市人民政府")), place(page, number(page, "在河西区新建"))
    left = page.run(f"kg.data.nodes[{number(page, '云溪市人民政府')}].boxWidth") / 2 * page.run("kg.network.getScale()")
    width = page.run(f"kg.data.nodes[{number(page, '在河西区新建')}].boxWidth") / 2 * page.run("kg.network.getScale()")
    page.click((ax + left + bx - width) / 2, (ay + by) / 2)
    page.wait("!document.querySelector('#panel').hidden")
    assert "在河西区新建溪东大桥" in text(page, "#panel") and "工作报告.txt" in text(page, "#panel")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("海外市場", "培育女裤品牌"),  # words of a quote, in the other writing
        ("女褲小鎮的電商倉庫", "把女裤小镇的电商仓库"),
        ("雲溪市人民政", "云溪市人民政府"),  # a name
        ("劉", "刘丰"),
        ("刘", "刘丰"),
        ("豐", "刘丰"),
        ("開發後巷", "改造開發後巷"),  # printed in traditional characters
        ("开发后巷", "改造開發後巷"),
        ("Ｂ座", "改造開發後巷"),  # of full width, and a capital
    ],
)
def test_either_way_of_writing_finds_the_other(show: Show, two_writings: GraphStore, typed: str, label: str) -> None:
    page = show(two_writings)
    page.press("/")
    page.type(typed)
    page.wait("!document.querySelector('#found').hidden")
    options = page.run("[...document.querySelectorAll('#found [role=option]')].map(o => o.innerText.replace('\\n', ''))")
    assert any(label in option for option in options), options
    page.press("Escape")
    assert page.console == []


def test_the_page_has_only_the_characters_that_it_needs(show: Show, two_writings: GraphStore) -> None:
    pairs = show(two_writings).run("kg.data.traditional")
    assert "劉刘" in pairs and len(pairs) < 1000 and "龜" not in pairs


def test_searching_finds_names_words_and_what_is_not_drawn(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    page.press("/")
    page.type("海外市场")
    page.wait("document.querySelectorAll('#found [role=option]').length === 1")
    page.press("Enter")
    page.wait("!document.querySelector('#panel').hidden")
    assert "培育女裤品牌" in text(page, "#panel h2")
    page.run("document.querySelector('#search').value = ''")
    page.click_on("#search")
    page.type("桑采薇")
    page.wait("document.querySelector('#found').innerText.includes('桑采薇')")
    assert "--about 桑采薇" in text(page, "#found")
    page.press("Escape")
    page.click_on("#search")
    page.type("没有的东西")
    page.wait("document.querySelector('#found').innerText.includes('没有的东西')")
    assert page.run("document.querySelectorAll('#found [role=option]').length") == 0
    page.press("Escape")
    assert page.console == []


def test_the_legend_filters(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    before = visible(page)
    page.click_on("#legend [data-kind=Topic]")
    assert before - visible(page) == {"女裤", "跨境电商", "桥梁"}
    page.click_on("#legend [data-kind=Recommendation]")
    assert not any("女裤" in label for label in visible(page)) and "在河西区新建溪东大桥" in visible(page)
    assert page.run("document.querySelector('#legend [data-kind=Recommendation]').getAttribute('aria-pressed')") == "false"
    page.click_on("#legend [data-kind=Recommendation]")
    page.click_on("#legend [data-kind=Topic]")
    assert visible(page) == before


def test_the_slider_shows_one_year(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    page.run("(() => { const y = document.querySelector('#year'); y.value = 2; y.dispatchEvent(new Event('input')); })()")
    assert text(page, "#year-said") == "2024"
    assert "在河西区新建溪东大桥" in visible(page) and "云溪市人民政府" in visible(page)
    assert not {"祝青禾", "容墨"} & visible(page)
    page.run("(() => { const y = document.querySelector('#year'); y.value = 1; y.dispatchEvent(new Event('input')); })()")
    assert {"祝青禾", "容墨"} <= visible(page) and "云溪市人民政府" not in visible(page)


def test_it_says_what_it_left_out_in_two_languages(show: Show, graph: GraphStore) -> None:
    page = show(graph, limit=8)
    drawn = page.run("kg.data.nodes.length")
    assert drawn <= 8
    told = text(page, "#notice")
    assert f"画出 {drawn} 个节点" in told and "未画出" in told and "人物" in told and "kg view" in told and "--about" in told
    page.click_on("#switch")
    page.wait("document.documentElement.lang === 'en'")
    told = text(page, "#notice")
    assert "Left out" in told and "person" in told
    assert "organization" in text(page, "#legend") and "Who proposed what" in text(page, "h1")


def test_the_wheel_scrolls_and_with_ctrl_zooms(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    page.resize(900, 330)
    page.run("kg.network.redraw()")
    x, y, scale = 400, 250, page.run("kg.network.getScale()")
    high = page.run("kg.network.getViewPosition().y")
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=120)
    page.wait(f"kg.network.getViewPosition().y > {high}")
    assert page.run("kg.network.getScale()") == scale
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-120, modifiers=2)
    page.wait(f"kg.network.getScale() > {scale}")


def test_dark_and_small(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    light = page.run("getComputedStyle(document.body).backgroundColor")
    page.emulate(prefers_color_scheme="dark")
    assert page.run("getComputedStyle(document.body).backgroundColor") != light
    page.resize(390, 800)
    page.run("kg.select(0, true)")
    assert page.run("document.documentElement.scrollWidth") <= 390
    assert page.run("document.querySelector('#panel').getBoundingClientRect().width") <= 390
    assert page.console == []


def test_hostile_labels_do_nothing(show: Show, hostile_graph: GraphStore) -> None:
    page = show(hostile_graph)
    assert page.run("kg.data.nodes.length") >= 4
    for i in range(page.run("kg.data.nodes.length")):
        page.mouse("mouseMoved", *place(page, i))
        page.run(f"kg.select({i}, true)")
        page.run("document.querySelectorAll('#panel details').forEach(d => { d.open = true; })")
    page.press("Escape")
    page.click_on("#search")
    page.type("<img src=x")
    page.wait("document.querySelectorAll('#found [role=option]').length > 0")
    page.press("Enter")
    page.wait("!document.querySelector('#panel').hidden")
    page.click_on("#switch")
    assert page.run("typeof window.hacked") == "undefined"
    assert page.run("document.querySelectorAll('img, #panel script, #found script, body > b').length") == 0
    assert page.run("Object.values(kg.data.statements).find(s => s.kind === 'Recommendation').words.heading") == EVIL.rstrip("\n")
    assert EVIL.split("</script>")[0] in text(page, "#panel") or "<img" in text(page, "#panel")
    assert page.console == [] and page.requests == []


def test_the_policy_stops_a_script_that_gets_in_nevertheless(show: Show, graph: GraphStore) -> None:
    page = show(graph)
    page.run("(() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s); })()")
    page.run("fetch('https://example.org/').then(() => { window.hacked = 2; }, () => {})")
    page.run("(() => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=3\">'); })()")
    assert page.run("new Promise(r => setTimeout(() => r(typeof window.hacked), 100))") == "undefined"
    assert any("Content Security Policy" in line for line in page.console)


def test_what_is_inferred_is_told_as_such(show: Show, tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(crowd())
        store.put(promise())
        join(store, ("建议修路", "修路"))
        page = show(store)
        asked = number(page, "建议修路")
        page.run(f"kg.select({asked})")
        told = text(page, "#panel")
        assert "推断：后来怎样（1）" in told and "见于后来的承诺： 丁州市人民政府：修路" in told
        assert "推断，分数 0.72 · 其后的文献；主题相同 · 共同之处：修路" in told and "文献没有明说" in told
        answer = int(page.run("kg.data.nodes.find(n => n.group === 'Commitment').id"))
        page.run(f"kg.select({answer})")
        assert "采纳了： 甲一" in text(page, "#panel")
        page.run("kg.network.unselectAll()")
        assert "点线：推断，文献没有明说" in text(page, "#legend")
        (edge,) = page.run("kg.data.edges.map((e, i) => [e.role, i]).filter(([role]) => role === 'takenUpIn').map(([, i]) => i)")
        assert page.run(f"kg.network.body.edges[{edge}].options.dashes") == [2, 4]
        x, y = page.run(
            f"(() => {{ const b = document.querySelector('#network').getBoundingClientRect(), e = kg.network.body.edges[{edge}],"
            " p = kg.network.canvasToDOM(e.edgeType.getPoint(0.5)); return [b.x + p.x, b.y + p.y]; })()"
        )
        page.click(x, y)
        page.wait("document.querySelector('#panel h3') !== null && document.querySelector('#panel h3').innerText.includes('推断')")
        assert "推断，分数 0.72" in text(page, "#panel")
        assert page.console == []
