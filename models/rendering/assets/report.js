// Lights a flag's words and its note together, on hover, focus and click. Without it the links still work.
"use strict";
(() => {
  const places = new Map();
  for (const mark of document.querySelectorAll("mark[data-flags]")) {
    for (const id of mark.dataset.flags.split(" ")) {
      places.set(id, [...(places.get(id) ?? []), mark]);
    }
  }
  const flagsOf = (node) => {
    const owner = node instanceof Element && node.closest("[data-flags], [data-flag]");
    return owner ? (owner.dataset.flags ?? owner.dataset.flag).split(" ") : [];
  };
  const parts = (id) => [...(places.get(id) ?? []), document.getElementById(id)].filter(Boolean);
  const light = (ids, name) => {
    document.querySelectorAll("." + name).forEach((part) => part.classList.remove(name));
    ids.flatMap(parts).forEach((part) => part.classList.add(name));
  };
  let chosen = [];
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, ({ target }) => light(flagsOf(target), "lit"));
  }
  const show = (ids, from) => {
    chosen = ids;
    light(chosen, "chosen");
    const [id] = ids;
    if (!id) return;
    const other = from.closest("mark") ? document.getElementById(id) : places.get(id)?.[0];
    other?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  document.addEventListener("click", (event) => {
    const ids = flagsOf(event.target);
    const link = event.target.closest("a[href^='#']");
    if (ids.length && link) event.preventDefault();
    show(ids, event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show([], document.body);
    if (!"jk".includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const notes = [...document.querySelectorAll(".finding")];
    const now = notes.findIndex((note) => note.id === chosen[0]);
    const next = notes[now < 0 ? 0 : now + (event.key === "j" ? 1 : -1)];
    if (!next) return;
    show([next.id], next);
    next.scrollIntoView({ block: "center", behavior: "smooth" });
  });
})();
