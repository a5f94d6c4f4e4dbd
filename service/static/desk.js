// What the keyboard does, what is marked, and that nothing is lost when the connection is: every key presses a button
// of the page, every button sends a form by htmx, and what could not be sent is kept in this browser until it can be.
"use strict";
(() => {
  const OUTBOX = "mtqc-outbox";
  const typing = (node) => node.closest?.("input, textarea, select, dialog");
  const chosen = () => document.getElementById(mtqc.chosen() ?? "");
  const say = (text) => (document.getElementById("notice").textContent = text);

  // The outbox
  const kept = () => JSON.parse(localStorage.getItem(OUTBOX) ?? "[]");
  const keep = (all) => {
    all.length ? localStorage.setItem(OUTBOX, JSON.stringify(all)) : localStorage.removeItem(OUTBOX);
    if (all.length) say(`No connection: ${all.length} to be sent. They are kept in this browser and go out by themselves.`);
  };
  const token = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb === "post") detail.parameters.token ??= token();
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: sent, xhr, elt } }) => {
    if (sent.verb !== "post") return;
    const values = Object.fromEntries(sent.formData);
    const others = kept().filter((one) => one.values.token !== values.token);
    const answered = xhr.status && xhr.status < 500 && xhr.status !== 401;
    keep(answered ? others : [...others, { path: sent.path, values }]);
    if (xhr.status === 401) say("Your sign-in has run out: sign in again in another tab. What you did is kept here.");
    if (xhr.status === 409 || xhr.status === 422) return;
    if (answered && values.action === "edit") localStorage.removeItem(elt.querySelector("[data-draft]")?.dataset.draft ?? "");
    elt.closest("dialog")?.close();
  });
  const resend = () => {
    for (const { path, values } of kept()) htmx.ajax("POST", path, { values, target: "#standing", swap: "outerHTML" });
  };
  setInterval(resend, 5000);
  addEventListener("online", resend);
  document.addEventListener("htmx:afterSettle", () => mtqc.again());

  // Keys and buttons
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target.matches?.("[data-draft]") && key === "Escape") return target.closest("form").remove();
    if (target.matches?.("[data-draft]") && key === "Enter" && event.ctrlKey) return target.closest("form").requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(target)) return;
    const places = [chosen(), chosen()?.closest(".row"), document.querySelector("#standing"), document];
    const button = places.map((place) => place?.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
    if (!button || (places[3] === document && !chosen() && button.closest(".row"))) return;
    event.preventDefault();
    button.click();
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-dialog=mark]")) event.preventDefault(); // or the selection would be lost
  });
  document.addEventListener("click", ({ target }) => {
    target.closest("[data-close]")?.closest("dialog").close();
    const flag = target.closest("[data-flag-at]")?.dataset.flagAt;
    if (flag) mtqc.choose(flag);
    const opener = target.closest("[data-dialog]");
    if (!opener) {
      if (target.closest("[data-onwards]") && chosen()?.contains(target)) mtqc.move(1);
      return;
    }
    const dialog = document.getElementById(`${opener.dataset.dialog}-dialog`);
    const marked = opener.dataset.dialog === "mark" ? selected() : {};
    if (!marked) return say("Select the words first, within one text.");
    const values = { ...opener.dataset, flag: opener.closest("form")?.dataset.fingerprint ?? "", ...marked };
    for (const field of dialog.querySelectorAll("[name]")) {
      if (field.name in values) field.value = values[field.name];
      else if (field.name === "comment") field.value = "";
    }
    dialog.querySelector(".quoted")?.replaceChildren(marked.quoted ?? "");
    dialog.showModal();
  });

  // The selected words, as code points of the whole text of their side
  const at = (node, offset) => {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!run) return null;
    const before = document.createRange();
    before.setStart(run, 0);
    before.setEnd(node, offset);
    return { side: run.closest(".side").matches(".source") ? "source" : "target",
      place: Number(run.dataset.at) + [...before.toString()].length };
  };
  const selected = () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed) return null;
    const [first, last] = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
    if (!first || first.side !== last?.side) return null;
    return { side: first.side, start: first.place, end: last.place, quoted: range.toString() };
  };

  // Drafts of post-edits
  document.addEventListener("input", ({ target }) => {
    if (target.dataset.draft) localStorage.setItem(target.dataset.draft, target.value);
  });
  document.addEventListener("htmx:load", ({ target }) => {
    const field = target.querySelector?.("[data-draft]");
    if (!field) return;
    field.value = localStorage.getItem(field.dataset.draft) ?? field.value;
    field.focus();
  });
})();
