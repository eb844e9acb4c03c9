"""A long random session on a book and on hostile texts: nothing fails, nothing is lost, nothing moves by itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from reader.translation import troubles
from reader.translation.engine import Trouble
from tests.end_to_end.budget import times
from tests.translation.faults import Fault, FaultServer
from tests.translation.outcomes import MAKERS
from tests.ui.driving import keep, open_store, reading
from tests.ui.engines import Unhurried
from tests.ui.long_session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.translation.engine import Engine

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


FAULTS = [fault for fault in Fault if fault is not Fault.ELSEWHERE] + [Fault.NONE] * 12
"""What services do to a reader: half of the time, they answer."""


def _engines(server: FaultServer) -> Callable[[str], Engine]:
    """Return what gives the program's own engines, at a server of loopback, for a reader who may choose any of them."""

    def build(name: str) -> Engine:
        if name not in MAKERS:
            raise troubles.trouble(Trouble.NOT_THERE, name, troubles.OFFLINE)
        return Unhurried(MAKERS[name](server.url, 0.4), "translate.example")

    return build


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
        with FaultServer() as server:
            async with reading(tmp_path, size, owner=f"test:{seed}", new_engine=_engines(server)) as reader:
                session = Session(reader, dice, size)
                while acts > 0 and not session.over:
                    if dice.random() < 0.05:
                        server.fault = dice.choice(FAULTS)
                    await session.act()
                    acts -= 1
                    session.check()
                    if dice.random() < 0.2:
                        await session.check_calm()
                    if dice.random() < 0.05:
                        await session.check_there_and_back()
        seed += 1
