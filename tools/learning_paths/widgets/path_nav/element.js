// @ts-check
// The boxes of a page's paths; what makes them follow the reader is loaded where a page has them.
import { loadPath } from "../_shared/site.js";
import { later } from "../_shared/steps.js";

// The line of script beside the boxes has chosen the path already: its data is loaded beside the script, not after it.
later("page", ["lp-path-context"], ({ dataset }) => dataset.current && loadPath(dataset.current));
