"""Which hosts may be spoken to: those of the public internet, and those that were allowed by name.

In: a host and port, as an address or a redirect names them. Out: the one IP address to connect to, or Forbidden.
What a newcomer would get wrong: a name is looked up once, and what was checked is what is connected to; to check a name
and let the HTTP library look it up again would let a second answer through.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable

from reportedly.errors import Forbidden, Unreachable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


async def public_address(host: str, port: int, allowed: Iterable[str] = ()) -> str:
    """The IP address of `host`, which is public or one of `allowed`.

    Raises Forbidden where any of its addresses is not public, Unreachable where it has none.
    """
    name = host.strip("[]").casefold()
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"the host {name} is not known ({getattr(error, 'strerror', None) or error})") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if name not in {other.casefold() for other in allowed}:
        for address in addresses:
            if not is_public(ipaddress.ip_address(address.partition("%")[0])):
                meant = f"if it is meant, allow it with --allow-host {name}"
                raise Forbidden(f"{name} is {address}, which is no public address; {meant}")
    return addresses[0]


def is_public(address: IP) -> bool:
    """Whether an address is one of the public internet, also where it carries another within it.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("9.9.9.9", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    inner = _carried(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: IP) -> IP | None:
    """The IPv4 address within an IPv6 address (mapped, 6to4, Teredo, NAT64), if there is one."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
