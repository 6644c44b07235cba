// @ts-check
// How far the reader has come: on the page of a path, on its card, and where they left off.
import { addressOf, counted, loadPath, make, need, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { ProgressElement, bar, define, markText, toggle, trouble } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */
/** @typedef {import("../_shared/site.js").StepData} StepData */

/** Whether the reader has been on a path. @param {string} slug @param {ReturnType<typeof store.summary>} summary */
const begun = (slug, summary) => summary.done > 0 || store.visited(slug);

class PathProgress extends ProgressElement {
  /** @type {PathData | undefined} */
  path;
  /** @type {StepData[]} */
  added = [];

  start() {
    this.button = document.querySelector(".lp-start a");
    loadPath(this.dataset.path || "").then((data) => {
      if (!data || !this.isConnected) return;
      this.path = data;
      if (store.visited(data.slug)) this.added = store.visit(data);
      this.update();
    });
  }

  update() {
    const path = this.path;
    if (!path) return;
    const summary = store.summary(path.steps);
    const names = this.added.map((step) => step.title).join(text("comma"));
    this.replaceChildren(
      ...[
        begun(path.slug, summary) && bar(summary, path.title),
        names && make("p", { class: "lp-added" }, counted("added", this.added.length, { names })),
        trouble(),
      ].filter((part) => part instanceof Node),
    );
    if (summary.done && summary.done === summary.total) this.#finished(path);
    if (this.button && summary.next && begun(path.slug, summary)) {
      this.button.textContent = text("continue", summary.next);
      this.button.setAttribute("href", addressOf(summary.next.url, path.slug));
    }
    path.steps.forEach((step) => this.#mark(path, step));
  }

  /** Says what the reader can take up now; few pages need it. @param {PathData} path */
  async #finished(path) {
    await need("path-progress");
    /** @type {any} */ (self).learningPaths.finished?.(this, path);
  }

  /** Shows the mark beside a step, as a button that takes it away or sets it. @param {PathData} path @param {StepData} step */
  #mark(path, step) {
    const item = document.querySelector(`.lp-steps > .lp-step[data-page="${CSS.escape(step.slug)}"]`);
    if (!item || step.planned) return;
    const mark = store.mark(step.slug, step.aliases);
    item.classList.toggle("lp-step--done", mark !== "");
    let button = item.querySelector("button.lp-step-mark");
    if (!button) {
      button = make("button", {
        type: "button",
        class: "lp-step-mark",
        onclick: () => toggle(step.slug, store.mark(step.slug, step.aliases) || "read", step.aliases || [], path),
      });
      item.querySelector(".lp-facts")?.append(button);
    }
    button.setAttribute("aria-pressed", String(mark !== ""));
    // Whether it is so is the button's state, as with a box that is ticked.
    button.textContent = markText(mark || "read");
    button.setAttribute("aria-label", `${button.textContent}: ${step.title}`);
  }
}

/** The bar on a card counts what its words say, so that a list of paths loads nothing. */
class CardProgress extends ProgressElement {
  start() {
    const steps = (this.dataset.steps || "").split(" ").map((word) => {
      const [place, ...aliases] = word.split("|");
      const [slug, minutes] = place.split(":");
      return { slug, aliases, minutes: parseInt(minutes, 10) || 0, optional: minutes?.endsWith("?") };
    });
    this.steps = /** @type {StepData[]} */ (steps);
  }

  update() {
    const summary = store.summary(this.steps || []);
    this.replaceChildren(...(begun(this.dataset.path || "", summary) ? [bar(summary, this.dataset.title || "")] : []));
  }
}

/** Leads a reader who comes back to where they left off; the link in it is for everybody else. */
class Continue extends ProgressElement {
  /** @type {PathData | undefined} */
  path;

  start() {
    this.link = this.querySelector("a");
    const [recent] = store.recent;
    if (recent)
      loadPath(recent).then((data) => {
        this.path = data;
        this.update();
      });
  }

  update() {
    const path = this.path;
    const summary = path && store.summary(path.steps);
    if (!path || !summary?.next || !this.link) return;
    this.link.textContent = text("continue", summary.next);
    this.link.setAttribute("href", addressOf(summary.next.url, path.slug));
    this.querySelector(".lp-progress")?.remove();
    this.append(bar(summary, path.title));
    this.querySelector(".lp-progress-text")?.prepend(`${path.title}: `);
  }
}

define("lp-path-progress", PathProgress);
define("lp-card-progress", CardProgress);
define("lp-continue", Continue);
