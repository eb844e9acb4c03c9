"""The reader's own English, from the desk: kept, taken back, done again, and never lost while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.reading.undo import History, WordingChange
from tests.reading.builders import keep

if TYPE_CHECKING:
    from reader.reading.session import Desk
    from tests.reading.builders import Refusing


def test_it_is_kept_clean_on_one_line_and_taken_back_and_done_again(desk: Desk, shelf: Refusing) -> None:
    article = shelf.article(keep(shelf, "Un.", "Deux."))
    shelf.put_english(article.id, ["One.", "Two."])
    desk.word(article, 1, " A\x1b[2J pair,\nreally. ")
    assert shelf.english(article) == ("One.", "A\ufffd[2J pair, really.")
    desk.word(article, 1, "A couple.")
    desk.word(article, 1, "")
    assert shelf.english(article) == ("One.", "Two.")
    seen = []
    while desk.undo():
        seen.append(shelf.english(article)[1])
    assert seen == ["A couple.", "A\ufffd[2J pair, really.", "Two."]
    while desk.redo():
        seen.append(shelf.english(article)[1])
    assert seen[3:] == ["A\ufffd[2J pair, really.", "A couple.", "Two."]
    assert desk.wording(article, 1) is None


def test_a_draft_is_on_disk_until_its_wording_is_kept(desk: Desk, shelf: Refusing) -> None:
    article = shelf.article(keep(shelf, "Un."))
    desk.word(article, 0, "One.")
    for words in ("Two.", "One."):  # the same words again are no change; their draft goes all the same
        desk.draft_wording(article, 0, "On")
        (draft,) = shelf.wording_drafts(article)
        assert (draft.paragraph, draft.body, draft.owner) == (0, "On", desk.owner)
        assert shelf.drafts() == []
        desk.word(article, 0, words)
        assert shelf.wording_drafts(article) == ()


def test_a_full_disk_changes_nothing(desk: Desk, shelf: Refusing) -> None:
    article = shelf.article(keep(shelf, "Un."))
    shelf.refuses = True
    with pytest.raises(StorageError):
        desk.word(article, 0, "One.")
    assert desk.undo() is None


def test_a_change_of_nothing_cannot_be_built(shelf: Refusing) -> None:
    article = shelf.article(keep(shelf, "Un."))
    with pytest.raises(ValueError, match="nothing"):
        WordingChange(article, 0, None, None)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "a", "b"])), max_size=10))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_state_comes_back(desk: Desk, shelf: Refusing, acts: list[tuple[int, str]]) -> None:
    desk.history = History(shelf)
    number = len(shelf.entries())
    article = shelf.article(keep(shelf, "Un.", "Deux.", f"Un. {number}", rank=number))
    states = [shelf.english(article)]
    for paragraph, words in acts:
        before = desk.wording(article, paragraph)
        desk.word(article, paragraph, words)
        if (before or "") != words:
            states.append(shelf.english(article))
    for state in reversed(states[:-1]):
        assert desk.undo() is not None
        assert shelf.english(article) == state
    assert desk.undo() is None
    for state in states[1:]:
        assert desk.redo() is not None
        assert shelf.english(article) == state
