"""What a link to a page leads to, shown beside the link. It is made by its script alone."""
