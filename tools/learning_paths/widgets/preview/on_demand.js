// @ts-check
// A box beside a link with the title, kind, minutes and summary of the page that it leads to. As WCAG 1.4.13 asks, Escape
// closes it, the pointer may go onto it, and it stays until the pointer or the focus has gone.
import { base, make } from "../_shared/site.js";

/** Folders of the site whose pages have something to show, put in when the site is built. @type {string[]} */
const folders = [];

const WAIT = 400; // until it is shown, so that it does not flicker along a line that is read with the pointer
const GRACE = 300; // to go from the link to the box

/** @type {Map<string, Promise<Node[] | null>>} */
const pages = new Map();

/** Returns what a page says of itself, from its own head. @param {string} address */
function told(address) {
  let answer = pages.get(address);
  if (!answer) {
    answer = fetch(address)
      .then(async (response) => {
        const page = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
        const head = page.querySelector(".lp-page-head");
        const facts = [...(head?.querySelectorAll(".lp-facts > span") || [])].map((fact) => fact.textContent?.trim()).join(" · ");
        const summary = head?.querySelector(".lp-lead")?.textContent;
        page.querySelectorAll("h1 .headerlink").forEach((link) => link.remove());
        const title = page.querySelector("h1")?.textContent?.trim();
        if (!head || !title) return null;
        return [
          make("strong", { class: "lp-preview-title" }, title),
          make("span", { class: "lp-preview-facts" }, facts),
          make("span", {}, summary),
        ];
      })
      .catch(() => null); // a page that is opened from a disk may not read another
    pages.set(address, answer);
  }
  return answer;
}

/** @type {{link: HTMLAnchorElement, box: HTMLElement, ends: AbortController} | undefined} */
let open;

function close() {
  if (!open) return;
  open.ends.abort();
  open.link.removeAttribute("aria-describedby");
  open.box.remove();
  open = undefined;
}

/** @param {HTMLAnchorElement} link @param {Node[]} content */
function showPreview(link, content) {
  close();
  const box = make("div", { class: "lp-preview md-typeset", id: "lp-preview", role: "tooltip" }, ...content.map((part) => part.cloneNode(true)));
  (document.querySelector("main, [role=main]") || document.body).append(box); // what a page says belongs to a landmark
  const origin = (box.offsetParent || document.body).getBoundingClientRect();
  const around = link.getClientRects()[0] || link.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.offsetWidth - 8;
  const below = around.bottom + box.offsetHeight + 8 < innerHeight || around.top < box.offsetHeight + 8;
  box.style.left = `${Math.max(8, Math.min(around.left, room)) - origin.left}px`;
  box.style.top = `${(below ? around.bottom + 4 : around.top - box.offsetHeight - 4) - origin.top}px`;
  link.setAttribute("aria-describedby", "lp-preview");
  const ends = new AbortController();
  open = { link, box, ends };
  let leaving = 0;
  const leave = () => (leaving = window.setTimeout(() => document.activeElement !== link && close(), GRACE));
  const stay = () => clearTimeout(leaving);
  const { signal } = ends;
  for (const part of [link, box]) {
    part.addEventListener("pointerleave", leave, { signal });
    part.addEventListener("pointerenter", stay, { signal });
  }
  link.addEventListener("blur", () => !box.matches(":hover") && close(), { signal });
  link.addEventListener("click", close, { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), close()), { signal, capture: true });
}

/** Whether a link leads to a page that can be shown, and shows nothing of it itself. @param {HTMLAnchorElement} link */
function isShown(link) {
  if (link.matches(".headerlink, .lp-way, .lp-page-link, .lp-step-link, .lp-outline *, .lp-mark")) return false;
  const { origin, pathname } = new URL(link.href);
  const inside = origin === base.origin && folders.some((folder) => pathname.startsWith(base.pathname + folder));
  return inside && pathname !== location.pathname;
}

/** @param {HTMLAnchorElement} link @param {string} reason */
function preview(link, reason) {
  if (open?.link === link || !isShown(link)) return;
  const address = new URL(link.href);
  address.hash = address.search = "";
  const here = () => link.isConnected && (reason === "focusin" ? document.activeElement === link : link.matches(":hover"));
  const content = told(address.href);
  setTimeout(async () => {
    const found = await content;
    if (found && here() && open?.link !== link) showPreview(link, found);
  }, WAIT);
}

/** @type {any} */ (self).learningPaths.preview = preview;
