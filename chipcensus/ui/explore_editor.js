/* Explore, the editor: Ace, fetched once from our own server, dressed by explore.css. It completes keywords, tables and columns. */

const ACE_WORDS = "ace."; // words that the editor says by itself
const ACE_TIMEOUT = 20_000; // ms
// A name, or a table with the column that is being typed: "counts.prov".
const NAME = /[\p{L}\p{N}_.]/u;
const MENTIONED = /\b(?:from|join)\s+"?(\w+)"?(?:\s+(?:as\s+)?(\w+))?/gi;
const NO_ALIAS = /^(where|on|using|join|inner|left|right|full|cross|group|order|limit|union|having|qualify|natural|semi|anti|asof)$/i;
const SCORES = { begins: 5000, near: 1000, table: 800, keyword: 700, far: 10 };

function loadAce(address) {
  window.chipCensusAce ??= new Promise((loaded, failed) => {
    if (window.ace) return loaded(window.ace);
    const script = el("script", { src: address, load: () => loaded(window.ace), error: failed });
    setTimeout(failed, ACE_TIMEOUT);
    document.head.append(script);
  }).catch((reason) => {
    window.chipCensusAce = undefined; // the next try asks again
    throw reason;
  });
  return window.chipCensusAce;
}

// Tables a statement names, by name and by alias.
function mentionedIn(text, tables) {
  const found = new Map();
  for (const [, name, alias] of text.matchAll(MENTIONED)) {
    const table = tables.get(name.toLowerCase());
    if (!table) continue;
    found.set(name.toLowerCase(), table);
    if (alias && !NO_ALIAS.test(alias)) found.set(alias.toLowerCase(), table);
  }
  return found;
}

class Completer {
  constructor(words) {
    this.words = words;
    this.tables = new Map();
    this.identifierRegexps = [NAME];
  }

  learn({ groups }) {
    this.tables = new Map(groups.flatMap(({ tables }) => tables.map((table) => [table.name.toLowerCase(), table])));
  }

  column({ name, type, unit, text }, table, score, lead = "") {
    return { caption: lead + name, value: lead + name, meta: table.name, score, docText: [name, [type, unit].filter(Boolean).join(" · "), text].filter(Boolean).join("\n") };
  }

  getCompletions(editor, session, _position, prefix, callback) {
    const mentioned = mentionedIn(session.getValue(), this.tables);
    const [owner, ...rest] = prefix.toLowerCase().split(".");
    const named = rest.length ? mentioned.get(owner) ?? this.tables.get(owner) : undefined;
    const lead = prefix.slice(0, owner.length + 1);
    if (named) return callback(null, named.columns.map((column) => this.column(column, named, SCORES.near, lead)));
    const near = [...new Set(mentioned.values())];
    const far = near.length ? [] : [...this.tables.values()];
    const tables = [...this.tables.values()].map(({ name, text }) => ({ value: name, meta: this.words.hint_table, score: SCORES.table, docText: `${name}\n${text}` }));
    const columns = [...near.map((table) => [table, SCORES.near]), ...far.map((table) => [table, SCORES.far])]
      .flatMap(([table, score]) => table.columns.map((column) => this.column(column, table, score)));
    const known = new Set();
    const once = columns.filter(({ value, score }) => score === SCORES.near || (!known.has(value) && known.add(value)));
    const keywords = session.getMode().getCompletions().map(({ value }) => ({ value: value.toUpperCase(), meta: this.words.hint_keyword, score: SCORES.keyword }));
    const beginning = (one) => (one.value.toLowerCase().startsWith(prefix.toLowerCase()) ? { ...one, score: one.score + SCORES.begins } : one);
    callback(null, [...tables, ...once, ...keywords].map(beginning));
  }
}

class Editor {
  // `run` is called by Ctrl or Cmd with Enter, `change` with the text when it has changed.
  constructor(words, run, change) {
    this.words = words;
    this.run = run;
    this.change = change;
    this.text = "";
    this.holder = el("div", { class: "ex-editor", translate: "no" });
    this.completer = new Completer(words);
    this.sizes = new ResizeObserver(() => this.ace?.resize());
    this.sizes.observe(this.holder);
  }

  async open(address) {
    const ace = await loadAce(address);
    if (this.ace) return;
    const own = Object.entries(this.words).filter(([name]) => name.startsWith(ACE_WORDS));
    ace.config.setMessages(Object.fromEntries(own.map(([name, text]) => [name.slice(ACE_WORDS.length), text])));
    const place = el("div", { class: "ex-ace" });
    this.holder.replaceChildren(place);
    this.ace = ace.edit(place, {
      mode: "ace/mode/sql", theme: { isDark: false, cssClass: "ace-census", cssText: "" }, value: this.text,
      enableKeyboardAccessibility: true, textInputAriaLabel: this.words.editor, fontSize: 14, tabSize: 2, useSoftTabs: true,
      showPrintMargin: false, highlightActiveLine: false, wrap: true, indentedSoftWrap: false, scrollPastEnd: 0, showFoldWidgets: false,
      enableBasicAutocompletion: [this.completer], enableLiveAutocompletion: [this.completer], useWorker: false,
    });
    this.dress();
    this.ace.commands.addCommand({ name: "run", bindKey: { win: "Ctrl-Enter", mac: "Command-Enter|Ctrl-Enter" }, exec: () => this.run() });
    this.ace.session.on("change", () => { this.text = this.ace.getValue(); this.clear(); this.change(this.text); });
  }

  // What opens over the editor hangs at the end of the document, where Streamlit's colours are not known.
  dress() {
    const { backgroundColor, color } = getComputedStyle(this.holder.closest(".explore-page"));
    const ground = getComputedStyle(this.holder).getPropertyValue("--st-background-color").trim() || backgroundColor;
    for (const [name, value] of [["--ex-ground", ground], ["--ex-ink", color]]) document.body.style.setProperty(name, value);
  }

  // Replaces the statement; what stood there comes back by undoing.
  put(text) {
    this.text = text;
    if (!this.ace || this.ace.getValue() === text) return;
    const { session } = this.ace;
    session.replace(new (window.ace.Range)(0, 0, session.getLength(), 0), text);
    this.ace.gotoLine(1, 0);
    this.ace.renderer.scrollToY(0);
  }

  insert(text) {
    this.ace?.insert(text);
    this.ace?.focus();
  }

  // Where the statement is wrong.
  mark([line, column], text) {
    this.ace?.session.setAnnotations([{ row: line - 1, column: column - 1, text, type: "error" }]);
    this.ace?.gotoLine(line, column - 1);
  }

  clear() {
    if (this.ace?.session.getAnnotations().length) this.ace.session.clearAnnotations();
  }

  remove() {
    this.sizes.disconnect();
    this.ace?.destroy();
  }
}
