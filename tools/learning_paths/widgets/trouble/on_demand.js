// @ts-check
// What stops a browser from keeping marks, in words. Few readers ever see one of them.
import { text } from "../_shared/site.js";

/** @param {HTMLElement} note @param {string} kind */
function trouble(note, kind) {
  note.textContent = text(`trouble.${kind}`);
}

/** @type {any} */ (self).learningPaths.trouble = trouble;
