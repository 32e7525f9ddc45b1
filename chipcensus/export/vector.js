/* In the page that draws a PDF: hatched areas become lines. A browser prints a pattern as a coarse picture, lines stay sharp. */

const TILES = 20_000; // of one area; a larger one keeps its pattern

const svg = (tag, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, value);
  return node;
};

// Where the tiles of a pattern lie that an area needs.
function places({ x, y, width, height }, pattern) {
  const scale = parseFloat(/scale\(([\d.]+)/.exec(pattern.getAttribute("patternTransform"))?.[1] ?? 1);
  const [wide, high] = ["width", "height"].map((name) => parseFloat(pattern.getAttribute(name)));
  const from = (start, step) => Math.floor(start / scale / step);
  const span = (start, size, step) => [...Array(from(start + size, step) - from(start, step) + 1).keys()].map((at) => (at + from(start, step)) * step);
  const [columns, rows] = [span(x, width, wide), span(y, height, high)];
  return columns.length * rows.length > TILES ? undefined : columns.flatMap((left) => rows.map((top) => `translate(${left},${top})`));
}

function ruled(area, at) {
  const pattern = area.ownerSVGElement.querySelector(`pattern[id="${/url\("?#([^")]+)/.exec(area.style.fill)[1]}"]`);
  const tiles = pattern && places(area.getBBox(), pattern);
  if (!tiles) return;
  const transform = area.getAttribute("transform");
  const edge = area.cloneNode();
  for (const name of ["style", "clip-path", "transform"]) edge.removeAttribute(name);
  const clip = svg("clipPath", { id: `area-${at}` });
  clip.append(edge);
  const opacity = (area.style.opacity || 1) * (area.style.fillOpacity || 1);
  const outer = svg("g", { transform, "clip-path": area.getAttribute("clip-path"), opacity });
  const inner = svg("g", { "clip-path": `url(#area-${at})` });
  const lines = svg("g", { transform: pattern.getAttribute("patternTransform") || null });
  for (const tile of tiles) {
    const group = svg("g", { transform: tile });
    group.append(...[...pattern.children].map((part) => part.cloneNode(true)));
    lines.append(group);
  }
  inner.append(lines);
  outer.append(clip, inner);
  area.before(outer);
  area.style.fill = "none";
}

function withLines(uri) {
  const start = uri.indexOf(",") + 1;
  const stage = document.body.appendChild(document.createElement("div"));
  stage.innerHTML = decodeURIComponent(uri.slice(start));
  const areas = [...stage.querySelectorAll("[style*='url(']")].filter(({ style }) => style.fill.includes("url("));
  areas.forEach(ruled);
  const text = new XMLSerializer().serializeToString(stage.firstElementChild);
  stage.remove();
  return uri.slice(0, start) + encodeURIComponent(text);
}

const draw = Plotly.toImage;
// Only for a PDF is the drawing asked for as an address.
Plotly.toImage = async (figure, options) => {
  const drawn = await draw(figure, options);
  return options.format === "svg" && !options.imageDataOnly ? withLines(drawn) : drawn;
};
