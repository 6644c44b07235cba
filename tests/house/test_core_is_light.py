"""Checking is fast because it loads no site generator, no templates, no Markdown, no network and no words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SITE = Path(__file__).parents[1] / "sites" / "five_pages"
HEAVY = (
    *("jinja2", "latex2mathml", "markdown", "material", "mkdocs", "properdocs", "pymdownx"),
    *("learning_paths.external", "socket", "ssl", "urllib3"),
    *("learning_paths.model.texts", "learning_paths.model.languages"),  # nothing that is checked is shown to readers
)
PROGRAM = f"""
import sys
from learning_paths.cli import main
try:
    main(["check"])
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def test_check_loads_no_host_and_no_network() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], cwd=SITE, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "[]\n"), run.stdout
