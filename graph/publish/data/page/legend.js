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
  const named = (kind, none) => (key) => (key === filters.NONE ? none : filters.names[kind].label(key));
  const lead = (key) => (key === groups.REST ? words.smallGroups : groups.label(groups.byCommunity.get(Number(key))));

  /* The kinds, and for each in which order what there is of it is listed, given how much. */
  const definitions = [
    { kind: "type", open: true, order: () => Object.keys(page.types), label: (type) => page.types[type].plural, sign: icon },
    { kind: "status", open: true, order: () => page.statuses, label: (status) => words.status[status], sign: line },
    { kind: "predicate", order: byCount, label: (key) => page.predicates[key].label },
    { kind: "theme", order: byCount, label: named("theme", words.noTheme) },
    { kind: "group", order: (counts) => byCount(counts).filter((key) => key !== groups.REST).concat(groups.REST), label: lead },
    { kind: "source", order: byCount, label: named("source", words.noSource) },
  ];

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
    const lone = make("button", { type: "button", "aria-label": words.onlyHint(label), "data-only": key, click: () => only(section.kind, key) }, words.only);
    const element = make(
      "div", { class: "row" },
      make("label", {}, input, section.sign?.(key), make("span", { class: "label", title: label }, text(label)), count),
      lone,
    );
    return { key, input, element, count, lone };
  }

  function build(definition) {
    const section = { ...definition, present: [], rows: [], limit: definition.open ? 99 : AT_ONCE };
    const title = words.filters[section.kind];
    section.list = make("div", { class: "rows" });
    section.more = make("button", { type: "button", class: "more", click: () => { section.limit = Infinity; fill(section); update(); } });
    section.mark = make("span", { class: "mark", hidden: true }, words.filtered);
    section.all = make("button", { type: "button", class: "all", click: () => setOff(section.kind, []) }, words.all);
    section.element = make("details", { "data-kind": section.kind, open: Boolean(section.open) },
      make("summary", {}, title, section.mark), make("fieldset", {}, make("legend", { class: "unseen" }, title), section.all, section.list, section.more));
    return section;
  }

  /* As many rows as the reader wants of what there is. */
  function fill(section) {
    const { present, rows, list, more, limit, element } = section;
    const made = present.slice(rows.length, limit).map((key) => row(section, key));
    rows.push(...made);
    list.append(...made.map((one) => one.element));
    for (const { lone } of rows) lone.hidden = present.length < 2;
    more.hidden = rows.length === present.length;
    more.textContent = words.moreRows(present.length - rows.length);
    element.hidden = !present.length;
  }

  /* Whatever the page holds and has no row yet: at the start all, later what the server has told. */
  function grow() {
    const whole = filters.tally(true);
    for (const section of sections) {
      const found = whole[section.kind];
      section.present.push(...section.order(found).filter((key) => found.has(key) && !section.present.includes(key)));
      fill(section);
    }
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
    sections.push(...definitions.map(build));
    grow();
    data.listen(grow);
    box.append(make("h2", {}, words.legend), reset, ...sections.map((section) => section.element), rest.element);
  }

  return { start, update, only };
})();
