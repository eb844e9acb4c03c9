"""Error messages about user input: limits, safe excerpts and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ERRORS = 12
"""Maximum number of messages about one file."""


def limit_errors(errors: Iterable[str]) -> tuple[str, ...]:
    """Return the first distinct errors and, if there are more, a final line with their number."""
    distinct = tuple(dict.fromkeys(errors))
    hidden = len(distinct) - MAX_ERRORS
    return distinct if hidden <= 0 else (*distinct[:MAX_ERRORS], f"({hidden} more; fix these first.)")


def replace_unprintable(text: str) -> str:
    """Replace control characters and invalid text with U+FFFD."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def excerpt(text: str, max_length: int = 40) -> str:
    """Return text from a file, printable and cut to a maximum length in code points."""
    clean = replace_unprintable(text[: max_length + 1])
    return clean if len(text) <= max_length else f"{clean[: max_length - 1]}…"


def closest_match(word: str, words: Iterable[str]) -> str | None:
    """Return the most similar word, or None if no word is similar enough."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:40], list(words), n=1, cutoff=0.6)), None)
