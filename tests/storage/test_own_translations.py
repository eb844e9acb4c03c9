"""The reader's own English: pinned, with its history and its drafts; and what is remembered of engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.model.engine_state import Consent, KeptPause
from reader.text.model.translations import Piece, Wording, WordingDraft
from tests.storage.builders import draft, manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store
    from reader.text.model.article import Article


@pytest.fixture
def article(store: Store) -> Article:
    return store.article(store.add_article(manuscript("— Oui.", "Non.", "— Oui."))[0])


def said(store: Store, article: Article, paragraph: int) -> list[str]:
    return [wording.text for wording in store.wordings(article, paragraph)]


def test_it_stands_before_all_else_and_goes_back(store: Store, article: Article) -> None:
    store.put_english(article.id, ["Yes.", "", ""])
    store.put_translation("Non.", [Piece("No.", (0,))], source="fr", target="en", engine="deepl", version="")
    store.put_wording(article, 0, "Aye.")
    store.put_wording(article, 1, "Nay.")
    assert store.english(article) == ("Aye.", "Nay.", "")
    store.put_english(article.id, ["Yes!", "", ""])
    assert store.english(article)[0] == "Aye."
    store.remove_wording(article, 0)
    store.remove_wording(article, 1)
    store.remove_wording(article, 2)
    assert store.english(article) == ("Yes!", "No.", "")
    assert said(store, article, 1) == ["Nay."]


def test_each_refrain_has_its_own(store: Store, article: Article) -> None:
    store.put_wording(article, 2, "Indeed.")
    assert store.english(article) == ("", "", "Indeed.")
    assert said(store, article, 0) == []


def test_the_history_holds_each_wording_kept(store: Store, article: Article) -> None:
    for words in ("Aye.", "Yes.", "Yes.", "Aye."):
        store.put_wording(article, 0, words)
    history = store.wordings(article, 0)
    assert [wording.text for wording in history] == ["Aye.", "Yes.", "Aye."]
    assert history[0].created > history[1].created > history[2].created
    assert isinstance(history[0], Wording)


@pytest.mark.parametrize("words", ["", "  ", "One.\nTwo."])
def test_no_words_are_no_wording(store: Store, article: Article, words: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        store.put_wording(article, 0, words)
    assert store.wordings(article, 0) == ()


def test_a_draft_is_there_after_a_crash_and_goes_with_its_wording(store: Store, path: Path, article: Article) -> None:
    typed = WordingDraft(2, "Inde", "run-1", "2024-01-01T00:00:00Z")
    store.put_wording_draft(article, typed)
    store.put_draft(draft(article.id))
    with open_store(path) as other:
        assert other.wording_drafts(article) == (typed,)
        # Those of notes are another matter.
        assert [note.highlight_id for note in other.drafts()] == ["h"]
    store.put_wording(article, 0, "Aye.")
    assert store.wording_drafts(article) == (typed,)
    store.put_wording(article, 2, "Indeed.")
    assert store.wording_drafts(article) == ()
    store.put_wording_draft(article, typed)
    store.drop_wording_draft(article, 2)
    assert store.wording_drafts(article) == ()
    assert len(store.drafts()) == 1


def test_consent_is_to_one_host_and_to_what_was_said(store: Store) -> None:
    assert not store.engines.consented("deepl", "a.example", ["the sentences"])
    store.engines.consent("deepl", "a.example", ["the sentences"])
    assert store.engines.consented("deepl", "a.example", ["the sentences"])
    assert not store.engines.consented("deepl", "a.example", ["the sentences", "what stands before them"])
    assert not store.engines.consented("deepl", "b.example", ["the sentences"])
    assert not store.engines.consented("google", "a.example", ["the sentences"])
    (one,) = store.engines.consents()
    assert one == Consent("deepl", "a.example", ("the sentences",), one.given)
    assert not store.engines.withdraw("google")
    assert store.engines.withdraw("deepl")
    assert store.engines.consents() == ()
    assert not store.engines.consented("deepl", "a.example", ["the sentences"])


def test_a_pause_survives_a_restart(store: Store, path: Path) -> None:
    assert store.engines.pause("google", "g.example") is None
    pause = KeptPause("google", "g.example", "blocked", "2024-01-01T00:15:00Z", 3)
    store.engines.put_pause(pause)
    with open_store(path) as other:
        assert other.engines.pause("google", "g.example") == pause
    store.engines.end_pause("google", "g.example")
    assert store.engines.pause("google", "g.example") is None


def test_characters_are_counted_by_the_day(store: Store) -> None:
    assert store.engines.spent("mymemory", "2024-01-01") == 0
    store.engines.spend("mymemory", "2024-01-01", 10)
    store.engines.spend("mymemory", "2024-01-01", 5)
    store.engines.spend("google", "2024-01-01", 7)
    assert store.engines.spent("mymemory", "2024-01-01") == 15
    store.engines.spend("mymemory", "2024-01-02", 1)
    assert (store.engines.spent("mymemory", "2024-01-01"), store.engines.spent("mymemory", "2024-01-02")) == (0, 1)
    assert store.engines.spent("google", "2024-01-01") == 7
