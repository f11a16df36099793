"""What a claim says, by whose word: parties, standing and origin, with the names as the report has them."""

from dataclasses import replace

import pytest

from reportedly.model import Standing, Voice, VoiceType
from reportedly.resolve.here import here
from reportedly.resolve.known import shipped
from reportedly.resolve.mentions import Names
from reportedly.resolve.sayings import Context, Resolver, Told
from tests.conftest import Plain, report_of

KNOWN = shipped()
NAMES = Names(KNOWN)


def told(text: str, voice: tuple[str, VoiceType] | None = None) -> Told:
    """What the first claim of a text tells, on the word of that voice, if any."""
    report = report_of(text)
    claim = Plain().extract(report)[0]
    if voice:
        place = next(p.span for p in report.passages if voice[0] in p.span.of(text).text)
        span = replace(place, start=text.index(voice[0]), end=text.index(voice[0]) + len(voice[0]))
        claim = replace(claim, voices=(Voice(span.of(text), voice[1], named=voice[1] is not VoiceType.UNNAMED),))
    resolver = Resolver(here(text, "en", NAMES, KNOWN), KNOWN)
    return resolver.told(claim, Context(report, "Motor Wire", "~motor wire", copied=False, on=None))


def test_the_parties_of_a_claim_are_entities():
    assert told("Xiaomi may buy BAIC Motor.").parties == {"xiaomi", "baic-motor"}


def test_a_name_of_several_is_whom_the_rest_of_the_report_tells():
    assert told("Saab may buy Zeta Motors. It makes fighter jets and radar.").parties == {"saab-ab", "~zeta motors"}


def test_a_name_that_the_report_introduced_is_the_longer_one():
    text = "ANT may buy Xiaomi.\n\nThe maker is Acme Neue Technik AG (ANT)."
    assert told(text).parties == {"~acme neue technik", "xiaomi"}


@pytest.mark.parametrize(
    ("voice", "standing"),
    [
        (("Xiaomi", VoiceType.COMPANY), Standing.PARTY),
        (("Lei Jun", VoiceType.PERSON), Standing.PARTY),
        (("Jo Doe", VoiceType.PERSON), Standing.NAMED),
        (("Reuters", VoiceType.OUTLET), Standing.OUTLET),
        (("sources", VoiceType.UNNAMED), Standing.UNNAMED),
        (("European Commission", VoiceType.AUTHORITY), Standing.AUTHORITY),
    ],
)
def test_the_standing_of_a_voice(voice, standing):
    text = (
        "Xiaomi may buy Zeta Motors, said Xiaomi's chief executive Lei Jun on a long and very cold Monday morning in "
        "a hall in the north of the country.\n\nJo Doe, Reuters, sources and the European Commission said so, too."
    )
    assert told(text, voice).saying.standing is standing


def test_without_a_voice_the_origin_is_the_reports_own_outlet():
    saying = told("Xiaomi may buy Zeta Motors.").saying
    assert (saying.standing, saying.origin, saying.origin_key) == (Standing.OUTLET, "Motor Wire", "~motor wire")


def test_an_outlet_counts_as_its_owner():
    saying = told("Xiaomi may buy Zeta Motors, Reuters said.", ("Reuters", VoiceType.OUTLET)).saying
    assert saying.origin_key in KNOWN.roots("reuters")
