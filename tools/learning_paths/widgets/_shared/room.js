// @ts-check
// Stands in a page, in front of the first place for progress: room for it is kept, before anything is painted, for
// readers who have begun a path, and for nobody else.
try {
  if (Object.keys(localStorage).some((key) => /^learning-paths:.*:(progress|recent)$/.test(key)))
    document.documentElement.classList.add("lp-begun");
} catch {
  // A browser that keeps nothing has nothing to show.
}
