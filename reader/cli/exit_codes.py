"""The exit codes of the command line."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
COULD_NOT: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130
"""What the shell expects after ctrl+c: 128 and the number of the signal."""
