/* The legend, which is also the filter: kinds of entities and statuses of facts, with counts. */
const legend = (() => {
  const { make, icon, line } = elements;
  const box = document.getElementById("legend");
  const { page, hidden } = data;

  const tally = (items, key) => {
    const counts = new Map();
    for (const item of items) counts.set(item[key], (counts.get(item[key]) ?? 0) + 1);
    return counts;
  };

  const lists = [
    { title: words.types, off: hidden.types, counts: tally(page.nodes, "type"), order: Object.keys(page.types),
      label: (type) => page.types[type].plural, sign: icon },
    { title: words.statuses, off: hidden.statuses, counts: tally(data.facts, "status"), order: page.statuses,
      label: (status) => words.status[status], sign: line },
  ];

  function row(list, present, key, changed) {
    const toggle = (event) => {
      if (event.target.checked) list.off.delete(key);
      else list.off.add(key);
      changed();
    };
    const alone = () => {
      list.off.clear();
      present.filter((other) => other !== key).forEach((other) => list.off.add(other));
      changed();
    };
    const shown = !list.off.has(key);
    const input = make("input", { type: "checkbox", "data-key": key, change: toggle });
    input.checked = shown;
    return make(
      "div", { class: shown ? "row" : "row off" },
      make("label", {}, input, list.sign(key), list.label(key), make("span", { class: "count" }, list.counts.get(key).toLocaleString("en"))),
      present.length > 1
        ? make("button", { type: "button", "aria-label": words.onlyHint(list.label(key)), "data-only": key, click: alone }, words.only)
        : null,
    );
  }

  function render(changed) {
    const held = document.activeElement?.dataset ?? {};
    const sets = lists.map((list) => {
      const present = list.order.filter((key) => list.counts.has(key));
      if (!present.length) return null;
      return make("fieldset", {}, make("legend", {}, list.title), present.map((key) => row(list, present, key, changed)));
    });
    const all = make("button", { type: "button", id: "show-all" }, words.showAll);
    all.hidden = !lists.some((list) => list.off.size);
    all.addEventListener("click", () => {
      lists.forEach((list) => list.off.clear());
      changed();
    });
    box.lastElementChild.replaceChildren(...sets.filter(Boolean), all);
    const name = held.key ? "key" : "only";
    if (held[name]) box.querySelector(`[data-${name}="${CSS.escape(held[name])}"]`)?.focus();
  }

  /* `changed` is called after a filter was switched. */
  function start(changed) {
    const update = () => {
      render(update);
      changed();
    };
    box.firstElementChild.textContent = words.legend;
    box.open = innerWidth > 1000;
    looks.dark.addEventListener("change", () => render(update));
    render(update);
    return { refresh: () => render(update) };
  }

  return { start };
})();
