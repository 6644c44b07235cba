"""A word that the site's glossary explains, with what it means, shown while it is pointed at or has the focus."""
