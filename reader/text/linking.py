"""Linking: which English sentences answer which French ones inside one paragraph and its English, and how surely."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p, pi, sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

from reader.text.cognates import Shared, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

SURE: Final = 0.8
"""Confidence from which a link is shown: found on the pairs aligned by hand, see tools/evaluate.py."""
MOST: Final = 500
"""Sentences of one side beyond which nothing is linked."""

_EXACT: Final = 900
"""Points of the lattice (French times English sentences) up to which every way to link is weighed."""
_BEAM: Final = 30.0
"""In a larger lattice: how much less likely than the best, as a logarithm, a beginning may be and still go on."""

_NEGLIGIBLE: Final = 1e-12

_Ends: TypeAlias = tuple[int, int]
"""The first sentence of a range, and the first after it."""
Group: TypeAlias = tuple[_Ends, _Ends]
"""A French range and the English range that answers it; one of them may be empty."""


@dataclass(frozen=True, slots=True)
class Link:
    """French sentences and the English ones that answer them, together and no others."""

    french: range
    """Indexes of neighboring French sentences, at least one."""
    english: range
    """Indexes of neighboring English sentences, at least one."""
    confidence: float
    """How likely the link is right: above 0, at most 1."""

    def __post_init__(self) -> None:
        for side in (self.french, self.english):
            if not side or side.step != 1 or side.start < 0:
                raise ValueError(f"not a range of sentences: {side}")
        if not 0 < self.confidence <= 1:
            raise ValueError(f"not a confidence: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Model:
    """What is taken for likely. The priors are those of Gale and Church (1993), the rest is counted in tests/text/links."""

    beads: tuple[tuple[int, int, float], ...] = (
        (1, 1, 0.87), (2, 1, 0.0445), (1, 2, 0.0445), (1, 0, 0.01), (0, 1, 0.01), (3, 1, 0.01), (1, 3, 0.01), (2, 2, 0.001),
    )  # fmt: skip
    """French sentences, English sentences, and how often so many answer each other. Gale and Church count 0.89 for one to
    one, 0.089 for two to one, 0.0099 for one alone, 0.011 for two to two; sentences alone are more in free translation,
    two to two fewer where two sentences that change places have a prior of their own."""
    swapped: float = 0.004
    """How often two neighbors stand in the other order on the other side."""
    ratio: float = 1.0
    """English code points for each French one."""
    slack: float = 40.0
    """Variance of an English length, in code points squared, however short the French (Gale and Church let it be 6.8 for each
    code point)."""
    freedom: float = 0.12
    """How far, as a share of its length, a translation strays besides."""
    tail: float = 6.0
    """Degrees of freedom of Student's distribution: how often a translation strays further still."""
    typical: float = 4.2
    """Mean of the logarithm of a sentence's length in code points."""
    spread: float = 0.75
    """Standard deviation of that logarithm."""
    words: float = 0.6
    """What shared signs (see ``cognates``) weigh against lengths: below 1 as they repeat each other. 0 leaves lengths alone."""


MODEL: Final = Model()


def link(french: Sequence[str], english: Sequence[str], model: Model = MODEL) -> tuple[Link, ...]:
    """Link the sentences of a paragraph with those of its English, in the order of the French.

    Every link is more likely right than wrong, no sentence is in two, and some may be in none; show those that are ``SURE``
    (see ``counterpart``). Two links may cross. That two sentences answer two others, no one knows which, is no link. A pair
    of one sentence each is weighed like any other: it is linked unless lengths and signs speak strongly against. Nothing is
    linked when a side is empty or has more than ``MOST`` sentences.
    """
    links = [
        Link(range(*ours), range(*theirs), min(1.0, chance))
        for (ours, theirs), chance in chances(french, english, model).items()
        if chance > 0.5 and (ours[1] - ours[0]) * (theirs[1] - theirs[0]) in (1, 2, 3)
    ]
    return tuple(sorted(links, key=lambda found: found.french.start))


def link_at(links: Sequence[Link], index: int, *, english: bool = False, least: float = SURE) -> Link | None:
    """Return the link of one French sentence (or English, if so said); None when there is none or it is doubtful."""
    for found in links:
        if index in (found.english if english else found.french):
            return found if found.confidence >= least else None
    return None


def counterpart(links: Sequence[Link], index: int, *, english: bool = False, least: float = SURE) -> range | None:
    """Return the English sentences that answer one French sentence, or the French ones that answer an English one.

    None when none does or it is doubtful: then nothing must be marked.
    """
    found = link_at(links, index, english=english, least=least)
    if found is None:
        return None
    return found.french if english else found.english


def chances(french: Sequence[str], english: Sequence[str], model: Model = MODEL) -> dict[Group, float]:
    """Return how likely each group of sentences is a group of the right alignment (forward-backward).

    For every sentence the chances of its groups, that where it is left alone included, add up to 1. An alignment's chance is
    the product over its groups of how often their kind is, how well their lengths agree (against those of sentences taken
    at random), and how well their signs do.
    """
    if not french or not english or len(french) > MOST or len(english) > MOST:
        return {}
    return _Lattice(french, english, model).chances()


_Step: TypeAlias = tuple[int, int, float, bool]
"""A step of the lattice: the French and the English point it leads to, its logarithm, whether two sentences cross in it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some neighboring sentences of one side, taken together."""

    size: int
    """Code points."""
    own: float
    """The logarithm of what they tell before anything is known of the other side."""
    signs: int
    """Their signs, as bits."""
    variance: float
    """Of French: how far their English length may stray, in code points squared."""


class _Lattice:
    """All ways to link two sides, as paths from (0, 0) to the ends; a point is how many sentences are done on each side."""

    def __init__(self, french: Sequence[str], english: Sequence[str], model: Model) -> None:
        self._model = model
        self._shared = shared(french, english) if model.words else Shared((0,) * len(french), (0,) * len(english), {}, {})
        self._french = self._pieces(french, self._shared.french, max(bead[0] for bead in model.beads), french=True)
        self._english = self._pieces(english, self._shared.english, max(bead[1] for bead in model.beads), french=False)
        self._rows, self._columns = len(french), len(english)
        self._beads = [(ours, theirs, log(prior)) for ours, theirs, prior in model.beads if prior]
        self._swapped = log(model.swapped) if model.swapped else None

    def chances(self) -> dict[Group, float]:
        """Go through the lattice forward and back."""
        before, steps, total = self._forward()
        after = {(self._rows, self._columns): 0.0}
        found: dict[Group, float] = defaultdict(float)
        for (i, j), going in reversed(steps.items()):
            here = before[i, j] - total
            reached = 0.0
            for row, column, step, crossed in going:
                chance = exp(min(0.0, here + step + after.get((row, column), -inf)))
                reached += chance
                if chance < _NEGLIGIBLE:
                    continue
                if crossed:
                    found[(i, i + 1), (j + 1, column)] += chance
                    found[(i + 1, row), (j, j + 1)] += chance
                else:
                    found[(i, row), (j, column)] += chance
            if reached:
                after[i, j] = log(reached) - here
        return found

    def _forward(self) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], list[_Step]], float]:
        """Return the logarithm of all ways to each point, the steps from each, and the logarithm of all ways to the end."""
        rows, columns = self._rows, self._columns
        beam = inf if rows * columns <= _EXACT else _BEAM
        before: dict[tuple[int, int], float] = {}
        steps: dict[tuple[int, int], list[_Step]] = {}
        coming: list[dict[int, list[float]]] = [defaultdict(list) for _ in range(rows + 1)]
        coming[0][0].append(0.0)
        for i, row in enumerate(coming):
            best = max(map(max, row.values()))
            for j in range(columns + 1):
                if j not in row:
                    continue
                here = _log_sum(row[j])
                best = max(best, here)
                if here < best - beam:
                    continue
                before[i, j] = here
                steps[i, j] = going = self._steps(i, j)
                for to_row, to_column, step, _ in going:
                    coming[to_row][to_column].append(here + step)
            row.clear()
        return before, steps, before[rows, columns]

    def _steps(self, i: int, j: int) -> list[_Step]:
        """Return the steps from one point."""
        found: list[_Step] = []
        ours, theirs = self._french[i], self._english[j]
        for many, few, prior in self._beads:
            if many > len(ours) or few > len(theirs):
                continue
            together = self._together(ours[many - 1], theirs[few - 1]) if many and few else 0.0
            found.append((i + many, j + few, prior + together, False))
        if self._swapped is not None and len(ours) > 1 and len(theirs) > 1:
            crossed = self._together(ours[0], self._english[j + 1][0]) + self._together(self._french[i + 1][0], theirs[0])
            found.append((i + 2, j + 2, self._swapped + crossed, True))
        return found

    def _together(self, ours: _Piece, theirs: _Piece) -> float:
        """Return the logarithm of how much likelier two pieces are as each other's answers than by chance."""
        model = self._model
        strayed = theirs.size - model.ratio * ours.size
        told = ours.own + theirs.own - (model.tail + 1) / 2 * log1p(strayed * strayed / (ours.variance * model.tail))
        if both := ours.signs & theirs.signs:
            told += model.words * self._shared.gain(both)
        return told

    def _pieces(self, side: Sequence[str], signs: Sequence[int], most: int, *, french: bool) -> list[list[_Piece]]:
        """Return for each sentence the pieces that begin with it, by their number of sentences; none after the last."""
        sizes = [max(1, len(words)) for words in side]
        usual = [self._usual(size) for size in sizes]
        found: list[list[_Piece]] = []
        for first in range(len(sizes)):
            pieces: list[_Piece] = []
            size, joined, apart = 0, 0, 0.0
            for many in range(1, min(most, len(sizes) - first) + 1):
                size += sizes[first + many - 1]
                apart += usual[first + many - 1]
                joined |= signs[first + many - 1]
                # Cut at random places, a whole of this size would be these sentences; at random, they have sizes of their own.
                own = lgamma(many) - (many - 1) * log(size) - apart + self._model.words * self._shared.alone(joined)
                own += self._peak(size) if french else 0.0
                pieces.append(_Piece(size, own, joined, self._variance(size)))
            found.append(pieces)
        return [*found, []]

    def _peak(self, size: int) -> float:
        """Return the logarithm of how likely a piece of French is of this size, and its English of the size expected."""
        tail = self._model.tail
        top = lgamma((tail + 1) / 2) - lgamma(tail / 2) - log(pi * tail * self._variance(size)) / 2
        return self._usual(size) + top

    def _variance(self, size: int) -> float:
        return self._model.slack + (self._model.freedom * size) ** 2

    def _usual(self, size: int) -> float:
        """Return the logarithm of how likely a sentence taken at random is of this size (log-normal)."""
        model = self._model
        strayed = (log(size) - model.typical) / model.spread
        return -log(size * model.spread) - (log(2 * pi) + strayed * strayed) / 2


def _log_sum(terms: list[float]) -> float:
    """Return the logarithm of the sum of what the terms are logarithms of."""
    if len(terms) == 1:
        return terms[0]
    most = max(terms)
    return most + log(sum([exp(term - most) for term in terms]))
