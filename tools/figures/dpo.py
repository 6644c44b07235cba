"""Draw the figure of the page on DPO: how far two answers move from the reference, in two cases with the same margin.

The numbers are log-probabilities of whole answers: the worked example of the page, and a second policy under which both
answers became less likely. The margin is beta times the difference of the two log-ratios (Rafailov et al., 2023).
"""

import sys

from figures._drawing import head

BETA = 0.1
REFERENCE = {"preferred": -11.0, "rejected": -11.5}
CASES = (
    ("Preferred rises, rejected falls", {"preferred": -10.0, "rejected": -12.0}),
    ("Both fall, the rejected one further", {"preferred": -11.5, "rejected": -13.5}),
)
TOP = (22, 184)
AXIS = 322


def place(log_p: float) -> float:
    """Return the horizontal place of a log-probability."""
    return 112 + (log_p + 14) * 72


def signed(number: float) -> str:
    """Write a number with its sign, with a true minus."""
    return f"{number:+.1f}".replace("-", "−")


def row(answer: str, policy: float, y: int) -> list[str]:
    """Return one answer's row: its name, the reference, the arrow and the policy."""
    tone = "1" if answer == "preferred" else "2"
    start, end = place(REFERENCE[answer]), place(policy)
    step = 1 if end > start else -1
    return [
        f'<text class="fig-t{tone}" x="16" y="{y + 5}">{answer}</text>',
        f'<line class="fig-line{tone}" x1="{start + 6 * step:.1f}" y1="{y}" x2="{end - 7 * step:.1f}" y2="{y}"/>',
        f'<circle class="fig-box0" cx="{start:.1f}" cy="{y}" r="6"/>',
        f'<circle class="fig-fill{tone}" cx="{end:.1f}" cy="{y}" r="7"/>',
        f'<text class="fig-text" x="{(start + end) / 2:.1f}" y="{y - 9}" text-anchor="middle">'
        f"{signed(policy - REFERENCE[answer])}</text>",
    ]


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "dpo",
            400,
            "Two policies with the same DPO margin",
            "A scale of log-probabilities. In the first case the preferred answer moves from −11 "
            "under the reference to −10 under the policy, and the rejected one from −11.5 to −12: "
            "the margin is 0.1 times "
            "1.5, 0.15. In the second case both fall, the preferred answer from −11 to −11.5 and the rejected one from "
            "−11.5 to −13.5: the margin is again 0.15.",
        ),
    ]
    for tick in range(-14, -9):
        x = place(tick)
        lines += [
            *(f'<line class="fig-grid" x1="{x:.1f}" y1="{y + 14}" x2="{x:.1f}" y2="{y + 98}"/>' for y in TOP),
            f'<line class="fig-line" x1="{x:.1f}" y1="{AXIS}" x2="{x:.1f}" y2="{AXIS + 6}"/>',
            f'<text class="fig-muted" x="{x:.1f}" y="{AXIS + 23}" text-anchor="middle">−{-tick}</text>',
        ]
    for (title, policy), top in zip(CASES, TOP, strict=True):
        moved = {answer: policy[answer] - REFERENCE[answer] for answer in REFERENCE}
        margin = BETA * (moved["preferred"] - moved["rejected"])
        lines.append(f'<text class="fig-text" x="16" y="{top}" font-weight="600">{title}</text>')
        lines += row("preferred", policy["preferred"], top + 42)
        lines += row("rejected", policy["rejected"], top + 82)
        lines.append(
            f'<text class="fig-muted" x="16" y="{top + 117}">margin {BETA} × '
            f"({signed(moved['preferred']).lstrip('+')} − ({signed(moved['rejected'])})) = {margin:.2f}</text>"
        )
    lines += [
        f'<line class="fig-line" x1="{place(-14):.1f}" y1="{AXIS}" x2="{place(-9.6):.1f}" y2="{AXIS}"/>',
        f'<text class="fig-muted" x="4" y="{AXIS + 23}">log π(y | x)</text>',
        f'<circle class="fig-box0" cx="24" cy="{AXIS + 56}" r="6"/>',
        f'<text class="fig-text" x="38" y="{AXIS + 61}">reference</text>',
        f'<circle class="fig-fill1" cx="142" cy="{AXIS + 56}" r="7"/>',
        f'<circle class="fig-fill2" cx="162" cy="{AXIS + 56}" r="7"/>',
        f'<text class="fig-text" x="177" y="{AXIS + 61}">policy being trained</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
