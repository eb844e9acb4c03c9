"""The outline: levels, current heading, filter, going there; bold headings on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.formats.manuscript import read_manuscript
from reader.ui.screens.reading.outline_dialog import OutlineDialog
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

LONG = "Une phrase assez longue pour que la ligne se coupe quelque part avant sa fin, et que rien ne soit facile."
PARTS = (
    "# Livre des titres",
    "Début.",
    "## Au bord de l’eau",
    LONG,
    "### Le matin",
    *[LONG] * 20,
    "## Retour à la constitution",
    LONG,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of one article with headings."""
    with open_store(tmp_path) as store:
        store.add_article(read_manuscript("\n\n".join(PARTS)))
    return tmp_path


async def test_headings_are_listed_by_level_and_enter_goes_there(home: Path) -> None:
    async with open_reader(home, (100, 24)) as r:
        await r.press(*"6}")
        before = r.viewport.cursors.french
        await r.press("C")
        dialog = r.dialog(OutlineDialog)
        assert [item.label for item in dialog.items()] == [
            "Au bord de l’eau",
            "   Le matin",
            "Retour à la constitution",
        ]
        assert [item.fact.startswith("you are here") for item in dialog.items()] == [False, True, False]
        assert r.shows("Contents")
        await r.press("j", "enter")
        assert r.is_on_page()
        assert r.text[r.viewport.cursors.french :].startswith("Retour")
        await r.press("H")
        assert r.viewport.cursors.french == before


async def test_the_outline_is_filtered_and_esc_changes_nothing(home: Path) -> None:
    async with open_reader(home, (100, 24)) as r:
        await r.press("C", "escape")
        assert (r.is_on_page(), r.viewport.cursors.french) == (True, 0)
        await r.rush("C", "/", *"eau", "enter")
        await r.wait_until(r.is_on_page)
        assert r.text[r.viewport.cursors.french :].startswith("Au bord")


async def test_a_text_without_headings_shows_a_message(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, "Un mot. Deux mots.")
    async with open_reader(tmp_path, (100, 24)) as r:
        await r.press("C")
        assert r.is_on_page()
        assert r.message.startswith("This article has no headings.")


def bold(r: Reader, words: str) -> bool:
    """Return whether a text is painted in bold."""
    found = [style.bold for _, segment, style in r.styled_segments() if words in segment.text]
    assert found, words
    return all(found)


async def test_a_heading_is_bold_and_not_hyphenated(home: Path) -> None:
    async with open_reader(home, (100, 30)) as r:
        assert bold(r, "Le matin")
        assert not bold(r, "Une phrase")
        r.app.change_typesetting(hyphenated=True, justified=True)
        await r.resize(24, 24)
        await r.press("G")
        assert bold(r, "constitution")
        assert not r.shows("##")


@pytest.mark.parametrize("size", [(100, 30), (60, 24), (40, 10)])
async def test_a_long_heading_leaves_room_for_its_percentage(tmp_path: Path, size: tuple[int, int]) -> None:
    with open_store(tmp_path) as store:
        store.add_article(read_manuscript(f"# Titre\n\nDébut.\n\n## {LONG}\n\n{LONG}\n\n## Fin\n\nFin."))
    async with open_reader(tmp_path, size) as r:
        await r.press("C")
        dialog = r.dialog(OutlineDialog)
        facts = [item.fact for item in dialog.items()]
        rows = [line for line in r.lines() if "Une phrase" in line or "   Fin" in line]
        assert [row.split()[-2:] for row in rows[-2:]] == [fact.split()[-2:] for fact in facts]
