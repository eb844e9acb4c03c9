"""An article whose English the reader writes, and what of it is on disk."""

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
    """Return the editor that is open."""
    return r.dialog(TranslationEditor).editor


def stored_translation(r: Reader, index: int) -> str | None:
    """Return the reader's own English of a paragraph as it is on disk."""
    return r.session.own_translation(r.open_article.article, index)


def store_article(home: Path, *english: str) -> str:
    """Keep the article, with the English it came with, and return its id."""
    with open_store(home) as store:
        return add_article(store, *FRENCH, title="Le chat", english=english)
