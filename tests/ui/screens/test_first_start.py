"""The first start, and the start after a day's reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.spread.geometry import Mode
from tests.ui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_first_bundled_article_is_open_on_its_first_paragraph(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        assert r.sitting.article.paragraph(0).startswith("Le chef du Secret Intelligence Service")
        assert r.page.caret == 0
        assert r.view.mode is Mode.FRENCH
        assert r.footer().startswith("t English   v Select   / Find   A Marks   s Articles   ? Help   q Quit")
        assert r.shows("Le chef du Secret Intelligence Service du Royaume-Uni")
        assert not r.shows("The head of")
        assert r.message == ""
        print("\n".join(r.lines()))
