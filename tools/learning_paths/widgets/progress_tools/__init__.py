"""The reader's marks as a file, and their end."""
