"""A reader's first day: open, read, show the English, mark, write, quit; and the day after, all is as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.end_to_end.making import OPENING

if TYPE_CHECKING:
    from tests.end_to_end.making import Home


def test_it_opens(home: Home) -> None:
    terminal = home.open()
    print(terminal.text)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
