"""Which network addresses may be asked.

The text of a page can come from anyone, and the check may run where things are reachable that nobody outside may reach:
a cloud's metadata, a router, a service on the machine itself. So only public addresses are connected to, and what is
checked is the very address that the connection goes to: neither a redirect nor a name that resolves differently the
second time gets around it.
"""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an address, as ``getaddrinfo`` returns it, is one of the public internet."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found.is_site_local:  # out of use, and not counted as private
            return False
        found = _carried(found) or found
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for and leads to, if it is such a one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
