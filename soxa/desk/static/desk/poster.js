/* The button that prints: where scripts do not run it is not shown, and the browser's own way is told. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
