"""Phrase alignment: the English words that match part of a French sentence.

There is no dictionary. Word order is nearly the same in both languages, and shared tokens (numbers,
names, colons, similar words) give fixed points. Between them, positions are interpolated by length.
Most words of the result are right (``python tools/evaluate.py`` measures it), which is enough for a
faint underline only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import Final

from reader.text.alignment.cognates import token_positions
from reader.text.spans import Span

MAX_SENTENCE: Final = 2_000
"""Code points. A longer sentence on either side is matched as a whole."""
SHORT_PHRASE: Final = 2
"""Words. Spans this short are unreliable; they are widened by one word at each end."""
WHOLE_SHARE: Final = 0.8
"""Share of a French sentence from which it is matched as a whole."""
_MAX_DRIFT: Final = 0.3
"""Maximum distance of two matching tokens, as shares of their sentences."""
_MAX_OCCURRENCES: Final = 6
"""A token that occurs more often on one side gives no position."""
_MAX_PAIRS: Final = 150
"""Token pairs that are weighed, the nearest first: more than any sentence has."""
_CLAUSE_REACH: Final = 24
"""Code points within which a clause end snaps to a clause end of the other side."""

_WORD: Final = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_CLAUSE_BREAK: Final = re.compile(r"[\s«»“”‘\"()]*(?:[,;:.!?…–—]|[«»“”\"()])[\s«»“”‘’\"()–—]*")
"""The punctuation between two clauses, with surrounding white space and quotation marks."""


@lru_cache(maxsize=4096)
def align_phrase(french: str, english: str, phrase: Span) -> Span:
    """Return the span of ``english`` that matches ``phrase`` of ``french``.

    Both are matching sentences.

    The span is all of the English when the phrase is nearly all of the French, or when a side is
    too long. Otherwise it holds whole words, at least one if there is any. Results are cached: a
    new highlight requests those of all others again.
    """
    whole = Span(0, len(english))
    if not phrase or len(phrase) >= WHOLE_SHARE * len(french.strip()) or max(len(french), len(english)) > MAX_SENTENCE:
        return whole
    return _phrase_aligner(french, english).align(phrase) or whole


@lru_cache(maxsize=64)
def _phrase_aligner(french: str, english: str) -> _PhraseAligner:
    return _PhraseAligner(french, english)


class _PhraseAligner:
    """Two matching sentences, with the positions where they certainly correspond."""

    def __init__(self, french: str, english: str) -> None:
        self._french, self._english = _words(french), _words(english)
        self._clause_breaks = _clause_breaks(french), _clause_breaks(english)
        self._anchors = _anchor_points(french, english)

    def align(self, phrase: Span) -> Span | None:
        """Return the English span for a French phrase, from first to last word; None without words.

        A short phrase is widened by one word at each end that no token and no clause break
        confirms.
        """
        inner = [word for word in self._french if word.overlaps(phrase)]
        words = self._english
        if not inner or not words:
            return None
        margin = 1 if len(inner) <= SHORT_PHRASE else 0
        french_start, french_end = inner[0].start, inner[-1].end
        start, start_confirmed = self._snap_to_clause(french_start, self._interpolate(french_start, before=False), 1)
        end, end_confirmed = self._snap_to_clause(french_end, self._interpolate(french_end, before=True), 0)
        first = min(range(len(words)), key=lambda index: abs(words[index].start - start))
        last = min(range(first, len(words)), key=lambda index: abs(words[index].end - end))
        first, last = (
            max(0, first - margin * (not start_confirmed)),
            min(len(words) - 1, last + margin * (not end_confirmed)),
        )
        return Span(words[first].start, words[last].end)

    def _interpolate(self, at: int, *, before: bool) -> float:
        """Return the English position of a French one, interpolated between two anchor points."""
        anchors = self._anchors
        index = bisect_right(anchors, (at, 1 << 60)) if not before else bisect_right(anchors, (at, -1))
        index = min(max(index, 1), len(anchors) - 1)
        (x0, y0), (x1, y1) = anchors[index - 1], anchors[index]
        return y0 + (y1 - y0) * (at - x0) / (x1 - x0) if x1 > x0 else float(y1)

    def _snap_to_clause(self, at: int, expected: float, side: int) -> tuple[float, bool]:
        """Return the edge of a nearby English clause, if the French position is one, else
        ``expected``.

        The second value is whether a clause edge or a token confirms the position.
        """
        ours, theirs = self._clause_breaks
        by_token = any(anchor[0] == at for anchor in self._anchors)
        if not any(gap[side] == at for gap in ours):
            return expected, by_token
        nearest = min((gap[side] for gap in theirs), key=lambda edge: abs(edge - expected))
        return (nearest, True) if abs(nearest - expected) <= _CLAUSE_REACH else (expected, by_token)


def _words(sentence: str) -> list[Span]:
    return [Span(*word.span()) for word in _WORD.finditer(sentence)]


def _clause_breaks(text: str) -> list[tuple[int, int]]:
    """Return the gaps between clauses, including the start and end of the text."""
    breaks = [match.span() for match in _CLAUSE_BREAK.finditer(text)]
    return [(0, 0), *breaks, (len(text), len(text))]


def _anchor_points(french: str, english: str) -> list[tuple[int, int]]:
    """Return matching positions of both sides, in order on both, including both ends."""
    ours, theirs = _positions_by_token(french), _positions_by_token(english)
    pairs: list[tuple[Span, Span]] = []
    for token in ours.keys() & theirs.keys():
        left, right = ours[token], theirs[token]
        if max(len(left), len(right)) > _MAX_OCCURRENCES:
            continue
        if len(left) == len(right):
            pairs += zip(left, right, strict=True)
        elif min(len(left), len(right)) == 1:
            pairs += [(one, other) for one in left for other in right]
    size, other = max(1, len(french)), max(1, len(english))
    near = [
        (one.start, one.end, two.start, two.end, 1.0 - abs(one.start / size - two.start / other) / _MAX_DRIFT)
        for one, two in pairs
        if abs(one.start / size - two.start / other) < _MAX_DRIFT
    ]
    chain = _best_monotone_chain(sorted(sorted(near, key=itemgetter(4))[-_MAX_PAIRS:]))
    points = [(0, 0)]
    for start, end, begins, ends, _ in chain:
        points += [(start, begins), (end, ends)]
    return [*points, (len(french), len(english))]


def _best_monotone_chain(pairs: list[tuple[int, int, int, int, float]]) -> list[tuple[int, int, int, int, float]]:
    """Return the pairs that ascend on both sides and have the highest total weight."""
    best: list[float] = []
    previous: list[int] = []
    for index, (start, _, begins, _, weight) in enumerate(pairs):
        before = [i for i in range(index) if pairs[i][1] <= start and pairs[i][3] <= begins]
        last = max(before, key=lambda i: best[i], default=-1)
        best.append(weight + (best[last] if last >= 0 else 0.0))
        previous.append(last)
    at = max(range(len(pairs)), key=lambda i: best[i], default=-1)
    chain = []
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _positions_by_token(text: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span, token in token_positions(text):
        found.setdefault(token, []).append(span)
    return found
