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

from reader.frozen import valueclass
from reader.text.graphemes import is_simple, snap_back, snap_forward
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DROPPED: Final = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark: a reader does not see them."""
_ALIKE: Final[dict[str, str]] = (
    dict.fromkeys("’‘‛ʼʹ′`´ʻ＇", "'")
    | dict.fromkeys("“”„‟″«»〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys(_DROPPED, "")
    | {"…": "..."}
)
"""What the search and the comparison of passages take for the same."""
_LETTERS: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
"""Letters that no decomposition of Unicode takes apart, in small."""
_DIACRITIC: Final = 200
"""Canonical combining classes from here on are accents of European scripts; others are part of their letter."""


@valueclass(frozen=True, slots=True)
class Folded:
    """A text folded for searching, and how to come back from it.

    Only the places where folding changes the length are remembered: a few numbers for each paragraph of French.
    """

    original: str
    """The text as it is."""
    text: str
    """The text as it is compared."""
    simple: bool
    """Whether every code point of the original is surely a whole character."""
    _heads: array[int] = field(repr=False, compare=False)
    """Where each change begins, in the folded text."""
    _tails: array[int] = field(repr=False, compare=False)
    """Where each change ends, in the folded text."""
    _ends: array[int] = field(repr=False, compare=False)
    """Where each change ends, in the original."""

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that the folded ``[start, end)``, not empty, was made from."""
        change = bisect_right(self._tails, start) - 1
        head = self._ends[change] + start - self._tails[change] if change >= 0 else start
        inside = change + 1
        if inside < len(self._heads) and self._heads[inside] < start:
            head -= start - self._heads[inside]  # in the middle of what became longer: from its beginning
        last = bisect_right(self._tails, end - 1) - 1
        tail = self._ends[last] + end - self._tails[last] if last >= 0 else end
        inside = last + 1
        if inside < len(self._heads) and self._heads[inside] < end <= self._tails[inside]:
            tail = self._ends[inside]
        return Span(head, tail)

    def even_until(self, place: int) -> int:
        """Return the place in the folded text up to which nothing changes its length after the given one."""
        change = bisect_right(self._tails, place - 1)
        return self._heads[change] if change < len(self._heads) else len(self.text)

    def place(self, offset: int) -> int:
        """Return where the original's offset stands in the folded text; where a change begins when inside one."""
        change = bisect_right(self._ends, offset) - 1
        place = self._tails[change] + offset - self._ends[change] if change >= 0 else offset
        if change + 1 < len(self._heads):
            place = min(place, self._heads[change + 1])
        return place


def fold(text: str) -> Folded:
    """Fold a text for searching: case, accents, ligatures, apostrophes, quotation marks, dashes and spaces.

    ``É`` is ``e``, ``œ`` is ``oe``, ``’`` is ``'``, ``«`` is ``"``, ``–`` is ``-``, ``…`` is ``...``; white space of any kind
    and length, line ends included, is one space; invisible characters are left out.
    """
    return _fold(text, _search_form)


def even_out(text: str) -> Folded:
    """Fold a text for comparing passages: as ``fold``, but case, accents and letters count (see ``selectors``)."""
    return _fold(text, _plain_form)


def folded(text: str) -> str:
    """Return the folded text alone, for filtering a list.

    >>> folded("L’Œuvre – ÉTÉ\u202f!")
    "l'oeuvre - ete !"
    """
    return fold(normalize("NFC", text)).text


def find_all(text_folded: Folded, query: str, limit: int | None = None) -> list[Span]:
    """Return where the query stands in the original text: in order, disjoint, on whole characters.

    Nothing is found for a query without a visible character. With a limit, no more than the first so many.
    """
    needle = folded(query)
    if not needle.strip():
        return []
    return list(islice(_occurrences(text_folded, needle), limit))


def _occurrences(haystack: Folded, needle: str) -> Iterator[Span]:
    original, text, length = haystack.original, haystack.text, len(needle)
    end = 0
    until = shift = -1  # up to here in the folded text the original is just this much further on
    at = text.find(needle)
    while at >= 0:
        if at + length <= until:
            span = Span(at + shift, at + shift + length)
        else:
            span = haystack.span(at, at + length)
            until, shift = haystack.even_until(at + length), span.end - at - length
        if not haystack.simple:
            span = Span(snap_back(original, span.start), snap_forward(original, span.end))
        if span.start >= end:  # each half of a ligature is found, but it is one character
            yield span
            end = span.end
        at = text.find(needle, at + length)


def _fold(text: str, form: Callable[[str], str]) -> Folded:
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
    return Folded(text, "".join(pieces), is_simple("".join(map(chr, forms))), heads, tails, ends)


def _changes(forms: dict[int, str]) -> re.Pattern[str]:
    """Return a pattern of all that changes its length: two spaces or more, and characters without just one to stand for."""
    dropped = re.escape("".join(chr(code) for code, form in forms.items() if not form))
    longer = re.escape("".join(chr(code) for code, form in forms.items() if len(form) > 1))
    pieces = [rf"\s[\s{dropped}]*\s"]
    pieces += [f"[{dropped}]+"] if dropped else []  # a row of them is one change: a text can be made of them
    pieces += [f"[{longer}]"] if longer else []
    return re.compile("|".join(pieces))


@lru_cache(maxsize=8192)
def _plain_form(character: str) -> str:
    """Return what one character is compared as."""
    return " " if character.isspace() else _ALIKE.get(character, character)


@lru_cache(maxsize=8192)
def _search_form(character: str) -> str:
    """Return what one character is searched as."""
    letters = normalize("NFD", _plain_form(character).casefold())
    bare = normalize("NFC", "".join(letter for letter in letters if combining(letter) < _DIACRITIC))
    return "".join(_LETTERS.get(letter, _ALIKE.get(letter, letter)) for letter in bare)
