// @ts-check
// What all elements need to know of the site they stand in.

/** Where this very file was loaded from. As a module it has no `currentScript`, so the page is asked for it. */
const own = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[src*='paths/learning-paths.js']"));

/** The address of the site's home page, which ends with a slash. */
export const base = new URL("../../", own ? own.src : location.href);

/** The words of the interface and their language, put in when the site is built. @type {Record<string, string>} */
export const texts = {};
const language = "en";

/**
 * Returns a text of the interface with `{name}` filled in. Only texts that are asked for by a literal, as in `text("close")`
 * or text(`key.${key}`), are sent along.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export const text = (name, values = {}) => fill(texts[name] || name, values);

/** @param {string} words @param {Record<string, any>} values */
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

const plural = new Intl.PluralRules(language);

/**
 * Returns a text that counts something, in the form that the number asks for: `name.one`, `name.other`.
 * @param {string} name
 * @param {number} number
 * @param {Record<string, string | number>} [values]
 */
export function counted(name, number, values = {}) {
  const form = `${name}.${plural.select(number)}`;
  return fill(texts[form] || texts[`${name}.other`], { number, ...values });
}

/** Returns a time as readers say it: `7 min`, `1 h 35 min`. @param {number} minutes */
export function duration(minutes) {
  const rest = minutes % 60;
  const hours = text("hours", { number: (minutes - rest) / 60 });
  const short = text("minutes", { number: rest });
  return minutes < 60 ? short : rest ? text("duration", { hours, minutes: short }) : hours;
}

/**
 * Makes an element. Texts are put in as text, never as HTML.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] attributes by name; `onclick` and its like are listeners
 * @param {...(Node | string | null | undefined | false)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return element;
}

/** Says something to those who do not see it happen. @param {string} message */
export function announce(message) {
  const region =
    document.querySelector(".lp-announcer") || document.body.appendChild(make("div", { class: "lp-announcer", role: "status" }));
  // Emptied first, so that the same words are said again.
  region.textContent = "";
  setTimeout(() => (region.textContent = message), 50);
}

/** @typedef {{slug: string, number: number, aliases?: string[], title: string, url: string, kind: string, minutes: number,
 *             optional?: boolean, planned?: boolean, stage?: number}} StepData */
/** @typedef {{slug: string, title: string, url: string, stages?: string[], steps: StepData[],
 *             following?: (StepData & {requires: string[]})[]}} PathData */

/** @type {Map<string, Promise<void>>} */
const asked = new Map();

/**
 * Loads a script of the plugin, once. The promise is kept, whether there is such a script or not.
 * @param {string} name such as `filter`
 */
export function need(name) {
  let answer = asked.get(name);
  if (!answer) {
    answer = new Promise((resolve) => {
      /** @param {Event} event */
      const done = ({ type }) => {
        if (type === "error") asked.delete(name);
        script.remove();
        resolve();
      };
      const script = make("script", { src: new URL(`assets/learning-paths/${name}.js`, base), onload: done, onerror: done });
      document.head.append(script);
    });
    asked.set(name, answer);
  }
  return answer;
}

/**
 * Loads a data file of the site. Data comes as scripts, because pages that are opened from a disk may not read files.
 * @param {string} name such as `path-llm-lifecycle`
 * @returns {Promise<any>} undefined where there is no such file
 */
export const load = async (name) => {
  await need(`data/${name}`);
  return /** @type {any} */ (self).learningPathsData?.[name];
};

/** Loads what is known of a path. @param {string} slug @returns {Promise<PathData | undefined>} */
export const loadPath = (slug) => load(`path-${slug}`);

/** Returns an address of the site, on which the reader follows a path. @param {string} url @param {string} [path] */
export function addressOf(url, path) {
  const address = new URL(url, base);
  if (path) address.searchParams.set("path", path);
  return address.href;
}
