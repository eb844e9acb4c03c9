"""Sentences about mistakes in what the reader wrote: how many are told, and how his words are repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TOLD = 12
"""Sentences about one file; who has more mistakes mends these first."""


def few(problems: Iterable[str]) -> tuple[str, ...]:
    """Return the first problems, each once, and a last sentence that counts the others."""
    told = tuple(dict.fromkeys(problems))
    left = len(told) - MOST_TOLD
    return told if left <= 0 else (*told[:MOST_TOLD], f"And {left} more like these.")


def printable(words: str) -> str:
    """Return words with U+FFFD in the place of whatever drives the terminal or is no text."""
    return "".join(character if character.isprintable() else "\ufffd" for character in words)


def shown(words: str, longest: int = 40) -> str:
    """Return words from a file fit for a sentence: nothing that drives the terminal, and not too long (code points)."""
    clean = printable(words[: longest + 1])
    return clean if len(words) <= longest else f"{clean[: longest - 1]}…"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of the words that was probably meant, or None."""
    # Only a mistake pays for it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:40], list(words), n=1, cutoff=0.6)), None)
