"""What stops a browser from keeping marks, in words."""
