"""Sites that were right, or wrong on purpose, with accidents: bytes lost, doubled, changed, put elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sound import assert_sound

RULES = Path(__file__).parents[1] / "rules"
CONFIG = "site_name: Test\nplugins:\n  - learning-paths:\n      kinds: {project: {folder: projects, label: Project}}\n"


def _sites() -> list[dict[str, bytes]]:
    """Return the golden cases as sites, the smaller ones, each with a mkdocs.yml."""
    base = yaml.safe_load((RULES / "base.yml").read_text(encoding="utf-8"))
    sites = []
    for file in sorted(RULES.glob("*/*.yml")):
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        options = case.get("options")
        config = yaml.safe_dump({"plugins": [{"learning-paths": options}]}) if options else CONFIG
        texts: dict[str, str | None] = {**base, "mkdocs.yml": config, **case["files"]}
        site = {name: text.encode() for name, text in texts.items() if text is not None}
        if sum(map(len, site.values())) < 5_000:
            sites.append(site)
    return sites


SITES = _sites()
WORDS = [
    *("---\n", "...\n", "- ", ": ", "? ", "|", ">", "[", "]", "{", "}", ",", "#", "&a ", "*a", "!!str ", "!x ", "<<: "),
    *(
        "'",
        '"',
        "\\",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "  ",
        "\n\n",
        "\0",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u202e",
        "😀",
    ),
    *("`", "```\n", "~~~\n", "<!--", "-->", "[a](b.md)", "[a]: b.md\n", "![", "](", "<a href=", "<div>", "# ", "===\n"),
    *(
        "{#x}",
        "{: .x }",
        "|a|b|\n|-|-|\n",
        "> ",
        "1. ",
        "$",
        "\\(",
        "\\[",
        "[^1]",
        "[^1]: ",
        "*[a]: b\n",
        "!!! note\n    ",
    ),
    *("<!-- learning-paths: ignore[unknown-step] -->", "# learning-paths: ignore[unknown-step]", "ignore-file"),
    *("slug: ", "stage: ", "requires: ", "aliases: [a]\n", "steps:\n", "status: planned\n", "../", "/etc/", "C:\\"),
    *(
        "the next two papers",
        "step 2",
        "\xa0",
        "e\u0301",
        "\\ud800",
        "null",
        "~",
        "true",
        "2026-11-22",
        "::error::",
        "%0A",
    ),
]
SNIPPETS = (
    st.sampled_from(WORDS).map(str.encode)
    | st.binary(min_size=1, max_size=4)
    | st.text(max_size=8).map(lambda text: text.encode(errors="surrogatepass"))
)


@st.composite
def accidents(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw a site to which something has happened."""
    files = dict(draw(st.sampled_from(SITES)))
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        files[name] = _changed(draw, files[name], files)
    return files


def _changed(draw: st.DrawFn, text: bytes, files: Mapping[str, bytes]) -> bytes:
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.sampled_from([0, 1, 1, 2, 5, 20, 100])))
    match draw(
        st.sampled_from(["insert", "insert", "replace", "delete", "double", "flip", "splice", "indent", "ends"])
    ):
        case "insert":
            return text[:start] + draw(SNIPPETS) + text[start:]
        case "replace":
            return text[:start] + draw(SNIPPETS) + text[end:]
        case "delete":
            return text[:start] + text[end:]
        case "double":
            return text[:end] + text[start:end] * draw(st.integers(1, 3)) + text[end:]
        case "flip" if start < len(text):
            return text[:start] + bytes([text[start] ^ (1 << draw(st.integers(0, 7)))]) + text[start + 1 :]
        case "splice":
            other = files[draw(st.sampled_from(sorted(files)))]
            place = draw(st.integers(0, len(other)))
            return text[:start] + other[place : place + 60] + text[end:]
        case "indent":
            line = text.rfind(b"\n", 0, start) + 1
            return text[:line] + b" " * draw(st.integers(1, 4)) + text[line:]
        case "ends":
            return text.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r"])))
    return text


@settings(max_examples=4 * settings().max_examples)
@given(accidents())
def test_a_site_to_which_something_has_happened(files: dict[str, bytes]) -> None:
    assert_sound(files)


@pytest.mark.parametrize("number", range(len(SITES)))
def test_each_site_as_it_is(number: int) -> None:
    assert_sound(SITES[number])
