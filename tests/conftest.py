"""The tests see the same everywhere, whatever their own run happens in: a terminal, a pipe, a workflow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """Take away what the command looks at to choose a format and colours; a test that is about it sets it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield
