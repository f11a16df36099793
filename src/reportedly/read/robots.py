"""What a site's robots.txt lets this program ask for, and how often.

In: the bytes of a robots.txt. Out: Rules.
What a newcomer would get wrong: a site without the file allows everything, one whose file cannot be had just now
allows nothing (RFC 9309); the second is for whoever fetches it to say.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

HOLD = timedelta(days=1)  # for how long rules hold, as RFC 9309 has it
MOST_BYTES = 500 * 1024  # what RFC 9309 asks a program to read at least


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks of the program that calls itself `name`."""

    parsed: Protego
    name: str

    def allow(self, address: str) -> bool:
        """Whether `address` may be asked for."""
        return bool(self.parsed.can_fetch(address, self.name))

    @property
    def delay_s(self) -> float:
        """The seconds between two requests that the site asks for; 0 where it asks for none."""
        return max(0.0, float(self.parsed.crawl_delay(self.name) or 0.0))


def rules(content: bytes, user_agent: str) -> Rules:
    """The rules in a robots.txt for the program that sends `user_agent`.

    >>> found = rules(b"User-agent: reportedly\\nDisallow: /private/\\nCrawl-delay: 5", "reportedly/0.1")
    >>> found.allow("https://e.org/private/a"), found.allow("https://e.org/news"), found.delay_s
    (False, True, 5.0)
    """
    return Rules(Protego.parse(content.decode("utf-8-sig", "replace")), product(user_agent))


def product(user_agent: str) -> str:
    """The name under which a robots.txt speaks of the program: what stands before the version.

    >>> product("reportedly/0.1 (for one person)")
    'reportedly'
    """
    return (user_agent.split() or [""])[0].partition("/")[0]


def address_of(address: str) -> str:
    """The address of the robots.txt that holds for `address`.

    >>> address_of("https://e.org:8443/news?a=1")
    'https://e.org:8443/robots.txt'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"
