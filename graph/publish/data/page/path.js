/* The shortest way between two entities over the facts that the filters leave; of ways as short, the one with the most
   quotes. Themes and places link almost all with all: a way over them is taken only where there is no other. */
const path = (() => {
  const GENERAL = new Set(["theme", "place"]);
  let numbers = [];
  let lines = [];
  let held = new Set();
  let general = false;

  function search(from, to, over) {
    const steps = new Map([[from, 0]]);
    let layer = [from];
    while (layer.length && !steps.has(to)) {
      const next = [];
      for (const at of layer) {
        for (const edge of data.edgesOf[at]) {
          const there = neighbours.other(edge, at);
          if (steps.has(there) || !filters.edgeShown[edge.index] || (there !== to && !over(there))) continue;
          steps.set(there, steps.get(at) + 1);
          next.push(there);
        }
      }
      layer = next;
    }
    return steps.has(to) ? back(to, steps) : null;
  }

  function back(to, steps) {
    const found = [to];
    while (steps.get(found[0]) > 0) {
      const before = data.edgesOf[found[0]].filter((edge) => filters.edgeShown[edge.index] && steps.get(neighbours.other(edge, found[0])) === steps.get(found[0]) - 1);
      const best = before.reduce((one, other) => (other.weight > one.weight ? other : one));
      found.unshift(neighbours.other(best, found[0]));
    }
    return found;
  }

  /* After a change of the filters or the ends. */
  function find() {
    const ends = state.now.path;
    let found = null;
    if (ends) {
      found = search(...ends, (at) => !GENERAL.has(data.nodes[at].type));
      general = !found;
      found ??= search(...ends, () => true);
    }
    numbers = found ?? [];
    lines = numbers.slice(1).map((at, step) => data.edgeBetween(numbers[step], at));
    held = new Set(lines.map((edge) => edge.index));
  }

  return {
    find,
    nodes: () => (numbers.length ? numbers : state.now.path ?? []),
    edges: () => lines,
    holds: (index) => held.has(index),
    get general() { return general; },
  };
})();
