// @ts-check
// How far the reader has come, on the page of a path, on its card and on a page that leads back to it. Each function gets
// an element and returns what draws it again when the reader's progress has changed.
import { addressOf, counted, load, loadPath, make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { bar, toggle, trouble } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */
/** @typedef {import("../_shared/site.js").StepData} StepData */

/** Whether the reader has been on a path. @param {string} slug @param {ReturnType<typeof store.summary>} summary */
const begun = (slug, summary) => summary.done > 0 || store.visited(slug);

/** On the page of a path: bar, steps that were added, the way on, marks beside steps. @param {HTMLElement} place */
function onPath(place) {
  /** @type {PathData | undefined} */
  let path;
  /** @type {StepData[]} */
  let added = [];
  const button = document.querySelector(".lp-start a");
  const anew = button && [button.textContent, button.getAttribute("href") || ""];
  const update = () => {
    if (!path) return;
    const { slug, steps, title } = path;
    const summary = store.summary(steps);
    const names = added.map((step) => step.title).join(text("comma"));
    place.replaceChildren(
      ...[
        begun(slug, summary) && bar(summary, title),
        names && make("p", { class: "lp-added" }, counted("added", added.length, { names })),
        trouble(),
      ].filter((part) => part instanceof Node),
    );
    if (summary.done && summary.done === summary.total) finished(place, path);
    if (button && anew) {
      const next = begun(slug, summary) && summary.next;
      button.textContent = next ? text("continue", next) : anew[0];
      button.setAttribute("href", next ? addressOf(next.url, slug) : anew[1]);
    }
    for (const step of steps) mark(path, step);
  };
  loadPath(place.dataset.path || "").then((data) => {
    if (!data || !place.isConnected) return;
    path = data;
    if (store.visited(data.slug)) added = store.visit(data);
    update();
  });
  return update;
}

/** Shows the mark beside a step, as a button that takes it away or sets it. @param {PathData} path @param {StepData} step */
function mark(path, step) {
  const item = document.querySelector(`.lp-steps > .lp-step[data-page="${CSS.escape(step.slug)}"]`);
  if (!item || step.planned) return;
  const set = store.mark(step.slug, step.aliases);
  item.classList.toggle("lp-step--done", set !== "");
  let button = item.querySelector("button.lp-step-mark");
  if (!button) {
    button = make("button", {
      type: "button",
      class: "lp-step-mark",
      onclick: () => toggle(step.slug, store.mark(step.slug, step.aliases) || "read", step.aliases || [], path),
    });
    item.querySelector(".lp-facts")?.append(button);
  }
  button.setAttribute("aria-pressed", String(set !== ""));
  // Whether it is so is the button's state, as with a box that is ticked.
  button.textContent = text(`mark.${set || "read"}`);
  button.setAttribute("aria-label", `${button.textContent}: ${step.title}`);
}

/** Returns links to pages, with commas between them. @param {{title: string, url: string}[]} pages */
function phrase(pages) {
  return pages.flatMap((page, number) => [
    ...(number ? [text("comma")] : []),
    make("a", { href: addressOf(page.url) }, page.title),
  ]);
}

/**
 * What the reader of a finished path can take up now: pages that ask for nothing else, and paths that share most with
 * what was read.
 * @param {HTMLElement} place @param {PathData} path
 */
async function finished(place, path) {
  const ready = (path.following || []).filter(
    (page) => !store.mark(page.slug) && page.requires.every((slug) => store.mark(slug)),
  );
  /** @type {PathData[]} */
  const paths = (await load("paths")) || [];
  const alike = paths
    .map((other) => ({ ...other, read: other.steps.filter((slug) => store.mark(String(slug))).length }))
    .filter((other) => other.slug !== path.slug && other.read < other.steps.length)
    .sort((a, b) => b.read / b.steps.length - a.read / a.steps.length)
    .slice(0, 3);
  if (!place.isConnected || place.querySelector(".lp-finished")) return;
  place.append(
    make(
      "div",
      { class: "lp-finished" },
      make("p", {}, text("finished")),
      ready.length > 0 && make("p", {}, text("ready"), " ", ...phrase(ready.slice(0, 5))),
      alike.length > 0 && make("p", {}, text("finished.others")),
      alike.length > 0 &&
        make(
          "ul",
          {},
          ...alike.map((other) =>
            make(
              "li",
              {},
              make("a", { href: addressOf(other.url) }, other.title),
              ` (${counted("progress", other.steps.length, { done: other.read })})`,
            ),
          ),
        ),
    ),
  );
}

/** The bar on a card counts what its words say, so that a list of paths loads no data. @param {HTMLElement} place */
function onCard(place) {
  const { path = "", steps = "", title = "" } = place.dataset;
  const entries = /** @type {StepData[]} */ (
    steps.split(" ").map((word) => {
      const [first, ...aliases] = word.split("|");
      const [slug, minutes] = first.split(":");
      return { slug, aliases, minutes: parseInt(minutes, 10) || 0, optional: minutes?.endsWith("?") };
    })
  );
  return () => {
    const summary = { ...store.summary(entries), optional: 0 }; // a card has room for one line
    place.replaceChildren(...(begun(path, summary) ? [bar(summary, title)] : []));
  };
}

/** Leads a reader who comes back to where they left off; the link in it is for everybody else. @param {HTMLElement} place */
function onward(place) {
  /** @type {PathData | undefined} */
  let path;
  const link = place.querySelector("a");
  const anew = link && [link.textContent, link.getAttribute("href") || ""];
  const update = () => {
    if (!path || !link || !anew) return;
    const summary = store.summary(path.steps);
    const { next } = summary;
    link.textContent = next ? text("continue", next) : anew[0];
    link.setAttribute("href", next ? addressOf(next.url, path.slug) : anew[1]);
    place.querySelector(".lp-progress")?.remove();
    if (!next) return;
    place.append(bar(summary, path.title));
    place.querySelector(".lp-progress-text")?.prepend(`${path.title}: `);
  };
  const [recent] = store.recent;
  if (recent)
    loadPath(recent).then((data) => {
      path = data;
      update();
    });
  return update;
}

Object.assign(/** @type {any} */ (self).learningPaths.elements, {
  "lp-path-progress": onPath,
  "lp-card-progress": onCard,
  "lp-continue": onward,
});
