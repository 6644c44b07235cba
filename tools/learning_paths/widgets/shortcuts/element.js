// @ts-check
// Single keys: the next step, the previous one, a mark, and the list of all keys. One switch turns them off, the theme's
// own ones too, because whoever speaks to their browser, or hits keys by accident, sets them off unawares (WCAG 2.1.4).
import { base, make, need, text } from "../_shared/site.js";
import { define } from "../_shared/steps.js";

const SWITCH = `learning-paths:${base.pathname}:keys`;

/** The keys that Material for MkDocs listens to. */
const OF_THE_THEME = ["n", ".", "p", ",", "s", "f", "/"];

/** @type {Record<string, () => HTMLElement | null>} What a key presses. */
const PRESSED = {
  n: () => way("next"),
  p: () => way("prev"),
  m: () => document.querySelector("button.lp-mark--read"),
};

/** Returns the link of the path that the reader follows, or of the only one. @param {string} rel */
function way(rel) {
  const navs = document.querySelectorAll("nav.lp-path-nav");
  const nav = navs.length === 1 ? navs[0] : document.querySelector("nav.lp-path-nav.lp-current");
  return /** @type {HTMLElement | null} */ (nav && nav.querySelector(`a[rel=${rel}]`));
}

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
  if (key !== "?" && !(key in PRESSED) && !OF_THE_THEME.includes(key)) return;
  const pressed = key === "?" ? null : PRESSED[key]?.();
  if (!keysAreOn()) event.stopImmediatePropagation();
  else if (key === "?") showKeys();
  else if (pressed) pressed.click();
  if (key === "?" || pressed) event.stopImmediatePropagation();
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

if (!customElements.get("lp-keys")) addEventListener("keydown", press, true);
define("lp-keys", KeysButton);
