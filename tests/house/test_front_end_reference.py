"""What the guide says of elements, attributes, events and custom properties is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tools" / "learning_paths"
GUIDE = (ROOT / "docs/guide/install/index.md").read_text(encoding="utf-8")
LOOKS = GUIDE.partition("## Looks")[2].partition("### All styles")[0]


def sources(*endings: str) -> str:
    """Return the text of all files of widgets and templates with these endings, without comments of scripts."""
    files = [
        file
        for folder in ("widgets", "pages")
        for file in sorted((PACKAGE / folder).rglob("*"))
        if file.suffix in endings
    ]
    assert files
    return re.sub(r"^\s*//.*$", "", "\n".join(file.read_text(encoding="utf-8") for file in files), flags=re.MULTILINE)


def documented(heading: str) -> set[str]:
    """Return the names in the first column of the table with this heading."""
    rows = re.search(rf"^\| {heading} \|.*\n\| ---.*\n((?:\|.*\n)+)", LOOKS, re.MULTILINE)
    assert rows is not None, heading
    return {name for row in rows[1].splitlines() for name in re.findall(r"`([^`]+)`", row.split("|")[1])}


def test_every_custom_property_is_documented() -> None:
    asked = set(re.findall(r"var\((--lp-(?!-)[\w-]+)", sources(".css")))
    # What the script sets for print is for the plugin alone.
    assert asked - {"--lp-title"} == documented("Property")


def test_every_element_is_documented() -> None:
    scripts = sources(".js")
    named = set(re.findall(r'define\("(lp-[\w-]+)"', scripts))
    for listed in re.findall(r'later\("[\w-]+", \[([^\]]*)\]', scripts):
        named |= set(re.findall(r'"(lp-[\w-]+)"', listed))
    assert len(named) > 5
    assert named == documented("Element")


def test_every_attribute_of_the_markup_is_documented() -> None:
    written = set(re.findall(r"\b(data-[\w]+)=", sources(".html", ".md")))
    assert len(written) > 5
    set_by_scripts = {"data-current", "data-mark"}
    scripts = sources(".js")
    assert all(f"dataset.{name.removeprefix('data-')}" in scripts for name in set_by_scripts)
    assert written | set_by_scripts == documented("Attribute")


def test_every_event_is_documented() -> None:
    dispatched = set(re.findall(r'new CustomEvent\("(lp:\w+)"', sources(".js")))
    assert dispatched == documented("Event")
