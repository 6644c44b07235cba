// @ts-check
// A line that unfolds to what a reader can do with all marks at once. Few open it; what it holds is loaded when they do.
import { make, need, text } from "../_shared/site.js";

class ProgressTools extends HTMLElement {
  connectedCallback() {
    const box = make("details", { class: "lp-tools" }, make("summary", {}, text("progress-tools.title")));
    const fill = async () => {
      await need("progress-tools");
      /** @type {any} */ (self).learningPaths.progressTools?.(box);
    };
    box.addEventListener("toggle", fill, { once: true });
    this.replaceChildren(box);
  }
}

if (!customElements.get("lp-progress-tools")) customElements.define("lp-progress-tools", ProgressTools);
