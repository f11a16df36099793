"""Who is whose, as reports tell it: what counts as a tie."""

from dataclasses import replace

import pytest

from reportedly.resolve.reading import Reader
from tests.told import KNOWN, Says, page


def tie(text, **says):
    claim = {"phase": "done", "kind": "structure", "object": None} | says
    report, claims = page("https://trade.example/1", "On Brizo Vantel", text, "2024-01-02", Says(text, **claim))
    return [(one.part, one.owners) for one in Reader(KNOWN).look(report, claims, "en").ties]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Brizo Vantel, the battery arm of Acme", {"actor": "Brizo Vantel", "counterparty": "Acme", "trigger": "arm"}),
        ("Brizo Vantel is a unit of Acme", {"actor": "Brizo Vantel", "counterparty": "Acme", "trigger": "unit"}),
        (
            "Its parent, Acme, lent Brizo Vantel money",
            {"actor": "Acme", "counterparty": "Brizo Vantel", "trigger": "parent"},
        ),
        ("Acme owns Brizo Vantel", {"actor": "Acme", "counterparty": "Brizo Vantel", "trigger": "owns"}),
        ("Brizo Vantel, majority-owned by Acme", {"actor": "Acme", "counterparty": "Brizo Vantel", "trigger": "owned"}),
        ("Brizo Vantel is owned by Acme", {"actor": "Brizo Vantel", "counterparty": "Acme", "trigger": "owned"}),
        ("Brizo Vantel belongs to Acme", {"actor": "Brizo Vantel", "counterparty": "Acme", "trigger": "belongs"}),
    ],
)
def test_a_tie_is_told_in_many_ways(text, says):
    assert tie(text, **says) == [("~brizo vantel", ("acme",))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Brizo Vantel, the largest supplier of Acme", {"counterparty": "Acme", "trigger": "supplier"}),
        (
            "Brizo Vantel, the supplier of battery units to Acme",
            {"counterparty": "Acme", "trigger": "supplier", "object": "battery units"},
        ),
        ("Brizo Vantel, a joint venture partner of Acme", {"counterparty": "Acme", "trigger": "joint venture partner"}),
        ("Brizo Vantel-owned Corvane Werke", {"counterparty": "Corvane Werke", "trigger": "owned"}),
        ("The company is a unit of Acme", {"actor": "The company", "counterparty": "Acme", "trigger": "unit"}),
        ("It is a unit of Acme", {"actor": "It", "counterparty": "Acme", "trigger": "unit"}),
        ("Chinese carmaker, a unit of Acme", {"actor": "Chinese carmaker", "counterparty": "Acme", "trigger": "unit"}),
        ("《》 is a unit of Acme", {"actor": "《》", "counterparty": "Acme", "trigger": "unit"}),
        ("Brizo Vantel, a former unit of Acme", {"counterparty": "Acme", "trigger": "unit"}),
        ("Brizo Vantel, the battery arm of the town of Ruhland", {"counterparty": "Ruhland", "trigger": "arm"}),
        (
            "Brizo Vantel could become a unit of Acme",
            {"counterparty": "Acme", "trigger": "unit", "phase": "considered"},
        ),
        ("Brizo Vantel is a unit of Acme", {"counterparty": "Acme", "trigger": "unit", "stance": "denies"}),
        ("Brizo Vantel may be a unit of Acme", {"counterparty": "Acme", "trigger": "unit", "certainty": "possible"}),
        ("Brizo Vantel is a unit of that group", {"counterparty": "that group", "trigger": "unit"}),
        ("Brizo Vantel is a unit of Brizo Vantel", {"counterparty": "Brizo Vantel", "trigger": "unit"}),
    ],
)
def test_what_is_no_tie(text, says):
    assert tie(text, **{"actor": "Brizo Vantel"} | says) == []


def test_a_joint_venture_belongs_to_all_its_owners():
    text = "Brizo Vantel is a joint venture of Acme and Tavo"
    report, (claim,) = page(
        "https://trade.example/1",
        "On Brizo Vantel",
        text,
        "2024-01-02",
        Says(text, "done", None, "Brizo Vantel", "joint venture", kind="structure", counterparty="Acme"),
    )
    _, (other,) = page(
        "https://trade.example/1",
        "On Brizo Vantel",
        text,
        "2024-01-02",
        Says(text, "done", None, "Brizo Vantel", "joint venture", kind="structure", counterparty="Tavo"),
    )
    both = replace(claim, roles=(*claim.roles, other.roles[-1]))
    (found,) = Reader(KNOWN).look(report, (both,), "en").ties
    assert found.owners == ("acme", "tavo")
