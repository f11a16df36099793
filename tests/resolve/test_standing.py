"""By what right a voice speaks: parties, those who speak for them, authorities, outlets, the unnamed."""

import pytest

from reportedly.model import Entity, EntityType
from reportedly.resolve import Known, shipped
from reportedly.resolve.reading import Reader
from tests.told import Says, page

KNOWN = Known(
    {
        e.key: e
        for e in (
            Entity("acme", "Acme", EntityType.COMPANY, ("Acme", "Acme Motors")),
            Entity("acme-arm", "Acme Auto", EntityType.BRAND, ("Acme Auto",), owners=("acme",), tie="arm"),
            Entity("zeta", "Zeta Cells", EntityType.COMPANY, ("Zeta Cells",)),
            Entity(
                "herald", "Herald", EntityType.OUTLET, ("Herald",), owners=("press-group",), domains=("herald.example",)
            ),
            Entity("sunday", "Sunday Herald", EntityType.OUTLET, ("Sunday Herald",), owners=("press-group",)),
            Entity("press-group", "Press Group", EntityType.COMPANY, ("Press Group",)),
            Entity("ministry", "Ministry of Industry", EntityType.AUTHORITY, ("Ministry of Industry",)),
        )
    }
)


def saying(sentence, voice=None, **more):
    """The saying of a claim that Acme Motors buys Zeta Cells, in that sentence."""
    body = f"Acme Motors buys Zeta Cells. {sentence}"
    report, claims = page(
        "https://trade.example/1", "A deal", body, "2024-01-02", Says("buys", voice=voice, actor="Acme Motors", **more)
    )
    (told,) = Reader(KNOWN).look(report, claims, "en").told
    return told.saying


@pytest.mark.parametrize(
    ("sentence", "voice", "standing"),
    [
        ("So said Acme.", "company Acme", "party"),
        ("Acme Auto said so.", "company Acme Auto", "party"),
        ("So said an Acme spokesman.", "person an Acme spokesman?", "party"),
        ("Acme chief executive Jo Doe said so.", "person Jo Doe", "party"),
        ("The chief executive of Acme said so.", "person The chief executive?", "party"),
        ("A filing by Acme says so.", "document A filing by Acme?", "party"),
        ("Both companies said so.", "company Both companies", "party"),
        ("An internal Acme memo says so.", "document An internal Acme memo?", "unnamed"),
        ("A leaked statement by Acme says so.", "document A leaked statement by Acme?", "unnamed"),
        ("An Acme engineer said so.", "person An Acme engineer?", "unnamed"),
        ("An Acme source said so.", "unnamed An Acme source?", "unnamed"),
        ("Jo Doe, a former Acme director, said so.", "person Jo Doe", "named"),
        ("Al Roe, an analyst, said so, as did the head of Acme.", "person Al Roe", "named"),
        ("The Ministry of Industry said so.", "authority Ministry of Industry", "authority"),
        ("Economy Minister Jo Doe said so of Acme.", "person Jo Doe", "authority"),
        ("The Herald said so.", "outlet Herald", "outlet"),
        ("Local media said so.", "outlet Local media?", "unknown"),
        ("Nobody else said so.", None, "outlet"),
    ],
)
def test_standing(sentence, voice, standing):
    assert saying(sentence, voice).standing.value == standing


def test_a_spokesperson_is_the_origin_as_the_body_that_is_spoken_for():
    found = saying("So said a spokeswoman of Acme.", "person a spokeswoman?", of="Acme")
    assert (found.origin, found.origin_key) == ("Acme", "acme")


def test_the_origin_of_what_the_parties_say_together_is_the_first_of_them():
    found = saying("Both companies said so.", "company Both companies")
    assert (found.origin, found.origin_key) == ("Acme Motors", "acme")


@pytest.mark.parametrize(
    ("sentence", "origin_key"),
    [
        ("Brizo Vantel chief executive Jo Doe said so.", "~brizo vantel"),
        ("Jo Doe, chief executive of Brizo Vantel, said so.", "~brizo vantel"),
        ("Jo Doe, a former chief executive of Brizo Vantel, said so.", "~jo doe"),
        ("Brizo Vantel left. The chief executive is rich, Jo Doe said.", "~jo doe"),
        ("A union chief met staff of Brizo Vantel, Jo Doe said.", "~jo doe"),
        ("Zeta Cells chief executive Jo Doe said so.", "~jo doe"),
    ],
)
def test_a_partys_own_chief_is_no_further_origin(sentence, origin_key):
    body = f"Acme Motors buys Brizo Vantel. {sentence}"
    says = Says("buys", voice="person Jo Doe", actor="Acme Motors", object="Brizo Vantel")
    report, claims = page("https://trade.example/1", "A deal", body, "2024-01-02", says)
    (told,) = Reader(KNOWN).look(report, claims, "en").told
    assert told.saying.origin_key == origin_key
    assert told.saying.speaker == "Jo Doe"
    assert told.saying.speaker_key == (None if origin_key == "~jo doe" else "~jo doe")


def test_the_authority_is_the_only_one_that_the_page_names():
    text = "The Ministry of Industry cleared it, the authority said."
    found = saying(text, "authority the authority")
    assert (found.origin, found.origin_key) == ("Ministry of Industry", "ministry")
    assert saying("The authority cleared it.", "authority The authority").origin_key == "~the authority"


def test_an_outlet_is_the_origin_as_its_owner():
    assert saying("The Herald said so.", "outlet Herald").origin_key == "press-group"
    assert saying("The Sunday Herald said so.", "outlet Sunday Herald").origin_key == "press-group"


def test_an_outlet_without_a_name_is_an_unknown_origin():
    assert saying("Local media said so.", "outlet Local media?").origin_key is None


def test_a_title_beside_a_name_of_several_that_nothing_tells_apart_ties_to_nobody():
    """Lotus makes sports cars, or is that maker's listed sister."""
    report, claims = page(
        "https://trade.example/1",
        "A deal",
        "Ilmari buys Zetka. Lotus chief executive Jo Doe said so.",
        "2024-01-02",
        Says("buys", voice="person Jo Doe", actor="Ilmari", object="Zetka"),
    )
    (told,) = Reader(shipped()).look(report, claims, "en").told
    assert told.saying.standing == "named"


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Veltrana chief executive Jo Doe said so.", True),
        ("Veltrana Chief Executive Officer Jo Doe said so.", True),
        ("Veltrana CEO Jo Doe said so.", True),
        ("Veltrana's new finance director, Jo Doe, said so.", True),
        ("Veltrana Finance Director Jo Doe said so.", True),
        ("Tellingly, Veltrana founder and chief executive Jo Doe said so.", True),
        ("Jo Doe, chief executive of Veltrana, said so.", True),
        ("So said Jo Doe, the new chief financial officer of the carmaker Veltrana.", True),
        ("Jo Doe, Veltrana's chairwoman, said so.", True),
        ("The head of sales at Veltrana, Jo Doe, said so.", True),
        ("Former Veltrana chief executive Jo Doe said so.", False),
        ("Jo Doe, an analyst at Veltrana, said so.", False),
        ("Economy Minister Jo Doe said so of Veltrana.", False),
        ("Veltrana will pay in cash, President Jo Doe said.", False),
        ("Veltrana works council head Jo Doe said so.", False),
        ("Jo Doe, head of the Veltrana works council, said so.", False),
        ("Jo Doe, head of the union at Veltrana, said so.", False),
        ("Brixo chief executive Jo Doe said so of Veltrana.", False),
        ("Jo Doe, Veltrana chief executive Al Roe and others said so.", False),
        ("Jo Doe said so. The chief executive of Veltrana said nothing.", False),
    ],
)
def test_who_heads_somebody_that_no_table_knows_is_a_party_and_who_is_only_named_beside_is_none(sentence, party):
    body = f"Veltrana buys Tessaro Motori. {sentence}"
    says = Says("buys", voice="person Jo Doe", actor="Veltrana", object="Tessaro Motori")
    report, claims = page("https://trade.example/1", "A deal", body, "2024-01-02", says)
    (told,) = Reader(KNOWN).look(report, claims, "en").told
    assert (told.saying.standing.value == "party") is party
