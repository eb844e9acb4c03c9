"""Parsed arguments, without importing argparse."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.startup.last_screen import RestoredScreen

MIN_WIDTH = 10
"""Minimum line width in cells."""


class Arguments(SimpleNamespace):
    """Parsed command line arguments; ``command`` is the name of the command."""


def default_arguments(restored_screen: RestoredScreen | None = None) -> Arguments:
    """Return the values of a start without arguments, which opens the reader."""
    return Arguments(
        command="read",
        sources=[],
        english_file=None,
        language=None,
        library=None,
        offline=False,
        restored_screen=restored_screen,
    )
