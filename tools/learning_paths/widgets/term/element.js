// @ts-check
// The explanation of a word shows without a script. Escape closes it, as WCAG 1.4.13 asks, until the word is left.

document.addEventListener("keydown", ({ key }) => {
  const term = key === "Escape" && document.querySelector(".lp-term:is(:hover, :focus-within)");
  if (!term) return;
  term.classList.add("lp-term--closed");
  for (const leaving of ["pointerleave", "focusout"])
    term.addEventListener(leaving, () => term.classList.remove("lp-term--closed"), { once: true });
});
