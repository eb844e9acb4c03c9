"""The desk: what one run of the program does to the library, and what it leaves for the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.text.model.highlights import Color, Draft
from reader.text.spans import Span
from tests.reading.builders import REFUSAL, desk_on, keep, open_refusing

if TYPE_CHECKING:
    from pathlib import Path

    from reader.reading.session import Desk
    from tests.reading.builders import Refusing

UN, DEUX = "Un premier paragraphe, court.", "Un deuxième, qui parle de la Loire."


@pytest.fixture
def article_id(shelf: Refusing, desk: Desk) -> str:
    """An article, open on the desk."""
    article_id = keep(shelf, UN, DEUX)
    desk.open(article_id)
    return article_id


def words(desk: Desk) -> list[str]:
    assert desk.sitting is not None
    return [mark.anchor.span.of(desk.sitting.article.text) for mark in desk.sitting.marks]


# -- which article is first ---------------------------------------------------------------------------


def test_an_empty_library_has_no_first_article(desk: Desk) -> None:
    assert desk.first_article() is None
    assert desk.entries() == []


def test_the_article_last_read_is_first_then_the_first_of_the_list(shelf: Refusing, desk: Desk) -> None:
    one, two = keep(shelf, UN, title="Un", rank=0), keep(shelf, DEUX, title="Deux", rank=1)
    assert desk.first_article() == desk.entries()[0].id
    for article_id in (two, one, two):
        desk.open(article_id)
        desk.remember_open()
        assert desk.first_article() == article_id
    desk.set_archived(desk.entry(two), archived=True)
    assert desk.first_article() == one


def test_remembering_with_nothing_open_is_harmless(desk: Desk) -> None:
    desk.remember_open()
    assert desk.first_article() is None


# -- marks --------------------------------------------------------------------------------------------


def test_a_highlight_is_on_disk_and_in_the_sitting(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    assert highlight.selector.exact == UN[3:10]
    assert shelf.highlights(article_id) == (highlight,)
    assert words(desk) == [UN[3:10]]


def test_two_highlights_on_the_same_words_are_two(desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    for color in (Color.GREEN, Color.PINK):
        desk.highlight(desk.sitting.article, Span(3, 10), color)
    assert words(desk) == [UN[3:10]] * 2


def test_a_store_that_refuses_leaves_the_sitting_as_it_was(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    article, before = desk.sitting.article, desk.sitting.marks
    shelf.refuses = True
    for act in (
        lambda: desk.highlight(article, Span(0, 2), Color.BLUE),
        lambda: desk.recolor(highlight, Color.BLUE),
        lambda: desk.remove(highlight),
        lambda: desk.write_note(highlight, "note"),
        desk.undo,
    ):
        with pytest.raises(StorageError, match=REFUSAL):
            act()
        assert desk.sitting.marks == before
    shelf.refuses = False
    assert shelf.highlights(article_id) == (highlight,)


def test_the_same_color_again_is_no_act(desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    assert desk.recolor(highlight, Color.GREEN) is highlight
    desk.undo()
    assert words(desk) == []


def test_every_act_on_marks_is_undone_and_done_again(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    states = [shelf.highlights(article_id)]
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    states.append(shelf.highlights(article_id))
    highlight = desk.recolor(highlight, Color.PURPLE)
    states.append(shelf.highlights(article_id))
    highlight = desk.write_note(highlight, "Une note.")
    states.append(shelf.highlights(article_id))
    highlight = desk.write_note(highlight, "Une autre.")
    states.append(shelf.highlights(article_id))
    desk.remove(highlight)
    states.append(shelf.highlights(article_id))
    for expected in reversed(states[:-1]):
        assert desk.undo() is not None
        assert shelf.highlights(article_id) == expected
        assert [mark.highlight for mark in desk.sitting.marks] == list(expected)
    assert desk.undo() is None
    for expected in states[1:]:
        assert desk.redo() is not None
        assert shelf.highlights(article_id) == expected
    assert desk.redo() is None


# -- notes and drafts ---------------------------------------------------------------------------------


def test_a_note_is_cleaned_and_its_first_date_stays(desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    first = desk.write_note(highlight, "  e\u0301te\u0301 \x1b]52;c;AAAA\x07\u202e\n\nfin \n")
    assert first.note is not None
    assert first.note.body == "été \ufffd]52;c;AAAA\ufffd\ufffd\n\nfin"
    second = desk.write_note(first, "autre")
    assert second.note is not None
    assert second.note.created == first.note.created
    assert second.note.modified > first.note.modified


def test_the_same_words_again_are_no_act_and_drop_the_draft(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.write_note(desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN), "Une note.")
    desk.draft(highlight, "Une note. Et")
    assert desk.write_note(highlight, " Une note.\n") is highlight
    assert shelf.drafts() == []
    change = desk.undo()
    assert change is not None
    assert shelf.highlights(article_id)[0].note is None, "keeping the same words was an act of its own"


def test_an_empty_note_is_no_note(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    assert desk.write_note(highlight, " \n ") is highlight
    noted = desk.write_note(highlight, "x")
    assert desk.write_note(noted, "").note is None
    desk.undo()
    assert shelf.highlights(article_id)[0].note == noted.note


def test_a_note_of_100_kb_is_kept_whole(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    body = "Une très longue note, « écrite » à la main. " * 2300
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    desk.draft(highlight, body)
    desk.write_note(highlight, body)
    note = shelf.highlights(article_id)[0].note
    assert note is not None
    assert note.body == body.strip()
    assert len(note.body.encode()) > 100_000


def test_keeping_a_note_settles_its_draft(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    desk.draft(highlight, "Une no")
    draft = desk.draft_for(highlight.id)
    assert draft is not None
    assert (draft.body, draft.owner) == ("Une no", "test:0")
    desk.write_note(highlight, "Une note.")
    assert shelf.drafts() == []


def test_only_drafts_of_the_dead_are_left(shelf: Refusing, desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    desk.draft(highlight, "de moi")
    for owner in ("alive:1", "dead:2"):
        shelf.put_draft(Draft(highlight.id, article_id, f"de {owner}", owner, "2026-01-01T00:00:00Z"))
    assert [draft.owner for draft in desk.drafts_left(lambda owner: owner.startswith("alive"))] == ["dead:2"]


def test_a_draft_of_a_removed_highlight_is_not_offered_and_comes_back_with_it(desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    desk.draft(highlight, "inachevé")
    desk.remove(highlight)
    assert desk.draft_for(highlight.id) is None
    desk.undo()
    found = desk.draft_for(highlight.id)
    assert found is not None
    assert found.body == "inachevé"


# -- the archive --------------------------------------------------------------------------------------


def test_archiving_takes_the_marks_along_and_undo_brings_both_back(desk: Desk, article_id: str) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    assert desk.all_highlights() == (highlight,)
    desk.set_archived(desk.entry(article_id), archived=True)
    assert desk.entries() == []
    assert desk.all_highlights() == ()
    desk.undo()
    assert [entry.id for entry in desk.entries()] == [article_id]
    assert desk.all_highlights() == (highlight,)
    desk.redo()
    assert desk.entries() == []


# -- preferences and other programs -------------------------------------------------------------------


def test_preferences_are_remembered_by_the_next_run(library_path: Path, shelf: Refusing, desk: Desk) -> None:
    desk.prefer(replace(desk.preferences, measure=72, theme="encre"))
    desk.prefer(replace(desk.preferences, sidebar=False, color="purple"))
    with open_refusing(library_path) as other:
        assert desk_on(other).preferences == desk.preferences


def test_a_preference_that_cannot_be_kept_is_not_pretended(shelf: Refusing, desk: Desk) -> None:
    before = desk.preferences
    shelf.refuses = True
    with pytest.raises(StorageError):
        desk.prefer(replace(before, measure=72))
    assert desk.preferences == before


def test_marks_of_another_run_are_seen_when_the_article_is_opened_again(
    library_path: Path, desk: Desk, article_id: str
) -> None:
    assert not desk.changed_elsewhere()
    with open_refusing(library_path) as store:
        other = desk_on(store, "other:1")
        sitting = other.open(article_id)
        other.highlight(sitting.article, Span(0, 2), Color.ORANGE)
    assert desk.changed_elsewhere()
    assert not desk.changed_elsewhere()
    assert words(desk) == []
    desk.open(article_id)
    assert words(desk) == ["Un"]


def test_undo_after_another_run_removed_the_highlight_does_not_fail(
    library_path: Path, desk: Desk, article_id: str
) -> None:
    assert desk.sitting is not None
    highlight = desk.highlight(desk.sitting.article, Span(3, 10), Color.GREEN)
    with open_refusing(library_path) as store:
        desk_on(store, "other:1").remove(highlight)
    desk.undo()
    assert words(desk) == []
    desk.redo()
    assert words(desk) == [UN[3:10]]
