// @ts-check
// How far the reader has come: on the page of a path, on its card, and where they left off. Pages of steps show none of
// it; what the elements do is loaded where a page has one of them.
import { need } from "../_shared/site.js";
import { ProgressElement, define } from "../_shared/steps.js";

class Late extends ProgressElement {
  async start() {
    await need("path-progress");
    if (!this.isConnected) return;
    const draw = /** @type {any} */ (self).learningPaths.pathProgress?.[this.localName];
    if (draw) this.update = draw(this);
    this.update();
  }
}

for (const name of ["lp-path-progress", "lp-card-progress", "lp-continue"]) define(name, class extends Late {});
