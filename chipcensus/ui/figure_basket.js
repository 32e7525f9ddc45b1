/* Figures ticked for a report, kept by this browser alone: { figure, filters, generation, title, caption, text }. */

const BASKET = "chip-census-basket";
const BASKET_CHANGED = "basket-changed";
const NO_FILTERS = ["lang", "generation"];

function basketItems() {
  try {
    const found = JSON.parse(localStorage.getItem(BASKET));
    return Array.isArray(found) ? found.filter((item) => typeof item?.figure === "string") : [];
  } catch {
    return [];
  }
}

// False where the browser keeps nothing.
function keepBasket(items) {
  try {
    localStorage.setItem(BASKET, JSON.stringify(items));
  } catch {
    return false;
  }
  dispatchEvent(new Event(BASKET_CHANGED));
  return true;
}

// What a card shows, as a report asks for it again.
function itemOf({ id, title, caption, links, cite }) {
  const query = new URL(links.details, location.origin).searchParams;
  const names = [...new Set(query.keys())].filter((name) => !NO_FILTERS.includes(name)).sort();
  const valueOf = (name) => (query.getAll(name).length > 1 ? query.getAll(name) : query.get(name));
  const filters = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
  return { figure: id, filters, generation: cite?.generation ?? "", title, caption, text: "" };
}

const asked = ({ figure, filters }) => JSON.stringify([figure, filters]);

// Puts a figure in or takes it out; undefined where the browser keeps nothing.
function tick(item) {
  const items = basketItems();
  const others = items.filter((other) => asked(other) !== asked(item));
  const isNew = others.length === items.length;
  return keepBasket(isNew ? [...items, item] : others) ? { isNew, count: basketItems().length } : undefined;
}

class Tick {
  constructor(card) {
    this.card = card;
    this.button = el("button", { type: "button", class: "fc-tick", "aria-pressed": "false", click: () => this.press() });
    addEventListener(BASKET_CHANGED, this.look = () => this.show());
    addEventListener("storage", this.look); // another tab
  }

  press() {
    const { data } = this.card;
    const done = tick(itemOf(data));
    const { words } = data;
    const said = done ? words[done.isNew ? "ticked" : "unticked"].replace("{count}", done.count) : words.failed;
    this.card.report(said);
  }

  show() {
    const { data } = this.card;
    this.button.hidden = !data?.links.details || Boolean(data.uncited); // a report can ask for figures of the catalogue only
    if (this.button.hidden) return;
    const item = asked(itemOf(data));
    const isIn = basketItems().some((other) => asked(other) === item);
    const label = data.words[isIn ? "untick" : "tick"];
    say(this.button, isIn ? "✓" : "+");
    mark(this.button, { "aria-pressed": String(isIn), "aria-label": label, title: label });
  }

  remove() {
    removeEventListener(BASKET_CHANGED, this.look);
    removeEventListener("storage", this.look);
  }
}
