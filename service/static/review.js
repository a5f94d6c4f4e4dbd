// Every key presses a button of the page, every button sends a form by htmx; what could not be sent is kept until it can.
"use strict";
(() => {
  const OUTBOX = "mtqc-outbox";
  const chosen = () => document.getElementById(mtqc.chosen() ?? "");
  const notice = () => document.getElementById("notice");
  const say = (text) => notice().textContent === text || (notice().textContent = text); // and is not read out again
  const me = document.body.dataset.reader;
  const kept = () => JSON.parse(localStorage.getItem(OUTBOX) ?? "[]");
  // Of whoever is signed in: what somebody else has left in this browser waits until they sign in again.
  const own = () => kept().filter(({ values }) => (values.reader ?? me) === me);
  const keep = (all) => (all.length ? localStorage.setItem(OUTBOX, JSON.stringify(all)) : localStorage.removeItem(OUTBOX));
  const token = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
  // The same words of an open field are the same edit, in whichever way they are sent:
  const sentences = new WeakMap();
  const tokenOf = (form) => {
    const { value } = form.querySelector("[data-draft]");
    if (sentences.get(form)?.value !== value) sentences.set(form, { value, token: token() });
    return sentences.get(form).token;
  };
  // What this page has done itself, and what it was opened after, by id: the service refuses what contradicts anything
  // later than this page shows, but for these.
  const act = `${location.pathname}/act`;
  const made = new Set(own().filter(({ path }) => path === act).map(({ values }) => values.token));
  const knows = (values) => {
    values.known ??= [...made].join(" ");
    made.add(values.token);
    return values;
  };
  const known = (all, { values }) => all.some((one) => one.values.token === values.token);
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, path, elt, parameters } = event.detail;
    if (verb !== "post") return;
    const editing = elt.matches("form.editing");
    parameters.reader ??= me;
    parameters.token ??= editing ? tokenOf(elt) : token();
    if (path === act) knows(parameters);
    if (editing && known(kept(), { values: parameters })) event.preventDefault(); // it goes out in its turn
  });
  const SIGN_IN = "Sign in again and load this page anew. What you did is kept here.";
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: sent, xhr, elt } }) => {
    if (xhr.status === 401) say(SIGN_IN);
    if (sent.verb !== "post") return;
    const { csrf_token, ...values } = Object.fromEntries(sent.formData);
    const done = xhr.status >= 200 && xhr.status < 300;
    const refused = [404, 409, 422].includes(xhr.status);
    const others = kept().filter((one) => one.values.token !== values.token);
    if (done) keep(others), ([pause, after] = [FIRST, 0]);
    else if (refused) keep(values.action === "edit" ? others.filter((one) => !publishes(one, sent.path)) : others);
    else if (!known(kept(), { values })) keep([...others, { path: sent.path, values }]);
    if (refused) made.delete(values.token);
    if (!done && !refused) {
      const why = xhr.status ? "The service cannot take it now" : "No connection";
      say(`${why}: ${own().length} to be sent. They are kept in this browser and go out by themselves.`);
    }
    if (xhr.status === 400 || xhr.status === 401) say(SIGN_IN);
    if (!done) return;
    if (values.action === "edit") forget(values.draft, values.text);
    elt.closest("dialog")?.close();
  });
  // What is kept goes out one after the other, as it was done; what waits for one article holds up no other.
  // In vain, it is tried again after ever longer pauses. Unless somebody has `acted`, it keeps nobody signed in.
  const [FIRST, LONGEST] = [5_000, 300_000];
  let [sending, acted, pause, after] = [false, false, FIRST, 0];
  const resend = async () => {
    if (sending) return;
    sending = true;
    const waiting = new Set();
    try {
      for (let next; (next = own().find(({ path }) => !waiting.has(path)));) {
        const { path, values } = next;
        const elsewhere = path !== `${location.pathname}/act` && { origin: "queue" }; // then nothing here is to change
        const headers = acted ? {} : { "X-Automatic": "retry" };
        acted = false;
        await htmx.ajax("POST", path, { values: { ...values, ...elsewhere }, headers, target: "#notice" });
        if (known(own(), next)) waiting.add(path);
      }
    } catch {
      // no connection: it is tried again
    } finally {
      [sending, acted] = [false, false];
      if (own().length) [after, pause] = [Date.now() + pause, Math.min(2 * pause, LONGEST)];
    }
  };
  setInterval(() => Date.now() >= after && resend(), FIRST);
  addEventListener("online", resend);

  // What is done to an article is about the text as it stands here: what is kept, or stands in an open field, is sent
  // before it. An undo is about what was done before that field was opened.
  const publishes = ({ path, values }, at) => path === at && ["finish", "approve"].includes(values.action);
  const unsaved = (form) => {
    const field = form.querySelector("[data-draft]");
    return field.value !== field.defaultValue || "suggested" in field.dataset; // that is not saved yet
  };
  const entry = (form, submitter) => {
    const { csrf_token, ...values } = Object.fromEntries(new FormData(form, submitter));
    values.token = form.matches(".editing") ? tokenOf(form) : token();
    return { path: form.getAttribute("hx-post"), values: knows({ ...values, reader: me }) };
  };
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("form[hx-post]:not(.editing, .assigned)")) return;
    const open = submitter?.value === "undo" ? [] : [...document.querySelectorAll("form.editing")].filter(unsaved);
    const edits = open.map((edit) => entry(edit));
    if (!edits.length && !own().length) return;
    event.preventDefault();
    event.stopPropagation();
    form.closest("dialog")?.close();
    keep([...kept(), ...edits.filter((one) => !known(kept(), one)), entry(form, submitter)]);
    acted = true;
    resend();
  }, true);
  document.addEventListener("htmx:afterSettle", () => mtqc.again());
  document.addEventListener("undecided", ({ detail }) => mtqc.lead(document.getElementById(detail.flag)));

  // Keys and buttons
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const editing = target.closest?.("form.editing");
    if (editing && key === "Escape") return editing.remove(), mtqc.again();
    if (editing && key === "Enter" && event.ctrlKey) return editing.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || mtqc.typing(target)) return;
    const places = [chosen(), chosen()?.closest(".row"), document.querySelector("#review-state"), document];
    const button = places.map((place) => place?.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
    const owner = button?.closest(".finding"); // another flag's button is not meant
    if (!button || (owner && owner !== chosen()) || (!chosen() && button.closest(".row"))) return;
    event.preventDefault();
    button.click();
  });
  // Or the selection would be lost:
  document.addEventListener("mousedown", (event) => event.target.closest("[data-dialog=mark]") && event.preventDefault());
  document.addEventListener("click", ({ target }) => {
    target.closest("[data-close]")?.closest("dialog").close();
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
  const forget = (draft, text) => localStorage.getItem(draft) === text && localStorage.removeItem(draft);
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
