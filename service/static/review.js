// Every key presses a button of the page, every button sends a form by htmx (`sending.js`: and what could not be sent).
"use strict";
(() => {
  const chosen = () => document.getElementById(mtqc.chosen() ?? "");
  const { say } = sending;
  document.addEventListener("undecided", ({ detail }) => mtqc.lead(document.getElementById(detail.flag)));

  // The place on the page: the flag that is chosen, or the sentence that was edited without one
  let place = "";
  const goBack = () => {
    mtqc.again();
    if (document.activeElement === document.body && !chosen()) document.querySelector(`#${place} .edit`)?.focus();
  };
  document.addEventListener("focusin", ({ target }) => (place = target.closest(".row")?.id || place));
  document.addEventListener("htmx:afterSettle", ({ target }) => (target.id === place ? goBack() : mtqc.again()));
  // What is as it was is not put there anew every few seconds: a press of the pointer on it would be lost.
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    const { fragment, target } = detail;
    if (target.id.startsWith("review-") && fragment.firstElementChild?.innerHTML === target.innerHTML) detail.shouldSwap = false;
  });
  const close = (editing) => {
    editing.remove();
    goBack();
  };

  // Keys and buttons
  let hint = "";
  const tell = (text) => say((hint = text)); // until the next key
  const NO_FLAGS = "This article has no flags. m marks words that the machine missed; Edit is below each sentence.";
  const NOT_CHOSEN = "Choose a flag first: j and k step through them, or click one.";
  const whyNot = (key, row) => {
    const meaning = [...document.querySelectorAll("#keys-dialog .keys div")]
      .find((line) => [...line.querySelectorAll("kbd")].some((kbd) => kbd.textContent === key))?.querySelector("dd").textContent;
    if (!meaning) return "";
    const isOfFlags = "jkcdxtr".includes(key);
    if ((isOfFlags || (key === "e" && !row)) && !document.querySelector(".finding")) return NO_FLAGS;
    if ("jk".includes(key)) return "";
    if (key === "e" && row) return "This sentence has no translation to edit: edit the sentence before or after it.";
    if (isOfFlags && chosen()) return "This flag has no suggestion.";
    return isOfFlags || key === "e" ? NOT_CHOSEN : `${key} (${meaning}) is not possible as the review stands.`;
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const form = target.closest?.("form.editing, dialog form");
    if (form?.matches(".editing") && key === "Escape") return close(form);
    if (form && !target.matches("button") && key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || mtqc.typing(target)) return;
    if (hint && document.getElementById("notice").textContent === hint) tell("");
    const row = chosen()?.closest(".row") ?? target.closest?.(".row") ?? null;
    const places = [chosen(), row, document.querySelector("#review-state"), document];
    const button = places.map((one) => one?.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
    const owner = button?.closest(".finding"); // another flag's button is not meant, nor another sentence's
    if (!button || (owner && owner !== chosen()) || (button.closest(".row") ?? row) !== row) {
      const why = whyNot(key, row);
      return why && tell(why);
    }
    event.preventDefault();
    button.click();
  });
  // Or the selection would be lost, and what is given up be saved because the field was left:
  const HOLDS = "[data-dialog=mark], [data-cancel]";
  document.addEventListener("mousedown", (event) => event.target.closest(HOLDS) && event.preventDefault());
  document.addEventListener("click", ({ target }) => {
    target.closest("[data-close]")?.closest("dialog").close();
    if (target.closest("[data-cancel]")) return close(target.closest("form.editing"));
    if (target.closest("[data-flag-at]")) mtqc.choose(target.closest("[data-flag-at]").dataset.flagAt);
    const opener = target.closest("[data-dialog]");
    if (!opener) return target.closest("[data-onwards]") && chosen()?.contains(target) && mtqc.move(1);
    const marked = opener.dataset.dialog === "mark" ? marking.selected() : {};
    return marked ? open(opener, marked) : marking.begin();
  });
  const open = (opener, marked) => {
    const dialog = document.getElementById(`${opener.dataset.dialog}-dialog`);
    const values = { ...opener.dataset, flag: opener.closest("form")?.dataset.fingerprint ?? "", ...marked };
    const about = JSON.stringify([values.flag, values.side, values.start]);
    const isNew = dialog.dataset.about !== about; // else it was closed unsent: what was typed stands
    dialog.dataset.about = about;
    for (const field of dialog.querySelectorAll("[name]")) {
      if (field.name in values) field.value = values[field.name];
      else if (field.name === "comment" && isNew) field.value = "";
    }
    sending.refuseIn(dialog, "");
    const form = dialog.querySelector("form");
    // Of a dismissed flag, even the same kind and severity say something: that it is an error after all.
    const isSameNothing = opener.dataset.dialog === "change" && !opener.closest(".dismissed");
    if (form) form.dataset.was = isSameNothing ? sending.saidIn(form) : "";
    dialog.querySelector(".quoted")?.replaceChildren(marked.quoted ?? mtqc.words(opener.closest(".finding")));
    dialog.querySelector(".question")?.replaceChildren(values.question);
    dialog.showModal();
  };

  document.addEventListener("submit", ({ target }) => target.closest("dialog")?.removeAttribute("data-about"), true);

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
    if (!chosen()?.closest(".row")?.contains(field)) mtqc.choose(""); // the place is here now
    const draft = localStorage.getItem(field.dataset.draft);
    if (draft !== null) field.value = suggested(draft, field.dataset);
    field.focus();
  });
})();
