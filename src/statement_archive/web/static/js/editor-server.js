// Talks with the server for the editor: every answer is JSON, every failure has a kind.

const root = document.getElementById("editor");
let token = root.querySelector("input[name=csrf_token]")?.value ?? "";

// What goes along where the translation has not begun.
const meant = Object.fromEntries(
  Object.entries(root.dataset)
    .filter(([name]) => /^at[A-Z]/.test(name))
    .map(([name, value]) => [name.slice(2).toLowerCase(), value]),
);

export const base = root.dataset.base;
export const say = (name) => root.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "";

// kind: "offline", "ended" (nobody is signed in), "expired" (the form's token), "busy", "refused".
export class Trouble extends Error {
  constructor(kind, said = "") {
    super(said || kind);
    this.kind = kind;
    this.said = said;
  }
}

async function fetched(path, options) {
  let response;
  try {
    response = await fetch(base + path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Trouble("offline");
  }
  let said = {};
  try {
    said = await response.json();
  } catch {
    if (response.ok) throw new Trouble("busy");
  }
  if (response.ok) {
    if (said.csrf) token = said.csrf;
    return said;
  }
  const words = [said.problem?.title, said.problem?.what].filter(Boolean).join(". ");
  if (response.status === 403 && said.signed_in === false) throw new Trouble("ended", words);
  if (response.status === 400) throw new Trouble("expired", words);
  if (response.status === 429 || response.status >= 500) throw new Trouble("busy", words);
  throw new Trouble("refused", words);
}

const headers = () => ({ Accept: "application/json", "X-CSRFToken": token });

export function ask(path, fields = {}) {
  const query = new URLSearchParams({ ...meant, ...fields });
  return fetched(`${path}?${query}`, { headers: headers() });
}

export async function send(path, fields) {
  const body = new URLSearchParams({ ...meant, ...fields });
  body.delete("csrf_token");
  try {
    return await fetched(path, { method: "POST", headers: headers(), body });
  } catch (trouble) {
    if (trouble.kind !== "expired") throw trouble;
  }
  // The token is old, the person may still be signed in: fetch another one, and try once more.
  await ask("/unit");
  return fetched(path, { method: "POST", headers: headers(), body });
}

// On the way out, when nobody waits for an answer.
export function leaveBehind(path, fields) {
  const body = new URLSearchParams({ ...meant, ...fields, csrf_token: token });
  try {
    return navigator.sendBeacon(base + path, body);
  } catch {
    return false;
  }
}
