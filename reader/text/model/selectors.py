"""Selectors: durable descriptions of a quotation, to find it again in a changed text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from reader.frozen import frozen_dataclass
from reader.text.folding import FoldedText, normalize_typography
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 32
"""Code points of prefix and suffix saved with a quotation (as Hypothesis does)."""


@frozen_dataclass(frozen=True, slots=True)
class Selector:
    """A quotation with context: W3C TextQuoteSelector and TextPositionSelector in one value."""

    exact: str
    """The quotation, as stored."""
    prefix: str
    """Up to ``CONTEXT`` code points before."""
    suffix: str
    """Up to ``CONTEXT`` code points after."""
    start: int
    """Where the quotation began, in code points of the text it was made in."""


@frozen_dataclass(frozen=True, slots=True)
class Anchor:
    """The span that a selector resolves to."""

    span: Span
    score: float
    """Confidence: 1.0 when the quotation is at its original position."""


_QUOTATION_WEIGHT, _CONTEXT_WEIGHT, _POSITION_WEIGHT = 50, 20, 2
"""Weights of the quotation, of each side, and of the position, as in Hypothesis; 92 in all."""
_MIN_SCORE: Final = 0.85
"""Minimum score of an occurrence among several."""
_MIN_LEAD: Final = 0.05
"""Minimum lead over the next best."""
_SHORT_QUOTATION: Final = 12
"""Code points. A shorter quotation is ambiguous, so one side of it must be recognized too."""
_MIN_LIKENESS: Final = 0.7
"""Minimum likeness of a recognized side."""
_MAX_OCCURRENCES: Final = 500
"""Occurrences that are examined on each side of the original position."""


def describe(text: str, span: Span) -> Selector:
    """Describe a span of the text so that ``resolve`` finds it again."""
    return Selector(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
    )


def resolve(text: str, selector: Selector) -> Anchor | None:
    """Find a quotation in a text that may have changed; None when it is gone or ambiguous.

    At its original position with a recognized side, the score is 1. Otherwise every occurrence is
    weighed as in Hypothesis: 50 for the quotation, 20 for the likeness of each side, 2 for
    nearness, divided by 92. An occurrence is accepted when it is the only one, or scores 0.85 and
    leads by 0.05. Quotations of fewer than 12 code points also need a side with a likeness of 0.7.
    Quotation and sides are compared by ``folding.normalize_typography``.
    """
    return resolve_all(text, (selector,))[0]


def resolve_all(text: str, selectors: Sequence[Selector]) -> list[Anchor | None]:
    """Resolve many selectors of one text, which is normalized at most once, and only if needed."""
    folded: FoldedText | None = None
    anchors: list[Anchor | None] = []
    for selector in selectors:
        anchor = _at_original_position(text, selector)
        if anchor is None:
            folded = folded or normalize_typography(text)
            anchor = _best_occurrence(folded, selector)
        anchors.append(anchor)
    return anchors


def _at_original_position(text: str, selector: Selector) -> Anchor | None:
    span = Span(selector.start, selector.start + len(selector.exact))
    if span.end > len(text) or not text.startswith(selector.exact, span.start):
        return None
    current = describe(text, span)
    if current == selector or _is_recognized(
        _sides(current.prefix, current.suffix, _NormalizedSelector.from_selector(selector))
    ):
        return Anchor(span, 1.0)
    return None


@frozen_dataclass(frozen=True, slots=True)
class _NormalizedSelector:
    """A selector with normalized typography."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def from_selector(cls, selector: Selector) -> _NormalizedSelector:
        exact, prefix, suffix = (
            normalize_typography(normalize("NFC", part)).text
            for part in (selector.exact, selector.prefix, selector.suffix)
        )
        return cls(exact, prefix, suffix)


def _best_occurrence(folded: FoldedText, selector: Selector) -> Anchor | None:
    """Return the best occurrence of the quotation."""
    wanted = _NormalizedSelector.from_selector(selector)
    if not wanted.exact:
        return None
    hint = folded.folded_offset(min(selector.start, len(folded.original)))
    ranked: list[tuple[float, int, tuple[float | None, float | None]]] = []
    for start in _occurrences(folded.text, wanted.exact, hint):
        end = start + len(wanted.exact)
        sides = _sides(folded.text[max(0, start - CONTEXT) : start], folded.text[end : end + CONTEXT], wanted)
        ranked.append((_score(sides, abs(start - hint) / len(folded.text)), start, sides))
    if not ranked:
        return None
    ranked.sort(key=lambda candidate: (-candidate[0], candidate[1]))
    score, start, sides = ranked[0]
    if len(ranked) > 1 and (score < _MIN_SCORE or score - ranked[1][0] < _MIN_LEAD):
        return None
    if len(wanted.exact) < _SHORT_QUOTATION and not _is_recognized(sides):
        return None
    return Anchor(folded.original_span(start, start + len(wanted.exact)), score)


def _occurrences(text: str, quotation: str, hint: int) -> Iterator[int]:
    """Yield a bounded number of occurrences, nearest first on each side of the hint."""
    offset = hint - 1
    for _ in range(_MAX_OCCURRENCES):
        offset = text.find(quotation, offset + 1)
        if offset < 0:
            break
        yield offset
    offset = hint
    for _ in range(_MAX_OCCURRENCES):
        offset = text.rfind(quotation, 0, offset + len(quotation) - 1)
        if offset < 0:
            break
        yield offset


def _score(sides: tuple[float | None, float | None], distance: float) -> float:
    before, after = (1.0 if side is None else side for side in sides)
    return (
        _QUOTATION_WEIGHT + _CONTEXT_WEIGHT * before + _CONTEXT_WEIGHT * after + _POSITION_WEIGHT * (1 - distance)
    ) / (_QUOTATION_WEIGHT + 2 * _CONTEXT_WEIGHT + _POSITION_WEIGHT)


def _sides(prefix: str, suffix: str, wanted: _NormalizedSelector) -> tuple[float | None, float | None]:
    """Return the likeness of each side, 0 to 1; None where it is unknown."""
    prefix, suffix = normalize_typography(prefix).text, normalize_typography(suffix).text
    return _likeness(wanted.prefix, prefix), _likeness(wanted.suffix, suffix)


def _is_recognized(sides: tuple[float | None, float | None]) -> bool:
    return any(side is not None and side >= _MIN_LIKENESS for side in sides)


def _likeness(expected: str, actual: str) -> float | None:
    """Return how much of the known context is here: 1 minus edits per character.

    None when no context is known, unless there is none here either: both are at the text's edge.
    """
    if not expected:
        return None if actual else 1.0
    if expected in actual:
        return 1.0
    return 1 - _edits(expected, actual) / len(expected)


def _edits(pattern: str, text: str) -> int:
    """Return the minimum edits from the pattern to a substring of the text (Sellers 1980)."""
    row = list(range(len(pattern) + 1))
    fewest = row[-1]
    for character in text:
        diagonal, row[0] = row[0], 0
        for index, other in enumerate(pattern, 1):
            diagonal, row[index] = row[index], min(diagonal + (other != character), row[index] + 1, row[index - 1] + 1)
        fewest = min(fewest, row[-1])
    return fewest
