/* Runs in the page under measurement, before anything else: when did the reader act, and when did the first two figures
   change last? FIGURE is the CSS selector of a figure, WITHIN of what counts in it: not the word that it is being loaded.
   The time of a change is that of the frame that shows it. */

(() => {
  const probe = (window.bench = { acted: 0, changed: 0, drawn: () => figures().filter((one) => one.querySelector(".main-svg .trace")).length });
  const figures = () => [...document.querySelectorAll(FIGURE)].slice(0, 2);
  const shown = () => requestAnimationFrame(() => { probe.changed = performance.now(); });
  const observer = new MutationObserver((changes) => {
    const watched = figures();
    const counts = (node) => (node.closest ? node : node.parentElement)?.closest(WITHIN);
    if (changes.some(({ target }) => counts(target) && watched.some((figure) => figure.contains(target)))) shown();
  });
  const watch = () => observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, (event) => { if (event.isTrusted) probe.acted = event.timeStamp; }, true);
  }
  probe.look = () => figures().map((figure) => figure.innerHTML);
  watch();
})();
