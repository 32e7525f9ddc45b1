/* Finding: where an entry leads. An address of ours ends with #<figure> where a card is meant. */

const HOLD_SECONDS = 5;
const AT_HAND = ["wheel", "touchstart", "pointerdown", "keydown"];

// The filters go along, as they do through the navigation; a generation belongs to the link it came with.
function addressOf(path, lang) {
  const url = new URL(path, location.origin), kept = new URLSearchParams(location.search);
  for (const name of ["id", "lang", "generation"]) kept.delete(name);
  url.searchParams.set("lang", lang);
  for (const [name, value] of kept) url.searchParams.append(name, value);
  return url.pathname + url.search + url.hash;
}

const figureOf = (hash) => decodeURIComponent(hash.slice(1));
const cardOf = (name) => document.querySelector(`.figure-card[data-figure="${CSS.escape(name)}"]`);

// Follow a click without loading the page anew where that can be done: within the page, and through Streamlit's navigation.
function follow(event, href) {
  const url = new URL(href, location.origin), name = figureOf(url.hash);
  if (!name || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const isHere = cardOf(name) || url.pathname === location.pathname;
  const link = [...document.querySelectorAll("header a[href]")].find(({ href: to }) => new URL(to).pathname === url.pathname);
  if (!isHere && !link) return;
  event.preventDefault();
  if (!isHere) link.click();
  reach(name);
}

// Bring a card to the top once it is there, and keep it there while the ones above it grow.
function reach(name) {
  const over = new AbortController();
  let card, due;
  const align = () => {
    due = undefined;
    card ??= cardOf(name);
    if (!card?.isConnected) { card = undefined; return; }
    if (!card.contains(document.activeElement)) {
      card.tabIndex = -1;
      card.focus({ preventScroll: true });
    }
    card.scrollIntoView({ block: "start" });
  };
  const added = new MutationObserver(() => { due ??= requestAnimationFrame(align); });
  const timer = setTimeout(() => over.abort(), HOLD_SECONDS * 1000);
  over.signal.addEventListener("abort", () => { added.disconnect(); cancelAnimationFrame(due); clearTimeout(timer); });
  // The key or click that led here is not yet done.
  setTimeout(() => AT_HAND.forEach((kind) => document.addEventListener(kind, () => over.abort(), { signal: over.signal, capture: true })));
  added.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["style", "hidden"] });
  align();
}

// A page opened by such an address: Streamlit may have written the address anew by now.
const opened = location.hash || new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href).hash;
if (opened.includes("/")) reach(figureOf(opened));
