/* The figure card: typography of charts that depends on the theme or that Plotly's templates cannot say. */

// Text in a mark's colour keeps its hue, but darker (by night: lighter) until it is read as easily as other text.
const EASILY_READ = 4.5;
const STEP = 0.05;

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const hexOf = (parts) => `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

function luminance(parts) {
  const [red, green, blue] = parts.map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function legible(colour, paper) {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  const [from, ground] = [channels(colour), channels(paper)];
  const end = luminance(ground) > 0.5 ? 0 : 255;
  let mixed = from;
  for (let share = STEP; contrast(mixed, ground) < EASILY_READ && share < 1; share += STEP) mixed = from.map((c) => c + (end - c) * share);
  return hexOf(mixed);
}

function legibleTexts({ data, layout }, paper) {
  const spans = (text) => (typeof text === "string" ? text.replace(/(?<=color:\s*)#[0-9a-f]{6}/gi, (hex) => legible(hex, paper)) : text);
  for (const axis of axesOf(layout)) if (axis.ticktext) axis.ticktext = axis.ticktext.map(spans);
  for (const note of layout.annotations ?? []) {
    note.text = spans(note.text);
    if (note.font?.color) note.font.color = legible(note.font.color, paper);
  }
  for (const { type, textfont } of data) if (type === "scatter" && typeof textfont?.color === "string") textfont.color = legible(textfont.color, paper);
}

const axesOf = (layout) => Object.entries(layout).filter(([name]) => /^[xy]axis\d*$/.test(name)).map(([, axis]) => axis);

// The unit of a value axis stands level above it, flush with the card's words, not turned beside it.
const ABOVE = 8; // pixels

function unitsAbove({ data, layout }, template) {
  const left = layout.margin?.l ?? template.margin.l;
  for (const [name, axis] of Object.entries(layout)) {
    const text = axis?.title?.text;
    if (!/^yaxis\d*$/.test(name) || !text || axis.overlaying || axis.side === "right") continue;
    axis.title = { text: "" };
    if (name === "yaxis" && hasLegend(data, layout) && widthOf(text, template) > left) {
      layout.legend = { ...layout.legend, title: { text, side: "left", font: template.yaxis.title.font } };
      continue;
    }
    const domain = `${name.replace("axis", "")} domain`;
    const place = { xref: "paper", x: 0, xanchor: "left", xshift: -left, yref: domain, y: 1, yanchor: "bottom", yshift: ABOVE };
    layout.annotations = [...(layout.annotations ?? []), { ...place, text, showarrow: false, font: template.yaxis.title.font }];
  }
}

const hasLegend = (data, layout) => layout.showlegend ?? data.filter(({ showlegend }) => showlegend !== false).length > 1;

function widthOf(text, { font, yaxis }) {
  const pen = el("canvas").getContext("2d");
  pen.font = `${yaxis.title.font.size}px ${font.family}`;
  return pen.measureText(text).width;
}

function typeset(figure, template) {
  unitsAbove(figure, template.layout);
  legibleTexts(figure, template.layout.paper_bgcolor);
  return figure;
}
