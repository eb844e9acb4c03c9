"""The reader's own English, undone from the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path


async def test_undo_goes_across_wordings_and_shows_the_paragraph(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        article = r.sitting.article
        theirs = r.store.english(article)[1]
        await r.press("t")
        r.desk.word(article, 1, "My own words.")
        r.desk.word(article, 1, "")
        await r.press("u")
        assert r.message == "Undone: going back from your wording."
        assert r.page.caret == article.paragraphs[1].start
        assert r.shows("My own words.")
        await r.press("u")
        assert r.message == "Undone: your wording."
        assert r.store.english(article)[1] == theirs
        assert not r.shows("My own words.")
        await r.press("ctrl+r")
        assert r.message == "Done again: your wording."
        assert r.shows("My own words.")
