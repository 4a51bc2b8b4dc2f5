/* What lies beyond the page, asked of `newsgraph serve`, which a page from disk never does. What comes is taken in: new
   entities stand around the one that they were asked for. What goes wrong is said in a line above the graph. */
const remote = (() => {
  const { make, button } = elements;
  const { nodes, byId } = data;
  const WAIT = 15000; // milliseconds
  const GAP = 150; // between entities that were asked for, in the layout
  const trouble = document.getElementById("trouble");

  /* JSON from the server. Throws an error whose message is for the reader. */
  async function ask(path, parameters = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), WAIT);
    try {
      const answer = await fetch(`${data.server}${path}?${new URLSearchParams(parameters)}`, { signal: stop.signal, headers: { Accept: "application/json" } });
      const told = await answer.json().catch(() => null);
      if (!answer.ok) throw Object.assign(new Error(words.refused(told?.detail ?? answer.statusText)), { status: answer.status });
      if (!told) throw new Error(words.gone);
      return told;
    } catch (error) {
      if (stop.signal.aborted) throw new Error(words.slow);
      throw error instanceof TypeError ? new Error(words.gone) : error; // fetch throws a TypeError where nobody answers
    } finally {
      clearTimeout(timer);
    }
  }

  /* A message in the line above the graph, with a button to try again where that may help. */
  function say(message, again = null) {
    const retry = again ? [button(null, words.again, () => { say(null); again(); }, words.again)] : [];
    trouble.hidden = !message;
    trouble.replaceChildren(...(message ? [make("span", {}, message), ...retry, button("close", words.close, () => say(null), null, { class: "bare" })] : []));
  }

  const search = async (query) => (await ask("search", { q: query.trim() })).results.map(({ matched, ...node }) => ({ node, name: matched }));

  /* Places for what is new: in a spiral around the entity, which itself stands among those that it has to do with. */
  function place(piece) {
    const own = piece.nodes.find((node) => node.id === piece.entity);
    const at = byId.get(piece.entity);
    let middle = at === undefined ? null : [nodes[at].x, nodes[at].y];
    if (!middle) {
      const near = piece.nodes.map((node) => byId.get(node.id)).filter((other) => other !== undefined).sort((one, other) => one - other);
      const [x, y] = near.length ? [nodes[near[0]].x, nodes[near[0]].y] : [0, 0];
      const angle = nodes.length * 2.399963;
      middle = [x + 2 * GAP * Math.cos(angle), y + 2 * GAP * Math.sin(angle)];
    }
    let turn = 0;
    for (const node of piece.nodes) {
      const angle = turn * 2.399963;
      const far = node === own ? 0 : GAP * (0.6 + 0.6 * Math.sqrt(turn));
      [node.x, node.y, node.community] = [Math.round(middle[0] + far * Math.cos(angle)), Math.round(middle[1] + far * Math.sin(angle)), -1];
      if (node !== own && !byId.has(node.id)) turn += 1;
    }
  }

  /* Facts of an entity that the page lacks, so many at a time; the number of its node. The server counts all that the
     page was built without, so that its node keeps where the next begin; a piece of which all has come with another
     entity is passed over. */
  async function fetchPart(id) {
    const before = data.facts.length;
    const skip = nodes[byId.get(id)]?.next ?? 0;
    const piece = await ask(`entity/${encodeURIComponent(id)}`, { skip });
    place(piece);
    if (!data.add(piece)) throw new Error(words.full);
    const at = byId.get(piece.entity);
    nodes[at].next = piece.next;
    if (piece.next === null) nodes[at].more = 0;
    return piece.next !== null && data.facts.length === before ? fetchPart(id) : at;
  }

  /* Do something with an entity of which more was asked for; `act` gets its node. */
  async function load(id, act) {
    document.documentElement.classList.add("asking");
    try {
      const at = await fetchPart(id);
      say(null);
      act(at);
    } catch (error) {
      say(error.message, () => load(id, act));
    } finally {
      document.documentElement.classList.remove("asking");
    }
  }

  const open = (id) => load(id, (at) => {
    state.refresh();
    main.go(at);
  });

  /* All that an address names and the page lacks, a few at most; what is no longer there is passed over. */
  async function missing(ids, again) {
    for (const id of ids.slice(0, 12)) {
      try {
        await fetchPart(id);
      } catch (error) {
        if (error.status === 404) continue;
        say(error.message, again);
        return;
      }
    }
  }

  return { search, load, open, missing, say };
})();
