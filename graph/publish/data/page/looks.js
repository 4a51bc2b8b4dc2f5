/* Colours of the light and the dark page, and the drawn shape of each kind of entity. */
const looks = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const palette = () => ({
    ground: style("--ground"),
    ink: style("--ink"),
    soft: style("--soft"),
    danger: style("--danger"),
    accent: style("--accent"),
    edge: dark.matches ? "#59626c" : "#b3b1aa",
    faint: dark.matches ? "#2a2f35" : "#e6e4de",
  });

  const colour = (type) => data.page.types[type][dark.matches ? "dark" : "light"];
  const hollow = (type) => data.page.types[type].hollow;

  /* Corners of the shapes that vis-network draws, in a box from -1 to 1. */
  const corners = {
    square: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
    diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
    triangle: [[0, -0.9], [0.95, 0.75], [-0.95, 0.75]],
    triangleDown: [[0, 0.9], [0.95, -0.75], [-0.95, -0.75]],
    hexagon: [[0.95, 0], [0.475, 0.82], [-0.475, 0.82], [-0.95, 0], [-0.475, -0.82], [0.475, -0.82]],
    star: Array.from({ length: 10 }, (_, turn) => {
      const angle = (turn * Math.PI) / 5;
      const radius = turn % 2 ? 0.5 : 1;
      return [radius * Math.sin(angle), -radius * Math.cos(angle)];
    }),
  };

  /* How the line of a fact of this status is drawn. */
  const dashes = { stated: false, former: false, planned: [8, 6], denied: [2, 5] };

  return { dark, palette, colour, hollow, corners, dashes };
})();
