// Copying a selection takes the column it began in, and only that one.
// Buttons with data-copy put the text of the element they name on the clipboard.

function columnOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest("[data-column]")?.dataset.column ?? null;
}

document.addEventListener("copy", (event) => {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return;
  const column = columnOf(selection.anchorNode);
  const range = selection.getRangeAt(0);
  if (column === null || columnOf(range.startContainer) === columnOf(range.endContainer)) {
    if (columnOf(range.commonAncestorContainer) !== null || column === null) return;
  }
  const taken = range.cloneContents();
  for (const chrome of taken.querySelectorAll(".told, .s-link, .num")) chrome.remove();
  const kept = [...taken.querySelectorAll(`[data-column="${CSS.escape(column)}"] [data-words]`)];
  if (kept.length === 0) return;
  event.clipboardData.setData("text/plain", kept.map((each) => each.textContent.trim()).join("\n\n"));
  event.preventDefault();
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = button.dataset.copied;
  });
}
