"""Reports with claims as a test wants them: `page(...)` with one `Says` for each claim."""

from dataclasses import dataclass
from datetime import date

from reportedly.model import (
    Certainty,
    Claim,
    DateHow,
    Entity,
    EntityType,
    Filler,
    Kind,
    Part,
    Passage,
    Phase,
    Published,
    Quote,
    Report,
    Role,
    Source,
    Span,
    Stance,
    Voice,
    VoiceType,
)
from reportedly.resolve import Known

ENGINE = "told"
# Few who are known, for tests of who is whose.
KNOWN = Known(
    {
        e.key: e
        for e in (
            Entity("acme", "Acme", EntityType.COMPANY, ("Acme",)),
            Entity("acme-auto", "Acme Auto", EntityType.BRAND, ("Acme Auto",), owners=("acme",), tie="brand"),
            Entity("tavo", "Tavo", EntityType.COMPANY, ("Tavo",)),
            Entity("ruhland", "Ruhland", EntityType.PLACE, ("Ruhland",)),
        )
    }
)


@dataclass(frozen=True)
class Says:
    """A claim in the words of `text`; `voice` is "person Jo Doe", with "?" behind it where the voice is not named."""

    text: str
    phase: str = "talks"
    voice: str | None = None
    actor: str | None = "Acme Motors"
    object: str | None = "Zeta Cells"
    of: str | None = None
    kind: str = "acquisition"
    stance: str = "affirms"
    certainty: str = "certain"
    part: Part = Part.BODY
    counterparty: str | None = None
    trigger: str | None = None
    time: str | None = None


def page(
    url: str, title: str, body: str, on: str | None, *says: Says, **more: object
) -> tuple[Report, tuple[Claim, ...]]:
    text = f"{title}\n\n{body}"
    passages = (
        Passage(Part.TITLE, Span(0, len(title))),
        Passage(Part.BODY, Span(len(title) + 2, len(text))),
    )
    day = date.fromisoformat(on) if on else None
    published = Published(day, how=DateHow.STATED) if day else Published.unknown("the page states none")
    source = Source("text/plain")
    fields = {"url": url, "title": title, "outlet": url.split("/")[2], "language": "en"} | more
    report = Report(url, text, passages, published, source, **fields)
    return report, tuple(_claim(report, one) for one in says)


def _claim(report: Report, says: Says) -> Claim:
    at = report.text.index(says.text)

    def quote(text: str) -> Quote:
        found = report.text.find(text, at)
        start = found if found >= 0 else report.text.index(text)
        return Quote(text, Span(start, start + len(text)))

    roles = (
        (Role.ACTOR, says.actor),
        (Role.OBJECT, says.object),
        (Role.COUNTERPARTY, says.counterparty),
        (Role.TIME, says.time),
    )
    voices = ()
    if says.voice:
        sort, _, name = says.voice.partition(" ")
        of = quote(says.of) if says.of else None
        voices = (Voice(quote(name.removesuffix("?")), VoiceType(sort), not name.endswith("?"), of),)
    return Claim(
        version_id=report.version_id,
        kind=Kind(says.kind),
        roles=tuple(Filler(role, quote(name)) for role, name in roles if name),
        phase=Phase(says.phase),
        certainty=Certainty(says.certainty),
        stance=Stance(says.stance),
        voices=voices,
        evidence=(quote(says.text),),
        part=says.part,
        trigger=quote(says.trigger) if says.trigger else None,
    )
