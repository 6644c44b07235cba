"""Floor 6: the catalogue to files for programs, one module per format."""
