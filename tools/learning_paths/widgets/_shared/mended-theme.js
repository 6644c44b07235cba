// @ts-check
// What Material for MkDocs 9.8 gets wrong, and only a script can put right. It is part of the script where a site asks for it.
import { make, text } from "./site.js";

/** Wide tables are put into boxes that scroll, by a script of the theme: the keyboard has to reach them (WCAG 2.1.1). */
function reachScrollers() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .highlight pre > code, .highlighttable")) {
    if (box.scrollWidth > box.clientWidth && !box.hasAttribute("tabindex")) {
      box.setAttribute("tabindex", "0");
      if (box.matches(".md-typeset__scrollwrap")) {
        box.setAttribute("role", "group"); // no landmark, of which each would need a name of its own
        box.setAttribute("aria-label", text("theme.table"));
      }
    }
  }
}

/** The copy button of each code block stands in a landmark without a name. The theme makes it when it gets round to it. */
function dropLandmarks() {
  for (const nav of document.querySelectorAll("nav.md-code__nav")) nav.setAttribute("role", "none");
}

/**
 * The buttons of the drawer and of the search are labels, which no key reaches and no screen reader names (WCAG 2.1.1,
 * 4.1.2). Buttons take their place, and keep the attribute by which the theme's styles know them.
 */
function reachButtons() {
  for (const [id, named] of [["__drawer", ".md-nav--primary"], ["__search", ".md-search__input"]]) {
    const label = document.querySelector(`label.md-header__button[for=${id}]`);
    const box = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
    const opened = /** @type {HTMLElement | null} */ (document.querySelector(named));
    if (!label || !box || !opened) continue;
    const button = make("button", {
      type: "button",
      class: label.className,
      for: id,
      "aria-label": opened.getAttribute("aria-label"),
      "aria-expanded": "false",
      onclick: () => {
        box.click();
        if (box.checked) (opened.querySelector("a") || opened).focus();
      },
    });
    button.append(...label.childNodes);
    label.replaceWith(button);
    box.addEventListener("change", () => button.setAttribute("aria-expanded", String(box.checked)));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
  }
}

function mendPage() {
  reachButtons();
  requestAnimationFrame(reachScrollers);
  const content = document.querySelector(".md-content");
  if (content) new MutationObserver(dropLandmarks).observe(content, { childList: true, subtree: true });
  dropLandmarks();
  // Words to highlight in a page that instant navigation has put in place.
  if (/[?&]h=./.test(location.search)) dispatchEvent(new Event("lp:search"));
  // Firefox would bring back an open drawer when the page is loaded again. In the HTML, boxes may not have this attribute.
  for (const box of document.querySelectorAll("input.md-toggle, input.md-option")) box.setAttribute("autocomplete", "off");
}

/** @type {any} */ (self).document$?.subscribe(mendPage);
addEventListener("resize", reachScrollers);
