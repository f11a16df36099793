"""Who says what of a story, and how many independent origins it has.

In: Story. Out: sides by stance; origins, and the number of unknown ones.
What a newcomer would get wrong: a copy adds no origin, and "local media" without a name is never an independent one.
"""

from reportedly.model import Saying, Stance, Story


def sides(story: Story) -> dict[Stance, tuple[str, ...]]:
    """Who affirms, denies, does not know, would not comment: names in the order of their first word."""
    found: dict[Stance, dict[str, None]] = {stance: {} for stance in Stance}
    for saying in story.sayings:
        if who := saying.speaker or saying.origin:
            found[saying.stance][who] = None
    return {stance: tuple(names) for stance, names in found.items() if names}


def origins(story: Story) -> tuple[tuple[str, ...], int]:
    """The independent origins of what is affirmed or denied, by name, and how many sayings have an unknown one."""
    told: dict[str, str] = {}
    unknown = 0
    for saying in story.sayings:
        if saying.copied or not _tells(saying):
            continue
        if saying.origin_key is None:
            unknown += 1
        else:
            told.setdefault(saying.origin_key, saying.origin or saying.origin_key)
    return tuple(told.values()), unknown


def _tells(saying: Saying) -> bool:
    return saying.stance in (Stance.AFFIRMS, Stance.DENIES)
