"""The desk: what one run of the program does to the library, and what it leaves for the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.text.model.highlights import Color, Draft
from reader.text.spans import Span
from tests.reading.builders import FAILURE_MESSAGE, add_article, make_session, open_failing_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.reading.session import Session
    from tests.reading.builders import FailingStore

UN, DEUX = "Un premier paragraphe, court.", "Un deuxième, qui parle de la Loire."


@pytest.fixture
def article_id(shelf: FailingStore, desk: Session) -> str:
    """An article, open on the desk."""
    article_id = add_article(shelf, UN, DEUX)
    desk.open(article_id)
    return article_id


def words(desk: Session) -> list[str]:
    assert desk.current is not None
    return [mark.anchor.span.of(desk.current.article.text) for mark in desk.current.highlights]


# -- which article is first ---------------------------------------------------------------------------


def test_an_empty_library_has_no_first_article(desk: Session) -> None:
    assert desk.first_article() is None
    assert desk.entries() == []


def test_the_article_last_read_is_first_then_the_first_of_the_list(shelf: FailingStore, desk: Session) -> None:
    one, two = add_article(shelf, UN, title="Un", rank=0), add_article(shelf, DEUX, title="Deux", rank=1)
    assert desk.first_article() == desk.entries()[0].id
    for article_id in (two, one, two):
        desk.open(article_id)
        desk.mark_opened()
        assert desk.first_article() == article_id
    desk.set_archived(desk.entry(two), archived=True)
    assert desk.first_article() == one


def test_remembering_with_nothing_open_is_harmless(desk: Session) -> None:
    desk.mark_opened()
    assert desk.first_article() is None


# -- marks --------------------------------------------------------------------------------------------


def test_a_highlight_is_on_disk_and_in_the_sitting(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    assert highlight.selector.exact == UN[3:10]
    assert shelf.highlights(article_id) == (highlight,)
    assert words(desk) == [UN[3:10]]


def test_two_highlights_on_the_same_words_are_two(desk: Session, article_id: str) -> None:
    assert desk.current is not None
    for color in (Color.GREEN, Color.PINK):
        desk.add_highlight(desk.current.article, Span(3, 10), color)
    assert words(desk) == [UN[3:10]] * 2


def test_a_store_that_refuses_leaves_the_sitting_as_it_was(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    article, before = desk.current.article, desk.current.highlights
    shelf.failing = True
    for act in (
        lambda: desk.add_highlight(article, Span(0, 2), Color.BLUE),
        lambda: desk.recolor(highlight, Color.BLUE),
        lambda: desk.remove_highlight(highlight),
        lambda: desk.set_note(highlight, "note"),
        desk.undo,
    ):
        with pytest.raises(StorageError, match=FAILURE_MESSAGE):
            act()
        assert desk.current.highlights == before
    shelf.failing = False
    assert shelf.highlights(article_id) == (highlight,)


def test_the_same_color_again_is_no_act(desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    assert desk.recolor(highlight, Color.GREEN) is highlight
    desk.undo()
    assert words(desk) == []


def test_every_act_on_marks_is_undone_and_done_again(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    states = [shelf.highlights(article_id)]
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    states.append(shelf.highlights(article_id))
    highlight = desk.recolor(highlight, Color.PURPLE)
    states.append(shelf.highlights(article_id))
    highlight = desk.set_note(highlight, "Une note.")
    states.append(shelf.highlights(article_id))
    highlight = desk.set_note(highlight, "Une autre.")
    states.append(shelf.highlights(article_id))
    desk.remove_highlight(highlight)
    states.append(shelf.highlights(article_id))
    for expected in reversed(states[:-1]):
        assert desk.undo() is not None
        assert shelf.highlights(article_id) == expected
        assert [mark.highlight for mark in desk.current.highlights] == list(expected)
    assert desk.undo() is None
    for expected in states[1:]:
        assert desk.redo() is not None
        assert shelf.highlights(article_id) == expected
    assert desk.redo() is None


# -- notes and drafts ---------------------------------------------------------------------------------


def test_a_note_is_cleaned_and_its_first_date_stays(desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    first = desk.set_note(highlight, "  e\u0301te\u0301 \x1b]52;c;AAAA\x07\u202e\n\nfin \n")
    assert first.note is not None
    assert first.note.body == "été \ufffd]52;c;AAAA\ufffd\ufffd\n\nfin"
    second = desk.set_note(first, "autre")
    assert second.note is not None
    assert second.note.created == first.note.created
    assert second.note.modified > first.note.modified


def test_the_same_words_again_are_no_act_and_drop_the_draft(
    shelf: FailingStore, desk: Session, article_id: str
) -> None:
    assert desk.current is not None
    highlight = desk.set_note(desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN), "Une note.")
    desk.save_note_draft(highlight, "Une note. Et")
    assert desk.set_note(highlight, " Une note.\n") is highlight
    assert shelf.note_drafts() == []
    change = desk.undo()
    assert change is not None
    assert shelf.highlights(article_id)[0].note is None, "keeping the same words was an act of its own"


def test_an_empty_note_is_no_note(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    assert desk.set_note(highlight, " \n ") is highlight
    noted = desk.set_note(highlight, "x")
    assert desk.set_note(noted, "").note is None
    desk.undo()
    assert shelf.highlights(article_id)[0].note == noted.note


def test_a_note_of_100_kb_is_kept_whole(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    body = "Une très longue note, « écrite » à la main. " * 2300
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    desk.save_note_draft(highlight, body)
    desk.set_note(highlight, body)
    note = shelf.highlights(article_id)[0].note
    assert note is not None
    assert note.body == body.strip()
    assert len(note.body.encode()) > 100_000


def test_keeping_a_note_settles_its_draft(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    desk.save_note_draft(highlight, "Une no")
    draft = desk.note_draft(highlight.id)
    assert draft is not None
    assert (draft.body, draft.owner) == ("Une no", "test:0")
    desk.set_note(highlight, "Une note.")
    assert shelf.note_drafts() == []


def test_only_drafts_of_the_dead_are_left(shelf: FailingStore, desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    desk.save_note_draft(highlight, "de moi")
    for owner in ("alive:1", "dead:2"):
        shelf.save_note_draft(Draft(highlight.id, article_id, f"de {owner}", owner, "2026-01-01T00:00:00Z"))
    assert [draft.owner for draft in desk.abandoned_note_drafts(lambda owner: owner.startswith("alive"))] == ["dead:2"]


def test_a_draft_of_a_removed_highlight_is_not_offered_and_comes_back_with_it(desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    desk.save_note_draft(highlight, "inachevé")
    desk.remove_highlight(highlight)
    assert desk.note_draft(highlight.id) is None
    desk.undo()
    found = desk.note_draft(highlight.id)
    assert found is not None
    assert found.body == "inachevé"


# -- the archive --------------------------------------------------------------------------------------


def test_archiving_takes_the_marks_along_and_undo_brings_both_back(desk: Session, article_id: str) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
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


def test_preferences_are_remembered_by_the_next_run(library_path: Path, shelf: FailingStore, desk: Session) -> None:
    desk.set_preferences(replace(desk.preferences, measure=72, theme="encre"))
    desk.set_preferences(replace(desk.preferences, sidebar=False, color="purple"))
    with open_failing_store(library_path) as other:
        assert make_session(other).preferences == desk.preferences


def test_a_preference_that_cannot_be_kept_is_not_pretended(shelf: FailingStore, desk: Session) -> None:
    before = desk.preferences
    shelf.failing = True
    with pytest.raises(StorageError):
        desk.set_preferences(replace(before, measure=72))
    assert desk.preferences == before


def test_marks_of_another_run_are_seen_when_the_article_is_opened_again(
    library_path: Path, desk: Session, article_id: str
) -> None:
    assert not desk.changed_elsewhere()
    with open_failing_store(library_path) as store:
        other = make_session(store, "other:1")
        sitting = other.open(article_id)
        other.add_highlight(sitting.article, Span(0, 2), Color.ORANGE)
    assert desk.changed_elsewhere()
    assert not desk.changed_elsewhere()
    assert words(desk) == []
    desk.open(article_id)
    assert words(desk) == ["Un"]


def test_undo_after_another_run_removed_the_highlight_does_not_fail(
    library_path: Path, desk: Session, article_id: str
) -> None:
    assert desk.current is not None
    highlight = desk.add_highlight(desk.current.article, Span(3, 10), Color.GREEN)
    with open_failing_store(library_path) as store:
        make_session(store, "other:1").remove_highlight(highlight)
    desk.undo()
    assert words(desk) == []
    desk.redo()
    assert words(desk) == [UN[3:10]]
