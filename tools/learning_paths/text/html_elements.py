"""Elements and attributes of HTML, by how browsers read them."""

from __future__ import annotations

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that hold nothing, and have no end tag."""
OPTIONAL_END = frozenset("colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split())
"""Elements whose end tag may be left out."""

DROPPED = frozenset("base body frame frameset head html noscript plaintext".split())
"""Tags that speak of a page as a whole, that nothing can close, or whose text is read in two ways."""
RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements whose text holds no elements."""
FOREIGN = frozenset(("math", "svg"))
SCOPES = frozenset("caption object td template th".split())
"""Elements that an end tag of an element around them does not close, unless it is one of the next."""
REACHING = SCOPES | FOREIGN | frozenset("table tbody tfoot thead tr".split())
TABLE_PARTS = frozenset("caption col colgroup tbody td tfoot th thead tr".split())
TABLE_CONTEXT = frozenset("table tbody template tfoot thead tr".split())
"""Elements that parts of a table stand in: what else is open there ends with them."""
BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul xmp".split()
)
"""Elements that a paragraph cannot hold: it ends where they begin."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

GROUPS = frozenset(("details", "input"))
"""Elements that belong together by their ``name``."""
REFERENCES = frozenset(
    "aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto aria-labelledby "
    "aria-owns commandfor for form headers itemref list popovertarget".split()
)
ADDRESSES = frozenset("action cite data formaction href longdesc poster src xlink:href".split())
SETS = frozenset(("imagesrcset", "srcset"))
