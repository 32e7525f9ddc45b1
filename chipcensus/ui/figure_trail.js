/* The figure card, from a mark or a row of the table back to its sources. A mark's customdata are the ids of the rows of
   the data behind it; `table.origins` of links.details has the same for each row of the table (docs/CARD.md). */

// A print: what a source says, letter for letter, and by which part of the rule it stands or yields.
function printOf(print, words) {
  const { is_preferred, is_shown, period, reported_as, remark, rounding, value, why } = print;
  const href = webAddress(print.url);
  const name = href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, print.title) : el("span", {}, print.title);
  const said = [reported_as && el("q", {}, reported_as), value && el("span", { class: "fc-small" }, value)].filter(Boolean);
  const facts = [print.publisher, print.published_on && `${words.published} ${print.published_on}`, !print.is_dated && words.trail_undated, print.kind];
  const state = `${is_preferred ? "fc-stands" : "fc-yields"}${is_shown ? " fc-shown" : ""}`;
  const lines = [[period, rounding], facts].map((line) => line.filter(Boolean).join(" · ")).filter(Boolean);
  return el("li", { class: state },
    el("p", {}, ...said.flatMap((part) => [part, " "])), el("p", { class: "fc-why" }, why), el("p", {}, name),
    ...lines.map((line) => el("p", { class: "fc-small" }, line)),
    ...(remark ? [el("p", { class: "fc-small" }, `${words.trail_remark} · `, el("span", { lang: "en" }, remark))] : []));
}

// A figure: the prints that are shown or stand, then those that yield; these folded up where there is much to read.
function figureOf({ title, prints }, words, isLong) {
  const first = prints.filter(({ is_preferred, is_shown }) => is_preferred || is_shown);
  const others = prints.filter((print) => !first.includes(print));
  const list = (some) => el("ul", { class: "fc-prints" }, ...some.map((print) => printOf(print, words)));
  const more = words.trail_more.replace("{count}", others.length);
  const folded = el("details", isLong ? {} : { open: "" }, el("summary", {}, more), list(others));
  return el("section", { class: "fc-figure" }, el("h4", {}, title), list(first), ...(others.length ? [folded] : []));
}

// What links.trail answers: the row in words, the formulas, what every source prints, the sources of the rest.
function trailPanel({ facts, table, formulas, figures, others }, words) {
  const row = facts.length ? [el("dl", { class: "fc-behind" }, ...facts.flatMap(([label, text]) => [el("dt", {}, label), el("dd", {}, text)]))] : [];
  const rows = table?.rows.length ? [el("div", { class: "fc-across", tabindex: "0" }, tableOf(table, words.trail))] : [];
  const steps = formulas.map(({ label, text }) => el("li", {}, el("span", { class: "fc-small" }, label), " ", el("span", { class: "fc-formula" }, text)));
  return [...row, ...rows,
    ...(steps.length ? [el("h4", {}, words.trail_formulas), el("ul", { class: "fc-formulas" }, ...steps)] : []),
    ...figures.map((figure) => figureOf(figure, words, figures.length > 2)),
    ...(others.length ? [el("h4", {}, words.trail_others), ...sourcesPanel({ sources: others }, words)] : [])];
}

// Each row of a table opens its trail, by a click anywhere or by a button in its first cell. One stop for the Tab key:
// arrows move among the rows, in whatever order these stand.
function openRows(table, origins, open) {
  const rows = [...table.tBodies[0].rows];
  rows.forEach((row, at) => {
    if (!origins[at]?.row_ids.length) return;
    const cell = row.cells[0];
    const button = el("button", { type: "button", class: "fc-row", tabindex: "-1" });
    button.append(...cell.childNodes);
    cell.append(button);
    const known = [...row.cells].slice(0, 4).map((one) => one.textContent).filter(Boolean).join(" · ");
    row.addEventListener("click", () => getSelection().isCollapsed && open(origins[at].row_ids, [known]));
  });
  const buttons = () => [...table.tBodies[0].querySelectorAll(".fc-row")];
  buttons()[0]?.setAttribute("tabindex", "0");
  table.addEventListener("keydown", (event) => {
    const all = buttons();
    const at = all.indexOf(event.target);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || !all[goal]) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    all[goal].tabIndex = 0;
    all[goal].focus();
  });
  return table;
}

// A mark under the pointer shows a hand. A tap arrives twice, as the finger's and then as a mouse's, which would close
// again what the first has opened: the second counts.
const ECHO = 350; // ms

// What a mark says when pointed at, line by line, without its markup.
function saidBy({ points: [{ data, pointNumber }] }) {
  const template = [data.hovertemplate].flat();
  const text = template[template.length > 1 ? pointNumber : 0] ?? "";
  return text.replace(/<extra>.*/s, "").split("<br>").map((line) => line.replace(/<[^>]*>/g, "").trim()).filter((line) => line && !line.includes("%{"));
}

function openMarks(plot, open) {
  let opening;
  const idsOf = ({ points }) => [...new Set(points.flatMap(({ customdata }) => customdata ?? []))];
  const point = (ids) => plot.classList.toggle("fc-opens", ids.length > 0);
  plot.on("plotly_hover", (event) => point(idsOf(event)));
  plot.on("plotly_unhover", () => point([]));
  plot.on("plotly_click", (event) => {
    const ids = idsOf(event);
    clearTimeout(opening);
    if (ids.length) opening = setTimeout(open, touch() ? ECHO : 0, ids, saidBy(event));
  });
}
