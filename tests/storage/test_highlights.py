"""Highlights, notes and drafts: saved, removed and restored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color
from reader.text.model.selectors import Selector
from tests.storage.builders import draft, highlight, manuscript

if TYPE_CHECKING:
    from reader.storage.store import Store


@pytest.fixture
def article_id(store: Store) -> str:
    return store.add_article(manuscript("Un.", "Deux."))[0]


def test_highlight_with_note_round_trips(store: Store, article_id: str) -> None:
    bare, with_note = highlight(article_id, "h1"), highlight(article_id, "h2", start=4, exact="Deux", body="une\nnote")
    store.save_highlight(with_note)
    store.save_highlight(bare)
    assert store.highlights(article_id) == (bare, with_note)


@pytest.mark.parametrize("color", Color)
def test_every_color_round_trips(store: Store, article_id: str, color: Color) -> None:
    made = replace(highlight(article_id), color=color)
    store.save_highlight(made)
    assert store.highlights(article_id) == (made,)


def test_saving_replaces_every_field(store: Store, article_id: str) -> None:
    before = highlight(article_id, body="a")
    after = replace(before, color=Color.PURPLE, selector=Selector("e", "D", "ux", 6), modified="2025", note=None)
    store.save_highlight(before)
    for one in (after, before, after, before):  # done, undone, redone, undone
        store.save_highlight(one)
        assert store.highlights(article_id) == (one,)


def test_removed_highlight_can_be_restored(store: Store, article_id: str) -> None:
    made = highlight(article_id, body="note")
    store.save_highlight(made)
    store.save_note_draft(draft(article_id))
    store.remove_highlight(made.id)
    assert (store.highlights(article_id), store.note_drafts()) == ((), [])
    assert store._database.fetch_one("SELECT removed IS NOT NULL FROM highlights") == (1,)
    date = store._database.fetch_one("SELECT removed FROM highlights")
    store.remove_highlight(made.id)  # removing again changes nothing, not even the date
    assert store._database.fetch_one("SELECT removed FROM highlights") == date
    store.save_highlight(made)
    assert store.highlights(article_id) == (made,)
    assert store.note_drafts() == [draft(article_id)]


def test_removing_an_unknown_highlight_does_nothing(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id))
    store.remove_highlight("gone")
    assert store.highlights(article_id) == (highlight(article_id),)


def test_text_of_a_removed_note_stays_in_the_file(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id, body="précieux"))
    store.save_highlight(highlight(article_id))
    assert store.highlights(article_id) == (highlight(article_id),)
    assert store._database.fetch_one("SELECT body FROM notes WHERE removed IS NOT NULL") == ("précieux",)


def test_all_highlights_in_list_and_text_order(store: Store, article_id: str) -> None:
    newer, _ = store.add_article(manuscript("Trois."))
    made = [
        highlight(newer, "n2", start=3),
        highlight(newer, "n1", start=1),
        highlight(article_id, "o2", start=2, exact="xx"),
        highlight(article_id, "o1", start=2, exact="x"),
    ]
    for one in made:
        store.save_highlight(one)
    assert [one.id for one in store.all_highlights()] == ["n1", "n2", "o1", "o2"]
    assert [entry.id for entry in store.entries()] == [newer, article_id]


def test_highlight_stores_its_text_version(store: Store, article_id: str) -> None:
    made = highlight(article_id)
    store.save_highlight(made)
    marked_in = store._database.fetch_one("SELECT text_id FROM highlights")
    with store._database.transaction() as connection:
        connection.execute(
            "INSERT INTO texts (id, article_id, hash, words, added, content) VALUES ('t2', ?, 'x', 1, '', 'Un!')",
            (article_id,),
        )
        connection.execute("UPDATE articles SET text_id = 't2'")
    store.save_highlight(replace(made, color=Color.BLUE))
    assert store._database.fetch_one("SELECT text_id FROM highlights") == marked_in
    store.save_highlight(replace(made, selector=Selector("Un!", "", "", 0)))
    assert store._database.fetch_one('SELECT text_id, start, "end" FROM highlights') == ("t2", 0, 3)


# -- drafts ---------------------------------------------------------------------------------


def test_last_draft_wins(store: Store, article_id: str) -> None:
    store.save_note_draft(draft(article_id, body="b"))
    store.save_note_draft(draft(article_id, body="bo"))
    assert store.note_drafts() == [draft(article_id, body="bo")]
    store.delete_note_drafts("h")
    assert store.note_drafts() == []


def test_each_run_has_its_own_draft(store: Store, article_id: str) -> None:
    mine = draft(article_id, body="moi", owner="run-1")
    theirs = replace(draft(article_id, body="eux", owner="run-2"), modified="2024-12-01T00:00:00Z")
    store.save_note_draft(theirs)
    store.save_note_draft(mine)
    assert store.note_drafts() == [theirs, mine]  # latest first


def test_draft_before_its_highlight(store: Store, article_id: str) -> None:
    store.save_note_draft(draft(article_id, "not-yet"))
    assert [one.highlight_id for one in store.note_drafts()] == ["not-yet"]


def test_saving_a_note_deletes_its_draft(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id))
    store.save_highlight(highlight(article_id, "other"))
    store.save_note_draft(draft(article_id, body="note"))
    store.save_note_draft(draft(article_id, "other"))
    store.save_highlight(highlight(article_id, body="note"))
    assert [one.highlight_id for one in store.note_drafts()] == ["other"]


def test_changing_the_color_keeps_the_draft(store: Store, article_id: str) -> None:
    made = highlight(article_id, body="note")
    store.save_highlight(made)
    store.save_note_draft(draft(article_id, body="note et plus"))
    store.save_highlight(replace(made, color=Color.PINK))
    assert store.note_drafts() == [draft(article_id, body="note et plus")]
    store.save_note_draft(draft(article_id, body="note"))  # the same text as the note
    store.save_highlight(made)
    assert store.note_drafts() == []


def test_removing_a_note_deletes_its_draft(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id, body="note"))
    store.save_note_draft(draft(article_id))
    store.save_highlight(highlight(article_id))
    assert store.note_drafts() == []
