/* The figure card, the first part: making HTML. Text enters the page through append and textContent only, never as markup. */

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function say(node, text) {
  if (node.textContent !== (text ?? "")) node.textContent = text ?? "";
}

function mark(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function sayAll(list, texts) {
  const same = list.children.length === texts.length && texts.every((text, at) => list.children[at].textContent === text);
  if (!same) list.replaceChildren(...texts.map((text) => el("li", {}, text)));
}

function webAddress(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

function save(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

// A button that opens a menu; `items` is asked when it opens, so the menu never lags behind the data.

class Menu {
  constructor(items) {
    this.items = items;
    this.button = el("button", {
      type: "button", class: "fc-export", "aria-haspopup": "menu", "aria-expanded": "false",
      click: () => (this.list.hidden ? this.open() : this.close()),
    });
    this.list = el("div", { class: "fc-menu", role: "menu", hidden: "" });
    this.root = el("div", { keydown: (event) => this.key(event) }, this.button, this.list);
  }

  open(last = false) {
    this.list.replaceChildren(...this.items());
    this.list.hidden = false;
    this.button.ariaExpanded = "true";
    this.outside = new AbortController();
    const leave = (event) => this.root.contains(event.target) || this.close();
    document.addEventListener("pointerdown", leave, { signal: this.outside.signal });
    this.entries().at(last ? -1 : 0).focus();
  }

  entries() {
    return [...this.list.querySelectorAll("[role^=menuitem]")];
  }

  close(refocus = false) {
    this.outside?.abort();
    this.list.hidden = true;
    this.button.ariaExpanded = "false";
    if (refocus) this.button.focus();
  }

  key(event) {
    const items = this.list.hidden ? [] : this.entries();
    const at = items.indexOf(document.activeElement);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") return this.close();
    if (event.key === "Escape" && items.length) this.close(true);
    else if (event.key === " " && document.activeElement.tagName === "A") document.activeElement.click();
    else if (goal === undefined) return;
    else if (items.length) items.at(goal % items.length).focus();
    else if (event.key.startsWith("Arrow")) this.open(event.key === "ArrowUp");
    event.preventDefault();
  }
}

// Why something is not there, and what the reader can do about it.
function stopped(text, again, retry) {
  return [el("p", {}, text), el("button", { type: "button", click: retry }, again)];
}

// ---- What links.details answers, as HTML.

function tableOf({ columns, rows }, caption) {
  const kind = ({ numeric }) => (numeric ? { class: "fc-number" } : {});
  const head = columns.map((column) => el("th", { scope: "col", ...kind(column) }, column.label));
  const body = rows.map((row) => el("tr", {}, ...row.map((cell, at) => el("td", kind(columns[at]), cell ?? ""))));
  return el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

function sourceOf({ title, publisher, url, published_on, kind, reported_as }, words) {
  const href = webAddress(url);
  const name = href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, title) : el("span", {}, title);
  const facts = [publisher, published_on && `${words.published} ${published_on}`, kind].filter(Boolean).join(" · ");
  const item = el("li", {}, name, el("p", { class: "fc-small" }, facts));
  if (reported_as?.length) {
    const quotes = reported_as.map(({ text }) => el("li", {}, el("q", {}, text)));
    item.append(el("p", { class: "fc-small" }, words.reported_as), el("ul", {}, ...quotes));
  }
  return item;
}

function sourcesPanel({ sources }, words) {
  return [el("ol", { class: "fc-sources" }, ...sources.map((source) => sourceOf(source, words)))];
}

// An answer of few rows, each as facts; what is unknown is left out.
function answerOf({ table: { columns, rows } }) {
  const facts = (row) => columns.map(({ label }, at) => [label, row[at]]).filter(([, cell]) => cell && cell !== "–");
  return rows.map((row) => el("dl", { class: "fc-behind" }, ...facts(row).flatMap(([label, cell]) =>
    [el("dt", {}, label), el("dd", {}, cell)])));
}

function sqlPanel({ sql, params, notes }, words) {
  const parts = [el("pre", { tabindex: "0" }, el("code", {}, sql))];
  if (params.length) {
    const values = params.flatMap(({ name, value }) => [el("dt", {}, `$${name}`), el("dd", {}, String(value ?? "NULL"))]);
    parts.push(el("h4", {}, words.params), el("dl", {}, ...values));
  }
  if (notes?.length) parts.push(el("h4", {}, words.notes), el("ul", {}, ...notes.map((note) => el("li", {}, note))));
  return parts;
}

function sqlText({ sql, params }) {
  return [...params.map(({ name, value }) => `-- $${name} = ${value ?? "NULL"}`), sql].join("\n");
}
