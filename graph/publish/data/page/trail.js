/* The trail: entities that were looked at, the last ones at the end; each leads back. */
const trail = (() => {
  const { make, icon, text } = elements;
  const box = document.getElementById("trail");
  const KEPT = 24;
  let seen = [];

  function show() {
    box.hidden = seen.length < 2;
    box.replaceChildren(make("ol", {}, seen.map((at) => make("li", {},
      make("button", { type: "button", "data-node": at, "aria-current": state.now.chosen?.node === at ? "true" : null, title: data.nodes[at].label },
        icon(data.nodes[at].type), text(data.nodes[at].label))))));
    box.scrollLeft = box.scrollWidth;
  }

  function add(at) {
    if (seen[seen.length - 1] !== at) seen = [...seen.filter((other) => other !== at), at].slice(-KEPT);
    show();
  }

  box.setAttribute("aria-label", words.trail);
  box.addEventListener("click", (event) => {
    const target = event.target.closest("[data-node]");
    if (target) main.go(Number(target.dataset.node));
  });

  return { add, show };
})();
