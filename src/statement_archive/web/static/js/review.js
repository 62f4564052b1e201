// Keys of the review page: "j" and "k" next and previous unit, "a" accept, "s" send back, "c" remark.
// Without this file every one of them is a button on the page.

const units = [...document.querySelectorAll("[data-unit]")];

const typing = (element) =>
  element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;

const here = () => document.activeElement?.closest("[data-unit]") ?? null;

function go(by) {
  const at = units.indexOf(here());
  const next = units[Math.min(units.length - 1, Math.max(0, at + by))];
  if (!next) return;
  next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function open(selector) {
  const details = here()?.querySelector(selector);
  if (!details) return;
  details.open = true;
  details.querySelector("textarea")?.focus();
}

const actions = {
  j: () => go(1),
  k: () => go(-1),
  a: () => here()?.querySelector("[data-accept]")?.click(),
  s: () => open("[data-send-back]"),
  c: () => open("[data-remark]"),
};

if (units.length > 0) {
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
  const came = document.getElementById(location.hash.slice(1));
  if (came && units.includes(came)) {
    came.setAttribute("tabindex", "-1");
    came.focus({ preventScroll: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
