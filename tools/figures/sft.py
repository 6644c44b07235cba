"""Draw the figure of the page on supervised fine-tuning: which tokens of an example count in the loss.

The bars are -log p of five tokens with the probabilities 0.9, 0.2 (prompt), 0.5, 0.8, 0.4 (answer): the worked example
of the page. The formula is the loss of next-token prediction, token by token.
"""

import math
import sys

from figures._drawing import head

PROMPT = (("Hi", 0.9), ("Ada", 0.2))
ANSWER = (("Hello", 0.5), ("!", 0.8), ("[end]", 0.4))
CENTRES = (60, 140, 230, 310, 390)
BASE = 178
UNITS_PER_NAT = 80


def column(centre: int, token: str, p: float, counted: bool) -> list[str]:
    """Return the bar, the token and the probability of one column."""
    loss = -math.log(p)
    height = loss * UNITS_PER_NAT
    bar = f'x="{centre - 22}" y="{BASE - height:.1f}" width="44" height="{height:.1f}"'
    style = 'class="fig-fill1"' if counted else 'class="fig-line" stroke-dasharray="4 3"'
    tone = "fig-text" if counted else "fig-muted"
    box = "fig-box1" if counted else "fig-box0"
    return [
        f"<rect {style} {bar}/>",
        f'<text class="{tone}" x="{centre}" y="{BASE - height - 8:.1f}" text-anchor="middle">{loss:.2f}</text>',
        f'<rect class="{box}" x="{centre - 34}" y="{BASE + 10}" width="68" height="32" rx="6"/>',
        f'<text class="fig-text" x="{centre}" y="{BASE + 31}" text-anchor="middle">{token}</text>',
        f'<text class="fig-muted" x="{centre}" y="{BASE + 61}" text-anchor="middle">p = {p}</text>',
    ]


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "sft",
            296,
            "The loss counts the tokens of the answer only",
            "Five tokens in a row, each with a bar for its loss. The two tokens of the prompt, Hi "
            "(probability 0.9, loss 0.11) and Ada (0.2, loss 1.61), have dashed, empty bars and are masked. The three "
            "tokens of the answer, Hello (0.5, loss 0.69), an exclamation mark (0.8, loss 0.22) and "
            "the end marker (0.4, "
            "loss 0.92), have filled bars and count in the loss.",
        ),
        '<text class="fig-muted" x="424" y="24" text-anchor="end">bar = −log p of the token</text>',
        f'<line class="fig-line" x1="16" y1="{BASE}" x2="424" y2="{BASE}"/>',
    ]
    tokens = [(*token, False) for token in PROMPT] + [(*token, True) for token in ANSWER]
    for centre, (token, p, counted) in zip(CENTRES, tokens, strict=True):
        lines += column(centre, token, p, counted)
    lines += [
        f'<path class="fig-line" d="M26 {BASE + 74}v6h148v-6" stroke-dasharray="4 3"/>',
        f'<text class="fig-muted" x="100" y="{BASE + 102}" text-anchor="middle">prompt: masked</text>',
        f'<path class="fig-line1" d="M196 {BASE + 74}v6h228v-6"/>',
        f'<text class="fig-t1" x="310" y="{BASE + 102}" text-anchor="middle">answer: counts in the loss</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
