// @ts-check
// How far the reader has come: on the page of a path, on its card, and where they left off. Pages of steps show none of
// it; what the elements do is loaded where a page has one of them.
import { loadPath } from "../_shared/site.js";
import { later } from "../_shared/steps.js";

later("path-progress", ["lp-path-progress"], ({ dataset }) => loadPath(dataset.path || ""));
later("path-progress", ["lp-card-progress", "lp-continue"]);
