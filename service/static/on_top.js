// How tall is what stays in sight at the top: review.css keeps everything clear of it by `--on-top`. A message that comes
// up there does not cover what has just been pressed.
"use strict";
(() => {
  const bar = document.querySelector(".on-top");
  const notice = () => document.getElementById("notice");
  const tall = () => {
    const stays = [bar, notice()].filter((part) => getComputedStyle(part).position === "sticky");
    return Math.max(0, ...stays.map((part) => part.offsetHeight));
  };
  let before = 0;
  const measure = () => {
    const now = tall();
    document.documentElement.style.setProperty("--on-top", `${now}px`);
    if (now > before) uncover(now);
    before = now;
  };
  const uncover = (end) => {
    const pressed = document.activeElement.closest(".finding, .editing, .target-column");
    const { top, bottom } = pressed?.getBoundingClientRect() ?? {};
    if (pressed && top < end && bottom > 0) scrollBy({ top: top - end - 8, behavior: "instant" });
  };
  new MutationObserver(measure).observe(bar, { childList: true, subtree: true, characterData: true });
  addEventListener("resize", measure);
  measure();
})();
