/* What the reader has set: one plain value, replaced and never altered, so that any earlier one can come back. */
const state = (() => {
  const SLIDING = ["from,to", "sure"];
  const KINDS = ["type", "status", "predicate", "theme", "group", "source"];
  const alone = data.nodes.filter((node) => !data.factsOf[node.index].length).length;
  const blank = {
    chosen: null, // { node } or { edge } or { group }, by number
    off: Object.fromEntries(KINDS.map((kind) => [kind, []])), // what the legend has switched off
    sure: 0, // least confidence
    from: null, // first and last day, where not all
    to: null,
    alone: alone <= 40, // whether entities without facts are drawn
    pinned: {}, // places by number of node
    hidden: [], // numbers of nodes
    focus: null, // { nodes, depth }: only these and their neighbours
    opened: [], // numbers of groups
    expanded: [], // numbers of nodes whose neighbours are drawn in any case
    path: null, // two numbers of nodes
    asking: null, // the number of the node from which a path is asked for
    table: false,
  };
  const listeners = [];
  let now = blank;
  let past = [];
  let future = [];
  let last = "";

  function tell(before) {
    listeners.forEach((listener) => listener(now, before));
  }

  /* Replace parts of the state. A look at something else is no step that undoing goes back to, and a slider that moves
     (or time that plays) is one step; all else is a step each. */
  function change(parts) {
    const before = now;
    const keys = Object.keys(parts).filter((key) => key !== "chosen" && key !== "asking").join();
    now = { ...now, ...parts };
    if (keys) {
      if (keys !== last || !SLIDING.includes(keys)) past = [...past.slice(-99), before];
      future = [];
      last = keys;
    }
    tell(before);
  }

  function step(from, to) {
    if (!from.length) return;
    const before = now;
    last = "";
    to.push(now);
    now = from.pop();
    tell(before);
  }

  /* Go on from another state, as an address holds it. */
  function restore(other) {
    const before = now;
    past = [...past, before];
    now = other;
    tell(before);
  }

  /* The graph itself has grown: all that is derived from the state is derived anew. */
  const refresh = () => {
    const before = now;
    now = { ...now, off: { ...now.off }, focus: now.focus && { ...now.focus } };
    tell(before);
  };

  return {
    KINDS, blank, change, restore, refresh,
    get now() { return now; },
    get canUndo() { return past.length > 0; },
    get canRedo() { return future.length > 0; },
    undo: () => step(past, future),
    redo: () => step(future, past),
    listen: (listener) => listeners.push(listener),
  };
})();
