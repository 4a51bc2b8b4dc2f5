/* Which facts, nodes and lines the reader's settings leave. */
const filters = (() => {
  const { nodes, facts, edges, articles, page } = data;
  const NONE = "-";
  const factShown = new Uint8Array(facts.length);
  const nodeShown = new Uint8Array(nodes.length);
  const edgeShown = new Uint8Array(edges.length);
  const linked = new Uint8Array(nodes.length);
  const sources = [...new Set(articles.map((article) => article.publisher).filter(Boolean))].sort();
  const sourceOf = new Map(sources.map((source, at) => [source, String(at)]));
  const themeOf = new Map(page.themes.map((theme, at) => [theme, String(at)]));
  let count = { nodes: 0, facts: 0 };
  let exception = null; // a node that is shown only because it is chosen

  const some = (found) => (found.size ? [...found] : [NONE]);

  /* What a fact is filtered by: publishers and themes of the articles that say it, and the days they say it. */
  facts.forEach((fact) => {
    const told = fact.evidence.map((one) => articles[one.article]);
    fact.sources = some(new Set(told.filter((article) => article.publisher).map((article) => sourceOf.get(article.publisher))));
    const themes = new Set(told.flatMap((article) => article.themes ?? []).map(String));
    for (const end of [fact.subject, fact.object]) {
      if (nodes[end].type === "theme" && themeOf.has(nodes[end].label)) themes.add(themeOf.get(nodes[end].label));
    }
    fact.themes = some(themes);
    fact.days = fact.evidence.map((one) => one.published).filter(Boolean);
  });

  const within = (days, { from, to }) => days.some((day) => (!from || day >= from) && (!to || day <= to));

  function factPasses(fact, now, off) {
    if (off.status.has(fact.status) || off.predicate.has(fact.predicate) || fact.confidence < now.sure) return false;
    if (off.source.size && fact.sources.every((source) => off.source.has(source))) return false;
    if (off.theme.size && fact.themes.every((theme) => off.theme.has(theme))) return false;
    return (!now.from && !now.to) || within(fact.days, now);
  }

  /* An entity without facts is shown where such are, unless its articles are of another time. */
  function alonePasses(node, now) {
    if (!now.alone) return false;
    return (!now.from && !now.to) || within(node.articles.map((at) => articles[at].published).filter(Boolean), now);
  }

  function nodePasses(node, now, off, hidden, only) {
    if (hidden.has(node.index)) return false;
    if (now.pinned[node.index] || now.path?.includes(node.index)) return true;
    if (only && !only.has(node.index)) return false;
    if (off.type.has(node.type) || off.group.has(groups.key(node.community))) return false;
    return data.factsOf[node.index].length ? Boolean(linked[node.index]) : alonePasses(node, now);
  }

  /* The firmest status, the predicates and the directions of what a line stands for. */
  function summarise(edge) {
    const shown = edge.facts.filter((fact) => factShown[fact.index]);
    const statuses = new Set(shown.map((fact) => fact.status));
    edge.status = page.statuses.find((status) => statuses.has(status)) ?? "stated";
    edge.predicates = [...new Set(shown.map((fact) => fact.predicate))];
    edge.weight = shown.reduce((sum, fact) => sum + Math.max(1, fact.evidence.length), 0);
    const directed = shown.filter((fact) => !page.predicates[fact.predicate].symmetric);
    edge.forward = directed.some((fact) => fact.subject === edge.from);
    edge.backward = directed.some((fact) => fact.subject === edge.to);
    return shown.length > 0;
  }

  function apply() {
    const now = state.now;
    const off = Object.fromEntries(state.KINDS.map((kind) => [kind, new Set(now.off[kind])]));
    const only = now.focus && neighbours.around(now.focus);
    const hidden = new Set(now.hidden);
    linked.fill(0);
    count = { nodes: 0, facts: 0 };
    facts.forEach((fact, at) => {
      factShown[at] = factPasses(fact, now, off) ? 1 : 0;
      if (!factShown[at]) return;
      linked[fact.subject] = 1;
      linked[fact.object] = 1;
    });
    nodes.forEach((node, at) => {
      nodeShown[at] = nodePasses(node, now, off, hidden, only) ? 1 : 0;
      count.nodes += nodeShown[at];
    });
    /* What is chosen is shown in any case. */
    const { node } = now.chosen ?? {};
    exception = node === undefined || nodeShown[node] || hidden.has(node) ? null : node;
    if (exception !== null) {
      nodeShown[exception] = 1;
      count.nodes += 1;
    }
    edges.forEach((edge, at) => {
      const seen = nodeShown[edge.from] && nodeShown[edge.to];
      edgeShown[at] = summarise(edge) && seen ? 1 : 0;
    });
    facts.forEach((fact, at) => {
      if (factShown[at] && nodeShown[fact.subject] && nodeShown[fact.object]) count.facts += 1;
    });
    groups.recount();
  }

  /* Whether another choice shows or hides a node. */
  const follows = (chosen) => exception !== null || (chosen?.node !== undefined && !nodeShown[chosen.node]);

  /* Facts that the filters leave and whose ends are shown. */
  const shownFacts = () => facts.filter((fact, at) => factShown[at] && nodeShown[fact.subject] && nodeShown[fact.object]);

  return { NONE, sources, factShown, nodeShown, edgeShown, apply, follows, shownFacts, get count() { return count; } };
})();
