/* The panel beside the graph: an overview, an entity with its facts, or the facts between two entities. */
const panel = (() => {
  const { make, icon, text, name, link } = elements;
  const box = document.getElementById("panel");
  const { page, nodes } = data;
  const AT_ONCE = 12;
  const WIKIDATA = /^Q[1-9]\d*$/;

  function heading(kind, title) {
    const close = make("button", { type: "button", "data-close": true }, words.close);
    return [make("div", { class: "kind" }, kind, close), make("h2", { tabindex: -1 }, title)];
  }

  /* The nodes with the most facts that the filters leave; of equals the most important. */
  function connected() {
    const counted = page.nodes.filter(data.nodeShown).map((node) => ({ node, facts: data.factsOf.get(node.id).filter(data.factShown).length }));
    return counted.filter((one) => one.facts).sort((one, other) => other.facts - one.facts).slice(0, 10);
  }

  function overview() {
    const items = connected().map(({ node, facts }) => make("li", {}, icon(node.type), name(node.id), make("small", {}, words.facts(facts))));
    return [
      make("h2", { tabindex: -1 }, words.overview),
      make("p", { class: "note" }, words.overviewHint),
      items.length ? make("h3", {}, words.best) : null,
      make("ul", { class: "list" }, items),
    ];
  }

  /* Facts of a node by how they read from it: "is part of", "has part". */
  function groups(id) {
    const found = new Map();
    for (const fact of data.factsOf.get(id).filter(data.factShown)) {
      const predicate = page.predicates[fact.predicate];
      const label = fact.subject === id || predicate.symmetric ? predicate.label : predicate.inverse;
      if (!found.has(label)) found.set(label, []);
      found.get(label).push(fact);
    }
    const order = Object.values(page.predicates).flatMap((one) => [one.label, one.inverse]);
    return [...found].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  }

  const newest = (fact) => fact.evidence.reduce((date, one) => ((one.published ?? "") > date ? one.published : date), "");

  function group(id, label, facts) {
    const sorted = [...facts].sort((one, other) => newest(other).localeCompare(newest(one)));
    const show = (fact) => make(
      "div", { class: "fact" },
      make("div", {}, name(fact.subject === id ? fact.object : fact.subject), quotes.details(fact)),
      quotes.list(fact, 1),
    );
    const rest = sorted.slice(AT_ONCE);
    return [
      make("h3", {}, label),
      ...sorted.slice(0, AT_ONCE).map(show),
      rest.length ? quotes.more(words.moreFacts(rest.length), () => rest.map(show)) : null,
    ];
  }

  function ids(node) {
    return Object.entries(node.ids).map(([system, value]) => {
      const url = system === "wikidata" && WIKIDATA.test(value) ? `https://www.wikidata.org/wiki/${value}` : null;
      return [" · ", link(url, `${system} ${value}`)];
    });
  }

  function entity(id) {
    const node = nodes.get(id);
    const shown = groups(id);
    const filtered = data.factsOf.get(id).filter((fact) => !data.factShown(fact)).length;
    const articles = node.articles.map((index) => make("li", {}, make("span", {}, quotes.source(page.articles[index]))));
    return [
      ...heading([icon(node.type), page.types[node.type].label], text(node.label)),
      node.aliases.length ? make("p", { class: "note" }, text(words.also(node.aliases.join("; ")))) : null,
      make("p", { class: "note" }, words.named(node.count), ids(node).flat()),
      data.factsOf.get(id).length ? null : make("p", { class: "note" }, words.noFacts),
      filtered ? make("p", { class: "note" }, words.hiddenFacts(filtered)) : null,
      ...shown.flatMap(([label, facts]) => group(id, label, facts)),
      articles.length ? make("h3", {}, words.articles) : null,
      articles.length ? make("ul", { class: "list" }, articles) : null,
    ];
  }

  function between(id) {
    const edge = data.edges.get(id);
    const shown = edge.facts.filter(data.factShown);
    const filtered = edge.facts.length - shown.length;
    const facts = shown.map((fact) => make(
      "div", { class: "fact" },
      make("div", {}, name(fact.subject), ` ${page.predicates[fact.predicate].label} `, name(fact.object), quotes.details(fact)),
      quotes.list(fact, 20),
    ));
    return [
      ...heading([words.between], [name(edge.from), ` ${words.and} `, name(edge.to)]),
      filtered ? make("p", { class: "note" }, words.hiddenFacts(filtered)) : null,
      ...facts,
    ];
  }

  /* Show what is chosen; with `focus` the heading takes the keyboard's focus. */
  function show(chosen, focus) {
    const parts = !chosen ? overview() : chosen.kind === "node" ? entity(chosen.id) : between(chosen.id);
    box.replaceChildren(...parts.filter(Boolean));
    box.scrollTop = 0;
    if (focus) box.querySelector("h2").focus({ preventScroll: true });
  }

  /* `go` is called with the id of a node whose name was clicked, `close` when the panel is closed. */
  function start(go, close) {
    box.addEventListener("click", (event) => {
      const target = event.target.closest("[data-node], [data-close]");
      if (!target) return;
      if (target.dataset.node) go(target.dataset.node);
      else close();
    });
  }

  return { start, show };
})();
