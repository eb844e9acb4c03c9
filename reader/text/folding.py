"""Folding: text in comparable form for search, with a map back to the original offsets."""

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
"""Soft hyphen, zero-width space, word joiner, byte order mark: invisible."""
_EQUIVALENTS: Final[dict[str, str]] = (
    dict.fromkeys("’‘‛ʼʹ′`´ʻ＇", "'")
    | dict.fromkeys("“”„‟″«»〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys(_DROPPED, "")
    | {"…": "..."}
)
"""Characters that search and quotation matching treat as equal."""
_LETTERS: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
"""Lower-case letters that have no Unicode decomposition."""
_MIN_ACCENT_CLASS: Final = 200
"""From this canonical combining class on, marks are accents of European scripts.

Marks of a lower class are part of their letter."""


@frozen_dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded for comparison, with a map to the original offsets.

    Only the places where folding changes the length are stored: a few numbers per French paragraph.
    """

    original: str
    """The original text."""
    text: str
    """The folded text."""
    simple: bool
    """Whether every code point of the original is certainly a character of its own."""
    _change_starts: array[int] = field(repr=False, compare=False)
    """Where each change begins, in the folded text."""
    _change_ends: array[int] = field(repr=False, compare=False)
    """Where each change ends, in the folded text."""
    _original_ends: array[int] = field(repr=False, compare=False)
    """Where each change ends, in the original."""

    def original_span(self, start: int, end: int) -> Span:
        """Return the span of the original that gave the folded ``[start, end)``, which is not empty."""
        change = bisect_right(self._change_ends, start) - 1
        first = self._original_ends[change] + start - self._change_ends[change] if change >= 0 else start
        inside = change + 1
        if inside < len(self._change_starts) and self._change_starts[inside] < start:
            first -= start - self._change_starts[inside]  # inside a lengthened character: use its start
        last = bisect_right(self._change_ends, end - 1) - 1
        stop = self._original_ends[last] + end - self._change_ends[last] if last >= 0 else end
        inside = last + 1
        if inside < len(self._change_starts) and self._change_starts[inside] < end <= self._change_ends[inside]:
            stop = self._original_ends[inside]
        return Span(first, stop)

    def unchanged_until(self, offset: int) -> int:
        """Return the folded offset up to which no length changes after the given one."""
        change = bisect_right(self._change_ends, offset - 1)
        return self._change_starts[change] if change < len(self._change_starts) else len(self.text)

    def folded_offset(self, offset: int) -> int:
        """Return the folded offset of an original one; the start of the change when inside one."""
        change = bisect_right(self._original_ends, offset) - 1
        result = self._change_ends[change] + offset - self._original_ends[change] if change >= 0 else offset
        if change + 1 < len(self._change_starts):
            result = min(result, self._change_starts[change + 1])
        return result


def fold(text: str) -> FoldedText:
    """Fold a text for search: case, accents, ligatures, quotation marks, dashes, spaces.

    ``É`` becomes ``e``, ``œ`` ``oe``, ``’`` ``'``, ``«`` ``"``, ``–`` ``-``, ``…`` ``...``. A run
    of white space, line ends included, becomes one space. Invisible characters are dropped.
    """
    return _fold(text, _search_form)


def normalize_typography(text: str) -> FoldedText:
    """Fold a text for comparing quotations: like ``fold``, but case, accents and letters count."""
    return _fold(text, _typographic_form)


def fold_string(text: str) -> str:
    """Return only the folded text, for filtering a list.

    >>> fold_string("L’Œuvre – ÉTÉ\u202f!")
    "l'oeuvre - ete !"
    """
    return fold(normalize("NFC", text)).text


def find_all(haystack: FoldedText, query: str, limit: int | None = None) -> list[Span]:
    """Return the matches of a query in the original text: ordered, disjoint, whole characters.

    A query without a visible character matches nothing. ``limit`` is the maximum number of matches.
    """
    needle = fold_string(query)
    if not needle.strip():
        return []
    return list(islice(_occurrences(haystack, needle), limit))


def _occurrences(haystack: FoldedText, needle: str) -> Iterator[Span]:
    original, text, length = haystack.original, haystack.text, len(needle)
    end = 0
    until = shift = -1  # up to `until`, original offset = folded offset + shift
    index = text.find(needle)
    while index >= 0:
        if index + length <= until:
            span = Span(index + shift, index + shift + length)
        else:
            span = haystack.original_span(index, index + length)
            until, shift = haystack.unchanged_until(index + length), span.end - index - length
        if not haystack.simple:
            span = Span(snap_back(original, span.start), snap_forward(original, span.end))
        if span.start >= end:  # both halves of a ligature match the same character
            yield span
            end = span.end
        index = text.find(needle, index + length)


def _fold(text: str, form: Callable[[str], str]) -> FoldedText:
    forms = {ord(character): form(character) for character in set(text)}
    changes = _changes(forms)
    starts, ends_folded, ends_original = array("I"), array("I"), array("I")
    pieces: list[str] = []
    done = shift = 0  # shift = folded offset - original offset
    for found in changes.finditer(text):
        start, end = found.span()
        piece = " " if text[start].isspace() else forms[ord(text[start])]
        pieces += (text[done:start].translate(forms), piece)
        starts.append(start + shift)
        shift += len(piece) - (end - start)
        ends_folded.append(end + shift)
        ends_original.append(end)
        done = end
    pieces.append(text[done:].translate(forms))
    return FoldedText(text, "".join(pieces), is_simple("".join(map(chr, forms))), starts, ends_folded, ends_original)


def _changes(forms: dict[int, str]) -> re.Pattern[str]:
    """Return a pattern of everything whose folding changes the length.

    These are runs of white space, and characters that fold to none or several.
    """
    dropped = re.escape("".join(chr(code) for code, form in forms.items() if not form))
    longer = re.escape("".join(chr(code) for code, form in forms.items() if len(form) > 1))
    pieces = [rf"\s[\s{dropped}]*\s"]
    pieces += [f"[{dropped}]+"] if dropped else []  # a run is one change: a text may consist of them
    pieces += [f"[{longer}]"] if longer else []
    return re.compile("|".join(pieces))


@lru_cache(maxsize=8192)
def _typographic_form(character: str) -> str:
    """Return a character as quotations are compared."""
    return " " if character.isspace() else _EQUIVALENTS.get(character, character)


@lru_cache(maxsize=8192)
def _search_form(character: str) -> str:
    """Return a character as search compares it."""
    letters = normalize("NFD", _typographic_form(character).casefold())
    bare = normalize("NFC", "".join(letter for letter in letters if combining(letter) < _MIN_ACCENT_CLASS))
    return "".join(_LETTERS.get(letter, _EQUIVALENTS.get(letter, letter)) for letter in bare)
