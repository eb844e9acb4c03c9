"""A long random session on a book and on hostile texts: nothing fails, nothing is lost, nothing moves by itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.budget import times
from tests.ui.driving import keep, open_store, reading
from tests.ui.long_session import Session

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "e\u0301te\u0301 👩‍👩‍👧 日本語 " * 8,
    "x" * 3000,
    "a\u200b\u2060\u00ad\u00ad b \u200b\u200b c",
    "[b]gras[/b] [link=http://e]x[/link] ]]",
    "« Oui ? » — 10 000 € " * 30,
    "in\u00adter\u00adna\u00adtio\u00adnal " * 40,
    "Et \u202f\u00a0\u202f alors ?" + "\u0301" * 200,
)
ENGLISH = ("Summer 👩‍👩‍👧 " * 30, "", "y" * 2000, "[/]", "Yes.", "", "So? " * 300)
SENTENCES = (
    "Le fleuve montait depuis trois jours, et personne au village n’en parlait plus.",
    "« Il faut partir », dit-elle ; mais où aller ?",
    "Rien.",
    "C’était, à 6 h 30, un mardi d’octobre : les 1 200 habitants dormaient encore.",
    "On entendait – très loin – l’eau, toujours l’eau…",
)


def _book(pairs: int) -> tuple[list[str], list[str]]:
    """Return a book's French and English: paragraphs of one to eight sentences, some English missing."""
    dice = random.Random(3)
    french = [" ".join(dice.choices(SENTENCES, k=dice.randint(1, 8))) for _ in range(pairs)]
    english = ["" if dice.random() < 0.05 else "The river rose. " * dice.randint(1, 14) for _ in range(pairs)]
    return french, english


@pytest.mark.parametrize("kind", ["hostile", "book"])
async def test_a_long_session_at_random(tmp_path: Path, kind: str) -> None:
    """Ten thousand acts under ``make torture``, a few in every run."""
    with open_store(tmp_path) as store:
        if kind == "book":
            french, english = _book(times(300, 6000))
            keep(store, *french, title="Le fleuve", english=english)
        else:
            keep(store, *HOSTILE, title="[red]日本語" + " long" * 30, english=ENGLISH, rank=0)
            keep(store, "a", title="a", rank=1)
            keep(store, *["Une phrase. Une autre."] * 60, title="Long", rank=2)
    acts, seed = times(120, 5000), 0
    while acts > 0:  # Quit is in the help too: another reader goes on where one has left
        dice = random.Random(f"{kind} {seed}")
        size = dice.choice([(120, 40), (80, 24), (60, 24), (40, 10)])
        async with reading(tmp_path, size, owner=f"test:{seed}") as reader:
            session = Session(reader, dice, size)
            while acts > 0 and not session.over:
                await session.act()
                acts -= 1
                session.check()
                if dice.random() < 0.2:
                    await session.check_calm()
                if dice.random() < 0.05:
                    await session.check_there_and_back()
        seed += 1
