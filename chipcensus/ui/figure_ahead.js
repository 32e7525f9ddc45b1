/* A card on the screen is drawn as soon as its message comes, before Streamlit lays out the page with it: that takes longer than
   the drawing. When Streamlit hands the card over, it is drawn already. What is not found here is drawn then. */

const GIVEN = '{"card":{"id":'; // how what a card is given begins: packed() in figure_card.py
const latin = new TextDecoder("latin1");

// In a message a text stands behind its length: 7 bits a byte, the lowest first, all but the last with the eighth set.
function textAt(bytes, start) {
  let first = start - 1;
  while (bytes[first - 1] & 0x80) first -= 1;
  const length = bytes.subarray(first, start).reduceRight((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  return new TextDecoder().decode(bytes.subarray(start, start + length));
}

function drawAhead(message) {
  const bytes = new Uint8Array(message);
  const start = latin.decode(bytes).indexOf(GIVEN);
  if (start < 0) return;
  const told = textAt(bytes, start);
  [...onPage].find((card) => isOf(told, card.data?.id) && card.isSeen())?.update(told);
}

const isOf = (told, id) => told.startsWith(`${GIVEN}"${id}"`);

window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener("message", ({ data }) => { if (data instanceof ArrayBuffer) drawAhead(data); });
  }
};
