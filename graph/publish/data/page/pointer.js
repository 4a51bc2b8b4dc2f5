/* Pointing at the drawing: what is under the pointer, choosing it, moving a node by hand, and keys. */
const pointer = (() => {
  const { make, text } = elements;
  const { box } = camera;
  const tip = document.getElementById("tip");
  let held = null;

  /* The node, line or bubble at a point of the screen: the nearest node, a line within a few pixels, a bubble. */
  function under(x, y) {
    const { shown } = camera;
    if (!shown) return null;
    let best = null;
    for (const mark of shown.marks) {
      const distance = Math.hypot(mark.x - x, mark.y - y) - mark.r;
      if (distance < 4 && (!best || distance < best.distance)) best = { distance, node: mark.at };
    }
    if (best) return { node: best.node };
    for (const bubble of shown.bubbles) if (Math.hypot(bubble.x - x, bubble.y - y) < bubble.r) return { group: bubble.of.index };
    for (const line of shown.list) {
      const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
      const along = Math.min(1, Math.max(0, ((x - line.x1) * dx + (y - line.y1) * dy) / (line.length * line.length || 1)));
      const distance = Math.hypot(line.x1 + dx * along - x, line.y1 + dy * along - y);
      if (distance < 5 && (!best || distance < best.distance)) best = { distance, edge: line.edge.index };
    }
    return best ? { edge: best.edge } : null;
  }

  function place(event) {
    const { left, top } = camera.element().getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  const kind = (type) => data.page.types[type].label;

  function describe(found) {
    if (found.node !== undefined) {
      const node = data.nodes[found.node];
      return [make("b", {}, text(node.label)), make("small", {}, `${kind(node.type)} · ${words.counted(data.counted(data.factsOf[found.node]))}`)];
    }
    if (found.group !== undefined) {
      const bubble = groups.bubbles[found.group];
      return [make("b", {}, text(groups.label(bubble))), make("small", {}, words.entities(bubble.shown))];
    }
    const edge = data.edges[found.edge];
    const label = edge.predicates.map((predicate) => data.page.predicates[predicate].label).join(", ");
    return [make("b", {}, text(data.nodes[edge.from].label), ` ${label} `, text(data.nodes[edge.to].label)), make("small", {}, words.quotes(edge.weight))];
  }

  function hover(event) {
    if (held || event.pointerType === "touch" || event.buttons) return;
    const [x, y] = place(event);
    const found = under(x, y);
    box.style.cursor = found ? "pointer" : "";
    tip.hidden = !found;
    if (!found) return;
    tip.replaceChildren(...describe(found));
    const { width } = camera.view();
    tip.style.left = `${Math.min(Math.max(x + 14, 4), Math.max(4, width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 16}px`;
  }

  /* A node that is dragged moves alone; it is then pinned where it was left. */
  function grab(event) {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const [x, y] = place(event);
    const found = under(x, y);
    if (found?.node === undefined) return;
    held = { at: found.node, x, y, moved: false };
    event.stopPropagation();
    box.setPointerCapture?.(event.pointerId);
  }

  function drag(event) {
    if (!held) return;
    const [x, y] = place(event);
    if (!held.moved && Math.hypot(x - held.x, y - held.y) < 5) return;
    held.moved = true;
    tip.hidden = true;
    [neighbours.x[held.at], neighbours.y[held.at]] = camera.at(x, y);
    event.stopPropagation();
    camera.redraw();
  }

  function release(event, choose) {
    if (!held) return;
    const { at, moved } = held;
    held = null;
    event.stopPropagation();
    if (moved) tools.pin(at);
    else choose({ node: at });
  }

  const KEYS = {
    ArrowLeft: () => camera.pan(-80, 0),
    ArrowRight: () => camera.pan(80, 0),
    ArrowUp: () => camera.pan(0, -80),
    ArrowDown: () => camera.pan(0, 80),
    "+": () => camera.zoom(1.5),
    "=": () => camera.zoom(1.5),
    "-": () => camera.zoom(1 / 1.5),
    0: () => camera.fit(camera.all()),
  };

  /* The node or bubble nearest to the middle of the view. */
  function middle() {
    const { shown } = camera;
    const { width, height } = shown.view;
    const spots = [...shown.marks.map((mark) => ({ ...mark, found: { node: mark.at } })), ...shown.bubbles.map((bubble) => ({ ...bubble, found: { group: bubble.of.index } }))];
    const far = (spot) => Math.hypot(spot.x - width / 2, spot.y - height / 2);
    return spots.reduce((best, spot) => (!best || far(spot) < far(best) ? spot : best), null)?.found;
  }

  function key(event, choose) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KEYS[event.key] ?? tools.keys[event.key];
    if (event.key === "Enter") choose(middle() ?? null, true);
    else if (act) act();
    else return;
    event.preventDefault();
  }

  /* `choose` is called with what was clicked, or with nothing for the ground. */
  function start(choose) {
    box.addEventListener("pointermove", hover);
    box.addEventListener("pointerleave", () => { tip.hidden = true; });
    box.addEventListener("pointerdown", grab, true);
    box.addEventListener("pointermove", drag, true);
    box.addEventListener("pointerup", (event) => release(event, choose), true);
    box.addEventListener("keydown", (event) => key(event, choose));
    camera.on("click", ({ pointer: { DOM } }) => choose(under(DOM.x, DOM.y)));
    box.addEventListener("dblclick", (event) => {
      const found = under(...place(event));
      if (found?.node !== undefined) tools.expand(found.node);
    });
  }

  return { start, under };
})();
