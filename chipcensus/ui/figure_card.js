/* The figure card, the last part: the card itself; docs/CARD.md says what Python hands over.

   Words (data.words): chart table view export png png_1 png_2 png_4 with_words svg csv xlsx making made refused copy_image copied link frame frame_copied link_copied link_long sources trail sql params notes copy
   close tick untick ticked unticked loading again load_failed details_failed failed published reported_as modebar_zoom modebar_pan modebar_reset
   date_year date_month date_day date_full, and one per further name in data.links. */

// The DOM of a card is made once; update() changes only what differs.

const NEARBY = "40%"; // of the screen: what a turn of the wheel brings is drawn with what is seen

class Card extends Panels {
  constructor(parent) {
    super();
    parent.querySelector(":scope > .figure-card")?.remove(); // left by an older version of this module
    const button = (click) => el("button", { type: "button", click });
    this.title = el("h2");
    this.finding = el("p", { class: "fc-finding" });
    this.headline = el("p", { class: "fc-headline" });
    this.period = el("p", { class: "fc-period fc-small" });
    this.chartButton = button(() => this.show("chart"));
    this.tableButton = button(() => this.show("table"));
    this.switch = el("div", { class: "fc-switch", role: "group" }, this.chartButton, this.tableButton);
    this.status = el("span", { class: "fc-small", role: "status" });
    this.tick = new Tick(this);
    this.menu = new Menu(() => this.menuItems());
    this.plot = el("div", { class: "fc-plot" });
    this.message = el("div", { class: "fc-message" });
    this.table = el("div", { class: "fc-table", role: "region", tabindex: "0", hidden: "" });
    this.listing = new Listing((url, title) => this.behind(url, title));
    this.stage = el("div", { class: "fc-stage" }, this.message, this.listing.root, this.plot, this.table);
    this.caption = el("p", { class: "fc-small" });
    this.notes = el("ul", { class: "fc-small" });
    this.sources = el("p", { class: "fc-small" });
    this.dialog = el("dialog", { click: (event) => event.target === this.dialog && this.dialog.close() });
    this.root = el("section", { class: "figure-card" },
      el("header", {}, el("div", { class: "fc-words" }, this.title, this.headline, this.period, this.finding),
        el("div", { class: "fc-tools" }, this.status, this.switch, this.tick.button, this.menu.root)),
      this.stage,
      el("footer", {}, this.caption, this.notes, this.sources), this.dialog);
    parent.append(this.root);
    this.view = "chart";
    // Told where it stands and how wide it is, a card need not ask, which makes the browser lay out the page each time.
    this.sizes = new ResizeObserver(([{ contentRect }]) => this.fit(Math.round(contentRect.width)));
    this.sizes.observe(this.plot);
    this.sight = new IntersectionObserver((seen) => {
      this.seen = seen.at(-1).isIntersecting;
      if (this.seen && this.data?.later) this.bring();
    }, { rootMargin: NEARBY, scrollMargin: NEARBY });
    this.sight.observe(this.root);
    onPage.add(this);
  }

  // Given as JSON: what is told again is not even read.
  update(told) {
    if (told !== this.told) this.tell(JSON.parse(told).card);
    this.told = told;
    this.appear(); // also where only the theme has changed
  }

  appear() {
    if (this.data.later) this.wait();
    else this.show(this.data.empty ? "chart" : this.view);
  }

  // What has not changed is not touched: the browser would work out the styles of the whole chart anew.
  tell(card) {
    const words = WORDS[card.lang];
    const height = card.later && this.data ? this.data.height : card.height;
    const data = { ...card, height, words };
    this.data = data;
    this.said = JSON.stringify(data.figure);
    for (const part of ["title", "finding", "caption", "sources"]) say(this[part], data[part]);
    sayAll(this.notes, data.notes);
    say(this.chartButton, words.chart);
    say(this.tableButton, words.table);
    say(this.menu.button, words.export);
    this.menu.root.hidden = !data.links.details; // a reader's own list has nothing to fetch
    mark(this.switch, { "aria-label": words.view });
    mark(this.root, { "aria-label": data.title, "aria-busy": String(Boolean(data.later)), lang: data.lang, "data-figure": data.id });
    mark(this.stage, { style: `height: ${data.height}px` });
    mark(this.table, { "aria-label": `${data.title} · ${words.table}` });
    this.tick.show();
    this.describe();
    this.listing.tell(data);
    this.menu.close();
    tellSmall(this, data);
  }

  // The drawing is one picture with its text alternative; its many small texts would be read without it.
  describe() {
    const [whole, ...layers] = this.plot.querySelectorAll(".main-svg");
    if (whole) mark(whole, { role: "img", "aria-label": this.data.alt });
    for (const layer of layers) mark(layer, { "aria-hidden": "true" });
  }

  // A card below the screen is told where its content is, and asks for it when it is near.
  wait() {
    this.plot.hidden = this.table.hidden = true;
    this.message.hidden = false;
    this.inPlace("loading", el("p", {}, this.data.words.loading));
    bringAllSoon();
    if (this.isSeen()) this.bring();
  }

  async bring() {
    const { later, words } = this.data;
    if (!later || later === this.asked) return;
    this.asked = later;
    const told = await fetch(later).then((reply) => (reply.ok ? reply.json() : undefined), () => undefined);
    this.asked = undefined;
    if (this.data.later !== later) return; // told something else meanwhile
    if (!told) return this.inPlace("failed", ...stopped(words.load_failed, words.again, () => this.wait()));
    this.tell(told.card);
    this.appear();
  }

  show(view) {
    this.view = view;
    mark(this.chartButton, { "aria-pressed": String(view === "chart") });
    mark(this.tableButton, { "aria-pressed": String(view === "table") });
    this.plot.hidden = view !== "chart" || !this.data.figure;
    this.message.hidden = view !== "chart";
    this.table.hidden = view !== "table";
    return view === "chart" ? this.draw() : this.fillTable();
  }

  draw() {
    const { empty, figure, words } = this.data;
    if (!figure) return empty ? this.inPlace("empty", el("p", {}, empty)) : this.inPlace("listed");
    if (!this.isOutdated()) return this.inPlace("drawn");
    if (!this.drawn) this.inPlace("loading", el("p", {}, words.loading));
    inTurn(this);
  }

  // What stands in place of the chart: that it is coming, that it failed, that there is nothing to draw.
  inPlace(state, ...content) {
    if (this.message.dataset.state === state && state !== "empty") return;
    this.message.dataset.state = state;
    this.message.replaceChildren(...content);
  }

  isSeen() {
    if (this.seen === undefined) {
      const { top, bottom } = this.root.getBoundingClientRect();
      const near = innerHeight * parseFloat(NEARBY) / 100;
      this.seen = bottom > -near && top < innerHeight + near;
    }
    return this.seen;
  }

  // What the chart is drawn from; undefined where there is none to draw.
  wanted() {
    const { figure, height, lang } = this.data;
    if (!figure || this.view !== "chart" || !this.root.isConnected) return undefined;
    this.width ||= this.plot.clientWidth;
    return [themeOf(this.root), height, lang, isNarrow(this.width), this.said].join();
  }

  isOutdated() {
    return this.wanted() !== this.drawn;
  }

  async redraw() {
    const { figure, height, words } = this.data;
    try {
      const Plotly = await plotly();
      const wanted = this.wanted();
      if (this.data.figure !== figure || !wanted) return; // another turn draws, if any
      const layout = { height, width: this.width || undefined, paper_bgcolor: "rgba(0,0,0,0)", ...(touch() && { dragmode: false }) };
      const shape = this.data.headline ? sparkline(figure) : isNarrow(this.width) ? shortened(figure) : figure;
      const dress = dressed(shape, themeOf(this.root), layout);
      this.drawn = wanted;
      const isFirst = !this.plot.on;
      const before = this.plot._fullLayout?.width;
      await Plotly.react(this.plot, dress.data, dress.layout, configOf(this.data));
      if (isFirst) openMarks(this.plot, (rowIds, known) => this.trail(rowIds, known));
      this.mendLegend(before);
      keepApart(this.plot);
      this.describe();
      this.inPlace("drawn");
    } catch {
      this.drawn = undefined;
      const again = () => onPage.forEach((card) => card.draw()); // what failed here failed for all
      this.inPlace("failed", ...stopped(words.load_failed, words.again, again));
    }
  }

  fit(width) { // a sidebar, a tab or the window changed it
    if (!width) return; // the chart is not shown
    this.width = width;
    if (!this.drawn) return;
    if (this.isOutdated()) this.draw(); // also where the width became a telephone's, or is one no more
    else this.fill();
  }

  fill() {
    const { width, plot: { _fullLayout } } = this;
    if (width === _fullLayout?.width) return;
    window.Plotly.relayout(this.plot, { width });
    this.mendLegend(_fullLayout?.width);
  }

  // A legend stays where the old width had it, and can come to lie upon the marks.
  mendLegend(before) {
    const { showlegend, width } = this.plot._fullLayout;
    if (showlegend && before && before !== width) window.Plotly.redraw(this.plot);
  }

  async fillTable() {
    const { links, title, words } = this.data;
    if (this.tabled === links.details) return;
    if (!this.tabled) say(this.table, words.loading);
    this.table.ariaBusy = "true";
    const fill = ({ table }) => openRows(tableOf(table, title), table.origins, (rowIds, known) => this.trail(rowIds, known));
    const content = await this.details().then(fill, () => undefined);
    if (links.details !== this.data.links.details) return; // a newer call fills
    const failed = () => stopped(words.details_failed, words.again, () => this.fillTable());
    this.table.replaceChildren(...(content ? [content] : failed()));
    this.tabled = content && links.details;
    this.table.ariaBusy = "false";
  }

  remove() {
    this.sizes.disconnect();
    this.sight.disconnect();
    onPage.delete(this);
    this.menu.close();
    this.tick.remove();
    clearTimeout(this.silence);
    if (this.drawn) window.Plotly?.purge(this.plot);
    this.root.remove();
  }
}

const cards = new WeakMap();

export default function ({ data, parentElement }) {
  const told = new TextDecoder().decode(data);
  if (!cards.has(parentElement)) cards.set(parentElement, moved(told, parentElement) ?? new Card(parentElement));
  const card = cards.get(parentElement);
  card.update(told); // also called when the page's theme changes
  // Streamlit also calls the cleanup of a run that a newer one overtook: only a card that left the page goes.
  return () => setTimeout(() => {
    if (parentElement.isConnected || !cards.delete(parentElement)) return;
    card.remove();
  });
}

showFirst();
