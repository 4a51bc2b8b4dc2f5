/* Colours of the light and the dark page, and the drawn shape of each kind of entity. */
const looks = (() => {
  const NAMES = ["ground", "card", "ink", "soft", "line", "hover", "danger", "accent", "edge", "faint"];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const listeners = [];
  let colours = null;

  const dark = () => (root.dataset.look ? root.dataset.look === "dark" : system.matches);

  /* The colours as the style sheet has them: an element is asked, since a variable may be any expression. */
  function palette() {
    if (colours) return colours;
    const probe = document.createElement("span");
    document.body.append(probe);
    colours = Object.fromEntries(NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }));
    probe.remove();
    return colours;
  }

  function changed() {
    colours = null;
    listeners.forEach((listener) => listener());
  }

  /* Light, dark, or (with nothing) as the system has it. */
  function choose(look) {
    if (look) root.dataset.look = look;
    else delete root.dataset.look;
    changed();
  }

  system.addEventListener("change", changed);

  const colour = (type) => data.page.types[type][dark() ? "dark" : "light"];
  const hollow = (type) => data.page.types[type].hollow;
  const shape = (type) => data.page.types[type].shape;

  /* Corners of the shapes, in a box from -1 to 1; a dot has none. */
  const corners = {
    square: [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]],
    diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
    triangle: [[0, -1.05], [1.05, 0.8], [-1.05, 0.8]],
    triangleDown: [[0, 1.05], [1.05, -0.8], [-1.05, -0.8]],
    hexagon: [[1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87], [0.5, -0.87]],
    star: Array.from({ length: 10 }, (_, turn) => {
      const angle = (turn * Math.PI) / 5;
      const radius = turn % 2 ? 0.52 : 1.15;
      return [radius * Math.sin(angle), -radius * Math.cos(angle)];
    }),
  };

  /* How the line of a fact of this status is drawn. */
  const dashes = { stated: [], former: [], planned: [7, 5], denied: [2, 4] };

  return { dark, palette, choose, colour, hollow, shape, corners, dashes, listen: (listener) => listeners.push(listener) };
})();
