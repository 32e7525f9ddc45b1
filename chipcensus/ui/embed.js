/* A figure alone on a page, in a frame of another site (embed.py): the card itself is figure_card.js.
   The page around the frame is told how high it is: {chipCensus: {height}}, of window "message". */

const EVERY = 600_000; // ms between two looks for newer data

const given = document.getElementById("card");
const place = document.getElementById("figure");
const { default: mount } = await import(given.dataset.module);
let told = given.textContent.trim();

const show = () => mount({ data: new TextEncoder().encode(told), parentElement: place });

async function renew() {
  if (document.hidden) return;
  const newer = await fetch(given.dataset.newest).then((reply) => (reply.ok ? reply.text() : told), () => told);
  if (newer === told) return;
  told = newer;
  show();
}

show();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
new ResizeObserver(() => {
  parent.postMessage({ chipCensus: { height: Math.ceil(document.body.getBoundingClientRect().height) } }, "*");
}).observe(document.body);
if (given.dataset.newest) setInterval(renew, EVERY);
