// @ts-check
// Previews of links. A reader who never rests on a link never loads them.
import { base, need } from "../_shared/site.js";

/** Folders of the site whose pages have something to show, put in when the site is built. @type {string[]} */
const folders = [];

/** Returns the link of an event, if it leads to a page that can be shown. @param {Event} event */
function previewed(event) {
  const link = event.target instanceof Element && event.target.closest(".md-typeset a[href], [role=main] a[href]");
  if (!link || link.matches(".headerlink, .lp-way, .lp-page-link, .lp-step-link, .lp-outline *, .lp-mark")) return null;
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  const inside = url.origin === base.origin && folders.some((folder) => url.pathname.startsWith(base.pathname + folder));
  return inside && url.pathname !== location.pathname ? /** @type {HTMLAnchorElement} */ (link) : null;
}

/** @param {Event} event */
async function rest(event) {
  const link = previewed(event);
  // A finger cannot rest on a link, and a click gives the focus too: only the keyboard's focus asks for a preview.
  if (!link || (event instanceof PointerEvent && event.pointerType !== "mouse")) return;
  if (event.type === "focusin" && !link.matches(":focus-visible")) return;
  await need("preview");
  /** @type {any} */ (self).learningPaths.preview?.(link, event.type);
}

document.addEventListener("pointerover", rest);
document.addEventListener("focusin", rest);
