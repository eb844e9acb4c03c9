"""Load settings from a string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config import Settings, load

if TYPE_CHECKING:
    from pathlib import Path


def load_text(file: Path, text: str | bytes) -> tuple[Settings, tuple[str, ...]]:
    """Write a text to the file and load it."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file)
