/* The state of the view in the fragment of the address, so that it can be kept, sent and opened again. Nodes are named
   by their ids, which later builds keep; what no longer exists is passed over. */
const address = (() => {
  const { nodes, byId } = data;
  const list = (text) => (text ? text.split(",") : []);
  const ids = (numbers) => numbers.map((at) => nodes[at].id).join(",");
  const numbers = (text) => list(text).map((id) => byId.get(id)).filter((at) => at !== undefined);
  const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text : null);
  let timer = null;
  let written = "";
  let held = false;

  /* Ids of entities that a fragment names and the page does not hold. */
  function lacking(fragment) {
    const parts = new URLSearchParams(fragment.replace(/^#/, ""));
    const named = ["node", "edge", "path", "more", "hide"].flatMap((key) => list(parts.get(key)));
    named.push(...list(parts.get("focus")).slice(1), ...list(parts.get("pin")).map((one) => one.split("~")[0]));
    return [...new Set(named)].filter((id) => id && !byId.has(id));
  }

  function writeChosen(parts, chosen) {
    if (chosen?.node !== undefined) parts.set("node", ids([chosen.node]));
    if (chosen?.edge !== undefined) parts.set("edge", ids([data.edges[chosen.edge].from, data.edges[chosen.edge].to]));
    if (chosen?.group !== undefined) parts.set("group", groups.bubbles[chosen.group].community);
  }

  function text() {
    const { now, blank } = state;
    const parts = new URLSearchParams();
    writeChosen(parts, now.chosen);
    for (const kind of state.KINDS) if (now.off[kind].length) parts.set(`no-${kind}`, now.off[kind].join(","));
    if (now.sure) parts.set("sure", now.sure);
    if (now.from) parts.set("from", now.from);
    if (now.to) parts.set("to", now.to);
    if (now.alone !== blank.alone) parts.set("alone", Number(now.alone));
    const pins = Object.entries(now.pinned).map(([at, [x, y, focused]]) => [nodes[at].id, x, y, Number(focused)].join("~"));
    if (pins.length) parts.set("pin", pins.join(","));
    if (now.hidden.length) parts.set("hide", ids(now.hidden));
    if (now.focus) parts.set("focus", `${now.focus.depth},${ids(now.focus.nodes)}`);
    if (now.opened.length) parts.set("open", now.opened.map((at) => groups.bubbles[at].community).join(","));
    if (now.expanded.length) parts.set("more", ids(now.expanded));
    if (now.path) parts.set("path", ids(now.path));
    if (now.table) parts.set("table", 1);
    if (document.documentElement.dataset.look) parts.set("look", document.documentElement.dataset.look);
    const { x, y, scale } = camera.view();
    parts.set("view", [Math.round(x), Math.round(y), Number(scale.toPrecision(3))].join(","));
    return parts.toString().replaceAll("%2C", ",").replaceAll("%7E", "~");
  }

  function readChosen(parts) {
    const [one, other] = numbers(parts.get("edge"));
    const edge = other === undefined ? null : data.edgeBetween(one, other);
    const [node] = numbers(parts.get("node"));
    const bubble = groups.byCommunity.get(Number(parts.get("group") ?? -1));
    if (node !== undefined) return { node };
    if (edge) return { edge: edge.index };
    return bubble ? { group: bubble.index } : null;
  }

  function readPins(text) {
    const pinned = {};
    for (const [id, x, y, focused] of list(text).map((one) => one.split("~"))) {
      if (byId.has(id) && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) pinned[byId.get(id)] = [Number(x), Number(y), focused === "1"];
    }
    return pinned;
  }

  function readFocus(text) {
    const [depth, ...rest] = list(text);
    const found = numbers(rest.join(","));
    return found.length ? { nodes: found, depth: Math.min(3, Math.max(0, Number(depth) || 0)) } : null;
  }

  /* The state that a fragment tells, or nothing where it tells none. */
  function parse(fragment) {
    const parts = new URLSearchParams(fragment.replace(/^#/, ""));
    if (![...parts.keys()].length) return null;
    const way = numbers(parts.get("path"));
    return {
      ...state.blank,
      chosen: readChosen(parts),
      off: Object.fromEntries(state.KINDS.map((kind) => [kind, list(parts.get(`no-${kind}`))])),
      sure: Math.min(0.95, Math.max(0, Number(parts.get("sure")) || 0)),
      from: day(parts.get("from")), to: day(parts.get("to")),
      alone: parts.has("alone") ? parts.get("alone") === "1" : state.blank.alone,
      pinned: readPins(parts.get("pin")), hidden: numbers(parts.get("hide")), focus: readFocus(parts.get("focus")),
      opened: list(parts.get("open")).map((community) => groups.byCommunity.get(Number(community))?.index).filter((at) => at !== undefined),
      expanded: numbers(parts.get("more")), path: way.length === 2 ? way : null, table: parts.get("table") === "1",
    };
  }

  /* Middle and scale of the view that a fragment tells. */
  function view(fragment) {
    const found = list(new URLSearchParams(fragment.replace(/^#/, "")).get("view")).map(Number);
    return found.length === 3 && found.every(Number.isFinite) && found[2] > 0 ? found : null;
  }

  const look = (fragment) => ["light", "dark"].find((one) => one === new URLSearchParams(fragment.replace(/^#/, "")).get("look"));

  function write() {
    clearTimeout(timer);
    timer = null;
    const now = `#${text()}`;
    if (now === written) return;
    written = now;
    try {
      history.replaceState(null, "", now);
    } catch {
      // A page inside a notebook has no address of its own.
    }
  }

  /* Browsers allow only so many changes of the address in a time: one after things have come to rest. */
  function later() {
    clearTimeout(timer);
    if (!held) timer = setTimeout(write, 300);
  }

  /* Leave the address as it is, or no longer. */
  function hold(yes) {
    held = yes;
    if (yes) clearTimeout(timer);
  }

  return { parse, lacking, view, look, write, later, hold, get written() { return written; } };
})();
