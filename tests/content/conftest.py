"""What has to be said before a test of this folder loads NumPy."""

import os

# The matrices of the projects are small: with threads, their products take several times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
