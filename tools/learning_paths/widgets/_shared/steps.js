// @ts-check
// What elements show of steps: whether they are read, and the outline of a path.
import { addressOf, announce, counted, duration, make, need, text } from "./site.js";
import { store } from "./store.js";

/**
 * Base of the elements: what depends on the reader's progress is drawn again when it changes, here or in another tab.
 * A page that is taken away, as instant navigation does, leaves no listener behind.
 */
export class ProgressElement extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    store.addEventListener("change", () => this.update(), { signal: this.#listening.signal });
    this.start(this.#listening.signal);
    this.update();
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  /** Called once when the element comes into a page. @param {AbortSignal} signal */
  start(signal) {}

  /** Draws what depends on the progress. */
  update() {}
}

/** Registers an element, once, however often the script is loaded. @param {string} name @param {any} element */
export function define(name, element) {
  if (!customElements.get(name)) customElements.define(name, element);
}

/** @param {Element} element @param {string} name */
export function list(element, name) {
  return (element.getAttribute(name) || "").split(" ").filter(Boolean);
}

/** Says in words what a mark means; for a page without one, the text is empty. @param {string} mark */
export const markText = (mark) => (mark ? text(`mark.${mark}`) : "");

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
  need("marks").then(() => /** @type {any} */ (self).learningPaths.trouble?.(note, kind));
  return note;
}

/**
 * Returns the outline of a path, with the reader's marks.
 * @param {import("./site.js").PathData} path @param {string} current the qualified slug of the page that is read
 */
export function outline(path, current) {
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
    const here = step.slug === current;
    part.append(
      make(
        "li",
        { class: `lp-outline-step${mark ? ` lp-outline-step--${mark}` : ""}${here ? " lp-outline-step--here" : ""}` },
        make("span", { class: "lp-outline-number", "aria-hidden": "true" }, mark ? "✓" : String(step.number)),
        make(
          "a",
          { href: addressOf(step.url, path.slug), "aria-current": here && "step" },
          make("span", { class: "lp-hidden" }, `${step.number}. `),
          step.title,
          mark && make("span", { class: "lp-hidden" }, `, ${markText(mark)}`),
        ),
        step.optional && make("span", { class: "lp-outline-note" }, text("step.optional")),
        step.planned && make("span", { class: "lp-outline-note" }, text("planned")),
      ),
    );
  }
  return nav;
}
