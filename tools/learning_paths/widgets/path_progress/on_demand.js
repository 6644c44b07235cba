// @ts-check
// What the reader of a finished path can take up now: pages that ask for nothing else, and paths that share most with what
// was read.
import { addressOf, counted, load, make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */

/** Returns links to pages, with commas between them. @param {{title: string, url: string}[]} pages */
function phrase(pages) {
  return pages.flatMap((page, number) => [
    ...(number ? [text("comma")] : []),
    make("a", { href: addressOf(page.url) }, page.title),
  ]);
}

/** @param {HTMLElement} place @param {PathData} path */
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

/** @type {any} */ (self).learningPaths.finished = finished;
