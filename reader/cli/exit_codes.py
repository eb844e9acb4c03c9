"""Exit codes of the command line."""

from __future__ import annotations

from typing import Final

SUCCESS: Final = 0
FAILURE: Final = 1
USAGE_ERROR: Final = 2
INTERRUPTED: Final = 130
"""128 plus the signal number, as shells expect after Ctrl+C."""
