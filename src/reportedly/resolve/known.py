"""Who is known before anything was read: companies, outlets, authorities, places, with their names in many languages.

In: the tables in `names/` (tab-separated; facts gathered for this project). Out: Known: entities by key, their ties.
What a newcomer would get wrong: an arm or brand is an entity of its own; `roots` leads to whoever stands at the top,
and a joint venture has several of those.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from reportedly.model import Entity, EntityType

_PARTS = frozenset({"arm", "division", "brand", "department"})


def _nobody(_: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Known:
    """Entities by key. Equal only to itself, so that an index of its names is made once.

    `shared` are names that several bear (or that are words, too), with their keys. By people's judgement `same` leads
    from a key to the one that it means, and `apart` are pairs that are two; `unjudged` is what was known without that.
    `tied` gives the owners that reports tell of; only `line` follows them.
    """

    entities: Mapping[str, Entity]
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    unjudged: "Known | None" = None
    tied: Callable[[str], tuple[str, ...]] = _nobody

    def with_ties(self, tied: Callable[[str], tuple[str, ...]]) -> "Known":
        """The same, and the owners that reports tell of."""
        found = replace(self, tied=tied, unjudged=self.unjudged or self)
        vars(found)["by_domain"] = self.by_domain  # nothing of it changes
        return found

    def now(self, key: str) -> str:
        """The key that `key` means now."""
        return self.same.get(key, key)

    @cached_property
    def by_domain(self) -> Mapping[str, str]:
        """Keys by web domain."""
        return {domain: e.key for e in self.entities.values() for domain in e.domains}

    def roots(self, key: str) -> frozenset[str]:
        """Who stands at the top of what owns `key`; itself where nobody does; a country does not own its cities."""
        owners = [o for o in self._owners(key) if o in self.entities]
        return frozenset().union(*(self.roots(owner) for owner in owners)) if owners else frozenset({key})

    def speaks_for(self, key: str) -> frozenset[str]:
        """Of which companies `key` is a part without a will of its own: an arm, division or brand; itself otherwise.

        A subsidiary is not: a company that was bought is in the news under its own name, with its buyer beside it.
        """
        found = self.entities.get(key)
        if found is None or found.tie not in _PARTS:
            return frozenset({key})
        owners = [o for o in self._owners(key) if o in self.entities]
        return frozenset().union(*(self.speaks_for(owner) for owner in owners)) if owners else frozenset({key})

    def line(self, key: str) -> frozenset[str]:
        """`key` and all above it, by the tables and, where they know of nobody, by what reports tell."""
        found, edge = {key}, [key]
        while edge:
            own = edge.pop()
            above = {*(self._owners(own) or self.tied(own))} - found
            found |= above
            edge += above
        return frozenset(found)

    def lines(self, keys: Iterable[str]) -> frozenset[str]:
        """The `line` of each of `keys`, together."""
        return frozenset().union(*map(self.line, keys))

    def _owners(self, key: str) -> tuple[str, ...]:
        found = self.entities.get(key)
        return found.owners if found and found.type is not EntityType.PLACE else ()


@cache
def shipped() -> Known:
    """The entities that come with reportedly."""
    shared = {row["name"]: _listed(row["keys"]) for row in _rows(files("reportedly.resolve") / "shared_names.tsv")}
    return Known({row["key"]: _entity(row) for table in tables() for row in table}, shared)


def tables() -> Iterable[Iterable[Mapping[str, str]]]:
    """The rows of each table."""
    folder = files("reportedly.resolve") / "names"
    found = sorted((t for t in folder.iterdir() if t.name.endswith(".tsv")), key=lambda t: t.name)
    return [_rows(table) for table in found]


def _rows(table: Traversable) -> Iterable[Mapping[str, str]]:
    """The rows under the column names: a tab within a cell cannot be, so csv is not needed."""
    head, *lines = (line.split("\t") for line in table.read_text("utf-8").splitlines())
    return [dict(zip(head, cells, strict=True)) for cells in lines]


def _entity(row: Mapping[str, str]) -> Entity:
    return Entity(
        key=row["key"],
        name=row["name"],
        type=EntityType(row["type"]),
        names=tuple(sorted({row["name"], *_listed(row["aliases"])})),
        owners=_listed(row["owner"]),
        tie=row["tie"] or None,
        country=row["country"] or None,
        sector=row["sector"] or None,
        wikidata=row["wikidata"] or None,
        domains=_listed(row["domains"]),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split("|") if item.strip()) if cell else ()
