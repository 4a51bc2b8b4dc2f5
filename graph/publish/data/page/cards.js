/* What the panel says about what is chosen: an entity, the facts between two, a community, a path, or all. */
const cards = (() => {
  const { make, icon, text, name, link, button } = elements;
  const { page, nodes } = data;
  const WIKIDATA = /^Q[1-9]\d*$/;

  const heading = (kind, title) => [
    make("div", { class: "kind" }, kind, button("close", words.close, () => main.choose(null), null, { "data-close": true, class: "bare" })),
    make("h2", { tabindex: -1 }, title),
  ];

  const listed = (items) => make("ul", { class: "list" }, items.map(({ at, note }) => make("li", {}, icon(nodes[at].type), name(at), make("small", {}, note))));

  /* The nodes with the most facts that the filters leave; of equals the most important. */
  function connected(numbers) {
    const counted = [];
    for (const at of numbers) {
      const count = filters.nodeShown[at] ? facts.count(at) : 0;
      if (count > 1 || (count && counted.length < 12)) counted.push({ at, count }); // `numbers` come in order of importance
    }
    const sorted = counted.sort((one, other) => other.count - one.count);
    return sorted.slice(0, 12).map(({ at, count }) => ({ at, note: words.facts(count) }));
  }

  function overview() {
    const best = connected(nodes.map((node) => node.index));
    const bubbles = groups.bubbles.filter((bubble) => bubble.shown).slice(0, 8);
    const go = (bubble) => make("button", { type: "button", class: "name", "data-group": bubble.index }, text(groups.label(bubble)));
    return [
      make("h2", { tabindex: -1 }, words.overview),
      make("p", { class: "note" }, words.overviewHint),
      best.length ? [make("h3", {}, words.best), listed(best)] : null,
      bubbles.length > 1 ? [
        make("h3", {}, words.groups),
        make("ul", { class: "list" }, bubbles.map((bubble) => make("li", {}, go(bubble), make("small", {}, words.entities(bubble.shown))))),
      ] : null,
    ];
  }

  function ids(node) {
    const known = Object.entries(node.ids).map(([system, value]) => {
      const url = system === "wikidata" && WIKIDATA.test(value) ? `https://www.wikidata.org/wiki/${value}` : null;
      return [" · ", link(url, `${system} ${value}`)];
    });
    const iri = page.about.base + node.iri;
    return [...known, " · ", make("span", { class: "iri" }, link(iri, words.iri), make("span", { class: "print" }, ` ${iri}`))];
  }

  function actions(at) {
    const { now } = state;
    const on = (key) => Boolean({ focus: now.focus?.nodes.includes(at), expand: now.expanded.includes(at), pin: now.pinned[at] }[key]);
    const one = (key, act, pressed) => button(key, words.acts[key].hint, () => act(at), words.acts[key].label, { "data-act": key, "aria-pressed": pressed === undefined ? null : String(pressed) });
    return make(
      "div", { class: "actions", role: "group", "aria-label": words.actions },
      one("focus", tools.focus, on("focus")), one("expand", tools.expand, on("expand")), one("path", tools.ask), one("pin", tools.pin, on("pin")), one("hide", tools.hide),
    );
  }

  /* Facts that lead to entities that are not on the page, and the articles of one that came as a neighbour. */
  function beyond(node) {
    const lacks = [node.more ? words.moreBeyond(node.more) : "", node.unread && node.count ? words.unread(node.count) : ""].filter(Boolean);
    if (!lacks.length) return null;
    const ask = () => remote.load(node.id, () => state.refresh());
    return make("p", { class: "note beyond" }, lacks.join(" "), " ", data.beyond ? button(null, words.loadBeyondHint, ask, words.loadBeyond, { class: "more", "data-act": "load" }) : null);
  }

  function entity(at) {
    const node = nodes[at];
    const all = data.factsOf[at];
    const filtered = all.length - facts.shownOf(at).length;
    const articles = node.articles.map((index) => make("li", {}, make("span", {}, quotes.source(data.articles[index]))));
    const bubble = groups.bubbles[groups.bubbleOf[at]];
    return [
      ...heading([icon(node.type), page.types[node.type].label], text(node.label)),
      node.aliases.length ? make("p", { class: "note" }, text(words.also(node.aliases.join("; ")))) : null,
      make("p", { class: "note" }, words.named(node.count ?? 0), ids(node)),
      actions(at),
      all.length || node.more ? null : make("p", { class: "note" }, words.noFacts),
      filtered ? make("p", { class: "note" }, words.hiddenFacts(filtered)) : null,
      facts.posts(at), facts.themes(at), facts.grouped(at), beyond(node),
      articles.length ? [make("h3", {}, words.articles), make("ul", { class: "list articles" }, articles)] : null,
      bubble ? [make("h3", {}, words.group), make("p", {}, make("button", { type: "button", class: "name", "data-group": bubble.index }, text(groups.label(bubble))))] : null,
    ];
  }

  function sentence(fact) {
    return make(
      "div", { class: "fact" },
      make("div", {}, name(fact.subject), ` ${page.predicates[fact.predicate].label} `, name(fact.object), quotes.details(fact)),
      quotes.list(fact, 20),
    );
  }

  function between(index) {
    const edge = data.edges[index];
    const shown = edge.facts.filter((fact) => filters.factShown[fact.index]);
    const filtered = edge.facts.length - shown.length;
    return [
      ...heading([words.between], [name(edge.from), ` ${words.and} `, name(edge.to)]),
      filtered ? make("p", { class: "note" }, words.hiddenFacts(filtered)) : null,
      ...shown.map(sentence),
    ];
  }

  function group(index) {
    const bubble = groups.bubbles[index];
    const open = state.now.opened.includes(index);
    const types = [...bubble.types].sort((one, other) => other[1] - one[1]);
    return [
      ...heading([words.group], text(groups.label(bubble))),
      make("p", { class: "note" }, words.bubble(bubble.shown)),
      make(
        "div", { class: "actions" },
        button("expand", words.openHint, () => tools.open(index), open ? words.fold : words.open, { "aria-pressed": String(open) }),
        button("filter", words.onlyGroupHint, () => legend.only("group", String(bubble.community)), words.onlyGroup),
      ),
      make("ul", { class: "chips" }, types.map(([type, count]) => make("li", {}, icon(type), ` ${count} ${page.types[type].plural.toLowerCase()}`))),
      make("h3", {}, words.best),
      listed(connected(bubble.members)),
    ];
  }

  function way() {
    const { path: [from, to] } = state.now;
    const steps = path.edges();
    const title = [name(from), ` ${words.toward} `, name(to)];
    const numbers = path.nodes();
    return [
      ...heading([words.path], title),
      make("p", { class: "note" }, steps.length ? words.steps(steps.length, path.general) : words.noPath),
      make("div", { class: "actions" }, button("close", words.endPathHint, () => state.change({ path: null }), words.endPath),
        steps.length ? button("focus", words.focusPathHint, () => tools.focusOn(numbers, 0), words.focusPath) : null),
      ...steps.map((edge, at) => make("section", { class: "step" }, make("h3", {}, text(nodes[numbers[at]].label), " → ", text(nodes[numbers[at + 1]].label)),
        edge.facts.filter((fact) => filters.factShown[fact.index]).map((fact) => sentence(fact)))),
    ];
  }

  return { overview, entity, between, group, way };
})();
