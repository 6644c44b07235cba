"""Draw the figure of the page on word vectors: the analogy king − man + woman, in two of the three toy dimensions.

The vectors are those of the page's worked example; across is the second number (royal), upwards the third (female).
"""

from __future__ import annotations

import sys

from figures._drawing import head

WORDS = {
    "king": (0.8, 0.1, "middle", 0, 24),
    "man": (0.1, 0.1, "middle", 0, 24),
    "woman": (0.1, 0.9, "middle", 0, -13),
    "queen": (0.8, 0.9, "middle", 0, -13),
    "apple": (0.1, 0.4, "start", 14, 5),
}


def place(across: float, up: float) -> tuple[float, float]:
    """Return the place of a point."""
    return 52 + across * 380, 258 - up * 220


def arrow(start: str, end: str, dash: str = "") -> str:
    """Return an arrow between two words, ending before the dot."""
    (x1, y1), (x2, y2) = place(*WORDS[start][:2]), place(*WORDS[end][:2])
    return (
        f'<path class="fig-line"{dash} d="M{x1:.1f} {y1 - 9:.1f}L{x2:.1f} {y2 + 12:.1f}" '
        'marker-end="url(#word-embeddings-head)"/>'
    )


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "word-embeddings",
            304,
            "King − man + woman ends at queen",
            "Five words in a plane. Man and woman stand at the left, at 0.1 on the "
            "royal axis, woman above man; king and queen at the right, at 0.8, queen above king; apple at the left, "
            "between man and woman. An arrow goes up from man to woman, and a dashed arrow of the same length and "
            "direction from king to queen.",
        ),
        '<defs><marker id="word-embeddings-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="fig-head" d="M0 0L8 4L0 8z"/></marker></defs>',
        '<path class="fig-line" d="M52 20V274H428"/>',
        '<text class="fig-muted" x="428" y="295" text-anchor="end">royal →</text>',
        '<text class="fig-muted" x="44" y="26" text-anchor="end">↑</text>',
        '<text class="fig-muted" transform="translate(40 150) rotate(-90)" text-anchor="middle">female</text>',
        arrow("man", "woman"),
        arrow("king", "queen", ' stroke-dasharray="5 4"'),
    ]
    for word, (across, up, anchor, dx, dy) in WORDS.items():
        x, y = place(across, up)
        lines += [
            f'<circle class="fig-fill{"2" if word == "queen" else "1"}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>',
            f'<text class="fig-text" x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{word}</text>',
        ]
    x, y = place(0.1, 0.62)
    lines += [
        f'<text class="fig-muted" x="{x + 14:.1f}" y="{y:.1f}">woman − man</text>',
        f'<text class="fig-muted" x="{place(0.8, 0.5)[0] - 12:.1f}" y="{place(0.8, 0.5)[1]:.1f}" text-anchor="end">'
        "the same step</text>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
