"""A thing in the world that names in reports stand for.

In: what is known beforehand, or names that a resolver judged to be one thing. Out: Entity.
What a newcomer would get wrong: a division, brand or arm is an entity of its own, tied to its owner, never merged into
it; `key` says which entity it is, the name is only what to show.
"""

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.ids import digest_id


class EntityType(StrEnum):
    """What sort of thing it is; `unknown` where the reports do not tell."""

    COMPANY = "company"
    BRAND = "brand"
    PLANT = "plant"
    PRODUCT = "product"
    PERSON = "person"
    AUTHORITY = "authority"
    OUTLET = "outlet"
    PLACE = "place"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entity:
    """`key` names it for good; `name` is the one to show; `names` are all under which it is known, sorted.

    `owners` are keys of the entities that it belongs to, as their arm, brand, subsidiary or joint venture. `country` is
    an ISO 3166 code, `wikidata` an item's id, `domains` are an outlet's addresses; each is absent where not known.
    """

    key: str
    name: str
    type: EntityType
    names: tuple[str, ...]
    owners: tuple[str, ...] = ()
    tie: str | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    domains: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Made from the key.

        >>> Entity("nio", "Nio", EntityType.COMPANY, ("Nio",)).id[:3]
        'e2-'
        """
        return digest_id("e2", {"key": self.key})
