"""Long random sessions on a book and on hostile texts check the invariants."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from reader.config import Settings
from reader.translation import error_messages
from reader.translation.engine import ErrorKind
from tests.budget import times
from tests.reading.builders import FailingStore
from tests.translation.fault_outcomes import MAKERS
from tests.translation.fault_server import Fault, FaultServer
from tests.ui.engine_fixtures import UnthrottledEngine
from tests.ui.harness import add_article, open_failing_store, open_reader, open_store
from tests.ui.long_session import RandomSession

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.translation.engine import Engine

pytestmark = pytest.mark.slow

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
    """Return a book: French paragraphs of one to eight sentences, and English with gaps."""
    dice = random.Random(3)
    french = [" ".join(dice.choices(SENTENCES, k=dice.randint(1, 8))) for _ in range(pairs)]
    english = ["" if dice.random() < 0.05 else "The river rose. " * dice.randint(1, 14) for _ in range(pairs)]
    return french, english


SEED = os.environ.get("ENREGARD_SEED", "")
"""Seed for other random sessions; failures show it."""

FAULTS = [fault for fault in Fault if fault is not Fault.ELSEWHERE] + [Fault.NONE] * 12
"""Faults of the fake services: half of the time they answer."""


def _engines(server: FaultServer, host: str) -> Callable[[str], Engine]:
    """Return a builder of real engines on a loopback server.

    ``host``: the host the user must agree to send text to; empty for none.
    """

    def build(name: str) -> Engine:
        if name not in MAKERS:
            raise error_messages.engine_error(ErrorKind.NOT_AVAILABLE, name, error_messages.OFFLINE)
        return UnthrottledEngine(MAKERS[name](server.url, 0.4), host)

    return build


@pytest.mark.parametrize("kind", ["hostile", "book"])
async def test_a_long_session_at_random(tmp_path: Path, kind: str) -> None:
    """Ten thousand acts under ``make torture``, a few in every run."""
    with open_store(tmp_path) as store:
        if kind == "book":
            french, english = _book(times(300, 6000))
            add_article(store, *french, title="Le fleuve", english=english)
        else:
            add_article(store, *HOSTILE, title="[red]日本語" + " long" * 30, english=ENGLISH, rank=0)
            add_article(store, "a", title="a", rank=1)
            add_article(store, *["Une phrase. Une autre."] * 60, title="Long", rank=2)
    acts, part = times(120, 5000), 0
    remembered = None
    while acts > 0:  # the user quits (sometimes by the help's Quit), starts again and is at the same place
        dice = random.Random(f"{kind} {part}{SEED}")
        size = dice.choice([(120, 40), (80, 24), (60, 24), (40, 10)])
        engine = dice.choice([None, "libretranslate", "deepl"])
        settings = Settings(theme="papier", engine=engine, offline=dice.random() < 0.2)
        with FaultServer() as server:
            build = _engines(server, host="" if dice.random() < 0.7 else "translate.example")
            owner = f"test:{part}"
            async with open_reader(
                tmp_path, size, settings=settings, owner=owner, new_store=open_failing_store, new_engine=build
            ) as reader:
                assert isinstance(reader.store, FailingStore)
                session = RandomSession(reader, dice, size)
                if remembered is not None:
                    assert session.position() == remembered, "the reader is not where he left"
                stop = max(0, acts - dice.randint(60, 1500))
                while acts > stop and not session.has_ended:
                    if dice.random() < 0.05:
                        server.fault = dice.choice(FAULTS)
                    reader.store.failing = dice.random() < (0.7 if reader.store.failing else 0.02)
                    await session.act()
                    acts -= 1
                    await session.check()
                reader.store.failing = False
                remembered = await session.quit()
        part += 1
