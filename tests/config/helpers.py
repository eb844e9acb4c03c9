"""Settings from words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config import Settings, load

if TYPE_CHECKING:
    from pathlib import Path


def load_text(file: Path, text: str | bytes) -> tuple[Settings, tuple[str, ...]]:
    """Return what comes of a file that holds a text."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file)
