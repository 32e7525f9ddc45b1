/* What draws the charts of a file that was taken away; CHARTS, TEMPLATE and LOCALE stand before it. */

const { lang, dictionary, format } = LOCALE;

const calendar = (part, width) => {
  const say = new Intl.DateTimeFormat(lang, { [part]: width, timeZone: "UTC" }).format;
  const days = part === "month" ? [...Array(12).keys()].map((month) => month * 31) : [...Array(7).keys()];
  return days.map((day) => say(Date.UTC(2023, 0, 1 + day))); // 1 January 2023 was a Sunday
};

const times = {
  months: calendar("month", "long"), shortMonths: calendar("month", "short"),
  days: calendar("weekday", "long"), shortDays: calendar("weekday", "short"),
};

const config = {
  locale: lang, locales: { [lang]: { dictionary, format: { ...times, ...format } } }, responsive: true,
  displaylogo: false, showSendToCloud: false, showTips: false, displayNotifier: false, showAxisRangeEntryBoxes: false,
  modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
};

// A finger on the chart scrolls the page.
const touch = matchMedia("(pointer: coarse)").matches && { dragmode: false };

for (const [id, { data, layout, height }] of Object.entries(CHARTS)) {
  const whole = { ...layout, ...touch, height, template: structuredClone(TEMPLATE) };
  Plotly.newPlot(id, data, whole, { ...config, displayModeBar: touch ? false : "hover" });
}
