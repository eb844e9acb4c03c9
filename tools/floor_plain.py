"""The floor of the first page: a plain Python program that prints it and ends. It imports nothing that Python has not imported already."""

from __future__ import annotations

import sys


def main() -> None:
    """Print the file named, a page set into lines beforehand."""
    with open(sys.argv[1], encoding="utf-8") as page:  # noqa: PTH123 -- pathlib would be most of what this program costs
        sys.stdout.write(page.read())
