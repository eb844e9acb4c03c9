"""Where French words may be hyphenated. The patterns are loaded on first use.

English is never hyphenated: American and British rules differ for a tenth of its words, and the
variety of a translation is unknown.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from reader.text.lazy_regex import lazy_pattern
from reader.ui.spread.break_rules import NO_BREAK_SPACES, SPACES

if TYPE_CHECKING:
    from pyphen import Pyphen

MIN_LETTERS: Final = 3
"""Letters required on each side of a hyphen."""
MAX_LETTERS: Final = 40
"""Letters. Longer words are in no dictionary; they are folded."""
_LOWERCASE: Final = "a-zß-öø-ÿœ"
_WORD: Final = lazy_pattern(
    # A whole lowercase word after nothing, a space, an opening sign or an elision, before closing
    # signs and a space. Excludes words with a capital, digit or hyphen, and addresses.
    rf"(?<![^{SPACES}{NO_BREAK_SPACES}«“‘\"'’ʼ(\[—–…])[{_LOWERCASE}]{{{2 * MIN_LETTERS},{MAX_LETTERS}}}"
    rf"(?=[.,;:!?…»”’\"')\]]{{0,8}}(?:[{SPACES}{NO_BREAK_SPACES}—–]|\Z))"
)
_LOOKAHEAD: Final = MAX_LETTERS + 16
"""Code points needed after a word's beginning to know whether it is one."""


@lru_cache(maxsize=8192)
def hyphenation_points(word: str) -> tuple[int, ...]:
    """Return where a lowercase French word may be hyphenated, in letters from its beginning.

    >>> hyphenation_points("ambassade"), hyphenation_points("ainsi")
    ((5,), ())
    >>> hyphenation_points("constitution")
    (6, 8)
    """
    if not 2 * MIN_LETTERS <= len(word) <= MAX_LETTERS:
        return ()
    patterns = _patterns()
    found = tuple(int(point) for point in patterns.positions(word))
    # Pyphen's own cache has no bound (about 1 kB a word); ours has one.
    patterns.hd.cache.clear()
    return found


@cache
def _patterns() -> Pyphen:
    # Loading takes 60 ms, so it waits until hyphenation is used.
    from pyphen import Pyphen

    return Pyphen(lang="fr", left=MIN_LETTERS, right=MIN_LETTERS)


def last_hyphenation_point(text: str, start: int, floor: int, limit: int) -> int | None:
    """Return the last offset before ``limit`` where a word may be hyphenated; None if none.

    ``start`` is the start of the line: if it is inside a word, three letters of it precede the
    hyphen too. ``floor`` is where the words that may be hyphenated begin. ``limit`` is the first
    offset that does not fit the line; the hyphen replaces the letter after it.
    """
    first = floor
    while first > max(0, start - MAX_LETTERS) and text[first - 1].isalpha():
        first -= 1
    found = None
    for word in _WORD.finditer(text, first, min(len(text), limit + _LOOKAHEAD)):
        if word.start() >= limit:
            break
        for point in hyphenation_points(word.group()):
            at = word.start() + point
            if at >= limit:
                break
            if at - start >= MIN_LETTERS:
                found = at
    return found
