/* Search as you type over names and aliases; accents and case do not matter. */
const search = (() => {
  const { make, icon, text } = elements;
  const LIMIT = 12;
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const entries = data.nodes.map((node) => ({
    at: node.index,
    names: [node.label, ...node.aliases].map((name) => ({ name, folded: data.fold(name) })),
  }));
  let found = [];
  let active = -1;

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
    for (const { at, names } of entries) {
      let best = null;
      for (const { name, folded: other } of names) {
        const close = closeness(other, folded, asked);
        if (close >= 0 && (!best || close < best.close)) best = { at, name, close };
      }
      if (best) hits.push(best);
    }
    return hits.sort((one, other) => one.close - other.close || one.at - other.at).slice(0, LIMIT);
  }

  function show() {
    list.replaceChildren(...found.map(({ at, name }, index) => {
      const node = data.nodes[at];
      return make(
        "li",
        { role: "option", id: `result-${index}`, "aria-selected": index === active ? "true" : "false", "data-index": index },
        icon(node.type), text(node.label),
        make("small", {}, name === node.label ? data.page.types[node.type].label : text(name)),
      );
    }));
    const query = input.value.trim();
    if (query && !found.length) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.nothing(query)));
    list.hidden = !query;
    input.setAttribute("aria-expanded", String(Boolean(query)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `result-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
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

  function update() {
    found = find(input.value);
    active = found.length ? 0 : -1;
    show();
  }

  function start(pick) {
    const take = (index) => {
      if (!found[index]) return;
      input.value = data.nodes[found[index].at].label;
      close();
      pick(found[index].at);
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

  return { start, find, settle, focus: () => input.focus() };
})();
