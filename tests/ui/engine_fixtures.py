"""The program's own engines on a fault server, for tests that press keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.config import Settings
from tests.translation.fault_outcomes import MAKERS
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    import threading
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from reader.translation.engine import Declaration, Engine, Request, Segment
    from tests.translation.fault_server import FaultServer
    from tests.ui.harness import Reader

FRENCH = tuple(f"La phrase numéro {number} du texte parle encore de la pluie et du vent." for number in range(60))
"""Paragraphs of one row each."""


@dataclass(frozen=True)
class UnthrottledEngine:
    """A real engine without minimum interval, optionally with a host that needs permission."""

    engine: Engine
    host: str = ""

    @property
    def declaration(self) -> Declaration:
        return replace(self.engine.declaration, min_interval=0.0, host=self.host)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        return self.engine.translate(request, stop)


def engine_builder(server: FaultServer, *, host: str = "", deadline: float = 14.0) -> Callable[[str], Engine]:
    """Return a function that builds an engine by name, connected to the server."""
    return lambda name: UnthrottledEngine(MAKERS[name](server.url, deadline), host)


@asynccontextmanager
async def translating(
    home: Path,
    server: FaultServer,
    *,
    engine: str | None = "libretranslate",
    host: str = "",
    deadline: float = 14.0,
    size: tuple[int, int] = (130, 20),
    french: tuple[str, ...] = FRENCH,
    new_engine: Callable[[str], Engine] | None = None,
) -> AsyncIterator[Reader]:
    """Open the reader on an untranslated article, with an engine connected to the server."""
    if not (home / "library.db").exists():
        with open_store(home) as store:
            add_article(store, *french, title="pluie")
    settings = Settings(theme="papier", engine=engine)
    build = new_engine or engine_builder(server, host=host, deadline=deadline)
    async with open_reader(home, size, settings=settings, new_engine=build) as r:
        yield r
