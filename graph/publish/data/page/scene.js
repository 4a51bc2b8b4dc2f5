/* What is on the screen for a view: bubbles, lines, marks and names, as plain values that a canvas or an SVG can show.
   At most BUDGET nodes are in it, the most important of those in view. */
const scene = (() => {
  const { nodes, edgesOf, edges } = data;
  const { x: X, y: Y } = neighbours;
  const BUDGET = 1500;
  const LINES = 6000;
  const NEAR = 250; // so many neighbours of what is chosen are drawn in any case
  const MARGIN = 40;
  const TIGHT = 11; // pixels: nodes closer than this, on average, are drawn as bubbles
  const sizeOf = (node) => Math.min(7 + 3.5 * Math.sqrt(data.factsOf[node.index].length), 28);
  const size = Float32Array.from({ length: data.room.nodes }, (_, at) => (nodes[at] ? sizeOf(nodes[at]) : 0));
  const flag = new Uint8Array(data.room.nodes);
  let crowded = false;
  let shrink = 1;
  let growth = { scale: 0, by: 0 }; // how much nodes are larger at a scale

  data.listen(() => { for (const node of nodes) size[node.index] = sizeOf(node); });

  /* Nodes shrink less than the distances between them, so that they can be seen from afar. */
  function radius(at, scale) {
    if (growth.scale !== scale) growth = { scale, by: scale ** 0.55 };
    return Math.min(Math.max(size[at] * shrink * growth.by, 2.2), 34);
  }

  const shownNear = (at) => edgesOf[at].filter((edge) => filters.edgeShown[edge.index]);

  /* Numbers of the nodes that stay bright, or nothing where all do. */
  function bright(now) {
    const lit = new Set();
    if (now.path) {
      path.nodes().forEach((at) => lit.add(at));
      if (now.chosen?.node !== undefined) lit.add(now.chosen.node);
    } else if (now.chosen?.edge !== undefined) {
      lit.add(edges[now.chosen.edge].from).add(edges[now.chosen.edge].to);
    } else if (now.chosen?.node !== undefined) {
      lit.add(now.chosen.node);
      for (const edge of shownNear(now.chosen.node).slice(0, NEAR)) lit.add(neighbours.other(edge, now.chosen.node));
    }
    return lit.size ? lit : null;
  }

  /* Nodes that are drawn wherever they are and however many are in view. */
  function certain(now, lit) {
    const found = new Set(lit ?? []);
    Object.keys(now.pinned).forEach((at) => found.add(Number(at)));
    for (const at of now.expanded) {
      found.add(at);
      shownNear(at).slice(0, NEAR).forEach((edge) => found.add(neighbours.other(edge, at)));
    }
    return [...found].filter((at) => filters.nodeShown[at]);
  }

  function pickNodes(now, view, lit) {
    const { scale, width, height } = view;
    const [left, right] = [view.x - (width / 2 + MARGIN) / scale, view.x + (width / 2 + MARGIN) / scale];
    const [top, bottom] = [view.y - (height / 2 + MARGIN) / scale, view.y + (height / 2 + MARGIN) / scale];
    const inView = [];
    for (let at = 0; at < nodes.length; at += 1) {
      if (filters.nodeShown[at] && X[at] > left && X[at] < right && Y[at] > top && Y[at] < bottom) inView.push(at);
    }
    crowded = inView.length > (crowded ? BUDGET * 0.93 : BUDGET); // no flicker at the limit
    const tight = scale * groups.spacing < TIGHT;
    const closed = new Uint8Array(groups.bubbles.length);
    if (!now.focus && (crowded || tight)) {
      const open = new Set(now.opened);
      for (const bubble of groups.bubbles) {
        const filling = bubble.r * scale > 0.42 * Math.min(width, height);
        if (bubble.shown && !open.has(bubble.index) && !filling) closed[bubble.index] = 1;
      }
    }
    flag.fill(0);
    const drawn = [];
    const take = (at) => {
      flag[at] = 1;
      drawn.push(at);
    };
    certain(now, lit).forEach(take);
    for (const at of inView) {
      if (drawn.length >= BUDGET) break;
      if (flag[at] || (groups.bubbleOf[at] >= 0 && closed[groups.bubbleOf[at]])) continue;
      take(at);
    }
    drawn.sort((one, other) => one - other);
    return { drawn, closed, inside: crowded || tight ? preview(closed, BUDGET - drawn.length, view) : [] };
  }

  /* The most important nodes of each bubble, as many as have room in it and as are left to draw. */
  function preview(closed, most, { scale, width, height, x, y }) {
    const inside = (bubble) => Math.abs(bubble.x - x) < width / 2 / scale + bubble.r && Math.abs(bubble.y - y) < height / 2 / scale + bubble.r;
    const open = groups.bubbles.filter((bubble) => closed[bubble.index] && bubble.r * scale > 24 && groups.apart && inside(bubble));
    const room = open.reduce((sum, bubble) => sum + (bubble.r * scale) ** 2, 0);
    return open.flatMap((bubble) => {
      const share = Math.min(Math.floor(((bubble.r * scale) ** 2 / 160)), Math.floor((most * (bubble.r * scale) ** 2) / room));
      return bubble.members.filter((at) => filters.nodeShown[at] && !flag[at]).slice(0, Math.max(0, share));
    });
  }

  function lineStyle(edge, now, lit, palette, pale) {
    const on = now.chosen?.edge === edge.index || (now.path && path.holds(edge.index));
    const touched = on || (!now.path && now.chosen?.node !== undefined && (edge.from === now.chosen.node || edge.to === now.chosen.node));
    const denied = edge.status === "denied";
    let colour = denied ? palette.danger : palette.edge;
    let alpha = edge.status === "former" ? 0.5 : 0.95;
    if (on) [colour, alpha] = [denied ? palette.danger : palette.accent, 1];
    else if (touched) [colour, alpha] = [denied ? palette.danger : palette.soft, edge.status === "former" ? 0.5 : lit.size > 40 ? 0.6 : 1];
    else if (lit) [colour, alpha] = [palette.faint, 0.8];
    else alpha *= pale * (edge.weight > 3 ? 1 : 0.75);
    /* Up to one pixel, a browser draws a line many times as fast as a wider one. */
    const width = on ? 2.4 : edge.weight > 3 && (touched || pale === 1) ? 1.6 : 1;
    return { colour, alpha, width, dash: looks.dashes[edge.status], over: on || touched };
  }

  /* Lines by style, so that each style is drawn in one go; also as a list, for pointing at and for words along them. */
  function pickLines(now, view, drawn, closed, lit) {
    const palette = looks.palette();
    const styles = new Map();
    const list = [];
    const pale = Math.min(1, Math.max(0.4, 500 / (drawn.length + 1)));
    const arrows = view.scale > 0.32;
    for (const at of drawn) {
      for (const edge of edgesOf[at]) {
        const there = neighbours.other(edge, at);
        if (!filters.edgeShown[edge.index] || list.length >= LINES) continue;
        const both = flag[there];
        if (both ? edge.from !== at : crowded || (groups.bubbleOf[there] >= 0 && closed[groups.bubbleOf[there]])) continue;
        const style = lineStyle(edge, now, lit, palette, pale);
        const { from, to } = edge;
        const [x1, y1] = [(X[from] - view.x) * view.scale + view.width / 2, (Y[from] - view.y) * view.scale + view.height / 2];
        const [x2, y2] = [(X[to] - view.x) * view.scale + view.width / 2, (Y[to] - view.y) * view.scale + view.height / 2];
        const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2);
        const [r1, r2] = [radius(from, view.scale), radius(to, view.scale)];
        const line = { edge, x1, y1, x2, y2, length, free: length - r1 - r2, bright: style.over };
        list.push(line);
        const key = `${style.over}${style.colour}${style.alpha}${style.width}${style.dash}`;
        if (!styles.has(key)) styles.set(key, { ...style, points: [], heads: [] });
        const bucket = styles.get(key);
        bucket.points.push(x1, y1, x2, y2);
        if ((arrows || style.over) && line.free > 14) {
          const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
          if (edge.forward) bucket.heads.push(x2 - ux * (r2 + 2), y2 - uy * (r2 + 2), ux, uy);
          if (edge.backward) bucket.heads.push(x1 + ux * (r1 + 2), y1 + uy * (r1 + 2), -ux, -uy);
        }
      }
    }
    const ordered = [...styles.values()].sort((one, other) => Number(one.over) - Number(other.over));
    return { list, ordered };
  }

  function pickBubbles(now, view, closed, lit, place) {
    const seen = (bubble) => {
      const [x, y] = place(null, bubble);
      const r = Math.max(bubble.r * view.scale, 9);
      return { of: bubble, x, y, r, chosen: now.chosen?.group === bubble.index };
    };
    const near = ({ x, y, r }) => x + r > 0 && y + r > 0 && x - r < view.width && y - r < view.height;
    const bubbles = groups.bubbles.filter((bubble) => closed[bubble.index] && bubble.shown).map(seen).filter(near);
    const most = groups.links[0]?.weight ?? 1;
    const links = groups.links.filter(({ one, other }) => closed[one.index] && closed[other.index]).map(({ one, other, weight }) => {
      const [[x1, y1], [x2, y2]] = [place(null, one), place(null, other)];
      const share = Math.sqrt(weight / most);
      return { x1, y1, x2, y2, width: share > 0.7 ? 5 : share > 0.35 ? 2.5 : 1 };
    });
    const open = !groups.apart || now.focus ? [] : groups.bubbles.filter((bubble) => !closed[bubble.index] && bubble.shown).map(seen).filter(near);
    return { bubbles, links, open: open.filter(({ r }) => r > 30) };
  }

  /* `view`: x and y of its middle in the layout, scale, width and height in pixels. */
  function build(view) {
    const { now } = state;
    const lit = bright(now);
    shrink = now.focus ? Math.max(0.5, Math.min(1, Math.sqrt(50 / filters.count.nodes))) : 1; // in focus nodes stand closer
    const place = (at, spot) => [
      ((spot ? spot.x : X[at]) - view.x) * view.scale + view.width / 2,
      ((spot ? spot.y : Y[at]) - view.y) * view.scale + view.height / 2,
    ];
    const { drawn, closed, inside: within } = pickNodes(now, view, lit);
    const { bubbles, links, open } = pickBubbles(now, view, closed, lit, place);
    const lines = pickLines(now, view, drawn, closed, lit);
    const mark = (at, small) => {
      const [x, y] = place(at);
      return { at, x, y, r: small ? 2.6 : radius(at, view.scale), type: nodes[at].type, dim: Boolean(lit && !lit.has(at)), small };
    };
    const marks = [...within.map((at) => mark(at, true)), ...drawn.map((at) => mark(at, false))];
    const first = new Set([now.chosen?.node, ...(now.path ?? []), ...Object.keys(now.pinned).map(Number)]);
    const inside = marks.filter(({ x, y }) => x > 0 && y > 0 && x < view.width && y < view.height);
    const { placed, taken } = labels.nameAll(inside, bubbles, view, first, lit);
    const along = lit ? lines.list.filter((line) => line.bright) : lines.list.length < 400 ? lines.list : [];
    return {
      view, bubbles, links, open, lines: lines.ordered, list: lines.list, marks, names: placed,
      words: labels.wordsAlong(along, taken, view), dimmed: Boolean(lit), drawn: drawn.length,
    };
  }

  return { BUDGET, build, radius };
})();
