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
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  function shape(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  /* The sign of a kind of entity, as the graph draws it; its colour is given by the style sheet. */
  function icon(type) {
    const corners = looks.corners[data.page.types[type].shape];
    const svg = shape("svg", { viewBox: "-1.3 -1.3 2.6 2.6", class: `icon ${looks.hollow(type) ? "hollow" : "full"}`, "aria-hidden": "true", "data-type": type });
    svg.append(corners ? shape("polygon", { points: corners.join(" ") }) : shape("circle", { r: 0.92 }));
    svg.style.color = looks.colour(type);
    return svg;
  }

  /* A piece of the line by which the graph draws facts of a status. */
  function line(status) {
    const svg = shape("svg", { viewBox: "0 0 24 8", class: `line ${status}`, width: 24, height: 8, "aria-hidden": "true" });
    svg.append(shape("line", { x1: 0, x2: 24, y1: 4, y2: 4, "stroke-dasharray": looks.dashes[status].join(" ") || "none" }));
    return svg;
  }

  /* Signs on buttons, each one path in a box of 24 by 24. */
  const SIGNS = {
    undo: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 0 12h-1",
    redo: "m15 7 5 5-5 5M20 12H10a6 6 0 0 0 0 12h1",
    table: "M3 5h18v14H3zM3 10h18M3 14.5h18M9 5v14",
    graph: "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 21.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM8.200 6.200l7.400 2M7 7.400l1.500 9.200M16.500 11l-5.500 6.500",
    save: "M12 4v11m-5-5 5 5 5-5M4 20h16",
    look: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
    keys: "M12 17.500v.5M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400",
    filter: "M3 5h18l-7 8.500V20l-4-2v-4.500z",
    play: "M7 5v14l11-7z",
    pause: "M8 5v14M16 5v14",
    plus: "M12 5v14M5 12h14",
    minus: "M5 12h14",
    fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
    focus: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v4M12 18v4M2 12h4M18 12h4",
    expand: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM14.500 9.500 20 4M20 4h-4M20 4v4M9.500 14.500 4 20M4 20h4M4 20v-4M14.500 14.500 20 20M9.500 9.500 4 4",
    path: "M5 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM19 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 19h7a4 4 0 0 0 0-8h-4a3 3 0 0 1 0-6h7",
    pin: "M9 3h6l-1 7 4 4H6l4-4zM12 14v7",
    hide: "M4 4l16 16M9.900 5.400A9 9 0 0 1 12 5c5 0 8.500 4.500 9.500 7a14 14 0 0 1-2.600 3.700M6.300 7.200A14 14 0 0 0 2.500 12C3.500 14.500 7 19 12 19a9 9 0 0 0 4-.9",
    close: "M6 6l12 12M18 6 6 18",
  };

  function sign(name) {
    const svg = shape("svg", { viewBox: "0 0 24 24", class: "sign", "aria-hidden": "true" });
    svg.append(shape("path", { d: SIGNS[name] }));
    return svg;
  }

  /* A button with a sign; its name is read out and, with `label`, also shown. */
  const button = (name, hint, act, label = null, more = {}) =>
    make("button", { type: "button", title: hint, "aria-label": label ? null : hint, click: act, ...more }, name ? sign(name) : null, label ? make("span", {}, label) : null);

  /* Text from an article or a name, kept from changing the direction of what is around it. */
  const text = (value) => make("bdi", {}, value);

  /* The name of an entity as a button that goes to it. */
  const name = (at) => make("button", { type: "button", class: "name", "data-node": at }, text(data.nodes[at].label));

  /* A link, only where the address is one of the web. */
  function link(url, label) {
    if (!/^https?:\/\//i.test(url ?? "")) return text(label);
    return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text(label));
  }

  looks.listen(() => {
    for (const svg of document.querySelectorAll(".icon[data-type]")) svg.style.color = looks.colour(svg.dataset.type);
  });

  return { make, icon, line, sign, button, text, name, link };
})();
