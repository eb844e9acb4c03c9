"""What was asked, as a value that needs no argparse: a start without a word has nothing to parse."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.startup.last_screen import RestoredScreen

MIN_WIDTH = 10
"""Cells that lines are never cut below: the least that may be asked for, however narrow a terminal says it is."""


class Arguments(SimpleNamespace):
    """The words of one start, understood; ``command`` names what is to be done."""


def default_arguments(page: RestoredScreen | None = None) -> Arguments:
    """Return what a start without a word asks for: the reader's window, on the library there is; ``page`` is there already."""
    return Arguments(
        command="read", sources=[], english_file=None, language=None, library=None, offline=False, page=page
    )
