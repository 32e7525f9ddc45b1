/* A visit with data of its own: the browser is told to come back to it when a page is loaded anew, and is brought to what
   became of the reader's files when that is known. No word. */

const SECTION = ".st-key-import";
let told, isWaiting;

function stay(address) {
  if (told === address) return;
  told = address;
  // The header shows that the page itself asks: a foreign one cannot send it.
  fetch(`${address}/stay`, { method: "POST", headers: { "X-Chip-Census": "visit" } }).catch(() => { told = undefined; });
}

export default function ({ data }) {
  stay(data.address);
  if (data.busy) isWaiting = true;
  if (data.busy !== false || !isWaiting) return;
  isWaiting = false;
  // After Streamlit has put the page together.
  requestAnimationFrame(() => setTimeout(() => document.querySelector(SECTION)?.scrollIntoView({ block: "start" })));
}
