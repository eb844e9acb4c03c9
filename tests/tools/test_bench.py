"""The benchmark's predicates and verdicts; nothing is timed here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

TOOLS = str(Path(__file__).parents[2] / "tools")
sys.path.insert(0, TOOLS)

import bench_english_table as english_table
import bench_expect as expect
import bench_library as libraries
from bench_draw import write_between
from bench_play import Tally
from bench_table import MARKS, broken, p95, rows
from bench_terminal import Screenshot, Terminal
from floors import next_word, side_by_side, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

MS = 1e-3


def paint(lines: Sequence[str], *, caret: tuple[int, int, int] | None = None, columns: int = 40) -> Screenshot:
    """Return a screen with lines, the caret's cells (row, start, end) reversed."""
    screen = pyte.Screen(columns, len(lines))
    stream = pyte.Stream(screen)
    for y, line in enumerate(lines):
        start, end = caret[1:] if caret is not None and caret[0] == y else (0, 0)
        stream.feed(f"\x1b[{y + 1};1H{line[:start]}\x1b[7m{line[start:end]}\x1b[0m{line[end:]}")
    return Screenshot(tuple(tuple(screen.buffer[y][x] for x in range(columns)) for y in range(len(lines))), None)


TEXT = [f"ligne {number} du texte" for number in range(40)]


def test_next_word() -> None:
    lines = ["un, deux trois", "quatre", "pied"]
    before = paint(lines, caret=(0, 0, 2))
    assert expect.next_word(before, paint(lines, caret=(0, 4, 8)))
    assert not expect.next_word(before, paint(lines, caret=(0, 9, 14))), "a word was left out"
    assert not expect.next_word(before, before)
    assert expect.next_word(paint(lines, caret=(0, 9, 14)), paint(lines, caret=(1, 0, 6)))
    assert not expect.next_word(paint(lines, caret=(1, 0, 6)), paint(lines, caret=(0, 9, 14)))


def test_next_word_without_scrolling() -> None:
    before = paint(["un deux", "trois", "pied"], caret=(0, 0, 2))
    assert not expect.next_word(before, paint(["deux", "trois", "pied"], caret=(0, 0, 4)))


@given(st.integers(1, 20), st.integers(0, 10))
def test_scrolled_counts_rows_exactly(by: int, top: int) -> None:
    before, after = paint([*TEXT[top : top + 9], "pied"]), paint([*TEXT[top + by : top + by + 9], "pied"])
    seen = {rows for rows in range(1, 9) if expect.scrolled(rows, rows)(before, after)}
    assert seen == ({by} if by < 9 else set())
    assert {rows for rows in range(1, 9) if expect.scrolled(-rows, -rows)(after, before)} == seen


def test_sidebar_is_not_the_page() -> None:
    stream = pyte.Stream(screen := pyte.Screen(10, 4))
    for y in range(4):
        stream.feed(f"\x1b[{y + 1};1H\x1b[48;2;9;9;9mabc\x1b[48;2;1;1;1mdefghij")
    before = Screenshot(tuple(tuple(screen.buffer[y][x] for x in range(10)) for y in range(4)), None)
    stream.feed("\x1b[1;1H\x1b[48;2;9;9;9mABC")
    after = Screenshot(tuple(tuple(screen.buffer[y][x] for x in range(10)) for y in range(4)), None)
    assert expect.page_left(before) == 3
    assert expect.page_lines(before) == ["defghij"] * 3
    assert not expect.page_moved(before, after)
    stream.feed("\x1b[1;4H\x1b[48;2;1;1;1mDEF")
    moved = Screenshot(tuple(tuple(screen.buffer[y][x] for x in range(10)) for y in range(4)), None)
    assert expect.page_moved(after, moved)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=60))
def test_p95(figures: list[float]) -> None:
    assert p95(figures) in figures
    assert sum(figure > p95(figures) for figure in figures) * 20 <= len(figures)


def tally_of(row: str, program: Sequence[float], floor: Sequence[float], side: str) -> Tally:
    tally = Tally()
    for figure in program:
        tally.add(row, "program", figure, 1)
    for figure in floor:
        tally.add(row, side, figure, 1)
    return tally


@pytest.mark.parametrize(
    ("row", "program", "floor", "side", "verdict"),
    [
        ("article.start", [400 * MS], [290 * MS], "hello", "kept"),
        ("article.start", [420 * MS], [290 * MS], "hello", "BROKEN"),
        ("article.start", [400 * MS], [], "hello", "FAILED: no floor"),
        ("article.again", [47 * MS], [40 * MS], "plain", "kept"),
        ("article.again", [49 * MS], [40 * MS], "plain", "BROKEN"),
        ("article.line", [11 * MS], [10 * MS], "page", "kept"),
        ("article.line", [13 * MS], [10 * MS], "page", "BROKEN"),
        ("article.line", [10 * MS, 10 * MS, 17 * MS], [10 * MS], "page", "BROKEN"),
        ("article.idle", [20 * MS], [10 * MS], "hello", "BROKEN"),
        ("book.at-once", [405 * MS], [300 * MS], "hello", "FAILED: no floor"),
        ("book.memory", [104e6], [35e6], "hello", "kept"),
        ("book.memory", [106e6], [35e6], "hello", "BROKEN"),
        ("article.resize", [38 * MS], [30 * MS], "page", "kept"),
        ("article.resize", [40 * MS], [30 * MS], "page", "BROKEN"),
        ("article.word", [10 * MS, 11 * MS, 41 * MS], [], "page", "BROKEN"),
        ("article.word", [10 * MS, 11 * MS, 39 * MS], [], "page", "kept"),
        ("book.word", [10.0], [], "page", ""),
    ],
)
def test_limits(row: str, program: list[float], floor: list[float], side: str, verdict: str) -> None:
    found = rows(tally_of(row, program, floor, side))
    assert found[0].verdict == verdict
    assert broken(found) is (verdict not in {"kept", ""})


def test_rows_compared_with_other_floor_rows() -> None:
    tally = tally_of("book.toggle", [40 * MS], [5 * MS], "page")
    tally.add("book.resize", "page", 30 * MS)
    tally.add("book.at-once", "program", 400 * MS)
    tally.add("book.start", "hello", 300 * MS)
    verdicts = {line.label: (line.verdict, round(line.ratio or 0, 2)) for line in rows(tally) if line.figures}
    assert verdicts["English shown, against a resize"] == ("kept", 1.33)
    assert verdicts["English shown, hidden"] == ("", 8.0)
    assert verdicts["`t` pressed at once: English shown"] == ("kept", 1.33)


def test_plain_program_prints_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("un\ndeux\n", encoding="utf-8")
    script = "import sys; sys.argv = ['', sys.argv[1]]; import floor_plain; floor_plain.main()"
    with Terminal([sys.executable, "-c", script, str(page)], {"PYTHONPATH": TOOLS}, columns=20, rows=3) as terminal:
        assert terminal.start(lambda seen: seen.lines()[:2] == ["un", "deux"]) is not None


def test_later_change_fails_the_row() -> None:
    tally = tally_of("article.word", [MS], [MS], "page")
    tally.failures["article.word", "program"].append("the screen changed later")
    (line,) = rows(tally)
    assert line.verdict.startswith("FAILED")
    assert broken([line])


def test_table_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = MARKS
    page.write_text(f"above\n{begin}\nold\n{end}\nbelow\n", encoding="utf-8")
    for _ in range(2):
        write_between(page, ["new", "rows"], MARKS)
        assert page.read_text(encoding="utf-8") == f"above\n{begin}\nnew\nrows\n{end}\nbelow\n"
    write_between(page, ["other"], ("above\n", begin))
    assert page.read_text(encoding="utf-8") == f"above\n\nother\n{begin}\nnew\nrows\n{end}\nbelow\n"
    page.write_text("no marks\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        write_between(page, ["new"], MARKS)
    assert page.read_text(encoding="utf-8") == "no marks\n"


def test_book_is_deterministic_and_varied() -> None:
    book = libraries.book()
    assert book == libraries.book()
    french = book.manuscript.paragraphs
    assert len(french) == len(book.english or ()) == len(set(french)) == libraries.PARAGRAPHS
    assert len("\n\n".join(french).encode()) > 3_000_000
    assert sum(libraries.SOUGHT in paragraph for paragraph in french) == 1


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 12))
def test_floor_preserves_all_words(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(len(line) <= width for line in lines)
    assert len(side_by_side(text, text, width)) == len(lines)


@given(st.lists(st.text(alphabet="ab ", max_size=12), min_size=1, max_size=6))
def test_floor_caret_never_goes_back(lines: list[str]) -> None:
    place = (0, 0)
    for _ in range(80):
        after = next_word(lines, *place)
        assert after >= place
        assert 0 <= after[0] < len(lines)
        place = after


def test_terminal_reports_output_and_exit(tmp_path: Path) -> None:
    script = tmp_path / "echo.py"
    script.write_text(
        "import os, tty\ntty.setraw(0)\nos.write(1, b'\\x1b[?2026$p\\x1b[>1uready')\n"
        "while (key := os.read(0, 1)) != b'q':\n    os.write(1, b'\\x1b[2;1H' + key * 3)\n",
        encoding="utf-8",
    )
    with Terminal([sys.executable, str(script)], {}, columns=20, rows=3) as terminal:
        found = terminal.start(lambda seen: seen.lines()[0] == "ready")
        assert found is not None
        assert 0 < found[0] <= found[1]
        reaction = terminal.react(lambda: terminal.write("w"), lambda _, after: after.lines()[1] == "www")
        assert reaction.expected
        assert reaction.sent == 9
        assert 0 < reaction.seconds < 10
        assert terminal.peak_memory() > 1_000_000
        assert terminal.processor_time() > 0
        assert terminal.leave("q") is not None


def test_terminal_kills_its_processes(tmp_path: Path) -> None:
    script = tmp_path / "stay.py"
    script.write_text("import time\nprint('here', flush=True)\ntime.sleep(600)\n", encoding="utf-8")
    with Terminal([sys.executable, str(script)], {}) as terminal:
        assert terminal.start(lambda seen: "here" in seen.lines()[0])
    assert not Path(f"/proc/{terminal.pid}/status").exists()


@pytest.mark.parametrize(
    ("figures", "why", "verdict"),
    [
        ((10.0, 20.0, 90.0), "", "kept"),
        ((10.0, 31.0, 90.0), "", "BROKEN"),
        ((), "it is not installed here", "not measured: it is not installed here"),
    ],
)
def test_translation_row_limit(figures: tuple[float, ...], why: str, verdict: str) -> None:
    row = english_table.Row("an answer", "ms", 30, figures, why)
    assert row.verdict == verdict
    assert english_table.broken([row]) is (verdict == "BROKEN")
    assert any(verdict in line and "≤ 30 ms" in line for line in english_table.table([row]))
    assert next(line for line in english_table.markdown([row]) if line.startswith("| an answer")).count("|") == 7
