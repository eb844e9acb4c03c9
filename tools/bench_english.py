"""Measure English that comes from an engine: `python tools/bench_english.py`. Servers on loopback only; ends with 1 when a limit is broken.

The program runs on a real terminal of 120x40 with its own LibreTranslate client at a server of this process. "Arrival" is taken
from the moment the server lets the answer go to the last byte that changes the screen, so it holds the way through the network
client and the thread too. The bundled library goes through Apertium's own server, where that is installed.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import bench_library as libraries
from bench_terminal import Terminal

TOOLS = Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS.parent))

from reader import assets  # noqa: E402
from reader.reading.library import Library  # noqa: E402
from reader.reading.memory import LibraryMemory, missing  # noqa: E402
from reader.reading.request import request_of  # noqa: E402
from reader.reading.whole import Whole  # noqa: E402
from reader.storage.store import Store  # noqa: E402
from reader.text.manuscript import Manuscript  # noqa: E402
from reader.translation.checks import pieces  # noqa: E402
from reader.translation.engine import Request  # noqa: E402
from reader.translation.mymemory import MyMemory  # noqa: E402
from reader.translation.options import Options  # noqa: E402
from tests.translation import apy  # noqa: E402
from tests.translation.faults import FaultServer  # noqa: E402

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator

    from bench_terminal import Picture

    from reader.text.english import Translation
    from reader.translation.engine import Declaration, Segment

ROUNDS = 15
KEYS = 40
ANSWER = "English of"
ROUGHLY = [f"La phrase numéro {number} du texte parle encore de la pluie et du vent du matin." for number in range(60)]
Row = tuple[str, float, float, str]
"""What was measured, the figure, its limit, the unit."""


def main() -> int:
    """Print every row; return 1 when one breaks its limit."""
    broken = False
    for rows in (typing_and_quitting, arriving, book, bundled):
        for what, figure, limit, unit in rows():
            over = figure > limit
            broken |= over
            print(f"{what:<74}{figure:>9.1f} {unit:<3} limit {limit:g}{'  BROKEN' if over else ''}", flush=True)
    return int(broken)


def typing_and_quitting() -> Iterator[Row]:
    """A key while requests hang, against the same page at rest; and the end while they hang."""
    figures: dict[bool, float] = {}
    gone = 0.0
    for hanging in (False, True):
        with FaultServer() as server, _reading(server, ROUGHLY) as terminal:
            if hanging:
                server.gate.clear()
            terminal.react(lambda: terminal.write("t"), lambda _, after: _holds(after, ANSWER, "asking"))
            terminal.watch(1.0)
            reactions = [terminal.react(lambda: terminal.write("w"), _changed) for _ in range(KEYS)]
            figures[hanging] = statistics.median(reaction.seconds for reaction in reactions) * 1e3
            if hanging:
                gone = terminal.leave("q") or float("inf")
    yield "a key to the last byte while 2 requests hang, over the same at rest", _ratio(figures), 1.2, "x"
    yield "the process gone after q while 2 requests hang", gone * 1e3, 1000, "ms"


def _ratio(figures: dict[bool, float]) -> float:
    return figures[True] / figures[False]


def arriving() -> Iterator[Row]:
    """Answers that arrive, in a short article and in a book."""
    source = libraries.book()
    for name, french in (("60 paragraphs", tuple(ROUGHLY)), ("a book of 3 MB", source.manuscript.paragraphs)):
        english = ["", *("It rains again." for _ in french[1:])]
        with FaultServer() as server, _reading(server, list(french), english) as terminal:
            terminal.react(lambda: terminal.write("t"), lambda _, after: _holds(after, ANSWER))
            taken = []
            for _ in range(ROUNDS):
                terminal.watch(0.3)
                server.gate.clear()
                asked = len(server.seen)
                terminal.react(lambda: terminal.write("R"), lambda _, after: _holds(after, "asking"))
                while len(server.seen) == asked:
                    time.sleep(0.001)
                came = terminal.react(server.gate.set, lambda _, after: not _holds(after, "asking"))
                taken.append(came.seconds if came.expected else float("inf"))
        yield f"an answer, from the server to painted, in {name}", statistics.median(taken) * 1e3, 30, "ms"


def book() -> Iterator[Row]:
    """A book that an engine translated: shown, and looked up."""
    source = libraries.book()
    with tempfile.TemporaryDirectory() as folder, FaultServer() as server:
        home = Path(folder)
        article_id = _build(home, server, list(source.manuscript.paragraphs), list(source.english or ()))
        with sqlite3.connect(home / "library.db") as connection:
            connection.execute(
                "UPDATE translations SET origin = 'engine', engine = 'libretranslate', engine_version = '1',"
                " article_id = NULL WHERE article_id = ?",
                (article_id,),
            )
        connection.close()
        with _store(home) as store:
            article = store.article(article_id)
            taken: list[float] = []
            found: tuple[Translation | None, ...] = ()
            for _ in range(5):
                began = time.perf_counter()
                found = store.translations(article, engine="libretranslate")
                taken.append(time.perf_counter() - began)
            if not all(found):
                sys.exit("The book's English was not found.")
        with _started(home) as terminal:
            shown = []
            for round_ in range(ROUNDS):
                terminal.watch(0.3)
                wanted = not round_ % 2
                expected = _shown if wanted else _hidden
                reaction = terminal.react(lambda: terminal.write("t"), expected)
                shown += [reaction.seconds if reaction.expected else float("inf")] if wanted else []
    yield f"memory look-ups for {len(found)} paragraphs", statistics.median(taken) * 1e3, 100, "ms"
    yield "t on 3 MB that an engine translated, to painted (the first time)", shown[0] * 1e3, 100, "ms"
    yield "t on 3 MB that an engine translated, to painted (median)", statistics.median(shown) * 1e3, 100, "ms"


class Unhurried:
    """MyMemory's client at Apertium's server, without the pause that MyMemory itself needs."""

    def __init__(self, address: str) -> None:
        self._engine = MyMemory(Options(deadline=60), address, apy.CODES)

    @property
    def declaration(self) -> Declaration:
        """The engine's own, of this machine and unhurried."""
        return replace(self._engine.declaration, pace=0.0, daily=None, host="")

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return what the engine returns."""
        return self._engine.translate(request, stop)


def bundled() -> Iterator[Row]:
    """The whole bundled library through Apertium's server, over calling it in a plain loop."""
    if shutil.which("apertium-apy") is None:
        print("the bundled library through Apertium's server: not measured, it is not installed here")
        return
    with tempfile.TemporaryDirectory() as folder, apy.serving(Path(folder)) as address:
        ratios, asked = [], dict[str, Request]()
        for _ in range(3):
            with tempfile.TemporaryDirectory() as home, _store(Path(home)) as store:
                Library(store, added=libraries.NOW).plant_seeds(assets.seeds())
                articles = [store.article(entry.id) for entry in store.entries()]
                for article in articles:
                    store.put_english(article.id, [""] * len(article.paragraphs))
                asked = {key: request_of(a, i) for a in articles for key, i in missing(store, a, "mymemory")}
                _plainly(address, list(asked.values())[:3])  # the server's pipes are warm
                plain = _timed(lambda: _plainly(address, list(asked.values())))  # noqa: B023
                whole = Whole(Unhurried(address), asked.items(), LibraryMemory(store), lambda *_: None)
                began = time.perf_counter()
                result = whole.run()
                ratios.append((time.perf_counter() - began) / plain)
                if not result.came == result.wanted == len(asked):
                    sys.exit(f"Not every paragraph came: {result}")
    yield f"the bundled library ({len(asked)} paragraphs), over a plain loop of requests", min(ratios), 1.1, "x"


def _plainly(address: str, requests: list[Request]) -> None:
    for request in requests:
        for text, _ in pieces(request, 499, 500, "MyMemory"):
            query = urllib.parse.urlencode({"langpair": "|".join(apy.CODES), "q": text})
            with urllib.request.urlopen(f"{address}?{query}") as reply:  # noqa: S310 -- loopback
                reply.read()


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


# -- the program --------------------------------------------------------------------------------------


@contextmanager
def _reading(server: FaultServer, french: list[str], english: list[str] | None = None) -> Iterator[Terminal]:
    """Open the program on an article, the server its engine."""
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder), server, french, english)
        with _started(Path(folder)) as terminal:
            yield terminal


def _build(home: Path, server: FaultServer, french: list[str], english: list[str] | None) -> str:
    (home / "settings.toml").write_text(
        f'theme = "papier"\nengine = "libretranslate"\n[engines.libretranslate]\nurl = "{server.url}"\n'
    )
    with _store(home) as store:
        article_id, _ = store.add_article(Manuscript("La pluie", "", "", "", tuple(french)), name="pluie")
        if english:
            store.put_english(article_id, english)
        store.mark_opened(article_id)
    return article_id


@contextmanager
def _store(home: Path) -> Iterator[Store]:
    ids = (f"00000000-0000-4000-8000-{number:012d}" for number in count())
    with Store.open(home / "library.db", now=lambda: libraries.NOW, new_id=lambda: next(ids)) as store:
        yield store


@contextmanager
def _started(home: Path) -> Iterator[Terminal]:
    program = str(Path(sys.executable).parent / "enregard")
    with Terminal((program,), {"ENREGARD_HOME": str(home)}) as terminal:
        if terminal.start(lambda picture: _holds(picture, "t English")) is None:
            sys.exit("The program did not start.")
        terminal.watch(0.5)
        yield terminal


def _holds(picture: Picture, *words: str) -> bool:
    return any(word in line for line in picture.lines() for word in words)


def _shown(before: Picture, after: Picture) -> bool:
    del before
    return _holds(after, "Chapter 1")


def _hidden(before: Picture, after: Picture) -> bool:
    return not _shown(before, after)


def _changed(before: Picture, after: Picture) -> bool:
    return before.cells != after.cells


if __name__ == "__main__":
    sys.exit(main())
