"""Measure translations by an engine; servers run on loopback only.

Part of `python tools/bench.py`; alone: `python tools/bench_english.py`. The program runs on a real
terminal of 120×40 with its LibreTranslate client and a server in this process. An arrival is timed
from the server's answer to the last byte that changes the screen. The bundled library is translated
by Apertium's server, if installed (bench_apertium.py).
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import bench_library as libraries
from bench_apertium import bundled
from bench_english_table import Row, broken, table
from bench_expect import FOOTER, page_left
from bench_terminal import Terminal

TOOLS = Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS.parent))

from reader.text.formats.manuscript import Manuscript  # noqa: E402
from reader.text.segmentation.sentences import sentences  # noqa: E402
from reader.ui.spread.columns import COLUMN_GAP  # noqa: E402
from tests.translation.fault_server import FaultServer  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench_terminal import Screenshot

    from reader.text.model.translations import Translation

ROUNDS = 15
KEYS = 60
HANGING = 4
"""Number of hanging requests while keys are pressed."""
ANSWER = "English of"
ROUGHLY = [f"La phrase numéro {number} du texte parle encore de la pluie et du vent du matin." for number in range(60)]
FOUR = """
from dataclasses import replace

from reader.translation.engines.libretranslate import LibreTranslate


class Four:
    def __init__(self, options):
        self._engine = LibreTranslate(options)

    @property
    def declaration(self):
        return replace(self._engine.declaration, name="four", in_flight={in_flight})

    def translate(self, request, stop):
        return self._engine.translate(request, stop)
"""
"""A plug-in engine: our LibreTranslate client with more concurrent requests."""


def main() -> int:
    """Print all rows; return 1 if a limit is broken."""
    rows = measure()
    print(*table(rows), sep="\n")
    return int(broken(rows))


def measure() -> list[Row]:
    """Run all measurements."""
    rows = []
    for act in (typing_and_quitting, arriving, book, bundled):
        for row in act():
            rows.append(row)
            print(f"\renglish: {len(rows)} rows ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return rows


def typing_and_quitting() -> Iterator[Row]:
    """Measure keys with hanging requests against keys on an idle page, and quitting meanwhile."""
    # The missing paragraphs are below those where keys are pressed, which are equal in both.
    english = ["It rains again." for _ in ROUGHLY]
    english[8 : 8 + HANGING] = [""] * HANGING
    with FaultServer() as server, FaultServer() as silent:
        silent.gate.clear()
        with (
            _reading(server, ROUGHLY, english) as resting,
            _reading(silent, ROUGHLY, english, engine="four") as hanging,
        ):
            resting.write("t")
            hanging.react(lambda: hanging.write("t"), lambda _, after: _holds(after, "asking"))
            _wait_until(lambda: len(silent.seen) == len(server.seen) == HANGING)
            times: dict[Terminal, list[float]] = {resting: [], hanging: []}
            for terminal in (resting, hanging):
                terminal.watch(1.0)
            for _ in range(KEYS):
                for terminal, figures in times.items():
                    figures.append(terminal.react(lambda: terminal.write("w"), _changed).seconds)  # noqa: B023
            exit_seconds = hanging.leave("q")
            resting.leave("q")
    ratio = statistics.median(times[hanging]) / statistics.median(times[resting])
    yield Row(f"a key to the last byte while {HANGING} requests hang, over the same at rest", "×", 1.2, (ratio,))
    yield Row(
        f"the process gone after `q` while {HANGING} requests hang",
        "ms",
        1000,
        (float("inf") if exit_seconds is None else exit_seconds * 1e3,),
    )


def arriving() -> Iterator[Row]:
    """Measure arriving answers in a short article and a book: time, and French cells changed."""
    source = libraries.book()
    whole = list(source.manuscript.paragraphs)
    english = ["", *(source.english or ())[1:]]
    for name, french, given in (("60 paragraphs", ROUGHLY, None), ("a book of 3 MB", whole, english)):
        with FaultServer() as server, _reading(server, french, given, as_engine=True) as terminal:
            terminal.react(lambda: terminal.write("t"), lambda _, after: _holds(after, ANSWER))
            times, changed_cells = [], []
            for _ in range(ROUNDS):
                terminal.watch(0.3)
                server.gate.clear()
                seen_before = len(server.seen)
                terminal.react(lambda: terminal.write("R"), lambda _, after: _holds(after, "asking"))
                _wait_until(lambda: len(server.seen) > seen_before)  # noqa: B023
                reaction = terminal.react(server.gate.set, lambda _, after: not _holds(after, "asking"))
                times.append(reaction.seconds * 1e3 if reaction.expected else float("inf"))
                changed_cells.append(float(_french_moved(reaction.before, reaction.after)))
        yield Row(f"an answer, from the server to painted, in {name}", "ms", 30, tuple(times))
        yield Row(f"French cells that it changed, in {name}", "", 0, (max(changed_cells),))


def _french_moved(before: Screenshot, after: Screenshot) -> int:
    """Count the changed cells of the French column."""
    left = page_left(after)
    english = min(line.find(ANSWER) for line in after.lines() if ANSWER in line) - COLUMN_GAP
    return sum(
        one.data != other.data
        for old, new in zip(before.cells[:-FOOTER], after.cells[:-FOOTER], strict=True)
        for one, other in zip(old[left:english], new[left:english], strict=True)
    )


def book() -> Iterator[Row]:
    """Measure a book translated by an engine: showing it, and memory lookups."""
    source = libraries.book()
    with tempfile.TemporaryDirectory() as folder, FaultServer() as server:
        home = Path(folder)
        article_id = _build(home, server, list(source.manuscript.paragraphs), list(source.english or ()))
        _assign_to_engine(home)
        with libraries.opened(home) as store:
            article = store.article(article_id)
            times: list[float] = []
            found: Sequence[Translation | None] = ()
            for _ in range(ROUNDS):
                began = time.perf_counter()
                found = store.translations(article, engine="libretranslate")
                times.append((time.perf_counter() - began) * 1e3)
            if not all(one and one.pieces for one in found):
                sys.exit("The book's English was not found.")
        with _started(home) as terminal:
            shown = []
            for round_ in range(2 * ROUNDS):
                terminal.watch(0.3)
                wanted = not round_ % 2
                expected = _shown if wanted else _hidden
                reaction = terminal.react(lambda: terminal.write("t"), expected)
                shown += [reaction.seconds * 1e3 if reaction.expected else float("inf")] if wanted else []
    yield Row(f"memory look-ups for {len(found):,} paragraphs", "ms", 100, tuple(times))
    yield Row("`t` on 3 MB that an engine translated, to painted: the first time", "ms", 100, (shown[0],))
    yield Row("`t` on 3 MB that an engine translated, to painted", "ms", 100, tuple(shown))


def _wait_until(done: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 20
    while not done():
        if time.perf_counter() > deadline:
            sys.exit("The engine did not ask for what was wanted.")
        time.sleep(0.001)


# -- the program --------------------------------------------------------------------------------------


@contextmanager
def _reading(
    server: FaultServer,
    french: list[str],
    english: list[str] | None = None,
    *,
    engine: str = "libretranslate",
    as_engine: bool = False,
) -> Iterator[Terminal]:
    """Open an article; ``as_engine`` saves the translation as the engine's."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _build(home, server, french, english, engine=engine)
        if as_engine:
            _assign_to_engine(home)
        with _started(home) as terminal:
            yield terminal


def _build(
    home: Path, server: FaultServer, french: list[str], english: list[str] | None, *, engine: str = "libretranslate"
) -> str:
    (home / "settings.toml").write_text(
        f'theme = "papier"\nengine = "{engine}"\n[engines.{engine}]\nurl = "{server.url}"\n'
    )
    (home / "bench_four.py").write_text(FOUR.format(in_flight=HANGING))
    info = home / "bench_four-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bench-four\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[enregard.engines]\nfour = bench_four:Four\n")
    with libraries.opened(home) as store:
        article_id, _ = store.add_article(Manuscript("La pluie", "", "", "", tuple(french)), name="pluie")
        if english:
            store.save_file_translation(article_id, english)
        store.mark_opened(article_id)
    return article_id


def _assign_to_engine(home: Path) -> None:
    """Turn the article's translation into an engine's, with one segment per sentence."""
    with sqlite3.connect(home / "library.db") as connection:
        for number, text in connection.execute("SELECT id, text FROM translations").fetchall():
            segments = [[span.of(text).strip(), [index]] for index, span in enumerate(sentences(text))]
            connection.execute(
                "UPDATE translations SET origin = 'engine', engine = 'libretranslate', engine_version = '1',"
                " article_id = NULL, segments = ? WHERE id = ?",
                (json.dumps(segments, ensure_ascii=False), number),
            )
    connection.close()


@contextmanager
def _started(home: Path) -> Iterator[Terminal]:
    program = str(Path(sys.executable).parent / "enregard")
    path = os.pathsep.join(filter(None, (str(home), os.environ.get("PYTHONPATH", ""))))
    with Terminal((program,), {"ENREGARD_HOME": str(home), "PYTHONPATH": path}) as terminal:
        if terminal.start(lambda screen: _holds(screen, "t English")) is None:
            sys.exit("The program did not start.")
        terminal.watch(0.5)
        yield terminal


def _holds(screen: Screenshot, *words: str) -> bool:
    return any(word in line for line in screen.lines() for word in words)


def _shown(before: Screenshot, after: Screenshot) -> bool:
    del before
    return _holds(after, "Chapter 1")


def _hidden(before: Screenshot, after: Screenshot) -> bool:
    return not _shown(before, after)


def _changed(before: Screenshot, after: Screenshot) -> bool:
    return before.cells != after.cells


if __name__ == "__main__":
    sys.exit(main())
