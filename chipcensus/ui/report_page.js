/* The page of reports: figures collected elsewhere, put in order, with own words, and taken away. A report named in the address
   is shown in their place until it is taken over. All words are in REPORT_WORDS; what is collected stays in this browser. */

class ReportPage extends ReportStore {
  constructor(parent) {
    super();
    parent.querySelector(":scope > .report-page")?.remove(); // left by an older version of this module
    this.ready = el("div", { class: "rp-row" });
    this.about = el("p", { class: "rp-about" });
    this.form = el("div", { class: "rp-form" });
    this.list = el("ol", { class: "rp-list" });
    this.empty = el("p", { class: "rp-empty" });
    this.foot = el("p", { class: "rp-small" });
    this.order = el("div", { class: "rp-row" });
    this.bar = el("progress", { hidden: "" });
    this.status = el("p", { class: "rp-status", role: "status" });
    this.root = el("section", { class: "report-page" },
      this.ready, this.about, this.form, this.list, this.empty, this.order, el("div", { class: "rp-row" }, this.bar, this.status), this.foot);
    parent.append(this.root);
    this.look = () => this.opened || this.isTyping || this.fill();
    for (const event of [BASKET_CHANGED, "storage"]) addEventListener(event, this.look);
  }

  tell(data) {
    const said = JSON.stringify(data);
    if (said === this.said) return;
    const isOther = data.key !== this.data?.key || data.lang !== this.data?.lang;
    this.said = said;
    this.data = data;
    this.words = REPORT_WORDS[data.lang];
    mark(this.root, { lang: data.lang });
    if (isOther) {
      this.opened = data.report;
      this.cards.clear();
    }
    this.chosen ??= { format: Object.keys(data.formats)[0], lang: data.lang, frozen: false };
    if (isOther) this.chosen.lang = data.lang;
    this.fill();
  }

  move(at, to) {
    const figures = [...this.report.figures];
    const [item] = figures.splice(at, 1);
    if (to !== undefined) figures.splice(to, 0, item);
    this.change({ figures });
    this.fill();
    this.list.children[to ?? Math.min(at, figures.length - 1)]?.querySelector("button:enabled")?.focus();
  }

  // ---- What is shown

  fill() {
    const { words, report, data } = this;
    const { figures } = report;
    this.fillReady();
    this.fillAbout();
    this.fillForm(report);
    this.list.replaceChildren(...figures.map((item, at) => this.item(item, at, figures.length)));
    say(this.empty, figures.length ? "" : words.empty);
    this.fillOrder(figures);
    say(this.foot, data.isPrivate ? words.own_data : words.kept_here);
  }

  button(word, click, more = {}) {
    return el("button", { type: "button", click, ...more }, this.words[word] ?? word);
  }

  field(word, node) {
    node.setAttribute("aria-label", this.words[word]); // a label around a choice is read with all its options
    return el("label", {}, el("span", {}, this.words[word]), node);
  }

  choice(options, value, change) {
    const node = el("select", { change: () => change(node.value) }, ...options.map(([id, text]) => el("option", { value: id }, text)));
    node.value = value;
    return node;
  }

  fillReady() {
    const { data, words } = this;
    const open = (key) => location.assign(`/report?${new URLSearchParams({ key, lang: data.lang })}`);
    const company = this.choice([["", words.choose_company], ...data.companies], "", (id) => id && open(data.ready.company + id));
    this.ready.replaceChildren(el("strong", {}, words.ready), this.button("industry", () => open(data.ready.industry)), this.field("profile", company));
  }

  fillAbout() {
    this.about.hidden = !this.opened;
    const back = () => location.assign(`/report?lang=${this.data.lang}`);
    if (this.opened) this.about.replaceChildren(el("span", {}, this.words[this.data.isReady ? "opened_ready" : "opened"]), " ", this.button("take_over", () => this.takeOver()), " ", this.button("back", back));
  }

  fillForm({ title, text, layout }) {
    const { words } = this;
    const heading = el("input", { type: "text", maxlength: "200", placeholder: words.title_hint.replace("{untitled}", words.untitled) });
    const opening = el("textarea", { rows: "3", maxlength: "5000", placeholder: words.text_hint });
    heading.addEventListener("input", () => this.change({ title: heading.value }));
    opening.addEventListener("input", () => this.change({ text: opening.value }));
    [heading.value, opening.value] = [title, text];
    const layouts = LAYOUTS.map((name) => [name, words[`layout_${name}`]]);
    const shape = this.choice(layouts, layout, (value) => this.change({ layout: value }));
    this.form.replaceChildren(this.field("title", heading), this.field("text", opening), this.field("layout", shape));
  }

  item(item, at, count) {
    const { words } = this;
    const title = el("strong", {}, item.title || item.figure);
    const caption = el("span", { class: "rp-small" }, item.caption ?? "");
    this.card(item, this.data.lang).then((card) => { say(title, card.title); say(caption, card.caption); }, () => say(caption, words.gone));
    const text = el("textarea", { rows: "1", maxlength: "5000", placeholder: words.item_text, "aria-label": words.item_text });
    text.value = item.text ?? "";
    text.addEventListener("input", () => {
      const figures = this.report.figures.map((one, place) => (place === at ? { ...one, text: text.value } : one));
      this.isTyping = true;
      this.change({ figures });
      this.isTyping = false;
    });
    const named = (word) => ({ "aria-label": `${words[word]} ${item.title || item.figure}`, title: words[word] });
    return el("li", {}, el("div", { class: "rp-item" }, el("div", { class: "rp-words" }, title, caption, text),
      el("div", { class: "rp-tools" },
        this.button("↑", () => this.move(at, at - 1), { ...named("up"), ...(at ? {} : { disabled: "" }) }),
        this.button("↓", () => this.move(at, at + 1), { ...named("down"), ...(at < count - 1 ? {} : { disabled: "" }) }),
        this.button("✕", () => this.move(at), named("out")))));
  }

  fillOrder(figures) {
    const { chosen, data, words } = this;
    this.order.hidden = !figures.length;
    if (!figures.length) return;
    const tooMany = figures.length > data.most;
    say(this.status, tooMany ? words.too_many.replace("{most}", data.most) : this.status.textContent);
    const formats = Object.keys(data.formats).map((name) => [name, words[`format_${name}`] ?? name]);
    const ages = [["", words.data_newest], ["frozen", words.data_frozen]];
    const isFrozen = figures.some((item) => item.generation) && !data.isPrivate;
    this.start = this.button("export", () => this.make(), { class: "rp-first", ...(tooMany || this.work ? { disabled: "" } : {}) });
    this.stop = this.button("cancel", () => this.work?.cancel(), this.work ? {} : { hidden: "" });
    this.order.replaceChildren(
      this.field("format", this.choice(formats, chosen.format, (value) => { chosen.format = value; })),
      this.field("language", this.choice(data.languages, chosen.lang, (value) => { chosen.lang = value; })),
      ...(isFrozen ? [this.field("data", this.choice(ages, chosen.frozen ? "frozen" : "", (value) => { chosen.frozen = Boolean(value); }))] : []),
      this.start, this.stop, ...(data.isPrivate ? [] : [this.button("link", () => this.copyLink())]),
      ...(this.opened ? [] : [this.button("clear", () => { this.change({ figures: [] }); this.fill(); })]),
      el("span", { class: "rp-small" }, words.count.replace("{count}", figures.length)));
  }

  // ---- What is done

  step(name, done = 0, of = 0) {
    mark(this.bar, { max: String(of || 1), value: String(done) });
    say(this.status, this.words[`step_${name}`].replace("{done}", done).replace("{of}", of));
  }

  async make() {
    const { format, lang, frozen } = this.chosen;
    this.work = new Work(this, (...step) => this.step(...step));
    this.bar.hidden = this.stop.hidden = false;
    this.start.disabled = true;
    try {
      const { blob, name } = await this.work.run({ report: this.spec(), format, lang, frozen });
      save(blob, name);
      const href = URL.createObjectURL(blob);
      this.status.replaceChildren(`${this.words.done} `, el("a", { href, download: name }, name));
    } catch (error) {
      say(this.status, error?.name === "AbortError" ? this.words.cancelled : this.why(error));
    }
    this.work = undefined;
    this.bar.hidden = this.stop.hidden = true;
    this.start.disabled = false;
  }

  why({ kind, detail }) {
    const said = this.words[`failed_${kind}`] ?? this.words.failed;
    return kind === "bad-report" ? `${said} ${detail}` : said;
  }

  async copyLink() {
    try {
      const headers = { "Content-Type": "application/json" };
      const reply = await fetch(this.data.reports, { method: "POST", headers, body: JSON.stringify(this.spec()) });
      if (!reply.ok) throw new Error(reply.statusText);
      const { address } = await reply.json();
      await navigator.clipboard?.writeText(address).catch(() => undefined);
      this.status.replaceChildren(`${this.words.link_copied} `, el("a", { href: address }, address));
    } catch {
      say(this.status, this.words.link_failed);
    }
  }

  remove() {
    this.work?.cancel();
    for (const event of [BASKET_CHANGED, "storage"]) removeEventListener(event, this.look);
    this.root.remove();
  }
}

const pages = new WeakMap();

export default function ({ data, parentElement }) {
  if (!pages.has(parentElement)) pages.set(parentElement, new ReportPage(parentElement));
  pages.get(parentElement).tell(data);
  return () => setTimeout(() => {
    if (parentElement.isConnected || !pages.has(parentElement)) return;
    pages.get(parentElement).remove();
    pages.delete(parentElement);
  });
}
