// @ts-check
// The boxes of a page's paths: the one that the reader follows comes first and shows the way, the others step back.
import { addressOf, loadPath, make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { bar } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */

/**
 * Returns the outline of a path, with the reader's marks.
 * @param {PathData} path @param {string} current the qualified slug of the page that is read
 */
function outline(path, current) {
  const nav = make("nav", { class: "lp-outline", "aria-label": text("outline", { path: path.title }) });
  nav.append(make("p", { class: "lp-outline-title" }, make("a", { href: addressOf(path.url) }, path.title)));
  /** @type {HTMLElement | undefined} */
  let part;
  let stage = -1;
  for (const step of path.steps) {
    if (!part || (step.stage ?? -1) !== stage) {
      stage = step.stage ?? -1;
      part = make("ol", { role: "list" });
      if (stage >= 0 && path.stages) nav.append(make("p", { class: "lp-outline-stage" }, path.stages[stage]));
      nav.append(part);
    }
    const mark = store.mark(step.slug, step.aliases);
    part.append(
      make(
        "li",
        { class: "lp-outline-step" },
        make("span", { class: "lp-outline-number", "aria-hidden": "true" }, mark ? "✓" : String(step.number)),
        make(
          "a",
          { href: addressOf(step.url, path.slug), "aria-current": step.slug === current && "step" },
          make("span", { class: "lp-hidden" }, `${step.number}. `),
          step.title,
          mark && make("span", { class: "lp-hidden" }, `, ${text(`mark.${mark}`)}`),
        ),
        step.optional && make("span", { class: "lp-outline-note" }, text("step.optional")),
        step.planned && make("span", { class: "lp-outline-note" }, text("planned")),
      ),
    );
  }
  return nav;
}

/**
 * Puts the path that the reader follows in front, where the keyboard meets it first, too. The line of script beside the
 * boxes has chosen it: the address says so, or else it is the last one that holds this page.
 * @param {HTMLElement} place
 */
function putFirst(place) {
  const { current } = place.dataset;
  const first = place.querySelector("nav.lp-current");
  if (!first) return;
  if (first !== place.firstElementChild) place.prepend(first);
  const ends = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lp-path-end"));
  for (const end of ends) {
    const other = end.dataset.path !== current;
    end.classList.toggle("lp-other", other);
    if (!other && end !== ends[0]) ends[0].before(end);
  }
}

/** Scrolls the sidebar, and nothing else, to the current step: a long path shows its first steps otherwise. */
function showHere() {
  const here = document.querySelector(".lp-sidebar [aria-current]");
  const box = here?.closest(".md-sidebar__scrollwrap");
  if (here && box) box.scrollTop += here.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
}

/** @param {HTMLElement} place @param {AbortSignal} signal */
function pathContext(place, signal) {
  const { page = "", current } = place.dataset;
  if (!current) return;
  putFirst(place);
  /** @type {PathData | undefined} */
  let path;
  // The outline stands in the sidebar of a theme that has one; where it is hidden, the drawer is shown instead.
  const sidebar = document.querySelector(".md-sidebar--primary:not([hidden]) .md-sidebar__inner");
  const aside = make("div", { class: "lp-sidebar" });
  signal.addEventListener("abort", () => aside.remove());

  const update = () => {
    const tools = place.querySelector("nav.lp-current .lp-path-tools");
    if (!path || !tools) return;
    const open = tools.querySelector("details")?.open;
    tools.replaceChildren(
      make(
        "details",
        { class: "lp-drawer", open },
        make("summary", {}, bar(store.summary(path.steps), path.title), make("span", {}, text("all-steps"))),
        outline(path, page),
      ),
    );
    aside.replaceChildren(outline(path, page));
  };
  loadPath(current).then((data) => {
    if (!data || signal.aborted) return;
    path = data;
    store.visit(data, page);
    if (sidebar) {
      sidebar.append(aside);
      place.classList.add("lp-has-sidebar");
    }
    update();
    showHere();
    place.dispatchEvent(new CustomEvent("lp:path", { bubbles: true, detail: { path: data } }));
  });
  return update;
}

/** @type {any} */ (self).learningPaths.elements["lp-path-context"] = pathContext;
