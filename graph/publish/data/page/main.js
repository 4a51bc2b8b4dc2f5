/* Joins the parts: what is chosen, and who is told that the state has changed. */
const main = (() => {
  const root = document.documentElement;
  const status = document.getElementById("status");
  const none = document.getElementById("none");
  const same = (before, ...keys) => keys.every((key) => before[key] === state.now[key]);

  /* Choose a node, an edge or a group, or nothing; a second node ends the question for a path. */
  function choose(what, focus = false) {
    const { asking } = state.now;
    if (asking !== null && what?.node !== undefined && what.node !== asking) {
      state.change({ asking: null, path: [asking, what.node], chosen: null });
      camera.fit(path.nodes(), undefined, 0.9);
      panel.show(true);
      return;
    }
    state.change({ chosen: what });
    if (focus) panel.show(true);
  }

  /* Choose a node and bring it into view, even if a filter had hidden it. */
  function go(at) {
    const { off, hidden, focus, asking } = state.now;
    const node = data.nodes[at];
    const parts = {};
    if (off.type.includes(node.type)) parts.off = { ...off, type: off.type.filter((type) => type !== node.type) };
    if (hidden.includes(at)) parts.hidden = hidden.filter((other) => other !== at);
    if (focus && !neighbours.around(focus).has(at)) parts.focus = null;
    if (Object.keys(parts).length) state.change(parts);
    choose({ node: at }, true);
    if (asking === null && !state.now.table) camera.centre(at);
  }

  function goGroup(index) {
    choose({ group: index }, true);
    camera.centreGroup(groups.bubbles[index]);
  }

  /* Escape: first the question for a path, then what is chosen, then the table, the path, the focus. */
  function back() {
    const { asking, chosen, path: way, focus } = state.now;
    if (asking !== null) state.change({ asking: null });
    else if (chosen) choose(null);
    else if (state.now.table) state.change({ table: false });
    else if (way) state.change({ path: null });
    else if (focus) tools.unfocus();
  }

  function changed(now, before) {
    const filtered = !same(before, "off", "sure", "from", "to", "alone", "pinned", "hidden", "focus", "path") || filters.follows(now.chosen);
    if (!same(before, "focus", "pinned")) neighbours.place();
    if (filtered) filters.apply();
    if (filtered) path.find();
    root.classList.toggle("table", now.table);
    root.classList.toggle("idle", !now.chosen && !now.path && now.asking === null);
    if (now.table) table.show();
    legend.update(filtered);
    timebar.show();
    tools.show();
    panel.show(false, now.chosen === before.chosen && now.path === before.path);
    if (now.chosen?.node !== undefined && now.chosen !== before.chosen) trail.add(now.chosen.node);
    else trail.show();
    search.settle(now.chosen?.node === undefined ? "" : data.nodes[now.chosen.node].label);
    none.hidden = filters.count.nodes > 0;
    camera.redraw();
    address.later();
  }

  /* What is in view, a few times a second while the view moves: each new text would have to be laid out. */
  let told = { at: 0, x: 0, y: 0, scale: 0, timer: null };

  function tell(shown) {
    const { x, y, scale } = shown.view;
    const moved = x !== told.x || y !== told.y || scale !== told.scale;
    const now = performance.now();
    clearTimeout(told.timer);
    if (moved && now - told.at < 150) told = { ...told, x, y, scale, timer: setTimeout(say, 150, shown) };
    else {
      told = { at: now, x, y, scale, timer: null };
      say(shown);
    }
    address.later();
  }

  function say(shown) {
    const nodes = shown.drawn;
    const text = words.drawn(nodes, shown.bubbles.length, filters.count, Boolean(state.now.focus));
    if (status.textContent !== text) status.textContent = text;
  }

  let opened = 0; // addresses

  /* What an address names; the page is drawn before what it lacks of that has come. The address is not written anew
     until then: it would name what is drawn. */
  async function open(fragment = location.hash) {
    const turn = ++opened;
    const lacking = data.beyond ? address.lacking(fragment) : [];
    if (lacking.length) {
      address.hold(true);
      if (!root.dataset.ready) changed(state.now, {});
      await remote.missing(lacking, () => open(fragment));
      if (turn !== opened) return; // another has been opened since
    }
    address.hold(false);
    const told = address.parse(fragment);
    if (told) state.restore(told);
    else changed(state.now, {});
    const view = told && address.view(fragment);
    if (view) camera.move(...view, false);
    else if (told?.chosen?.node !== undefined) camera.centre(told.chosen.node);
    else camera.fit(camera.all(), false);
  }

  root.classList.add("js");
  root.classList.remove("waiting");
  if (data.server !== null) {
    const title = document.querySelector(".brand h1");
    title.replaceChildren(elements.make("a", { href: "/", title: words.home }, ...title.childNodes));
    document.getElementById("rest")?.replaceChildren(words.served);
  }
  if (address.look(location.hash)) looks.choose(address.look(location.hash));
  camera.box.setAttribute("aria-label", words.canvas);
  document.getElementById("none-text").textContent = words.none;
  document.getElementById("none-button").textContent = words.showAll;
  document.getElementById("none-button").addEventListener("click", tools.clear);
  legend.start();
  timebar.start();
  tools.start();
  search.start(go);
  camera.start(); // after what is beside it, which gives it its size
  state.listen(changed);
  camera.listen(tell);
  pointer.start(choose);
  open();
  addEventListener("hashchange", () => { if (location.hash !== address.written) open(); });
  root.dataset.ready = "true";
  camera.drawn().then(data.quoted).then((whole) => {
    if (!whole) remote.say(words.damaged);
    if (data.parted) panel.show(false, true);
    if (data.parted && state.now.table) table.show();
    search.known();
    root.dataset.whole = "true";
  });
  return { choose, go, goGroup, back };
})();
