/* The letters of each step fill the wall and keys step through; without this script one scrolls or presses "Tiếp". */
const wall = window.matchMedia("(min-width: 761px)");
const LEAST = 0.5, MOST = 2.2;
const steps = [...document.querySelectorAll(".step")];

function here() {
  const middle = window.innerHeight / 2;
  return Math.max(0, steps.findIndex((one) => one.getBoundingClientRect().bottom > middle));
}

function go(to) {
  const step = steps[Math.min(Math.max(to, 0), steps.length - 1)];
  step.scrollIntoView();
  history.replaceState(null, "", `#${step.id}`);
}

/* the greatest letters with which a step is still on the screen */
function fit(step) {
  const box = step.firstElementChild;
  box.style.fontSize = "";
  if (!wall.matches) return;
  let [low, high] = [LEAST, MOST];
  for (let turn = 0; turn < 8; turn += 1) {
    const size = (low + high) / 2;
    box.style.fontSize = `${size}em`;
    const over = box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth || step.scrollWidth > step.clientWidth;
    if (over) high = size; else low = size;
  }
  box.style.fontSize = `${low}em`;
}

function fitAll() {
  const at = here();
  steps.forEach(fit);
  if (wall.matches) steps[at]?.scrollIntoView();
}

let waiting;
window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(fitAll, 150); });
document.fonts.ready.then(fitAll);

const ways = {
  ArrowRight: () => go(here() + 1), ArrowDown: () => go(here() + 1), PageDown: () => go(here() + 1), " ": () => go(here() + 1),
  ArrowLeft: () => go(here() - 1), ArrowUp: () => go(here() - 1), PageUp: () => go(here() - 1),
  Home: () => go(0), End: () => go(steps.length - 1),
  Escape: () => document.querySelector("[data-end]").click(),
  f: () => document.documentElement.requestFullscreen?.(),
};

document.addEventListener("keydown", (pressed) => {
  const way = pressed.key === " " && pressed.shiftKey ? ways.PageUp : ways[pressed.key];
  if (!way || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
  pressed.preventDefault();
  way();
});
