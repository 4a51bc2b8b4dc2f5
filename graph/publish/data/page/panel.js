/* The panel beside the graph shows the card of what is chosen. */
const panel = (() => {
  const box = document.getElementById("panel");
  const { make, text, button } = elements;

  function card({ chosen, path: way }) {
    if (chosen?.node !== undefined) return cards.entity(chosen.node);
    if (chosen?.edge !== undefined) return cards.between(chosen.edge);
    if (chosen?.group !== undefined) return cards.group(chosen.group);
    return way ? cards.way() : cards.overview();
  }

  /* Above the card: that a second node is asked for, or that a path is on the screen. */
  function notice({ asking, path: way, chosen }) {
    if (asking !== null) {
      return make("div", { class: "notice", role: "status" }, make("span", {}, words.askPath, " ", make("b", {}, text(data.nodes[asking].label)), words.askPathEnd),
        button(null, words.cancel, () => state.change({ asking: null }), words.cancel));
    }
    return way && chosen ? make("div", { class: "notice" }, button("path", words.backToPath, () => main.choose(null), words.backToPath)) : null;
  }

  /* Show the card; with `focus` its heading takes the keyboard's focus, and `stay` keeps the place in it. */
  function show(focus, stay) {
    const place = box.scrollTop;
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    box.replaceChildren(...[notice(state.now), card(state.now)].flat(Infinity).filter(Boolean));
    box.scrollTop = stay ? place : 0;
    if (focus) box.querySelector("h2").focus({ preventScroll: true });
    else if (held) box.querySelector(`[data-act="${held}"]`)?.focus();
  }

  box.addEventListener("click", (event) => {
    const target = event.target.closest("[data-node], [data-group]");
    if (!target) return;
    if (target.dataset.node) main.go(Number(target.dataset.node));
    else main.goGroup(Number(target.dataset.group));
  });

  return { show };
})();
