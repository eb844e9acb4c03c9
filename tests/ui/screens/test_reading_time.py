"""The time left at the user's reading speed, which is measured and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.reading_speed import ReadingSpeed
from reader.ui.screens.reading.reading_time import ReadingTime
from tests.ui.harness import open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


class Clock:
    """A clock set by the test, in seconds."""

    now = 1e9  # later than the real clock

    def __call__(self) -> float:
        return self.now


async def read(r: Reader, clock: Clock, lines: int, seconds: float) -> None:
    for _ in range(lines):
        clock.now += seconds
        await r.press("j")
    r.reading_screen.flush()


async def test_the_footer_shows_the_time_left(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 30)) as r:
        assert "0 % · 4 min left" in r.footer()
        await r.press("5", "0", "%")
        assert "50 % · 2 min left" in r.footer()
        await r.press("G")
        assert "100 %" in r.footer()
        assert "left" not in r.footer()


async def test_slow_reading_increases_the_time_left_also_after_a_restart(tmp_path: Path) -> None:
    clock = Clock()
    async with open_reader(tmp_path, (120, 30)) as r:
        r.reading_screen.reading_time.clock = clock
        await read(r, clock, 40, 12)
        await r.press("h")
        footer = r.footer()
        assert ReadingSpeed.from_text(r.app.session.preferences.pace).minutes_left(646) > 5
    async with open_reader(tmp_path, (120, 30)) as r:
        assert r.footer() == footer
        assert ReadingSpeed.from_text(r.app.session.preferences.pace).minutes > 3


async def test_fast_paging_is_not_measured(tmp_path: Path) -> None:
    clock = Clock()
    async with open_reader(tmp_path, (120, 30)) as r:
        r.reading_screen.reading_time.clock = clock
        await read(r, clock, 60, 0.5)
        assert r.app.session.preferences.pace == ""


async def test_another_article_is_measured_separately(tmp_path: Path) -> None:
    clock = Clock()
    async with open_reader(tmp_path, (120, 30)) as r:
        r.reading_screen.reading_time.clock = clock
        await r.press("G")
        clock.now += 50
        await r.press("J")
        clock.now += 50
        await r.press("j", "j")
        r.reading_screen.flush()
        assert r.app.session.preferences.pace == ""


async def test_an_empty_library_has_no_time_left(tmp_path: Path) -> None:
    with open_store(tmp_path):
        pass
    async with open_reader(tmp_path, (100, 30)) as r:
        assert "left" not in r.footer()
        assert ReadingTime(r.reading_screen).remaining() == ""
