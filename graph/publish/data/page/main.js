/* Joins the parts: what is chosen, who is told. */
const main = (() => {
  const { make } = elements;
  const root = document.documentElement;
  let chosen = null;
  let filters = null;

  function choose(kind, id, focus = false) {
    chosen = kind ? { kind, id } : null;
    drawing.choose(kind, id);
    panel.show(chosen, focus);
    search.settle(kind === "node" ? data.nodes.get(id).label : "");
  }

  /* Choose a node and bring it into view, even if the legend had switched its kind off. */
  function go(id) {
    if (data.hidden.types.delete(data.nodes.get(id).type)) filters.refresh();
    showTable(false);
    choose("node", id, true);
    drawing.focus(id);
  }

  function refilter() {
    if (chosen?.kind === "node" && !data.nodeShown(data.nodes.get(chosen.id))) chosen = null;
    if (chosen?.kind === "edge" && !data.edgeShown(data.edges.get(chosen.id))) chosen = null;
    drawing.choose(chosen?.kind, chosen?.id);
    panel.show(chosen);
  }

  const tableButton = document.getElementById("table-button");

  function showTable(on) {
    root.classList.toggle("table", on);
    tableButton.setAttribute("aria-pressed", String(on));
  }

  function buttons() {
    tableButton.textContent = words.table;
    tableButton.title = words.tableHint;
    tableButton.addEventListener("click", () => showTable(!root.classList.contains("table")));
    const zoom = (label, hint, act) => make("button", { type: "button", title: hint, "aria-label": hint, click: act }, label);
    document.getElementById("zoom").append(
      zoom("+", words.zoomIn, () => drawing.zoom(1.5)),
      zoom("−", words.zoomOut, () => drawing.zoom(1 / 1.5)),
      zoom(words.fit, words.fitHint, () => drawing.fit()),
    );
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && chosen && !event.target.closest("input")) choose(null);
    });
  }

  root.classList.add("js");
  const canvas = document.getElementById("canvas");
  const network = drawing.start(canvas, choose);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.canvas);
  buttons();
  filters = legend.start(refilter);
  panel.start(go, () => choose(null));
  panel.show(null);
  search.start(go);
  drawing.fit(false);
  return { choose, go, network };
})();
