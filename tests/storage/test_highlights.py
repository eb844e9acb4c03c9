"""Highlights, notes and drafts: put as they are, removed by a date, brought back whole."""

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


def test_a_highlight_comes_back_with_its_note(store: Store, article_id: str) -> None:
    bare, noted = highlight(article_id, "h1"), highlight(article_id, "h2", start=4, exact="Deux", body="une\nnote")
    store.save_highlight(noted)
    store.save_highlight(bare)
    assert store.highlights(article_id) == (bare, noted)


@pytest.mark.parametrize("color", Color)
def test_every_color_is_kept(store: Store, article_id: str, color: Color) -> None:
    made = replace(highlight(article_id), color=color)
    store.save_highlight(made)
    assert store.highlights(article_id) == (made,)


def test_a_change_is_put_whole(store: Store, article_id: str) -> None:
    before = highlight(article_id, body="a")
    after = replace(before, color=Color.PURPLE, selector=Selector("e", "D", "ux", 6), modified="2025", note=None)
    store.save_highlight(before)
    for one in (after, before, after, before):  # done, undone, done again, undone again
        store.save_highlight(one)
        assert store.highlights(article_id) == (one,)


def test_removing_is_a_date_and_comes_back(store: Store, article_id: str) -> None:
    made = highlight(article_id, body="note")
    store.save_highlight(made)
    store.save_note_draft(draft(article_id))
    store.remove_highlight(made.id)
    assert (store.highlights(article_id), store.note_drafts()) == ((), [])
    assert store._database.fetch_one("SELECT removed IS NOT NULL FROM highlights") == (1,)
    date = store._database.fetch_one("SELECT removed FROM highlights")
    store.remove_highlight(made.id)  # twice changes nothing, not even the date
    assert store._database.fetch_one("SELECT removed FROM highlights") == date
    store.save_highlight(made)
    assert store.highlights(article_id) == (made,)
    assert store.note_drafts() == [draft(article_id)]


def test_removing_what_was_never_there_is_nothing(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id))
    store.remove_highlight("gone")
    assert store.highlights(article_id) == (highlight(article_id),)


def test_the_words_of_a_removed_note_stay_in_the_file(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id, body="précieux"))
    store.save_highlight(highlight(article_id))
    assert store.highlights(article_id) == (highlight(article_id),)
    assert store._database.fetch_one("SELECT body FROM notes WHERE removed IS NOT NULL") == ("précieux",)


def test_all_highlights_go_by_article_as_listed_then_by_passage(store: Store, article_id: str) -> None:
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


def test_a_highlight_remembers_the_version_it_was_marked_in(store: Store, article_id: str) -> None:
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


def test_a_draft_is_kept_as_typed_last(store: Store, article_id: str) -> None:
    store.save_note_draft(draft(article_id, body="b"))
    store.save_note_draft(draft(article_id, body="bo"))
    assert store.note_drafts() == [draft(article_id, body="bo")]
    store.delete_note_drafts("h")
    assert store.note_drafts() == []


def test_two_runs_do_not_overwrite_each_others_words(store: Store, article_id: str) -> None:
    mine = draft(article_id, body="moi", owner="run-1")
    theirs = replace(draft(article_id, body="eux", owner="run-2"), modified="2024-12-01T00:00:00Z")
    store.save_note_draft(theirs)
    store.save_note_draft(mine)
    assert store.note_drafts() == [theirs, mine]  # the latest first


def test_a_draft_needs_no_highlight_yet(store: Store, article_id: str) -> None:
    store.save_note_draft(draft(article_id, "not-yet"))
    assert [one.highlight_id for one in store.note_drafts()] == ["not-yet"]


def test_a_note_that_is_kept_settles_its_draft(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id))
    store.save_highlight(highlight(article_id, "other"))
    store.save_note_draft(draft(article_id, body="note"))
    store.save_note_draft(draft(article_id, "other"))
    store.save_highlight(highlight(article_id, body="note"))
    assert [one.highlight_id for one in store.note_drafts()] == ["other"]


def test_a_color_alone_leaves_the_draft(store: Store, article_id: str) -> None:
    made = highlight(article_id, body="note")
    store.save_highlight(made)
    store.save_note_draft(draft(article_id, body="note et plus"))
    store.save_highlight(replace(made, color=Color.PINK))
    assert store.note_drafts() == [draft(article_id, body="note et plus")]
    store.save_note_draft(draft(article_id, body="note"))  # says no more than the note
    store.save_highlight(made)
    assert store.note_drafts() == []


def test_a_note_taken_away_takes_its_draft(store: Store, article_id: str) -> None:
    store.save_highlight(highlight(article_id, body="note"))
    store.save_note_draft(draft(article_id))
    store.save_highlight(highlight(article_id))
    assert store.note_drafts() == []
