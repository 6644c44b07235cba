// @ts-check
// What elements show of steps, and how an element comes to life.
import { announce, counted, duration, make, need, text } from "./site.js";
import { store } from "./store.js";

/**
 * Registers elements whose work is loaded where a page has one of them. The script puts into `learningPaths.elements`, by the
 * name of the element, a function that gets the element, and a signal that is aborted when it leaves the page, as under
 * instant navigation. It may return what draws it again when the reader's progress has changed, here or in another tab.
 * @param {string} script @param {string[]} names @param {(element: HTMLElement) => void} [early] called before it is loaded
 */
export function later(script, names, early) {
  class Late extends HTMLElement {
    /** @type {AbortController | undefined} */
    #stay;

    async connectedCallback() {
      const { signal } = (this.#stay = new AbortController());
      early?.(this);
      await need(script);
      if (signal.aborted) return;
      const update = /** @type {any} */ (self).learningPaths.elements[this.localName]?.(this, signal);
      if (!update) return;
      store.addEventListener("change", () => update(), { signal });
      update();
    }

    disconnectedCallback() {
      this.#stay?.abort();
    }
  }
  for (const name of names) if (!customElements.get(name)) customElements.define(name, class extends Late {});
}

/** @param {ReturnType<typeof store.summary>} summary */
export function progressText(summary) {
  const parts = [counted("progress", summary.total, { done: summary.done })];
  if (summary.minutesLeft && summary.done) parts.push(text("left", { time: duration(summary.minutesLeft) }));
  if (summary.optional) parts.push(text("optional", { done: summary.optionalDone, total: summary.optional }));
  return parts.join(" · ");
}

/** Returns a bar and its words. @param {ReturnType<typeof store.summary>} summary @param {string} label */
export function bar(summary, label) {
  return make(
    "span",
    { class: "lp-progress" },
    make("progress", { class: "lp-bar", max: summary.total || 1, value: summary.done, "aria-label": label }),
    make("span", { class: "lp-progress-text" }, progressText(summary)),
  );
}

/**
 * Sets or takes away a mark, and says what that makes.
 * @param {string} page @param {"read" | "known"} mark @param {string[]} aliases
 * @param {import("./site.js").PathData} [path]
 */
export function toggle(page, mark, aliases, path) {
  const set = store.mark(page, aliases) !== mark;
  store.setMark(page, set ? mark : "", aliases);
  const parts = [set ? text(`marked.${mark}`) : text("unmarked")];
  if (path) {
    const summary = store.summary(path.steps);
    parts.push(text("of", { done: summary.done, total: summary.total }));
  }
  announce(parts.join(text("comma")));
}

/**
 * Returns what stops marks from being kept, for the reader to see, or null. Its words are loaded when there is trouble.
 * @returns {HTMLElement | null}
 */
export function trouble() {
  const kind = store.trouble;
  if (!kind) return null;
  const note = make("p", { class: "lp-trouble", role: "alert" });
  need("trouble").then(() => /** @type {any} */ (self).learningPaths.trouble?.(note, kind));
  return note;
}
