/* A report being made: its charts are drawn here, by the browser of whoever asked, and sent along; the server sets the pages. */

const POLL = 400; // ms

class Work {
  // `say` is told each step: its name, how many are done, of how many.
  constructor(page, say) {
    this.page = page;
    this.say = say;
    this.leave = new AbortController();
  }

  get signal() {
    return this.leave.signal;
  }

  // The finished file: { blob, name }. Throws { kind, detail } or, when cancelled, an AbortError.
  async run(order) {
    const pictures = this.page.data.formats[order.format] ? await this.pictures(order) : [];
    this.say("send");
    const { job, file } = await this.ask(`${this.page.data.base}/report/jobs`, { method: "POST", body: JSON.stringify({ ...order, pictures }) });
    this.job = job;
    const { name } = await this.until(job);
    const reply = await fetch(file, { signal: this.signal });
    if (!reply.ok) throw new Error(reply.statusText);
    return { blob: await reply.blob(), name };
  }

  cancel() {
    this.leave.abort();
    if (this.job) fetch(this.job, { method: "DELETE" }).catch(() => undefined);
  }

  // What is awaited, unless the reader cancels first.
  orLeft(promise) {
    const left = new Promise((_, leave) => this.signal.addEventListener("abort", () => leave(this.signal.reason)));
    return Promise.race([promise, left]);
  }

  async until(job) {
    for (;;) {
      const told = await this.ask(job);
      if (told.state === "done") return told;
      if (told.state !== "working") throw told;
      this.say(told.step, told.done, told.of);
      await new Promise((go) => setTimeout(go, POLL));
      this.signal.throwIfAborted();
    }
  }

  async ask(url, more = {}) {
    const reply = await fetch(url, { ...more, headers: { "Content-Type": "application/json" }, signal: this.signal });
    const told = await reply.json();
    if (!reply.ok) throw { kind: (told.type ?? "").split("#")[1], detail: told.detail };
    return told;
  }

  // Of today's data only; what a browser cannot draw the server does.
  async pictures({ report, lang, frozen }) {
    const { generation, widths, sheetHeight } = this.page.data;
    const found = [];
    for (const [place, item] of report.figures.entries()) {
      this.say("pictures", place, report.figures.length);
      this.signal.throwIfAborted();
      if (frozen && item.generation && item.generation !== generation) continue;
      const card = await this.orLeft(this.page.card(item, lang)).catch(() => undefined);
      if (!card?.figure) continue;
      const height = report.layout === "sheet" ? sheetHeight : card.height;
      const chart = await chartOf(card.figure, lang, WORDS[lang], widths[report.layout], height).catch(() => undefined);
      if (!chart) continue;
      found.push({ place, lang, generation: card.cite?.generation ?? "", svg: new XMLSerializer().serializeToString(chart) });
    }
    return found;
  }
}
