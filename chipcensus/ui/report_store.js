/* What a report holds: the reader's own in the browser's store, one from a link in memory; and the cards of its figures. */

const OWN_WORDS = "chip-census-report"; // title, text and layout
const LAYOUTS = ["pages", "sheet"];
const withFilters = (query, filters) => Object.entries(filters).forEach(([name, value]) => [value].flat().forEach((one) => query.append(name, one)));

function ownWords() {
  try {
    const { title = "", text = "", layout = "pages" } = JSON.parse(localStorage.getItem(OWN_WORDS)) ?? {};
    return { title, text, layout };
  } catch {
    return { title: "", text: "", layout: "pages" };
  }
}

class ReportStore {
  constructor() {
    this.cards = new Map();
  }

  get report() {
    return this.opened ?? { ...ownWords(), figures: basketItems() };
  }

  // Changes what is shown: one from a link in memory, the reader's own in the browser's store.
  change(changes) {
    const { figures, ...words } = { ...this.report, ...changes };
    if (this.opened) {
      this.opened = { ...words, figures };
      return;
    }
    localStorage.setItem(OWN_WORDS, JSON.stringify(words));
    if (changes.figures) keepBasket(figures);
  }

  takeOver() {
    const { figures, ...words } = this.opened;
    this.opened = undefined;
    this.change(words);
    keepBasket(figures);
  }

  // As the server reads it: what only this page knows stays here.
  spec() {
    const { title, text, layout, figures } = this.report;
    const bare = figures.map(({ figure, filters, generation, text: said }) => ({ figure, filters, generation: generation ?? "", text: said ?? "" }));
    return { title, text, layout, figures: bare };
  }

  // A figure's card as its page has it: what it is called, what is drawn.
  card(item, lang) {
    const query = new URLSearchParams({ lang });
    withFilters(query, item.filters);
    const url = `${this.data.base}/shown/${item.figure}.json?${query}`;
    if (!this.cards.has(url)) {
      const answer = fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(reply.statusText)))).then(({ card }) => card);
      answer.catch(() => this.cards.delete(url));
      this.cards.set(url, answer);
    }
    return this.cards.get(url);
  }
}
