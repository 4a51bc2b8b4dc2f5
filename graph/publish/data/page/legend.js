/* The legend, which is also the filter: for each kind of thing what there is, how much of it, and whether it is shown. */
const legend = (() => {
  const { make, icon, line, text } = elements;
  const box = document.getElementById("legend");
  const { page, nodes } = data;
  const AT_ONCE = 8;
  const sections = [];
  const many = new Intl.NumberFormat("en");
  let counts = null; // by kind and key; nothing until they are counted anew

  const byCount = (counts) => [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
  const none = (label) => (key) => (key === filters.NONE ? label : null);

  /* What there is of each kind, in the order in which it is listed; nothing is switched off yet. */
  function definitions() {
    const { type, status, predicate, theme, group, source } = present();
    const lead = (key) => (key === groups.REST ? words.smallGroups : groups.label(groups.byCommunity.get(Number(key))));
    return [
      { kind: "type", open: true, counts: type, order: Object.keys(page.types), label: (type) => page.types[type].plural, sign: icon },
      { kind: "status", open: true, counts: status, order: page.statuses, label: (status) => words.status[status], sign: line },
      { kind: "predicate", counts: predicate, order: byCount(predicate), label: (key) => page.predicates[key].label },
      { kind: "theme", counts: theme, order: byCount(theme), label: (key) => none(words.noTheme)(key) ?? page.themes[Number(key)] },
      { kind: "group", counts: group, order: byCount(group).filter((key) => key !== groups.REST).concat(groups.REST), label: lead },
      { kind: "source", counts: source, order: byCount(source), label: (key) => none(words.noSource)(key) ?? filters.sources[Number(key)] },
    ];
  }

  /* How many of everything that the page holds, whatever is shown. */
  function present() {
    const found = Object.fromEntries(state.KINDS.map((kind) => [kind, new Map()]));
    const add = (kind, key, by) => found[kind].set(key, (found[kind].get(key) ?? 0) + by);
    for (const node of nodes) {
      add("type", node.type, 1);
      add("group", groups.key(node.community), 1);
    }
    for (const fact of data.facts) {
      const one = fact.link ? 0 : 1;
      add("status", fact.status, one);
      add("predicate", fact.predicate, 1);
      for (const key of fact.themes) add("theme", key, one);
      for (const key of fact.sources) add("source", key, one);
    }
    return found;
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
    const count = make("span", { class: "count" });
    const element = make(
      "div", { class: "row" },
      make("label", {}, input, section.sign?.(key), make("span", { class: "label", title: label }, text(label)), count),
      section.present.length > 1 ? make("button", { type: "button", "aria-label": words.onlyHint(label), "data-only": key, click: () => only(section.kind, key) }, words.only) : null,
    );
    return { key, input, element, count };
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
        count ? make("label", { class: "check" }, alone, words.alone, make("span", { class: "count" }, many.format(count))) : null,
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

  /* After a change; `filtered`: of what is shown. */
  function update(filtered = false) {
    if (filtered || !counts) counts = filters.tally();
    for (const section of sections) {
      const keys = new Set(off(section.kind));
      for (const { key, input, element, count } of section.rows) {
        input.checked = !keys.has(key);
        count.textContent = many.format(counts[section.kind].get(key) ?? 0);
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
  }

  return { start, update, only };
})();
