"""Own translations with history and drafts; and the state of engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.model.engine_state import Consent, SavedPause
from reader.text.model.translations import OwnTranslation, OwnTranslationDraft, Piece
from tests.storage.builders import draft, manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store
    from reader.text.model.article import Article


@pytest.fixture
def article(store: Store) -> Article:
    return store.article(store.add_article(manuscript("— Oui.", "Non.", "— Oui."))[0])


def own_texts(store: Store, article: Article, paragraph: int) -> list[str]:
    return [version.text for version in store.own_translation_history(article, paragraph)]


def test_own_translation_comes_first_and_can_be_removed(store: Store, article: Article) -> None:
    store.save_file_translation(article.id, ["Yes.", "", ""])
    store.save_engine_translation("Non.", [Piece("No.", (0,))], source="fr", target="en", engine="deepl", version="")
    store.save_own_translation(article, 0, "Aye.")
    store.save_own_translation(article, 1, "Nay.")
    assert store.translation_texts(article) == ("Aye.", "Nay.", "")
    store.save_file_translation(article.id, ["Yes!", "", ""])
    assert store.translation_texts(article)[0] == "Aye."
    store.remove_own_translation(article, 0)
    store.remove_own_translation(article, 1)
    store.remove_own_translation(article, 2)
    assert store.translation_texts(article) == ("Yes!", "No.", "")
    assert own_texts(store, article, 1) == ["Nay."]


def test_repeated_paragraphs_are_separate(store: Store, article: Article) -> None:
    store.save_own_translation(article, 2, "Indeed.")
    assert store.translation_texts(article) == ("", "", "Indeed.")
    assert own_texts(store, article, 0) == []


def test_history_holds_every_version(store: Store, article: Article) -> None:
    for text in ("Aye.", "Yes.", "Yes.", "Aye."):
        store.save_own_translation(article, 0, text)
    history = store.own_translation_history(article, 0)
    assert [version.text for version in history] == ["Aye.", "Yes.", "Aye."]
    assert history[0].created > history[1].created > history[2].created
    assert isinstance(history[0], OwnTranslation)


@pytest.mark.parametrize("text", ["", "  ", "One.\nTwo."])
def test_invalid_text_is_rejected(store: Store, article: Article, text: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        store.save_own_translation(article, 0, text)
    assert store.own_translation_history(article, 0) == ()


def test_draft_survives_a_crash_and_is_deleted_on_save(store: Store, path: Path, article: Article) -> None:
    typed = OwnTranslationDraft(2, "Inde", "run-1", "2024-01-01T00:00:00Z")
    store.save_own_translation_draft(article, typed)
    store.save_note_draft(draft(article.id))
    with open_store(path) as other:
        assert other.own_translation_drafts(article) == (typed,)
        # Drafts of notes are separate.
        assert [note.highlight_id for note in other.note_drafts()] == ["h"]
    store.save_own_translation(article, 0, "Aye.")
    assert store.own_translation_drafts(article) == (typed,)
    store.save_own_translation(article, 2, "Indeed.")
    assert store.own_translation_drafts(article) == ()
    store.save_own_translation_draft(article, typed)
    store.delete_own_translation_drafts(article, 2)
    assert store.own_translation_drafts(article) == ()
    assert len(store.note_drafts()) == 1


def test_consent_covers_one_host_and_data(store: Store) -> None:
    assert not store.engine_state.has_consent("deepl", "a.example", ["the sentences"])
    store.engine_state.grant_consent("deepl", "a.example", ["the sentences"])
    assert store.engine_state.has_consent("deepl", "a.example", ["the sentences"])
    assert not store.engine_state.has_consent("deepl", "a.example", ["the sentences", "the text before them"])
    assert not store.engine_state.has_consent("deepl", "b.example", ["the sentences"])
    assert not store.engine_state.has_consent("google", "a.example", ["the sentences"])
    (one,) = store.engine_state.consents()
    assert one == Consent("deepl", "a.example", ("the sentences",), one.given)
    assert not store.engine_state.revoke_consent("google")
    assert store.engine_state.revoke_consent("deepl")
    assert store.engine_state.consents() == ()
    assert not store.engine_state.has_consent("deepl", "a.example", ["the sentences"])


def test_pause_survives_a_restart(store: Store, path: Path) -> None:
    assert store.engine_state.pause("google", "g.example") is None
    pause = SavedPause("google", "g.example", "blocked", "2024-01-01T00:15:00Z", 3)
    store.engine_state.save_pause(pause)
    with open_store(path) as other:
        assert other.engine_state.pause("google", "g.example") == pause
    store.engine_state.delete_pause("google", "g.example")
    assert store.engine_state.pause("google", "g.example") is None


def test_characters_are_counted_per_day(store: Store) -> None:
    assert store.engine_state.characters_sent("mymemory", "2024-01-01") == 0
    store.engine_state.add_characters_sent("mymemory", "2024-01-01", 10)
    store.engine_state.add_characters_sent("mymemory", "2024-01-01", 5)
    store.engine_state.add_characters_sent("google", "2024-01-01", 7)
    assert store.engine_state.characters_sent("mymemory", "2024-01-01") == 15
    store.engine_state.add_characters_sent("mymemory", "2024-01-02", 1)
    assert (
        store.engine_state.characters_sent("mymemory", "2024-01-01"),
        store.engine_state.characters_sent("mymemory", "2024-01-02"),
    ) == (0, 1)
    assert store.engine_state.characters_sent("google", "2024-01-01") == 7
