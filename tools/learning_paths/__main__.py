"""The command ``learning-paths``, also as ``python -m learning_paths``."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command that the command line asks for."""
    # Whatever is imported, and all that a check reads, is kept until the process ends. The collector of cycles would
    # look through it again and again, a tenth of the time, and once more when Python ends. It still comes where a
    # command makes many objects.
    gc.set_threshold(500_000)
    from learning_paths.cli import main as command  # noqa: PLC0415 - importing is the larger part of a short command

    try:
        command()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
