/* A name typed hides the lines that do not bear it; the marks of letters are not asked. Nothing is written, nothing leaves the page. */
const bare = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();
for (const box of document.querySelectorAll("[data-find]")) {
  const lines = [...document.querySelectorAll(box.dataset.find)].map(line => [line, bare((line.querySelector("legend") || line).textContent)]);
  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", () => {
    const asked = bare(box.value);
    for (const [line, words] of lines) line.hidden = !words.includes(asked);
  });
}
