"""Undo history: every change can be undone and redone; failed ones are not remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.reading.undo import MAX_CHANGES, ArchiveChange, HighlightChange, UndoHistory
from reader.text.model.highlights import Color, Highlight, Note
from reader.text.model.selectors import Selector
from tests.reading.builders import add_article

if TYPE_CHECKING:
    from tests.reading.builders import FailingStore

WHEN = "2026-01-01T00:00:00Z"


def highlight(article_id: str, identity: str = "h", color: Color = Color.YELLOW, body: str | None = None) -> Highlight:
    note = None if body is None else Note(body, WHEN, WHEN)
    return Highlight(identity, article_id, Selector("Un", "", " mot", 0), color, WHEN, WHEN, note)


def state(store: FailingStore, *article_ids: str) -> object:
    """Return everything that a change can affect."""
    highlights = [store.highlights(article_id) for article_id in article_ids]
    return highlights, [entry.id for entry in store.entries()], [entry.id for entry in store.entries(archived=True)]


def test_empty_change_is_rejected() -> None:
    with pytest.raises(ValueError, match="both None"):
        HighlightChange(None, None)


def test_empty_history(store: FailingStore) -> None:
    assert UndoHistory(store).undo() is None
    assert UndoHistory(store).redo() is None


def test_new_change_clears_redo(store: FailingStore) -> None:
    article_id = add_article(store, "Un mot.")
    history = UndoHistory(store)
    history.do(HighlightChange(None, highlight(article_id, "a")))
    history.undo()
    history.do(HighlightChange(None, highlight(article_id, "b")))
    assert history.redo() is None
    assert [h.id for h in store.highlights(article_id)] == ["b"]


operations = st.lists(
    st.one_of(
        st.tuples(
            st.just("mark"), st.sampled_from("abc"), st.sampled_from(Color), st.sampled_from([None, "note", "autre"])
        ),
        st.tuples(st.just("remove"), st.sampled_from("abc"), st.none(), st.none()),
        st.tuples(st.just("archive"), st.booleans(), st.none(), st.none()),
        st.tuples(st.sampled_from(["undo", "redo"]), st.none(), st.none(), st.none()),
    ),
    max_size=14,
)


@given(operations)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_and_redo_restore_every_state(
    store: FailingStore, operations: list[tuple[str, object, Color | None, str | None]]
) -> None:
    number = len(store.entries()) + len(store.entries(archived=True))
    article_id = add_article(store, f"Un mot, {number}.", rank=number)
    history = UndoHistory(store)
    states, at = [state(store, article_id)], 0
    for kind, what, color, body in operations:
        now = {h.id.rpartition("-")[2]: h for h in store.highlights(article_id)}
        if kind == "undo":
            history.undo()
            at = max(0, at - 1)
        elif kind == "redo":
            history.redo()
            at = min(len(states) - 1, at + 1)
        else:
            if kind == "mark":
                assert color is not None
                before = now.get(str(what))
                history.do(HighlightChange(before, highlight(article_id, f"{article_id}-{what}", color, body)))
            elif kind == "remove":
                if str(what) not in now:
                    continue
                history.do(HighlightChange(now[str(what)], None))
            else:
                archived = bool(what)
                if archived is store.entry(article_id).archived:
                    continue
                history.do(ArchiveChange(article_id, "Titre", archived))
            del states[at + 1 :]
            states.append(state(store, article_id))
            at += 1
        assert state(store, article_id) == states[at]
    while history.redo():
        at += 1
        assert state(store, article_id) == states[at]
    assert at == len(states) - 1
    while history.undo():
        at -= 1
        assert state(store, article_id) == states[at]
    assert at == 0


def test_failed_change_is_not_remembered(store: FailingStore) -> None:
    article_id = add_article(store, "Un mot.")
    history = UndoHistory(store)
    history.do(HighlightChange(None, highlight(article_id)))
    store.failing = True
    with pytest.raises(StorageError):
        history.do(HighlightChange(highlight(article_id), highlight(article_id, color=Color.PINK)))
    store.failing = False
    history.undo()
    assert store.highlights(article_id) == ()
    assert history.undo() is None


@pytest.mark.parametrize("redo", [False, True])
def test_failed_undo_or_redo_can_be_retried(store: FailingStore, redo: bool) -> None:
    article_id = add_article(store, "Un mot.")
    history = UndoHistory(store)
    history.do(HighlightChange(None, highlight(article_id)))
    if redo:
        history.undo()
    retry = history.redo if redo else history.undo
    store.failing = True
    for _ in range(2):
        with pytest.raises(StorageError):
            retry()
    store.failing = False
    assert retry() is not None
    assert len(store.highlights(article_id)) == (1 if redo else 0)


def test_oldest_changes_are_forgotten(store: FailingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = add_article(store, "Un mot.")
    store.save_highlight(highlight(article_id))
    written: list[Highlight] = []
    monkeypatch.setattr(store, "save_highlight", written.append)
    history, at = UndoHistory(store), highlight(article_id)
    for number in range(MAX_CHANGES + 10):
        after = replace(at, modified=str(number))
        history.do(HighlightChange(at, after))
        at = after
    count = 0
    while history.undo():
        count += 1
    assert count == MAX_CHANGES
    assert written[-1].modified == "9"


def test_undo_restores_a_removed_highlight_with_its_note(store: FailingStore) -> None:
    article_id = add_article(store, "Un mot.")
    with_note = highlight(article_id, body="à moi")
    history = UndoHistory(store)
    history.do(HighlightChange(None, with_note))
    history.do(HighlightChange(with_note, None))
    history.undo()
    assert store.highlights(article_id) == (with_note,)
