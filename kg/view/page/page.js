"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const { el } = KgPanel;
  const styles = Object.fromEntries(data.styles.map((s) => [s.name, s]));
  const state = { language: data.language, off: new Set(), year: null, selected: null, line: null, hovered: null, matched: new Set(), visible: new Set() };
  let theme = KgDraw.theme();

  // ---- words
  const say = (key, values) => String(data.words[state.language][key]).replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
  const term = (name) => (data.terms[name] ? data.terms[name][state.language] : data.words[state.language][name] || name);
  const colour = (kind) => (theme.dark ? styles[kind].dark : styles[kind].light);
  const quoted = (name) => (/^[\p{L}\p{N}]+$/u.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);
  // On a site a link that draws it; in a file the command that does.
  const site = data.site || null;
  const command = (name) => site ? el("a", { href: `${site.picture}${encodeURIComponent(name)}` }, name) : el("code", {}, `kg view ${state.language === "en" ? "GRAPH" : "图谱"} -o ${state.language === "en" ? "FILE" : "图"}.html --about ${quoted(name)}`);
  const chip = (kind) => {
    const out = el("span", { class: "kind-chip" }, KgDraw.icon(styles[kind], colour(kind)), term(kind));
    out.style.color = colour(kind);
    return out;
  };

  // ---- what is where
  const numbers = new Map(data.iris.map((iri, i) => [iri, i]));
  const nodeOf = data.nodes, iriOf = data.iris;
  const isProposal = (i) => iriOf[i] in data.statements;
  const near = nodeOf.map(() => new Set());
  for (const line of data.lines) {
    near[line.ends[0]].add(line.ends[1]);
    near[line.ends[1]].add(line.ends[0]);
  }
  const pair = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);
  const linesOf = new Map();
  for (const line of data.lines) linesOf.set(pair(...line.ends), [...(linesOf.get(pair(...line.ends)) || []), line]);

  // ---- what is visible
  const inYear = (s) => state.year === null || s.year === state.year;
  const kindOn = (i) => !state.off.has(nodeOf[i].group);
  const shownProposal = (i) => kindOn(i) && inYear(data.statements[iriOf[i]]);

  function refreshVisible() {
    const filtered = state.off.size > 0 || state.year !== null;
    const tied = new Set();
    for (const line of data.lines) {
      const [a, b] = line.ends;
      const on = (i) => (isProposal(i) ? shownProposal(i) : kindOn(i));
      if (on(a) && on(b) && line.statements.some((iri) => inYear(data.statements[iri]))) { tied.add(a); tied.add(b); }
    }
    state.visible = new Set(nodeOf.filter((n) => (isProposal(n.id) ? shownProposal(n.id) : kindOn(n.id) && (!filtered || n.seed || tied.has(n.id)))).map((n) => n.id));
  }

  // ---- the network
  const shown = (i) => state.visible.has(i);
  const focus = () => {
    if (state.line !== null) return new Set(state.line.split("-").map(Number));
    const middle = state.selected ?? state.hovered;
    if (middle === null) return null;
    const out = new Set([middle, ...near[middle]]);
    // a proposal's neighbours are told by it; a person's proposals bring their topics along
    if (!isProposal(middle)) for (const i of near[middle]) if (isProposal(i)) for (const j of near[i]) out.add(j);
    return out;
  };
  const renderer = ({ ctx, id, x, y }) => ({
    drawNode() {
      const n = nodeOf[id], lit = focus();
      const faded = (lit !== null && !lit.has(id)) || (state.matched.size > 0 && lit === null && !state.matched.has(id));
      KgDraw.node(ctx, x, y, n, {
        theme, style: styles[n.group], colour: colour(n.group), faded,
        strong: id === state.selected || id === state.hovered, matched: state.matched.has(id),
      });
    },
    nodeDimensions: { width: nodeOf[id].boxWidth, height: nodeOf[id].boxHeight },
  });
  const nodes = new vis.DataSet(nodeOf.map((n) => ({ ...n, ctxRenderer: renderer })));
  const edges = new vis.DataSet(data.edges.map((e, i) => ({ ...e, id: i })));
  const network = new vis.Network($("network"), { nodes, edges }, data.options);
  // the shape learns its size when it is first drawn; pointing needs it from the start
  for (const n of nodeOf) Object.assign(network.body.nodes[n.id].shape, { customSizeWidth: n.boxWidth, customSizeHeight: n.boxHeight });

  function refreshEdges() {
    const lit = focus();
    edges.update(data.edges.map((e, i) => {
      const bright = lit !== null && lit.has(e.from) && lit.has(e.to) &&
        (state.line !== null || e.from === (state.selected ?? state.hovered) || e.to === (state.selected ?? state.hovered) || isProposal(e.from) || isProposal(e.to));
      const dim = (lit !== null && !bright) || (lit === null && state.matched.size > 0);
      return {
        id: i, hidden: !shown(e.from) || !shown(e.to), width: bright ? e.width * 1.7 : e.width,
        color: { color: colour(data.roles[e.role]), opacity: dim ? 0.06 : bright ? 0.95 : theme.dark ? 0.5 : 0.4, inherit: false },
      };
    }));
  }

  function refresh() {
    refreshVisible();
    nodes.update(nodeOf.map((n) => ({ id: n.id, hidden: !shown(n.id) })));
    refreshEdges();
    $("picture").dataset.visible = state.visible.size;
  }

  // ---- moving about
  const [left, top, right, bottom] = data.extent;
  const room = () => ({ width: $("network").clientWidth, height: $("network").clientHeight });

  function start() {
    const { width, height } = room(), wide = (width - 40) / Math.max(1, right - left), high = (height - 60) / Math.max(1, bottom - top);
    const seeds = nodeOf.filter((n) => n.seed), whole = Math.min(wide, high);
    const scale = Math.min(1.15, Math.max(whole, Math.min(wide, 1), 0.5));
    let y = (top + bottom) / 2 - 15 / scale;
    if (high < scale) {
      y = top + (height / 2 - 40) / scale;
      if (seeds.length === 1) y = Math.min(bottom - (height / 2 - 20) / scale, Math.max(y, seeds[0].y));
    }
    network.moveTo({ position: { x: wide < scale ? left + (width / 2 - 20) / scale : (left + right) / 2, y }, scale, animation: false });
  }
  function fit() {
    const { width, height } = room();
    const scale = Math.min(1.3, (width - 40) / Math.max(1, right - left), (height - 60) / Math.max(1, bottom - top));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - 15 / scale }, scale, animation: false });
  }
  function by(dx, dy) {
    const at = network.getViewPosition(), scale = network.getScale();
    const half = room().height / 2 / scale;
    const low = Math.min(top - 50 / scale + half, bottom + 40 / scale - half), high = Math.max(top - 50 / scale + half, bottom + 40 / scale - half);
    network.moveTo({ position: { x: at.x + dx / scale, y: Math.min(high, Math.max(low, at.y + dy / scale)) }, animation: false });
  }
  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.08, network.getScale() * factor)), animation: false });
  }
  // the wheel scrolls, as in a document; with Ctrl (or a pinch) it zooms, which vis-network does
  $("network").addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? room().height : 1;
    if (event.shiftKey) by(event.deltaY * step, 0);
    else by(event.deltaX * step, event.deltaY * step);
  }, { capture: true, passive: false });
  $("network").addEventListener("keydown", (event) => {
    const moves = { ArrowUp: [0, -80], ArrowDown: [0, 80], ArrowLeft: [-80, 0], ArrowRight: [80, 0], PageDown: [0, room().height * 0.8], PageUp: [0, -room().height * 0.8] };
    if (moves[event.key]) by(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else return;
    event.preventDefault();
  });
  function bring(id) {
    const { x, y } = nodeOf[id], { width, height } = room();
    const scale = Math.max(network.getScale(), 0.8), at = network.canvasToDOM({ x, y });
    const inside = at.x > 60 && at.x < width - 60 && at.y > 50 && at.y < height - 40 && scale === network.getScale();
    const beside = at.x > 60 && at.x < width - 60; // then the columns stay where they are
    if (!inside) network.moveTo({ position: { x: beside && scale === network.getScale() ? network.getViewPosition().x : x, y }, scale, animation: false });
  }

  // ---- panel and hover
  const panel = KgPanel.make({
    data, say, term, chip, command, site, language: () => state.language,
    drawn: (iri) => numbers.has(iri),
    show: (iri) => select(numbers.get(iri), true),
  });
  function open(kind, content) {
    $("panel").replaceChildren(
      el("div", { class: "top" }, kind ? chip(kind) : el("span"), el("button", { type: "button", onclick: () => select(null) }, say("close"))),
      ...content.flat(3).filter((c) => c !== null && c !== undefined && c !== ""));
    $("panel").hidden = false;
    $("panel").scrollTop = 0;
  }
  // What is drawn stays where it is on the screen when the panel takes or gives room.
  function fill() {
    const before = room(), at = network.getViewPosition(), scale = network.getScale();
    tell();
    const after = room();
    if (before.width === after.width && before.height === after.height) return;
    network.setSize("100%", "100%");
    network.moveTo({
      position: { x: at.x - (before.width - after.width) / 2 / scale, y: at.y - (before.height - after.height) / 2 / scale }, scale, animation: false,
    });
    network.redraw();
  }
  function tell() {
    if (state.line !== null) {
      const lines = linesOf.get(state.line);
      open(null, lines.flatMap((line) => [el("h3", {}, line.inferred === null ? term(line.role) : `${term(line.role)}（${say("inferred")}）`), ...panel.line(line)]));
    } else if (state.selected !== null) open(nodeOf[state.selected].group, panel.node(iriOf[state.selected]));
    else $("panel").hidden = true;
  }
  function select(id, move) {
    state.selected = id;
    state.line = null;
    if (id !== null && !shown(id)) { state.off.clear(); setYear(0); legend(); }
    fill();
    refresh();
    if (id !== null && move) requestAnimationFrame(() => { network.redraw(); bring(id); });
  }
  network.on("click", ({ nodes: [id], edges: [edge], pointer }) => {
    hideHover();
    if (id !== undefined) select(id, false);
    else if (edge !== undefined && network.getNodeAt(pointer.DOM) === undefined) {
      state.selected = null;
      state.line = pair(data.edges[edge].from, data.edges[edge].to);
      fill();
      refresh();
    } else select(null);
  });
  function hideHover() {
    $("hover").hidden = true;
    if (state.hovered !== null) { state.hovered = null; if (state.selected === null) refreshEdges(); network.redraw(); }
  }
  network.on("hoverNode", ({ node: id }) => {
    state.hovered = id;
    const box = $("hover"), at = network.canvasToDOM({ x: nodeOf[id].x, y: nodeOf[id].y }), scale = network.getScale();
    box.replaceChildren(...panel.hover(iriOf[id]));
    box.hidden = false;
    const { width, height } = room(), half = (nodeOf[id].boxHeight / 2) * scale;
    const below = at.y + half + 8;
    const x = Math.max(8, Math.min(width - box.offsetWidth - 8, at.x - (nodeOf[id].boxWidth / 2) * scale));
    const y = below + box.offsetHeight > height - 6 ? at.y - half - 8 - box.offsetHeight : below;
    box.style.left = `${x}px`;
    box.style.top = `${Math.max(6, y)}px`;
    $("network").style.cursor = "pointer";
    if (state.selected === null) refreshEdges();
  });
  network.on("blurNode", () => { $("network").style.cursor = ""; hideHover(); });
  network.on("hoverEdge", () => { $("network").style.cursor = "pointer"; });
  network.on("blurEdge", () => { $("network").style.cursor = ""; });
  network.on("dragStart", hideHover);
  network.on("dragEnd", () => { for (const [id, at] of Object.entries(network.getPositions())) Object.assign(nodeOf[id], at); });
  network.on("zoom", hideHover);

  // ---- legend, notice, year, columns
  function legend() {
    $("legend").replaceChildren(...data.styles.filter((s) => s.name in data.counts && data.counts[s.name][0] > 0).map((s) => {
      const [drawn, total] = data.counts[s.name];
      return el("button", {
        type: "button", "data-kind": s.name, "aria-pressed": String(!state.off.has(s.name)),
        onclick: () => {
          if (!state.off.delete(s.name)) state.off.add(s.name);
          legend();
          refresh();
          document.querySelector(`#legend [data-kind="${s.name}"]`).focus();
        },
      }, KgDraw.icon(s, colour(s.name)), term(s.name), el("small", {}, drawn === total ? `${drawn}` : `${drawn}/${total}`));
    }), ...(data.lines.some((line) => line.inferred !== null) ? [el("span", { class: "guess" }, say("dotted"))] : []));
  }
  function notice() {
    const entries = Object.entries(data.counts), drawn = nodeOf.length, total = entries.reduce((sum, [, [, all]]) => sum + all, 0);
    if (drawn === 0) return $("notice").replaceChildren(say("empty"));
    if (drawn === total) return $("notice").replaceChildren(say("drawn_all", { drawn }));
    const rest = entries.filter(([, [some, all]]) => all > some).map(([kind, [some, all]]) => say("count", { label: term(kind), count: all - some })).join(say("joint"));
    $("notice").replaceChildren(say("drawn_part", { drawn, total, rest }), ...(site ? [] : [" ", say("narrow"), " ", command(say("narrow_name"))]));
  }
  const years = [...new Set(Object.keys(data.statements).filter((iri) => numbers.has(iri)).map((iri) => data.statements[iri].year).filter((y) => y !== null))].sort();
  function setYear(value) {
    $("year").value = value;
    state.year = value === 0 ? null : years[value - 1];
    $("year-said").textContent = state.year === null ? say("all_years") : String(state.year);
    $("year").setAttribute("aria-valuetext", $("year-said").textContent);
  }
  $("years").hidden = years.length < 2;
  $("year").max = years.length;
  $("year").addEventListener("input", () => { setYear(Number($("year").value)); refresh(); });
  const heads = data.columns.map((c) => ({ ...c, span: el("span") }));
  $("columns").replaceChildren(...heads.map((h) => h.span));
  network.on("afterDrawing", () => {
    const lefts = heads.map(({ x, width }) => network.canvasToDOM({ x: x - width / 2, y: 0 }).x);
    heads.forEach(({ span }, i) => {
      span.style.transform = `translateX(${lefts[i]}px)`;
      span.style.maxWidth = i + 1 < lefts.length ? `${Math.max(0, lefts[i + 1] - lefts[i] - 6)}px` : "";
    });
  });

  // ---- search: width, case, and traditional or simplified characters make no difference
  const simplified = new Map([...data.traditional].map((c, i, all) => [c, all[i + 1]]).filter((_, i) => i % 2 === 0));
  const folded = (text) => [...text.normalize("NFKC").toLowerCase()].map((c) => simplified.get(c) || c).join("");
  const haystack = iriOf.map((iri) => {
    const t = data.things[iri], s = data.statements[iri];
    return folded((t ? [t.name, ...t.forms] : [s.words.text, s.words.title, s.quote && s.quote.pieces.map((p) => p[4]).join("")]).filter(Boolean).join("\n"));
  });
  let active = -1;
  function search() {
    const query = folded($("search").value.trim());
    const ids = query === "" ? [] : iriOf.map((_, i) => i).filter((i) => haystack[i].includes(query));
    // names before words: people and bodies that are called so come first
    ids.sort((a, b) => isProposal(a) - isProposal(b) || nodeOf[b].weight - nodeOf[a].weight || a - b);
    state.matched = new Set(ids);
    if (query !== "") { state.selected = null; state.line = null; fill(); }
    active = ids.length ? 0 : -1;
    const options = ids.slice(0, 12).map((i) =>
      el("div", { role: "option", id: `found-${i}`, "data-node": i, onmousedown: (event) => { event.preventDefault(); choose(i); } },
        KgDraw.icon(styles[nodeOf[i].group], colour(nodeOf[i].group)), el("span", {}, nodeOf[i].label.replace("\n", "")), el("span", { class: "kind" }, term(nodeOf[i].group))));
    const others = query === "" ? [] : data.undrawn.filter(([, name]) => folded(name).includes(query)).slice(0, 5);
    const content = query === "" ? [] : [
      el("p", {}, ids.length ? say("found", { count: ids.length }) : say("nothing", { query: $("search").value.trim() })), ...options,
      others.length ? el("p", {}, say("elsewhere")) : null,
      ...others.map(([kind, name]) => el("p", {}, `${term(kind)} `, command(name))),
    ];
    $("found").replaceChildren(...content.filter((c) => c !== null));
    $("found").hidden = query === "";
    $("search").setAttribute("aria-expanded", String(query !== ""));
    point();
    refresh();
    network.redraw();
  }
  function point() {
    const options = [...$("found").querySelectorAll("[role=option]")];
    options.forEach((o, i) => o.setAttribute("aria-selected", String(i === active)));
    if (options[active]) { $("search").setAttribute("aria-activedescendant", options[active].id); options[active].scrollIntoView({ block: "nearest" }); }
    else $("search").removeAttribute("aria-activedescendant");
  }
  function choose(id) {
    $("found").hidden = true;
    $("search").setAttribute("aria-expanded", "false");
    state.matched = new Set();
    select(id, true);
  }
  $("search").addEventListener("input", search);
  $("search").addEventListener("focus", () => { if ($("search").value.trim()) search(); });
  $("search").addEventListener("blur", () => { $("found").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
  $("search").addEventListener("keydown", (event) => {
    const options = [...$("found").querySelectorAll("[role=option]")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (options.length) active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
      point();
    } else if (event.key === "Enter" && options[active]) choose(Number(options[active].dataset.node));
    else if (event.key === "Escape") { $("search").value = ""; search(); $("search").blur(); } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== $("search")) { event.preventDefault(); $("search").focus(); }
    if (event.key === "Escape" && document.activeElement !== $("search")) select(null);
  });

  // ---- language and theme
  function speak() {
    document.documentElement.lang = state.language === "en" ? "en" : "zh-Hans";
    document.title = $("title").textContent = data.titles[state.language];
    $("meta").textContent = say("documents", { count: data.documents });
    for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
    for (const node of document.querySelectorAll("[data-title]")) { node.title = say(node.dataset.title); node.setAttribute("aria-label", node.title); }
    $("switch").lang = state.language === "en" ? "zh-Hans" : "en";
    $("search").placeholder = say("search");
    $("search").setAttribute("aria-label", say("search"));
    for (const { number, span } of heads) span.textContent = data.heads[state.language][number];
    setYear(Number($("year").value));
    legend();
    notice();
    fill();
  }
  $("switch").addEventListener("click", () => { state.language = state.language === "en" ? "zh-hans" : "en"; speak(); });
  $("fit").addEventListener("click", fit);
  $("larger").addEventListener("click", () => zoom(1.25));
  $("smaller").addEventListener("click", () => zoom(0.8));
  $("print").addEventListener("click", () => print());
  const retheme = () => { theme = KgDraw.theme(); legend(); fill(); refresh(); network.redraw(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
  addEventListener("beforeprint", () => { theme = { ...KgDraw.theme(), dark: false, ground: "#fff", surface: "#fff", ink: "#000", soft: "#444", rule: "#bbb" }; refreshEdges(); network.redraw(); });
  addEventListener("afterprint", retheme);

  speak();
  if ($("home")) $("home").dataset.say = "home";
  refresh();
  start();
  network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
  network.redraw();
  // for the console of a curious reader, and for tests
  window.kg = { network, data, state, select };
})();
