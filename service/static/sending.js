// What is done on a page goes out by htmx. What could not be sent is kept in the browser until it can be; what the
// service always fails at steps aside for the others, and what it refuses is shown until somebody has seen it.
"use strict";
(() => {
  const [KEPT, DONE] = ["mtqc-outbox", "mtqc-done"];
  const notice = () => document.getElementById("notice");
  const say = (text) => {
    notice().setAttribute("role", "status");
    if (notice().textContent !== text) notice().textContent = text; // else it would be read out again
  };
  const me = document.body.dataset.reader;
  const here = `${location.pathname}/act`;
  const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? "[]");
  const keep = (all) => {
    all.length ? localStorage.setItem(KEPT, JSON.stringify(all)) : localStorage.removeItem(KEPT);
    show();
  };
  // Of whoever is signed in: what somebody else has left in this browser waits until they sign in again.
  const own = () => kept().filter(({ values }) => (values.reader ?? me) === me);
  const unsent = () => own().filter(({ refused }) => !refused);
  const has = (all, { values }) => all.some((one) => one.values.token === values.token);
  const without = (token) => kept().filter(({ values }) => values.token !== token);
  const FEW_TRIES = 5;
  const isAside = ({ tries = 0 }) => tries >= FEW_TRIES;
  const publishes = ({ values }) => ["finish", "approve"].includes(values.action);

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
  const made = new Set(unsent().filter(({ path }) => path === here).map(({ values }) => values.token));
  const knows = (values) => {
    values.known ??= [...made].join(" ");
    made.add(values.token);
    return values;
  };

  // What is sent, and what came of it
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, path, elt, parameters } = event.detail;
    if (verb !== "post") return;
    const editing = elt.matches("form.editing");
    const isSame = ({ path: other, values }) => other === path && values.segment === parameters.segment;
    if (editing && !isUnsaved(elt) && !unsent().some(isSame)) { // nothing was changed, so nothing is edited
      event.preventDefault();
      elt.remove();
      mtqc.again();
      return;
    }
    parameters.reader ??= me;
    parameters.token ??= editing ? tokenOf(elt) : token();
    if (path === here) knows(parameters);
    if (editing && has(unsent(), { values: parameters })) event.preventDefault(); // it goes out in its turn
  });
  const SIGN_IN = "Sign in again and load this page anew. What you did is kept here.";
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: sent, xhr, elt } }) => {
    const why = () => (xhr.status ? toldIn(xhr) ?? "The service cannot take it now" : "No connection");
    if (xhr.status === 401) say(SIGN_IN);
    if (xhr.status === 404) say(reasonIn(xhr)); // the article was deleted
    if (sent.verb !== "post") {
      const isOver = xhr.status >= 200 && xhr.status < 500 && xhr.status !== 429;
      return isOver || sent.headers["X-Automatic"] ? undefined : say(`${why()}: try again in a moment.`);
    }
    const { csrf_token, ...values } = Object.fromEntries(sent.formData);
    const one = kept().find((other) => other.values.token === values.token);
    if (xhr.status >= 200 && xhr.status < 300) {
      keep(without(values.token));
      if (xhr.getResponseHeader("X-Unchanged")) {
        made.delete(values.token); // there is nothing of it to be undone
        say("Nothing was changed: it was like that already.");
      }
      localStorage.setItem(DONE, JSON.stringify([sent.path, values.token, me]));
      [pause, after] = [FIRST, 0];
      const { action, draft, text } = values;
      if (action === "edit" && localStorage.getItem(draft) === text) localStorage.removeItem(draft);
      elt.closest("dialog")?.close();
    } else if ([404, 409, 422].includes(xhr.status)) {
      made.delete(values.token);
      const isOpen = [...document.querySelectorAll("form.editing")].some((form) => tokenOf(form) === values.token);
      const dialog = elt.closest("dialog");
      if (dialog) refuseIn(dialog, reasonIn(xhr)); // which stays open, and lies over the notice
      if (one) refuse(one, reasonIn(xhr), isOpen || isToldHere(one));
      if (dialog || (one && !isOpen && !isToldHere(one))) say(""); // it is told once
    } else {
      const tried = { ...(one ?? entryOf(elt, sent.path, values)) };
      if (xhr.status >= 500 && !toldIn(xhr)) tried.tries = (tried.tries ?? 0) + 1;
      keep(one ? kept().map((other) => (other.values.token === values.token ? tried : other)) : [...kept(), tried]);
      const [number, kind] = [unsent().length, unsent().length === 1 ? "It is kept" : "They are kept"];
      say(`${why()}: ${number} to be sent. ${kind} in this browser and sent as soon as possible.`);
      if (xhr.status === 400 || xhr.status === 401) say(SIGN_IN);
    }
  });
  const reasonIn = (xhr) => {
    if (xhr.getResponseHeader("Content-Type") === "application/problem+json") return JSON.parse(xhr.responseText).detail;
    return toldIn(xhr, ".reason, .failure p") ?? "The service refuses it.";
  };
  const toldIn = (xhr, places = ".reason") =>
    new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(places)?.textContent;
  const refuseIn = (dialog, reason) => {
    const place = dialog.querySelector(".error");
    if (place) [place.textContent, place.hidden] = [reason, !reason];
  };
  // A move has no words that could be lost: what the notice says of one of this page is enough.
  const isToldHere = ({ path, values: { flag, segment, comment, side } }) => path === here && !(flag || segment || comment || side);
  // It stays to be read, unless its words still stand in their field (`isOpen`). Without it, nothing behind it may
  // publish the article: what was to be decided first is not.
  const BEHIND = "Not sent: what you did before it has not been saved.";
  const refuse = (one, reason, isOpen) => {
    const { action, token: name } = one.values;
    const all = kept();
    const from = all.findIndex(({ values }) => values.token === name);
    const why = (other, at) => {
      if (at === from) return reason;
      return at > from && action !== "comment" && other.path === one.path && publishes(other) ? BEHIND : "";
    };
    all.filter(why).forEach(({ values }) => made.delete(values.token)); // there is nothing of it to be undone
    if (isOpen) keep(all.filter((other, at) => !why(other, at)));
    else keep(all.map((other, at) => (why(other, at) ? { ...other, refused: why(other, at) } : other)));
  };

  // What is kept goes out one after the other, as it was done; what waits for one article holds up no other, and what
  // the service has failed at a few times holds up nothing but the end of its own review.
  // In vain, it is tried again after ever longer pauses. Unless somebody has `acted`, it keeps nobody signed in.
  const [FIRST, LONGEST] = [5_000, 300_000];
  let [busy, acted, pause, after] = [false, false, FIRST, 0];
  const resend = async () => {
    if (busy) return;
    busy = true;
    const [waiting, tried] = [new Set(), new Set()];
    const may = (one, at, all) => !waiting.has(one.path) && !tried.has(one.values.token) && !(publishes(one)
      && all.slice(0, at).some(({ path, values }) => path === one.path && values.action !== "comment"));
    try {
      for (let next; (next = unsent().find(may));) {
        const { path, values } = next;
        const elsewhere = path !== here && { origin: "queue" }; // then nothing here is to change
        const headers = acted ? {} : { "X-Automatic": "retry" };
        acted = false;
        tried.add(values.token);
        await htmx.ajax("POST", path, { values: { ...values, ...elsewhere }, headers, target: "#notice" });
        const left = unsent().find((one) => one.values.token === values.token);
        if (left && !isAside(left)) waiting.add(path);
      }
    } catch {
      // no connection: it is tried again
    } finally {
      [busy, acted] = [false, false];
      if (unsent().length) [after, pause] = [Date.now() + pause, Math.min(2 * pause, LONGEST)];
    }
  };
  setInterval(() => Date.now() >= after && resend(), FIRST);
  addEventListener("online", resend);

  // What is done to an article is about the text as it stands here: what is kept, or stands in an open field, is sent
  // before it. An undo is about what was done before that field was opened.
  const isUnsaved = (form) => {
    const field = form.querySelector("[data-draft]");
    return field.value !== field.defaultValue || "suggested" in field.dataset; // that is not saved yet
  };
  const saidIn = (form) => new URLSearchParams(new FormData(form)).toString();
  const entry = (form, submitter) => {
    const { csrf_token, ...values } = Object.fromEntries(new FormData(form, submitter));
    values.token = form.matches(".editing") ? tokenOf(form) : token();
    return entryOf(form, form.getAttribute("hx-post"), knows({ ...values, reader: me }));
  };
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("form[hx-post]:not(.editing, .assigned)")) return;
    if (form.dataset.was && form.dataset.was === saidIn(form)) {
      event.preventDefault();
      event.stopPropagation();
      form.closest("dialog").close();
      return say("Nothing was changed. If the flag is right as it is, confirm it.");
    }
    const open = submitter?.value === "undo" ? [] : [...document.querySelectorAll("form.editing")].filter(isUnsaved);
    const edits = open.map((edit) => entry(edit));
    const one = entry(form, submitter);
    const before = unsent().filter((other) => !isAside(other) || (publishes(one) && other.path === one.path));
    if (!edits.length && !before.length) return made.delete(one.values.token);
    event.preventDefault();
    event.stopPropagation();
    form.closest("dialog")?.close();
    keep([...kept(), ...edits.filter((edit) => !has(kept(), edit)), one]);
    acted = true;
    resend();
  }, true);

  // What somebody has to know of what they did: it was refused, or the service fails at it again and again
  const NAMES = {
    confirm: "Confirm", dismiss: "Dismiss", change: "Change", mark: "Mark", edit: "Edit", comment: "Comment",
    undo: "Undo", claim: "Claim", release: "Release", finish: "Finish", approve: "Approve", send_back: "Send back",
  };
  const wordsOf = ({ about, values: { action, text, severity, category, comment } }) => [
    NAMES[action] ?? "Assign", action !== "edit" && about && `“${about}”`, text && `“${text}”`,
    ["change", "mark"].includes(action) && `(${severity}, ${category})`, comment && `“${comment}”`,
  ].filter(Boolean).join(" ");
  const aboutOf = (elt, { flag }) => {
    const card = flag ? document.querySelector(`[data-fingerprint="${CSS.escape(flag)}"]`)?.closest(".finding") : null;
    const words = mtqc.words(card) || elt.querySelector?.(".quoted")?.textContent;
    return words || card?.querySelector(".category").textContent || "";
  };
  const entryOf = (elt, path, values) => {
    const title = elt.closest("tr")?.querySelector(".open")?.textContent ?? document.querySelector("main")?.dataset.title;
    return { path, values, title: title ?? "", about: aboutOf(elt, values) };
  };
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const show = () => {
    const place = document.getElementById("unsaved");
    const told = own().filter((one) => one.refused || isAside(one));
    place.hidden = !told.length;
    place.replaceChildren(...(told.length ? [make("h2", {}, "Not saved"), make("ul", {}, ...told.map(lineOf))] : []));
  };
  const FAILS = "The service fails at it. It is tried again from time to time.";
  const lineOf = (one) => {
    const [again, drop] = [["again", "Try again"], ["drop", "Discard"]].map(([what, label]) =>
      make("button", { type: "button", className: "small", onclick: () => act[what](one) }, label));
    const article = make("a", { href: one.path.replace(/\/act$/, "") }, make("bdi", {}, one.title || "the article"));
    return make("li", {}, article, ": ", make("bdi", { className: "words" }, wordsOf(one)), " ",
      make("span", { className: "soft" }, one.refused ?? FAILS), " ", ...(one.refused ? [drop] : [again, drop]));
  };
  const act = {
    again: () => ((acted = true), resend()),
    drop: (one) => {
      if (!one.refused) refuse(one, BEHIND, false);
      keep(without(one.values.token));
    },
  };
  // Another tab of this browser writes there: what it has done to this very article is not seen here yet.
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== DONE || !newValue) return show();
    const [path, name, reader] = JSON.parse(newValue);
    if (path !== here || reader !== me || made.has(name)) return;
    document.getElementById("news")?.replaceChildren(
      "You have worked on it in another tab. ", make("a", { href: "" }, "Show it"));
  });
  show();
  window.sending = { say, refuseIn, saidIn };
})();
