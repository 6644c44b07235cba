// @ts-check
// The buttons that mark a page, below its text; what they do is loaded where a page has them.
import { later } from "../_shared/steps.js";

later("page", ["lp-marks"]);
