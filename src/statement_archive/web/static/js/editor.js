// The editor in place: passages open, close and are saved without another page. Without this file the same
// page works by plain forms and links.

import { Trouble, ask, leaveBehind, say, send } from "./editor-server.js";
import * as keeping from "./editor-keeping.js";
import { listen } from "./editor-keys.js";
import { named, windowName } from "./editor-window.js";

const SIGN = 30000; // milliseconds between two signs of life
const LOOK = 800; // milliseconds after the last key until checks look
const root = document.getElementById("editor");
const help = document.getElementById("help");
const told = document.getElementById("told");
const narrow = matchMedia("(max-width: 64rem)");
let looking = 0;
let busy = false;

const form = () => document.getElementById("unit-form");
const field = () => document.getElementById("field");
const opened = () => document.querySelector(".unit.open");
const value = (name) => form()?.elements.namedItem(name)?.value ?? "";
const put = (name, text) => {
  const element = form()?.elements.namedItem(name);
  if (element) element.value = text;
};

// --- what is said ----------------------------------------------------------------------------------

function tell(words, kind = "") {
  told.hidden = !words;
  told.className = `notice ${kind}`;
  told.textContent = words;
}

function status(state, extra = "") {
  const line = document.getElementById("kept");
  if (!line) return;
  line.className = `kept ${state}`;
  line.textContent = [keeping.sentence[state]?.() ?? "", extra].filter(Boolean).join(" ");
  if (state === "ended") line.append(" ", signIn());
}

function signIn() {
  const link = document.createElement("a");
  link.href = root.dataset.signIn;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = say("signIn");
  return link;
}

function trouble(error) {
  if (!(error instanceof Trouble)) throw error;
  const kind = error.kind === "expired" ? "ended" : error.kind;
  status(kind);
  if (kind === "busy" || kind === "refused") tell([say("failed"), error.said].filter(Boolean).join(" "), "bad");
}

keeping.onState((state, unit, extra) => {
  if (unit === opened()?.dataset.key) status(state, state === "refused" ? extra : "");
});

// --- the field -------------------------------------------------------------------------------------

function fit() {
  const area = field();
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.rows = Math.min(24, Math.max(4, Math.ceil(area.scrollHeight / (parseFloat(getComputedStyle(area).lineHeight) || 28))));
}

function typed() {
  if (value("how") === "memory" && field().value !== value("inserted")) put("how", "");
  keeping.typed(opened().dataset.key, field().value, value("base"));
  fit();
  clearTimeout(looking);
  looking = setTimeout(look, LOOK);
}

// As if it was typed, so that the browser's undo takes it back.
function fill(text, { how = "", origin = "", base = null, took = "", tookAt = "" } = {}) {
  const area = field();
  if (!area) return;
  area.focus();
  area.select();
  put("how", how);
  put("origin", origin);
  put("inserted", text);
  if (base !== null) put("base", base);
  if (took) {
    put("took", took);
    put("took_at", tookAt);
  }
  if (!text || !document.execCommand("insertText", false, text)) {
    area.value = text;
    typed();
  }
}

async function look() {
  const doubts = document.getElementById("doubts-now");
  if (!doubts || !field()) return;
  const unit = opened().dataset.key;
  try {
    const said = await send("/look", { unit, text: field().value });
    const now = document.getElementById("doubts-now");
    if (opened()?.dataset.key === unit && now && !now.contains(document.activeElement)) now.innerHTML = said.html;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error; // nothing depends on it: the next pause looks again
  }
}

// --- what came back --------------------------------------------------------------------------------

const fragment = (html) => document.createRange().createContextualFragment(html);

function replace(name, html) {
  document.getElementById(`u-${name}`)?.replaceWith(fragment(html.trim()));
}

// News of units that others touched, of the bar; a unit opened, if one came along.
function apply(news, { focus = true, past = "push" } = {}) {
  const seen = Number(root.dataset.head);
  const mine = opened()?.dataset.name;
  const late = news.begun && news.head < seen; // a later answer has overtaken this one
  if (news.begun) root.dataset.head = Math.max(seen, news.head);
  for (const [name, html] of Object.entries(late ? {} : news.rows)) {
    if (name === mine && !news.open) {
      if (news.head > seen) tell(say("theirs"), "warn");
    } else {
      replace(name, html);
    }
  }
  if (!late) document.getElementById("bar").innerHTML = news.bar;
  if (!news.open) return;
  help.remove();
  root.querySelector(".bench").append(help);
  replace(news.name, news.open);
  if (past === "push") history.pushState({ unit: news.name }, "", news.address);
  ready({ focus });
}

// A unit has just been opened.
function ready({ focus = true, fresh = true } = {}) {
  const unit = opened();
  if (!unit) return;
  settleHelp();
  put("window", windowName);
  recall();
  fit();
  if (focus) {
    field().focus({ preventScroll: true });
    unit.scrollIntoView({ block: narrow.matches ? "start" : "nearest" });
  }
  if (fresh) beside();
}

// Words that this browser has and the server never had.
function recall() {
  const unit = opened().dataset.key;
  const held = keeping.leftBehind().get(unit);
  if (!held) return;
  if (held.text === field().value || held.text.trim() === field().dataset.saved.trim()) {
    keeping.forget(unit);
    return;
  }
  // What was typed before this script ran stays too.
  const early = field().value === field().defaultValue ? "" : ` ${field().value}`;
  field().value = held.text + early;
  if (held.base) put("base", held.base);
  keeping.typed(unit, field().value, value("base"));
  tell(say("found"), "good");
}

function settleHelp() {
  if (narrow.matches && opened()) opened().append(help);
  else root.querySelector(".bench").append(help);
}

async function beside() {
  const name = opened().dataset.name;
  help.setAttribute("aria-busy", "true");
  try {
    const said = await ask("/help", { unit: name });
    if (opened()?.dataset.name === name) help.innerHTML = said.help;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    help.replaceChildren();
  }
  help.removeAttribute("aria-busy");
}

const known = () => ({
  seen: root.dataset.head,
  source_seen: root.dataset.source,
  window: windowName,
  close: opened()?.dataset.name ?? "",
});

async function open(unit, to = "", past = "push") {
  if (busy) return;
  busy = true;
  try {
    await keeping.flush();
    const news = await ask("/unit", { ...known(), unit, to });
    if (news.reload) location.assign(news.address ?? location.href);
    else if (news.open) {
      tell("");
      apply(news, { past });
    } else tell(say("none"));
  } catch (error) {
    trouble(error);
  } finally {
    busy = false;
  }
}

const jump = (to) => open(opened()?.dataset.name ?? "", to);

async function save(how) {
  if (busy || !form()) return;
  busy = true;
  const unit = opened().dataset.key;
  const sent = Object.fromEntries(new FormData(form()));
  // Whatever is under way arrives before: the server compares what it keeps with what is saved.
  await keeping.flush();
  await named;
  line("saving");
  try {
    const { close, ...seen } = known();
    const news = await send("/save", { ...sent, ...seen, ...how });
    if (news.outcome !== "empty" && news.outcome !== "left") keeping.settled(unit, sent.text);
    finish(news, unit, sent.text);
  } catch (error) {
    keeping.typed(unit, field().value, value("base"));
    trouble(error);
  } finally {
    busy = false;
  }
}

function line(name) {
  const element = document.getElementById("kept");
  if (element) element.textContent = say(name);
}

// Keys that were hit while it was being saved are not in the answer: they stay in the field.
function finish(news, unit, sent) {
  const since = field()?.value;
  const more = opened()?.dataset.key === unit && since !== sent;
  if (news.reload) {
    location.assign(news.address ?? location.href);
    return;
  }
  apply(news, { past: news.name === opened()?.dataset.name ? "stay" : "push" });
  if (more && opened()?.dataset.key === unit) fill(since);
  if (more && opened()?.dataset.key !== unit) keeping.typed(unit, since, news.base);
  tell(news.said ?? "", news.kind ?? "");
}

async function discard(window) {
  const unit = opened().dataset.key;
  keeping.forget(unit);
  try {
    const news = await send("/save", { ...Object.fromEntries(new FormData(form())), ...known(), discard: window });
    apply(news, { past: "stay" });
  } catch (error) {
    trouble(error);
  }
}

// --- who is here -----------------------------------------------------------------------------------

let heard = "";

async function sign() {
  if (document.visibilityState === "hidden") return;
  try {
    const { close, ...seen } = known();
    const news = await send("/presence", { ...seen, unit: opened()?.dataset.key ?? "" });
    if (!news.reload) apply(news, { focus: false });
    document.getElementById("here-now").innerHTML = news.here;
    if (news.here_words !== heard) document.getElementById("here-words").textContent = heard = news.here_words;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error; // quietly: the next sign comes in half a minute
  }
}

// --- wiring ----------------------------------------------------------------------------------------

document.addEventListener("input", (event) => {
  if (event.target.id === "field") typed();
});

document.addEventListener("focusout", (event) => {
  if (event.target.id === "field") keeping.flush();
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "unit-form") return;
  event.preventDefault();
  const { name, value: chosen, dataset } = event.submitter ?? { name: "do", value: "save", dataset: {} };
  if (name === "insert") insert(event.submitter);
  else if (name === "discard") discard(chosen);
  else if (name === "use") {
    const took = chosen === "." ? "" : chosen;
    fill(dataset.text, { base: dataset.base, took, tookAt: dataset.at });
  } else if (chosen === "copy") copy();
  else save({ do: chosen });
});

function insert(button) {
  const at = button.value.indexOf("\n");
  fill(button.value.slice(at + 1), { how: "memory", origin: button.value.slice(0, at).trim() });
}

function copy() {
  const button = form()?.querySelector("[data-copy-source]");
  if (button) fill(button.dataset.copySource, { how: "copied" });
}

document.addEventListener("click", (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = event.target.closest("a[data-to]");
  if (to) {
    event.preventDefault();
    jump(to.dataset.to);
    return;
  }
  if (event.target.closest("[data-open-keys]")) {
    showKeys();
    return;
  }
  const row = event.target.closest(".unit:not(.open)");
  const link = event.target.closest("a");
  if (!row || row.classList.contains("is-verbatim") || (link && !("unit" in link.dataset))) return;
  if (!link && !document.getSelection().isCollapsed) return; // somebody marks words to copy them
  event.preventDefault();
  open(row.dataset.name);
});

function showKeys() {
  document.getElementById("keys").showModal();
}

listen({
  save: (how) => save({ do: how }),
  copy,
  jump,
  match: (n) => {
    const button = help.querySelector(`[data-match="${n}"]`);
    if (button) insert(button);
  },
  leave: () => {
    const unit = opened();
    unit.tabIndex = -1;
    unit.focus({ preventScroll: true });
  },
  keys: showKeys,
});

addEventListener("popstate", () => {
  const unit = new URLSearchParams(location.search).get("unit");
  if (unit) open(unit, "", "stay");
});
narrow.addEventListener("change", settleHelp);
addEventListener("pagehide", () => leaveBehind("/presence", { window: windowName, leave: "yes" }));
document.addEventListener("visibilitychange", sign);

for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
root.classList.add("scripted");
// Of passages that are not open, what this browser had kept goes to the server now.
for (const [unit, held] of keeping.leftBehind()) {
  if (unit !== opened()?.dataset.key) keeping.typed(unit, held.text, held.base ?? "0", held.window);
}
ready({ focus: Boolean(opened()), fresh: false });
// Keys that were hit before this script ran have told nobody.
if (field() && field().value !== field().defaultValue) typed();
named.then(() => {
  put("window", windowName);
  // The page did not know which window asks: what was typed in this one comes first.
  if (form()?.querySelector(`button[name=use][value="${windowName}"]`)) open(opened().dataset.name, "", "stay");
  sign();
});
setInterval(sign, SIGN);
