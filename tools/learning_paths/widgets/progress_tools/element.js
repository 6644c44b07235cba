// @ts-check
// What a reader can do with all marks at once; it is loaded where a page has a place for it.
import { need } from "../_shared/site.js";
import { define } from "../_shared/steps.js";

class ProgressTools extends HTMLElement {
  async connectedCallback() {
    await need("progress-tools");
    if (this.isConnected) /** @type {any} */ (self).learningPaths.progressTools?.(this);
  }
}

define("lp-progress-tools", ProgressTools);
