"""A report that says it was corrected or updated is taken at its word; a mere time of update is no note."""

import pytest

from reportedly.model import NoteKind, notes
from tests.conftest import report_of

STORY = "Acme Corp will close its plant in Lyon, the company said."


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        (NoteKind.CORRECTION, "Correction: Acme has three plants, not four."),
        (NoteKind.CORRECTION, "CORRECTION – The name of the plant was wrong."),
        (NoteKind.CORRECTION, "Correction (March 3): Acme has three plants."),
        (NoteKind.CORRECTION, "Clarification: the plant is leased."),
        (NoteKind.CORRECTION, "An earlier version of this article misstated the number of plants."),
        (NoteKind.CORRECTION, "A previous version of this story named the wrong town."),
        (NoteKind.CORRECTION, "This article has been corrected to give the right town."),
        (NoteKind.CORRECTION, "This story was amended on 3 March."),
        (NoteKind.CORRECTION, "(Corrects paragraph 3 to say Lyon, not Lille)"),
        (NoteKind.CORRECTION, "(This story corrects the spelling of Lyon)"),
        (NoteKind.CORRECTION, "Updated on 3 March 2026 to correct the number of plants."),
        (NoteKind.UPDATE, "UPDATE: Zeta has since declined to comment."),
        (NoteKind.UPDATE, "Update (3 p.m.): Zeta has since declined to comment."),
        (NoteKind.UPDATE, "This story has been updated with a comment from Zeta."),
        (NoteKind.UPDATE, "This article was updated."),
        (NoteKind.UPDATE, "(Adds comment from Zeta, shares)"),
        (NoteKind.UPDATE, "Updated on 3 March 2026 to add a comment."),
        (NoteKind.EDITOR, "Editor's note: Acme advertises on this site."),
        (NoteKind.EDITOR, "Editor’s Note — the author owns shares."),
        (NoteKind.CORRECTION, "Korrektur: Das Werk steht in Lyon."),
        (NoteKind.CORRECTION, "Berichtigung: Das Werk steht in Lyon."),
        (NoteKind.CORRECTION, "In einer früheren Version dieses Artikels stand Lille."),
        (NoteKind.EDITOR, "Anmerkung der Redaktion: Der Text wurde gekürzt."),
        (NoteKind.CORRECTION, "Rectificatif : l'usine est à Lyon."),
        (NoteKind.CORRECTION, "Une version précédente de cet article citait Lille."),
        (NoteKind.UPDATE, "Mise à jour : Zeta n'a pas répondu."),
        (NoteKind.CORRECTION, "Fe de errores: la planta está en Lyon."),
        (NoteKind.CORRECTION, "Una versión anterior de este artículo citaba Lille."),
        (NoteKind.CORRECTION, "更正:工厂位于里昂。"),
        (NoteKind.EDITOR, "编者按:本文有删节。"),
        (NoteKind.UPDATE, "本文已更新。"),
        (NoteKind.CORRECTION, "訂正:工場はリヨンにあります。"),
    ],
)
def test_a_note_is_recognised_with_its_words(kind, note):
    (found,) = notes(report_of(f"{STORY}\n\n{note}\n\nBrio Cells has a plant there too."))
    assert (found.kind, found.quote.text.lstrip("(")) == (kind, note.lstrip("("))


def test_a_headline_may_be_the_note():
    (found,) = notes(report_of(f"UPDATE 2-Acme to close plant in Lyon\n\n{STORY}"))
    assert (found.kind, found.quote.text) == (NoteKind.UPDATE, "UPDATE 2-Acme to close plant in Lyon")


def test_a_note_may_stand_behind_a_sentence():
    text = f"{STORY} This story has been updated with a comment."
    (found,) = notes(report_of(text))
    assert text[found.quote.span.start :] == found.quote.text == "This story has been updated with a comment."


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 3 March 2026, 10:15",
        "Last updated 10:15 GMT",
        "Acme updated its forecast and corrected its books.",
        "The correction of the market hurt Acme, which fell 3 percent.",
        "An earlier version of the car had a smaller battery.",
        "Editors at Zeta went on strike.",
        "Shares fell in a correction.",
        "The software update will reach cars in May.",
    ],
)
def test_other_talk_of_updates_is_none(line):
    assert notes(report_of(f"{STORY}\n\n{line}")) == ()


def test_a_headline_of_another_story_is_no_note_on_this_one():
    page = f"Acme to close plant in Lyon\n\n{STORY}\n\nRelated articles\nUPDATE 1-Zeta sues Brio over a name in Lyon"
    assert notes(report_of(page)) == ()
