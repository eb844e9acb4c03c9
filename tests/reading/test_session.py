"""The session: what one run of the program does to the library and leaves for the next."""

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
def article_id(store: FailingStore, session: Session) -> str:
    """An article, open in the session."""
    article_id = add_article(store, UN, DEUX)
    session.open(article_id)
    return article_id


def highlighted_texts(session: Session) -> list[str]:
    assert session.current is not None
    return [highlight.anchor.span.of(session.current.article.text) for highlight in session.current.highlights]


# -- first article ------------------------------------------------------------------------------------


def test_empty_library_has_no_first_article(session: Session) -> None:
    assert session.first_article() is None
    assert session.entries() == []


def test_first_article_is_the_last_opened(store: FailingStore, session: Session) -> None:
    one, two = add_article(store, UN, title="Un", rank=0), add_article(store, DEUX, title="Deux", rank=1)
    assert session.first_article() == session.entries()[0].id
    for article_id in (two, one, two):
        session.open(article_id)
        session.mark_opened()
        assert session.first_article() == article_id
    session.set_archived(session.entry(two), archived=True)
    assert session.first_article() == one


def test_mark_opened_without_an_article_does_nothing(session: Session) -> None:
    session.mark_opened()
    assert session.first_article() is None


# -- highlights ---------------------------------------------------------------------------------------


def test_highlight_is_stored_and_shown(store: FailingStore, session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    assert highlight.selector.exact == UN[3:10]
    assert store.highlights(article_id) == (highlight,)
    assert highlighted_texts(session) == [UN[3:10]]


def test_two_highlights_on_the_same_span(session: Session, article_id: str) -> None:
    assert session.current is not None
    for color in (Color.GREEN, Color.PINK):
        session.add_highlight(session.current.article, Span(3, 10), color)
    assert highlighted_texts(session) == [UN[3:10]] * 2


def test_failed_writes_change_nothing(store: FailingStore, session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    article, before = session.current.article, session.current.highlights
    store.failing = True
    for change in (
        lambda: session.add_highlight(article, Span(0, 2), Color.BLUE),
        lambda: session.recolor(highlight, Color.BLUE),
        lambda: session.remove_highlight(highlight),
        lambda: session.set_note(highlight, "note"),
        session.undo,
    ):
        with pytest.raises(StorageError, match=FAILURE_MESSAGE):
            change()
        assert session.current.highlights == before
    store.failing = False
    assert store.highlights(article_id) == (highlight,)


def test_same_color_is_not_a_change(session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    assert session.recolor(highlight, Color.GREEN) is highlight
    session.undo()
    assert highlighted_texts(session) == []


def test_every_change_of_highlights_can_be_undone_and_redone(
    store: FailingStore, session: Session, article_id: str
) -> None:
    assert session.current is not None
    states = [store.highlights(article_id)]
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    states.append(store.highlights(article_id))
    highlight = session.recolor(highlight, Color.PURPLE)
    states.append(store.highlights(article_id))
    highlight = session.set_note(highlight, "Une note.")
    states.append(store.highlights(article_id))
    highlight = session.set_note(highlight, "Une autre.")
    states.append(store.highlights(article_id))
    session.remove_highlight(highlight)
    states.append(store.highlights(article_id))
    for expected in reversed(states[:-1]):
        assert session.undo() is not None
        assert store.highlights(article_id) == expected
        assert [highlight.highlight for highlight in session.current.highlights] == list(expected)
    assert session.undo() is None
    for expected in states[1:]:
        assert session.redo() is not None
        assert store.highlights(article_id) == expected
    assert session.redo() is None


# -- notes and drafts ---------------------------------------------------------------------------------


def test_note_is_cleaned_and_keeps_its_creation_date(session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    first = session.set_note(highlight, "  e\u0301te\u0301 \x1b]52;c;AAAA\x07\u202e\n\nfin \n")
    assert first.note is not None
    assert first.note.body == "été \ufffd]52;c;AAAA\ufffd\ufffd\n\nfin"
    second = session.set_note(first, "autre")
    assert second.note is not None
    assert second.note.created == first.note.created
    assert second.note.modified > first.note.modified


def test_unchanged_note_is_not_a_change_and_deletes_the_draft(
    store: FailingStore, session: Session, article_id: str
) -> None:
    assert session.current is not None
    highlight = session.set_note(session.add_highlight(session.current.article, Span(3, 10), Color.GREEN), "Une note.")
    session.save_note_draft(highlight, "Une note. Et")
    assert session.set_note(highlight, " Une note.\n") is highlight
    assert store.note_drafts() == []
    change = session.undo()
    assert change is not None
    assert store.highlights(article_id)[0].note is None, "saving the same text was a change of its own"


def test_empty_note_removes_it(store: FailingStore, session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    assert session.set_note(highlight, " \n ") is highlight
    with_note = session.set_note(highlight, "x")
    assert session.set_note(with_note, "").note is None
    session.undo()
    assert store.highlights(article_id)[0].note == with_note.note


def test_long_note_is_saved_whole(store: FailingStore, session: Session, article_id: str) -> None:
    assert session.current is not None
    body = "Une très longue note, « écrite » à la main. " * 2300
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    session.save_note_draft(highlight, body)
    session.set_note(highlight, body)
    note = store.highlights(article_id)[0].note
    assert note is not None
    assert note.body == body.strip()
    assert len(note.body.encode()) > 100_000


def test_saving_a_note_deletes_its_draft(store: FailingStore, session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    session.save_note_draft(highlight, "Une no")
    draft = session.note_draft(highlight.id)
    assert draft is not None
    assert (draft.body, draft.owner) == ("Une no", "test:0")
    session.set_note(highlight, "Une note.")
    assert store.note_drafts() == []


def test_abandoned_drafts_are_those_of_ended_runs(store: FailingStore, session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    session.save_note_draft(highlight, "de moi")
    for owner in ("alive:1", "dead:2"):
        store.save_note_draft(Draft(highlight.id, article_id, f"de {owner}", owner, "2026-01-01T00:00:00Z"))
    assert [draft.owner for draft in session.abandoned_note_drafts(lambda owner: owner.startswith("alive"))] == [
        "dead:2"
    ]


def test_draft_of_a_removed_highlight_returns_with_it(session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    session.save_note_draft(highlight, "inachevé")
    session.remove_highlight(highlight)
    assert session.note_draft(highlight.id) is None
    session.undo()
    found = session.note_draft(highlight.id)
    assert found is not None
    assert found.body == "inachevé"


# -- the archive --------------------------------------------------------------------------------------


def test_undo_restores_an_archived_article_with_its_marks(session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    assert session.all_highlights() == (highlight,)
    session.set_archived(session.entry(article_id), archived=True)
    assert session.entries() == []
    assert session.all_highlights() == ()
    session.undo()
    assert [entry.id for entry in session.entries()] == [article_id]
    assert session.all_highlights() == (highlight,)
    session.redo()
    assert session.entries() == []


# -- preferences and other programs -------------------------------------------------------------------


def test_preferences_survive_a_restart(library_path: Path, store: FailingStore, session: Session) -> None:
    session.set_preferences(replace(session.preferences, measure=72, theme="encre"))
    session.set_preferences(replace(session.preferences, sidebar=False, color="purple"))
    with open_failing_store(library_path) as other:
        assert make_session(other).preferences == session.preferences


def test_preferences_that_cannot_be_saved_do_not_change(store: FailingStore, session: Session) -> None:
    before = session.preferences
    store.failing = True
    with pytest.raises(StorageError):
        session.set_preferences(replace(before, measure=72))
    assert session.preferences == before


def test_highlights_of_another_run_show_after_reopening(library_path: Path, session: Session, article_id: str) -> None:
    assert not session.changed_elsewhere()
    with open_failing_store(library_path) as other_store:
        other = make_session(other_store, "other:1")
        opened = other.open(article_id)
        other.add_highlight(opened.article, Span(0, 2), Color.ORANGE)
    assert session.changed_elsewhere()
    assert not session.changed_elsewhere()
    assert highlighted_texts(session) == []
    session.open(article_id)
    assert highlighted_texts(session) == ["Un"]


def test_undo_after_another_run_removed_the_highlight(library_path: Path, session: Session, article_id: str) -> None:
    assert session.current is not None
    highlight = session.add_highlight(session.current.article, Span(3, 10), Color.GREEN)
    with open_failing_store(library_path) as other_store:
        make_session(other_store, "other:1").remove_highlight(highlight)
    session.undo()
    assert highlighted_texts(session) == []
    session.redo()
    assert highlighted_texts(session) == [UN[3:10]]
