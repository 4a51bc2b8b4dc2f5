/* The facts of an entity: posts as a dated list, themes, and the rest grouped by how they read from it. */
const facts = (() => {
  const { make, name, text } = elements;
  const { page, nodes } = data;
  const AT_ONCE = 12;
  const order = Object.values(page.predicates).flatMap((one) => [one.label, one.inverse]);

  const shownOf = (at) => data.factsOf[at].filter((fact) => filters.factShown[fact.index]);
  /* How many of them there are, without theme links. */
  function count(at) {
    let sum = 0;
    for (const fact of data.factsOf[at]) if (!fact.link && filters.factShown[fact.index]) sum += 1;
    return sum;
  }

  const days = (fact) => fact.days.length ? [fact.days.reduce((a, b) => (a < b ? a : b)), fact.days.reduce((a, b) => (a > b ? a : b))] : ["", ""];
  const start = (fact) => fact.from ?? days(fact)[0];

  /* "2023-01 to 2024-05", or when articles say so. */
  function when(fact) {
    if (fact.from || fact.to) return `${fact.from ?? "…"} ${words.until} ${fact.to ?? "…"}`;
    const [first, last] = days(fact);
    if (!first) return words.noDate;
    return first === last ? words.reported(first) : words.reported(`${first} ${words.until} ${last}`);
  }

  /* Posts of a person, or of a body those who hold them: the latest first. */
  function posts(at) {
    const found = shownOf(at).filter((fact) => fact.predicate === "holds_position");
    if (!found.length) return [];
    const held = found.some((fact) => fact.subject === at);
    const sorted = [...found].sort((one, other) => (start(other) ?? "").localeCompare(start(one) ?? ""));
    const show = (fact) => make(
      "li", {},
      fact.from || fact.to || fact.days.length ? make("span", { class: "when" }, when(fact)) : null,
      make("div", {}, fact.role ? [make("b", {}, text(fact.role)), ", "] : null, name(neighboursEnd(fact, at)), quotes.tags(fact), quotes.list(fact, 1)),
    );
    return [make("h3", {}, held ? words.posts : words.holders), longList(sorted, show, "ol", "posts")];
  }

  const neighboursEnd = (fact, at) => (fact.subject === at ? fact.object : fact.subject);

  function longList(items, show, tag, kind) {
    const list = make(tag, { class: kind }, items.slice(0, AT_ONCE).map(show));
    const rest = items.slice(AT_ONCE);
    if (!rest.length) return list;
    const more = make("button", { type: "button", class: "more" }, words.moreFacts(rest.length));
    more.addEventListener("click", () => {
      list.append(...rest.map(show));
      more.remove();
    });
    return [list, more];
  }

  /* Themes of an entity as names in a row. */
  function themes(at) {
    if (nodes[at].type === "theme") return [];
    const found = shownOf(at).filter((fact) => fact.predicate === "concerns" && fact.subject === at);
    if (!found.length) return [];
    return [make("h3", {}, words.themes), make("ul", { class: "chips" }, found.map((fact) => make("li", {}, name(fact.object))))];
  }

  /* Facts by how they read from the entity ("is part of", "has part"), the newest first. */
  function grouped(at) {
    const found = new Map();
    for (const fact of shownOf(at)) {
      if (fact.predicate === "holds_position") continue;
      const predicate = page.predicates[fact.predicate];
      const label = fact.subject === at || predicate.symmetric ? predicate.label : predicate.inverse;
      if (!found.has(label)) found.set(label, []);
      found.get(label).push(fact);
    }
    const show = (fact) => make("div", { class: "fact" }, make("div", {}, name(neighboursEnd(fact, at)), quotes.details(fact)), quotes.list(fact, 1));
    return [...found].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)).flatMap(([label, list]) => {
      const sorted = [...list].sort((one, other) => days(other)[1].localeCompare(days(one)[1]));
      return [make("h3", {}, label), longList(sorted, show, "div", "facts")];
    });
  }

  return { shownOf, count, posts, themes, grouped, when, days };
})();
