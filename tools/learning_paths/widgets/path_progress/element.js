// @ts-check
// How far the reader has come on a path.
import { addressOf, counted, loadPath, make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { ProgressElement, bar, define, markText, trouble } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */

class PathProgress extends ProgressElement {
  /** @type {PathData | undefined} */
  path;
  /** @type {import("../_shared/site.js").StepData[]} */
  added = [];

  start() {
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
    const begun = summary.done > 0 || store.visited(path.slug);
    this.replaceChildren(...(begun ? [bar(summary, path.title)] : []));
    if (this.added.length) {
      const names = this.added.map((step) => step.title).join(", ");
      this.append(make("p", { class: "lp-added" }, counted("added", this.added.length, { names })));
    }
    const note = trouble();
    if (note) this.append(note);
    this.#steps(path);
    const button = document.querySelector(".lp-start a");
    if (button && begun && summary.next) {
      const { number, title, url } = summary.next;
      button.textContent = text("continue", { number, title });
      button.setAttribute("href", addressOf(url, path.slug));
    }
  }

  /** Shows the marks beside the steps. @param {PathData} path */
  #steps(path) {
    for (const step of path.steps) {
      const item = document.querySelector(`.lp-steps > .lp-step[data-page="${CSS.escape(step.slug)}"]`);
      if (!item) continue;
      const mark = store.mark(step.slug, step.aliases);
      item.classList.toggle("lp-step--done", mark !== "");
      item.querySelector(".lp-step-mark")?.remove();
      if (mark) item.querySelector(".lp-facts")?.append(" ", make("span", { class: "lp-step-mark" }, markText(mark)));
    }
  }
}

define("lp-path-progress", PathProgress);
