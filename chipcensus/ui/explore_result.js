/* Explore, the answer: its rows page by page, all of them as a file, and a quick chart, which is a card like any other. */

const PAGE_ROWS = 50;
const KINDS = ["bar", "line", "point"];

class Answer {
  // `page` has words, data and status(text).
  constructor(page) {
    this.page = page;
    const { words } = page;
    this.heading = el("h2", {}, words.result);
    this.files = el("div", { class: "ex-row" });
    this.table = el("div", { class: "ex-rows", role: "region", tabindex: "0", "aria-label": words.result });
    this.pager = el("nav", { class: "ex-row", "aria-label": words.result });
    this.form = el("div", { class: "ex-row" });
    this.card = el("div", { class: "ex-card" });
    this.root = el("section", { class: "ex-answer", hidden: "" }, el("div", { class: "ex-row ex-head" }, this.heading, this.files),
      this.table, this.pager, el("h2", {}, words.chart), this.form, this.card);
  }

  button(text, click, more = {}) {
    return el("button", { type: "button", click, ...more }, text);
  }

  // `chart` is one the reader's link brings; it is drawn where the answer has its columns.
  tell(told, sql, chart) {
    this.told = told;
    this.sql = sql;
    this.root.hidden = false;
    this.at = 0;
    this.fillRows();
    this.fillFiles();
    const names = told.drawn.map(({ name }) => name);
    const fits = chart && [chart.x, chart.y, ...(chart.colour ? [chart.colour] : [])].every((name) => names.includes(name));
    this.chosen = fits ? chart : this.kept(names) ?? told.chart;
    this.isDrawn = Boolean(fits) || this.isDrawn;
    this.fillForm();
  }

  // The chart drawn last is drawn again where the answer still has its columns.
  kept(names) {
    const { chosen } = this;
    return this.isDrawn && chosen && [chosen.x, chosen.y, ...(chosen.colour ? [chosen.colour] : [])].every((name) => names.includes(name)) ? chosen : undefined;
  }

  hide() {
    this.root.hidden = true;
  }

  // ---- Rows

  fillRows() {
    const { words } = this.page;
    const { columns, rows } = this.told;
    const kind = ({ numeric }) => (numeric ? { class: "ex-number" } : {});
    const cell = (text, at) => (text === null ? el("td", { class: "ex-null" }, words.unknown) : el("td", kind(columns[at]), text));
    const shown = rows.slice(this.at, this.at + PAGE_ROWS);
    const head = el("tr", {}, ...columns.map((column) => el("th", { scope: "col", ...kind(column) }, column.name)));
    const body = shown.map((row) => el("tr", {}, ...row.map(cell)));
    this.table.replaceChildren(rows.length ? el("table", { translate: "no" }, el("thead", {}, head), el("tbody", {}, ...body)) : el("p", {}, words.no_rows_found));
    this.table.scrollTop = 0;
    this.fillPager(shown.length);
  }

  fillPager(count) {
    const { words } = this.page;
    const { rows } = this.told;
    const last = this.at + count;
    const turn = (step) => () => { this.at += step; this.fillRows(); this.table.focus({ preventScroll: true }); };
    const places = { from: this.at + 1, to: last, count: rows.length };
    const said = Object.entries(places).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words.rows_of);
    this.pager.hidden = rows.length <= PAGE_ROWS;
    this.pager.replaceChildren(this.button(words.before, turn(-PAGE_ROWS), this.at ? {} : { disabled: "" }), el("span", { role: "status" }, said),
      this.button(words.after, turn(PAGE_ROWS), last < rows.length ? {} : { disabled: "" }));
  }

  fillFiles() {
    const { data, words } = this.page;
    const options = Object.entries(data.formats).map(([name, rows]) => el("option", { value: name }, words[`format_${name}`].replace("{rows}", rows.toLocaleString("en-US"))));
    const choice = el("select", { "aria-label": words.download }, ...options);
    const share = data.isPrivate ? el("span", { class: "ex-small" }, words.link_private) : this.button(words.link, () => this.page.copyLink());
    this.files.replaceChildren(choice, this.button(words.download, () => this.page.download(this.sql, choice.value)), share);
  }

  // ---- Chart

  fillForm() {
    const { words } = this.page;
    const { drawn } = this.told;
    const hasNumbers = drawn.some(({ numeric }) => numeric) && this.told.rows.length;
    if (!hasNumbers || !this.chosen) {
      this.form.replaceChildren(el("p", { class: "ex-small" }, words.no_chart));
      this.card.hidden = true;
      return;
    }
    const names = drawn.map(({ name }) => [name, name]);
    const numbers = drawn.filter(({ numeric }) => numeric).map(({ name }) => [name, name]);
    const change = (part) => (value) => { this.chosen = { ...this.chosen, [part]: value }; this.draw(); };
    this.form.replaceChildren(
      this.field("kind", KINDS.map((name) => [name, words[`kind_${name}`]]), this.chosen.kind, change("kind")),
      this.field("x", names, this.chosen.x, change("x")),
      this.field("y", numbers, this.chosen.y, change("y")),
      this.field("colour", [["", words.one_colour], ...names], this.chosen.colour, change("colour")),
      this.button(words.draw, () => this.draw(), { class: "ex-first" }));
    this.card.hidden = !this.isDrawn;
    if (this.isDrawn) this.draw();
  }

  field(word, options, value, change) {
    const node = el("select", { "aria-label": this.page.words[word], change: () => change(node.value) }, ...options.map(([id, text]) => el("option", { value: id }, text)));
    node.value = value;
    return el("label", {}, el("span", {}, this.page.words[word]), node);
  }

  async draw() {
    const { data } = this.page;
    const query = new URLSearchParams({ ...this.chosen, lang: data.lang });
    try {
      const [{ default: mount }, told] = await Promise.all([import(location.origin + data.card), answered(`${this.told.run}/card.json?${query}`)]);
      this.isDrawn = true;
      this.card.hidden = false;
      mount({ data: new TextEncoder().encode(JSON.stringify(told)), parentElement: this.card });
    } catch (error) {
      this.page.failed(error);
    }
  }

  get chart() {
    return this.isDrawn && this.chosen ? this.chosen : null;
  }
}
