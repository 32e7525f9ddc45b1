/* The figure card, small: a number with its sparkline; and the numbers of events over a chart. */

const headlineText = ({ value, mark: before, unit, period }) => `${before} ${value} ${unit} · ${period}`.trim();

// The parts of a card that only some have; said before the card is shown.

function tellSmall(card, { title, page, headline, figure, listing }) {
  const kind = page ? " fc-compact" : figure && listing ? " fc-either" : "";
  mark(card.root, { class: `figure-card${kind}` });
  if (page) sayLink(card.title, title, page);
  card.headline.hidden = card.period.hidden = !headline;
  if (headline) {
    const said = JSON.stringify(headline);
    if (card.headline.dataset.said !== said) {
      const uncertain = headline.mark ? [el("small", {}, `${headline.mark} `)] : [];
      card.headline.replaceChildren(...uncertain, headline.value, el("small", {}, ` ${headline.unit}`));
      card.headline.dataset.said = said;
    }
    say(card.period, headline.period);
  }
}

function sayLink(node, text, href) {
  const link = node.querySelector("a");
  if (link?.getAttribute("href") === href && link.textContent === text) return;
  node.replaceChildren(el("a", { href, target: "_self" }, text));
}

// A picture has axes and numbers; in the card the number stands above, and the years at both ends are enough.

function sparkline({ data, layout }) {
  const { range } = layout.xaxis;
  const known = data.flatMap(({ x }) => x);
  const ends = [...new Set([Math.min(...known), Math.max(...known)])];
  const xaxis = { ...layout.xaxis, range, fixedrange: true, tickmode: "array", tickvals: ends, ticktext: ends.map(String), title: { text: "" } };
  const yaxis = { ...layout.yaxis, fixedrange: true, title: { text: "" }, showticklabels: false, showgrid: false };
  const bare = data.map(({ text: _, textposition: __, ...trace }) => trace);
  return { data: bare, layout: { ...layout, xaxis, yaxis, dragmode: false, margin: { l: 5, r: 5, t: 4, b: 20, pad: 0 } } };
}

// Numbers of events stand apart on most screens; where names take half of a telephone, those without room are not shown.

function keepApart(plot) {
  const hide = () => {
    const labels = plot.layout.annotations ?? [];
    const taken = [];
    for (const node of plot.querySelectorAll(".annotation[data-index]")) {
      if (labels[node.dataset.index]?.name !== "event") continue;
      const { left, right, top, bottom } = node.getBoundingClientRect();
      const box = { left: left - 1, right: right + 1, top: top + 3, bottom: bottom - 3 }; // letters, without their lines' air
      const meets = taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      node.style.visibility = meets ? "hidden" : "";
      if (!meets) taken.push(box);
    }
  };
  if (plot.keepsApart) plot.removeListener("plotly_afterplot", plot.keepsApart);
  plot.keepsApart = undefined;
  if (!plot.layout.annotations?.some(({ name }) => name === "event")) return;
  plot.keepsApart = hide;
  plot.on("plotly_afterplot", hide);
  hide();
}
