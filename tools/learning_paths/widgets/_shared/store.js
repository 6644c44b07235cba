// @ts-check
// What the reader has read, kept in the reader's own browser and nowhere else.
//
// One entry holds all marks, by the qualified slug of the page, so that a page read in one path is read in all. An entry
// that cannot be understood is never overwritten: it is set aside, and the reader is told.
import { base } from "./site.js";

/** @typedef {"read" | "known"} Mark */
/** @typedef {{version: 1, marks: Record<string, {mark: Mark | "", at: number}>,
 *             paths: Record<string, {at: number, step?: string, seen?: string[]}>}} Progress */

// Sites share a storage where they share a host.
const KEY = `learning-paths:${base.pathname}:progress`;
const ASIDE = `${KEY}:unreadable`;
const RECENT = `learning-paths:${base.pathname}:recent`;

/** @returns {Progress} */
const nothing = () => ({ version: 1, marks: {}, paths: {} });

/** @param {any} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === "object" && value !== null;

/**
 * Returns what a text says as progress, or undefined where it is none of ours. What is wrong in it is left out.
 * @param {string} json
 * @returns {Progress | undefined}
 */
export function parse(json) {
  let found;
  try {
    found = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isObject(found) || found.version !== 1 || !isObject(found.marks) || !isObject(found.paths)) return undefined;
  const progress = nothing();
  for (const [page, entry] of Object.entries(found.marks)) {
    if (isObject(entry) && ["read", "known", ""].includes(entry.mark))
      progress.marks[page] = { mark: entry.mark, at: Number(entry.at) || 0 };
  }
  for (const [path, entry] of Object.entries(found.paths)) {
    if (!isObject(entry)) continue;
    const { at, step, seen } = entry;
    progress.paths[path] = {
      at: Number(at) || 0,
      step: typeof step === "string" ? step : undefined,
      seen: Array.isArray(seen) ? seen.filter((slug) => typeof slug === "string") : undefined,
    };
  }
  return progress;
}

/** Puts into one progress what is newer in another. @param {Progress} into @param {Progress} from */
export function merge(into, from) {
  for (const part of /** @type {const} */ (["marks", "paths"])) {
    for (const [slug, entry] of Object.entries(from[part])) {
      const own = into[part][slug];
      if (!own || entry.at > own.at) /** @type {any} */ (into[part])[slug] = entry;
    }
  }
}

class Store extends EventTarget {
  /** @type {Progress} */
  #progress = nothing();
  /** What keeps marks from being kept: "" | "blocked" | "full" | "unreadable" | "newer". */
  trouble = "";

  constructor() {
    super();
    this.#read();
    // Another tab has written.
    addEventListener("storage", (event) => {
      if (event.key !== KEY && event.key !== null) return;
      if (event.newValue === null) this.#progress = nothing();
      this.#read();
      this.#changed();
    });
  }

  /** Takes in what is stored. What could not be stored before is kept beside it. */
  #read() {
    try {
      const json = localStorage.getItem(KEY);
      const stored = json === null ? nothing() : parse(json);
      if (stored) {
        if (this.trouble === "full") merge(stored, this.#progress);
        else this.trouble = localStorage.getItem(ASIDE) === null ? "" : "unreadable";
        this.#progress = stored;
      } else if (/"version":\s*[2-9]/.test(json || "")) {
        this.trouble = "newer"; // written by a later release: it is left as it is
      } else {
        localStorage.setItem(ASIDE, json || "");
        localStorage.removeItem(KEY);
        this.trouble = "unreadable";
      }
    } catch {
      this.trouble = "blocked";
    }
  }

  /** Changes the progress and stores it. @param {(progress: Progress) => void} change */
  change(change) {
    if (this.trouble !== "full") this.#read(); // two tabs may be open, and one of them asleep
    change(this.#progress);
    if (this.trouble !== "newer" && this.trouble !== "blocked") {
      try {
        localStorage.setItem(KEY, JSON.stringify(this.#progress));
        // For the line of script in a page that chooses the path before anything is painted.
        localStorage.setItem(RECENT, this.recent.slice(0, 50).join(" "));
        if (this.trouble === "full") this.trouble = "";
      } catch {
        this.trouble = "full";
      }
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
    document.dispatchEvent(new CustomEvent("lp:progress", { detail: this.asText() }));
  }

  /**
   * Returns the mark of a page; one that was set under an earlier slug counts.
   * @param {string} page @param {string[]} [aliases] @returns {Mark | ""}
   */
  mark(page, aliases = []) {
    const found = [page, ...aliases].map((slug) => this.#progress.marks[slug]).filter(Boolean);
    return found.length ? found.reduce((a, b) => (b.at > a.at ? b : a)).mark : "";
  }

  /** Sets or takes away the mark of a page. @param {string} page @param {Mark | ""} mark @param {string[]} [aliases] */
  setMark(page, mark, aliases = []) {
    this.change((progress) => {
      for (const alias of aliases) delete progress.marks[alias];
      progress.marks[page] = { mark, at: Date.now() };
    });
  }

  /** @param {import("./site.js").StepData[]} steps */
  summary(steps) {
    /** @param {import("./site.js").StepData} step */
    const marked = ({ slug, aliases }) => this.mark(slug, aliases);
    const asked = steps.filter((step) => !step.optional);
    const left = asked.filter((step) => !marked(step));
    const extra = steps.filter((step) => step.optional);
    return {
      total: asked.length,
      done: asked.length - left.length,
      minutesLeft: left.reduce((sum, { minutes }) => sum + minutes, 0),
      next: left.find((step) => !step.planned),
      optional: extra.length,
      optionalDone: extra.filter(marked).length,
    };
  }

  /**
   * Notes that the reader is on a path. Returns the steps that were added since the last visit.
   * @param {import("./site.js").PathData} path @param {string} [step]
   */
  visit(path, step) {
    const before = this.#progress.paths[path.slug];
    const slugs = path.steps.map((entry) => entry.slug);
    const seen = before?.seen;
    const added = seen
      ? path.steps.filter((entry) => ![entry.slug, ...(entry.aliases || [])].some((slug) => seen.includes(slug)))
      : [];
    this.change((progress) => {
      // What was marked under an earlier slug moves on, so that whatever knows no aliases counts it too.
      for (const { slug, aliases = [] } of path.steps)
        for (const alias of aliases) {
          const entry = progress.marks[alias];
          if (!entry) continue;
          if (!(progress.marks[slug]?.at >= entry.at)) progress.marks[slug] = entry;
          delete progress.marks[alias];
        }
      progress.paths[path.slug] = { at: Date.now(), step: step || before?.step, seen: slugs };
    });
    return added;
  }

  /** Returns what is known of a reader's visits to a path. @param {string} path */
  visited(path) {
    return this.#progress.paths[path];
  }

  /** Returns the slugs of the paths that the reader was on, the last one first. */
  get recent() {
    const paths = this.#progress.paths;
    return Object.keys(paths).sort((a, b) => paths[b].at - paths[a].at);
  }

  /** Returns everything as text, for a file. */
  asText() {
    return JSON.stringify(this.#progress, null, 1);
  }

  /** Forgets everything. */
  reset() {
    this.#progress = nothing();
    this.trouble = "";
    try {
      for (const key of [KEY, RECENT, ASIDE]) localStorage.removeItem(key);
    } catch {
      this.trouble = "blocked";
    }
    this.#changed();
  }
}

/** The one store of the page. */
export const store = new Store();
