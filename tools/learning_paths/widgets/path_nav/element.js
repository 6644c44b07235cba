// @ts-check
// The boxes of a page's paths: the one that the reader follows comes first and shows the way, the others step back.
import { loadPath, make, text } from "../_shared/site.js";
import { store } from "../_shared/store.js";
import { ProgressElement, bar, define, outline } from "../_shared/steps.js";

/** @typedef {import("../_shared/site.js").PathData} PathData */

class PathContext extends ProgressElement {
  /** @type {PathData | undefined} */
  path;
  /** @type {HTMLElement[]} What was put outside of this element. */
  #outside = [];

  start() {
    this.page = this.dataset.page || "";
    const path = this.#choose();
    if (!path) return;
    loadPath(path).then((data) => {
      if (!data || !this.isConnected) return;
      this.path = data;
      store.visit(data, this.page);
      this.#showOutline();
      this.update();
      this.#showHere();
      this.dispatchEvent(new CustomEvent("lp:path", { bubbles: true, detail: { path: data } }));
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#outside.forEach((element) => element.remove());
  }

  /** Puts the outline into the sidebar of a theme that has one; where it is hidden, the drawer is shown instead. */
  #showOutline() {
    const sidebar = document.querySelector(".md-sidebar--primary:not([hidden]) .md-sidebar__inner");
    if (!sidebar) return;
    const place = make("div", { class: "lp-sidebar" });
    sidebar.append(place);
    this.classList.add("lp-has-sidebar");
    this.#outside.push(place);
  }

  /** Scrolls the sidebar, and nothing else, to the current step: a long path shows its first steps otherwise. */
  #showHere() {
    const here = document.querySelector(".lp-sidebar [aria-current]");
    const box = here?.closest(".md-sidebar__scrollwrap");
    if (here && box) box.scrollTop += here.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  }

  /** Finds the path that the reader follows: the address says so, or else it is the last one that holds this page. */
  #choose() {
    const asked = new URLSearchParams(location.search).get("path");
    const navs = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("nav.lp-path-nav")]);
    const current = [asked, ...store.recent]
      .map((slug) => navs.find((nav) => nav.dataset.path === slug))
      .find((nav) => nav);
    if (!current) return undefined;
    // The same as the script beside the boxes, which has done it already where the page came from the network.
    this.dataset.current = current.dataset.path;
    navs.forEach((nav) => nav.classList.toggle("lp-current", nav === current));
    const ends = [...document.querySelectorAll(".lp-path-end")];
    for (const end of ends) {
      const other = end.getAttribute("data-path") !== current.dataset.path;
      end.classList.toggle("lp-other", other);
      if (!other && end !== ends[0]) ends[0].before(end);
    }
    // The keyboard meets it first, too, as it is seen.
    if (current !== navs[0]) navs[0].before(current);
    return current.dataset.path;
  }

  update() {
    const path = this.path;
    const nav = this.querySelector("nav.lp-current");
    if (!path || !nav) return;
    const tools = nav.querySelector(".lp-path-tools");
    const open = tools?.querySelector("details")?.open;
    tools?.replaceChildren(
      make(
        "details",
        { class: "lp-drawer", open },
        make("summary", {}, bar(store.summary(path.steps), path.title), make("span", {}, text("all-steps"))),
        outline(path, this.page || ""),
      ),
    );
    this.#outside.forEach((place) => place.replaceChildren(outline(path, this.page || "")));
  }
}

define("lp-path-context", PathContext);
