"use strict";
// What is told of a node or line: words, source and place. All text goes in as text, never as markup.
const KgPanel = (() => {
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "class") node.className = value;
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value);
    }
    node.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ""));
    return node;
  }

  // page: data, language(), say(key, values), term(name), chip(kind), show(iri) or null when the thing is not drawn.
  function make(page) {
    const { data, say, term } = page;
    const name = (iri) => (data.things[iri] ? data.things[iri].name : iri);
    const link = (iri) =>
      page.drawn(iri) ? el("button", { type: "button", class: "link", onclick: () => page.show(iri) }, name(iri)) : el("span", {}, name(iri));
    const list = (iris) => iris.flatMap((iri, i) => (i ? [say("joint"), link(iri)] : [link(iri)]));

    function where(quote, extra) {
      const pieces = quote.pieces, first = pieces[0], last = pieces[pieces.length - 1];
      const place = say("place", { start: first[0], end: last[1], line: first[2] });
      const known = page.site && page.site.documents[quote.document];
      const mark = pieces.map((p) => `${p[0]}-${p[1]}`).join(",");
      const name = known ? el("a", { href: `${known}?mark=${mark}#mark` }, quote.document) : el("b", {}, quote.document);
      return el("p", { class: "where" }, name, ` · ${place}`, extra || "");
    }

    // The quote with the words around it; `…` where the page tore it apart.
    function words(quote, around) {
      const out = el("blockquote");
      quote.pieces.forEach((piece, i) => {
        if (i) out.append(" … ");
        if (around) out.append(piece[3]);
        out.append(el("mark", {}, piece[4]));
        if (around) out.append(piece[5]);
      });
      return out;
    }

    function source(thing, rule) {
      if (!thing.quote) return [];
      return [words(thing.quote, true), where(thing.quote, rule ? ` · ${say("rule")} ${thing.quote.rule}` : "")];
    }

    // The way to its own page, where there are pages.
    const own = (iri) => (page.site && page.site.pages[iri] ? el("p", { class: "where" }, el("a", { href: page.site.pages[iri] }, say("own_page"))) : null);

    const doubts = (s) => s.doubts.map((d) => el("p", { class: "doubt" }, `⚠ ${term(d)}`));

    function fields(pairs) {
      const rows = pairs.filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && !value.length));
      return rows.length ? el("dl", {}, rows.flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, value)])) : null;
    }

    // What no document says: how two proposals are linked, with score, reasons and what both have in common.
    function guess(l) {
      return el("p", { class: "where" }, say("inferred_score", { score: l.score }), " · ", l.why[page.language()].join("；"),
        l.shared.length ? ` · ${say("in_common", { words: l.shared.join(say("joint")) })}` : "");
    }

    function linked(iri) {
      const found = data.inferred.filter((l) => l.ends.includes(iri));
      if (!found.length) return null;
      return [el("h3", {}, `${say("became")}（${found.length}）`), el("p", { class: "tail" }, say("became_about")), el("ul", { class: "inferred" }, found.map((l) => {
        const forward = l.ends[0] === iri, other = l.ends[forward ? 1 : 0], s = data.statements[other];
        const how = l.kind === "taken-up" ? (forward ? "taken_up" : "takes_up") : forward ? "told_again" : "told_before";
        const words = `${(s.links.proposer || []).map(name).join(say("joint"))}：${s.words.text || ""}`;
        const shown = page.drawn(other) ? el("button", { type: "button", class: "link", onclick: () => page.show(other) }, words) : el("span", {}, words);
        return el("li", {}, `${say(how)} `, shown, el("span", { class: "tail" }, ` ${s.words.date || say("undated")}`), guess(l), el("details", {}, el("summary", {}, say("quote")), source(s, true), own(other)));
      }))];
    }

    function proposal(s, iri) {
      const slots = ["proposer", "capacity", "addressee", "topic", "about", "session"];
      const text = [["title", "title"], ["identifier", "number"], ["heading", "heading"], ["period", "period"], ["date", "date"]];
      return [
        el("h2", {}, s.words.text || ""),
        fields([...slots.map((slot) => [term(slot), list(s.links[slot] || [])]), ...text.map(([label, key]) => [term(label), s.words[key]])]),
        el("h3", {}, say("quote")), source(s, true), doubts(s), iri ? linked(iri) : null,
      ];
    }

    // A position as a line of a list: role and body, opening to its quote.
    function position(s, of) {
      const body = (s.links.organization || []).map(name).join(say("joint"));
      const who = of === "organization" ? (s.links.member || []).map(name).join(say("joint")) : body;
      const dates = [s.words.from && `${say("from")} ${s.words.from}`, s.words.to && `${say("to")} ${s.words.to}`].filter(Boolean).join(" ");
      const first = of === "organization" ? `${who} · ${s.words.role || ""}` : `${who}${who ? " · " : ""}${s.words.role || ""}`;
      const ends = of === "organization" ? s.links.member : s.links.organization;
      const drawn = (ends || []).filter(page.drawn);
      return el("li", {}, el("details", {},
        el("summary", {}, first, dates ? el("span", { class: "tail" }, ` ${dates}`) : ""),
        drawn.length ? el("p", { class: "where" }, list(drawn)) : null, source(s, true), doubts(s)));
    }

    function relation(s) {
      return el("li", {}, el("details", {},
        el("summary", {}, `${(s.links.subject || []).map(name)} — ${term(s.predicate || "Statement")} → ${(s.links.object || []).map(name)}`),
        source(s, true), doubts(s)));
    }

    const section = (title, items) => (items.length ? [el("h3", {}, `${title}（${items.length}）`), el("ul", {}, items)] : []);

    function thing(iri) {
      const t = data.things[iri];
      const about = Object.values(data.statements).filter((s) => Object.values(s.links).some((ends) => ends.includes(iri)));
      const isProposal = (s) => s.kind !== "Position" && s.kind !== "Statement";
      const proposals = Object.entries(data.statements).filter(([, s]) => isProposal(s) && about.includes(s));
      const positions = about.filter((s) => s.kind === "Position");
      const relations = about.filter((s) => s.kind === "Statement");
      const missing = (data.totals[iri] || 0) - proposals.length;
      return [
        el("h2", {}, t.name),
        fields([[say("forms"), t.forms.join(say("joint"))], ...t.notes.map(([key, value]) => [key === "gender" ? say("gender") : term(key), value])]),
        section(say("members"), positions.map((s) => position(s, t.kind === "Person" ? "person" : "organization"))),
        section(say("said"), proposals.map(([key, s]) =>
          page.drawn(key) ? el("li", {}, el("button", { type: "button", class: "link", onclick: () => page.show(key) }, s.words.text || ""),
            el("span", { class: "tail" }, ` ${s.words.date || say("undated")}`))
            : el("li", {}, el("details", {}, el("summary", {}, s.words.text || "", el("span", { class: "tail" }, ` ${s.words.date || say("undated")}`)), source(s, true), doubts(s), own(key))))),
        missing > 0 ? el("p", { class: "tail" }, say("more", { count: missing }), " ", page.command(t.name)) : null,
        section(say("related"), relations.map(relation)),
        t.quote ? [el("h3", {}, say("quote")), source(t, false)] : null,
      ];
    }

    function statement(s) {
      if (s.kind === "Position") return [el("h2", {}, list(s.links.member || [])), el("ul", {}, position(s, "person"))];
      return [el("ul", {}, relation(s))];
    }

    // Fills the panel with what stands behind a node (by IRI).
    function node(iri) {
      return [...(data.things[iri] ? thing(iri) : proposal(data.statements[iri], iri)), own(iri)];
    }

    // Fills the panel with what stands behind a line.
    function line(one) {
      const known = one.inferred === null ? null : data.inferred[one.inferred];
      if (known) return [guess(known), el("p", { class: "tail" }, say("became_about")), ...known.ends.flatMap((iri) => proposal(data.statements[iri]))];
      return one.statements.flatMap((iri) => {
        const s = data.statements[iri];
        return s.kind !== "Position" && s.kind !== "Statement" ? proposal(s) : statement(s);
      });
    }

    // The small card beside the pointer: what it is, the quoted words, document and place.
    function card(kind, title, quote) {
      return [
        page.chip(kind), el("div", {}, title),
        quote ? [words(quote, false), where(quote)] : null,
      ].flat().filter(Boolean);
    }

    function hover(iri) {
      const t = data.things[iri];
      const said = t ? t.quote : data.statements[iri].quote;
      return card(t ? t.kind : data.statements[iri].kind, t ? t.name : "", said);
    }

    return { node, line, hover };
  }

  return { make, el };
})();
