// Which words are to be marked: those selected with the pointer, or chosen with the arrow keys. The latter are selected,
// too, so that everything after that is the same.
"use strict";
(() => {
  const { say } = sending;
  const kindOf = (side) => (side.matches(".source") ? "source" : "target");

  // The selected words, as code points of the whole text of their side; null: none, false: not of one text
  const at = (node, offset) => {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!run) return null;
    const before = new Range();
    before.setStart(run, 0);
    before.setEnd(node, offset);
    return { side: kindOf(run.closest(".side")), place: Number(run.dataset.at) + [...before.toString()].length };
  };
  const selected = () => {
    if (getSelection().isCollapsed) return null;
    const range = getSelection().getRangeAt(0);
    const [first, last] = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
    const { side, place: start } = first ?? {};
    return !!side && side === last?.side && { side, start, end: last.place, quoted: range.toString() };
  };

  // With the arrow keys: `from` and `to` count the words of a side
  let choosing = null;
  const textsOf = (side) => {
    const isRead = (node) => (node.parentElement.closest("[data-at]") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT, isRead);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const wordsOf = (side) => {
    const text = textsOf(side).map(({ data }) => data).join("");
    const cut = new Intl.Segmenter(side.lang || "en", { granularity: "word" }).segment(text);
    return [...cut].filter(({ segment }) => segment.trim()).map(({ index, segment }) => [index, index + segment.length]);
  };
  const rangeOf = (side, start, end) => {
    const range = new Range();
    let length = 0;
    for (const node of textsOf(side)) {
      const next = length + node.length;
      if (start >= length && start < next) range.setStart(node, start - length);
      if (end > length && end <= next) range.setEnd(node, end - length);
      length = next;
    }
    return range;
  };
  const HOW = "Choose the words: select them with the pointer, or with the arrow keys. ← → the next word, Shift ← → more "
    + "words, ↑ ↓ another sentence, s between source and translation, Enter marks them, Esc stops.";
  const choose = (side, from = 0, to = from) => {
    const words = wordsOf(side);
    choosing = { side, words, from, to };
    side.tabIndex = -1;
    side.focus({ preventScroll: true });
    const range = rangeOf(side, words[Math.min(from, to)][0], words[Math.max(from, to)][1]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    side.scrollIntoView({ block: "nearest", behavior: "instant" });
    document.getElementById("chosen-words").textContent = range.toString();
  };
  const sides = (kind) => [...document.querySelectorAll(`.article .side.${kind}`)].filter((side) => wordsOf(side).length);
  const begin = () => {
    if (!getSelection().isCollapsed) return say("Select words within one text: the source or the translation.");
    const flag = document.getElementById(mtqc.chosen() ?? "");
    const row = flag?.closest(".row") ?? document.activeElement.closest(".row");
    const all = [...sides("target"), ...sides("source")];
    const isSeen = (side) => side.getBoundingClientRect().bottom > document.querySelector(".on-top").offsetHeight;
    const first = all.find((side) => (row ? row.contains(side) : isSeen(side)));
    if (first) choose(first);
    return say(HOW);
  };
  const step = (key, more) => {
    const { side, words, from, to } = choosing;
    const isOn = (key === "ArrowRight") === (getComputedStyle(side).direction === "ltr");
    const next = Math.min(Math.max(to + (isOn ? 1 : -1), 0), words.length - 1);
    choose(side, more ? from : next, next);
  };
  const turn = (side) => side && choose(side);
  const beside = (by) => {
    const all = sides(kindOf(choosing.side));
    return all[all.indexOf(choosing.side) + by];
  };
  const KEYS = {
    ArrowLeft: step,
    ArrowRight: step,
    ArrowUp: () => turn(beside(-1)),
    ArrowDown: () => turn(beside(1)),
    s: () => turn(sides(kindOf(choosing.side) === "source" ? "target" : "source")
      .find((side) => choosing.side.closest(".row").contains(side))),
    Enter: () => document.querySelector("[data-dialog=mark]").click(),
    Escape: () => {
      getSelection().removeAllRanges();
      choosing.side.blur();
      say("");
      mtqc.again();
    },
  };
  document.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    const does = document.activeElement === choosing?.side && Object.hasOwn(KEYS, key) && KEYS[key];
    if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // here they step through the words, not the flags
    does(key, shiftKey);
  }, true);
  window.marking = { selected, begin };
})();
