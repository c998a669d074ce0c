/* Moves through a grid of numbers like a sheet, and lays a pasted column into it; the grid works without it. */
const grid = document.querySelector("table.filed.writes");

/* the fields that stand below each other: those whose name begins with the same letter */
function column(field) {
  return [...grid.querySelectorAll(`input[name^="${field.name[0]}"]:not([type="checkbox"])`)];
}

function move(field, by) {
  const fields = column(field);
  const next = fields[fields.indexOf(field) + by];
  if (next) {
    next.focus();
    next.select();
  }
  return Boolean(next);
}

function put(field, text) {
  if (field.value === text) return;
  field.value = text;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/* cells beside each other go into the fields of one line in their order: the number, then what is divided by what */
function lay(field, text) {
  const rows = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
  const fields = column(field);
  const first = fields.indexOf(field);
  rows.forEach((row, index) => {
    const start = fields[first + index];
    if (!start) return;
    const line = [...start.closest("tr").querySelectorAll(".fields input")];
    row.split("\t").forEach((cell, place) => {
      const target = line[line.indexOf(start) + place];
      if (target) put(target, cell.trim());
    });
  });
}

if (grid) {
  grid.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches('input:not([type="checkbox"])')) return;
    const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(field, by);
  });
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.closest(".fields") || !/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    lay(event.target, text);
  });
}
