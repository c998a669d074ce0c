/* What is filled in on a ballot stays in this browser until the book says that it was cast: a lost network, a session that
   ended or a refused form loses nothing. Without this script the page works and keeps what a refused form was sent. */
const form = document.querySelector("form[data-ballot]");
const cast = document.querySelector("[data-cast]");
const key = (mark) => `soxa-ballot-${mark}`;

function boxes() {
  return [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];
}

function keep() {
  const chosen = boxes().filter((box) => box.checked).map((box) => `${box.name}=${box.value}`);
  try {
    localStorage.setItem(key(form.dataset.ballot), JSON.stringify(chosen));
    form.querySelector("[data-kept]").hidden = !chosen.length;
  } catch { /* a browser that keeps nothing: the form itself still does */ }
}

function restore() {
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem(key(form.dataset.ballot)) || "[]");
  } catch { return; }
  if (!chosen.length || boxes().some((box) => box.defaultChecked)) return;
  for (const box of boxes()) box.checked = chosen.includes(`${box.name}=${box.value}`);
  form.querySelector("[data-kept]").hidden = false;
}

if (cast) {
  try { localStorage.removeItem(key(cast.dataset.cast)); } catch { /* nothing was kept */ }
}
if (form) {
  restore();
  form.addEventListener("change", keep);
}
