"""How far the reader has come on a path: on its page, on its card, and where they left off."""
