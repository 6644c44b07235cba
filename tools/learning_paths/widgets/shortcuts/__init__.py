"""Single keys for readers, with a switch and a list of them. It is made by its script alone."""
