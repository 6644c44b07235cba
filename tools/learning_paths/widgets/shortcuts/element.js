// @ts-check
// Single keys: the next step, the previous one, a mark, and the list of all keys. One switch turns them off, the theme's
// own ones too, because whoever speaks to their browser, or hits keys by accident, sets them off unawares (WCAG 2.1.4).
import { base, make, need, text } from "../_shared/site.js";

const SWITCH = `learning-paths:${base.pathname}:keys`;

const WAY = ".lp-path-nav:is(.lp-current, :only-of-type) a";

/** @type {Record<string, string>} What a key presses; the ways are those of the path that the reader follows, or of the only one. */
const PRESSED = { n: `${WAY}[rel=next]`, p: `${WAY}[rel=prev]`, m: "button.lp-mark--read" };

/** The keys that are ours, and those that Material for MkDocs listens to. */
const KEYS = "?npm.,sf/";

function keysAreOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

/** @param {KeyboardEvent} event */
function press(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], [role=textbox], dialog"))
    return;
  if (!KEYS.includes(key)) return; // no key has a name that stands in there, except those of one letter
  if (keysAreOn()) {
    const pressed = /** @type {HTMLElement | null} */ (document.querySelector(PRESSED[key] || "_"));
    if (key === "?") showKeys();
    else if (pressed) pressed.click();
    else return; // the theme may know what to do with it
  }
  event.stopImmediatePropagation();
}

/** Shows all keys and their switch. Most readers never ask for them. */
async function showKeys() {
  await need("shortcuts");
  /** @type {any} */ (self).learningPaths.shortcuts?.(SWITCH, keysAreOn());
}

/** A button for those who do not use the key, or have switched it off. */
class KeysButton extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(make("button", { type: "button", class: "lp-keys-button", onclick: showKeys }, text("keys")));
  }
}

if (!customElements.get("lp-keys")) {
  addEventListener("keydown", press, true);
  customElements.define("lp-keys", KeysButton);
}
