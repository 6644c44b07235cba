"""The property tests run the same examples every time, and have no limit on time that a busy machine breaks.

``HYPOTHESIS_PROFILE=long`` looks for new ones, a hundred times as many.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fixed",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", settings.get_profile("fixed"), derandomize=False, max_examples=6_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
