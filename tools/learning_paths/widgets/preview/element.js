// @ts-check
// Previews of links. A reader who never rests on a link never loads them.
import { need } from "../_shared/site.js";

/** @param {Event} event */
async function rest(event) {
  const { target, type } = event;
  const link = target instanceof Element && target.closest(".md-typeset a[href], [role=main] a[href]");
  if (!link) return;
  // A finger cannot rest on a link, and a click gives the focus too: only the keyboard's focus asks for a preview.
  if (event instanceof PointerEvent ? event.pointerType !== "mouse" : !link.matches(":focus-visible")) return;
  await need("preview");
  /** @type {any} */ (self).learningPaths.preview?.(link, type);
}

document.addEventListener("pointerover", rest);
document.addEventListener("focusin", rest);
