"""Selectors: how a passage is described so that it can be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from reader.frozen import frozen_dataclass
from reader.text.folding import FoldedText, normalize_typography
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 32
"""Code points of prefix and suffix kept with a quotation (as Hypothesis does)."""


@frozen_dataclass(frozen=True, slots=True)
class Selector:
    """A durable description of a passage: W3C TextQuoteSelector and TextPositionSelector in one value."""

    exact: str
    """The very words, as stored."""
    prefix: str
    """Up to ``CONTEXT`` code points before."""
    suffix: str
    """Up to ``CONTEXT`` code points after."""
    start: int
    """Where the words began, in code points of the text they were marked in."""


@frozen_dataclass(frozen=True, slots=True)
class Anchor:
    """The span that a selector resolves to."""

    span: Span
    score: float
    """How sure we are: 1.0 when the words stand where they stood."""


_QUOTATION_WEIGHT, _CONTEXT_WEIGHT, _POSITION_WEIGHT = 50, 20, 2
"""Weights of the words themselves, of each side, and of the place, as Hypothesis weighs them; together 92."""
_MIN_SCORE: Final = 0.85
"""The least score of a passage that has rivals."""
_MIN_LEAD: Final = 0.05
"""How far it must be ahead of its best rival."""
_SHORT_QUOTATION: Final = 12
"""Code points: a quotation shorter than this is everywhere, so that one side of it must be known again."""
_MIN_LIKENESS: Final = 0.7
"""The least likeness of a side that is known again."""
_MAX_OCCURRENCES: Final = 500
"""How many occurrences are looked at on each side of the place where the words stood."""


def describe(text: str, span: Span) -> Selector:
    """Describe a span of the text so that ``resolve`` finds it again."""
    return Selector(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
    )


def resolve(text: str, selector: Selector) -> Anchor | None:
    """Find a passage in a text that may have changed; None when it is gone, or when it cannot be told from another.

    Where the words stand where they stood, and a side of them is known again, the score is 1. Otherwise every occurrence
    is weighed as Hypothesis does: 50 for the words, 20 for the likeness of each side, 2 for nearness, divided by 92. An
    occurrence is taken when it is the only one, or scores 0.85 and is 0.05 ahead of the next. Words of fewer than 12
    code points also need a side that is 0.7 alike. Words and sides are compared evened out (``folding.even_out``).
    """
    return resolve_all(text, (selector,))[0]


def resolve_all(text: str, selectors: Sequence[Selector]) -> list[Anchor | None]:
    """Do ``resolve`` for many selectors of one text, which is evened out once at most, and only when something moved."""
    evened: FoldedText | None = None
    anchors: list[Anchor | None] = []
    for selector in selectors:
        anchor = _at_original_position(text, selector)
        if anchor is None:
            evened = evened or normalize_typography(text)
            anchor = _best_occurrence(evened, selector)
        anchors.append(anchor)
    return anchors


def _at_original_position(text: str, selector: Selector) -> Anchor | None:
    span = Span(selector.start, selector.start + len(selector.exact))
    if span.end > len(text) or not text.startswith(selector.exact, span.start):
        return None
    now = describe(text, span)
    if now == selector or _is_recognized(_sides(now.prefix, now.suffix, _NormalizedSelector.from_selector(selector))):
        return Anchor(span, 1.0)
    return None


@frozen_dataclass(frozen=True, slots=True)
class _NormalizedSelector:
    """A selector evened out."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def from_selector(cls, selector: Selector) -> _NormalizedSelector:
        exact, prefix, suffix = (
            normalize_typography(normalize("NFC", words)).text
            for words in (selector.exact, selector.prefix, selector.suffix)
        )
        return cls(exact, prefix, suffix)


def _best_occurrence(evened: FoldedText, selector: Selector) -> Anchor | None:
    """Weigh every occurrence of the words."""
    sought = _NormalizedSelector.from_selector(selector)
    if not sought.exact:
        return None
    hint = evened.folded_offset(min(selector.start, len(evened.original)))
    ranked: list[tuple[float, int, tuple[float | None, float | None]]] = []
    for start in _occurrences(evened.text, sought.exact, hint):
        end = start + len(sought.exact)
        sides = _sides(evened.text[max(0, start - CONTEXT) : start], evened.text[end : end + CONTEXT], sought)
        ranked.append((_score(sides, abs(start - hint) / len(evened.text)), start, sides))
    if not ranked:
        return None
    ranked.sort(key=lambda candidate: (-candidate[0], candidate[1]))
    score, start, sides = ranked[0]
    if len(ranked) > 1 and (score < _MIN_SCORE or score - ranked[1][0] < _MIN_LEAD):
        return None
    if len(sought.exact) < _SHORT_QUOTATION and not _is_recognized(sides):
        return None
    return Anchor(evened.original_span(start, start + len(sought.exact)), score)


def _occurrences(text: str, words: str, hint: int) -> Iterator[int]:
    """Yield where the words stand, nearest first on each side of the hint, a bounded number of them."""
    at = hint - 1
    for _ in range(_MAX_OCCURRENCES):
        at = text.find(words, at + 1)
        if at < 0:
            break
        yield at
    at = hint
    for _ in range(_MAX_OCCURRENCES):
        at = text.rfind(words, 0, at + len(words) - 1)
        if at < 0:
            break
        yield at


def _score(sides: tuple[float | None, float | None], distance: float) -> float:
    before, after = (1.0 if side is None else side for side in sides)
    return (
        _QUOTATION_WEIGHT + _CONTEXT_WEIGHT * before + _CONTEXT_WEIGHT * after + _POSITION_WEIGHT * (1 - distance)
    ) / (_QUOTATION_WEIGHT + 2 * _CONTEXT_WEIGHT + _POSITION_WEIGHT)


def _sides(prefix: str, suffix: str, sought: _NormalizedSelector) -> tuple[float | None, float | None]:
    """Return how alike each side is, 0 to 1; None where nothing is known of it."""
    prefix, suffix = normalize_typography(prefix).text, normalize_typography(suffix).text
    return _likeness(sought.prefix, prefix), _likeness(sought.suffix, suffix)


def _is_recognized(sides: tuple[float | None, float | None]) -> bool:
    return any(side is not None and side >= _MIN_LIKENESS for side in sides)


def _likeness(known: str, here: str) -> float | None:
    """Return how much of the known words stands here: one less the fewest edits that lead there, for each character.

    None when no words are known, unless there are none here either: the passage stood at the text's edge and still does.
    """
    if not known:
        return None if here else 1.0
    if known in here:
        return 1.0
    return 1 - _edits(known, here) / len(known)


def _edits(pattern: str, text: str) -> int:
    """Return the least edits that make the pattern of a part of the text (Sellers 1980); both are short."""
    row = list(range(len(pattern) + 1))
    least = row[-1]
    for character in text:
        diagonal, row[0] = row[0], 0
        for index, wanted in enumerate(pattern, 1):
            diagonal, row[index] = row[index], min(diagonal + (wanted != character), row[index] + 1, row[index - 1] + 1)
        least = min(least, row[-1])
    return least
