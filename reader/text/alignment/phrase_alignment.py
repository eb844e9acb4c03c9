"""Extents: which words of an English sentence say what a part of the French one says.

Nobody knows without a dictionary. But the order of what is said is nearly the same in both languages, and here and there
both sides have a sign in common: a number, a name, a colon, two words that look alike. Between those, lengths tell. What comes out is
right in most of its words (``python tools/evaluate.py`` says in how many), which is enough for a faint line and for nothing else.
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
"""Code points of either side beyond which nothing is looked for: such a sentence answers as a whole."""
SHORT_PHRASE: Final = 2
"""Words that are so few that the measured answer lies beside the true one as often as not: one more is taken at each end."""
WHOLE_SHARE: Final = 0.8
"""The share of a French sentence that stands for all of it."""
_MAX_DRIFT: Final = 0.3
"""How far from each other, as shares of their sentences, two signs may stand and still be each other's."""
_MAX_OCCURRENCES: Final = 6
"""A sign that a side has more often says nothing of where."""
_MAX_PAIRS: Final = 150
"""Pairs of signs that are weighed, those nearest to each other: more than any sentence has."""
_CLAUSE_REACH: Final = 24
"""Code points within which an end that is the end of a clause goes to the end of one on the other side."""

_WORD: Final = re.compile(r"[^\W_]+(?:[’'‑-][^\W_]+)*")
_CLAUSE_BREAK: Final = re.compile(r"[\s«»“”‘\"()]*(?:[,;:.!?…–—]|[«»“”\"()])[\s«»“”‘’\"()–—]*")
"""What parts two clauses, with the white space and the quotation marks about it."""


@lru_cache(maxsize=4096)
def align_phrase(french: str, english: str, phrase: Span) -> Span:
    """Return the words of ``english`` that answer ``part`` of ``french``, of sentences that answer each other.

    All of the English where the part is nearly all of the French, or where either is too long to be looked at; else whole words,
    at least one where there is any. Answers are kept, because a new highlight has those of all others asked for again.
    """
    everything = Span(0, len(english))
    if not phrase or len(phrase) >= WHOLE_SHARE * len(french.strip()) or max(len(french), len(english)) > MAX_SENTENCE:
        return everything
    return _phrase_aligner(french, english).align(phrase) or everything


@lru_cache(maxsize=64)
def _phrase_aligner(french: str, english: str) -> _PhraseAligner:
    return _PhraseAligner(french, english)


class _PhraseAligner:
    """Two sentences side by side, with the places at which they surely stand on the same words."""

    def __init__(self, french: str, english: str) -> None:
        self._french, self._english = _words(french), _words(english)
        self._clause_breaks = _clause_breaks(french), _clause_breaks(english)
        self._anchors = _anchor_points(french, english)

    def align(self, phrase: Span) -> Span | None:
        """Return the English words of a French part, as a span from the first to the last; None where there are no words.

        At an end that no sign and no pause tells, a part of a few words is given one more.
        """
        inner = [word for word in self._french if word.overlaps(phrase)]
        words = self._english
        if not inner or not words:
            return None
        margin = 1 if len(inner) <= SHORT_PHRASE else 0
        begins, ends = inner[0].start, inner[-1].end
        start, sure = self._snap_to_clause(begins, self._interpolate(begins, before=False), 1)
        end, surely = self._snap_to_clause(ends, self._interpolate(ends, before=True), 0)
        first = min(range(len(words)), key=lambda index: abs(words[index].start - start))
        last = min(range(first, len(words)), key=lambda index: abs(words[index].end - end))
        first, last = max(0, first - margin * (not sure)), min(len(words) - 1, last + margin * (not surely))
        return Span(words[first].start, words[last].end)

    def _interpolate(self, at: int, *, before: bool) -> float:
        """Return where the English is when the French is ``at``, in code points of a straight line between two knots."""
        knots = self._anchors
        index = bisect_right(knots, (at, 1 << 60)) if not before else bisect_right(knots, (at, -1))
        index = min(max(index, 1), len(knots) - 1)
        (x0, y0), (x1, y1) = knots[index - 1], knots[index]
        return y0 + (y1 - y0) * (at - x0) / (x1 - x0) if x1 > x0 else float(y1)

    def _snap_to_clause(self, at: int, there: float, side: int) -> tuple[float, bool]:
        """Return the edge of an English clause near ``there`` where the French has the edge of one ``at`` that place.

        Else ``there``. And whether that or a sign tells it, or only lengths do.
        """
        ours, theirs = self._clause_breaks
        sign = any(knot[0] == at for knot in self._anchors)
        if not any(pause[side] == at for pause in ours):
            return there, sign
        near = min((pause[side] for pause in theirs), key=lambda edge: abs(edge - there))
        return (near, True) if abs(near - there) <= _CLAUSE_REACH else (there, sign)


def _words(sentence: str) -> list[Span]:
    return [Span(*word.span()) for word in _WORD.finditer(sentence)]


def _clause_breaks(words: str) -> list[tuple[int, int]]:
    """Return where clauses end and the next begin, the edges of all among them."""
    found = [pause.span() for pause in _CLAUSE_BREAK.finditer(words)]
    return [(0, 0), *found, (len(words), len(words))]


def _anchor_points(french: str, english: str) -> list[tuple[int, int]]:
    """Return places of both sides that answer each other, in order on both, the beginnings and the ends among them."""
    ours, theirs = _positions_by_token(french), _positions_by_token(english)
    pairs: list[tuple[Span, Span]] = []
    for sign in ours.keys() & theirs.keys():
        left, right = ours[sign], theirs[sign]
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
    knots = [(0, 0)]
    for start, end, begins, ends, _ in chain:
        knots += [(start, begins), (end, ends)]
    return [*knots, (len(french), len(english))]


def _best_monotone_chain(pairs: list[tuple[int, int, int, int, float]]) -> list[tuple[int, int, int, int, float]]:
    """Return the pairs that go forward on both sides and weigh most together."""
    best: list[float] = []
    came: list[int] = []
    for index, (start, _, begins, _, weight) in enumerate(pairs):
        before = [i for i in range(index) if pairs[i][1] <= start and pairs[i][3] <= begins]
        last = max(before, key=lambda i: best[i], default=-1)
        best.append(weight + (best[last] if last >= 0 else 0.0))
        came.append(last)
    at = max(range(len(pairs)), key=lambda i: best[i], default=-1)
    chain = []
    while at >= 0:
        chain.append(pairs[at])
        at = came[at]
    return chain[::-1]


def _positions_by_token(words: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span, sign in token_positions(words):
        found.setdefault(sign, []).append(span)
    return found
