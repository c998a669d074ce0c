/* Arrow keys step through the glance on the wall; without this script one scrolls or presses "Tiếp". */
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

const ways = {
  ArrowRight: () => go(here() + 1), ArrowDown: () => go(here() + 1), PageDown: () => go(here() + 1), " ": () => go(here() + 1),
  ArrowLeft: () => go(here() - 1), ArrowUp: () => go(here() - 1), PageUp: () => go(here() - 1),
  Home: () => go(0), End: () => go(steps.length - 1),
  f: () => document.documentElement.requestFullscreen?.(),
};

document.addEventListener("keydown", (pressed) => {
  const way = ways[pressed.key];
  if (!way || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
  pressed.preventDefault();
  way();
});
