"""Outlets as origins: one that nobody knows is the same whether it speaks or is cited."""

from dataclasses import replace

from reportedly.model import Certainty, Claim, Filler, Kind, Part, Phase, Quote, Role, Span, Stance, Voice, VoiceType
from reportedly.resolve import shipped
from reportedly.resolve.reading import Reader
from tests.conftest import report_of

TEXT = "Norrvolta is in talks to buy Tavolind, Battery Wire reported."


def origin_of(outlet: str | None, cited: str | None) -> str | None:
    report = replace(report_of(TEXT), outlet=outlet)

    def quote(text: str) -> Quote:
        start = report.text.index(text)
        return Quote(text, Span(start, start + len(text)))

    claim = Claim(
        version_id=report.version_id,
        kind=Kind.ACQUISITION,
        roles=(Filler(Role.ACTOR, quote("Norrvolta")), Filler(Role.OBJECT, quote("Tavolind"))),
        phase=Phase.TALKS,
        certainty=Certainty.CERTAIN,
        stance=Stance.AFFIRMS,
        voices=(Voice(quote(cited), VoiceType.OUTLET, True),) if cited else (),
        evidence=(quote(TEXT),),
        part=Part.BODY,
    )
    (told,) = Reader(shipped()).look(report, (claim,), "en").told
    return told.saying.origin_key


def test_an_outlet_in_no_table_is_one_origin_whether_it_speaks_or_is_cited():
    own = origin_of("Battery Wire", None)
    assert own is not None
    assert own == origin_of("Motor Post", "Battery Wire")
    assert own != origin_of("Motor Post", None)


def test_a_text_that_tells_no_outlet_has_no_known_origin():
    assert origin_of(None, None) is None
