"""Floor 8: what builds sites. A host turns the catalogue into pages; the floors below know none of them."""
