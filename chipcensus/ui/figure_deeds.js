/* The figure card, what it does when asked: fetching its details, saving and copying pictures.
   The card itself (figure_card.js) has `data`, as docs/CARD.md says, `status` and `menu`. */

const fetched = (url) => fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(reply.statusText))));
const canCopyPictures = () => Boolean(navigator.clipboard && window.ClipboardItem);

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
    return this.menuItem("a", name, { href, download: `${this.data.file}.${name}`, click: () => this.menu.close(true) });
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

  async savePicture(format) {
    const { file } = this.data;
    const vector = await picture(this.data);
    save(format === "png" ? await raster(vector) : vector, `${file}.${format}`);
  }

  async copyPicture() {
    // A promise, not a Blob: some browsers forget the click while they wait for the picture.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture(this.data).then(raster) })]);
    this.report(this.data.words.copied);
  }
}
