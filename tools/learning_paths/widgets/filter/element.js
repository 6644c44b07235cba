// @ts-check
// Fields that filter a list. What they do is loaded where a page has a list.
import { need } from "../_shared/site.js";
import { define } from "../_shared/steps.js";

class Filter extends HTMLElement {
  async connectedCallback() {
    await need("filter");
    if (this.isConnected) /** @type {any} */ (self).learningPaths.filter?.(this);
  }
}

define("lp-filter", Filter);
