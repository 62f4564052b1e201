// Keys of the editor. Letters that a layout writes with AltGr or Option are letters, never commands.

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const inField = (element) =>
  element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;

// The letter or digit on the key: as written where it is one of ours, else by its place, so that Alt+N is there
// on a Cyrillic keyboard and Alt+1 on a French one.
function keyOf(event) {
  if (/^[a-z0-9]$/i.test(event.key)) return event.key.toLowerCase();
  if (/^(Key[A-Z]|Digit[0-9])$/.test(event.code)) return event.code.slice(-1).toLowerCase();
  return event.key;
}

function altOnly(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.getModifierState("AltGraph")) return false;
  return !(isMac && inField(event.target) && event.key.length === 1 && event.key !== " ");
}

const commandOnly = (event) =>
  (isMac ? event.metaKey || event.ctrlKey : event.ctrlKey) && !event.altKey && !event.getModifierState("AltGraph");

// commands: name -> function; Alt+digit calls "match" with the number.
export function listen(commands) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || document.querySelector("dialog[open]")) return;
      const name = commandFor(event);
      if (!name) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const [command, argument] = name;
      commands[command](argument);
    },
    true,
  );
}

const ALT = {
  c: ["copy"],
  n: ["jump", "unfinished"],
  o: ["jump", "outdated"],
  k: ["jump", "commented"],
  b: ["jump", "returned"],
  ArrowDown: ["jump", "next"],
  ArrowUp: ["jump", "previous"],
};

function commandFor(event) {
  if (commandOnly(event)) {
    if (event.key === "Enter" && !event.shiftKey) return ["save", "next"];
    return keyOf(event) === "s" && !event.shiftKey ? ["save", "draft"] : null;
  }
  if (altOnly(event)) {
    const key = keyOf(event);
    if (/^[1-9]$/.test(key)) return ["match", Number(key)];
    return ALT[key] ?? null;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.key === "Escape" && event.target.id === "field") return ["leave"];
  return event.key === "?" && !inField(event.target) ? ["keys"] : null;
}
