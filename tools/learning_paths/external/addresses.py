"""Which addresses are asked for: those that the links of a site lead to."""

from __future__ import annotations

import html
import ipaddress
import re
import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.links import links

MAX_ADDRESS = 4000
"""The longest address that is asked for, in characters. Many servers refuse longer ones."""

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9A-Za-z]{2,31});")
_OF_THE_WEB = re.compile(r"\s*(?:https?:|//)", re.IGNORECASE)
_HOST = re.compile(r"(?!.{254})[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*+\.?")
_IDEOGRAPHIC_DOTS = re.compile("[\u3002\uff0e\uff61]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
# What may stand in an address as it is; everything else is written as %XX.
_SAFE = "/:@!$&'()*+,;=-._~%?"


def external_targets(catalogue: Catalogue, ignore: Collection[str] = ()) -> Iterator[tuple[str, str | None]]:
    """Yield each target of a link that leads out to the web, once and as it is written, with the address to ask for.

    The address is None where a browser could not ask for it either. Targets that match one of the patterns ``ignore``
    are left out, with their fragments or without.
    """
    for target in dict.fromkeys(link.target for link in links(catalogue)):
        if _OF_THE_WEB.match(target):
            # As a browser reads it in a page: `&amp;` in Markdown stays `&amp;` in HTML, and is the character `&`.
            text = _REFERENCE.sub(lambda match: html.unescape(match[0]), target.strip())
            address = web_address(f"https:{text}" if text.startswith("//") else text)
            if not any(matches(each, ignore) for each in (target, target.partition("#")[0], address or "")):
                yield target, address


def web_address(written: str) -> str | None:
    """Return the address to ask for a link: in ASCII, without its fragment, its user and its password.

    Links that differ only in these, or in the case of the host, have one address. Returns None for what is no address
    of the web.
    """
    if len(written) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(written.strip())
        host, port = _host(parts.hostname or ""), parts.port
        path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    except ValueError:  # such as an unclosed bracket, or a port that is no number
        return None
    if host is None or parts.scheme not in _DEFAULT_PORTS or port == 0:
        return None
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, path, query, ""))


def matches(address: str, patterns: Collection[str]) -> bool:
    """Return whether an address matches one of some patterns, in which ``*`` stands for any characters."""
    return any(_matches(address, pattern) for pattern in patterns)


def _matches(address: str, pattern: str) -> bool:
    # Piece by piece and each as early as it can be, which takes no longer for a pattern of many stars.
    first, *pieces = pattern.split("*")
    if not pieces:
        return address == pattern
    *pieces, last = pieces
    place = len(first)
    if not address.startswith(first) or len(address) < place + len(last) or not address.endswith(last):
        return False
    for piece in pieces:
        found = address.find(piece, place, len(address) - len(last))
        if found < 0:
            return False
        place = found + len(piece)
    return True


def _host(name: str) -> str | None:
    """Return a host in ASCII, or None if it can be none. An address of IPv6 keeps its brackets."""
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]" if "%" not in name else None
    if not name.isascii():
        name = _IDEOGRAPHIC_DOTS.sub(".", unicodedata.normalize("NFKC", name).lower())
        name = ".".join(map(_label, name.split(".")))
    return name if _HOST.fullmatch(name) else None


def _label(label: str) -> str:
    """Return a part of a host's name as the name service has it. The codec ``idna`` of Python would read ß as ss."""
    # Encoding takes the square of the length, and no label is longer.
    return label if label.isascii() or len(label) > 63 else "xn--" + label.encode("punycode").decode("ascii")
