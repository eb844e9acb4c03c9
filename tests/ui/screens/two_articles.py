"""A library of two short articles, and helpers for its highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.highlights import Color
from reader.ui.theme.themes import PAPIER
from tests.ui.harness import add_article, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

UN = "Un matin, la Loire monte. Personne ne dort."
DEUX = "Deux jours après, elle descend."


def install_two_articles(home: Path) -> Path:
    """Add two short articles, the first with a translation, to a folder, and return it."""
    with open_store(home) as store:
        add_article(
            store, UN, DEUX, "Trois barques restent.", title="Premier", english=("One.", "Two.", "Three."), rank=0
        )
        add_article(store, "Un autre texte.", "Et sa fin.", title="Second", rank=1)
    return home


def stored_highlights(r: Reader) -> list[tuple[str, str]]:
    """Return color and text of each stored highlight."""
    return [(h.color.value, h.selector.exact) for h in r.highlights]


def tinted_text(r: Reader, color: Color = Color.YELLOW) -> str:
    """Return the text painted in the tint of a color, except for the word under the caret."""
    tint = PAPIER.tint(color)
    found = [
        segment.text
        for _, segment, style in r.styled_segments()
        if style.bgcolor is not None and style.bgcolor.triplet is not None and style.bgcolor.triplet.hex == tint
    ]
    return " ".join(" ".join(found).split())
