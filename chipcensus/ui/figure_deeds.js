/* The figure card, what it does when asked: fetching its details, saving and copying pictures.
   The card itself (figure_card.js) has `data`, as docs/CARD.md says, `status` and `menu`. */

const fetched = (url) => fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(reply.statusText))));
const canCopyPictures = () => Boolean(navigator.clipboard && window.ClipboardItem);

// Pictures without title, finding, notes and source line: chosen once for all cards of the page.
let bare = false;

const SCALES = [1, 2, 4];
const COPIED = 2;
const MADE = ["pdf", "pptx", "html"]; // by the server, when asked

class Deeds {
  details() {
    const url = this.data.links.details;
    if (this.fetched?.url !== url) {
      const answer = fetched(url);
      this.fetched = { url, answer };
      answer.catch(() => { if (this.fetched.answer === answer) this.fetched = undefined; });
    }
    return this.fetched.answer;
  }

  copyButton(text) {
    const { words } = this.data;
    const button = el("button", { type: "button" }, words.copy);
    const tell = (word) => () => say(button, words[word]);
    button.onclick = () => navigator.clipboard.writeText(text()).then(tell("copied"), tell("failed"));
    return button;
  }

  menuItem(tag, name, attributes) {
    return el(tag, { role: "menuitem", tabindex: "-1", ...attributes }, this.data.words[name] ?? name.toUpperCase());
  }

  download(name, href) {
    return this.menuItem("a", name, { href, download: `${this.data.file}.${name}`, click: () => this.took() });
  }

  async choose(run) {
    this.menu.close(true);
    try {
      await run();
    } catch {
      this.report(this.data.words.failed);
    }
  }

  report(text) {
    say(this.status, text);
    clearTimeout(this.silence);
    this.silence = setTimeout(() => say(this.status, ""), 3000);
  }

  // Keeps the figure as it is shown under its id, before anything that bears the id leaves the page.
  async cite() {
    const { keep, generation } = this.data.cite;
    const reply = await fetch(`${keep}&generation=${generation}`, { method: "PUT" });
    if (!reply.ok) throw new Error(reply.statusText);
  }

  // A file is answered by the current generation, which may be newer than what is shown.
  took() {
    this.menu.close(true);
    if (!this.data.cite) return; // a visit's own data is kept nowhere
    fetch(this.data.cite.keep, { method: "PUT", keepalive: true }).catch(() => undefined);
  }

  // Copied at once: a browser forgets the click while it waits. What cannot be kept gets its long address instead.
  async copyLink() {
    const { cite, words } = this.data;
    const copy = (path) => this.copyAddress(new URL(path, location.origin).href);
    const [kept] = await Promise.all([this.cite().then(() => true, () => false), copy(cite.path)]);
    if (!kept) await copy(cite.long);
    this.report(kept ? words.link_copied : words.link_long);
  }

  // For a page elsewhere: the figure in a frame, always of the newest data.
  async copyFrame() {
    const { cite, title, words } = this.data;
    const { href } = new URL(cite.embed, location.origin);
    const frame = el("iframe", { src: href, title, width: "100%", height: "600", loading: "lazy", style: "border: 0" });
    await this.copyAddress(frame.outerHTML);
    this.report(words.frame_copied);
  }

  // Without a secure context there is no clipboard: the address is shown, to be copied by hand.
  async copyAddress(address) {
    if (navigator.clipboard) return navigator.clipboard.writeText(address);
    const { words } = this.data;
    const field = el("input", { value: address, readonly: "", "aria-label": words.link });
    const close = el("button", { type: "button", click: () => this.dialog.close() }, words.close);
    this.dialog.replaceChildren(el("header", {}, el("h3", {}, words.link), close), el("div", { class: "fc-body" }, field));
    if (!this.dialog.open) this.dialog.showModal();
    field.select();
  }

  // A picture bears its short address only where that leads somewhere.
  async citedPicture() {
    if (bare) return picture(this.data, "", true);
    const { host } = location;
    const address = this.data.cite && await this.cite().then(() => host + this.data.cite.path, () => "");
    return picture(this.data, address);
  }

  async savePicture(scale) {
    const { file } = this.data;
    const vector = await this.citedPicture();
    if (scale) save(await raster(vector, scale), `${file}.png`);
    else save(vector, `${file}.svg`);
  }

  async copyPicture() {
    // A promise, not a Blob: some browsers forget the click while they wait for the picture.
    const made = this.citedPicture().then((vector) => raster(vector, COPIED));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    this.report(this.data.words.copied);
  }

  // What the server draws takes a moment, and can be refused: the reason is said, no file of it is saved.
  async saveMade(name, href) {
    const { cite, file, words } = this.data;
    if (cite) this.cite().catch(() => undefined);
    say(this.status, words.making);
    const reply = await fetch(href);
    if (!reply.ok) return this.refused(name, await reply.json().catch(() => ({})));
    save(await reply.blob(), `${file}.${name}`);
    this.report(words.made);
  }

  refused(name, { type = "" }) {
    const { words } = this.data;
    const [, kind = ""] = type.split("#");
    say(this.status, "");
    const { body } = this.openPanel(words[name]);
    body.append(el("p", { role: "alert" }, words[`refused_${kind.replaceAll("-", "_")}`] ?? words.refused));
  }
}
