// @ts-check
// The list of all keys, with the switch that turns them off.
import { make, text } from "../_shared/site.js";

/** @param {string} place where the switch is kept @param {boolean} on */
function shortcuts(place, on) {
  if (document.querySelector("dialog.lp-keys")) return;
  const box = make("input", { type: "checkbox", checked: on });
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(place, /** @type {HTMLInputElement} */ (box).checked ? "on" : "off");
    } catch {
      // The switch lasts as long as the browser lets it.
    }
  });
  const rows = ["n", "p", "m", "?"].map((key) =>
    make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, text(`key.${key}`))),
  );
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "lp-keys md-typeset", "aria-label": text("keys") },
      make("h2", {}, text("keys")),
      make("dl", {}, ...rows),
      make("p", {}, make("label", {}, box, " ", text("keys.switch"))),
      make("form", { method: "dialog" }, make("button", { class: "lp-mark" }, text("close"))),
    )
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @type {any} */ (self).learningPaths.shortcuts = shortcuts;
