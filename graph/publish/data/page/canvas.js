/* A scene on a canvas. Lines of one look are one path; marks and names are kept as small pictures, since drawing their
   outlines anew in each frame would take longer than everything else. */
const canvas = (() => {
  const AT_ONCE = 400; // lines in one path; longer paths take more than their share of time
  const KEPT = 4000;
  const STAMP = 64; // larger bubbles are drawn, smaller ones are pictures
  const pictures = new Map();
  let stamps = { ground: "", ratio: 0, of: new Map() }; // of one look: by kind and twice the size

  function outline(context, shape, x, y, r) {
    const corners = looks.corners[shape];
    if (!corners) {
      context.moveTo(x + r * 0.92, y);
      context.arc(x, y, r * 0.92, 0, 2 * Math.PI);
      return;
    }
    corners.forEach(([dx, dy], turn) => (turn ? context.lineTo(x + dx * r, y + dy * r) : context.moveTo(x + dx * r, y + dy * r)));
    context.closePath();
  }

  function drawLines(context, { colour, alpha, width, dash, points, heads }) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    for (let start = 0; start < points.length; start += 4 * AT_ONCE) {
      context.beginPath();
      const end = Math.min(points.length, start + 4 * AT_ONCE);
      for (let at = start; at < end; at += 4) {
        context.moveTo(points[at], points[at + 1]);
        context.lineTo(points[at + 2], points[at + 3]);
      }
      context.stroke();
    }
    context.setLineDash([]);
    if (!heads.length) return;
    const [long, wide] = [6 + width, 2.4 + width * 0.6];
    context.beginPath();
    for (let at = 0; at < heads.length; at += 4) {
      const [x, y, ux, uy] = [heads[at], heads[at + 1], heads[at + 2], heads[at + 3]];
      context.moveTo(x, y);
      context.lineTo(x - ux * long - uy * wide, y - uy * long + ux * wide);
      context.lineTo(x - ux * long + uy * wide, y - uy * long - ux * wide);
    }
    context.fill();
  }

  /* The sign of a node as a picture, for its kind and (to half a pixel) its size. */
  function stamp(type, r, small, palette, ratio) {
    if (stamps.ground !== palette.ground || stamps.ratio !== ratio) stamps = { ground: palette.ground, ratio, of: new Map() };
    if (!stamps.of.has(type)) stamps.of.set(type, []);
    const own = stamps.of.get(type);
    return (own[small ? 0 : 2 * r] ??= sign(type, r, small, palette, ratio));
  }

  function sign(type, r, small, palette, ratio) {
    const side = Math.ceil((2.4 * r + 4) * ratio);
    const made = document.createElement("canvas");
    [made.width, made.height] = [side, side];
    const context = made.getContext("2d");
    context.scale(ratio, ratio);
    const colour = looks.colour(type);
    const hollow = looks.hollow(type) && !small;
    context.fillStyle = hollow ? palette.ground : colour;
    context.strokeStyle = hollow ? colour : palette.ground;
    context.lineWidth = hollow ? Math.min(2, 0.5 + r / 4) : 1.2;
    context.lineJoin = "round";
    context.beginPath();
    outline(context, small ? "dot" : looks.shape(type), side / ratio / 2, side / ratio / 2, hollow ? r - 0.6 : r);
    context.fill();
    if (!small) context.stroke();
    return made;
  }

  function drawMarks(context, marks, palette, ratio) {
    for (const turn of [0, 1]) {
      context.globalAlpha = turn ? 1 : 0.16;
      for (const { type, x, y, r, dim, small } of marks) {
        if (dim !== !turn) continue;
        const made = stamp(type, Math.round(r * 2) / 2, small, palette, ratio);
        if (turn) context.globalAlpha = small ? 0.5 : 1;
        const side = made.width / ratio;
        context.drawImage(made, Math.round((x - side / 2) * ratio) / ratio, Math.round((y - side / 2) * ratio) / ratio, side, side);
      }
    }
    context.globalAlpha = 1;
  }

  function drawRings(context, marks, palette) {
    const { now } = state;
    const pinned = new Set(Object.keys(now.pinned).map(Number));
    const ends = new Set([now.chosen?.node, now.asking, ...(now.path ?? [])]);
    for (const { at, x, y, r } of marks) {
      if (!ends.has(at) && !pinned.has(at)) continue;
      context.strokeStyle = ends.has(at) ? palette.accent : palette.soft;
      context.lineWidth = ends.has(at) ? 2.5 : 1.5;
      context.beginPath();
      context.arc(x, y, r + 4, 0, 2 * Math.PI);
      context.stroke();
      if (!pinned.has(at)) continue;
      context.fillStyle = palette.ink;
      context.beginPath();
      context.arc(x + r * 0.75 + 3, y - r * 0.75 - 3, 3, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /* A bubble; its ring tells of what kinds its members are. */
  function disc(context, of, x, y, r, palette) {
    context.fillStyle = palette.card;
    context.lineWidth = r < STAMP / 2 ? 3 : 4;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
    let angle = -Math.PI / 2;
    for (const [type, count] of of.types) {
      const end = angle + (2 * Math.PI * count) / of.members.length;
      context.strokeStyle = looks.colour(type);
      context.beginPath();
      context.arc(x, y, r - context.lineWidth / 2, angle, end);
      context.stroke();
      angle = end;
    }
  }

  /* A small bubble as a picture: of three sizes the next larger, which is drawn smaller. */
  function bubbleStamp(of, r, palette, ratio) {
    const size = [STAMP / 4, STAMP / 2, STAMP].find((one) => r <= one);
    const key = `bubble ${of.index}|${size}|${ratio}|${palette.card}`;
    if (!pictures.has(key)) {
      const made = document.createElement("canvas");
      made.width = made.height = Math.ceil(2 * (size + 2) * ratio);
      const context = made.getContext("2d");
      context.scale(ratio, ratio);
      disc(context, of, size + 2, size + 2, size, palette);
      pictures.set(key, made);
    }
    return { made: pictures.get(key), half: (r * (size + 2)) / size };
  }

  /* Lines between bubbles. A wide one is several fine ones side by side: up to a pixel a browser draws a line many times
     as fast, and five fine lines take less time than one wide one. */
  function drawLinks(context, links) {
    context.lineWidth = 1;
    context.beginPath();
    for (const { x1, y1, x2, y2, width } of links) {
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [ux, uy] = [(y1 - y2) / length, (x2 - x1) / length];
      const last = (Math.ceil(width) - 1) / 2;
      for (let off = -last; off <= last; off += 1) {
        context.moveTo(x1 + ux * off, y1 + uy * off);
        context.lineTo(x2 + ux * off, y2 + uy * off);
      }
    }
    context.stroke();
  }

  function drawBubbles(context, { bubbles, links, open, dimmed }, palette, ratio) {
    context.strokeStyle = palette.edge;
    context.globalAlpha = dimmed ? 0.15 : 0.4;
    drawLinks(context, links);
    context.globalAlpha = 1;
    for (const { x, y, r } of open) {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = palette.card;
      context.globalAlpha = 0.55;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = palette.line;
      context.lineWidth = 1;
      context.stroke();
    }
    context.globalAlpha = dimmed ? 0.35 : 1;
    for (const bubble of bubbles) {
      if (bubble.r > STAMP) disc(context, bubble.of, bubble.x, bubble.y, bubble.r, palette);
      else {
        const { made, half } = bubbleStamp(bubble.of, bubble.r, palette, ratio);
        context.drawImage(made, bubble.x - half, bubble.y - half, 2 * half, 2 * half);
      }
    }
    context.lineWidth = 3;
    for (const { x, y, r } of bubbles.filter((bubble) => bubble.chosen)) {
      context.strokeStyle = palette.accent;
      context.beginPath();
      context.arc(x, y, r + 4, 0, 2 * Math.PI);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /* A name with its halo, as a picture of its own. */
  function picture(name, palette, ratio) {
    const key = `${name.font}|${ratio}|${palette.ink}|${name.text.join("\n")}`;
    if (pictures.has(key)) return pictures.get(key);
    if (pictures.size > KEPT) pictures.clear();
    const width = Math.max(...name.text.map((line) => labels.width(line, name.font))) + 8;
    const height = labels.HEIGHT * name.text.length + 4;
    const made = document.createElement("canvas");
    made.width = Math.ceil(width * ratio);
    made.height = Math.ceil(height * ratio);
    const context = made.getContext("2d");
    context.scale(ratio, ratio);
    write(context, name, width / 2, 2, palette);
    pictures.set(key, { made, width, height });
    return pictures.get(key);
  }

  function write(context, name, x, y, palette) {
    context.font = labels.fonts[name.font];
    context.textBaseline = "top";
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = name.font === "bubble" ? palette.card : palette.ground;
    context.fillStyle = palette.ink;
    name.text.forEach((line, row) => {
      context.strokeText(line, x, y + labels.HEIGHT * row);
      context.fillText(line, x, y + labels.HEIGHT * row);
    });
  }

  function drawNames(context, names, palette, ratio) {
    for (const name of names) {
      const { made, width, height } = picture(name, palette, ratio);
      context.drawImage(made, Math.round((name.x - width / 2) * ratio) / ratio, Math.round((name.y - 2) * ratio) / ratio, made.width / ratio, made.height / ratio);
      if (!name.bubble) continue;
      context.font = labels.fonts.count;
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillStyle = palette.soft;
      context.fillText(name.bubble.of.shown.toLocaleString("en"), name.x, name.y + height - 2);
    }
  }

  function drawWords(context, list, palette) {
    context.font = labels.fonts.word;
    context.textBaseline = "middle";
    context.textAlign = "center";
    for (const { text, x, y, angle, width } of list) {
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      context.fillStyle = palette.ground;
      context.fillRect(-width / 2 - 3, -7, width + 6, 14);
      context.fillStyle = palette.soft;
      context.fillText(text, 0, 0);
      context.restore();
    }
  }

  /* `ratio`: pixels of the canvas for one of the scene. */
  function draw(context, shown, ratio) {
    const palette = looks.palette();
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, shown.view.width, shown.view.height);
    drawBubbles(context, shown, palette, ratio);
    shown.lines.forEach((style) => drawLines(context, style));
    drawMarks(context, shown.marks, palette, ratio);
    drawRings(context, shown.marks, palette);
    drawWords(context, shown.words, palette);
    drawNames(context, shown.names, palette, ratio);
    context.restore();
  }

  return { draw };
})();
