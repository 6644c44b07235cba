"""How long a text takes to read: how many words it has."""

from __future__ import annotations

_BLANKS = b" \t\n\v\f\r"
_BLANK_OR_NOT = bytes(b" "[0] if byte in _BLANKS else b"x"[0] for byte in range(256))


def words_in(text: str) -> int:
    """Return the number of words in a text: of what stands between blanks and line ends, as ``wc -w`` counts.

    Two words with a space between them that does not break are one. Takes half the time of ``len(text.split())``, which
    makes them all.
    """
    # No byte of a character that takes several is a blank.
    return (b" " + text.encode(errors="surrogatepass").translate(_BLANK_OR_NOT)).count(b" x")
