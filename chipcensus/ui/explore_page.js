/* Explore: a statement is written, run in a process of its own on the server, and its answer shown, drawn and taken away.
   All words are in EXPLORE_WORDS; what was run stays in this tab. */

const TICK = 100; // ms
const WIDE = "(width > 1000px)";

class ExplorePage {
  // `ran` tells the server's part of the page what was run.
  constructor(parent, data, ran) {
    this.ran = ran;
    parent.querySelector(":scope > .explore-page")?.remove(); // left by an older version of this module
    this.data = data;
    const words = (this.words = EXPLORE_WORDS[data.lang]);
    this.editor = new Editor(words, () => this.run(), (text) => store(DRAFT, { from: this.from, text }));
    this.aside = new Aside(words, { insert: (text) => this.editor.insert(text), open: (sql) => this.open(sql), openExample: (name) => this.openExample(name) });
    this.start = el("button", { type: "button", class: "ex-first", title: words.run_hint, click: () => this.run() }, words.run);
    this.stop = el("button", { type: "button", hidden: "", click: () => this.asking?.cancel() }, words.cancel);
    this.status = el("p", { class: "ex-status", role: "status" });
    this.answer = new Answer(this);
    this.more = el("details", { class: "ex-more", open: "" }, el("summary", {}, `${words.tables} · ${words.examples} · ${words.history}`), this.aside.root);
    this.root = el("section", { class: "explore-page", lang: data.lang },
      el("div", { class: "ex-write" }, this.editor.holder,
        el("div", { class: "ex-row" }, this.start, this.stop, this.status),
        el("p", { class: "ex-small" }, data.limits), el("p", { class: "ex-small ex-keys" }, words.keys)),
      this.more, this.answer.root);
    parent.append(this.root);
    this.wide = matchMedia(WIDE);
    this.wide.onchange = () => { this.more.open = true; }; // where it is wide there is no way to open it
    this.begin();
  }

  async begin() {
    const { data } = this;
    const draft = stored(DRAFT, {});
    const isOurs = !data.isLinked || draft.from === data.sql;
    this.from = data.sql;
    this.editor.put(isOurs && draft.text?.trim() ? draft.text : data.sql);
    const fetched = (name) => answered(`${data.base}/${name}.json?lang=${data.lang}`);
    try {
      await Promise.all([this.editor.open(data.ace), fetched("schema").then((told) => { this.aside.tell("schema", told); this.editor.completer.learn(told); }),
        fetched("examples").then((told) => this.aside.tell("examples", told))]);
    } catch {
      say(this.status, this.words.load_failed);
    }
    this.root.dataset.ready = "true";
    if (data.isLinked) this.run();
  }

  // Told again, also of what was run here itself: what stands in the editor is the reader's.
  tell(data, ran) {
    this.data = { ...data, chart: null };
    this.editor.dress(); // the theme may be another
    this.ran = ran;
  }

  // ---- Statements

  open(sql) {
    if (this.editor.text.trim() && this.editor.text !== sql) say(this.status, this.words.replaced);
    this.editor.put(sql);
  }

  async openExample(name) {
    const query = new URLSearchParams({ name, lang: this.data.lang });
    try {
      const { sql } = await answered(`${this.data.base}/example.json?${query}`);
      this.open(sql);
    } catch (error) {
      this.failed(error);
    }
  }

  filled(word, values) {
    return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, typeof value === "number" ? value.toLocaleString("en-US") : value), this.words[word]);
  }

  // ---- Running

  // What is asked while something else runs gives that up.
  async work(sql, format) {
    this.asking?.cancel();
    const asking = (this.asking = new Asking(this.data.base, this.data.lang, (told) => { this.far = told; }));
    this.far = { state: "running" };
    this.stop.hidden = false;
    mark(this.root, { "aria-busy": "true" });
    const clock = setInterval(() => this.tick(asking), TICK);
    try {
      return await asking.run(sql, format);
    } catch (error) {
      if (error?.name === "AbortError") return { state: "failed", kind: "cancelled", text: this.words.cancelled };
      return { state: "failed", kind: error?.kind, text: this.why(error) };
    } finally {
      clearInterval(clock);
      if (this.asking === asking) {
        this.asking = undefined;
        this.stop.hidden = true;
        mark(this.root, { "aria-busy": "false" });
      }
    }
  }

  tick(asking) {
    if (asking !== this.asking) return;
    const { place } = this.far;
    mark(this.status, { "aria-live": "off" }); // a clock is not read out
    say(this.status, place ? this.filled("waiting", { place }) : this.filled("running", { seconds: asking.seconds.toFixed(1) }));
  }

  async run() {
    const sql = this.editor.text;
    this.editor.clear();
    const told = await this.work(sql);
    if (this.asking) return; // another one has begun meanwhile
    const said = told.state === "done" ? this.filled(told.is_cut ? "done_cut" : "done", { rows: told.count, seconds: told.seconds.toFixed(2) }) : this.complaint(told);
    mark(this.status, { "aria-live": "polite", "data-state": told.state });
    say(this.status, said);
    remember({ sql, at: Date.now(), told: said.slice(0, 120) });
    if (this.aside.tab === "history") this.aside.fill();
    if (told.state !== "done") return;
    this.from = sql;
    store(DRAFT, { from: sql, text: this.editor.text });
    this.ran(sql); // the address leads to it from now on
    this.answer.tell(told, sql, this.data.chart);
    this.data.chart = null;
  }

  complaint({ text, place }) {
    if (!place) return text;
    const [line, column] = place;
    this.editor.mark(place, text);
    return this.filled("failed_at", { line, column }) + text;
  }

  why({ kind }) {
    return this.words[`failed_${kind}`] ?? this.words.failed;
  }

  failed(error) {
    say(this.status, this.why(error));
  }

  // ---- Taking away

  async download(sql, format) {
    const told = await this.work(sql, format);
    if (this.asking) return;
    mark(this.status, { "aria-live": "polite", "data-state": told.state });
    if (told.state !== "done") return say(this.status, this.complaint(told));
    el("a", { href: `${told.run}/all.${format}?lang=${this.data.lang}`, download: "" }).click();
    say(this.status, this.filled(told.is_cut ? "saved_cut" : "saved", { rows: told.count }));
  }

  async copyLink() {
    const { sql, chart } = this.answer;
    try {
      const { address } = await posted(`${this.data.base}/statements?lang=${this.data.lang}`, { sql, chart });
      await navigator.clipboard?.writeText(address).catch(() => undefined);
      this.status.replaceChildren(`${this.words.link_copied} `, el("a", { href: address }, address));
    } catch {
      say(this.status, this.words.link_failed);
    }
  }

  remove() {
    this.asking?.cancel();
    this.wide.onchange = null;
    this.editor.remove();
    this.root.remove();
  }
}

const pages = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const ran = (sql) => setTriggerValue("ran", sql);
  const old = pages.get(parentElement);
  if (old && (old.data.lang !== data.lang || old.data.base !== data.base)) {
    old.remove();
    pages.delete(parentElement);
  }
  if (pages.has(parentElement)) pages.get(parentElement).tell(data, ran);
  else pages.set(parentElement, new ExplorePage(parentElement, data, ran));
  return () => setTimeout(() => {
    if (parentElement.isConnected || !pages.has(parentElement)) return;
    pages.get(parentElement).remove();
    pages.delete(parentElement);
  });
}
