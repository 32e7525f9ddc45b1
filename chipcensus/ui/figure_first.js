/* The first figures of a page, shown before the page around them is there: the document brings what they are given (first.py).
   When the page mounts a card that stands here already, it moves over as it is, drawn. */

const FIRST = "first-cards";
const LONGEST_WAIT = 15_000; // ms; a page that says it cannot show the figures is seen then
const SETTLED = 1000; // ms; by then the words above the cards have their lines
// Pixels: where a page's first card stands below one row of filters, and up to which width the filters fill the screen.
const ORDINARY_TOP = 294;
const NARROWEST = 800;
const early = new Map();
let stage;

const themeKey = () => `stActiveTheme-${location.pathname}-v2`;

// Streamlit's own variables are not there yet: as it will, by what the reader chose here, else by the system.
function colours() {
  const [chosen] = localStorage.getItem(themeKey())?.match(/Dark|Light/) ?? [];
  const dark = chosen ? chosen === "Dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = window.__streamlit[dark ? "DARK_THEME" : "LIGHT_THEME"];
  const of = { "text-color": "textColor", "background-color": "backgroundColor", "link-color": "linkColor", "primary-color": "primaryColor" };
  return Object.entries(of).map(([name, key]) => `--st-${name}: ${theme[key]};`).join(" ");
}

// Where the first card stood last time, on a page of this width.
const places = () => JSON.parse(localStorage.getItem(FIRST) ?? "{}");
const place = () => `${location.pathname} ${innerWidth}`;

function showFirst() {
  const given = document.getElementById(FIRST);
  if (!given || innerWidth <= NARROWEST) return;
  const top = places()[place()] ?? ORDINARY_TOP;
  stage = el("div", { class: FIRST, style: `${colours()} top: ${top}px` });
  document.body.append(stage);
  for (const told of given.textContent.split("\n")) {
    const card = new Card(stage.appendChild(el("div")));
    card.update(told);
    early.set(card.data.id, card);
  }
  setTimeout(leave, LONGEST_WAIT);
}

// The card that is told this, if it stands here, moved to where the page wants it.
function moved(told, parent) {
  const [id, card] = [...early].find(([name]) => isOf(told, name)) ?? [];
  if (!card) return undefined;
  early.delete(id);
  // Moved in one go, it keeps the focus and what it has opened; not every browser can.
  if (parent.moveBefore && parent.isConnected && card.root.isConnected) parent.moveBefore(card.root, null);
  else parent.append(card.root);
  if (card.root === document.querySelector(".figure-card")) setTimeout(remember, SETTLED, card);
  setTimeout(leave); // the page mounts its cards together
  return card;
}

function leave() {
  early.forEach((card) => card.remove());
  early.clear();
  stage?.remove();
}

function remember({ root }) {
  const { top } = root.getBoundingClientRect();
  const isMoved = root.closest(".stMain")?.scrollTop !== 0;
  if (root.isConnected && !isMoved) localStorage.setItem(FIRST, JSON.stringify({ ...places(), [place()]: Math.round(top) }));
}
