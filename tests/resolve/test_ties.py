"""Who is whose, as reports tell it: what counts as a tie, and what follows from one."""

import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reportedly.ledger import Ledger
from reportedly.model import Entity, EntityType, Judgement, Verdict
from reportedly.resolve import Known
from reportedly.resolve.reading import Reader
from reportedly.run.entities import entity
from reportedly.run.resolving import drop, judge, resolve, story_of
from tests.told import ENGINE, Says, page

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
        ("Brizo Vantel, a former unit of Acme", {"counterparty": "Acme", "trigger": "unit"}),
        ("Brizo Vantel, the battery arm of the town of Ruhland", {"counterparty": "Ruhland", "trigger": "arm"}),
        (
            "Brizo Vantel could become a unit of Acme",
            {"counterparty": "Acme", "trigger": "unit", "phase": "considered"},
        ),
        ("Brizo Vantel is a unit of Acme", {"counterparty": "Acme", "trigger": "unit", "stance": "denies"}),
        ("Brizo Vantel may be a unit of Acme", {"counterparty": "Acme", "trigger": "unit", "certainty": "possible"}),
        ("Brizo Vantel is a unit of that group", {"counterparty": "that group", "trigger": "unit"}),
        ("Tavo, a unit of Acme, spoke of Brizo Vantel", {"actor": "Tavo", "counterparty": "Acme", "trigger": "unit"}),
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


DEAL = "Acme agreed to buy Tavo, Brizo Vantel said"
NEWS = page(
    "https://news.example/1",
    "Acme and Tavo",
    DEAL,
    "2024-03-01",
    Says(DEAL, "agreed", "company Brizo Vantel", "Acme", "Tavo"),
)


def told(n, owner, site="trade"):
    text = f"Brizo Vantel, the battery arm of {owner}, made {n + 10} million cells"
    return page(
        f"https://{site}.example/{n}",
        f"Brizo Vantel in figures, part {n}",
        text,
        "2024-02-01",
        Says(text, "done", None, "Brizo Vantel", "battery arm", kind="structure", counterparty=owner),
    )


def status(ledger):
    """How the deal stands: an arm's word is that of its owner, another company's is not."""
    with ledger.derived() as derived:
        found = [(story_of(kept), kept.status) for kept in derived.stories()]
    return next(status for story, status in found if {"acme", "tavo"} <= {*story.participants})


def put(ledger, *found):
    for report, claims in found:
        ledger.put(report, ENGINE, claims, "told")
    resolve(ledger, KNOWN)


def test_the_word_of_an_arm_is_its_owners_word_once_a_report_tells_of_the_tie(tmp_path):
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        put(ledger, NEWS)
        assert status(ledger) == "in talks"
        put(ledger, told(1, "Acme"))
        assert status(ledger) == "agreed"
        found = entity(ledger, KNOWN, "Brizo Vantel")
        assert [(one.key, one.tie) for one in found.owners] == [("acme", None)]
        assert [one.claim.kind.value for one in found.ties] == ["structure"]
        assert "~brizo vantel" in [one.key for one in entity(ledger, KNOWN, "acme").parts]
        put(ledger, told(2, "Umbra Group"), told(3, "Umbra Group", "press"))
        assert status(ledger) == "in talks"  # two origins against one


def test_a_tie_that_a_later_version_no_longer_tells_is_gone(tmp_path):
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        put(ledger, NEWS, told(1, "Acme"))
        assert status(ledger) == "agreed"
        put(ledger, page("https://trade.example/1", "Brizo Vantel in figures", "We withdrew this page.", "2024-02-01"))
        assert status(ledger) == "in talks"


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_in_which_ties_and_news_come_does_not_matter(tmp_path, order):
    brio = "Umbra Group, a unit of Acme, owns mines"
    umbra = page(
        "https://mines.example/1",
        "Umbra Group",
        brio,
        "2024-02-03",
        Says(brio, "done", None, "Umbra Group", "unit", kind="structure", counterparty="Acme"),
    )
    pages = (NEWS, told(1, "Umbra Group"), umbra, told(2, "Tavo", "press"))
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        for n in order:
            put(ledger, pages[n])
        one_by_one = kept(ledger)
        drop(ledger)
        resolve(ledger, KNOWN)
        assert kept(ledger) == one_by_one
        assert status(ledger) == "agreed"


GROUPS = ("Umbra Group", "Brizo Vantel", "Corvane Werke", "Dolmara Holding", "Acme", "Tavo")


def at_random(rng, count):
    """Pages on deals and pages on ties among the same few, who may own each other in circles."""
    for n in range(count):
        one, other, third = rng.sample(GROUPS, 3)
        if rng.random() < 0.5:
            text = f"{one}, a unit of {other}, made {n + 10} million cells"
            says = Says(text, "done", None, one, "unit", kind="structure", counterparty=other)
        else:
            text = f"{one} agreed to buy {other}, {third} said"
            says = Says(text, "agreed", f"company {third}", one, other)
        yield page(f"https://s{rng.randrange(4)}.example/{n}", f"News {n}", text, f"2024-03-{n % 28 + 1:02}", says)


@pytest.mark.parametrize("seed", range(4))
def test_ties_are_the_same_however_many_come_at_once_and_after_a_judgement(tmp_path, seed):
    rng = random.Random(seed)
    found = list(at_random(rng, 40))
    merged = Judgement(Verdict.MERGE, "~umbra", "~corvane werke", None, datetime(2024, 1, 1, tzinfo=UTC))
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        while found:
            size = rng.randrange(1, 6)
            put(ledger, *found[:size])
            del found[:size]
        judge(ledger, KNOWN, merged)
        piecewise = kept(ledger)
        drop(ledger)
        resolve(ledger, KNOWN)
        assert kept(ledger) == piecewise


def test_two_that_own_each_other_are_one_line_without_end(tmp_path):
    text = "Acme agreed to buy Tavo, Umbra Group said"
    umbra = "Umbra Group, a unit of Brizo Vantel, said so"
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        put(
            ledger,
            page(
                "https://a.example/1",
                "Acme",
                text,
                "2024-01-01",
                Says(text, "agreed", "company Umbra Group", "Acme", "Tavo"),
            ),
        )
        says = Says(umbra, "done", None, "Umbra Group", "unit", kind="structure", counterparty="Brizo Vantel")
        put(ledger, page("https://b.example/1", "Umbra", umbra, "2024-01-02", says), told(1, "Umbra Group"))
        assert status(ledger) == "in talks"


def kept(ledger):
    with ledger.derived() as derived:
        return {kept.id: (story_of(kept), kept.status) for kept in derived.stories()}
