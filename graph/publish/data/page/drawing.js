/* The drawing by vis-network: physics off, one line for each pair, styles for filters and for what is chosen. */
const drawing = (() => {
  const { page, nodes, edges } = data;
  const styles = new Map();
  const crowd = Math.min(1, Math.max(0.3, 1000 / page.edges.length)); // many lines seen from afar are drawn paler
  let chosen = null;
  let network = null;
  let nodeSet = null;
  let edgeSet = null;
  let palette = looks.palette();
  let closeness = 1; // the zoom, in powers of two: vis-network draws borders equally wide at any zoom


  /* Ids of the nodes that stay bright: all of them, or what is chosen with its neighbours. */
  function bright() {
    if (!chosen) return null;
    if (chosen.kind === "edge") return new Set([edges.get(chosen.id).from, edges.get(chosen.id).to]);
    const near = data.edgesOf.get(chosen.id).filter(data.edgeShown);
    return new Set([chosen.id, ...near.flatMap((edge) => [edge.from, edge.to])]);
  }

  function nodeStyle(node, near) {
    const colour = looks.colour(node.type);
    const picked = chosen?.kind === "node" && chosen.id === node.id;
    const hollow = looks.hollow(node.type);
    const paint = { background: hollow ? palette.ground : colour, border: picked ? palette.ink : colour };
    return {
      hidden: !data.nodeShown(node),
      opacity: near && !near.has(node.id) ? 0.15 : 1,
      borderWidth: picked ? 3 : hollow ? Math.min(2.5, Math.max(0.8, (node.size * closeness) / 4)) : 0.5,
      color: { ...paint, highlight: paint, hover: paint },
    };
  }

  /* The status by which a line is drawn: the firmest of its shown facts. */
  function firmest(edge) {
    const present = new Set(edge.facts.filter(data.factShown).map((fact) => fact.status));
    return page.statuses.find((status) => present.has(status)) ?? "stated";
  }

  function edgeStyle(edge) {
    const status = firmest(edge);
    const picked = chosen?.kind === "edge" && chosen.id === edge.id;
    const touched = picked || (chosen?.kind === "node" && (edge.from === chosen.id || edge.to === chosen.id));
    let colour = status === "denied" ? palette.danger : palette.edge;
    let opacity = { former: 0.5, denied: 0.7 }[status] ?? 1;
    if (picked) {
      colour = status === "denied" ? palette.danger : palette.accent;
      opacity = 1;
    } else if (touched) colour = status === "denied" ? palette.danger : palette.soft;
    else if (chosen) colour = palette.faint;
    else if (closeness < 0.5) opacity *= crowd;
    return {
      hidden: !data.edgeShown(edge),
      dashes: looks.dashes[status],
      width: edge.width * (picked ? 2 : 1),
      color: { color: colour, hover: palette.accent, highlight: colour, opacity },
    };
  }

  /* Give vis-network the styles that changed. */
  function changed(items, style) {
    const updates = [];
    for (const item of items) {
      const wanted = style(item);
      const key = JSON.stringify(wanted);
      if (styles.get(item) === key) continue;
      styles.set(item, key);
      updates.push({ id: item.id, ...wanted });
    }
    return updates;
  }

  function refresh() {
    const near = bright();
    nodeSet.update(changed(page.nodes, (node) => nodeStyle(node, near)));
    edgeSet.update(changed(page.edges, edgeStyle));
  }

  function start(canvas, choose) {
    nodeSet = new vis.DataSet(page.nodes.map(({ id, x, y, size, shape }) => ({ id, x, y, size, shape })));
    edgeSet = new vis.DataSet(page.edges.map(({ id, from, to, arrows, width }) => ({
      id, from, to, width,
      arrows: { to: { enabled: arrows.includes("to"), scaleFactor: 0.5 }, from: { enabled: arrows.includes("from"), scaleFactor: 0.5 } },
    })));
    refresh();
    network = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, {
      ...page.options,
      interaction: { ...page.options.interaction, hideEdgesOnDrag: page.edges.length > 2500, hideEdgesOnZoom: page.edges.length > 2500 },
    });
    network.on("click", (event) => {
      if (event.nodes.length) choose("node", event.nodes[0]);
      else if (event.edges.length) choose("edge", event.edges[0]);
      else choose(null);
    });
    network.on("afterDrawing", () => {
      const now = 2 ** Math.round(Math.log2(network.getScale()));
      if (now === closeness) return;
      closeness = now;
      requestAnimationFrame(refresh);
    });
    network.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
    network.on("hoverEdge", () => { canvas.style.cursor = "pointer"; });
    network.on("blurNode", () => { canvas.style.cursor = ""; });
    network.on("blurEdge", () => { canvas.style.cursor = ""; });
    network.on("afterDrawing", (context) => labels.draw(context, { network, palette, chosen, near: bright() }));
    looks.dark.addEventListener("change", () => { palette = looks.palette(); refresh(); });
    return network;
  }

  function choose(kind, id) {
    chosen = kind ? { kind, id } : null;
    refresh();
  }

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 });

  const size = () => network.canvas.frame.canvas;

  /* Bring a node to the middle, as near as shows its neighbours too. */
  function focus(id) {
    const node = nodes.get(id);
    const near = data.edgesOf.get(id).filter(data.edgeShown).map((edge) => nodes.get(edge.from === id ? edge.to : edge.from));
    const reach = (key) => Math.max(1, ...near.map((other) => Math.abs(other[key] - node[key])));
    const { clientWidth, clientHeight } = size();
    const scale = Math.min((clientWidth / 2 - 80) / reach("x"), (clientHeight / 2 - 50) / reach("y"), 1.2);
    network.moveTo({ position: { x: node.x, y: node.y }, scale: Math.max(scale, 0.3), animation: motion() });
  }

  /* Show all nodes that the filters leave, with room for their names. */
  function fit(animation = motion()) {
    const shown = page.nodes.filter(data.nodeShown);
    if (!shown.length) return;
    const range = (key) => shown.reduce(([low, high], node) => [Math.min(low, node[key]), Math.max(high, node[key])], [Infinity, -Infinity]);
    const [left, right] = range("x");
    const [top, bottom] = range("y");
    const { clientWidth, clientHeight } = size();
    const scale = Math.min((clientWidth * 0.92 - 60) / (right - left + 1), (clientHeight * 0.92 - 60) / (bottom - top + 1), 1.3);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });

  return { start, refresh, choose, focus, fit, zoom };
})();
