"""What the drawings have in common: how each begins, and a line through points."""

from __future__ import annotations

from collections.abc import Iterable

WIDTH = 440
"""Units across: as wide as a phone shows them with readable text."""


def head(slug: str, height: float, title: str, description: str) -> list[str]:
    """Return the first lines of the drawing for a page: it is named and described for those who cannot see it."""
    names = f"{slug}-fig-title {slug}-fig-desc"
    return [
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="{names}"'
        ' xmlns="http://www.w3.org/2000/svg" data-search-exclude>',
        f'<title id="{slug}-fig-title">{title}</title>',
        f'<desc id="{slug}-fig-desc">{description}</desc>',
    ]


def through(points: Iterable[tuple[float, float]]) -> str:
    """Return the path, for the attribute ``d``, of straight lines from each point to the next."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
