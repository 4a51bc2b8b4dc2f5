/* The view, kept by vis-network: dragging, pinching, the wheel, and moving there. Into each of its frames the scene is
   drawn. vis-network holds no nodes itself: one by one, it draws 5,000 at 12 frames a second. */
const camera = (() => {
  const { nodes } = data;
  const box = document.getElementById("canvas");
  const listeners = [];
  let network = null;
  let shown = null;
  let waiting = false;

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutCubic" });
  const element = () => network.canvas.frame.canvas;

  function view() {
    const { clientWidth: width, clientHeight: height } = element();
    return { ...network.getViewPosition(), scale: network.getScale(), width, height };
  }

  function frame(context) {
    const now = view();
    shown = scene.build(now);
    const told = [now.x, now.y, now.scale].map((number) => Number(number.toPrecision(6))).join(" ");
    if (box.dataset.view !== told) box.dataset.view = told; // so that other programs can find a node on the screen
    canvas.draw(context, shown, element().width / shown.view.width);
    listeners.forEach((listener) => listener(shown));
  }

  /* Draw once before the next frame, however often it is asked for. */
  function redraw() {
    if (waiting || !network) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      network.redraw();
    });
  }

  /* Resolves once something has been drawn and the browser has had time to show it. */
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  /* Draw at once: what is printed is what the canvas holds. */
  const redrawNow = () => network.redraw();

  const move = (x, y, scale, animation = motion()) => network.moveTo({ position: { x, y }, scale, animation });

  /* Show these nodes, with room for their names. */
  function fit(numbers, animation = motion(), most = 1.3) {
    if (!numbers.length) return;
    const range = (values) => numbers.reduce(([low, high], at) => [Math.min(low, values[at]), Math.max(high, values[at])], [Infinity, -Infinity]);
    const [left, right] = range(neighbours.x);
    const [top, bottom] = range(neighbours.y);
    const { width, height } = view();
    const scale = Math.min((width * 0.92 - 60) / (right - left + 1), (height * 0.9 - 70) / (bottom - top + 1), most);
    move((left + right) / 2, (top + bottom) / 2, Math.max(scale, 0.004), animation);
  }

  const all = () => nodes.map((node) => node.index).filter((at) => filters.nodeShown[at]);

  /* Bring a node to the middle, as near as shows its neighbours too. */
  function centre(at) {
    const near = data.edgesOf[at].filter((edge) => filters.edgeShown[edge.index]).slice(0, 60).map((edge) => neighbours.other(edge, at));
    const reach = (values) => Math.max(1, ...near.map((other) => Math.abs(values[other] - values[at])));
    const { width, height } = view();
    const scale = Math.min((width / 2 - 80) / reach(neighbours.x), (height / 2 - 50) / reach(neighbours.y), 1.2);
    move(neighbours.x[at], neighbours.y[at], Math.max(scale, 0.3));
  }

  function centreGroup(bubble) {
    const { width, height } = view();
    move(bubble.x, bubble.y, Math.min((0.9 * Math.min(width, height)) / (2 * bubble.r), 1.1));
  }

  const zoom = (factor) => network.moveTo({ scale: Math.min(network.getScale() * factor, 6), animation: motion() });

  function pan(dx, dy) {
    const { x, y, scale } = view();
    move(x + dx / scale, y + dy / scale, scale);
  }

  /* Where a point of the screen lies in the layout. */
  function at(left, top) {
    const now = view();
    return [(left - now.width / 2) / now.scale + now.x, (top - now.height / 2) / now.scale + now.y];
  }

  function start() {
    network = new vis.Network(box, { nodes: new vis.DataSet([]), edges: new vis.DataSet([]) }, data.page.options);
    network.canvas.frame.tabIndex = -1; // the box around it takes the focus and the keys
    network.on("beforeDrawing", frame);
    looks.listen(redraw);
  }

  return {
    box, start, view, redraw, redrawNow, drawn, move, fit, all, centre, centreGroup, zoom, pan, at, element,
    listen: (listener) => listeners.push(listener),
    on: (event, act) => network.on(event, act),
    get shown() { return shown; },
  };
})();
