/* Zooms and pans as a reader does, by wheel and by dragging, for some seconds. Resolves to the frames that there were
   in a second, and to those in which the page drew on its canvas. */
async ([selector, seconds]) => {
  const canvas = document.querySelector(selector);
  const box = canvas.getBoundingClientRect();
  const context = canvas.getContext("2d");
  let drawn = false;
  for (const name of ["clearRect", "fillRect", "stroke", "fill"]) {
    const original = context[name];
    context[name] = function (...rest) {
      drawn = true;
      return original.apply(this, rest);
    };
  }
  const at = (x, y) => ({ bubbles: true, cancelable: true, view: window, clientX: box.left + x, clientY: box.top + y });
  const [x, y] = [box.width / 2, box.height / 2];
  const pointer = (type, px, py, buttons) =>
    canvas.dispatchEvent(new PointerEvent(type, { ...at(px, py), pointerId: 1, pointerType: "mouse", isPrimary: true, button: type === "pointermove" ? -1 : 0, buttons }));
  const target = canvas;
  const start = performance.now();
  const end = start + seconds * 1000;
  let [frames, turn] = [0, 0];
  let held = false;
  while (performance.now() < end) {
    drawn = false;
    turn += 1;
    const phase = turn % 60;
    if (phase < 30) {
      if (held) pointer("pointerup", x, y, 0);
      held = false;
      target.dispatchEvent(new WheelEvent("wheel", { ...at(x, y), deltaY: phase < 15 ? -40 : 40 }));
    } else {
      if (!held) pointer("pointerdown", x, 12, 1);
      held = true;
      pointer("pointermove", x + 150 * Math.sin(turn / 5), 12 + 60 * (1 - Math.cos(turn / 5)), 1);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (drawn) frames += 1;
  }
  if (held) pointer("pointerup", x, y, 0);
  const time = (performance.now() - start) / 1000;
  return [turn / time, frames / time];
}
