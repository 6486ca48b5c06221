"""The site as a reader meets it, in a real browser: finding, asking, following a quote, querying; and nothing that gets in or out."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.chromium import Page
from tests.serve.conftest import Site
from tests.view.conftest import EVIL

pytestmark = pytest.mark.browser

Iri = Callable[[str, str], str]


def text(page: Page, selector: str = "main") -> str:
    return str(page.run(f"document.querySelector({json.dumps(selector)}).innerText"))


def follow(page: Page, words: str, selector: str = "main a") -> None:
    """Clicks the first link whose words hold these."""
    code = f"[...document.querySelectorAll({json.dumps(selector)})].find(a => a.textContent.includes({json.dumps(words)})).click()"
    page.leave(lambda: page.run(code))


def test_from_the_home_page_by_search_to_a_person(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/")
    assert "谁提出了什么" in text(browser, "h1")
    browser.click_on("#question")
    browser.type("祝青禾")
    browser.leave(lambda: browser.press("Enter"))
    follow(browser, "祝青禾", "#things a")
    assert text(browser, "h1") == "祝青禾"
    told = text(browser)
    assert "把女裤小镇的电商仓库迁到河西区" in told and "云溪市人民代表大会 代表" in told and "云溪日报.txt" in told
    browser.wait("document.querySelector('.thumb img').complete && document.querySelector('.thumb img').naturalWidth > 100")


def test_a_question_is_answered_with_its_source(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/ask")
    browser.click_on("#question")
    browser.type("谁建议女裤?")
    browser.leave(lambda: browser.press("Enter"))
    assert "祝青禾" in text(browser, "#answer") and "容墨" in text(browser, "#answer")
    follow(browser, "容墨建议，培育女裤品牌，", "td a")
    assert text(browser, "h1") == "云溪日报.txt"


def test_a_quote_leads_to_its_highlighted_words(browser: Page, site: Site, iri: Iri) -> None:
    browser.resize(1000, 300)
    browser.visit(site.url + iri("kg:text", "培育女裤品牌,开拓海外市场"))
    follow(browser, "云溪日报.txt", "figcaption a")
    marked = browser.run("[...document.querySelectorAll('mark')].map(m => m.textContent).join('')")
    assert marked == "容墨建议，培育女裤品牌，开拓海外市场", "both pieces of it"
    top, bottom = browser.run("(() => { const b = document.querySelector('#mark').getBoundingClientRect(); return [b.top, b.bottom]; })()")
    assert 0 <= top < bottom <= 300, "and it is in sight"


def test_a_document_shows_what_was_read_from_it(browser: Page, site: Site, iri: Iri) -> None:
    browser.visit(site.url + iri("schema:name", "云溪日报.txt"))
    words = "[...document.querySelectorAll('.line p')].map(p => p.textContent).join('\\n')"
    assert "市人大代表祝青禾建议，把女裤小镇的电商仓库迁到河西区，方便出口。" in browser.run(words)
    assert set(browser.run("[...document.querySelectorAll('a.m.Person')].map(a => a.textContent)")) == {"祝青禾", "容墨", "桑采薇"}
    browser.run("document.querySelector('.notes li.Recommendation').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))")
    assert "祝青禾建议，把女裤小镇" in browser.run("[...document.querySelectorAll('p .lit')].map(e => e.textContent).join('')")
    browser.click_on("[data-show=Person]")
    assert browser.run("document.querySelectorAll('.m.Person.off').length") == 3
    follow(browser, "容墨", "a.m")
    assert text(browser, "h1") == "容墨"


def test_a_query_is_run_and_its_rows_downloaded(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/sparql")
    browser.click_on("#query")
    browser.type("SELECT DISTINCT ?name WHERE { ?x kg:mainType kg:Project ; skos:prefLabel ?name }")
    browser.leave(lambda: browser.run("document.querySelector('#editor button').click()"))
    assert text(browser, "#results td") == "溪东大桥"
    assert "10000" in text(browser, "#status")
    address = "`/sparql?${new URLSearchParams({query: document.querySelector('#query').value, format: 'csv'})}`"
    got = browser.run(f"fetch({address}).then(r => r.text())")
    assert got == "name\r\n溪东大桥\r\n"


def test_a_library_query_has_a_form(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/queries/who-proposed-what")
    browser.click_on("input[name=topic]")
    browser.type("女裤")
    browser.leave(lambda: browser.press("Enter"))
    assert browser.run("document.querySelectorAll('tbody tr').length") == 2
    follow(browser, "打开" if "打开" in text(browser) else "编辑器", "p[role=status] a")
    browser.leave(lambda: browser.run("document.querySelector('#editor button').click()"))
    assert browser.run("document.querySelectorAll('#results tbody tr').length") == 2, "with its values bound"


def test_the_pictures_open_and_lead_back(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/picture?about={quote('祝青禾')}")
    browser.wait("document.documentElement.dataset.ready === 'true'")
    assert browser.run("kg.network.body.nodeIndices.length") >= 4
    browser.run("kg.select(kg.data.nodes.find(n => n.label === '祝青禾').id, true)")
    follow(browser, "页面", "#panel a")
    assert text(browser, "h1") == "祝青禾"


def test_indicators_are_plotted(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/indicators?word={quote('粮食')}")
    told = "m => m.getAttribute('class') + ' ' + m.querySelector('text').textContent"
    marks = browser.run(f"[...document.querySelectorAll('.plot .mark')].map({told})")
    assert marks == ["mark actual 51", "mark actual 52.5", "mark target ≥54"]
    assert browser.run("document.querySelectorAll('.plot path.line').length") == 1


def test_english_dark_and_small(browser: Page, site: Site, iri: Iri) -> None:
    browser.visit(f"{site.url}/list/Person?q={quote('祝')}")
    browser.leave(lambda: browser.click_on(".switch"))
    assert browser.run("document.documentElement.lang") == "en" and text(browser, "h1").startswith("person")
    assert browser.run("document.querySelector('input[name=q]:not([data-search])').value") == "祝", "on the same page"
    light = browser.run("getComputedStyle(document.body).backgroundColor")
    browser.emulate(prefers_color_scheme="dark")
    assert browser.run("getComputedStyle(document.body).backgroundColor") != light
    browser.resize(390, 800)
    for path in ("/", "/sparql", "/indicators", "/ask?q=%E8%B0%81", iri("schema:name", "云溪日报.txt"), iri("skos:prefLabel", "祝青禾")):
        browser.visit(site.url + path)
        assert browser.run("document.documentElement.scrollWidth") <= 390, path
    browser.visit(f"{site.url}/")
    browser.leave(lambda: browser.click_on(".switch"))
    assert browser.run("document.documentElement.lang") == "zh-Hans"


def test_keys_reach_everything(browser: Page, site: Site) -> None:
    browser.visit(f"{site.url}/documents")
    browser.press("/")
    assert browser.run("document.activeElement.name") == "q"
    browser.visit(f"{site.url}/documents")
    focusable = browser.run("[...document.querySelectorAll('a[href], button, input, textarea, summary')].every(e => e.tabIndex >= 0)")
    assert focusable


def test_hostile_labels_do_nothing(browser: Page, site: Site, iri: Iri) -> None:
    start = EVIL[:20]
    hostile = [f"/search?q={quote(start)}", f"/ask?q={quote(EVIL)}", "/documents", "/list/Person", f"/list/Topic?q={quote(start)}"]
    hostile += [f"/sparql?query={quote('SELECT ?o WHERE { ?s kg:text|skos:prefLabel|schema:name ?o }')}", f"/sparql?query={quote(EVIL)}"]
    hostile += [site.page_of(row) for row in _paths(site)]
    for path in hostile:
        browser.visit(site.url + path)
        assert browser.run("typeof window.hacked") == "undefined", path
        assert browser.run("document.querySelectorAll('main script, main img[src=x], main b[onclick]').length") == 0, path
    assert len(hostile) > 10
    browser.console[:] = [line for line in browser.console if "400" not in line]  # the attack is no query


def _paths(site: Site) -> list[str]:
    """IRIs, without the base, of everything that the hostile document brought."""
    query = 'SELECT DISTINCT ?x WHERE { GRAPH ?g { ?g schema:name ?n . ?x a|kg:mainType ?t } FILTER(CONTAINS(?n, "<script>")) }'
    rows = json.loads(site.sparql(query).body)["results"]["bindings"]
    base = "https://w3id.org/lianghui-kg/id/"
    return [r["x"]["value"].removeprefix(base) for r in rows if r["x"]["value"].startswith(base) and "/span/" not in r["x"]["value"]]


def test_the_policy_stops_a_script_that_gets_in_nevertheless(window: Page, site: Site) -> None:
    window.visit(f"{site.url}/")
    window.run("(() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s); })()")
    window.run("(() => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=3\">'); })()")
    assert window.run("fetch('https://example.org/').then(() => 'out', () => 'stopped')") == "stopped"
    assert window.run("typeof window.hacked") == "undefined"
