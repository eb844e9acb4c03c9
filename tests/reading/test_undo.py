"""History: every act can be taken back and done again, whatever came between, and what failed is not remembered."""

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
    """Return everything that a change can change."""
    marks = [store.highlights(article_id) for article_id in article_ids]
    return marks, [entry.id for entry in store.entries()], [entry.id for entry in store.entries(archived=True)]


def test_a_change_of_nothing_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="nothing"):
        HighlightChange(None, None)


def test_nothing_to_take_back_is_none(shelf: FailingStore) -> None:
    assert UndoHistory(shelf).undo() is None
    assert UndoHistory(shelf).redo() is None


def test_a_new_act_ends_what_could_be_done_again(shelf: FailingStore) -> None:
    article_id = add_article(shelf, "Un mot.")
    history = UndoHistory(shelf)
    history.do(HighlightChange(None, highlight(article_id, "a")))
    history.undo()
    history.do(HighlightChange(None, highlight(article_id, "b")))
    assert history.redo() is None
    assert [h.id for h in shelf.highlights(article_id)] == ["b"]


acts = st.lists(
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


@given(acts)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_everything_and_doing_it_again_gives_every_state_back(
    shelf: FailingStore, acts: list[tuple[str, object, Color | None, str | None]]
) -> None:
    number = len(shelf.entries()) + len(shelf.entries(archived=True))
    article_id = add_article(shelf, f"Un mot, {number}.", rank=number)
    history = UndoHistory(shelf)
    states, at = [state(shelf, article_id)], 0
    for kind, what, color, body in acts:
        now = {h.id.rpartition("-")[2]: h for h in shelf.highlights(article_id)}
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
                if archived is shelf.entry(article_id).archived:
                    continue
                history.do(ArchiveChange(article_id, "Titre", archived))
            del states[at + 1 :]
            states.append(state(shelf, article_id))
            at += 1
        assert state(shelf, article_id) == states[at]
    while history.redo():
        at += 1
        assert state(shelf, article_id) == states[at]
    assert at == len(states) - 1
    while history.undo():
        at -= 1
        assert state(shelf, article_id) == states[at]
    assert at == 0


def test_what_could_not_be_committed_is_not_remembered(shelf: FailingStore) -> None:
    article_id = add_article(shelf, "Un mot.")
    history = UndoHistory(shelf)
    history.do(HighlightChange(None, highlight(article_id)))
    shelf.failing = True
    with pytest.raises(StorageError):
        history.do(HighlightChange(highlight(article_id), highlight(article_id, color=Color.PINK)))
    shelf.failing = False
    history.undo()
    assert shelf.highlights(article_id) == ()
    assert history.undo() is None


@pytest.mark.parametrize("again", [False, True])
def test_an_undo_or_redo_that_fails_can_be_tried_again(shelf: FailingStore, again: bool) -> None:
    article_id = add_article(shelf, "Un mot.")
    history = UndoHistory(shelf)
    history.do(HighlightChange(None, highlight(article_id)))
    if again:
        history.undo()
    act = history.redo if again else history.undo
    shelf.failing = True
    for _ in range(2):
        with pytest.raises(StorageError):
            act()
    shelf.failing = False
    assert act() is not None
    assert len(shelf.highlights(article_id)) == (1 if again else 0)


def test_the_oldest_acts_are_forgotten_and_stay_done(shelf: FailingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = add_article(shelf, "Un mot.")
    shelf.save_highlight(highlight(article_id))
    written: list[Highlight] = []
    monkeypatch.setattr(shelf, "save_highlight", written.append)
    history, at = UndoHistory(shelf), highlight(article_id)
    for number in range(MAX_CHANGES + 10):
        after = replace(at, modified=str(number))
        history.do(HighlightChange(at, after))
        at = after
    count = 0
    while history.undo():
        count += 1
    assert count == MAX_CHANGES
    assert written[-1].modified == "9"


def test_undo_brings_a_removed_highlight_back_with_its_note(shelf: FailingStore) -> None:
    article_id = add_article(shelf, "Un mot.")
    noted = highlight(article_id, body="à moi")
    history = UndoHistory(shelf)
    history.do(HighlightChange(None, noted))
    history.do(HighlightChange(noted, None))
    history.undo()
    assert shelf.highlights(article_id) == (noted,)
