/* Finding, part 2 of 2: the search box, a combobox with a list. Helpers come from figure_html.js.

   data: address (of the index), lang, words (label placeholder hint nothing loading failed found part new_tab, and one per group). */

let indexes = {}; // by address: what all boxes of a page know

function indexAt(address) {
  if (!indexes[address]) {
    const reply = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
    indexes = { [address]: reply.then(prepared) };
    indexes[address].catch(() => { delete indexes[address]; });
  }
  return indexes[address];
}

const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

// The text with its marked parts, as nodes.
function marked(text, marks) {
  const nodes = [];
  let done = 0;
  for (const { from, to } of marks.filter((mark) => mark.text === text).sort((one, two) => one.from - two.from)) {
    if (from < done) continue;
    nodes.push(text.slice(done, from), el("mark", {}, text.slice(from, to)));
    done = to;
  }
  return [...nodes, text.slice(done)];
}

class SearchBox {
  constructor(parent) {
    this.id = `cc-search-${Math.random().toString(36).slice(2)}`;
    this.input = el("input", {
      type: "text", role: "combobox", id: this.id, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${this.id}-list`,
      "aria-keyshortcuts": "/", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
      focus: () => this.look(), input: (event) => event.isComposing || this.look(), compositionend: () => this.look(),
      keydown: (event) => this.key(event), click: () => this.look(),
    });
    this.list = el("div", { role: "listbox", id: `${this.id}-list`, class: "cc-search-list" });
    this.note = el("p", { class: "cc-search-note" });
    // A press on the list must not take the focus out of the field.
    this.popup = el("div", { class: "cc-search-popup", hidden: "", mousedown: (event) => event.preventDefault() }, this.list, this.note);
    this.status = el("span", { class: "cc-search-aloud", role: "status" });
    this.root = el("div", { class: "cc-search", role: "search", focusout: () => this.close() },
      this.input, el("kbd", { "aria-hidden": "true" }, "/"), this.popup, this.status);
    parent.append(this.root);
  }

  update(data) {
    this.data = data;
    const { words } = data;
    mark(this.input, { placeholder: words.placeholder, "aria-label": words.label });
    mark(this.list, { "aria-label": words.label });
    mark(this.root, { lang: data.lang });
    if (!this.popup.hidden) this.look();
  }

  async look() {
    const { address, words } = this.data, typed = this.input.value;
    const waiting = indexAt(address);
    if (!typed.trim()) return this.show([], document.activeElement === this.input ? words.hint : "");
    if (!this.options?.length) this.show([], words.loading);
    const found = await waiting.then((index) => find(index, typed), () => undefined);
    // Another key was pressed, or the reader went away, before the index came.
    if (this.input.value !== typed || document.activeElement !== this.input) return;
    const count = found?.reduce((sum, { total }) => sum + total, 0);
    const nothing = found ? filled(words.nothing, { typed: typed.trim() }) : words.failed;
    this.show(found ?? [], count ? "" : nothing);
    this.tell(count ? filled(words.found, { count }) : nothing);
  }

  show(groups, note) {
    this.list.replaceChildren(...groups.map((group) => this.group(group)));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, at) => { option.id = `${this.id}-${at}`; });
    this.list.hidden = !this.options.length;
    say(this.note, note);
    this.note.hidden = !note;
    this.popup.hidden = !this.options.length && !note;
    mark(this.input, { "aria-expanded": String(this.options.length > 0) });
    this.root.classList.remove("cc-search-right");
    this.root.classList.toggle("cc-search-right", this.popup.getBoundingClientRect().right > window.innerWidth);
    this.choose(0);
  }

  group({ name, total, fits }) {
    const { words } = this.data, id = `${this.id}-${name}`;
    const part = total > fits.length ? filled(words.part, { shown: fits.length, total }) : "";
    const head = el("div", { class: "cc-search-group", id, role: "presentation" }, words[name], el("span", {}, part));
    return el("div", { role: "group", "aria-labelledby": id }, head, ...fits.map((fit) => this.option(fit)));
  }

  option({ entry, marks }) {
    const shown = [entry.label, ...entry.detail];
    const hidden = (entry.also ?? []).filter((text) => marks.some((one) => one.text === text));
    const details = [...hidden, ...entry.detail].flatMap((text, at) => [at ? " · " : "", ...marked(text, marks)]);
    const isOurs = entry.href.startsWith("/"), href = isOurs ? addressOf(entry.href, this.data.lang) : webAddress(entry.href);
    const option = el("a", { role: "option", tabindex: "-1", "aria-selected": "false", ...(href && { href }),
      ...(isOurs ? {} : { target: "_blank", rel: "noopener noreferrer", title: this.data.words.new_tab }),
      click: (event) => { if (isOurs) follow(event, href); this.leave(); },
      mousemove: () => this.choose(this.options.indexOf(option)) },
    el("span", { class: "cc-search-label" }, ...marked(entry.label, marks)), el("span", { class: "cc-search-detail" }, ...details));
    if (!isOurs) option.setAttribute("aria-label", [...shown, this.data.words.new_tab].join(", "));
    return option;
  }

  choose(at) {
    this.at = this.options.length ? (at + this.options.length) % this.options.length : -1;
    this.options.forEach((option, place) => mark(option, { "aria-selected": String(place === this.at) }));
    if (this.at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[this.at].id);
    if (!this.popup.hidden) this.options[this.at].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    // While characters are being composed every key is the input method's: Safari tells by the code only.
    if (event.isComposing || event.keyCode === 229) return;
    const isOpen = !this.popup.hidden && this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (isOpen) this.choose(this.at + (event.key === "ArrowDown" ? 1 : -1));
      else this.look();
    } else if (event.key === "Enter") { if (isOpen) this.options[this.at].click(); }
    else if (event.key === "Escape") this.back();
    else return;
    event.preventDefault();
  }

  // One step back at a time: the list, what was typed, the field.
  back() {
    if (!this.popup.hidden && this.input.value) return this.close();
    if (!this.input.value) return this.input.blur();
    this.input.value = "";
    this.look();
  }

  leave() {
    this.input.value = "";
    this.input.blur();
    this.close();
  }

  close() {
    this.show([], "");
    this.tell("");
  }

  tell(text) { // after a pause: a list that changes at every key would never be heard out
    clearTimeout(this.telling);
    this.telling = setTimeout(() => say(this.status, text), text ? 400 : 0);
  }

  remove() {
    clearTimeout(this.telling);
    this.root.remove();
  }
}

const boxes = new WeakMap();
let current;

const isTyping = (node) => node?.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(node?.tagName) || node?.role === "textbox";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || !current?.root.isConnected) return;
  event.preventDefault();
  current.input.focus();
});

export default function ({ data, parentElement }) {
  if (!boxes.has(parentElement)) boxes.set(parentElement, new SearchBox(parentElement));
  current = boxes.get(parentElement);
  const box = current;
  box.update(data);
  // Streamlit also calls the cleanup of a run that a newer one overtook: only a box that left the page goes.
  return () => setTimeout(() => {
    if (parentElement.isConnected || !boxes.delete(parentElement)) return;
    box.remove();
  });
}
