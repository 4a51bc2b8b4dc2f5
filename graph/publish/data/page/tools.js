/* What a reader does to the graph, and the buttons for it. */
const tools = (() => {
  const { make, sign, button } = elements;
  const { nodes } = data;
  const root = document.documentElement;
  const bar = document.getElementById("tools");
  const toggled = (list, at) => (list.includes(at) ? list.filter((one) => one !== at) : [...list, at]);
  let buttons = {};

  /* Pin where it is now or, if it has not moved since, let go. A pinned node is drawn whatever the filters say. */
  function pin(at) {
    const { pinned, focus } = state.now;
    const { [at]: before, ...others } = pinned;
    const spot = [Math.round(neighbours.x[at]), Math.round(neighbours.y[at]), Boolean(focus)];
    const moved = before && (before[0] !== spot[0] || before[1] !== spot[1]);
    state.change({ pinned: before && !moved ? others : { ...pinned, [at]: spot } });
  }

  const hide = (at) => state.change({ hidden: [...new Set([...state.now.hidden, at])], chosen: null });

  function focusOn(numbers, depth) {
    state.change({ focus: { nodes: numbers, depth } });
    camera.fit(camera.all());
  }

  /* Only this node and its neighbours; again, all. */
  function focus(at) {
    if (state.now.focus?.nodes.includes(at)) unfocus();
    else focusOn([at], 1);
  }

  function unfocus() {
    state.change({ focus: null });
    if (state.now.chosen?.node !== undefined) camera.centre(state.now.chosen.node);
    else camera.fit(camera.all());
  }

  /* Draw all neighbours: in a focus they join it, else they are drawn however many nodes are in view. Those that the page
     lacks are asked for where it is served. */
  function expand(at) {
    const node = nodes[at];
    const drawn = state.now.expanded.includes(at) && !state.now.focus;
    if (data.beyond && node.more && !drawn) remote.load(node.id, () => { state.refresh(); draw(at); });
    else draw(at);
  }

  function draw(at) {
    const { focus: now } = state.now;
    if (now) focusOn(now.nodes.includes(at) ? now.nodes : [...now.nodes, at], Math.max(1, now.depth));
    else state.change({ expanded: toggled(state.now.expanded, at) });
  }

  function ask(at) {
    state.change({ asking: at });
    search.focus();
  }

  function open(index) {
    state.change({ opened: toggled(state.now.opened, index) });
    if (state.now.opened.includes(index)) camera.centreGroup(groups.bubbles[index]);
  }

  /* Everything shown again; what is pinned and open stays. */
  function clear() {
    const { off, sure, from, to, hidden, focus: whole } = state.blank;
    timebar.stop();
    state.change({ off, sure, from, to, hidden, focus: whole });
  }

  const withChosen = (act) => () => { if (state.now.chosen?.node !== undefined) act(state.now.chosen.node); };
  const keys = { f: withChosen(focus), e: withChosen(expand), p: withChosen(ask), i: withChosen(pin), h: withChosen(hide) };

  function menu(name, label, entries) {
    const box = make("details", { class: "menu" }, make("summary", { title: label }, sign(name), make("span", {}, label)));
    const close = () => { box.open = false; };
    box.append(make("div", { role: "group", "aria-label": label }, entries.map(([text, act]) => make("button", { type: "button", click: () => { close(); act(); } }, text))));
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(); });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      close();
      box.querySelector("summary").focus();
      event.stopPropagation();
    });
    return box;
  }

  function help() {
    const dialog = document.getElementById("help");
    const rows = words.keys.map(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]);
    dialog.replaceChildren(make("h2", {}, words.help), make("dl", {}, rows), make("form", { method: "dialog" }, make("button", {}, words.close)));
    dialog.showModal();
  }

  async function copyLink() {
    address.write();
    await navigator.clipboard?.writeText(location.href).catch(() => null);
  }

  function look() {
    looks.choose(looks.dark() ? "light" : "dark");
    address.later();
  }

  /* Paper is light. */
  function printLight() {
    let before;
    addEventListener("beforeprint", () => {
      before = root.dataset.look;
      looks.choose("light");
      camera.redrawNow();
    });
    addEventListener("afterprint", () => looks.choose(before));
  }

  function start() {
    printLight();
    buttons = {
      undo: button("undo", words.undo, state.undo, null, { id: "undo" }),
      redo: button("redo", words.redo, state.redo, null, { id: "redo" }),
      filter: button("filter", words.legend, () => root.classList.toggle("legend-open"), null, { id: "filter-button" }),
      table: button("table", words.tableHint, () => state.change({ table: !state.now.table }), words.table, { id: "table-button" }),
      look: button("look", words.look, look, null, { id: "look" }),
      keys: button("keys", words.help, help, null, { id: "keys" }),
    };
    bar.append(buttons.filter, buttons.undo, buttons.redo, buttons.table, menu("save", words.save, [
      [words.saves.png, save.png], [words.saves.svg, save.svg], [words.saves.csv, save.csv], [words.saves.citations, save.citations],
      [words.saves.link, copyLink], [words.saves.print, () => print()],
    ]), buttons.look, buttons.keys);
    const zoom = document.getElementById("zoom");
    zoom.append(
      button("plus", words.zoomIn, () => camera.zoom(1.5)), button("minus", words.zoomOut, () => camera.zoom(1 / 1.5)),
      button("fit", words.fitHint, () => camera.fit(camera.all()), null, { id: "fit" }),
    );
    zoom.setAttribute("aria-label", words.view);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.target.closest("input, dialog, .menu[open]")) main.back();
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.closest("input[type=search]")) {
        if (event.shiftKey) state.redo();
        else state.undo();
        event.preventDefault();
      }
    });
  }

  function show() {
    buttons.undo.disabled = !state.canUndo;
    buttons.redo.disabled = !state.canRedo;
    buttons.table.setAttribute("aria-pressed", String(state.now.table));
  }

  return { start, show, pin, hide, focus, focusOn, unfocus, expand, ask, open, clear, keys };
})();
