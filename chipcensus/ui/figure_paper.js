/* The figure card on paper: every chart is drawn in the light template at one width, and figure_print.css makes it as wide
   as the paper, upright or across: it is a drawing, so nothing is lost. Afterwards the screen is drawn again. */

const PAPER_WIDTH = 860;

function toPaper(card) {
  const { plot, data: { figure, height } } = card;
  if (!card.drawn || plot.hidden) return;
  const dress = dressed(figure, "light", { height, width: PAPER_WIDTH, paper_bgcolor: "rgba(0,0,0,0)" });
  card.drawn = "on paper";
  window.Plotly.react(plot, dress.data, dress.layout, configOf(card.data));
  plot.style.setProperty("--fc-ratio", `${PAPER_WIDTH} / ${height}`);
  for (const layer of plot.querySelectorAll(".main-svg")) layer.setAttribute("viewBox", `0 0 ${PAPER_WIDTH} ${height}`);
}

function fromPaper(card) {
  if (card.drawn !== "on paper") return;
  for (const layer of card.plot.querySelectorAll(".main-svg")) layer.removeAttribute("viewBox");
  card.draw();
}

window.addEventListener("beforeprint", () => onPage.forEach(toPaper));
window.addEventListener("afterprint", () => onPage.forEach(fromPaper));
