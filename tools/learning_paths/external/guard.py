"""Which network addresses may be asked.

The text of a page can come from anyone, and the check may run where things are reachable that nobody outside may reach:
a cloud's metadata, a router, a service on the machine itself. So only public addresses are connected to, and what is
checked is the very address that the connection goes to: neither a redirect nor a name that resolves differently the
second time gets around it.
"""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Where clouds answer their own machines, besides the link-local 169.254.169.254.
_OF_CLOUDS = frozenset(map(ipaddress.ip_address, ("100.100.100.200", "168.63.129.16", "fd00:ec2::254")))


def may_be_asked(address: str, *, allow_private: bool = False) -> bool:
    """Return whether an address, as ``getaddrinfo`` returns it, is public; or, if that is allowed, a private one.

    What belongs to the machine's own link or to its cloud is never allowed: no page of an intranet is there.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        found = _carried(found) or found
    if found.is_link_local or found.is_multicast or found in _OF_CLOUDS:
        return False
    if allow_private:
        return True
    # Addresses of a site are out of use, and not counted as private.
    site_local = isinstance(found, ipaddress.IPv6Address) and found.is_site_local
    return found.is_global and not (found.is_reserved or site_local)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for and leads to, if it is such a one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
