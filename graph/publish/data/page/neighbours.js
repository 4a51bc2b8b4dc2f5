/* Who is next to whom: the neighbourhood that a focus leaves, laid out anew, and the places of all nodes. */
const neighbours = (() => {
  const { nodes, edgesOf, room } = data;
  const MOST = 400;
  const CELL = [135, 62];
  const x = new Float64Array(room.nodes);
  const y = new Float64Array(room.nodes);
  let laid = null;

  data.listen(({ node }) => { for (let at = node; at < nodes.length; at += 1) [x[at], y[at]] = [nodes[at].x, nodes[at].y]; });

  const other = (edge, at) => (edge.from === at ? edge.to : edge.from);

  /* Numbers of the nodes that a focus holds, the nearest and most important first, and not too many. */
  function around({ nodes: middle, depth }) {
    const found = new Set(middle);
    let edge = [...middle];
    for (let step = 0; step < depth && found.size < MOST; step += 1) {
      const next = new Set(edge.flatMap((at) => edgesOf[at].map((line) => other(line, at))));
      edge = [...next].filter((at) => !found.has(at)).sort((one, two) => one - two).slice(0, MOST - found.size);
      edge.forEach((at) => found.add(at));
    }
    return found;
  }

  /* A small force-directed layout (Fruchterman and Reingold, 1991) around what is in focus. */
  function settle(numbers, middle) {
    const count = numbers.length;
    const row = new Map(numbers.map((at, index) => [at, index]));
    const px = new Float64Array(count);
    const py = new Float64Array(count);
    numbers.forEach((at, index) => {
      const angle = index * 2.399963;
      const radius = middle.includes(at) ? 10 * index : 60 + 55 * Math.sqrt(index);
      px[index] = radius * Math.cos(angle);
      py[index] = radius * Math.sin(angle);
    });
    const lines = numbers.flatMap((at) => edgesOf[at].filter((line) => line.from === at && row.has(line.to)).map((line) => [row.get(line.from), row.get(line.to)]));
    const length = 120;
    const rounds = count > 150 ? 120 : 260;
    for (let turn = 0; turn < rounds; turn += 1) {
      const fx = new Float64Array(count);
      const fy = new Float64Array(count);
      for (let a = 0; a < count; a += 1) {
        for (let b = a + 1; b < count; b += 1) {
          const dx = px[a] - px[b];
          const dy = (py[a] - py[b]) * 1.5; // names are wide: rows may be closer than columns
          const push = (length * length) / (dx * dx + dy * dy + 1);
          fx[a] += dx * push; fx[b] -= dx * push;
          fy[a] += dy * push; fy[b] -= dy * push;
        }
        fx[a] -= px[a] * 0.35;
        fy[a] -= py[a] * 0.5;
      }
      for (const [a, b] of lines) {
        const dx = px[b] - px[a];
        const dy = py[b] - py[a];
        const pull = Math.hypot(dx, dy) / length;
        fx[a] += dx * pull; fx[b] -= dx * pull;
        fy[a] += dy * pull; fy[b] -= dy * pull;
      }
      const limit = length * (1 - turn / rounds);
      for (let a = 0; a < count; a += 1) {
        const size = Math.hypot(fx[a], fy[a]) || 1;
        px[a] += (fx[a] / size) * Math.min(size, limit);
        py[a] += (fy[a] / size) * Math.min(size, limit);
      }
    }
    apart(px, py);
    numbers.forEach((at, index) => { x[at] = px[index]; y[at] = py[index]; });
  }

  /* Push nodes whose cells (a sign and its name) overlap from each other, along the shorter way. */
  function apart(px, py) {
    for (let turn = 0; turn < 80; turn += 1) {
      let moved = false;
      for (let a = 0; a < px.length; a += 1) {
        for (let b = a + 1; b < px.length; b += 1) {
          const [dx, dy] = [px[a] - px[b], py[a] - py[b]];
          const [overX, overY] = [CELL[0] - Math.abs(dx), CELL[1] - Math.abs(dy)];
          if (overX <= 0 || overY <= 0) continue;
          moved = true;
          if (overX * CELL[1] < overY * CELL[0]) {
            const push = (Math.sign(dx) || 1) * overX * 0.3;
            px[a] += push; px[b] -= push;
          } else {
            const push = (Math.sign(dy) || 1) * overY * 0.3;
            py[a] += push; py[b] -= push;
          }
        }
      }
      if (!moved) return;
    }
  }

  /* Places as the page came with them, but for what is in focus and what the reader has moved. True if another focus. */
  function place() {
    const { focus, pinned } = state.now;
    const key = focus ? `${JSON.stringify(focus)} ${nodes.length}` : "";
    const moved = key !== laid;
    if (moved) {
      nodes.forEach((node, at) => { x[at] = node.x; y[at] = node.y; });
      if (focus) settle([...around(focus)], focus.nodes);
      laid = key;
    } else if (!focus) nodes.forEach((node, at) => { x[at] = node.x; y[at] = node.y; });
    for (const [at, spot] of Object.entries(pinned)) {
      if (spot[2] === Boolean(focus)) [x[at], y[at]] = spot;
    }
    return moved;
  }

  return { MOST, x, y, around, place, other };
})();
