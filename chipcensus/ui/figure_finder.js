/* A long list in a card: found in by words and by group, shown piece by piece. The card brings the first rows; all of them
   are fetched from `listing.long.rows` when the reader comes near or looks for something. */

const PIECE = 50;
const NEAR = "400px";

class Finder {
  constructor(list, before) {
    const { listing: { long }, data: { words } } = list;
    Object.assign(this, { list, long, words, shown: list.rows.length, texts: new Map() });
    const ask = () => this.look();
    this.box = el("input", { type: "search", placeholder: words.find, "aria-label": words.find, input: ask, focus: () => this.fetch() });
    this.groups = el("select", { "aria-label": long.group, change: ask, focus: () => this.fetch() },
      el("option", { value: "" }, `${long.group} · ${words.any}`), ...long.groups.map((group) => el("option", { value: group }, group)));
    this.groups.hidden = long.groups.length < 2;
    this.box.value = before?.box.value ?? "";
    this.groups.value = long.groups.includes(before?.groups.value) ? before.groups.value : "";
    this.tools = el("p", { class: "fc-find", role: "search", "aria-label": `${list.data.title} · ${words.find}` }, this.box, this.groups);
    this.more = el("button", { type: "button", click: () => this.showMore() });
    this.count = el("span", { class: "fc-small", role: "status" });
    this.foot = el("p", { class: "fc-find" }, this.more, this.count);
  }

  watch() {
    const seen = (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.fetch();
    this.observer = new IntersectionObserver(seen, { rootMargin: NEAR });
    this.observer.observe(this.list.root);
    if (this.isAsked()) this.look();
  }

  leave() {
    this.gone = true;
    this.observer?.disconnect();
  }

  isAsked() {
    return Boolean(this.box.value.trim() || this.groups.value);
  }

  fetch() {
    this.observer?.disconnect();
    this.fetched ??= fetch(this.long.rows)
      .then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(reply.statusText))))
      .then(({ rows }) => { this.isWhole = true; if (!this.gone) this.take(rows); })
      .catch(() => { this.fetched = undefined; if (!this.gone) say(this.count, this.words.details_failed); });
    return this.fetched;
  }

  // Rows that stand there already stay what they are.
  take(rows) {
    const { list } = this;
    list.rows = [...list.rows, ...rows.slice(list.rows.length)];
    list.lay();
  }

  async look() {
    this.shown = PIECE;
    this.list.lay();
    if (!this.isWhole) say(this.count, this.words.loading);
    await this.fetch();
  }

  async showMore() {
    const from = this.list.body.children.length;
    this.shown = from + PIECE;
    await this.fetch();
    this.list.lay();
    const next = this.list.body.children[from];
    if (!next) return;
    next.tabIndex = -1; // the button may be gone, and whoever reads on goes on here
    next.focus({ preventScroll: true });
  }

  textOf(row) {
    const partOf = ({ text, note, lines, leads, links, companies }) =>
      [text, note, ...[lines, leads, links, companies].flatMap((parts) => (parts ?? []).map(partOf))].filter(Boolean).join(" ");
    if (!this.texts.has(row)) this.texts.set(row, row.cells.map(partOf).join(" ").toLowerCase());
    return this.texts.get(row);
  }

  found() {
    const wanted = this.box.value.toLowerCase().split(/\s+/).filter(Boolean), group = this.groups.value;
    if (!wanted.length && !group) return this.list.rows;
    return this.list.rows.filter((row) => (!group || row.group === group) && wanted.every((word) => this.textOf(row).includes(word)));
  }

  // The first rows of what was found, and how many there are.
  piece(found) {
    const all = this.isAsked() ? found.length : this.long.count;
    const shown = Math.min(this.shown, all);
    const text = found.length ? this.words.shown_of : this.words.none_found;
    say(this.count, text.replace("{shown}", shown).replace("{count}", all));
    say(this.more, this.words.more_rows.replace("{count}", Math.min(PIECE, all - shown)));
    this.more.hidden = shown >= all;
    return found.slice(0, this.shown);
  }
}
