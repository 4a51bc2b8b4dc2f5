/* Which facts, nodes and lines the reader's settings leave, and how many each row of the legend stands for. */
const filters = (() => {
  const { nodes, facts, edges, articles, page, room } = data;
  const NONE = "-";
  const ALL_NONE = Object.freeze([NONE]);
  const NEVER = Object.freeze([]);
  /* Why a node or a fact is left out: by a kind of the legend, or by anything else. */
  const BIT = { other: 1, type: 2, group: 4, status: 8, predicate: 16, theme: 32, source: 64 };
  const factFault = new Uint8Array(room.facts);
  const nodeFault = new Uint8Array(room.nodes);
  const factShown = new Uint8Array(room.facts);
  const nodeShown = new Uint8Array(room.nodes);
  const edgeShown = new Uint8Array(room.facts);
  const linked = new Uint8Array(room.nodes);
  const names = {
    source: keys.of([...new Set(articles.map((article) => article.publisher).filter(Boolean))].sort()),
    theme: keys.of(page.themes),
  };
  let count = { nodes: 0, facts: 0, links: 0 };
  let exception = null; // a node that is shown only because it is chosen

  /* Of each article what facts that it says are filtered by; facts of one article share it. */
  const known = [];
  function of(at) {
    const { publisher, themes } = articles[at];
    return (known[at] ??= {
      sources: publisher ? [names.source.of(publisher)] : ALL_NONE,
      themes: themes ? themes.map((theme) => (typeof theme === "string" ? names.theme.of(theme) : String(theme))) : ALL_NONE, // the server names them
    });
  }

  function joined(lists) {
    const found = new Set(lists.flat());
    found.delete(NONE);
    return found.size ? [...found] : ALL_NONE;
  }

  const ofTheme = (at) => nodes[at].type === "theme" && names.theme.has(nodes[at].label);

  /* What a fact is filtered by: publishers and themes of the articles that say it, and the days they say it. Most facts
     are said once. */
  function learn(fact) {
    const { evidence, subject, object } = fact;
    const ends = [subject, object];
    const themed = ofTheme(subject) || ofTheme(object);
    if (evidence.length === 1 && !themed) {
      const [{ article, published }] = evidence;
      ({ sources: fact.sources, themes: fact.themes } = of(article));
      fact.days = published ? [published] : NEVER;
      return;
    }
    const told = evidence.map((one) => of(one.article));
    fact.sources = joined(told.map((one) => one.sources));
    fact.themes = joined([...told.map((one) => one.themes), ends.filter(ofTheme).map((at) => names.theme.of(nodes[at].label))]);
    fact.days = evidence.map((one) => one.published).filter(Boolean);
  }

  facts.forEach(learn);
  data.listen((first) => { for (let at = first.fact; at < facts.length; at += 1) learn(facts[at]); });

  const within = (days, { from, to }) => days.some((day) => (!from || day >= from) && (!to || day <= to));

  function faultOfFact(fact, now, off) {
    let fault = fact.confidence < now.sure || ((now.from || now.to) && !within(fact.days, now)) ? BIT.other : 0;
    if (off.status.has(fact.status)) fault |= BIT.status;
    if (off.predicate.has(fact.predicate)) fault |= BIT.predicate;
    if (off.source.size && fact.sources.every((source) => off.source.has(source))) fault |= BIT.source;
    if (off.theme.size && fact.themes.every((theme) => off.theme.has(theme))) fault |= BIT.theme;
    return fault;
  }

  /* An entity without facts is shown where such are, unless its articles are of another time. */
  function alonePasses(node, now) {
    if (!now.alone) return false;
    return (!now.from && !now.to) || within(node.articles.map((at) => articles[at].published).filter(Boolean), now);
  }

  const kept = (node, now) => Boolean(now.pinned[node.index] || now.path?.includes(node.index));
  const joins = (node, now) => (data.factsOf[node.index].length ? Boolean(linked[node.index]) : alonePasses(node, now));

  function faultOfNode(node, now, off, hidden, only) {
    if (hidden.has(node.index)) return BIT.other;
    if (kept(node, now)) return 0;
    let fault = only && !only.has(node.index) ? BIT.other : 0;
    if (off.type.has(node.type)) fault |= BIT.type;
    if (off.group.size && off.group.has(groups.key(node.community))) fault |= BIT.group;
    return fault;
  }

  /* The firmest status, the predicates and the directions of what a line stands for. */
  function summarise(edge) {
    edge.forward = edge.backward = false;
    edge.weight = 0;
    edge.predicates = [];
    let firm = page.statuses.length;
    for (const fact of edge.facts) {
      if (!factShown[fact.index]) continue;
      firm = Math.min(firm, page.statuses.indexOf(fact.status));
      if (!edge.predicates.includes(fact.predicate)) edge.predicates.push(fact.predicate);
      edge.weight += Math.max(1, fact.evidence.length);
      if (page.predicates[fact.predicate].symmetric) continue;
      if (fact.subject === edge.from) edge.forward = true;
      else edge.backward = true;
    }
    edge.status = page.statuses[firm] ?? "stated";
    return edge.weight > 0;
  }

  function apply() {
    const now = state.now;
    const off = Object.fromEntries(state.KINDS.map((kind) => [kind, new Set(now.off[kind])]));
    const only = now.focus && neighbours.around(now.focus);
    const hidden = new Set(now.hidden);
    linked.fill(0);
    count = { nodes: 0, facts: 0, links: 0 };
    facts.forEach((fact, at) => {
      factFault[at] = faultOfFact(fact, now, off);
      factShown[at] = factFault[at] ? 0 : 1;
      if (!factShown[at]) return;
      linked[fact.subject] = 1;
      linked[fact.object] = 1;
    });
    nodes.forEach((node, at) => {
      nodeFault[at] = faultOfNode(node, now, off, hidden, only);
      nodeShown[at] = !nodeFault[at] && (kept(node, now) || joins(node, now)) ? 1 : 0;
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
      if (factShown[at] && nodeShown[fact.subject] && nodeShown[fact.object]) count[fact.link ? "links" : "facts"] += 1;
    });
    groups.recount();
  }

  /* For each kind of the legend and each of its rows: how many there are of what all other kinds leave, so that a row
     that is switched off tells what it would add; or of the `whole` page, whatever is shown. Facts are counted, not theme
     links, but where the relation is theirs. */
  function tally(whole = false) {
    const { now } = state;
    const faults = whole ? 0 : ~0;
    const counts = Object.fromEntries(state.KINDS.map((kind) => [kind, new Map()]));
    const add = (kind, key, by) => counts[kind].set(key, (counts[kind].get(key) ?? 0) + by);
    nodes.forEach((node, at) => {
      const fault = faults & (nodeFault[at] | (kept(node, now) || joins(node, now) ? 0 : BIT.other));
      if (!(fault & ~BIT.type)) add("type", node.type, 1);
      if (!(fault & ~BIT.group)) add("group", groups.key(node.community), 1);
    });
    facts.forEach((fact, at) => {
      const fault = faults & (factFault[at] | nodeFault[fact.subject] | nodeFault[fact.object]);
      const one = fact.link ? 0 : 1;
      if (!(fault & ~BIT.status)) add("status", fact.status, one);
      if (!(fault & ~BIT.predicate)) add("predicate", fact.predicate, 1);
      if (!(fault & ~BIT.theme)) for (const key of fact.themes) add("theme", key, one);
      if (!(fault & ~BIT.source)) for (const key of fact.sources) add("source", key, one);
    });
    return counts;
  }

  /* Whether another choice shows or hides a node. */
  const follows = (chosen) => exception !== null || (chosen?.node !== undefined && !nodeShown[chosen.node]);

  /* Facts that the filters leave and whose ends are shown. */
  const shownFacts = () => facts.filter((fact, at) => factShown[at] && nodeShown[fact.subject] && nodeShown[fact.object]);

  return { NONE, names, factShown, nodeShown, edgeShown, apply, tally, follows, shownFacts, get count() { return count; } };
})();
