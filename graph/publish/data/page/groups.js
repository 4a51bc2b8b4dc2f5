/* Communities: who belongs together. Seen from afar, or where too much is in view, each is drawn as one bubble. */
const groups = (() => {
  const { nodes, edges } = data;
  const LEAST = 6; // smaller communities are never bubbles, and are one row of the legend
  const REST = "rest";
  const apart = nodes.length > 1500; // the layout has then given each community a circle of its own
  const members = new Map();
  for (const node of nodes) {
    if (!members.has(node.community)) members.set(node.community, []);
    members.get(node.community).push(node.index);
  }
  const bubbles = [];
  const bubbleOf = new Int32Array(data.room.nodes).fill(-1);

  /* The names by which a community is known: those of its most important members, themes and places last. */
  function leads(numbers) {
    const [own, general] = [[], []]; // `numbers` come in order of importance
    for (const at of numbers) {
      if (own.length < 3) (["theme", "place"].includes(nodes[at].type) ? general : own).push(at);
    }
    return [...own, ...general].slice(0, 3);
  }

  function circle(numbers) {
    const spots = numbers.map((at) => nodes[at]);
    if (!apart) {
      const mean = (key) => spots.reduce((sum, spot) => sum + spot[key], 0) / spots.length;
      return { x: mean("x"), y: mean("y"), r: 0 };
    }
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const spot of spots) {
      left = Math.min(left, spot.x);
      right = Math.max(right, spot.x);
      top = Math.min(top, spot.y);
      bottom = Math.max(bottom, spot.y);
    }
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    let most = 0;
    for (const spot of spots) most = Math.max(most, (spot.x - x) ** 2 + (spot.y - y) ** 2);
    return { x, y, r: Math.sqrt(most) + 50 };
  }

  for (const [community, numbers] of [...members].sort(([one], [other]) => one - other)) {
    if (numbers.length < LEAST) continue;
    const types = new Map();
    numbers.forEach((at) => {
      bubbleOf[at] = bubbles.length;
      types.set(nodes[at].type, (types.get(nodes[at].type) ?? 0) + 1);
    });
    bubbles.push({ index: bubbles.length, community, members: numbers, leads: leads(numbers), shown: numbers.length, types, ...circle(numbers) });
  }

  /* Bubbles of a layout that has not kept communities apart are moved until none lies over another. */
  function separate() {
    for (let turn = 0; turn < 200; turn += 1) {
      let moved = false;
      bubbles.forEach((one, at) => bubbles.slice(0, at).forEach((other) => {
        const [dx, dy] = [one.x - other.x || 1e-3, one.y - other.y];
        const distance = Math.hypot(dx, dy);
        const over = one.r + other.r + 20 - distance;
        if (over <= 0) return;
        moved = true;
        const share = (other.r / (one.r + other.r)) * over * 0.5;
        const rest = over * 0.5 - share;
        one.x += (dx / distance) * share; one.y += (dy / distance) * share;
        other.x -= (dx / distance) * rest; other.y -= (dy / distance) * rest;
      }));
      if (!moved) return;
    }
  }

  /* How far nodes stand from one another, on average. */
  function measure() {
    if (apart) return 92;
    const range = (key) => nodes.reduce(([low, high], node) => [Math.min(low, node[key]), Math.max(high, node[key])], [Infinity, -Infinity]);
    const [[left, right], [top, bottom]] = [range("x"), range("y")];
    return Math.max(60, Math.sqrt(((right - left) * (bottom - top)) / (nodes.length || 1)));
  }

  const spacing = measure();
  if (!apart) bubbles.forEach((bubble) => { bubble.r = 0.46 * spacing * Math.sqrt(bubble.members.length); });
  if (!apart) separate();
  const byCommunity = new Map(bubbles.map((bubble) => [bubble.community, bubble]));
  let links = [];

  /* What the legend calls a community: its number, or the rest. */
  const key = (community) => (byCommunity.has(community) ? String(community) : REST);

  /* After the filters: members left in each bubble, and facts left between two. */
  function recount() {
    for (const bubble of bubbles) {
      bubble.shown = 0;
      for (const at of bubble.members) bubble.shown += filters.nodeShown[at];
    }
    const sums = new Map();
    for (const edge of edges) {
      if (!filters.edgeShown[edge.index]) continue;
      const [one, other] = [bubbleOf[edge.from], bubbleOf[edge.to]];
      if (one < 0 || other < 0 || one === other) continue;
      const pair = Math.min(one, other) * bubbles.length + Math.max(one, other);
      sums.set(pair, (sums.get(pair) ?? 0) + edge.weight);
    }
    links = [...sums].sort((one, other) => other[1] - one[1]).slice(0, 150).map(([pair, weight]) => ({
      one: bubbles[Math.floor(pair / bubbles.length)], other: bubbles[pair % bubbles.length], weight,
    }));
  }

  const label = (bubble) => bubble.leads.slice(0, 2).map((at) => nodes[at].label).join(", ");

  return { REST, spacing, bubbles, bubbleOf, byCommunity, apart, key, label, recount, members, get links() { return links; } };
})();
