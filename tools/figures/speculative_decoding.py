"""One round of speculative decoding, and the acceptance rule as bars, for the page “Speculative decoding”.

Upper part: four drafted tokens, three accepted and one replaced (an illustration).
Lower part: the worked example, draft q = (0.3, 0.5, 0.2) and target p = (0.6, 0.3, 0.1). The accepted part of each
token is min(p, q); the part of q above p is rejected; the part of p above q is filled by the draw after a rejection.
Rule: Leviathan et al., “Fast Inference from Transformers via Speculative Decoding”.
"""

from __future__ import annotations

import sys

from figures._drawing import head

TARGET = (0.6, 0.3, 0.1)
DRAFT = (0.3, 0.5, 0.2)
NAMES = "ABC"
TOKENS = (("sat", ""), ("on", ""), ("the", ""), ("sofa", "mat"))
BOX_LEFT, BOX_WIDTH, BOX_STEP = 78, 80, 92
BASELINE = 352
BAR_SCALE = 220
BAR_WIDTH = 46
GROUP_LEFT, GROUP_STEP = 24, 142


def text(kind: str, x: float, y: float, words: str, anchor: str = "middle") -> str:
    """Return one line of text."""
    return f'<text class="fig-{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{words}</text>'


def box(kind: str, x: float, y: float, width: float, height: float, dashed: bool = False, round_by: int = 0) -> str:
    """Return one box, with a dashed outline for what is thrown away."""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    corners = f' rx="{round_by}"' if round_by else ""
    return f'<rect class="fig-{kind}"{dash} x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{corners}/>'


def one_round() -> list[str]:
    """Return the upper part: what is drafted, what the target says, what is kept."""
    lines = [text("muted", 4, 29, "draft", "start"), text("muted", 4, 67, "target", "start")]
    lines.append(text("muted", 4, 105, "result", "start"))
    for place, (token, instead) in enumerate(TOKENS):
        x = BOX_LEFT + place * BOX_STEP
        middle = x + BOX_WIDTH / 2
        lines.append(box("box2", x, 8, BOX_WIDTH, 32, dashed=bool(instead), round_by=6))
        lines.append(text("text", middle, 29, token))
        lines.append(text("t2" if instead else "t3", middle, 67, "✗ reject" if instead else "✓ accept"))
        lines.append(box("box1" if instead else "box3", x, 84, BOX_WIDTH, 32, round_by=6))
        lines.append(text("text", middle, 105, instead or token))
    lines.append(text("muted", 436, 140, "four tokens from one pass of the target", "end"))
    lines.append('<path class="fig-grid" d="M4 160H436"/>')
    return lines


def bars() -> list[str]:
    """Return the lower part: for each token the draft's bar and the target's bar, split by the rule."""
    lines = [text("muted", 4, 184, "at one position: draft q, target p", "start")]
    for place, (p, q) in enumerate(zip(TARGET, DRAFT, strict=True)):
        both = min(p, q)
        left = GROUP_LEFT + place * GROUP_STEP
        for offset, name, whole, rest in ((0, "q", q, "box2"), (56, "p", p, "box1")):
            x = left + offset
            middle = x + BAR_WIDTH / 2
            height = both * BAR_SCALE
            over = (whole - both) * BAR_SCALE
            lines.append(box("box3", x, BASELINE - height, BAR_WIDTH, height))
            lines.append(text("text", middle, BASELINE - height / 2 + 5.5, f"{both:.1f}"))
            if over > 1e-6:
                lines.append(box(rest, x, BASELINE - height - over, BAR_WIDTH, over, dashed=rest == "box2"))
                lines.append(text("text", middle, BASELINE - height - over / 2 + 5.5, f"{whole - both:.1f}"))
            lines.append(text("muted", middle, BASELINE + 18, name))
        lines.append(text("text", left + 51, BASELINE + 38, f"token {NAMES[place]}"))
    lines.append(f'<path class="fig-line" d="M10 {BASELINE}H430"/>')
    for kind, x, y, words, dashed in (
        ("box3", 10, 408, "accepted: min(p, q)", False),
        ("box2", 232, 408, "rejected", True),
        ("box1", 10, 434, "drawn after a rejection", False),
    ):
        lines.append(box(kind, x, y, 18, 16, dashed))
        lines.append(text("text", x + 27, y + 13, words, "start"))
    return lines


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "speculative-decoding",
            456,
            "One round of speculative decoding and its acceptance rule",
            "Above: the draft proposes sat, on, the, sofa. The target accepts "
            "the first three and rejects sofa, which is replaced by mat: four tokens from one pass of the target. "
            "Below, "
            "bars for three tokens. Token A: the draft gives 0.3, all accepted; the target wants 0.6, "
            "so 0.3 is missing. "
            "Token B: the draft gives 0.5, of which 0.3 is accepted and 0.2 rejected. Token C: the draft gives 0.2, of "
            "which 0.1 is accepted and 0.1 rejected. The rejected 0.3 equals what is missing at A.",
        ),
        *one_round(),
        *bars(),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
