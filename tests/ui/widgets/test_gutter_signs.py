"""Signs show the status of each paragraph's translation in every mode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.text.model.translation_status import TranslationStatus
from reader.ui.spread.columns import EnglishMode
from tests.ui.harness import add_article, open_reader, open_store
from tests.ui.spread.strategies import article

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = ("Un chat noir dort.", "Il rêve de l’été.", "Le matin vient.", "Tout est dit.", "On part.", "On arrive.")
ENGLISH = ("A black cat sleeps.", "It dreams.", "Morning comes.", "", "", "")
STATES = (
    TranslationStatus.FILE,
    TranslationStatus.OWN,
    TranslationStatus.ROUGH,
    TranslationStatus.PENDING,
    TranslationStatus.FAILED,
    TranslationStatus.NOT_REQUESTED,
)
BELOW = {"It dreams.": "*", "Morning comes.": "~", "Tout est dit.": "…", "On part.": "!", "On arrive.": "·"}
"""The signs where the translation is below the French, or alone."""
HIDDEN = {"Tout est dit.": "…", "On part.": "!"}
"""The signs where the translation is hidden."""


@pytest.mark.parametrize("width", [130, 70, 58, 40])
@pytest.mark.parametrize(
    ("mode", "shown", "signs"),
    [
        (EnglishMode.INTERLEAVED, True, BELOW),
        (EnglishMode.ENGLISH, True, BELOW),
        (EnglishMode.REVEAL, True, HIDDEN),
        (EnglishMode.AUTOMATIC, False, HIDDEN),
    ],
    ids=["under each paragraph", "English alone", "reveal", "French alone"],
)
async def test_signs_in_the_margin(
    tmp_path: Path, width: int, mode: EnglishMode, shown: bool, signs: dict[str, str]
) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, english=ENGLISH)
    async with open_reader(tmp_path, (width, 30)) as r:
        if shown:
            r.reading_screen.english_visibility.set_mode(mode)
        r.view.update_english(article(*ENGLISH), STATES, frozenset())
        await r.wait_until_idle()
        page = "\n".join(r.lines())
        found = {words: re.search(rf"([*°~…!·]) *{words}", page) for words in (*FRENCH, *filter(None, ENGLISH))}
        assert {words: sign[1] for words, sign in found.items() if sign} == signs


async def test_signs_in_facing_columns(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, english=ENGLISH)
    async with open_reader(tmp_path, (130, 30)) as r:
        await r.press("t")
        r.view.update_english(article(*ENGLISH), STATES, frozenset())
        await r.wait_until_idle()
        rows = {words: next(line for line in r.lines() if words in line) for words in FRENCH}
        column = rows[FRENCH[0]].index("A black") - 2
        assert "".join(f"{line:<{column + 1}}"[column] for line in rows.values()) == " *~…!·"


async def test_signs_do_not_cover_highlight_bars(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, english=ENGLISH)
    async with open_reader(tmp_path, (70, 30)) as r:
        r.view.update_english(article(*ENGLISH), STATES, frozenset())
        await r.press(*"}}}", "v", "e", "1")
        assert r.shows("…┃ Tout")
        await r.resize(50, 30)
        assert r.shows("┃Tout")
