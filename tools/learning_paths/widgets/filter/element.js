// @ts-check
// Fields that filter a list. What they do is loaded where a page has a list.
import { later } from "../_shared/steps.js";

later("filter", ["lp-filter"]);
