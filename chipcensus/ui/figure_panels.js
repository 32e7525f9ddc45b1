/* The figure card, what opens over it: the menu, and panels with what is fetched when asked for. */

class Panels extends Deeds {
  // Opens what stands behind a mark or a row of the table, given the ids of the rows of the data it rests on. What the
  // mark says itself stands there at once.
  trail(rowIds, known = []) {
    const { links, words } = this.data;
    const ask = () => fetched(`${links.trail}&row_ids=${rowIds.map(encodeURIComponent).join(",")}`);
    return this.panel(words.trail, trailPanel, { ask, known });
  }

  // What stands behind one row of a list, which has a question of its own: its answer, sources and statement.
  behind(url, title) {
    const fill = (details, words) => [...answerOf(details), ...sourcesPanel(details, words),
      el("h4", {}, words.sql), ...sqlPanel(details, words)];
    return this.panel(title, fill, { ask: () => fetched(url) });
  }

  openPanel(title) {
    const close = el("button", { type: "button", click: () => this.dialog.close() }, this.data.words.close);
    const body = el("div", { class: "fc-body", "aria-live": "polite" });
    this.dialog.replaceChildren(el("header", {}, el("h3", {}, title), close), body);
    this.dialog.ariaLabel = title;
    this.dialog.showModal();
    return { body, close };
  }

  // A text about this figure to copy and send: it names what is on the screen, and nobody.
  reportPanel() {
    const { words, report } = this.data;
    const { body, close } = this.openPanel(words.report);
    const text = el("textarea", { class: "fc-report", rows: "12", "aria-label": words.report, spellcheck: "false" });
    text.value = report.text.replace("{link}", () => location.origin + report.link);
    body.append(el("p", {}, words.report_hint), text);
    if (navigator.clipboard) close.before(this.copyButton(() => text.value));
  }

  panel(title, fill, { copyText, ask = () => this.details(), known = [] } = {}) {
    const { words } = this.data;
    const { body, close } = this.openPanel(title);
    const load = async () => {
      body.replaceChildren(...known.map((line) => el("p", {}, line)), el("p", { class: "fc-small" }, words.loading));
      try {
        const details = await ask();
        if (!body.isConnected) return; // another panel was opened meanwhile
        body.replaceChildren(...fill(details, words));
        if (copyText && navigator.clipboard) close.before(this.copyButton(() => copyText(details)));
      } catch {
        body.replaceChildren(...stopped(words.details_failed, words.again, load));
      }
    };
    return load();
  }

  // Where the statement can be changed and run, for whoever may; a reader's own stands there already.
  explorePanel() {
    const { id, links, uncited, words } = this.data;
    const query = links.details.split("?")[1] ?? "";
    const offers = "explores" in document.documentElement.dataset && !uncited;
    const open = offers ? [el("p", {}, el("a", { href: `/explore?question=${id}&${query}` }, words.explore))] : [];
    return this.panel(words.sql, (details) => [...open, ...sqlPanel(details, words)], { copyText: sqlText });
  }

  // Saved or copied as they are drawn here: at three sizes, with their words or without.
  pictureItems(action) {
    const { words } = this.data;
    const size = (scale) => el("button", {
      type: "button", role: "menuitem", tabindex: "-1", "aria-label": words[`png_${scale}`],
      click: () => this.choose(() => this.savePicture(scale)),
    }, `${scale}×`);
    const sizes = el("div", { class: "fc-sizes", role: "group", "aria-label": words.png }, el("span", {}, words.png), ...SCALES.map(size));
    const choose = ({ currentTarget }) => { bare = !bare; currentTarget.ariaChecked = String(!bare); };
    const heading = el("button", {
      type: "button", role: "menuitemcheckbox", tabindex: "-1", "aria-checked": String(!bare), click: choose,
    }, words.with_words);
    return [heading, sizes, action("svg"), ...(canCopyPictures() ? [action("copy_image")] : []), el("hr")];
  }

  made(name, href) {
    return this.menuItem("button", name, { type: "button", click: () => this.choose(() => this.saveMade(name, href)) });
  }

  menuItems() {
    const { cite, figure, links, page, title, uncited, words } = this.data;
    const { details: _, trail: __, ...downloads } = links;
    const actions = {
      table: () => this.panel(words.table, ({ table }) => [tableOf(table, title)]),
      svg: () => this.savePicture(), copy_image: () => this.copyPicture(),
      link: () => this.copyLink(), frame: () => this.copyFrame(), report: () => this.reportPanel(),
      sources: () => this.panel(words.sources, sourcesPanel), sql: () => this.explorePanel(),
    };
    const action = (name) => this.menuItem("button", name, { type: "button", click: () => this.choose(actions[name]) });
    const pictures = figure ? this.pictureItems(action) : [];
    const saved = Object.entries(downloads).map(([name, href]) => (MADE.includes(name) ? this.made(name, href) : this.download(name, href)));
    const shown = page ? ["table"] : []; // where the card has no room for it
    const first = [...shown.map(action), ...pictures, ...saved, el("hr")];
    if (cite) return [...first, ...["link", "frame", "sources", "sql", "report"].map(action)];
    // Why nobody can be sent to it.
    const why = el("span", { role: "menuitem", "aria-disabled": "true", tabindex: "-1", class: "fc-small" }, uncited ?? words.own_data);
    return [...first, ...["sources", "sql"].map(action), why];
  }
}
