"""A thing in the world that names in reports stand for.

In: names that a resolver judged to be one thing. Out: Entity.
What a newcomer would get wrong: a division, brand or arm is an entity of its own, tied to its parent by a
`structure` claim, never merged into it.
"""

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.ids import digest_id


class EntityType(StrEnum):
    """What sort of thing it is."""

    COMPANY = "company"
    BRAND = "brand"
    PLANT = "plant"
    PRODUCT = "product"
    PERSON = "person"
    AUTHORITY = "authority"
    OUTLET = "outlet"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Entity:
    """`name` is the one to show; `names` are all under which it was met, sorted."""

    name: str
    type: EntityType
    names: tuple[str, ...]

    @property
    def id(self) -> str:
        """Made from type and name.

        >>> Entity("Nio", EntityType.COMPANY, ("Nio",)).id[:3]
        'e1-'
        """
        return digest_id("e1", {"type": self.type.value, "name": self.name})
