"use strict";
// What the query page adds to a form that works without it: Ctrl+Enter asks, and the cursor stands where an error is.
const editor = document.getElementById("query");
const form = document.getElementById("ask");

editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

if (editor.dataset.line) {
  const lines = editor.value.split("\n");
  const line = Number(editor.dataset.line) - 1;
  const before = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  // The column counts characters, the editor UTF-16 units.
  const column = [...(lines[line] ?? "")].slice(0, Number(editor.dataset.column) - 1).join("").length;
  editor.focus();
  editor.setSelectionRange(before + column, before + column);
}
