// @ts-check
// Lets the reader take their marks along as a file, bring them back, and throw them away.
import { make, text } from "../_shared/site.js";
import { merge, parse, store } from "../_shared/store.js";

/** @param {HTMLElement} box that has been unfolded */
function progressTools(box) {
  const note = make("p", { class: "lp-tools-note", role: "status" });
  /** @param {string} words */
  const say = (words) => (note.textContent = words);
  /** @param {string} label @param {() => void} act */
  const button = (label, act) => make("button", { type: "button", class: "lp-mark", onclick: act }, label);

  const file = /** @type {HTMLInputElement} */ (
    make("input", { type: "file", accept: "application/json,.json", hidden: true, "aria-label": text("progress-tools.import") })
  );
  file.addEventListener("change", async () => {
    const content = await file.files?.[0]?.text();
    file.value = ""; // so that the same file can be brought in again
    if (content === undefined) return;
    const brought = parse(content);
    if (brought) store.change((progress) => merge(progress, brought)); // of two marks the later counts
    say(brought ? text("progress-tools.imported") : text("progress-tools.not-ours"));
  });

  const save = () => {
    const address = URL.createObjectURL(new Blob([store.asText()], { type: "application/json" }));
    make("a", { href: address, download: "learning-paths.json" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const reset = () => {
    if (!confirm(text("progress-tools.sure"))) return;
    store.reset();
    say(text("progress-tools.gone"));
  };

  box.append(
    make("p", {}, text("progress-tools.about")),
    make(
      "div",
      { class: "lp-mark-buttons" },
      button(text("progress-tools.export"), save),
      button(text("progress-tools.import"), () => file.click()),
      button(text("progress-tools.reset"), reset),
      make("lp-keys"),
    ),
    file,
    note,
  );
}

/** @type {any} */ (self).learningPaths.progressTools = progressTools;
