"""Word segmentation of French and English text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.graphemes import previous_boundary, snap_back, snap_forward
from reader.text.lazy_regex import lazy_pattern
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LOOKBACK: Final = 1024
"""Code points to look back for the start of a word. A longer run is entered in its middle."""
SEARCH_RADIUS: Final = 4 * MAX_LOOKBACK
"""Code points on both sides searched for the nearest word: more than a screen holds."""

_COMBINING: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d\u0859-\u085b"
    "\u08d3-\u0963\u0980-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84"
    "\u102b-\u103e\u1056-\u109d\u135d-\u135f\u17b4-\u17d3\u180b-\u180d\u1920-\u193b\u1ab0-\u1aff\u1b00-\u1b44"
    "\u1cd0-\u1cf9\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ua802-\ua827"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""Marks and joiners of the letter before them; ``re`` does not count them as letters."""
_LETTERS: Final = rf"(?:[^\W_]++[{_COMBINING}]*+)++"
_APOSTROPHE: Final = "['’ʼ]"
_ELISION: Final = (
    # d’abord and the like are one word; aujourd’hui, quelqu’un, presqu’île have no elision.
    rf"(?!(?i:d){_APOSTROPHE}(?i:abord|accord|ailleurs)(?![^\W_]))"
    rf"(?i:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu){_APOSTROPHE}"
)
_JOINED: Final = (
    rf"(?:(?:{_APOSTROPHE}|[-‐‑])(?=[^\W_])"  # entr’ouvrir, peut-être, don’t
    r"|(?<=\d)[.,](?=\d)"  # 3,5
    r"|(?<=\d)(?<!\d{4})[\u202f\u00a0](?=\d{3}(?!\d)))"  # 10 000
)
# A joiner is always followed by letters: letters joined to letters, any number of times.
_WORD: Final = lazy_pattern(rf"{_ELISION}|(?:{_LETTERS}(?:{_JOINED})?+)++")

_LETTER: Final = lazy_pattern(r"[^\W_]")
"""Every word begins with one of these."""


def word_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the words that begin in ``[start, end)``, in order.

    An elided word is one word with its apostrophe (``l’``, ``qu’``), except in words with an entry
    of their own (``aujourd’hui``, ``quelqu’un``, ``d’abord``). Hyphens join. A number keeps its
    decimals, and its groups of thousands when set with no-break spaces.
    """
    stop = len(text) if end is None else end
    for word in _words_from(text, _safe_start(text, start)):
        if word.start >= stop:
            return
        if word.start >= start:
            yield word


def word_at(text: str, offset: int) -> Span:
    """Return the word at an offset; between words, the nearest on the line (tie: before).

    On a line without words: the next word of the text, or else the last before. Empty when there is
    no word within ``SEARCH_RADIUS``.
    """
    offset = min(max(offset, 0), len(text))
    near = _words_from(text, _safe_start(text, offset), offset + SEARCH_RADIUS)
    after = next((word for word in near if word.end > offset), None)
    if after is not None and offset in after:
        return after
    before = _last_before(text, offset, SEARCH_RADIUS)
    if before is None or after is None:
        return before or after or Span(offset, offset)
    near_before = "\n" not in text[before.end : offset]
    near_after = "\n" not in text[offset : after.start]
    if near_before and near_after:
        return before if offset - before.end < after.start - offset else after
    return before if near_before else after


def next_word(text: str, offset: int) -> int:
    """Return where the first word after the offset begins; the offset itself when there is none."""
    return next((word.start for word in word_spans(text, offset + 1)), offset)


def previous_word(text: str, offset: int) -> int:
    """Return where the last word before the offset begins; the offset itself when there is none."""
    word = _last_before(text, offset)
    return offset if word is None else word.start


def word_end(text: str, offset: int) -> int:
    """Return the last character of the first word that ends after the offset, like ``e`` in vi.

    The offset itself when there is none.
    """
    lasts = (previous_boundary(text, word.end) for word in _words_from(text, _safe_start(text, offset)))
    return next((last for last in lasts if last > offset), offset)


def count_words(text: str) -> int:
    """Count the words of a text."""
    return sum(1 for _ in _WORD.finditer(text))


def _words_from(text: str, entry: int, stop: int | None = None) -> Iterator[Span]:
    """Yield the words from a safe start, extended to whole grapheme clusters."""
    end = len(text) if stop is None else stop
    # Search the next letter first: in a megabyte without one, trying _WORD everywhere is ten times slower.
    while (letter := _LETTER.search(text, entry, end)) and (found := _WORD.match(text, letter.start(), end)):
        yield Span(snap_back(text, found.start()), snap_forward(text, found.end()))
        entry = found.end()


def _safe_start(text: str, offset: int) -> int:
    """Return a nearby offset at or before the given one where no word is entered in its middle."""
    offset = min(max(offset, 0), len(text))
    floor = max(0, offset - MAX_LOOKBACK)
    gap = max(text.rfind(" ", floor, offset), text.rfind("\n", floor, offset))
    return gap + 1 if gap >= 0 else snap_back(text, floor)


def _last_before(text: str, offset: int, reach: int | None = None) -> Span | None:
    """Return the last word that begins before the offset, searching windows of doubling size.

    ``reach``: None when no word begins within so many code points.
    """
    stop, width = min(offset, len(text)), 1
    least = 0 if reach is None else max(0, offset - reach)
    while stop > least:
        entry, last = _safe_start(text, max(0, stop - width)), None
        for word in _words_from(text, entry, stop + MAX_LOOKBACK):  # bounded in a text without words
            if word.start >= stop:
                break
            last = word
        if last is not None:
            return last
        stop, width = entry, max(MAX_LOOKBACK, 2 * width)
    return None
