/* A scene as an SVG document (SVG 1.1): the same shapes, and names as text. */
const vector = (() => {
  const NS = "http://www.w3.org/2000/svg";
  const round = (number) => Math.round(number * 10) / 10;

  function add(parent, tag, attributes, text) {
    const element = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/\p{Cs}/gu, "\ufffd");
    parent.append(element);
    return element;
  }

  function lines(svg, { colour, alpha, width, dash, points, heads }) {
    let route = "";
    for (let at = 0; at < points.length; at += 4) route += `M${round(points[at])} ${round(points[at + 1])}L${round(points[at + 2])} ${round(points[at + 3])}`;
    add(svg, "path", { d: route, stroke: colour, "stroke-opacity": alpha, "stroke-width": width, "stroke-dasharray": dash.join(" ") || "none", fill: "none" });
    const [long, wide] = [6 + width, 2.4 + width * 0.6];
    let arrows = "";
    for (let at = 0; at < heads.length; at += 4) {
      const [x, y, ux, uy] = heads.slice(at, at + 4);
      arrows += `M${round(x)} ${round(y)}L${round(x - ux * long - uy * wide)} ${round(y - uy * long + ux * wide)}`
        + `L${round(x - ux * long + uy * wide)} ${round(y - uy * long - ux * wide)}Z`;
    }
    if (arrows) add(svg, "path", { d: arrows, fill: colour, "fill-opacity": alpha });
  }

  function bubbles(svg, shown, palette) {
    const opacity = shown.dimmed ? 0.15 : 0.4;
    for (const { x1, y1, x2, y2, width } of shown.links) {
      add(svg, "line", { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), stroke: palette.edge, "stroke-opacity": opacity, "stroke-width": round(width) });
    }
    for (const { x, y, r } of shown.open) add(svg, "circle", { cx: round(x), cy: round(y), r: round(r), fill: palette.card, stroke: palette.line });
    for (const { of, x, y, r } of shown.bubbles) {
      const most = [...of.types].sort((one, other) => other[1] - one[1])[0][0];
      add(svg, "circle", { cx: round(x), cy: round(y), r: round(r), fill: palette.card, stroke: looks.colour(most), "stroke-width": 2 });
    }
  }

  function marks(svg, shown, palette) {
    for (const { type, x, y, r, dim, small } of shown.marks) {
      const colour = looks.colour(type);
      const paint = { fill: looks.hollow(type) ? palette.ground : colour, stroke: looks.hollow(type) ? colour : palette.ground, "stroke-width": looks.hollow(type) ? 2 : 1.2, opacity: dim ? 0.16 : small ? 0.5 : 1 };
      const corners = looks.corners[looks.shape(type)];
      if (corners) add(svg, "polygon", { points: corners.map(([dx, dy]) => `${round(x + dx * r)},${round(y + dy * r)}`).join(" "), ...paint });
      else add(svg, "circle", { cx: round(x), cy: round(y), r: round(r * 0.92), ...paint });
    }
  }

  function names(svg, shown, palette) {
    const font = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
    for (const { text, x, y, angle } of shown.words) {
      add(svg, "text", { transform: `translate(${round(x)} ${round(y + 4)}) rotate(${round((angle * 180) / Math.PI)})`, "text-anchor": "middle", "font-size": 11, "font-family": font, fill: palette.soft, stroke: palette.ground, "stroke-width": 4, "paint-order": "stroke" }, text);
    }
    for (const { text, x, y, font: kind } of shown.names) {
      text.forEach((line, row) => add(svg, "text", {
        x: round(x), y: round(y + 12 + labels.HEIGHT * row), "text-anchor": "middle", "font-size": kind === "plain" ? 12 : 13, "font-weight": kind === "plain" ? 400 : 600,
        "font-family": font, fill: palette.ink, stroke: palette.ground, "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round",
      }, line));
    }
  }

  /* The document as text. */
  function draw(shown, title) {
    const palette = looks.palette();
    const { width, height } = shown.view;
    const svg = document.createElementNS(NS, "svg");
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) svg.setAttribute(name, value);
    add(svg, "title", {}, title);
    add(svg, "rect", { width, height, fill: palette.ground });
    bubbles(svg, shown, palette);
    shown.lines.forEach((style) => lines(svg, style));
    marks(svg, shown, palette);
    names(svg, shown, palette);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
  }

  return { draw };
})();
