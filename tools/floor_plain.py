"""Print a page and exit: the floor of the last screen, without further imports."""

from __future__ import annotations

import sys


def main() -> None:
    """Print the given file, a page of finished lines."""
    with open(sys.argv[1], encoding="utf-8") as page:  # noqa: PTH123 -- pathlib would take most of the time
        sys.stdout.write(page.read())
