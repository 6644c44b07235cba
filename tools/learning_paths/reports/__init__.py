"""Floor 6: a report to text, one module per format.

A format's module is named after it and holds ``render(report, colour)``, which returns the whole output.
"""
