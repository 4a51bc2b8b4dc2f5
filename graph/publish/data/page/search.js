/* Search as you type over names and aliases; accents and case do not matter. On a page that is served, names beyond what
   the page holds are asked for as well, once typing pauses. */
const search = (() => {
  const { make, icon, text } = elements;
  const LIMIT = 12;
  const PAUSE = 200; // milliseconds without a key before the server is asked
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  let entries = null; // made when they are first needed
  let found = [];
  let active = -1;
  let note = ""; // what the server is doing, or why it has not answered
  let timer = null;

  const entry = (node) => ({ at: node.index, names: [node.label, ...node.aliases].map((name) => ({ name, folded: data.fold(name) })) });

  function known() {
    entries ??= [];
    for (let at = entries.length; at < data.nodes.length; at += 1) entries.push(entry(data.nodes[at]));
    return entries;
  }

  const wordsOf = (value) => value.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  /* 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 its words in another order, 4 inside; -1 no. */
  function closeness(folded, query, asked) {
    const place = folded.indexOf(query);
    if (place === 0) return folded.length === query.length ? 0 : 1;
    if (place > 0 && !/[\p{L}\p{N}]/u.test(folded[place - 1])) return 2;
    if (asked.length && asked.every((word) => folded.includes(word))) {
      const own = wordsOf(folded);
      if (asked.every((word) => own.some((other) => other.startsWith(word)))) return 3;
    }
    return place > 0 ? 4 : -1;
  }

  /* Nodes whose names hold the query, the closest first, of equals the most important. */
  function find(query) {
    const folded = data.fold(query.trim());
    if (!folded) return [];
    const asked = wordsOf(folded);
    const hits = [];
    for (const { at, names } of known()) {
      let best = null;
      for (const { name, folded: other } of names) {
        const close = closeness(other, folded, asked);
        if (close >= 0 && (!best || close < best.close)) best = { at, name, close };
      }
      if (best) hits.push(best);
    }
    return hits.sort((one, other) => one.close - other.close || one.at - other.at).slice(0, LIMIT).map(({ at, name }) => ({ node: data.nodes[at], name }));
  }

  /* What tells an entity from a namesake: its post, or where or of what it is, where that is stated; and how much is written of it. */
  function particulars(node) {
    const own = node.index === undefined ? [] : data.factsOf[node.index];
    const stated = own.filter((fact) => fact.subject === node.index && fact.status === "stated");
    const best = data.page.telling.map((predicate) => stated.find((fact) => fact.predicate === predicate)).find(Boolean);
    const about = best ? [best.role, data.nodes[best.object].label].filter(Boolean).join(", ") : node.about ?? "";
    return [data.page.types[node.type].label, about, words.articlesIn(node.count ?? 0)].filter(Boolean).join(" · ");
  }

  /* Of entities that read alike also an article that names them. */
  const article = (node) => words.namedIn(node.index === undefined ? node.source : data.articles[node.articles[0]]?.title);

  /* What stands beside each name: its kind or the alias that was found, and where names are the same what tells them apart. */
  function sayings() {
    const same = (key) => (one) => found.filter((other) => key(other) === key(one)).length > 1;
    const alike = found.filter(same(({ node }) => data.fold(node.label)));
    const said = new Map(alike.map((one) => [one, particulars(one.node)]));
    const still = alike.filter((one) => alike.some((other) => other !== one && said.get(other) === said.get(one) && data.fold(other.node.label) === data.fold(one.node.label)));
    const last = still.map((one) => [one, [said.get(one), article(one.node)].filter(Boolean).join(" · ")]);
    last.forEach(([one, saying]) => said.set(one, saying));
    return found.map((one) => {
      if (said.has(one)) return text(said.get(one));
      return one.name === one.node.label ? data.page.types[one.node.type].label : text(one.name);
    });
  }

  const remark = (told) => make("li", { role: "option", class: "note", "aria-disabled": "true", "aria-selected": "false" }, told);

  function show() {
    const query = input.value.trim();
    const said = sayings();
    const first = found.findIndex(({ node }) => node.index === undefined);
    list.replaceChildren(...found.flatMap(({ node }, index) => [
      index === first ? remark(words.beyond) : null,
      make("li", { role: "option", id: `result-${index}`, "aria-selected": index === active ? "true" : "false", "data-index": index },
        icon(node.type), text(node.label), make("small", {}, said[index])),
    ]).filter(Boolean));
    const told = note || (found.length ? "" : words.nothing(query));
    if (query && told) list.append(remark(told));
    list.hidden = !query;
    input.setAttribute("aria-expanded", String(Boolean(query)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `result-${active}`);
      document.getElementById(`result-${active}`).scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /* Leave no other name in the field than that of what is chosen. */
  function settle(label) {
    if (input.value === label) return;
    input.value = "";
    found = [];
    close();
  }

  /* Names that the server knows and the page does not, after those of the page. */
  async function ask(query) {
    let hits = [];
    let failed = "";
    try {
      hits = await remote.search(query);
    } catch (error) {
      failed = error.message;
    }
    if (input.value !== query || list.hidden) return; // something else is asked by now
    note = failed;
    found = [...found, ...hits.filter(({ node }) => !data.byId.has(node.id))];
    if (active < 0 && found.length) active = 0;
    show();
  }

  function update() {
    clearTimeout(timer);
    found = find(input.value);
    active = found.length ? 0 : -1;
    const query = input.value;
    note = data.beyond && query.trim() ? words.asking : "";
    if (note) timer = setTimeout(() => ask(query), PAUSE);
    show();
  }

  function start(pick) {
    const take = (index) => {
      if (!found[index]) return;
      const { node } = found[index];
      input.value = node.label;
      close();
      if (node.index === undefined) remote.open(node.id);
      else pick(node.index);
    };
    input.placeholder = words.search;
    input.setAttribute("aria-label", words.searchHint);
    list.setAttribute("aria-label", words.searchHint);
    input.addEventListener("input", update);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && found.length) {
        active = (active + step + found.length) % found.length;
        show();
        event.preventDefault();
      } else if (event.key === "Enter") take(active);
      else if (event.key === "Escape") close();
    });
    list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("[data-index]");
      if (item) take(Number(item.dataset.index));
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.target.closest("input, textarea, select")) return;
      input.focus();
      event.preventDefault();
    });
  }

  return { start, find, settle, known, focus: () => input.focus() };
})();
