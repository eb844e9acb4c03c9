"""The reader's own English, from the desk: kept, taken back, done again, and never lost while it is typed."""

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


def test_it_is_kept_clean_on_one_line_and_taken_back_and_done_again(desk: Session, shelf: FailingStore) -> None:
    article = shelf.article(add_article(shelf, "Un.", "Deux."))
    shelf.save_file_translation(article.id, ["One.", "Two."])
    desk.set_own_translation(article, 1, " A\x1b[2J pair,\nreally. ")
    assert shelf.translation_texts(article) == ("One.", "A\ufffd[2J pair, really.")
    desk.set_own_translation(article, 1, "A couple.")
    desk.set_own_translation(article, 1, "")
    assert shelf.translation_texts(article) == ("One.", "Two.")
    seen = []
    while desk.undo():
        seen.append(shelf.translation_texts(article)[1])
    assert seen == ["A couple.", "A\ufffd[2J pair, really.", "Two."]
    while desk.redo():
        seen.append(shelf.translation_texts(article)[1])
    assert seen[3:] == ["A\ufffd[2J pair, really.", "A couple.", "Two."]
    assert desk.own_translation(article, 1) is None


def test_a_draft_is_on_disk_until_its_wording_is_kept(desk: Session, shelf: FailingStore) -> None:
    article = shelf.article(add_article(shelf, "Un."))
    desk.set_own_translation(article, 0, "One.")
    for words in ("Two.", "One."):  # the same words again are no change; their draft goes all the same
        desk.save_own_translation_draft(article, 0, "On")
        (draft,) = shelf.own_translation_drafts(article)
        assert (draft.paragraph, draft.body, draft.owner) == (0, "On", desk.owner)
        assert shelf.note_drafts() == []
        desk.set_own_translation(article, 0, words)
        assert shelf.own_translation_drafts(article) == ()


def test_a_full_disk_changes_nothing(desk: Session, shelf: FailingStore) -> None:
    article = shelf.article(add_article(shelf, "Un."))
    shelf.failing = True
    with pytest.raises(StorageError):
        desk.set_own_translation(article, 0, "One.")
    assert desk.undo() is None


def test_a_change_of_nothing_cannot_be_built(shelf: FailingStore) -> None:
    article = shelf.article(add_article(shelf, "Un."))
    with pytest.raises(ValueError, match="nothing"):
        OwnTranslationChange(article, 0, None, None)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "a", "b"])), max_size=10))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_state_comes_back(desk: Session, shelf: FailingStore, acts: list[tuple[int, str]]) -> None:
    desk.undo_history = UndoHistory(shelf)
    number = len(shelf.entries())
    article = shelf.article(add_article(shelf, "Un.", "Deux.", f"Un. {number}", rank=number))
    states = [shelf.translation_texts(article)]
    for paragraph, words in acts:
        before = desk.own_translation(article, paragraph)
        desk.set_own_translation(article, paragraph, words)
        if (before or "") != words:
            states.append(shelf.translation_texts(article))
    for state in reversed(states[:-1]):
        assert desk.undo() is not None
        assert shelf.translation_texts(article) == state
    assert desk.undo() is None
    for state in states[1:]:
        assert desk.redo() is not None
        assert shelf.translation_texts(article) == state
