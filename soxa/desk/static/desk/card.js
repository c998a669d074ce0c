/* The code of a scanned card stands after the # of the address, which no server sees: it goes into the form, out of sight. */
function take() {
  const scanned = location.hash.slice(1);
  if (!scanned) return;
  document.getElementById("code").value = scanned;
  history.replaceState(null, "", location.pathname);
  document.getElementById("code-field").hidden = true;
  document.getElementById("scanned").hidden = false;
  document.getElementById("pin").focus();
}
addEventListener("hashchange", take);
take();
