// From the press of `e` until the field is there, what is typed is meant for the field: it presses no button. The request
// is given up after a while (`hx-request` of the button): keys are not held for as long as a service hangs.
"use strict";
(() => {
  const PAUSE = 1_000; // milliseconds: who goes on typing for a field that did not come has not looked up yet
  let opening = null; // { typed, last: when the last key came, failed }
  const opens = ({ detail }) => detail.elt.matches?.("[hx-target^='#edit-']");
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (opens(event)) opening = { typed: "", last: Date.now(), failed: false };
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (opening && opens(event) && event.detail.xhr.status !== 200) opening.failed = true;
  });
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (opening?.failed && Date.now() - opening.last > PAUSE) opening = null;
    if (!opening || event.ctrlKey || event.metaKey || event.altKey || mtqc.typing(target)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the keys of the page listen at the document too, after this
    opening.last = Date.now();
    if (key.length === 1) opening.typed += key;
  }, true);
  document.addEventListener("htmx:load", ({ target }) => {
    const field = target.closest?.("form.editing")?.querySelector("[data-draft]");
    const typed = opening?.typed;
    if (!field) return;
    opening = null;
    if (!typed) return;
    field.setRangeText(typed, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
