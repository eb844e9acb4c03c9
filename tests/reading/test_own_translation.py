"""Own translations through the session: saved, undone, redone, with drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.reading.undo import OwnTranslationChange, UndoHistory
from tests.reading.builders import add_article

if TYPE_CHECKING:
    from reader.reading.session import Session
    from tests.reading.builders import FailingStore


def test_saved_as_one_clean_line_with_undo_and_redo(session: Session, store: FailingStore) -> None:
    article = store.article(add_article(store, "Un.", "Deux."))
    store.save_file_translation(article.id, ["One.", "Two."])
    session.set_own_translation(article, 1, " A\x1b[2J pair,\nreally. ")
    assert store.translation_texts(article) == ("One.", "A\ufffd[2J pair, really.")
    session.set_own_translation(article, 1, "A couple.")
    session.set_own_translation(article, 1, "")
    assert store.translation_texts(article) == ("One.", "Two.")
    seen = []
    while session.undo():
        seen.append(store.translation_texts(article)[1])
    assert seen == ["A couple.", "A\ufffd[2J pair, really.", "Two."]
    while session.redo():
        seen.append(store.translation_texts(article)[1])
    assert seen[3:] == ["A\ufffd[2J pair, really.", "A couple.", "Two."]
    assert session.own_translation(article, 1) is None


def test_draft_is_stored_until_saved(session: Session, store: FailingStore) -> None:
    article = store.article(add_article(store, "Un."))
    session.set_own_translation(article, 0, "One.")
    for text in ("Two.", "One."):  # the same text again is no change, but deletes the draft
        session.save_own_translation_draft(article, 0, "On")
        (draft,) = store.own_translation_drafts(article)
        assert (draft.paragraph, draft.body, draft.owner) == (0, "On", session.owner)
        assert store.note_drafts() == []
        session.set_own_translation(article, 0, text)
        assert store.own_translation_drafts(article) == ()


def test_full_disk_changes_nothing(session: Session, store: FailingStore) -> None:
    article = store.article(add_article(store, "Un."))
    store.failing = True
    with pytest.raises(StorageError):
        session.set_own_translation(article, 0, "One.")
    assert session.undo() is None


def test_empty_change_is_rejected(store: FailingStore) -> None:
    article = store.article(add_article(store, "Un."))
    with pytest.raises(ValueError, match="both None"):
        OwnTranslationChange(article, 0, None, None)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "a", "b"])), max_size=10))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_and_redo_restore_every_state(
    session: Session, store: FailingStore, operations: list[tuple[int, str]]
) -> None:
    session.undo_history = UndoHistory(store)
    number = len(store.entries())
    article = store.article(add_article(store, "Un.", "Deux.", f"Un. {number}", rank=number))
    states = [store.translation_texts(article)]
    for paragraph, text in operations:
        before = session.own_translation(article, paragraph)
        session.set_own_translation(article, paragraph, text)
        if (before or "") != text:
            states.append(store.translation_texts(article))
    for state in reversed(states[:-1]):
        assert session.undo() is not None
        assert store.translation_texts(article) == state
    assert session.undo() is None
    for state in states[1:]:
        assert session.redo() is not None
        assert store.translation_texts(article) == state
