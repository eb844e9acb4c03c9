"""Sentences about mistakes in what the reader wrote: how many are told, and how his words are repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ERRORS = 12
"""Sentences about one file; who has more mistakes mends these first."""


def limit_errors(problems: Iterable[str]) -> tuple[str, ...]:
    """Return the first problems, each once, and a last sentence that counts the others."""
    told = tuple(dict.fromkeys(problems))
    left = len(told) - MAX_ERRORS
    return told if left <= 0 else (*told[:MAX_ERRORS], f"And {left} more like these.")


def replace_unprintable(words: str) -> str:
    """Return words with U+FFFD in the place of whatever drives the terminal or is no text."""
    return "".join(character if character.isprintable() else "\ufffd" for character in words)


def excerpt(words: str, max_length: int = 40) -> str:
    """Return words from a file fit for a sentence: nothing that drives the terminal, and not too long (code points)."""
    clean = replace_unprintable(words[: max_length + 1])
    return clean if len(words) <= max_length else f"{clean[: max_length - 1]}…"


def closest_match(word: str, words: Iterable[str]) -> str | None:
    """Return the one of the words that was probably meant, or None."""
    # Only a mistake pays for it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:40], list(words), n=1, cutoff=0.6)), None)
