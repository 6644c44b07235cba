"""Fields above a list of pages that show some of them only."""
