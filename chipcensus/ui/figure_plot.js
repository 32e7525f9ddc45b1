/* The figure card, the chart on the screen and as a picture.
   PLOTLY, its address, TEMPLATES, one for light and one for dark, and WORDS, by language, are put in front by `frontend.py`. */

const FONT = '"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
// A picture is 16:9 as a slide, but no figure is lower than on the screen: its labels need their room.
const PICTURE = { width: 1200, height: 675, margin: 36, zoom: 1.25 };

// Loaded once for all cards of the page; the document asks for it before any card does.

function plotly() {
  window.figureCardPlotly ??= new Promise((loaded, failed) => {
    if (window.Plotly) return loaded(window.Plotly);
    const asked = document.querySelector(`script[src="${PLOTLY}"]`); // one that failed took itself away
    const script = asked ?? el("script", { src: PLOTLY });
    script.addEventListener("load", () => loaded(window.Plotly));
    script.addEventListener("error", (reason) => { script.remove(); failed(reason); });
    if (!asked) document.head.append(script);
  }).catch((reason) => {
    window.figureCardPlotly = undefined; // the next drawing tries again
    throw reason;
  });
  return window.figureCardPlotly;
}

// Cards are drawn one by one, those on the screen first; the others wait until these are seen.

const onPage = new Set();
const waiting = new Set();

function inTurn(card) {
  waiting.add(card);
  if (card.isSeen()) queueMicrotask(drawNext);
  else requestAnimationFrame(() => setTimeout(drawNext));
}

function drawNext() {
  const next = [...waiting].find((card) => card.isSeen()) ?? [...waiting][0];
  waiting.delete(next);
  next?.redraw();
}

// What is printed, searched or read aloud is the whole page: once the reader has paused, all of it is there.

const PAUSE = 3000; // ms
let pause;

const bringAll = () => onPage.forEach((card) => card.bring());
// Also on a word of whoever takes a picture of the page.
for (const word of ["beforeprint", "whole-page"]) addEventListener(word, bringAll);

function bringAllSoon() {
  clearTimeout(pause);
  pause = setTimeout(bringAll, PAUSE);
}

// Worked out once for all cards that are told something together: each look makes the browser lay out the page.
let theme;

function themeOf(root) {
  if (!theme) setTimeout(() => { theme = undefined; });
  return (theme ??= lookAt(root));
}

function lookAt(root) {
  const [red, green, blue] = getComputedStyle(root).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "dark" : "light";
}

// Plotly writes into what it is given: it always gets a copy.
function dressed(figure, theme, layout) {
  const copy = typeset(structuredClone(figure), TEMPLATES[theme]);
  return { data: copy.data, layout: { ...copy.layout, ...layout, template: structuredClone(TEMPLATES[theme]) } };
}

// On a telephone the labels of many bars have room for their first line only, and not every year is named.
const NARROW = 480;
const MANY_BARS = 6;
const MANY_YEARS = 9;
const YEARS_BESIDE_NAMES = 4;
const SMALL = 10; // pixels
const isNarrow = (width) => width > 0 && width < NARROW;
const firstLine = (text) => text.split("<br>")[0];

function shortened(figure) {
  const { xaxis } = figure.layout;
  const years = xaxis?.dtick ? xaxis.range[1] - xaxis.range[0] : 0;
  const hasNames = Object.values(figure.layout).some((axis) => axis?.side === "right");
  const most = hasNames ? YEARS_BESIDE_NAMES : MANY_YEARS;
  const fewer = years > most && { xaxis: { ...xaxis, dtick: Math.max(xaxis.dtick, Math.ceil(years / most)) } };
  return { data: withFirstLines(figure), layout: { ...figure.layout, ...fewer } };
}

function withFirstLines(figure) {
  const bars = figure.data.filter(({ type, orientation }) => type === "bar" && orientation !== "h");
  if (bars.reduce((count, { x }) => count + x.length, 0) <= MANY_BARS) return figure.data;
  const short = (trace) => (bars.includes(trace) ? { ...trace, text: trace.text?.map(firstLine), textfont: { ...trace.textfont, size: SMALL } } : trace);
  return figure.data.map(short);
}

function calendar(lang, part, width) {
  const { format } = new Intl.DateTimeFormat(lang, { [part]: width, timeZone: "UTC" });
  const days = part === "month" ? [...Array(12).keys()].map((month) => month * 31) : [...Array(7).keys()];
  return days.map((day) => format(Date.UTC(2023, 0, 1 + day))); // 1 January 2023 was a Sunday
}

const locales = {};

function localeOf(lang, words) {
  return {
    dictionary: { Zoom: words.modebar_zoom, Pan: words.modebar_pan, "Reset axes": words.modebar_reset },
    format: {
      months: calendar(lang, "month", "long"), shortMonths: calendar(lang, "month", "short"),
      days: calendar(lang, "weekday", "long"), shortDays: calendar(lang, "weekday", "short"),
      year: words.date_year, month: words.date_month, dayMonth: words.date_day, dayMonthYear: words.date_full,
    },
  };
}

function configOf({ headline, lang, words }) {
  locales[lang] ??= localeOf(lang, words);
  return {
    locale: lang, locales,
    displaylogo: false, showSendToCloud: false, showTips: false, displayNotifier: false, showAxisRangeEntryBoxes: false,
    displayModeBar: touch() || headline ? false : "hover",
    modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
  };
}

// A finger on the chart scrolls the page.
const touch = () => matchMedia("(pointer: coarse)").matches;

// ---- Pictures: the chart in the light template between its words, as one SVG.

function wrap(text, font, width, lang) {
  const pen = el("canvas").getContext("2d");
  pen.font = font;
  const lines = [""];
  for (const { segment } of new Intl.Segmenter(lang, { granularity: "word" }).segment(text)) {
    const longer = lines.at(-1) + segment;
    const closes = /^(?![\p{Ps}\p{Pi}])[\p{P}\s]/u.test(segment); // never begins a line
    if (closes || pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else {
      const [opened] = /(?<=.)[\p{Ps}\p{Pi}]+$/u.exec(lines.at(-1)) ?? [""]; // never ends a line
      lines[lines.length - 1] = lines.at(-1).slice(0, lines.at(-1).length - opened.length);
      lines.push(opened + segment);
    }
  }
  return lines;
}

const svg = (tag, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

function paragraph(text, lang, { size, weight = 400, opacity = 1 }) {
  const { font } = TEMPLATES.light.layout;
  const family = font?.family ?? FONT;
  const look = { "font-family": family, "font-size": size, "font-weight": weight };
  const group = svg("g", { ...look, fill: font?.color ?? "#222", "fill-opacity": opacity });
  const step = size * 1.4;
  const lines = wrap(text, `${weight} ${size}px ${family}`, PICTURE.width - 2 * PICTURE.margin, lang);
  lines.forEach((line, at) => {
    const node = svg("text", { x: PICTURE.margin, y: at * step + size });
    node.textContent = line.trim();
    group.append(node);
  });
  return { group, height: lines.length * step };
}

function stack(paragraphs, top) {
  for (const { group, height } of paragraphs) {
    group.setAttribute("transform", `translate(0,${top})`);
    top += height;
  }
  return top;
}

async function chartOf(figure, lang, words, width, height) {
  const drawing = { ...dressed(figure, "light", { width, height }), config: configOf({ lang, words }) };
  const text = await (await plotly()).toImage(drawing, { format: "svg", width, height, imageDataOnly: true });
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

async function picture({ figure, title, headline, finding, caption, notes, sources, lang, words, height: shown }, address, isBare) {
  const { width, margin, zoom } = PICTURE;
  const inner = width - 2 * margin;
  const number = headline ? [paragraph(headlineText(headline), lang, { size: 28 })] : [];
  const heading = [paragraph(title, lang, { size: 28, weight: 600 }), ...number, paragraph(finding, lang, { size: 19 })];
  const head = isBare ? [] : heading;
  const said = [caption, ...notes, [sources, address].filter(Boolean).join(" · ")].filter(Boolean);
  const small = isBare ? [] : said;
  const foot = small.map((text) => paragraph(text, lang, { size: 15, opacity: 0.75 }));
  const top = stack(head, margin) + margin / 3;
  const footHeight = stack(foot, 0);
  const height = Math.max(shown * zoom, PICTURE.height - top - footHeight - 1.5 * margin);
  const chart = await chartOf(figure, lang, words, inner / zoom, height / zoom);
  for (const [name, value] of Object.entries({ x: margin, y: top, width: inner, height })) chart.setAttribute(name, value);
  chart.setAttribute("viewBox", `0 0 ${inner / zoom} ${height / zoom}`);
  const whole = Math.ceil(stack(foot, top + height + margin / 2) + margin);
  const page = svg("svg", { width, height: whole, viewBox: `0 0 ${width} ${whole}` });
  const paper = svg("rect", { width, height: whole, fill: TEMPLATES.light.layout.paper_bgcolor ?? "#fff" });
  page.append(paper, ...head.map((part) => part.group), chart, ...foot.map((part) => part.group));
  return new Blob([new XMLSerializer().serializeToString(page)], { type: "image/svg+xml" });
}

async function raster(vector, scale) {
  const image = el("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await vector.text())}` });
  await image.decode();
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  const canvas = el("canvas", { width, height });
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
