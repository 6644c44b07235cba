// @ts-check
// Before a page is printed: what is folded opens, and the styles are told what they cannot know, which is the running
// title, and the links whose address says nothing on paper: those inside the site, which themes make whole addresses of,
// and those that show it anyway.

/** @type {Element[]} What was opened for print. */
let unfolded = [];

addEventListener("beforeprint", () => {
  document.documentElement.style.setProperty("--lp-title", JSON.stringify(document.title));
  unfolded = [...document.querySelectorAll("details:not([open], [name])")];
  for (const details of unfolded) details.toggleAttribute("open", true);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[href^=http]")))
    link.classList.toggle("lp-bare", link.origin === location.origin || link.textContent === link.getAttribute("href"));
});

addEventListener("afterprint", () => {
  for (const details of unfolded) details.removeAttribute("open");
});
