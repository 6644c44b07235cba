"""A whole path as one document, and what a browser has to know before it prints any page."""
