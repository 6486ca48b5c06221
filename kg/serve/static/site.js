"use strict";
// What the pages do beyond links and forms; without it they still work.
(() => {
  // "/" goes to the search field; Ctrl+Enter runs the query.
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName || "");
    if (event.key === "/" && !typing) {
      const field = document.querySelector("main input[type=search]") || document.querySelector("[data-search]");
      if (field) { event.preventDefault(); field.focus(); }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && document.activeElement?.id === "query") {
      document.activeElement.form.requestSubmit(document.activeElement.form.querySelector("button"));
    }
  });

  // A document: pointing at an entry lights up its words, and the other way round.
  const page = document.getElementById("document");
  if (!page) return;
  const words = new Map(), notes = new Map();
  for (const node of page.querySelectorAll("[data-f]")) for (const n of node.dataset.f.split(" ")) words.set(n, [...(words.get(n) || []), node]);
  for (const node of page.querySelectorAll("[data-n]")) notes.set(node.dataset.n, node);
  let lit = [];
  const light = (numbers) => {
    for (const node of lit) node.classList.remove("lit");
    lit = numbers.flatMap((n) => [...(words.get(n) || []), ...(notes.has(n) ? [notes.get(n)] : [])]);
    for (const node of lit) node.classList.add("lit");
  };
  const over = (event) => {
    const note = event.target.closest("[data-n]"), word = event.target.closest("[data-f]");
    light(note ? [note.dataset.n] : word ? word.dataset.f.split(" ") : []);
  };
  page.addEventListener("mouseover", over);
  page.addEventListener("focusin", over);
  page.addEventListener("mouseleave", () => light([]));
  for (const box of document.querySelectorAll("[data-show]")) {
    box.addEventListener("change", () => {
      for (const node of page.querySelectorAll(`.m.${box.dataset.show}`)) node.classList.toggle("off", !box.checked);
    });
  }
})();
