"""A bookmark outlives the program: set, quit, open again, go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.end_to_end.making import Home


@pytest.mark.smoke
def test_a_bookmark_is_found_again_in_the_next_run(home: Home) -> None:
    terminal = home.open(columns=100, rows=24)
    opening = terminal.under_cursor(20)
    terminal.type("5}ma")
    terminal.wait_for("Bookmark a set.")
    terminal.catch_up()
    marked = terminal.under_cursor(20)
    assert marked != opening
    terminal.type("gg")
    terminal.wait_for(lambda: terminal.under_cursor(20) == opening)
    terminal.press("q")
    assert terminal.exit_status() == 0
    terminal = home.open(columns=90, rows=24)
    assert terminal.under_cursor(20) == opening
    terminal.type("'a")
    terminal.wait_for(lambda: terminal.under_cursor(20) == marked)
    terminal.type("''")
    terminal.wait_for(lambda: terminal.under_cursor(20) == opening)
