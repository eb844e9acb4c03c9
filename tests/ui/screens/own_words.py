"""An article whose English the reader writes, and what of it is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.english.translation_editor import WordingScreen
from tests.ui.driving import keep, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.widgets.text_editor import Editor
    from tests.ui.driving import Reader

FRENCH = ("Un chat noir dort.", "Il rêve de l’été.", "Le matin vient.")


def editor(r: Reader) -> Editor:
    """Return the editor that is open."""
    return r.sheet(WordingScreen).editor


def own(r: Reader, index: int) -> str | None:
    """Return the reader's own English of a paragraph as it is on disk."""
    return r.desk.wording(r.sitting.article, index)


def plain(home: Path, *english: str) -> str:
    """Keep the article, with the English it came with, and return its id."""
    with open_store(home) as store:
        return keep(store, *FRENCH, title="Le chat", english=english)
