/* A list in a card, where others have a chart: rows to sort, to open and to tick, or facts with their sources.
   `data.listing` is made by charts/listing.py; links within the site are made here, from `company` and `compare`. */

const SVG = "http://www.w3.org/2000/svg";
const SPARK = { width: 96, height: 24, edge: 2 };

function drawing(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// From zero, or below where a value is; years without a figure part the line.
function spark({ text, spark: points }) {
  const years = points.map(([year]) => year), values = points.map(([, value]) => value);
  const low = Math.min(0, ...values), high = Math.max(0, ...values);
  const x = (year) => SPARK.edge + (year - years[0]) / (years.at(-1) - years[0]) * (SPARK.width - 2 * SPARK.edge);
  const y = (value) => SPARK.edge + (high - value) / (high - low || 1) * (SPARK.height - 2 * SPARK.edge);
  const step = (at) => (at && years[at] - years[at - 1] === 1 ? "L" : "M");
  const path = points.map(([year, value], at) => `${step(at)}${x(year).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const dots = points.filter((_, at) => at === points.length - 1 || (step(at) === "M" && step(at + 1) !== "L" ));
  return drawing("svg", { class: "fc-spark", width: SPARK.width, height: SPARK.height, role: "img", "aria-label": text },
    drawing("title", {}, text), drawing("path", { d: path }),
    ...dots.map(([year, value]) => drawing("circle", { cx: x(year).toFixed(1), cy: y(value).toFixed(1), r: 2 })));
}

class Listing {
  constructor(open) {
    this.open = open; // shows what stands behind a row
    this.root = el("div", { class: "fc-listing", hidden: "" });
    this.picked = [];
  }

  tell(data) {
    const { listing } = data;
    this.root.hidden = !listing;
    if (!listing || listing === this.listing) return;
    const sameHeads = JSON.stringify(listing.columns) === JSON.stringify(this.listing?.columns);
    if (!sameHeads) this.order = undefined;
    Object.assign(this, { listing, data, rows: listing.rows, nodes: new Map(), picked: [...listing.chosen] });
    this.finder?.leave();
    this.finder = listing.long && new Finder(this, sameHeads ? this.finder : undefined);
    this.root.replaceChildren(...(listing.kind === "facts" ? [this.facts()] : this.table()));
    if (this.order) this.sort(this.order.at, this.order.down);
    this.finder?.watch();
  }

  facts() {
    const pairs = this.listing.rows.map(({ cells: [name, value, sources] }) =>
      [el("dt", {}, name.text), el("dd", {}, ...this.content(value), el("p", { class: "fc-small" }, ...this.content(sources)))]);
    return el("dl", { class: "fc-facts" }, ...pairs.map((pair) => el("div", {}, ...pair)));
  }

  table() {
    const { listing: { columns, pick }, data: { title } } = this;
    this.heads = columns.map((column, at) => this.head(column, at));
    this.body = el("tbody", this.role("rowgroup"));
    this.lay();
    const head = el("thead", this.role("rowgroup"), el("tr", this.role("row"), ...this.heads));
    const table = el("table", this.role("table"), el("caption", {}, title), head, this.body);
    const frame = el("div", { class: `fc-rows${this.listing.stacks ? " fc-stacks" : ""}`, role: "region", tabindex: "0", "aria-label": `${title} · ${this.data.words.table}` }, table);
    if (this.finder) return [this.finder.tools, frame, this.finder.foot];
    if (!pick) return [frame];
    this.compare = el("a", { class: "fc-compare" });
    this.hint = el("span", { class: "fc-small", role: "status" });
    this.tellPicked();
    return [el("p", { class: "fc-picked" }, this.compare, this.hint), frame];
  }

  // Laid out as blocks, a table's parts are no table to a screen reader unless they say so.
  role(name) {
    return this.listing.stacks ? { role: name } : {};
  }

  head({ label, numeric, sortable, cell }, at) {
    const kind = { ...this.role("columnheader"), ...(numeric && { class: "fc-number" }) };
    if (cell) return el("th", { scope: "col" }, ...this.content(cell));
    if (!sortable) return el("th", { scope: "col", ...kind }, label);
    return el("th", { scope: "col", ...kind }, el("button", { type: "button", click: () => this.turn(at) }, label));
  }

  row(row) {
    const [first, ...others] = row.cells;
    const box = this.listing.pick && row.id ? [this.box(row.id, first.text)] : [];
    const name = el("th", { scope: "row", ...this.role("rowheader") }, el("div", {}, ...box, el("div", {}, ...this.content(first))));
    const cells = others.map((cell, at) => {
      const { label, numeric } = this.listing.columns[at + 1];
      const kind = { "data-label": label ?? "", ...this.role("cell"), ...(numeric && { class: "fc-number" }) };
      return el("td", kind, ...this.content(cell));
    });
    const marked = row.marked ? { class: "fc-marked", "aria-current": "true" } : {};
    return el("tr", { ...this.role("row"), ...marked }, name, ...cells);
  }

  content(cell) {
    const { text, note, company, companies, url, links, more, spark: points, lines, leads, code, opens, tone, behind } = cell;
    const named = companies?.flatMap(({ id, text: name }, at) => [...(at ? [" · "] : []), this.leading(id, name)]);
    const below = note || named?.length ? [el("span", { class: "fc-small fc-note" }, ...(named ?? [note]))] : [];
    if (behind) below.push(this.ways(behind));
    if (points) return [spark({ text, spark: points })];
    if (opens?.length) return [this.opening(text, opens), ...below];
    if (lines) return [this.lines(lines, more)];
    if (leads) return [this.lines(leads.map((lead) => ({ text: lead.text, lead })), more)];
    if (code) return [el("code", { translate: "no" }, text), ...below];
    if (links) {
      const named = links.flatMap((link, at) => [...(at ? [" · "] : []), this.outward(link.url, link.text, link.title)]);
      return [...named, ...(more ? [` ${this.data.words.more_sources.replace("{count}", more)}`] : []), ...below];
    }
    if (company) return [this.leading(company, text), ...below];
    return [url ? this.outward(url, text) : el("span", tone ? { class: "fc-tone", "data-tone": tone } : {}, text), ...below];
  }

  // From a row to what stands behind it, and to the figure that shows more.
  ways({ name, title, open, href, more }) {
    const show = () => this.open(this.listing.detail.replace("{name}", name), title);
    const button = el("button", { type: "button", "aria-label": `${open}: ${title}`, click: show }, open);
    const link = href ? [" · ", el("a", { href, "aria-label": `${more}: ${title}` }, more)] : [];
    return el("span", { class: "fc-small fc-note fc-ways" }, button, ...link);
  }

  opening(text, lines) {
    const items = lines.map((line) => el("li", {}, line.text, ...(line.links.length ? [" · ", ...this.content(line)] : [])));
    return el("details", {}, el("summary", {}, text), el("ul", {}, ...items));
  }

  leading(id, name) {
    return el("a", { href: this.listing.company + encodeURIComponent(id) }, name);
  }

  // One below the other: what each source says, or the figures that rest on one.
  lines(lines, more) {
    const items = lines.map(({ text, note, url, title, lead }) => {
      const named = lead ? this.within(lead, text) : url ? this.outward(url, text, title) : el("span", {}, text);
      return el("li", {}, named, ...(note ? [el("span", { class: "fc-small" }, ` ${note}`)] : []));
    });
    if (more) items.push(el("li", { class: "fc-small" }, this.data.words.more_items.replace("{count}", more)));
    return el("ul", { class: "fc-lines" }, ...items);
  }

  within({ page, figure, query }, text) {
    const search = new URLSearchParams({ ...query, lang: this.data.lang });
    return el("a", { href: `/${page}?${search}${figure ? `#${figure}` : ""}` }, text);
  }

  outward(url, text, title) {
    const href = webAddress(url);
    if (!href) return el("span", {}, text);
    return el("a", { href, target: "_blank", rel: "noopener noreferrer", ...(title && { title }) }, text);
  }

  // ---- Sorting: a first click shows the largest figures or the first names, a second the reverse.

  turn(at) {
    const first = this.listing.columns[at].numeric || this.listing.rows.some(({ cells }) => typeof cells[at].sort === "number");
    this.finder?.fetch();
    this.sort(at, this.order?.at === at ? !this.order.down : first);
  }

  sort(at, down) {
    this.order = { at, down };
    this.lay();
    this.heads.forEach((head, place) => {
      if (place === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  // A row's HTML is made when it is first shown.
  lay() {
    const found = this.inOrder(this.finder ? this.finder.found() : this.rows);
    const node = (row) => this.nodes.get(row) ?? this.nodes.set(row, this.row(row)).get(row);
    const wanted = (this.finder ? this.finder.piece(found) : found).map(node);
    const standing = [...this.body.children];
    // A row that is moved, even to where it was, loses the focus.
    if (standing.every((one, at) => one === wanted[at])) this.body.append(...wanted.slice(standing.length));
    else this.body.replaceChildren(...wanted);
  }

  inOrder(rows) {
    if (!this.order) return rows;
    const { at, down } = this.order;
    const { compare: order } = new Intl.Collator(this.data.lang === "zh" ? "zh-CN" : "en");
    const compare = (a, b) => (typeof a === "number" ? a - b : order(a, b));
    return [...rows].sort(({ cells: one }, { cells: other }) => {
      const a = one[at].sort ?? null, b = other[at].sort ?? null;
      if (a === null || b === null) return (a === null) - (b === null); // the unknown last, either way
      return down ? compare(b, a) : compare(a, b);
    });
  }

  // ---- Ticking companies to compare them.

  box(id, name) {
    const label = this.data.words.pick.replace("{name}", name);
    const box = el("input", { type: "checkbox", "aria-label": label, change: () => this.tick(box, id) });
    box.checked = this.picked.includes(id);
    return box;
  }

  tick(box, id) {
    const { most } = this.listing;
    if (box.checked && this.picked.length >= most) {
      box.checked = false;
      return this.tellPicked(this.data.words.compare_full);
    }
    this.picked = box.checked ? [...this.picked, id] : this.picked.filter((other) => other !== id);
    this.tellPicked();
  }

  tellPicked(text) {
    const { data: { words }, listing: { compare, most } } = this;
    const count = this.picked.length;
    const query = this.picked.map((id) => `&companies=${encodeURIComponent(id)}`).join("");
    this.compare.hidden = !count;
    this.compare.href = compare + query;
    say(this.compare, words.compare.replace("{count}", count));
    say(this.hint, (text ?? (count ? "" : words.compare_hint)).replace("{most}", most));
  }
}
