// Hover or focus on a sentence lights the sentences of the other columns that say the same.
// data-of holds the ids of the first column that a sentence belongs to.

const page = document.querySelector("[data-side-by-side]");

function light(sentence) {
  for (const lit of page.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!sentence) return;
  for (const id of sentence.dataset.of.split(" ").filter(Boolean)) {
    for (const other of page.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`)) other.classList.add("lit");
  }
}

if (page) {
  const found = (event) => (event.target instanceof Element ? event.target.closest("[data-of]") : null);
  page.addEventListener("pointerover", (event) => light(found(event)));
  page.addEventListener("pointerleave", () => light(null));
  page.addEventListener("focusin", (event) => light(found(event)));
}
