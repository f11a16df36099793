"""Whose somebody is, as the reports of a ledger tell it, and what follows from that for stories."""

import itertools
import random
from datetime import UTC, datetime

import pytest

from reportedly.ledger import Ledger
from reportedly.model import Judgement, Verdict
from reportedly.run.entities import entity
from reportedly.run.resolving import drop, judge, resolve, story_of
from tests.told import ENGINE, KNOWN, Says, page

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
    pages = (NEWS, told(1, "Umbra Group"), umbra, told(2, "Umbra Group", "press"))
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        for n in order:
            put(ledger, pages[n])
        one_by_one = kept(ledger)
        drop(ledger)
        resolve(ledger, KNOWN)
        assert kept(ledger) == one_by_one
        assert status(ledger) == "agreed"


def test_how_many_come_at_once_does_not_matter_where_an_owner_holds_for_a_while_only(tmp_path):
    """Between the two that name Umbra one names Acme, which holds only until the second of them is read."""
    e, p1, p3 = told(1, "Umbra Group", "e"), told(2, "Acme", "p1"), told(3, "Umbra Group", "p3")
    found = []
    for n, batches in enumerate((([e], [p1, NEWS, p3]), ([e, p1, NEWS, p3],), ([e], [p1], [NEWS], [p3]))):
        with Ledger(tmp_path / f"{n}.db", writing=True) as ledger:
            for batch in batches:
                put(ledger, *batch)
            found.append(kept(ledger))
            assert status(ledger) == "in talks"
    assert found[0] == found[1] == found[2]


def test_a_copy_and_an_unknown_origin_add_nothing_to_a_tie(tmp_path):
    copied = told(5, "Umbra Group", "one"), told(5, "Umbra Group", "two")
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        put(ledger, NEWS, *copied, told(6, "Acme", "three"), told(7, "Acme", "four"))
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
    news = page(
        "https://a.example/1", "Acme", text, "2024-01-01", Says(text, "agreed", "company Umbra Group", "Acme", "Tavo")
    )
    says = Says(umbra, "done", None, "Umbra Group", "unit", kind="structure", counterparty="Brizo Vantel")
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        put(ledger, news, page("https://b.example/1", "Umbra", umbra, "2024-01-02", says), told(1, "Umbra Group"))
        assert status(ledger) == "in talks"
        for one, other in (("~umbra", "~brizo vantel"), ("~brizo vantel", "~umbra")):
            found = entity(ledger, KNOWN, one)
            assert [tied.key for tied in found.owners] == [tied.key for tied in found.parts] == [other]
        put(ledger, told(2, "Acme", "c"), told(3, "Acme", "d"))
        assert status(ledger) == "agreed"  # Umbra is Brizo's, and Brizo is Acme's now


def kept(ledger):
    """All that is derived and can be seen: stories, ties, who is named."""
    with ledger.derived() as derived:
        stories = {kept.id: (story_of(kept), kept.status) for kept in derived.stories()}
        keys = derived.entities()
        ties = {(tie.claim, tie.part, tie.owner) for tie in derived.ties(parts=keys)}
        return stories, ties, {key: derived.spellings(key) for key in keys}
