/* Making elements: text only ever enters the page as text. */
const elements = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /* An element with attributes (a function is a listener) and children (strings become text). */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  }

  function shape(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  /* The sign of a kind of entity, as the graph draws it. */
  function icon(type) {
    const corners = looks.corners[data.page.types[type].shape];
    const paint = {
      fill: looks.hollow(type) ? "none" : looks.colour(type),
      stroke: looks.colour(type),
      "stroke-width": 0.3,
    };
    const svg = shape("svg", { viewBox: "-1.25 -1.25 2.5 2.5", class: "icon", "aria-hidden": "true" });
    svg.append(corners ? shape("polygon", { points: corners.join(" "), ...paint }) : shape("circle", { r: 0.9, ...paint }));
    return svg;
  }

  /* A piece of the line by which the graph draws facts of a status. */
  function line(status) {
    const colours = looks.palette();
    const svg = shape("svg", { viewBox: "0 0 28 8", width: 28, height: 8, "aria-hidden": "true" });
    svg.append(
      shape("line", {
        x1: 0, x2: 28, y1: 4, y2: 4, "stroke-width": 2,
        stroke: status === "denied" ? colours.danger : colours.soft,
        "stroke-opacity": status === "former" ? 0.4 : 1,
        "stroke-dasharray": (looks.dashes[status] || []).join(" "),
      }),
    );
    return svg;
  }

  /* Text from an article or a name, kept from changing the direction of what is around it. */
  const text = (value) => make("bdi", {}, value);

  /* The name of an entity as a button that goes to it. */
  const name = (id) => make("button", { type: "button", class: "name", "data-node": id }, text(data.nodes.get(id).label));

  /* A link, only where the address is one of the web. */
  function link(url, label) {
    if (!/^https?:\/\//i.test(url ?? "")) return text(label);
    return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text(label));
  }

  return { make, icon, line, text, name, link };
})();
