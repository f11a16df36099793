"""What changed between two versions: in pieces that make up both, silent or owned up to; claims move along with a text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Edit, Part, carried, revision
from reportedly.read.plain import read_plain
from tests.conftest import Plain

BEFORE = """Acme may buy a plant of Zeta, report says

Acme Corp may buy a plant of Zeta Motors in Lyon, Reuters reported.

Zeta Motors declined to comment.

Brio Cells will supply batteries to Zeta Motors."""


def report(text):
    return read_plain(text, address="https://e.org/a")


def changed(after, before=BEFORE):
    return revision(report(before), report(after))


def test_a_changed_word_is_shown_in_its_passage():
    found = changed(BEFORE.replace("Acme Corp may buy", "Acme Corp will buy"))
    (one,) = found.changed
    assert one.part is Part.BODY
    assert one.pieces[:3] == ((Edit.SAME, "Acme Corp "), (Edit.REMOVED, "may "), (Edit.ADDED, "will "))


def test_passages_come_and_go_whole():
    found = changed(BEFORE.replace("Zeta Motors declined to comment.", "Nobody at the ministry could be reached."))
    assert [piece for one in found.changed for piece in one.pieces] == [
        (Edit.ADDED, "Nobody at the ministry could be reached."),
        (Edit.REMOVED, "Zeta Motors declined to comment."),
    ]


def test_an_edit_without_a_note_is_silent_and_one_with_a_note_is_not():
    edited = BEFORE.replace("Lyon", "Lille")
    assert changed(edited).silent
    noted = changed(f"{edited}\n\nCorrection: the plant is in Lille, not Lyon.")
    assert not noted.silent
    assert [n.quote.text for n in noted.notes] == ["Correction: the plant is in Lille, not Lyon."]


def test_an_old_note_does_not_own_up_to_a_new_edit():
    noted = f"{BEFORE}\n\nCorrection: the plant is in Lyon."
    found = changed(noted.replace("may buy a plant of Zeta Motors", "will buy a plant of Zeta Motors"), noted)
    assert (found.silent, found.notes) == (True, ())


def test_headlines_of_other_stories_come_and_go_without_an_edit():
    related = f"{BEFORE}\n\nRelated articles\nZeta sues Brio over a name"
    found = changed(related)
    assert [one.part for one in found.changed] == [Part.LINK]
    assert not found.silent


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace("Acme Corp may", "Acme  Corp\tmay"),
        f"{BEFORE}\n\nViews: 1,204",
        f"Home > News > Cars\n\n{BEFORE}\n",
        BEFORE.replace("\n\n", "\n\n\n"),
    ],
)
def test_white_space_and_furniture_are_no_change_and_claims_move_along(after):
    old, new = report(BEFORE), report(after)
    assert revision(old, new).changed == ()
    claims = Plain().extract(old)
    moved = carried(claims, old, new)
    assert [c.version_id for c in moved] == [new.version_id] * len(claims)
    for one, other in zip(claims, moved, strict=True):
        assert [q.text.split() for q in one.evidence] == [q.text.split() for q in other.evidence]
        assert all(q.span.of(new.text) == q for q in (*other.evidence, *other.fillers(*(f.role for f in other.roles))))
        assert (one.kind, one.phase, len(one.voices)) == (other.kind, other.phase, len(other.voices))


@pytest.mark.parametrize(
    "after", [BEFORE.replace("Lyon", "Lille"), f"{BEFORE}\n\nAcme fell.", BEFORE.partition("\n")[2]]
)
def test_claims_do_not_move_to_another_text(after):
    old = report(BEFORE)
    assert carried(Plain().extract(old), old, report(after)) is None


def test_chinese_is_compared_by_characters():
    (one,) = changed("小米可能收购工厂,路透社报道。", "小米将收购工厂,路透社报道。").changed
    assert [text for edit, text in one.pieces if edit is not Edit.SAME] == ["将", "可能"]


WORDS = st.lists(st.sampled_from("Acme Zeta may will buy sell 3 percent , . 工厂 a".split()), min_size=1, max_size=12)
TEXTS = st.lists(WORDS.map(lambda words: " ".join(words) + "."), min_size=1, max_size=5).map("\n".join)


def body(text):
    made = report(text)
    return replace(made, passages=tuple(replace(p, part=Part.BODY) for p in made.passages))


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_versions(old, new):
    """What is not added stood in the old version, what is not removed stands in the new one, word for word."""
    before, after = body(old), body(new)
    for left_out, version in ((Edit.ADDED, before), (Edit.REMOVED, after)):
        texts = [
            "".join(t for e, t in one.pieces if e is not left_out).strip() for one in revision(before, after).changed
        ]
        own = [" ".join(quote.text.split()) for _, quote in version.quotes()]
        assert all(text.split() == [] or text in own for text in texts)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert revision(report(text), report(text)).changed == ()
