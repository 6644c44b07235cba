"""Controls that mark a page as read, and what follows from it."""
