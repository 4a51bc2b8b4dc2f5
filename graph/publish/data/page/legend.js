/* The legend, which is also the filter: for each kind of thing what there is, how much of it, and whether it is shown. */
const legend = (() => {
  const { make, icon, line, text } = elements;
  const box = document.getElementById("legend");
  const { page, nodes } = data;
  const AT_ONCE = 8;
  const sections = [];

  function tally(items, keys) {
    const counts = new Map();
    for (const item of items) for (const key of [keys(item)].flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  const byCount = (counts) => [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
  const none = (label) => (key) => (key === filters.NONE ? label : null);

  function definitions() {
    const themes = tally(data.facts, (fact) => fact.themes);
    const predicates = tally(data.facts, (fact) => fact.predicate);
    const sources = tally(data.facts, (fact) => fact.sources);
    const members = tally(nodes, (node) => groups.key(node.community));
    const lead = (key) => (key === groups.REST ? words.smallGroups : groups.label(groups.byCommunity.get(Number(key))));
    return [
      { kind: "type", open: true, counts: tally(nodes, (node) => node.type), order: Object.keys(page.types), label: (type) => page.types[type].plural, sign: icon },
      { kind: "status", open: true, counts: tally(data.facts, (fact) => fact.status), order: page.statuses, label: (status) => words.status[status], sign: line },
      { kind: "predicate", counts: predicates, order: byCount(predicates), label: (key) => page.predicates[key].label },
      { kind: "theme", counts: themes, order: byCount(themes), label: (key) => none(words.noTheme)(key) ?? page.themes[Number(key)] },
      { kind: "group", counts: members, order: byCount(members).filter((key) => key !== groups.REST).concat(groups.REST), label: lead },
      { kind: "source", counts: sources, order: byCount(sources), label: (key) => none(words.noSource)(key) ?? filters.sources[Number(key)] },
    ];
  }

  const off = (kind) => state.now.off[kind];
  const setOff = (kind, keys) => state.change({ off: { ...state.now.off, [kind]: keys } });

  /* Leave only one of a kind. */
  function only(kind, key) {
    const section = sections.find((one) => one.kind === kind);
    setOff(kind, section.present.filter((other) => other !== key));
  }

  function row(section, key) {
    const input = make("input", { type: "checkbox", "data-key": key, change: (event) => {
      setOff(section.kind, event.target.checked ? off(section.kind).filter((other) => other !== key) : [...off(section.kind), key]);
    } });
    const label = section.label(key);
    const element = make(
      "div", { class: "row" },
      make("label", {}, input, section.sign?.(key), make("span", { class: "label", title: label }, text(label)), make("span", { class: "count" }, section.counts.get(key).toLocaleString("en"))),
      section.present.length > 1 ? make("button", { type: "button", "aria-label": words.onlyHint(label), "data-only": key, click: () => only(section.kind, key) }, words.only) : null,
    );
    return { key, input, element };
  }

  function build(definition) {
    const section = { ...definition, present: definition.order.filter((key) => definition.counts.has(key)), rows: [] };
    if (!section.present.length) return null;
    const title = words.filters[section.kind];
    const list = make("div", { class: "rows" });
    const add = (keys) => keys.forEach((key) => {
      const made = row(section, key);
      section.rows.push(made);
      list.append(made.element);
    });
    add(section.present.slice(0, section.open ? 99 : AT_ONCE));
    const rest = section.present.slice(section.open ? 99 : AT_ONCE);
    const more = rest.length ? make("button", { type: "button", class: "more", click: () => { add(rest); more.remove(); update(); } }, words.moreRows(rest.length)) : null;
    section.mark = make("span", { class: "mark", hidden: true }, words.filtered);
    const all = make("button", { type: "button", class: "all", click: () => setOff(section.kind, []) }, words.all);
    section.all = all;
    section.element = make("details", { "data-kind": section.kind, open: Boolean(section.open) },
      make("summary", {}, title, section.mark), make("fieldset", {}, make("legend", { class: "unseen" }, title), all, list, more));
    return section;
  }

  /* Least confidence, entities without facts, and what was hidden by hand. */
  function extras() {
    const value = make("output", { for: "sure" });
    const slider = make("input", { type: "range", id: "sure", min: 0, max: 95, step: 5, input: (event) => state.change({ sure: Number(event.target.value) / 100 }) });
    const alone = make("input", { type: "checkbox", id: "alone", change: (event) => state.change({ alone: event.target.checked }) });
    const count = nodes.filter((node) => !data.factsOf[node.index].length).length;
    const hidden = make("button", { type: "button", id: "unhide", click: () => state.change({ hidden: [] }) });
    return {
      element: make("div", { class: "extras" },
        make("label", { for: "sure", class: "range" }, make("span", {}, words.sure), value, slider),
        count ? make("label", { class: "check" }, alone, words.alone, make("span", { class: "count" }, count.toLocaleString("en"))) : null,
        hidden),
      show() {
        slider.value = Math.round(state.now.sure * 100);
        value.textContent = words.percent(state.now.sure);
        alone.checked = state.now.alone;
        hidden.hidden = !state.now.hidden.length;
        hidden.textContent = words.unhide(state.now.hidden.length);
      },
    };
  }

  const rest = extras();
  const reset = make("button", { type: "button", id: "show-all", click: () => tools.clear() }, words.showAll);

  /* Whether anything is filtered. */
  const active = ({ off: kinds, sure, from, to, hidden, focus }) => Object.values(kinds).some((keys) => keys.length) || sure > 0 || from || to || hidden.length || focus;

  function update() {
    for (const section of sections) {
      const keys = new Set(off(section.kind));
      for (const { key, input, element } of section.rows) {
        input.checked = !keys.has(key);
        element.classList.toggle("off", keys.has(key));
      }
      section.mark.hidden = !keys.size;
      section.all.hidden = !keys.size;
    }
    rest.show();
    reset.hidden = !active(state.now);
  }

  function start() {
    sections.push(...definitions().map(build).filter(Boolean));
    box.append(make("h2", {}, words.legend), reset, ...sections.map((section) => section.element), rest.element);
    update();
  }

  return { start, update, only };
})();
