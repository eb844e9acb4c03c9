"""Anchor search: find the part of a long text that matches a part of its translation.

Numbers, names, and long words that are the same in French and English are searched at about the
same relative position of the other text. Where several are off by the same distance, that is the
match. Only those places are read: a few milliseconds for a megabyte.
"""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_SEARCH_DIVISOR: Final = 8
"""The search radius is this fraction of the other text, around the interpolated position."""
_MIN_SEARCH_RADIUS: Final = 10_000
"""Code points. Minimum search radius, however short the text."""
_MAX_OCCURRENCES: Final = 8
"""A word that occurs more often is no anchor."""
_MAX_ANCHORS: Final = 60
"""Maximum number of words of one place that are searched."""
_MAX_SPREAD: Final = 600
"""Code points by which the distances of agreeing words may differ."""
_MIN_EVIDENCE: Final = 12.0
"""Minimum evidence of agreeing words: the negative log of chance. Three rare words have it."""
_MIN_LEAD: Final = 1.5
"""Factor by which the evidence must exceed that of any other place."""

_ANCHOR: Final = re.compile(
    r"\d+(?:[ .,\u00a0\u202f]\d+)*+"  # 1789; 46 000 and 46,000; 3,5 and 3.5
    r"|[A-ZÀ-ÖØ-Þ][^\W\d_]{3,}+"  # a name, or the first word of a sentence (rarely found)
    r"|(?<![^\W_])[a-z]{7,}+"  # attention, certainly
)
_STEM_LENGTH: Final = 6
"""Letters of a long word that must be equal."""
_DIGIT_SEPARATORS: Final = (",", ".", "\u202f", "\u00a0", " ", "")
"""Separators inside a number, in either language."""


@frozen_dataclass(frozen=True, slots=True)
class AnchorMatch:
    """The matching part of the other text."""

    span: Span
    """The matching span; its length is interpolated."""
    confirmed: bool
    """True if shared words confirm it; otherwise interpolated."""


def find_counterpart(text: str, place: Span, around: Span, other: str) -> Generator[None, None, AnchorMatch]:
    """Find the part of ``other`` that matches ``place`` of ``text``, by the words in ``around``.

    Yields after each word. Offsets count from the start of each text.
    """
    ratio = len(other) / max(1, len(text))
    reach = max(_MIN_SEARCH_RADIUS, len(other) // _SEARCH_DIVISOR)
    seen: list[tuple[float, int, float]] = []
    for number, anchor in enumerate(_anchors(text, around)):
        expected = anchor.start() * ratio
        hits = _occurrences(other, anchor[0], max(0, int(expected) - reach), int(expected) + reach)
        evidence = log(2 * reach / _MAX_SPREAD / max(1, len(hits)))
        seen += [(hit - expected, number, evidence) for hit in hits if evidence > 0]
        yield
    drift = _common_drift(sorted(seen))
    start, end = (round(edge * ratio + (drift or 0.0)) for edge in (place.start, place.end))
    start = min(max(0, start), len(other))
    return AnchorMatch(Span(start, min(max(start, end), len(other))), drift is not None)


def _anchors(text: str, place: Span) -> Iterator[re.Match[str]]:
    """Yield the first match of each word of a place that may be found in the other text.

    A word that is frequent here is left out.
    """
    found: dict[str, list[re.Match[str]]] = {}
    for match in _ANCHOR.finditer(text, place.start, place.end):
        if len(match[0]) > 1:
            found.setdefault(match[0], []).append(match)
    unique = [matches[0] for matches in found.values() if len(matches) == 1]
    step = max(1, -(-len(unique) // _MAX_ANCHORS))
    yield from unique[::step]


def _occurrences(other: str, word: str, start: int, end: int) -> list[int]:
    """Return the occurrences of a word in a range of a text; none when it is too frequent."""
    for spelling in _spellings(word):
        whole = len(spelling) == len(word)
        hits: list[int] = []
        offset = other.find(spelling, start, end)
        while offset >= 0 and len(hits) <= _MAX_OCCURRENCES:
            after = other[offset + len(spelling) : offset + len(spelling) + 1]
            if not other[offset - 1 : offset].isalnum() and not (whole and after.isalnum()):
                hits.append(offset)
            offset = other.find(spelling, offset + 1, end)
        if hits:
            return hits if len(hits) <= _MAX_OCCURRENCES else []
    return []


def _spellings(word: str) -> list[str]:
    """Return how a word may be written in the other language."""
    if word[0].isdigit():
        digits = re.split(r"\D", word)
        return [separator.join(digits) for separator in _DIGIT_SEPARATORS] if len(digits) > 1 else [word]
    return [word if word[0].isupper() else word[:_STEM_LENGTH]]


def _common_drift(seen: list[tuple[float, int, float]]) -> float | None:
    """Return the distance on which most words agree; None when too few do, or others disagree.

    ``seen`` is sorted: distances, word numbers, and the evidence of each.
    """
    best = _strongest_cluster(seen)
    if best is None or best[0] < _MIN_EVIDENCE:
        return None
    others = [item for item in seen if abs(item[0] - best[1]) > _MAX_SPREAD]
    other = _strongest_cluster(others)
    return best[1] if other is None or best[0] >= _MIN_LEAD * other[0] else None


def _strongest_cluster(seen: list[tuple[float, int, float]]) -> tuple[float, float] | None:
    """Return the highest evidence of words with similar distances, and their middle distance."""
    best: tuple[float, float] | None = None
    first = 0
    for last, (distance, _, _) in enumerate(seen):
        while distance - seen[first][0] > _MAX_SPREAD:
            first += 1
        total = sum({number: evidence for _, number, evidence in seen[first : last + 1]}.values())
        if best is None or total > best[0]:
            best = total, seen[(first + last) // 2][0]
    return best
