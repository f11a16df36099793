"""Who says what of a story, and how many independent origins it has.

In: Story. Out: sides by stance; origins, and the number of unknown ones.
What a newcomer would get wrong: a copy adds neither a side nor an origin, and "local media" without a name is never an
independent one.
"""

from reportedly.model import Saying, Stance, Standing, Story

_NOT_NAMED = (Standing.UNNAMED, Standing.UNKNOWN)


def sides(story: Story) -> dict[Stance, tuple[str, ...]]:
    """Who affirms, denies, does not know, would not comment: names in the order of their first word, each once.

    Behind people who are not named stands in brackets who had it from them.
    """
    found: dict[Stance, dict[str, str]] = {stance: {} for stance in Stance}
    for saying in story.sayings:
        if not saying.copied and (who := _who(saying)):
            found[saying.stance].setdefault(*who)
    return {stance: tuple(names.values()) for stance, names in found.items() if names}


def _who(saying: Saying) -> tuple[str, str] | None:
    """A key that tells speakers apart, and the name to show."""
    if saying.speaker and saying.standing in _NOT_NAMED:
        through = f" ({saying.origin})" if saying.origin and saying.origin != saying.speaker else ""
        return f"{saying.speaker.casefold()} {saying.origin_key}", saying.speaker + through
    name = saying.speaker or saying.origin
    return (saying.speaker_key or saying.origin_key or name.casefold(), name) if name else None


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
