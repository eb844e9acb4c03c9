"""Left margins, in cells, of the rows that span the window."""

from __future__ import annotations

from typing import Final

from reader.ui.spread.columns import NARROW_WIDTH

DIALOG_MARGIN: Final = 3
"""Left margin of text in the sidebar and in dialogs."""
SIDEBAR_MIN_WIDTH: Final = 100
"""Window width from which the sidebar stands beside the page."""
PAGE_MARGIN: Final = 4
"""Left margin of text on a page as wide as the window."""


def window_margin(width: int) -> int:
    """Return the margin of the footer, messages and prompts, to align with what is above them."""
    if width >= SIDEBAR_MIN_WIDTH:
        return DIALOG_MARGIN
    return PAGE_MARGIN if width >= NARROW_WIDTH else 1
