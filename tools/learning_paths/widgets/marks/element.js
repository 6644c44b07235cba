// @ts-check
// Marks a page as read or as known already, and names what the reader is ready for now.
import { make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { ProgressElement, define, list, toggle, trouble } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */

class Marks extends ProgressElement {
  /** @type {PathData | undefined} */
  path;

  /** @param {AbortSignal} signal */
  start(signal) {
    this.page = this.dataset.page || "";
    this.aliases = list(this, "data-aliases");
    document.addEventListener(
      "lp:path",
      (event) => (this.path = /** @type {CustomEvent<{path: PathData}>} */ (event).detail.path),
      { signal },
    );
    if (!this.firstElementChild) {
      this.append(
        make("div", { class: "lp-mark-buttons" }, this.#button("read"), this.#button("known"), make("lp-keys")),
        make("div", { class: "lp-mark-notes" }),
      );
    }
  }

  /** @param {"read" | "known"} mark */
  #button(mark) {
    return make(
      "button",
      {
        type: "button",
        class: `lp-mark lp-mark--${mark}`,
        "data-mark": mark,
        onclick: () => toggle(this.page || "", mark, this.aliases || [], this.path),
      },
      text(`mark-as.${mark}`),
    );
  }

  update() {
    const mark = store.mark(this.page || "", this.aliases);
    this.dataset.mark = mark;
    for (const button of this.querySelectorAll("button.lp-mark"))
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.mark === mark));
    const notes = this.querySelector(".lp-mark-notes");
    notes?.replaceChildren(...[trouble(), mark ? this.#ready() : null].filter((note) => note !== null));
  }

  /** The pages that this one leads to and that ask for nothing else that is not read. */
  #ready() {
    const ready = [...document.querySelectorAll(".lp-leads-to li[data-page]")].filter(
      (item) =>
        !store.mark(item.getAttribute("data-page") || "") &&
        list(item, "data-requires").every((page) => page === this.page || store.mark(page)),
    );
    if (!ready.length) return null;
    const links = ready.map((item) => item.querySelector("a")?.cloneNode(true)).filter((link) => link);
    return make("p", { class: "lp-ready" }, text("ready"), " ", ...links.flatMap((link, n) => (n ? [text("comma"), link] : [link])), ".");
  }
}

define("lp-marks", Marks);
