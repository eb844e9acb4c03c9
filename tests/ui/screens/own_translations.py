"""An article the user translates, and its stored translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.english.translation_editor import TranslationEditor
from tests.ui.harness import add_article, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.widgets.text_editor import TextEditor
    from tests.ui.harness import Reader

FRENCH = ("Un chat noir dort.", "Il rêve de l’été.", "Le matin vient.")


def editor(r: Reader) -> TextEditor:
    """Return the open editor."""
    return r.dialog(TranslationEditor).editor


def stored_translation(r: Reader, index: int) -> str | None:
    """Return the stored own translation of a paragraph."""
    return r.session.own_translation(r.open_article.article, index)


def store_article(home: Path, *english: str) -> str:
    """Store the article with the given translation, and return its id."""
    with open_store(home) as store:
        return add_article(store, *FRENCH, title="Le chat", english=english)
