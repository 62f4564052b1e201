// "/" search, "?" help, "v" next view, "n" and "p" next and previous paragraph.
// The help page lists them. Keys are left alone while something is being typed.

const typing = (element) =>
  element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;

const rows = () => [...document.querySelectorAll("[data-row]")];

function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement?.closest("[data-row]"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

const actions = {
  "/": () => document.querySelector("[data-find]")?.focus(),
  "?": () => document.querySelector("a[data-help]")?.click(),
  v: () => document.querySelector("[data-next-view]")?.click(),
  n: () => step(1),
  p: () => step(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const action = actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
