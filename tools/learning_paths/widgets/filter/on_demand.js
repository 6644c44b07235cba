// @ts-check
// The fields above a list of pages: words, tag, year, path, and whether a page is read. What is chosen stands in the
// address, so that a filtered list can be shared.
import { counted, make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";

// Not `q`: on an address with that, Material opens its search.
const FIELDS = ["words", "tag", "year", "path", "read"];

/** Letters without their accents, so that "Muller" finds "Müller". @param {string} words */
const plain = (words) =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

/** What an entry says of its page. @param {HTMLElement} item @returns {DOMStringMap} */
const about = (item) => /** @type {HTMLElement} */ (item.querySelector(".lp-about")).dataset;

/** @param {HTMLElement} item @param {string} name */
const parts = (item, name) => (about(item)[name] || "").split("|").filter(Boolean);

/** @param {HTMLElement} place */
function filter(place) {
  const list = document.querySelector(".lp-pages");
  const items = /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll("li:has(.lp-about)") || [])]);
  if (items.length < 2 || place.firstElementChild) return;
  const words = new Map(items.map((item) => [item, plain(`${item.textContent} ${about(item).terms || ""}`)]));
  /** @type {Record<string, string>} */
  const titles = JSON.parse(place.dataset.paths || "{}");

  /** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */
  const fields = { words: /** @type {HTMLInputElement} */ (make("input", { type: "search", autocomplete: "off" })) };
  /** @param {string} name @param {[string, string][]} choices */
  const choice = (name, choices) => {
    if (choices.length < 2) return;
    const options = choices.map(([value, shown]) => make("option", { value }, shown));
    fields[name] = /** @type {HTMLSelectElement} */ (make("select", {}, make("option", { value: "" }, text("filter.all")), ...options));
  };
  /** @param {string} name */
  const values = (name) => [...new Set(items.flatMap((item) => parts(item, name)))].sort();
  choice("tag", values("tags").map((tag) => [tag, tag]));
  choice("year", values("year").reverse().map((year) => [year, year]));
  choice("path", values("paths").map((slug) => [slug, titles[slug] || slug]));
  choice("read", [["yes", text("filter.is-read")], ["no", text("filter.not-read")]]);

  const count = make("p", { class: "lp-filter-count", role: "status" });
  const none = make("p", { class: "lp-filter-none", hidden: true }, text("filter.none"));
  const form = make(
    "form",
    { class: "lp-filter-form", role: "search", "aria-label": text("filter.title") },
    ...FIELDS.filter((name) => name in fields).map((name) => make("label", {}, text(`filter.${name}`), fields[name])),
    make("button", { type: "reset", class: "lp-mark" }, text("filter.reset")),
  );

  const show = () => {
    const wanted = plain(fields.words.value).split(/\s+/).filter(Boolean);
    /** @param {string} name @param {(value: string) => boolean} fits */
    const fits = (name, fits) => !fields[name]?.value || fits(fields[name].value);
    const shown = items.filter((item) => {
      const keep =
        wanted.every((word) => words.get(item)?.includes(word)) &&
        fits("tag", (tag) => parts(item, "tags").includes(tag)) &&
        fits("year", (year) => about(item).year === year) &&
        fits("path", (path) => parts(item, "paths").includes(path)) &&
        fits("read", (read) => (store.mark(about(item).page || "", parts(item, "aliases")) !== "") === (read === "yes"));
      item.hidden = !keep;
      return keep;
    });
    count.textContent = counted("filter.count", items.length, { shown: shown.length });
    none.hidden = shown.length > 0;
  };

  const address = () => {
    const url = new URL(location.href);
    for (const [name, field] of Object.entries(fields)) {
      if (field.value) url.searchParams.set(name, field.value);
      else url.searchParams.delete(name);
    }
    // Replaced: a step back leads to the page before, not through every letter that was typed.
    history.replaceState(history.state, "", url);
  };

  const asked = new URLSearchParams(location.search);
  for (const [name, field] of Object.entries(fields)) {
    field.value = asked.get(name) || "";
    if (!field.value) field.value = ""; // a choice that is no longer there would leave the field empty
  }
  form.addEventListener("input", () => (show(), address()));
  form.addEventListener("reset", () => setTimeout(() => (show(), address())));
  form.addEventListener("submit", (event) => event.preventDefault());
  // On a narrow screen the fields would push the list out of sight.
  const open = matchMedia("(min-width: 45em)").matches || Object.values(fields).some((field) => field.value);
  place.append(make("details", { class: "lp-filter-box", open }, make("summary", {}, text("filter.title")), form), count);
  list?.after(none);
  return show;
}

/** @type {any} */ (self).learningPaths.elements["lp-filter"] = filter;
