/* The running total of a sheet and the level it comes to, while points are typed; the sheet works without it. */
const form = document.querySelector("form.scoring");
const fields = form ? [...form.querySelectorAll("input.points")] : [];
const LEVELS = ["good", "fair", "average"];

function typed(field) {
  const text = field.value.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function differs(field) {
  const block = field.closest(".criterion");
  const seen = block.dataset.seen;
  const points = typed(field);
  if (seen !== undefined && points !== null && points !== Number(seen)) block.querySelector("details").open = true;
}

function reckon() {
  fields.forEach(differs);
  const points = fields.map(typed);
  const level = document.getElementById("level");
  const known = points.filter((one) => one !== null);
  const total = Math.round(known.reduce((sum, one) => sum + one, 0) * 10) / 10;
  document.getElementById("sum").value = String(total).replace(".", ",");
  level.hidden = known.length < points.length;
  const bounds = form.dataset.bounds.replaceAll(",", ".").split(" ").map(Number);
  const at = bounds.findIndex((least) => total >= least);
  level.textContent = ` · ${level.dataset[at < 0 ? "poor" : LEVELS[at]]}`;
}

if (form) {
  form.addEventListener("input", reckon);
  reckon();
}
