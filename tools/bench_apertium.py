"""Compare translating the bundled library with a plain loop of requests to Apertium.

Part of `bench_english.py`. Checking and saving the answers must take almost no extra time.
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
from reader.reading.translating.request_builder import build_request
from reader.translation.answer_checks import split_request
from reader.translation.engines.mymemory import MyMemory
from reader.translation.options import EngineOptions

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from reader.storage.store import Store
    from reader.translation.engine import Declaration, Request, Segment

APY_ROUNDS = 7


class UndelayedEngine:
    """MyMemory's client with Apertium's server, without its delay and daily limit.

    Two requests run at a time, as with LibreTranslate, so that the server is never idle.
    """

    def __init__(self, address: str) -> None:
        self._engine = MyMemory(EngineOptions(timeout=60), address, apertium_server.CODES)

    @property
    def declaration(self) -> Declaration:
        """The engine's declaration, as a local engine without delay."""
        return replace(self._engine.declaration, min_interval=0.0, daily_limit=None, max_in_flight=2, host="")

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the engine's answer."""
        return self._engine.translate(request, stop)


def bundled() -> Iterator[Row]:
    """Measure the bundled library against a plain loop, article by article."""
    what = "the bundled library through Apertium's server, over a plain loop of requests"
    if shutil.which("apertium-apy") is None:
        yield Row(what, "×", 1.1, why="it is not installed here")
        return
    with tempfile.TemporaryDirectory() as folder, apertium_server.apertium_server(Path(folder)) as address:
        ratios = []
        for _ in range(APY_ROUNDS):
            seconds = {_translate_in_loop: 0.0, _translate_with_program: 0.0}
            with tempfile.TemporaryDirectory() as home, libraries.opened(Path(home)) as store:
                for number, requests in enumerate(_requests_by_article(store)):
                    _translate_in_loop(address, store, dict(list(requests.items())[:2]))  # warm up the server
                    for method in sorted(
                        seconds, key=lambda method: (method is _translate_in_loop) is bool(number % 2)
                    ):
                        start = time.perf_counter()
                        method(address, store, requests)
                        seconds[method] += time.perf_counter() - start
            ratios.append(seconds[_translate_with_program] / seconds[_translate_in_loop])
    yield Row(what, "×", 1.1, tuple(ratios))


def _requests_by_article(store: Store) -> Iterator[dict[str, Request]]:
    """Yield the requests for each bundled article, after deleting its translation."""
    Library(store, added=libraries.NOW).add_bundled(resources.seeds())
    for entry in store.entries():
        article = store.article(entry.id)
        store.save_file_translation(article.id, [""] * len(article.paragraphs))
        yield {key: build_request(article, index) for key, index in missing_paragraphs(store, article, "mymemory")}


def _translate_with_program(address: str, store: Store, requests: dict[str, Request]) -> None:
    """Translate as the program does: checked, and each answer saved."""
    result = BatchTranslator(
        UndelayedEngine(address), requests.items(), LibraryEngineStore(store), lambda *_: None
    ).run()
    if not result.translated == result.requested == len(requests):
        sys.exit(f"Not every paragraph came: {result}")


def _translate_in_loop(address: str, store: Store, requests: dict[str, Request]) -> None:
    """Send the same requests in a plain loop, and save nothing."""
    del store
    for request in requests.values():
        for text, _ in split_request(request, 499, 500, "MyMemory"):
            query = urllib.parse.urlencode({"langpair": "|".join(apertium_server.CODES), "q": text})
            with urllib.request.urlopen(f"{address}?{query}") as reply:  # noqa: S310 -- loopback
                reply.read()
