// Lights a flag's words, its note and its evidence together, on hover, focus and click, and steps through the flags
// with j and k, which move the focus so that a screen reader reads the note. Without it the links still work. Nothing is
// remembered of the page, so that parts of it may change.
"use strict";
(() => {
  const flagsOf = (node) => {
    const owner = node instanceof Element && node.closest("[data-flags], [data-flag], [data-evidence]");
    return owner ? (owner.dataset.flags ?? owner.dataset.flag ?? owner.dataset.evidence).split(" ") : [];
  };
  const parts = (id) =>
    document.querySelectorAll(`[data-flags~="${id}"], [data-flag="${id}"], [data-evidence~="${id}"]`);
  const light = (ids, name) => {
    for (const part of [...document.getElementsByClassName(name)]) part.classList.remove(name);
    for (const id of ids) parts(id).forEach((part) => part.classList.add(name));
  };
  let chosen = [];
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, ({ target }) => light(flagsOf(target), "lit"));
  }
  const show = (ids, from) => {
    chosen = ids;
    light(chosen, "chosen");
    if (!ids.length) return;
    const [id] = ids;
    const note = document.getElementById(id);
    const other = from.closest("mark, [data-evidence]") ? note : document.querySelector(`[data-flags~="${id}"]`);
    other?.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("button, input, textarea, select, form, dialog")) return;
    const ids = flagsOf(event.target);
    if (ids.length && event.target.closest("a[href^='#']")) event.preventDefault();
    show(ids, event.target);
  });
  const typing = (node) => node.closest?.("input, textarea, select, dialog, [contenteditable]") && node.checkVisibility();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !typing(event.target)) show([], document.body);
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (typing(event.target)) return;
    event.preventDefault();
    move(step);
  });
  const move = (step) => {
    const stops = [...document.querySelectorAll(".finding, .queue .open")];
    const now = stops.findIndex((stop) => stop.id === (chosen[0] ?? document.activeElement.id));
    const next = now < 0 ? beside(stops, step) : stops[now + step];
    if (!next) return;
    if (next.matches("a")) return next.focus();
    lead(next);
  };
  // Where none is chosen, it goes on from the row in which the focus stands.
  const beside = (stops, step) => {
    const from = document.activeElement;
    if (!from.closest(".row")) return stops[0];
    const after = stops.findIndex((stop) => from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
    return step > 0 ? stops[after] : stops[(after < 0 ? stops.length : after) - 1];
  };
  const lead = (flag) => {
    show([flag.id], flag);
    flag.focus({ preventScroll: true });
    flag.scrollIntoView({ block: "center", behavior: "instant" });
  };

  // On a narrow screen the text comes first: what can be folded is, unless it is in use.
  const narrow = matchMedia("(max-width: 44rem)");
  const fold = () => {
    for (const part of document.querySelectorAll("details.fold")) part.open = !narrow.matches || "used" in part.dataset;
  };
  fold();
  narrow.addEventListener("change", fold);

  const choose = (id) => show(id ? [id] : [], document.body);
  const again = () => {
    light(chosen, "chosen");
    if (document.activeElement === document.body) document.getElementById(chosen[0])?.focus({ preventScroll: true });
  };
  const words = (card) => // the text that a flag marks
    card ? [...document.querySelectorAll(`mark[data-flags~="${card.id}"]`)].map((mark) => mark.textContent).join("") : "";
  window.mtqc = { chosen: () => chosen[0], choose, again, lead, move, typing, words };
})();
