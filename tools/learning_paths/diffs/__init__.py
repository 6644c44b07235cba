"""Floor 7: what a change does, for a reviewer; one module per format.

A format's module is named after it and holds ``render(changes, colour)``, which returns the whole output. Findings
are shown as in a report, by the modules of :mod:`learning_paths.reports`.
"""
