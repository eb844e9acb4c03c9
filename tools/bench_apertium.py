"""The bundled library through Apertium's own server, as the program asks it and in a plain loop: part of `bench_english.py`.

What the program does besides, checking each answer and keeping it on disk while the next is under way, must cost next to nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bench_library as libraries
from bench_english_table import Row

from tests.translation import apertium_server

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reader import resources
from reader.reading.library import Library
from reader.reading.translating.batch_translator import BatchTranslator
from reader.reading.translating.engine_store import LibraryEngineStore, missing_paragraphs
from reader.reading.translating.requests import build_request
from reader.translation.answer_checks import split_request
from reader.translation.engines.mymemory import MyMemory
from reader.translation.options import EngineOptions

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from reader.storage.store import Store
    from reader.translation.engine import Declaration, Request, Segment

APY_ROUNDS = 7


class Unhurried:
    """MyMemory's client at Apertium's server, without what MyMemory itself needs: a pause, a daily limit, one at a time.

    Two requests are under way, as with the engines whose server is the reader's own (LibreTranslate): the next is there when the
    server is done with one.
    """

    def __init__(self, address: str) -> None:
        self._engine = MyMemory(EngineOptions(timeout=60), address, apertium_server.CODES)

    @property
    def declaration(self) -> Declaration:
        """The engine's own, of this machine and unhurried."""
        return replace(self._engine.declaration, min_interval=0.0, daily_limit=None, max_in_flight=2, host="")

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return what the engine returns."""
        return self._engine.translate(request, stop)


def bundled() -> Iterator[Row]:
    """The whole bundled library through Apertium's server, over calling it in a plain loop: article by article, in turning order."""
    what = "the bundled library through Apertium's server, over a plain loop of requests"
    if shutil.which("apertium-apy") is None:
        yield Row(what, "×", 1.1, why="it is not installed here")
        return
    with tempfile.TemporaryDirectory() as folder, apertium_server.apertium_server(Path(folder)) as address:
        ratios = []
        for _ in range(APY_ROUNDS):
            spent = {_plainly: 0.0, _wholly: 0.0}
            with tempfile.TemporaryDirectory() as home, libraries.opened(Path(home)) as store:
                for number, asked in enumerate(_wanted(store)):
                    _plainly(address, store, dict(list(asked.items())[:2]))  # the server's pipes are warm
                    for way in sorted(spent, key=lambda way: (way is _plainly) is bool(number % 2)):
                        began = time.perf_counter()
                        way(address, store, asked)
                        spent[way] += time.perf_counter() - began
            ratios.append(spent[_wholly] / spent[_plainly])
    yield Row(what, "×", 1.1, tuple(ratios))


def _wanted(store: Store) -> Iterator[dict[str, Request]]:
    """Give what is to be asked for each of the bundled articles, without their English."""
    Library(store, added=libraries.NOW).add_bundled(resources.seeds())
    for entry in store.entries():
        article = store.article(entry.id)
        store.save_file_translation(article.id, [""] * len(article.paragraphs))
        yield {key: build_request(article, index) for key, index in missing_paragraphs(store, article, "mymemory")}


def _wholly(address: str, store: Store, asked: dict[str, Request]) -> None:
    """Ask as the program does: checked, and each answer on disk."""
    result = BatchTranslator(Unhurried(address), asked.items(), LibraryEngineStore(store), lambda *_: None).run()
    if not result.translated == result.requested == len(asked):
        sys.exit(f"Not every paragraph came: {result}")


def _plainly(address: str, store: Store, asked: dict[str, Request]) -> None:
    """Ask the same in a plain loop, and keep nothing."""
    del store
    for request in asked.values():
        for text, _ in split_request(request, 499, 500, "MyMemory"):
            query = urllib.parse.urlencode({"langpair": "|".join(apertium_server.CODES), "q": text})
            with urllib.request.urlopen(f"{address}?{query}") as reply:  # noqa: S310 -- loopback
                reply.read()
