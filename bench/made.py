"""Reports that never were, as many as wanted: `made(count)`, the same ones for the same seed.

In: how many, a seed. Out: reports with their claims, on stories of invented companies; some are copies.
What a newcomer would get wrong: stories do not grow with the number of reports, there are only more of them, as in the
world; so the work for one more report should not grow either.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from reportedly.model import (
    Certainty,
    Claim,
    DateHow,
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

SEED = 20
_PAGES_A_STORY = 8
_COPIES = 0.25  # share of pages that repeat an earlier page of their story
_TIES = 0.1  # share of texts that tell whose the target is
_TIE = ", a unit of "
_SYLLABLES = (
    "ba be bo da de do fa fi ga go ka ke ko la le lo ma me mo na ne no pa pe ra re ro sa se so ta te ti va vo za zo"
).split()
_OUTLETS = ("Reuters", "Bloomberg", "Nikkei", "Cailian", "Handelsblatt", "Les Echos", "Yonhap", "Caixin")
_SAID = (
    ("is weighing a takeover of", Kind.ACQUISITION, Phase.CONSIDERED, Certainty.POSSIBLE),
    ("is in talks to buy", Kind.ACQUISITION, Phase.TALKS, Certainty.CERTAIN),
    ("plans to acquire", Kind.ACQUISITION, Phase.PLANNED, Certainty.CERTAIN),
    ("agreed to take over", Kind.ACQUISITION, Phase.AGREED, Certainty.CERTAIN),
    ("completed the purchase of", Kind.ACQUISITION, Phase.DONE, Certainty.CERTAIN),
    ("dropped its bid for", Kind.ACQUISITION, Phase.OFF, Certainty.CERTAIN),
)


@dataclass(frozen=True, slots=True)
class _Story:
    buyer: str
    target: str
    town: str
    start: date


def made(count: int, seed: int = SEED) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """`count` reports with their claims; the first so many of a longer run are the same."""
    rng = random.Random(seed)
    story, told = _story(rng), list[str]()
    for n in range(count):
        if len(told) >= _PAGES_A_STORY:
            story, told = _story(rng), []
        copied = bool(told) and rng.random() < _COPIES
        text = rng.choice(told) if copied else _text(rng, story, min(len(told), len(_SAID) - 1))
        told.append(text)
        yield _report(n, text, story.start + timedelta(days=len(told)), rng)


def _name(rng: random.Random, parts: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(parts)).capitalize()


def _story(rng: random.Random) -> _Story:
    day = date(2015, 1, 1) + timedelta(days=rng.randrange(3650))
    return _Story(f"{_name(rng, 3)} {_name(rng, 2)}", f"{_name(rng, 3)} {_name(rng, 2)}", _name(rng, 4), day)


def _text(rng: random.Random, story: _Story, stage: int) -> str:
    said = _SAID[stage][0]
    head = f"{story.buyer} {said} {story.target}, {rng.choice(_OUTLETS)} says"
    lead = f"{story.buyer} {said} {story.target} in {story.town}, {rng.choice(_OUTLETS)} reported."
    rest = [" ".join(_name(rng, 3).lower() for _ in range(14)).capitalize() + "." for _ in range(8)]
    if rng.random() < _TIES:
        rest.append(f"{story.target}{_TIE}{_name(rng, 3)} {_name(rng, 2)}, made {rng.randrange(100, 900)} carts.")
    return "\n\n".join([head, lead, *rest])


def _report(n: int, text: str, on: date, rng: random.Random) -> tuple[Report, tuple[Claim, ...]]:
    lines, at = [], 0
    for i, line in enumerate(text.split("\n\n")):
        lines.append(Passage(Part.BODY if i else Part.TITLE, Span(at, at + len(line))))
        at += len(line) + 2
    address = f"https://site{rng.randrange(400)}.example/{n}"
    report = Report(
        address, text, tuple(lines), Published(on, how=DateHow.STATED), Source("text/plain"), url=address, language="en"
    )
    ties = (_tie(report, line.span) for line in lines[2:] if _TIE in line.span.of(text).text)
    return report, (_claim(report, lines[1].span), *ties)


def _quote(report: Report, line: Span, text: str) -> Quote:
    """`text` as it stands from `line` on."""
    at = report.text.index(text, line.start)
    return Quote(text, Span(at, at + len(text)))


def _tie(report: Report, line: Span) -> Claim:
    sentence = line.of(report.text)
    part, rest = sentence.text.split(_TIE)
    quote = partial(_quote, report, line)

    return Claim(
        version_id=report.version_id,
        kind=Kind.STRUCTURE,
        roles=(Filler(Role.ACTOR, quote(part)), Filler(Role.COUNTERPARTY, quote(rest.partition(",")[0]))),
        phase=Phase.DONE,
        certainty=Certainty.CERTAIN,
        stance=Stance.AFFIRMS,
        voices=(),
        evidence=(sentence,),
        part=Part.BODY,
        trigger=quote("unit"),
    )


def _claim(report: Report, lead: Span) -> Claim:
    sentence = lead.of(report.text)
    said, kind, phase, certainty = next(row for row in _SAID if row[0] in sentence.text)
    quote = partial(_quote, report, lead)

    buyer, rest = sentence.text.split(f" {said} ")
    target, rest = rest.split(" in ")
    outlet = rest.split(", ")[1].removesuffix(" reported.")
    return Claim(
        version_id=report.version_id,
        kind=kind,
        roles=(Filler(Role.ACTOR, quote(buyer)), Filler(Role.OBJECT, quote(target))),
        phase=phase,
        certainty=certainty,
        stance=Stance.AFFIRMS,
        voices=(Voice(quote(outlet), VoiceType.OUTLET, named=True),),
        evidence=(sentence,),
        part=Part.BODY,
        trigger=quote(said),
    )
