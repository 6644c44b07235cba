"""Makes the fonts of this site's formulas, ``docs/assets/fonts/stix-two-math*.woff2``, out of STIX Two Math.

It needs fontTools and brotli, and nothing else of this project does, so that they are installed by hand, in an
environment of their own::

    pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @fontsource/stix-two-math@5.3.0
    tar xzf fontsource-stix-two-math-5.3.0.tgz
    python tools/fonts/stix_two_math.py package/files/stix-two-math-latin-400-normal.woff2

The same versions give the same bytes. There are three fonts, because most pages need only the first: browsers load the
others when a page shows one of their characters, by the ranges that stand in the site's stylesheet. Whatever grows with
what it holds has to be in the first, because browsers stretch the characters of a formula's first font only. The tall
brackets and roots are narrower than in the source: browsers reserve the width of the tallest form of a bracket or root
for every form of it, which would leave a hole after a short one.

A character that is in none of them is drawn with another font of the reader's system. Add it below; a test in
``tests/browser/test_formulas.py`` names the characters of the site that are missing.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "docs/assets/fonts"

FONTS = {
    # What nearly every formula needs: letters as variables, digits, operators, arrows, brackets, accents, and capitals
    # in script and blackboard bold. Small Greek letters stand here upright as well: browsers draw `α` as the sloping
    # letter, and choose its font by the upright one.
    "stix-two-math": """
        U+0020-007E U+00A0 U+00A8 U+00A7 U+00AC U+00AF U+00B0 U+00B1 U+00B4 U+00B7 U+00D7 U+00F7 U+02C6 U+02C7
        U+02D8-02DA U+02DC U+0302 U+0303 U+0305 U+030C U+0332 U+0391-03A9 U+03B1-03C9 U+03D1 U+03D5 U+03D6 U+03F0
        U+03F1 U+03F5 U+2013 U+2014 U+2016 U+2018 U+2019 U+201C U+201D U+2020-2022 U+2026 U+2032-2034 U+203E U+2044
        U+2057 U+20D7 U+2102 U+210B U+210D U+210E U+2110 U+2112 U+2113 U+2115 U+2119-211B U+211D U+2124 U+212C
        U+2130 U+2131 U+2133 U+2190-2195 U+21A6 U+21C4 U+21CC U+21D0-21D5 U+2200 U+2202-2205 U+2207-2209 U+220B
        U+220E-2213 U+2216-221A U+221D U+221E U+2223-222C U+222E U+2234 U+2235 U+223C U+2243 U+2245 U+2248 U+2250
        U+2254 U+2255 U+225C U+225F-2261 U+2264 U+2265 U+226A U+226B U+2270-2273 U+227A-227D U+2282 U+2283 U+2286
        U+2287 U+228A U+2293-2299 U+22A2 U+22A4 U+22A5 U+22A7 U+22A8 U+22C0-22C6 U+22EE U+22EF U+22F1 U+2308-230B
        U+23DE U+23DF U+25A1 U+25B3 U+25CB U+25FB U+27C2 U+27E6-27E9 U+27F5-27FA U+27FC U+29F5 U+2A01 U+2A02 U+2A7D
        U+2A7E U+2AAF U+2AB0 U+1D434-1D467 U+1D49C-1D4B5 U+1D538-1D550 U+1D6A4 U+1D6A5 U+1D6E2-1D71B U+1D7D9
        """,
    # Bold letters and digits, upright: vectors and matrices.
    "stix-two-math-bold": "U+1D400-1D433 U+1D6A8-1D6DA U+1D7CE-1D7D7",
    # Bold italic, bold script, broken letters, digits with two strokes, dotless letters.
    "stix-two-math-more": """
        U+0131 U+0237 U+210A U+210C U+210F U+2111 U+211C U+2134
        U+2135 U+1D468-1D49B U+1D4D0-1D503 U+1D504-1D51C U+1D51E-1D537 U+1D552-1D56B U+1D6DB-1D6E1 U+1D71C-1D755
        U+1D7CA U+1D7CB U+1D7D8 U+1D7DA-1D7E1
        """,
}


def characters(font: str) -> set[int]:
    """Return the characters that a font is asked to hold, as numbers."""
    found: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", FONTS[font]):
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def narrow(font: Any) -> None:
    """Take the wide margins off the brackets and roots that grow, and the tallest forms of brackets away."""
    glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
    variants = font["MATH"].table.MathVariants
    made = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))

    def move(name: str, scale: float, shift: int, width: int) -> None:
        glyph = glyphs[name]
        glyph.coordinates.scale((scale, 1))
        glyph.coordinates.translate((shift, 0))
        glyph.coordinates.toInt()
        glyph.recalcBounds(glyphs)
        widths[name] = (width, glyph.xMin)

    def fit(group: list[str]) -> None:
        left = min(glyphs[name].xMin for name in group)
        right = max(glyphs[name].xMax for name in group)
        for name in group:
            move(name, 1, 65 - left, right - left + 115)

    # Brackets: at most 8 sizes, then the assembly, all without the wide margins of the large sizes.
    seen: set[str] = set()
    for char in "()[]{}⌈⌉⌊⌋⟨⟩":
        made_of = made[names[ord(char)]]
        del made_of.MathGlyphVariantRecord[8:]
        made_of.VariantCount = len(made_of.MathGlyphVariantRecord)
        for record in made_of.MathGlyphVariantRecord[1:]:
            fit([record.VariantGlyph])
        if char not in "{}⟨⟩":  # braces share a part, which must stay where it is; angle brackets have no parts
            parts = {part.glyph for part in made_of.GlyphAssembly.PartRecords}
            if not seen & parts:
                fit(sorted(parts))
            seen |= parts

    # Roots: the tall ones about as wide as the small one.
    root = made[names[0x221A]]
    tall = [record.VariantGlyph for record in root.MathGlyphVariantRecord[1:]]
    for name in dict.fromkeys(tall + [part.glyph for part in root.GlyphAssembly.PartRecords]):
        move(name, 850 / widths[name][0], 0, 850)


def make(source: Path, name: str) -> Path:
    """Write one of the fonts, and return its file."""
    from fontTools import subset  # type: ignore[import-not-found] # noqa: PLC0415 - installed by hand, see above

    options = subset.Options(
        layout_features=["ccmp"],
        name_IDs=["*"],
        hinting=False,
        notdef_outline=True,
        flavor="woff2",
        drop_tables=["GPOS"],
    )
    font = subset.load_font(str(source), options)
    narrow(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(name))
    subsetter.subset(font)
    target = FOLDER / f"{name}.woff2"
    subset.save_font(font, str(target), options)
    return target


def ranges(name: str) -> str:
    """Return what a font holds as the value of ``unicode-range``."""
    return ", ".join(FONTS[name].split())


if __name__ == "__main__":
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    for asked in FONTS:
        file = make(Path(sys.argv[1]), asked)
        print(f"{file}: {file.stat().st_size:,} bytes\nunicode-range: {ranges(asked)};")  # noqa: T201 - a script says what it did
