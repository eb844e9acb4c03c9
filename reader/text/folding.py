"""Folding: a text as a search sees it, with a map back to the offsets of the text as it is."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from reader.frozen import frozen_dataclass
from reader.text.graphemes import is_simple, snap_back, snap_forward
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DROPPED: Final = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark: a reader does not see them."""
_EQUIVALENTS: Final[dict[str, str]] = (
    dict.fromkeys("’‘‛ʼʹ′`´ʻ＇", "'")
    | dict.fromkeys("“”„‟″«»〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys(_DROPPED, "")
    | {"…": "..."}
)
"""What the search and the comparison of passages take for the same."""
_LETTERS: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
"""Letters that no decomposition of Unicode takes apart, in small."""
_MIN_ACCENT_CLASS: Final = 200
"""Canonical combining classes from here on are accents of European scripts; others are part of their letter."""


@frozen_dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded for searching, and how to come back from it.

    Only the places where folding changes the length are remembered: a few numbers for each paragraph of French.
    """

    original: str
    """The text as it is."""
    text: str
    """The text as it is compared."""
    simple: bool
    """Whether every code point of the original is surely a whole character."""
    _change_starts: array[int] = field(repr=False, compare=False)
    """Where each change begins, in the folded text."""
    _change_ends: array[int] = field(repr=False, compare=False)
    """Where each change ends, in the folded text."""
    _original_ends: array[int] = field(repr=False, compare=False)
    """Where each change ends, in the original."""

    def original_span(self, start: int, end: int) -> Span:
        """Return the span of the original that the folded ``[start, end)``, not empty, was made from."""
        change = bisect_right(self._change_ends, start) - 1
        head = self._original_ends[change] + start - self._change_ends[change] if change >= 0 else start
        inside = change + 1
        if inside < len(self._change_starts) and self._change_starts[inside] < start:
            head -= start - self._change_starts[inside]  # in the middle of what became longer: from its beginning
        last = bisect_right(self._change_ends, end - 1) - 1
        tail = self._original_ends[last] + end - self._change_ends[last] if last >= 0 else end
        inside = last + 1
        if inside < len(self._change_starts) and self._change_starts[inside] < end <= self._change_ends[inside]:
            tail = self._original_ends[inside]
        return Span(head, tail)

    def unchanged_until(self, offset: int) -> int:
        """Return the place in the folded text up to which nothing changes its length after the given one."""
        change = bisect_right(self._change_ends, offset - 1)
        return self._change_starts[change] if change < len(self._change_starts) else len(self.text)

    def folded_offset(self, offset: int) -> int:
        """Return where the original's offset stands in the folded text; where a change begins when inside one."""
        change = bisect_right(self._original_ends, offset) - 1
        place = self._change_ends[change] + offset - self._original_ends[change] if change >= 0 else offset
        if change + 1 < len(self._change_starts):
            place = min(place, self._change_starts[change + 1])
        return place


def fold(text: str) -> FoldedText:
    """Fold a text for searching: case, accents, ligatures, apostrophes, quotation marks, dashes and spaces.

    ``É`` is ``e``, ``œ`` is ``oe``, ``’`` is ``'``, ``«`` is ``"``, ``–`` is ``-``, ``…`` is ``...``; white space of any kind
    and length, line ends included, is one space; invisible characters are left out.
    """
    return _fold(text, _search_form)


def normalize_typography(text: str) -> FoldedText:
    """Fold a text for comparing passages: as ``fold``, but case, accents and letters count (see ``selectors``)."""
    return _fold(text, _typographic_form)


def fold_string(text: str) -> str:
    """Return the folded text alone, for filtering a list.

    >>> folded("L’Œuvre – ÉTÉ\u202f!")
    "l'oeuvre - ete !"
    """
    return fold(normalize("NFC", text)).text


def find_all(haystack: FoldedText, query: str, limit: int | None = None) -> list[Span]:
    """Return where the query stands in the original text: in order, disjoint, on whole characters.

    Nothing is found for a query without a visible character. With a limit, no more than the first so many.
    """
    needle = fold_string(query)
    if not needle.strip():
        return []
    return list(islice(_occurrences(haystack, needle), limit))


def _occurrences(haystack: FoldedText, needle: str) -> Iterator[Span]:
    original, text, length = haystack.original, haystack.text, len(needle)
    end = 0
    until = shift = -1  # up to here in the folded text the original is just this much further on
    at = text.find(needle)
    while at >= 0:
        if at + length <= until:
            span = Span(at + shift, at + shift + length)
        else:
            span = haystack.original_span(at, at + length)
            until, shift = haystack.unchanged_until(at + length), span.end - at - length
        if not haystack.simple:
            span = Span(snap_back(original, span.start), snap_forward(original, span.end))
        if span.start >= end:  # each half of a ligature is found, but it is one character
            yield span
            end = span.end
        at = text.find(needle, at + length)


def _fold(text: str, form: Callable[[str], str]) -> FoldedText:
    forms = {ord(character): form(character) for character in set(text)}
    changes = _changes(forms)
    heads, tails, ends = array("I"), array("I"), array("I")
    pieces: list[str] = []
    read = shift = 0  # shift: folded offset less original offset
    for found in changes.finditer(text):
        start, end = found.span()
        piece = " " if text[start].isspace() else forms[ord(text[start])]
        pieces += (text[read:start].translate(forms), piece)
        heads.append(start + shift)
        shift += len(piece) - (end - start)
        tails.append(end + shift)
        ends.append(end)
        read = end
    pieces.append(text[read:].translate(forms))
    return FoldedText(text, "".join(pieces), is_simple("".join(map(chr, forms))), heads, tails, ends)


def _changes(forms: dict[int, str]) -> re.Pattern[str]:
    """Return a pattern of all that changes its length: two spaces or more, and characters without just one to stand for."""
    dropped = re.escape("".join(chr(code) for code, form in forms.items() if not form))
    longer = re.escape("".join(chr(code) for code, form in forms.items() if len(form) > 1))
    pieces = [rf"\s[\s{dropped}]*\s"]
    pieces += [f"[{dropped}]+"] if dropped else []  # a row of them is one change: a text can be made of them
    pieces += [f"[{longer}]"] if longer else []
    return re.compile("|".join(pieces))


@lru_cache(maxsize=8192)
def _typographic_form(character: str) -> str:
    """Return what one character is compared as."""
    return " " if character.isspace() else _EQUIVALENTS.get(character, character)


@lru_cache(maxsize=8192)
def _search_form(character: str) -> str:
    """Return what one character is searched as."""
    letters = normalize("NFD", _typographic_form(character).casefold())
    bare = normalize("NFC", "".join(letter for letter in letters if combining(letter) < _MIN_ACCENT_CLASS))
    return "".join(_LETTERS.get(letter, _EQUIVALENTS.get(letter, letter)) for letter in bare)
