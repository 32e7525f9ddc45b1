/* Explore, asking: a statement is sent, waited for, or given up. */

const HEADERS = { "Content-Type": "application/json" };

async function answered(url, more = {}) {
  const reply = await fetch(url, more);
  const told = await reply.json().catch(() => ({}));
  if (!reply.ok) throw { kind: (told.type ?? "").split("#")[1] ?? "", detail: told.detail };
  return told;
}

const posted = (url, body, signal) => answered(url, { method: "POST", headers: HEADERS, body: JSON.stringify(body), signal });

class Asking {
  // `say` is told each time how far it is: { state, place }.
  constructor(base, lang, say) {
    this.base = base;
    this.lang = lang;
    this.say = say;
    this.leave = new AbortController();
    this.began = performance.now();
  }

  get seconds() {
    return (performance.now() - this.began) / 1000;
  }

  // What came of it, with the address of the run; an AbortError where the reader gave it up.
  async run(sql, format) {
    const { signal } = this.leave;
    const begun = await posted(`${this.base}/runs?lang=${this.lang}`, { sql, ...(format && { format }) }, signal);
    if (!begun.run) return begun; // refused at once
    this.address = begun.run;
    for (;;) {
      const told = await answered(`${begun.run}?lang=${this.lang}`, { signal });
      if (told.state === "done" || told.state === "failed") return { ...told, run: begun.run };
      this.say(told);
    }
  }

  cancel() {
    this.leave.abort();
    if (this.address) fetch(this.address, { method: "DELETE" }).catch(() => undefined);
  }
}

// Statements run in this tab, the newest first, and what stands unfinished in the editor.

const HISTORY = "chip-census-statements";
const DRAFT = "chip-census-draft";
const MOST_PAST = 50;

function stored(name, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function store(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Too much, or the browser keeps nothing: it is gone with the tab anyway.
  }
}

function remember(entry) {
  const others = stored(HISTORY, []).filter(({ sql }) => sql !== entry.sql);
  store(HISTORY, [entry, ...others].slice(0, MOST_PAST));
}
