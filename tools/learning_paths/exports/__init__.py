"""Floor 6b: the catalogue to files for programs, one module per format."""
