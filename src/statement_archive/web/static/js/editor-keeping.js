// Every keystroke: at once into this browser, after a pause to the server, and out of the browser again
// when the server says that it has it. Texts of several passages may wait at a time.

import { Trouble, leaveBehind, say, send } from "./editor-server.js";
import { named, windowName } from "./editor-window.js";

const PAUSE = 400; // milliseconds after the last key
const AGAIN = 5000; // milliseconds until another try
const root = document.getElementById("editor");
const PREFIX = `statement-archive typed ${root.dataset.person} ${root.dataset.place} `;

const waiting = new Map(); // unit -> { text, base, window }: not yet acknowledged; window: where not typed in this one
let timer = 0;
let sending = null;
let tell = () => {};

export const onState = (listener) => (tell = listener);

function store(unit, typed) {
  try {
    localStorage.setItem(PREFIX + unit, JSON.stringify({ window: windowName, ...typed, at: Date.now() }));
    return true;
  } catch {
    return false; // full, or switched off: the server still gets it
  }
}

function unstore(unit, text) {
  try {
    const held = JSON.parse(localStorage.getItem(PREFIX + unit) ?? "null");
    if (held && held.text === text) localStorage.removeItem(PREFIX + unit);
  } catch {
    // Nothing was stored.
  }
}

// What an earlier page left in this browser: unit -> { text, base, window, at }.
export function leftBehind() {
  const found = new Map();
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (!key.startsWith(PREFIX)) continue;
      const held = JSON.parse(localStorage.getItem(key));
      if (typeof held?.text === "string") found.set(key.slice(PREFIX.length), held);
    }
  } catch {
    // No storage here.
  }
  return found;
}

// window: whose words they are. A window that has gone may have sent its last message after all; under its name
// they are the same words, not others.
export function typed(unit, text, base, window) {
  const held = { text, base, ...(window && { window }) };
  waiting.set(unit, held);
  store(unit, held);
  tell("waiting", unit);
  schedule(PAUSE);
}

// Saved or thrown away: nothing waits any more.
export function settled(unit, text) {
  if (waiting.get(unit)?.text === text) waiting.delete(unit);
  unstore(unit, text);
}

export function forget(unit) {
  waiting.delete(unit);
  try {
    localStorage.removeItem(PREFIX + unit);
  } catch {
    // Nothing was stored.
  }
}

export const waits = (unit) => waiting.has(unit);

function schedule(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

// Sends what waits; ends when the server has it, or says why not.
export function flush() {
  clearTimeout(timer);
  if (sending) return sending;
  if (waiting.size === 0) return Promise.resolve(true);
  sending = deliver().finally(() => {
    sending = null;
  });
  return sending;
}

async function deliver() {
  await named;
  for (const [unit, { text, base, window }] of [...waiting]) {
    try {
      await send("/typing", { unit, text, base, window: window ?? windowName });
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      tell(trouble.kind === "expired" ? "ended" : trouble.kind, unit, trouble.said);
      if (trouble.kind !== "refused") schedule(AGAIN);
      return false;
    }
    unstore(unit, text);
    if (waiting.get(unit)?.text === text) {
      waiting.delete(unit);
      tell("kept", unit);
    } else if (waiting.has(unit)) {
      schedule(PAUSE); // keys were hit meanwhile
    }
  }
  return true;
}

// Nothing of it may be lost when the page goes away: what does not fit into the last message is in this browser.
function last() {
  for (const [unit, { text, base, window }] of waiting) {
    leaveBehind("/typing", { unit, text, base, window: window ?? windowName });
  }
}

addEventListener("pagehide", last);
document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? last() : flush()));
addEventListener("online", flush);
addEventListener("focus", flush);

export const sentence = {
  waiting: () => say("waiting"),
  kept: () => say("kept"),
  offline: () => say("offline"),
  ended: () => say("ended"),
  busy: () => say("refused"),
  refused: () => say("refused"),
};
