// Every key presses a button of the page, every button sends a form by htmx (`sending.js`: and what could not be sent).
"use strict";
(() => {
  const chosen = () => document.getElementById(mtqc.chosen() ?? "");
  const { say } = sending;
  document.addEventListener("htmx:afterSettle", () => mtqc.again());
  document.addEventListener("undecided", ({ detail }) => mtqc.lead(document.getElementById(detail.flag)));

  // Keys and buttons
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const editing = target.closest?.("form.editing");
    if (editing && key === "Escape") return editing.remove(), mtqc.again();
    const writing = target.matches?.("textarea") && target.closest("form.editing, dialog form");
    if (writing && key === "Enter" && (event.ctrlKey || event.metaKey)) return writing.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || mtqc.typing(target)) return;
    const places = [chosen(), chosen()?.closest(".row"), document.querySelector("#review-state"), document];
    const button = places.map((place) => place?.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
    const owner = button?.closest(".finding"); // another flag's button is not meant
    if (!button || (owner && owner !== chosen()) || (!chosen() && button.closest(".row"))) return;
    event.preventDefault();
    button.click();
  });
  // Or the selection would be lost, and what is given up be saved because the field was left:
  const HOLDS = "[data-dialog=mark], [data-cancel]";
  document.addEventListener("mousedown", (event) => event.target.closest(HOLDS) && event.preventDefault());
  document.addEventListener("click", ({ target }) => {
    target.closest("[data-close]")?.closest("dialog").close();
    if (target.closest("[data-cancel]")) return target.closest("form.editing").remove(), mtqc.again();
    if (target.closest("[data-flag-at]")) mtqc.choose(target.closest("[data-flag-at]").dataset.flagAt);
    const opener = target.closest("[data-dialog]");
    if (!opener) return target.closest("[data-onwards]") && chosen()?.contains(target) && mtqc.move(1);
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
    const before = new Range();
    before.setStart(run, 0);
    before.setEnd(node, offset);
    return { side: run.closest(".side").matches(".source") ? "source" : "target",
      place: Number(run.dataset.at) + [...before.toString()].length };
  };
  const selected = () => {
    if (getSelection().isCollapsed) return null;
    const range = getSelection().getRangeAt(0);
    const [first, last] = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
    const { side, place: start } = first ?? {};
    return side && side === last?.side && { side, start, end: last.place, quoted: range.toString() };
  };

  // Drafts of post-edits
  document.addEventListener("input", ({ target }) => {
    if (target.dataset.draft) localStorage.setItem(target.dataset.draft, target.value);
  });
  const suggested = (draft, { words, replacement }) => {
    if (words === undefined) return draft;
    const around = draft.split(words);
    if (around.length === 2) return around.join(replacement);
    say(`This is your draft of the sentence: put “${replacement}” where it fits.`);
    return draft;
  };
  document.addEventListener("htmx:load", ({ target }) => {
    const field = target.closest?.("form.editing")?.querySelector("[data-draft]");
    if (!field) return;
    const draft = localStorage.getItem(field.dataset.draft);
    if (draft !== null) field.value = suggested(draft, field.dataset);
    field.focus();
  });
})();
