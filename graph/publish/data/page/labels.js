/* Names beside nodes and predicates along lines, at a constant size on the screen: the most important first, and only
   where they cover neither each other nor, but for the best connected, a node. */
const labels = (() => {
  const { page, nodes } = data;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
  const CELL = 64;
  const LINE = 24; // characters of a line of a name
  const HEIGHT = 15;
  const ROOMY = 120; // with fewer nodes in view, a name may also stand above or beside its node
  const FREE = 16; // so many of the first names may lie over nodes
  const widths = new Map();

  /* Direction overrides could make a name read as another; a canvas has no bdi element. */
  const plain = (text) => text.replace(/[\u0000-\u001f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
  const short = (text) => (text.length > LINE + 3 ? `${text.slice(0, LINE + 2).trimEnd()}…` : text);

  /* A name on one line, or on two that break at the space nearest to its middle. */
  function lines(name) {
    if (name.length <= LINE) return [name];
    const spaces = [...name.matchAll(/ /g)].map((hit) => hit.index);
    const middle = Math.min(name.length / 2, LINE);
    const at = spaces.reduce((best, space) => (Math.abs(space - middle) < Math.abs(best - middle) ? space : best), -1);
    return at < 0 ? [short(name)] : [short(name.slice(0, at)), short(name.slice(at + 1))];
  }

  const names = new Map(page.nodes.map((node) => [node.id, lines(plain(node.label))]));

  function width(context, text) {
    const key = context.font + text;
    if (!widths.has(key)) widths.set(key, context.measureText(text).width);
    return widths.get(key);
  }

  /* Boxes already taken on the screen, found by the squares that they touch. */
  class Taken {
    squares = new Map();

    *around(box) {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield `${x},${y}`;
      }
    }

    add(box) {
      for (const square of this.around(box)) {
        if (!this.squares.has(square)) this.squares.set(square, []);
        this.squares.get(square).push(box);
      }
    }

    hits(box, ignore) {
      for (const square of this.around(box)) {
        for (const other of this.squares.get(square) ?? []) {
          if (ignore(other)) continue;
          if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) return true;
        }
      }
      return false;
    }
  }

  /* Visible nodes with their place on the screen, in order of importance; what is chosen comes first. */
  function visible(view, near) {
    const seen = [];
    for (const node of page.nodes) {
      if (!data.nodeShown(node) || (near && !near.has(node.id))) continue;
      const x = (node.x - view.x) * view.scale + view.width / 2;
      const y = (node.y - view.y) * view.scale + view.height / 2;
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      seen.push({ node, x, y, radius: node.size * view.scale });
    }
    return seen;
  }

  function write(context, text, x, y, colour, halo) {
    context.strokeStyle = halo;
    context.lineWidth = 3.5;
    context.lineJoin = "round";
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  /* Where a name may stand on the canvas: under its node or, if `choice`, above it, to the right, to the left. */
  function boxes(x, y, radius, half, height, right, choice) {
    const middle = Math.min(Math.max(x, half), right - half);
    const aside = radius + half + 3;
    const at = (centre, top) => ({ left: centre - half, right: centre + half, top, bottom: top + height, name: true });
    const under = at(middle, y + radius + 3);
    if (!choice) return [under];
    return [
      under,
      at(middle, y - radius - 3 - height),
      at(x + aside, y - height / 2),
      at(x - aside, y - height / 2),
    ].filter((box) => box.left >= 0 && box.right <= right);
  }

  function nodeNames(context, seen, taken, { palette, chosen, near }) {
    context.textBaseline = "top";
    context.textAlign = "center";
    const first = (one) => chosen?.kind === "node" && one.node.id === chosen.id;
    const ordered = [...seen.filter(first), ...seen.filter((one) => !first(one))];
    ordered.forEach(({ node, x, y, radius }, rank) => {
      const strong = rank < 8 || near?.has(node.id);
      context.font = `${strong ? 600 : 400} ${strong ? 13 : 12}px ${FONT}`;
      const text = names.get(node.id);
      const half = Math.max(...text.map((line) => width(context, line))) / 2 + 3;
      const free = rank < FREE || near;
      const blocked = (box) => taken.hits(box, (other) => other.id === node.id || (free && !other.name));
      const choice = free || seen.length < ROOMY;
      const places = boxes(x, y, radius, half, HEIGHT * text.length, context.canvas.clientWidth, choice);
      const box = places.find((one) => !blocked(one));
      if (!box) return;
      taken.add(box);
      const middle = (box.left + box.right) / 2;
      text.forEach((line, row) => write(context, line, middle, box.top + HEIGHT * row, palette.ink, palette.ground));
    });
  }

  /* How a line reads: its first predicate, and how many more there are. */
  function reading(edge) {
    const found = [...new Set(edge.facts.filter(data.factShown).map((fact) => fact.predicate))];
    const label = page.predicates[found[0]].label;
    return found.length > 1 ? `${label} +${found.length - 1}` : label;
  }

  function edgeNames(context, view, seen, taken, { palette, chosen, near }) {
    context.font = `400 11px ${FONT}`;
    context.textBaseline = "middle";
    context.textAlign = "center";
    const places = new Map(seen.map((one) => [one.node.id, one]));
    for (const edge of page.edges) {
      const a = places.get(edge.from);
      const b = places.get(edge.to);
      if (!a || !b || a === b || !data.edgeShown(edge)) continue;
      if (near && chosen.kind === "node" && edge.from !== chosen.id && edge.to !== chosen.id) continue;
      const dx = b.x - a.x;
      const dy = b.y - a.y;
      const length = Math.hypot(dx, dy);
      if (length - a.radius - b.radius < 60) continue;
      const text = reading(edge);
      const size = width(context, text);
      if (length - a.radius - b.radius < size + 12) continue;
      const x = (a.x + b.x) / 2;
      const y = (a.y + b.y) / 2;
      const boxes = [-0.4, -0.2, 0, 0.2, 0.4].map((part) => {
        const cx = x + (dx / length) * size * part;
        const cy = y + (dy / length) * size * part;
        return { left: cx - 9, right: cx + 9, top: cy - 7, bottom: cy + 7, name: true };
      });
      if (boxes.some((box) => taken.hits(box, () => false))) continue;
      boxes.forEach((box) => taken.add(box));
      context.save();
      context.translate(x, y);
      context.rotate(Math.atan(dy / (dx || 1e-6)));
      context.fillStyle = palette.ground;
      context.fillRect(-size / 2 - 3, -7, size + 6, 14);
      context.fillStyle = palette.soft;
      context.fillText(text, 0, 0);
      context.restore();
    }
  }

  function draw(context, state) {
    const { clientWidth, clientHeight, width: pixels } = context.canvas;
    const centre = state.network.getViewPosition();
    const view = { ...centre, scale: state.network.getScale(), width: clientWidth, height: clientHeight };
    const ratio = pixels / clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const seen = visible(view, state.near);
    const taken = new Taken();
    for (const { node, x, y, radius } of seen) {
      taken.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, id: node.id });
    }
    nodeNames(context, seen, taken, state);
    edgeNames(context, view, seen, taken, state);
    context.restore();
  }

  return { draw };
})();
