"""Sayings and stories made by hand, in one line each."""

from dataclasses import replace
from datetime import date

from reportedly.model import Certainty, Kind, Page, Phase, Saying, Stance, Standing, Story

PLAIN = Saying(
    claim_id="c",
    version_id="v",
    kind=Kind.ACQUISITION,
    phase=Phase.TALKS,
    certainty=Certainty.CERTAIN,
    stance=Stance.AFFIRMS,
    standing=Standing.OUTLET,
    speaker=None,
    origin=None,
    origin_key=None,
    on=None,
)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def said(who: str, phase: str, on: str | None = None, **more: object) -> Saying:
    """What "party Acme", "outlet Herald" or "unnamed sources" says; by default it is certain and affirms."""
    standing, _, name = who.partition(" ")
    found = replace(
        PLAIN,
        phase=Phase(phase),
        standing=Standing(standing),
        speaker=name,
        origin=name,
        origin_key=None if standing == "unknown" else name.casefold(),
        on=day(on),
    )
    return replace(found, **more)


def denied(who: str, phase: str, on: str | None = None, **more: object) -> Saying:
    return said(who, phase, on, stance=Stance.DENIES, **more)


def story(*sayings: Saying, kind: Kind = Kind.ACQUISITION, pages: tuple[Page, ...] = ()) -> Story:
    """Sayings with ids in their order, unless they have their own."""
    told = (replace(s, claim_id=f"c{n:02}") if s.claim_id == "c" else s for n, s in enumerate(sayings))
    return Story("c00", kind, (), (), tuple(told), pages)
