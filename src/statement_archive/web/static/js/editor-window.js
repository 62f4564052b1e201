// The name of this window: it lives as long as the tab, and no two open tabs have the same.

const KEY = "statement-archive window";

const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(36).padStart(2, "0")).join("");

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(name) {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // Private windows without storage: a new name with each page.
  }
  return name;
}

// A tab that was duplicated has its sibling's name: whoever holds the lock keeps it.
function isFree(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((done) => {
    navigator.locks.request(`${KEY} ${name}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

const old = remembered();

// To be used at once: nothing that is typed may wait for a lock.
export let windowName = old ?? remember(fresh());

async function certain() {
  if (!(await isFree(windowName)) && old) {
    windowName = remember(fresh());
    await isFree(windowName);
  }
}

// Fulfilled when no other tab has this name.
export const named = certain();
