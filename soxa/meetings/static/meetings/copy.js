// A press copies the words of its field; without this script, or without leave to the clipboard, the field is selected to be copied by hand.
(() => {
  const done = (button) => {
    const said = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = said; }, 2000);
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    if (!field) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      done(button);
    } catch {
      if (document.execCommand("copy")) done(button);
    }
  });
})();
