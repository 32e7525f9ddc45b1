/* The figure card, from a mark or a row of the table back to its sources. A mark's customdata are the ids of the rows of
   the data behind it; `table.origins` of links.details has the same for each row of the table (docs/CARD.md). */

const isOverlapping = (ids, wanted) => ids.some((id) => wanted.has(id));

// The answer's rows that rest on exactly these rows of the data, and the sources of just these.
function trailOf({ table, sources }, rowIds) {
  const wanted = new Set(rowIds);
  const isSame = ({ row_ids }) => row_ids.length === wanted.size && row_ids.every((id) => wanted.has(id));
  const rows = [...table.rows.keys()].filter((at) => isSame(table.origins[at]));
  const cited = new Set(rows.flatMap((at) => table.origins[at].sources));
  const behind = sources.map((source, at) => {
    const reported_as = source.reported_as.filter(({ row_ids }) => isOverlapping(row_ids, wanted));
    return cited.has(at) || reported_as.length ? { ...source, reported_as } : null;
  });
  return { rows, sources: behind.filter(Boolean) };
}

// What the panel of a mark shows: the row in words, then who printed what, and when.
function trailPanel(details, rowIds, words) {
  const { columns, rows } = details.table;
  const trail = trailOf(details, rowIds);
  const facts = trail.rows.map((at) => el("dl", { class: "fc-behind" }, ...columns.flatMap(({ label }, column) =>
    [el("dt", {}, label), el("dd", {}, rows[at][column] ?? "")])));
  return [...facts, ...sourcesPanel(trail, words)];
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
    row.addEventListener("click", () => getSelection().isCollapsed && open(origins[at].row_ids));
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

function openMarks(plot, open) {
  let opening;
  const idsOf = ({ points }) => [...new Set(points.flatMap(({ customdata }) => customdata ?? []))];
  const point = (ids) => plot.classList.toggle("fc-opens", ids.length > 0);
  plot.on("plotly_hover", (event) => point(idsOf(event)));
  plot.on("plotly_unhover", () => point([]));
  plot.on("plotly_click", (event) => {
    const ids = idsOf(event);
    clearTimeout(opening);
    if (ids.length) opening = setTimeout(open, touch() ? ECHO : 0, ids);
  });
}
