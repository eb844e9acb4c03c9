"""The source of each translation, shown by ``p`` and in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.formats.manuscript import Manuscript
from reader.text.model.translations import Origin, Piece, Translation
from reader.translation.options import EngineOptions
from reader.translation.registry import BUILT_IN, build
from reader.ui.screens import messages
from tests.ui.harness import open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = ("Un chat noir dort.", "Il rêve de l’été.", "Le matin vient.")


def library(folder: Path) -> str:
    """Add an article with paragraphs translated by its file, by an engine and not at all; return its id."""
    with open_store(folder) as store:
        article_id, _ = store.add_article(Manuscript("Le chat", "", "", "", FRENCH), name="minet")
        store.save_file_translation(article_id, ["A black cat sleeps.", "", ""])
        store.save_engine_translation(
            FRENCH[1], [Piece("It dreams of summer.", (0,))], source="fr", target="en", engine="deepl", version="v2"
        )
    return article_id


def test_rough_engines_match_declarations() -> None:
    rough = {name for name in BUILT_IN if build(name, EngineOptions(url="http://127.0.0.1")).declaration.rough}
    assert rough == messages.ROUGH_ENGINES
    found = Translation("Gloss.", Origin.ENGINE, "apertium")
    assert "rough translation" in messages.translation_source(found)
    assert "rough translation" in messages.about_translation(found)


def test_imported_translation_is_not_machine_translation() -> None:
    found = Translation("A cat.", Origin.ENGINE, "memory.tmx", created="2021-03-04T00:00:00Z")
    assert messages.translation_source(found) == "Translation: memory.tmx"
    assert messages.about_translation(found) == "Translation from the file memory.tmx, 4 March 2021."


@pytest.mark.parametrize(
    ("down", "told", "footer"),
    [
        (0, "Article’s translation,", "Article’s translation"),
        (1, "Machine translation: deepl", "Translation: deepl"),
        (2, "Press R to translate it.", ""),
    ],
)
async def test_p_shows_translation_source(tmp_path: Path, down: int, told: str, footer: str) -> None:
    article_id = library(tmp_path)
    async with open_reader(tmp_path, (160, 30), open_article=article_id) as r:
        await r.press("t", "g", "g", *"}" * down)
        assert footer in r.lines()[-1]
        assert ("ranslation" in r.lines()[-1]) is bool(footer)
        await r.press("p")
        assert told in "\n".join(r.lines())
