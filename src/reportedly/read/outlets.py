"""Which outlet a page is of, and what else the outlet calls itself.

In: what the page states, its address. Out: the outlet's name, or None; Own, which knows the outlet's names again.
What a newcomer would get wrong: one outlet has many names (a host, a short name, a publishing house), and a page spells
them as it likes ("n-tv.de", "NTV"); so two names are the same if one lies within the other, spaces and case aside.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from reportedly.read.agencies import agency_of
from reportedly.read.stated import Stated, names

_SITES = ("WebSite", "NewsMediaOrganization")
_NO_BRAND = frozenset(
    "www com net org co ac gov edu info news online web site blog m amp mobile en de fr es it".split()
)


@dataclass(frozen=True, slots=True)
class Own:
    """The names of an outlet, folded.

    >>> own = Own(("n-tv.de",))
    >>> "NTV" in own, "Reuters" in own
    (True, False)
    """

    names: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        if agency := agency_of(name):
            return any(agency_of(own) == agency for own in self.names)
        wanted = folded(name)
        return bool(wanted) and any(
            wanted in own or (own in wanted and len(own) > 1) for own in map(folded, self.names)
        )


def outlet_of(stated: Stated, url: str | None) -> str | None:
    """The outlet that the page says it is of, else the host it was found at.

    Of several names the first that the host bears out: a section calls itself a site too ("Security" on heise.de).
    """
    said = list(_said(stated))
    here = Own(tuple(brands(host(url))))
    return next((name for name in said if name in here), None) or next(iter(said), None) or host(url)


def own_names(stated: Stated, url: str | None) -> Own:
    """Everything the outlet of the page is called on it."""
    found = [*_said(stated), *_lines(stated.meta("twitter:site", "publisher")), *brands(host(url))]
    return Own(tuple(dict.fromkeys(name for name in found if folded(name))))


def host(url: str | None) -> str | None:
    """The host of an address without "www.".

    >>> host("https://www.example.org/a"), host("no address")
    ('example.org', None)
    """
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def brands(name: str | None) -> list[str]:
    """What of a host's name may be the name of an outlet, with the whole.

    >>> brands("edition.cnn.com")
    ['edition.cnn.com', 'edition', 'cnn']
    """
    if not name:
        return []
    return [name, *(part for part in name.split(".")[:-1] if part not in _NO_BRAND)]


def folded(name: str) -> str:
    """A name in small letters, without spaces and signs.

    >>> folded("The N-TV")
    'ntv'
    """
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s", "", name.strip().casefold()))


def _said(stated: Stated) -> Iterator[str]:
    """The names of outlets that the page states as its own, best first."""
    yield from _lines(stated.meta("og:site_name"))
    for article in stated.articles:
        yield from _lines(names(article.get("publisher")))
    for thing in stated.things:
        if thing.get("@type") in _SITES:
            yield from _lines(names(thing))
    yield from _lines(stated.meta("application-name", "dc.publisher", "dcterms.publisher"))


def _lines(said: Iterable[str]) -> Iterator[str]:
    for name in said:
        line = " ".join(name.split()).lstrip("@")
        if line := host(line) or line:
            yield line
