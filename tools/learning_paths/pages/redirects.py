"""Pages that send readers on from an earlier address."""

from __future__ import annotations

import html

from learning_paths.model.texts import Texts


def redirect_page(title: str, address: str, texts: Texts) -> str:
    """Return an HTML page that leads to ``address``, with and without scripts or redirects. ``texts`` are made safe."""
    shown, target = html.escape(title), html.escape(address)
    moved = texts.escaped(html.escape)("moved", page=f'<a href="{target}">{shown}</a>')
    return (
        "<!doctype html>\n"
        f'<html lang="{texts.language}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f"<title>{shown}</title>\n"
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{target}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        "</head>\n"
        f"<body><p>{moved}</p></body>\n"
        "</html>\n"
    )
