"""Margins: where the rows across the whole window begin, so that they stand under what is above them. All lengths are cells."""

from __future__ import annotations

from typing import Final

from reader.ui.spread.columns import NARROW_WIDTH

DIALOG_MARGIN: Final = 3
"""Left of the words of the sidebar and of sheets."""
SIDEBAR_MIN_WIDTH: Final = 100
"""From this width of the window the articles stand beside the page."""
PAGE_MARGIN: Final = 4
"""Left of the words of a page as wide as the window."""


def window_margin(width: int) -> int:
    """Return the cells left of the footer, a message, or a line to type in: they line up with the articles, or with the text."""
    if width >= SIDEBAR_MIN_WIDTH:
        return DIALOG_MARGIN
    return PAGE_MARGIN if width >= NARROW_WIDTH else 1
