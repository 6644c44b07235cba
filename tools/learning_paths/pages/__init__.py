"""Floor 6: the catalogue to pages. Templates stand beside the code, and a site can override each of them."""
