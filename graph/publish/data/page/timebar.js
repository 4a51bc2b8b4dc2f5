/* The bar of time: how many articles there are in each unit, and the range of which facts are shown; it can play. */
const timebar = (() => {
  const { make, sign, button } = elements;
  const { units } = dates;
  const box = document.getElementById("time");
  const SVG = "http://www.w3.org/2000/svg";
  const STEP = 550; // milliseconds between two units while playing
  const last = units.length - 1;
  let timer = null;
  let parts = null;

  const low = () => (state.now.from ? dates.index(state.now.from) : 0);
  const high = () => (state.now.to ? dates.index(state.now.to) : last);

  /* Facts of units from `first` to `end`; all units are no range. */
  function set(first, end) {
    const [a, b] = [Math.max(0, Math.min(first, end)), Math.min(last, Math.max(first, end))];
    state.change({ from: a === 0 ? null : units[a].from, to: b === last ? null : units[b].to });
  }

  function bars() {
    const most = Math.max(...units.map((unit) => unit.count));
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${units.length} 40`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const made = units.map((unit, at) => {
      const bar = document.createElementNS(SVG, "rect");
      const height = unit.count ? Math.max(2, 38 * Math.sqrt(unit.count / most)) : 0;
      for (const [name, value] of Object.entries({ x: at + 0.08, width: 0.84, y: 40 - height, height })) bar.setAttribute(name, value);
      svg.append(bar);
      return bar;
    });
    return { svg, made };
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    show();
  }

  /* From the range's end on, unit by unit; a range that starts later than all moves, else it grows. */
  function play() {
    if (timer) return stop();
    if (high() === last) set(low() && low() < last ? 0 : low(), low() && low() < last ? high() - low() : 0);
    timer = setInterval(() => {
      if (high() >= last) return stop();
      set(state.now.from ? low() + 1 : 0, high() + 1);
    }, STEP);
    show();
  }

  /* Bars can be chosen by drawing over them. */
  function brush(area) {
    let start = null;
    const unit = (event) => {
      const { left, width } = area.getBoundingClientRect();
      return Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * units.length)));
    };
    area.addEventListener("pointerdown", (event) => {
      start = unit(event);
      area.setPointerCapture(event.pointerId);
      set(start, start);
    });
    area.addEventListener("pointermove", (event) => { if (start !== null) set(start, unit(event)); });
    area.addEventListener("pointerup", () => { start = null; });
  }

  function slider(hint, read, write) {
    const input = make("input", { type: "range", min: 0, max: last, step: 1, "aria-label": hint, input: () => write(Number(input.value)) });
    return { input, show: () => {
      input.value = read();
      input.setAttribute("aria-valuetext", dates.name(units[read()].from));
    } };
  }

  function show() {
    if (!parts) return;
    const [a, b] = [low(), high()];
    const all = a === 0 && b === last;
    parts.made.forEach((bar, at) => bar.setAttribute("class", at >= a && at <= b ? "in" : "out"));
    parts.first.show();
    parts.end.show();
    const count = units.slice(a, b + 1).reduce((sum, unit) => sum + unit.count, 0);
    const from = dates.name(a === 0 ? dates.first : units[a].from);
    const to = dates.name(b === last ? dates.last : units[b].to);
    const span = from === to ? from : `${from} – ${to}`;
    parts.text.textContent = `${span} · ${words.articlesIn(count)}`;
    parts.all.hidden = all;
    parts.play.setAttribute("aria-pressed", String(Boolean(timer)));
    parts.play.replaceChildren(sign(timer ? "pause" : "play"));
    parts.play.title = timer ? words.pause : words.play;
    parts.play.setAttribute("aria-label", parts.play.title);
  }

  function start() {
    box.hidden = units.length < 2;
    if (box.hidden) return;
    const { svg, made } = bars();
    const area = make("div", { class: "bars" }, svg);
    brush(area);
    const first = slider(words.rangeFrom, low, (at) => set(at, Math.max(at, high())));
    const end = slider(words.rangeTo, high, (at) => set(Math.min(at, low()), at));
    const text = make("p", { class: "range" });
    const all = button(null, words.allTimeHint, () => { stop(); set(0, last); }, words.allTime, { class: "more", id: "all-time" });
    const player = button("play", words.play, play, null, { id: "play" });
    parts = { made, first, end, text, all, play: player };
    box.append(player, make("div", { class: "bar" },
      make("div", { class: "line" }, text, all, make("span", { class: "note" }, dates.undated ? words.undated(dates.undated) : "")), area, make("div", { class: "sliders" }, first.input, end.input)));
    box.setAttribute("aria-label", words.time);
    show();
  }

  return { start, show, stop: () => { if (timer) stop(); } };
})();
