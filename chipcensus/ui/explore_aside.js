/* Explore, beside the editor: tables with their columns, the shipped questions, and what was run in this tab. */

const TABS = ["tables", "examples", "history"];
const MATCH_SHOWN = 60;

class Aside {
  // `deeds` has insert(text), open(sql), openExample(name).
  constructor(words, deeds) {
    this.words = words;
    this.deeds = deeds;
    this.schema = { groups: [] };
    this.examples = { groups: [] };
    this.tab = TABS[0];
    this.find = el("input", { type: "search", class: "ex-find", placeholder: words.find, "aria-label": words.find, input: () => this.fill() });
    this.buttons = TABS.map((name) => el("button", { type: "button", role: "tab", id: `ex-tab-${name}`, "aria-controls": "ex-panel", click: () => this.show(name) }, words[name]));
    this.panel = el("div", { class: "ex-panel", id: "ex-panel", role: "tabpanel", tabindex: "0" });
    const tabs = el("div", { class: "ex-tabs", role: "tablist", keydown: (event) => this.key(event) }, ...this.buttons);
    this.root = el("aside", { class: "ex-aside", "aria-label": words.tables }, tabs, this.find, this.panel);
    this.show(this.tab);
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length];
    this.show(next);
    this.buttons[TABS.indexOf(next)].focus();
    event.preventDefault();
  }

  show(name) {
    this.tab = name;
    this.buttons.forEach((button, at) => {
      const isOn = TABS[at] === name;
      mark(button, { "aria-selected": String(isOn), tabindex: isOn ? "0" : "-1" });
    });
    mark(this.panel, { "aria-labelledby": `ex-tab-${name}` });
    this.find.value = "";
    this.fill();
  }

  tell(part, told) {
    this[part] = told;
    this.fill();
  }

  fill() {
    const wanted = this.find.value.trim().toLowerCase();
    const parts = { tables: () => this.tables(wanted), examples: () => this.questions(wanted), history: () => this.past(wanted) }[this.tab]();
    this.panel.replaceChildren(...(parts.length ? parts : [el("p", { class: "ex-small" }, this.tab === "history" && !wanted ? this.words.history_empty : this.words.none_found)]));
  }

  // ---- Tables

  tables(wanted) {
    const isMeant = (text) => text.toLowerCase().includes(wanted);
    return this.schema.groups.flatMap(({ name, tables }) => {
      const found = tables.filter((table) => isMeant(table.name) || isMeant(table.text) || table.columns.some((one) => isMeant(one.name) || isMeant(one.text)));
      return found.length ? [el("h2", {}, this.words[name]), ...found.map((table) => this.table(table, wanted))] : [];
    });
  }

  table({ name, rows, text, columns }, wanted) {
    const isMeant = (one) => !wanted || name.includes(wanted) || `${one.name} ${one.text}`.toLowerCase().includes(wanted);
    const list = el("div");
    const fill = () => list.childElementCount || list.append(
      el("p", { class: "ex-small" }, text),
      el("p", {}, this.button(this.words.first_rows, () => this.deeds.open(`SELECT *\nFROM ${name}\nLIMIT 100`)), " ", this.button(this.words.insert.replace("{name}", name), () => this.deeds.insert(name))),
      el("dl", {}, ...columns.filter(isMeant).flatMap((column) => this.column(column))));
    const count = this.words.rows_in_table.replace("{rows}", rows.toLocaleString("en-US"));
    const root = el("details", { class: "ex-table", toggle: fill }, el("summary", {}, el("code", { translate: "no" }, name), " ", el("span", { class: "ex-small" }, count)), list);
    if (wanted && columns.some((one) => `${one.name} ${one.text}`.toLowerCase().includes(wanted)) && !name.includes(wanted)) {
      fill();
      root.open = true;
    }
    return root;
  }

  column({ name, type, unit, text }) {
    const head = this.button(name, () => this.deeds.insert(name), { class: "ex-name", translate: "no", "aria-label": this.words.insert.replace("{name}", name) });
    const facts = el("span", { class: "ex-small" }, " ", el("span", { translate: "no" }, type), unit ? ` · ${unit}` : "");
    return [el("dt", {}, head, facts), el("dd", { class: "ex-small" }, text)];
  }

  // ---- Questions and history

  questions(wanted) {
    return this.examples.groups.flatMap(({ title, questions }) => {
      const found = questions.filter((one) => !wanted || `${one.title} ${one.name}`.toLowerCase().includes(wanted));
      if (!found.length) return [];
      const list = el("ul", { class: "ex-list" }, ...found.map(({ name, title: said }) => el("li", {}, this.button(said, () => this.deeds.openExample(name), { title: name }))));
      return [el("details", { class: "ex-table", ...(wanted ? { open: "" } : {}) }, el("summary", {}, title, " ", el("span", { class: "ex-small" }, String(found.length))), list)];
    });
  }

  past(wanted) {
    const found = stored(HISTORY, []).filter(({ sql }) => sql.toLowerCase().includes(wanted));
    if (!found.length) return [];
    const list = el("ul", { class: "ex-list" }, ...found.map(({ sql, at, told }) => {
      const line = sql.split("\n").find((text) => text.trim() && !text.startsWith("--")) ?? sql;
      return el("li", {}, this.button(line.slice(0, MATCH_SHOWN), () => this.deeds.open(sql), { class: "ex-code", translate: "no", title: sql.slice(0, 1000) }),
        el("span", { class: "ex-small" }, `${new Date(at).toTimeString().slice(0, 5)} · ${told}`));
    }));
    return [el("p", { class: "ex-small" }, this.words.history_here), list];
  }

  button(text, click, more = {}) {
    return el("button", { type: "button", click, ...more }, text);
  }
}
