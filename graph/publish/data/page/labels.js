/* Where names stand: at a constant size on the screen, the most important first, and only where they cover neither each
   other nor, but for the first, a node. */
const labels = (() => {
  const { nodes } = data;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
  const CELL = 64;
  const LINE = 24; // characters of a line of a name
  const HEIGHT = 15;
  const ROOMY = 450; // with fewer nodes in view, a name may also stand above or beside its node
  const FREE = 40000; // pixels of the view for each of the first names, which may lie over nodes
  const NOBODY = Infinity;
  const TRIED = 420; // so many names are tried
  const fonts = { strong: `600 13px ${FONT}`, plain: `400 12px ${FONT}`, word: `400 11px ${FONT}`, bubble: `600 13px ${FONT}`, count: `400 11px ${FONT}` };
  const widths = Object.fromEntries(Object.keys(fonts).map((font) => [font, new Map()]));
  const names = new Map();
  const ruler = document.createElement("canvas").getContext("2d");

  /* Direction overrides could make a name read as another; a canvas has no bdi element. */
  const plain = (text) => text.replace(/[\u0000-\u001f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, " ");
  const short = (text) => (text.length > LINE + 3 ? `${text.slice(0, LINE + 2).trimEnd()}…` : text);

  /* A name on one line, or on two that break at the space nearest to its middle. */
  function broken(name) {
    if (name.length <= LINE) return [name];
    const spaces = [...name.matchAll(/ /g)].map((hit) => hit.index);
    const middle = Math.min(name.length / 2, LINE);
    const at = spaces.reduce((best, space) => (Math.abs(space - middle) < Math.abs(best - middle) ? space : best), -1);
    return at < 0 ? [short(name)] : [short(name.slice(0, at)), short(name.slice(at + 1))];
  }

  function lines(at) {
    if (!names.has(at)) names.set(at, broken(plain(nodes[at].label)));
    return names.get(at);
  }

  function width(text, font) {
    const own = widths[font];
    let found = own.get(text);
    if (found === undefined) {
      ruler.font = fonts[font];
      found = ruler.measureText(text).width;
      own.set(text, found);
    }
    return found;
  }

  /* Boxes already taken on the screen, found by the squares that they touch. */
  class Taken {
    squares = new Map();

    each(box, act) {
      const [x1, y1] = [Math.floor(box.right / CELL), Math.floor(box.bottom / CELL)];
      for (let x = Math.floor(box.left / CELL); x <= x1; x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= y1; y += 1) if (act(x * 8192 + y)) return true;
      }
      return false;
    }

    add(box) {
      this.each(box, (square) => {
        if (this.squares.has(square)) this.squares.get(square).push(box);
        else this.squares.set(square, [box]);
      });
    }

    hits(box, own, over) {
      return this.each(box, (square) => this.squares.get(square)?.some((other) =>
        other.node !== own && !(over && other.node !== undefined)
        && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top));
    }
  }

  /* Where a name may stand: under its node or, if there is a choice, above it, to the right, to the left. */
  function boxes({ x, y, r }, half, height, choice) {
    const at = (centre, top) => ({ left: centre - half, right: centre + half, top, bottom: top + height });
    const under = at(x, y + r + 3);
    if (!choice) return [under];
    return [under, at(x, y - r - 3 - height), at(x + r + half + 3, y - height / 2), at(x - r - half - 3, y - height / 2)];
  }

  const inside = (box, view) => box.left >= 0 && box.top >= 0 && box.right <= view.width && box.bottom <= view.height;

  /* Where the names of a bubble may stand: several in a large one, one in or under a small one. */
  function bubbleNames(bubble) {
    const { x, y, r, of } = bubble;
    const at = (text, top, over) => {
      const half = Math.max(...text.map((line) => width(line, "bubble")), 40) / 2 + 3;
      const height = HEIGHT * (text.length + 1);
      return { text, x, y: top, font: "bubble", bubble, over, half, box: { left: x - half, right: x + half, top, bottom: top + height } };
    };
    const one = lines(of.leads[0]);
    const several = of.leads.map((lead) => short(plain(nodes[lead].label))).filter((line) => width(line, "bubble") < 1.85 * r);
    const middle = (text) => at(text, y - (HEIGHT * (text.length + 1)) / 2, true);
    const led = several.length > 1 && several[0] === short(plain(nodes[of.leads[0]].label));
    return [...(led ? [middle(several)] : []), middle(one)].filter((name) => name.half < r * 0.95 && name.box.bottom - y < r * 0.8).concat(at(one, y + r + 2, false), middle(one));
  }

  /* Names of bubbles, in them or under them; then of nodes (`marks` in order of importance, `first` before all). */
  function nameAll(marks, bubbles, view, first, lit) {
    const taken = new Taken();
    const placed = [];
    for (const mark of marks) if (!mark.small) taken.add({ left: mark.x - mark.r, right: mark.x + mark.r, top: mark.y - mark.r, bottom: mark.y + mark.r, node: mark.at });
    for (const { of, x, y, r } of bubbles) taken.add({ left: x - r * 0.8, right: x + r * 0.8, top: y - r * 0.8, bottom: y + r * 0.8, node: -1 - of.index });
    for (const bubble of bubbles) {
      const found = bubbleNames(bubble).find((one) => inside(one.box, view) && !taken.hits(one.box, -1 - bubble.of.index, one.over));
      if (!found) continue;
      taken.add(found.box);
      placed.push(found);
    }
    const ordered = [...marks.filter((mark) => first.has(mark.at)), ...marks.filter((mark) => !first.has(mark.at))];
    const frees = Math.min(16, (view.width * view.height) / FREE);
    let rank = 0;
    for (const mark of ordered) {
      if (rank >= TRIED) break;
      if (mark.small || (lit && !lit.has(mark.at))) continue;
      const strong = rank < frees / 2 || Boolean(lit);
      const free = rank < frees || Boolean(lit);
      rank += 1;
      const font = strong ? "strong" : "plain";
      const text = lines(mark.at);
      const half = Math.max(...text.map((line) => width(line, font))) / 2 + 3;
      const choice = free || marks.length < ROOMY;
      const ringed = first.has(mark.at) ? { ...mark, r: mark.r + 3 } : mark;
      const box = boxes(ringed, half, HEIGHT * text.length, choice).find((one) => inside(one, view) && !taken.hits(one, mark.at, free));
      if (!box) continue;
      taken.add(box);
      placed.push({ text, x: (box.left + box.right) / 2, y: box.top, font, at: mark.at, box });
    }
    return { placed, taken };
  }

  /* How a line reads: its first predicate, and how many more there are. */
  function reading(edge) {
    const label = data.page.predicates[edge.predicates[0]].label;
    return edge.predicates.length > 1 ? `${label} +${edge.predicates.length - 1}` : label;
  }

  /* Predicates along lines that are long enough; `list` has their ends and lengths on the screen. */
  function wordsAlong(list, taken, view) {
    const placed = [];
    for (const line of list) {
      if (line.free < 60 || placed.length > 80) continue;
      const text = reading(line.edge);
      const size = width(text, "word");
      const x = (line.x1 + line.x2) / 2;
      const y = (line.y1 + line.y2) / 2;
      if (line.free < size + 12 || x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const [dx, dy] = [(line.x2 - line.x1) / line.length, (line.y2 - line.y1) / line.length];
      const around = [-0.4, -0.2, 0, 0.2, 0.4].map((part) => {
        const [cx, cy] = [x + dx * size * part, y + dy * size * part];
        return { left: cx - 9, right: cx + 9, top: cy - 7, bottom: cy + 7 };
      });
      if (around.some((box) => taken.hits(box, NOBODY))) continue;
      around.forEach((box) => taken.add(box));
      placed.push({ text, x, y, angle: Math.atan(dy / (dx || 1e-6)), width: size });
    }
    return placed;
  }

  return { fonts, HEIGHT, nameAll, wordsAlong, width, plain };
})();
