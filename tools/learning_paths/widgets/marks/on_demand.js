// @ts-check
// Marks a page as read or as known already, and names what the reader is ready for now.
import { make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { toggle, trouble } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */

/** @param {string} [words] */
const words = (words = "") => words.match(/\S+/g) || [];

/** @param {HTMLElement} place @param {AbortSignal} signal */
function marks(place, signal) {
  const { page = "" } = place.dataset;
  const aliases = words(place.dataset.aliases);
  /** @type {PathData | undefined} */
  let path;
  document.addEventListener(
    "lp:path",
    (event) => (path = /** @type {CustomEvent<{path: PathData}>} */ (event).detail.path),
    { signal },
  );

  /** @param {"read" | "known"} mark */
  const button = (mark) =>
    make(
      "button",
      {
        type: "button",
        class: `lp-mark lp-mark--${mark}`,
        "data-mark": mark,
        onclick: () => toggle(page, mark, aliases, path),
      },
      text(`mark-as.${mark}`),
    );
  const buttons = /** @type {const} */ (["read", "known"]).map(button);
  const notes = make("div", { class: "lp-mark-notes" });
  place.replaceChildren(make("div", { class: "lp-mark-buttons" }, ...buttons, make("lp-keys")), notes);

  /** The pages that this one leads to and that ask for nothing else that is not read. */
  const ready = () => {
    const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".lp-leads-to li[data-page]")]);
    const found = items.filter(
      ({ dataset }) =>
        !store.mark(dataset.page || "") && words(dataset.requires).every((slug) => slug === page || store.mark(slug)),
    );
    const links = found.map((item) => item.querySelector("a")?.cloneNode(true)).filter((link) => link);
    if (!links.length) return null;
    return make("p", { class: "lp-ready" }, text("ready"), " ", ...links.flatMap((link, n) => (n ? [text("comma"), link] : [link])), ".");
  };

  return () => {
    const mark = store.mark(page, aliases);
    place.dataset.mark = mark;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.mark === mark));
    notes.replaceChildren(...[trouble(), mark && ready()].filter((note) => note instanceof Node));
  };
}

/** @type {any} */ (self).learningPaths.elements["lp-marks"] = marks;
