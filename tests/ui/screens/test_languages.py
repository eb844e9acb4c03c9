"""Texts in other languages: nothing breaks, and French rules apply only to French."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.formats.manuscript import read_manuscript
from reader.ui.spread.blocks import Side
from tests.ui.harness import install_library, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "de": "Die schwarze Katze schläft im Wohnzimmer, während draußen der Wind weht. „Gute Nacht“, sagt sie.\n\n" * 9,
    "ja": "吾輩は猫である。名前はまだ無い。どこで生れたか頓と見當がつかぬ。「ニャー」と鳴いた。\n\n" * 9,
    "ar": "القطة السوداء تنام في الغرفة، والريح تهب في الخارج. «ليلة سعيدة» قالت.\n\n" * 9,
}


@pytest.mark.parametrize("language", sorted(TEXTS))
@pytest.mark.parametrize("size", [(120, 24), (40, 10)])
async def test_a_text_in_another_language_opens(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    install_library(tmp_path)
    with open_store(tmp_path) as store:
        made = read_manuscript(TEXTS[language])
        article_id, _ = store.add_article(made, name="text", language=language)
        store.save_file_translation(
            article_id, [f"Paragraph {index} in English." for index in range(len(made.paragraphs))]
        )
    async with open_reader(tmp_path, size, open_article=article_id) as r:
        assert r.open_article.article.language == language
        await r.press("t", "space", "w", "w", ")", "J", "K", "backspace", "V", "1", "o", "w", "o", "z", "z", "t")
        assert r.viewport.cursors.side is Side.FRENCH
        assert len(r.open_article.highlights) == 1
        r.cursor_line()  # which checks that the line is painted


@pytest.mark.parametrize(("language", "divided"), [("fr", True), ("de", False)])
async def test_only_french_is_hyphenated_by_french_rules(tmp_path: Path, language: str, divided: bool) -> None:
    install_library(tmp_path)
    with open_store(tmp_path) as store:
        made = read_manuscript("Les anticonstitutionnellement " * 40)
        article_id, _ = store.add_article(made, name="text", language=language)
    async with open_reader(tmp_path, (60, 24), open_article=article_id) as r:
        r.app.change_typesetting(hyphenated=True, justified=False)
        await r.wait_until_idle()
        assert any(line.endswith("-") for line in r.lines()) is divided
