/* Taking everything away: files, single tables, licence, how to cite, addresses for programs.
   No word of its own: all come in `data`. Sizes are asked for, because a file is made at its first request. */

function saved(name, address, label) {
  return el("a", { href: address, download: name }, label);
}

function code(text) {
  return el("pre", { translate: "no", tabindex: "0" }, el("code", {}, text));
}

/* A text with its name above it and a button that copies it. */
function copyable(data, label, text, shown) {
  const { copy, copied } = data.words;
  const button = el("button", { type: "button", "aria-label": `${copy}: ${label}` }, copy);
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = copied;
      button.setAttribute("aria-label", copied);
    } catch { // without a secure context there is no clipboard: what is marked can be copied by hand
      getSelection().selectAllChildren(shown);
    }
    setTimeout(() => {
      button.textContent = copy;
      button.setAttribute("aria-label", `${copy}: ${label}`);
    }, 2000);
  };
  return el("div", { class: "dl-copyable" }, el("div", { class: "dl-name" }, el("h4", {}, label), button), shown);
}

function files(data) {
  return el("ul", { class: "dl-files" }, ...data.files.map((file) => el("li", {},
    saved(file.name, file.address, file.label),
    el("span", { class: "dl-size", "data-file": file.name }),
    el("span", { class: "dl-holds" }, file.holds))));
}

function single(data) {
  const { words } = data;
  const head = ["single_name", "single_rows", "single_files"].map((name) => el("th", { scope: "col" }, words[name]));
  const rows = data.tables.map((table) => el("tr", {},
    el("th", { scope: "row" },
      el("code", { translate: "no" }, table.name),
      el("span", {}, table.title)),
    el("td", { class: "dl-number" }, table.rows),
    el("td", {}, ...table.files.flatMap(({ label, address }) => [
      saved(address.split("/").pop(), address, label), " "]))));
  return el("details", {},
    el("summary", {}, data.single),
    el("div", { class: "dl-scroll" },
      el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows))));
}

function terms(data) {
  const { words } = data;
  const shown = el("p", {}, data.citation);
  return el("div", { class: "dl-terms" },
    el("div", {},
      el("h3", {}, words.licence),
      el("p", {}, words.licence_text),
      el("p", {}, el("a", { href: data.licence, target: "_blank" }, words.licence_link))),
    el("div", {},
      el("h3", {}, words.cite),
      copyable(data, words.cite_text, data.citation, shown),
      copyable(data, words.cite_bibtex, data.bibtex, code(data.bibtex))));
}

function programs(data) {
  const { words } = data;
  const examples = data.examples.map((example) => {
    const text = example.code.replaceAll("{origin}", location.origin);
    return copyable(data, example.label, text, code(text));
  });
  const newest = el("a", { href: data.newest, target: "_blank", translate: "no" }, location.origin + data.newest);
  return el("div", {},
    el("h3", {}, words.api),
    el("p", {}, words.api_lead),
    el("p", {}, `${words.api_newest} `, newest),
    el("div", { class: "dl-examples" }, ...examples));
}

const size = (bytes) => (bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

async function measure(root, address) {
  try {
    const told = await (await fetch(address)).json();
    for (const place of root.querySelectorAll("[data-file]")) place.textContent = size(told.bytes[place.dataset.file]);
  } catch { /* a size that is not known is not said; the links work without */ }
}

export default function ({ data, parentElement }) {
  const given = JSON.stringify(data);
  let root = parentElement.querySelector(".cc-downloads");
  if (root?.given === given) return;
  const isOpen = root?.querySelector("details").open;
  root?.remove();
  const more = data.more.map(({ label, address }) => el("li", {}, el("a", { href: address, target: "_blank" }, label)));
  root = el("section", { class: "cc-downloads", lang: data.lang, "aria-label": data.words.title },
    el("h2", {}, data.words.title),
    el("p", { class: "dl-lead" }, data.lead),
    files(data),
    el("ul", { class: "dl-more" }, ...more),
    single(data),
    terms(data),
    programs(data));
  root.given = given;
  root.querySelector("details").open = Boolean(isOpen);
  parentElement.append(root);
  measure(root, data.sizes);
}
