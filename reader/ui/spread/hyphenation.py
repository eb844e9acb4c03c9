"""Hyphens: where a French word may be divided at the end of a line. The patterns are loaded when the first word asks for them.

English is never divided: American and British printers divide a tenth of its words differently, and nothing tells
which of the two a translation was written for.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from reader.text.lazy_regex import late_pattern
from reader.ui.spread.break_rules import NO_BREAK_SPACES, SPACES

if TYPE_CHECKING:
    from pyphen import Pyphen

MIN_LETTERS: Final = 3
"""Letters that stay on each side."""
MAX_LETTERS: Final = 40
"""Letters; what is longer is no word of any dictionary, and is folded."""
_LOWERCASE: Final = "a-zß-öø-ÿœ"
_WORD: Final = late_pattern(
    # A whole word in small letters. Before it nothing, a space, an opening sign, or the apostrophe of an elision; behind it
    # closing signs and a space. So nothing is divided that has a capital, a digit or a hyphen of its own, nor an address.
    rf"(?<![^{SPACES}{NO_BREAK_SPACES}«“‘\"'’ʼ(\[—–…])[{_LOWERCASE}]{{{2 * MIN_LETTERS},{MAX_LETTERS}}}"
    rf"(?=[.,;:!?…»”’\"')\]]{{0,8}}(?:[{SPACES}{NO_BREAK_SPACES}—–]|\Z))"
)
_LOOKAHEAD: Final = MAX_LETTERS + 16
"""Code points that must be seen after a word's beginning to know whether it is one."""


@lru_cache(maxsize=8192)
def hyphenation_points(word: str) -> tuple[int, ...]:
    """Return where a French word in small letters may be divided, in letters from its beginning, in order.

    >>> points("ambassade"), points("ainsi"), points("constitution")
    ((5,), (), (6, 8))
    """
    if not 2 * MIN_LETTERS <= len(word) <= MAX_LETTERS:
        return ()
    patterns = _patterns()
    found = tuple(int(point) for point in patterns.positions(word))
    # It would keep every word for ever, a kilobyte each; what is kept here has a bound.
    patterns.hd.cache.clear()
    return found


@cache
def _patterns() -> Pyphen:
    # 60 ms, which only a reader who wants words divided pays.
    from pyphen import Pyphen

    return Pyphen(lang="fr", left=MIN_LETTERS, right=MIN_LETTERS)


def last_hyphenation_point(text: str, start: int, floor: int, limit: int) -> int | None:
    """Return the last offset before ``limit`` where a word may be divided; None: nowhere.

    ``start`` is where the line begins: when it begins inside a word, three letters of it stay before the hyphen too. ``floor`` is
    where the words begin that may be divided. ``limit`` is the first offset that does not fit the line, so that in the place of
    the letter after a division, its hyphen does.
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
