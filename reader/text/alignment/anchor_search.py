"""Whereabouts: which place of one long text says what a place of the other says, told by the words that both write alike.

Numbers and names, and long words that are the same in French and English, are looked for in the other text as they are written, about as far along.
Where several are found equally far from where they would be in even step, there it is. Nothing is read but those places: of a
megabyte a few thousandths of a second.
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
"""Words are looked for this fraction of the other text before and after where they would be in even step."""
_MIN_SEARCH_RADIUS: Final = 10_000
"""Code points before and after in which they are looked for, however short the text."""
_MAX_OCCURRENCES: Final = 8
"""A word that is found more often tells nothing."""
_MAX_ANCHORS: Final = 60
"""Words of one place that are looked for, at most."""
_MAX_SPREAD: Final = 600
"""Code points by which the distances of words that tell of the same place may differ."""
_MIN_EVIDENCE: Final = 12.0
"""What the words that agree must tell, as the logarithm of how unlikely they would by chance: three that are rare do."""
_MIN_LEAD: Final = 1.5
"""How many times more that must be than what tells of any other place."""

_ANCHOR: Final = re.compile(
    r"\d+(?:[ .,\u00a0\u202f]\d+)*+"  # 1789; 46 000 and 46,000; 3,5 and 3.5
    r"|[A-ZÀ-ÖØ-Þ][^\W\d_]{3,}+"  # a name; or the first word of a sentence, which is not found
    r"|(?<![^\W_])[a-z]{7,}+"  # attention, certainly
)
_STEM_LENGTH: Final = 6
"""Letters of a long word that must be the same."""
_DIGIT_SEPARATORS: Final = (",", ".", "\u202f", "\u00a0", " ", "")
"""What stands between the figures of a number, in either language."""


@frozen_dataclass(frozen=True, slots=True)
class AnchorMatch:
    """A place of the other text."""

    span: Span
    """What lies there, as far as even step tells from its middle."""
    confirmed: bool
    """Whether words tell it; else it is where it would be in even step."""


def find_counterpart(text: str, place: Span, around: Span, other: str) -> Generator[None, None, AnchorMatch]:
    """Find where ``other`` says what ``place`` of ``words`` says, by the words ``around`` it, one at a time.

    Offsets count from the beginnings of the two texts.
    """
    pace = len(other) / max(1, len(text))
    reach = max(_MIN_SEARCH_RADIUS, len(other) // _SEARCH_DIVISOR)
    seen: list[tuple[float, int, float]] = []
    for number, found in enumerate(_anchors(text, around)):
        even = found.start() * pace
        hits = _occurrences(other, found[0], max(0, int(even) - reach), int(even) + reach)
        told = log(2 * reach / _MAX_SPREAD / max(1, len(hits)))
        seen += [(hit - even, number, told) for hit in hits if told > 0]
        yield
    drift = _common_drift(sorted(seen))
    start, end = (round(edge * pace + (drift or 0.0)) for edge in (place.start, place.end))
    start = min(max(0, start), len(other))
    return AnchorMatch(Span(start, min(max(start, end), len(other))), drift is not None)


def _anchors(words: str, place: Span) -> Iterator[re.Match[str]]:
    """Yield the first of each word of a place that may be found in the other text, if it is not too often here."""
    found: dict[str, list[re.Match[str]]] = {}
    for one in _ANCHOR.finditer(words, place.start, place.end):
        if len(one[0]) > 1:
            found.setdefault(one[0], []).append(one)
    alone = [ones[0] for ones in found.values() if len(ones) == 1]
    step = max(1, -(-len(alone) // _MAX_ANCHORS))
    yield from alone[::step]


def _occurrences(other: str, word: str, start: int, end: int) -> list[int]:
    """Return where a word is in a part of a text; nowhere where it is too often."""
    for sought in _spellings(word):
        whole = len(sought) == len(word)
        hits: list[int] = []
        at = other.find(sought, start, end)
        while at >= 0 and len(hits) <= _MAX_OCCURRENCES:
            after = other[at + len(sought) : at + len(sought) + 1]
            if not other[at - 1 : at].isalnum() and not (whole and after.isalnum()):
                hits.append(at)
            at = other.find(sought, at + 1, end)
        if hits:
            return hits if len(hits) <= _MAX_OCCURRENCES else []
    return []


def _spellings(word: str) -> list[str]:
    """Return how a word may be written in the other language."""
    if word[0].isdigit():
        figures = re.split(r"\D", word)
        return [joint.join(figures) for joint in _DIGIT_SEPARATORS] if len(figures) > 1 else [word]
    return [word if word[0].isupper() else word[:_STEM_LENGTH]]


def _common_drift(seen: list[tuple[float, int, float]]) -> float | None:
    """Return the distance on which the most words agree; None when too few do or others agree on another.

    ``seen``: in order, the distances, the words by their numbers, and what each tells.
    """
    best = _strongest_cluster(seen)
    if best is None or best[0] < _MIN_EVIDENCE:
        return None
    apart = [one for one in seen if abs(one[0] - best[1]) > _MAX_SPREAD]
    other = _strongest_cluster(apart)
    return best[1] if other is None or best[0] >= _MIN_LEAD * other[0] else None


def _strongest_cluster(seen: list[tuple[float, int, float]]) -> tuple[float, float] | None:
    """Return the most that words tell whose distances are close together, and the middle one of those."""
    best: tuple[float, float] | None = None
    first = 0
    for last, (distance, _, _) in enumerate(seen):
        while distance - seen[first][0] > _MAX_SPREAD:
            first += 1
        total = sum({number: told for _, number, told in seen[first : last + 1]}.values())
        if best is None or total > best[0]:
            best = total, seen[(first + last) // 2][0]
    return best
