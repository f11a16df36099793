"""One report, read for whom it names, what its claims tell, on whose word it stands.

In: Report with its claims. Out: Look, all that is needed of it to find its copies, its matter and its stories.
What a newcomer would get wrong: a look depends on the report and on what is known beforehand, never on other reports.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from reportedly.model import Bounds, Claim, Report
from reportedly.resolve.credits import acting, credited
from reportedly.resolve.forms import normal
from reportedly.resolve.here import Here, here
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW, Mention, Names
from reportedly.resolve.profile import Profile, profile
from reportedly.resolve.sayings import Context, Resolver, Told, body_first, called
from reportedly.resolve.ties import Tie, tie


@dataclass(frozen=True, slots=True)
class Look:
    """A report as the resolver sees it; `named` gives for each entity's key the name and how often it stands there: 0
    where only a claim or the page's own outlet leads to it.

    `origins` are names, as they stand on the page and as they are usually known; `credits` tells whether it names
    another outlet as its source.
    """

    report_id: str
    profile: Profile
    named: dict[str, tuple[str, int]]
    told: tuple[Told, ...]
    origins: tuple[str, ...]
    credits: bool
    bounds: Bounds | None
    ties: tuple[Tie, ...] = ()


class Reader:
    """Looks at reports, with one table of known names."""

    def __init__(self, known: Known, names: Names | None = None) -> None:
        self._known = known
        self._names = names or Names(known)

    def knowing(self, known: Known) -> "Reader":
        """A reader of the same names, to whom `known` tells more of their ties."""
        return Reader(known, self._names)

    def look(self, report: Report, claims: Sequence[Claim], language: str) -> Look:
        """`report` as the resolver sees it."""
        found = here(report.text, language, self._names, self._known, called(claims))
        mentions, resolver = found.mentions, Resolver(found, self._known)
        outlet, own_key = self._outlet(report)
        outlet_key = min(self._known.roots(own_key)) if own_key else None
        context = Context(report, outlet, outlet_key, copied=False, on=report.published.on)
        own = body_first(claims)
        told = tuple(resolver.told(claim, context) for claim in own)
        ties = (tie(claim, one.saying, resolver.key, self._known) for claim, one in zip(own, told, strict=True))
        others = [m for m in credited(report.text, mentions, self._known) if m.key != outlet_key]
        named = _origins(report, told, others or list(acting(mentions, self._known)))
        origins = tuple(dict.fromkeys(self._usual(named, found)))
        return Look(
            report_id=report.id,
            profile=profile(report, language, mentions, self._known),
            named={key: (name, 0) for key, name in self._met(resolver, own_key, outlet)}
            | _counted(report.text, mentions),
            told=told,
            origins=origins,
            credits=report.based_on is not None
            or any(self._known.entities[m.key].domains for m in others if m.key in self._known.entities),
            bounds=report.published.bounds,
            ties=tuple(filter(None, ties)),
        )

    def _met(self, resolver: Resolver, own_key: str | None, outlet: str | None) -> Iterator[tuple[str, str]]:
        """All whom a look rests on, named in its text or not, with a name: a judgement on them changes it."""
        for key in sorted({*resolver.met, *([own_key] if own_key else [])}):
            entity = self._known.entities.get(key)
            yield key, entity.name if entity else _spelling(resolver.met.get(key, Counter([outlet or key])))

    def _usual(self, origins: Iterable[str], found: Here) -> Iterator[str]:
        """Every name as it stands on the page, and behind it the usual one where that is another."""
        for name in origins:
            yield name
            if entity := self._known.entities.get(found.key_of(name) or ""):
                yield entity.name

    def _outlet(self, report: Report) -> tuple[str | None, str | None]:
        """Whose words a page has, by name and key: those of the outlet it was taken from, else its own.

        Its own outlet is told by what it states, else by its address.
        """
        if report.based_on and report.based_on.outlet:
            return report.based_on.outlet, self._key(report.based_on.outlet)
        host = (urlsplit(report.url).hostname or "").removeprefix("www.") if report.url else ""
        key = self._known.by_domain.get(host)
        name = report.outlet or (self._known.entities[key].name if key else host)
        return (name, key or self._key(name)) if name else (None, None)

    def _key(self, outlet: str) -> str:
        keys = self._names.keys_of(outlet)
        return keys[0] if len(keys) == 1 else self._known.now(NEW + normal(outlet))


def _spelling(names: Counter[str]) -> str:
    """The commonest of the names; of those the longest."""
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _counted(text: str, mentions: Sequence[Mention]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for mention in mentions:
        name, times = found.get(mention.key, (mention.span.of(text).text, 0))
        found[mention.key] = (name, times + 1)
    return found


def _origins(report: Report, told: Sequence[Told], credits: Sequence[Mention]) -> Iterator[str]:
    """The origins of the claims, then whom the page credits; the author's own word is nobody else's."""
    for one in told:
        if one.saying.origin and one.saying.origin in report.text:
            yield one.saying.origin
    for mention in credits:
        yield mention.span.of(report.text).text
