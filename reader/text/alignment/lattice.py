"""Lattice: all ways to link the sentences of two sides, and how likely each group of sentences is among them."""

from __future__ import annotations

from collections import defaultdict
from math import exp, inf, lgamma, log, log1p, pi
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar, cast

from reader.frozen import frozen_dataclass
from reader.text.alignment.cognates import shared_tokens

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

_MAX_EXACT_POINTS: Final = 1_600
"""Points of the lattice (French times English sentences) up to which every way to link is weighed."""
_BEAM_WIDTH: Final = 30.0
"""In a larger lattice: how much less likely than the best, as a logarithm, a beginning may be and still go on."""

_MAX_POINTS_PER_SENTENCE: Final = 12
"""Points of a large lattice weighed at most, for each sentence of both sides: where more are needed, nothing is clear."""
_MIN_PROBABILITY: Final = 1e-6
"""A chance not worth a line."""
_MIN_PATH_PROBABILITY: Final = 0.01
"""How likely the right way must pass a point for the point to matter."""
_LOG_CUT_ORDERS: Final = (0.0, 0.0, 0.0, log(2), log(6))
"""Logarithm of the orders in which a whole can be cut into so many sentences (the density of cuts taken at random)."""

_SentenceRange: TypeAlias = tuple[int, int]
"""The first sentence of a range, and the first after it."""
SentenceGroup: TypeAlias = tuple[_SentenceRange, _SentenceRange]
"""A French range and the English range that answers it; one of them may be empty."""


@frozen_dataclass(frozen=True, slots=True)
class AlignmentModel:
    """What is taken for likely: priors after Gale and Church (1993), the rest after the pairs aligned by hand (tests/text/links).

    Choosing the constants on the bundled articles and ``extra.txt``, each article or quarter of ``extra`` left out in turn, gave
    nearly the same ones every time; they were then rounded to the careful side. ``further.txt`` had no part in it.
    """

    group_priors: tuple[tuple[int, int, float], ...] = (
        (1, 1, 0.866), (2, 1, 0.0445), (1, 2, 0.0445), (1, 0, 0.01), (0, 1, 0.01), (3, 1, 0.01), (1, 3, 0.01), (2, 2, 0.001),
    )  # fmt: skip
    """French sentences, English sentences, and how often so many answer each other. Gale and Church count 0.89 for one to
    one, 0.089 for two to one, 0.0099 for one alone, 0.011 for two to two; sentences alone are more in free translation,
    two to two fewer where two sentences that change places have a prior of their own."""
    swap_prior: float = 0.004
    """How often two neighbors stand in the other order on the other side: such a step makes two links that cross."""
    length_ratio: float = 0.97
    """English code points for each French one: 0.88 in the article of a newspaper, 1.02 to 1.05 in the others."""
    length_variance: float = 40.0
    """Variance of an English length, in code points squared, however short the French."""
    relative_deviation: float = 0.12
    """How far, as a share of its length, a translation strays besides. (Gale and Church have one figure for both, a variance of
    6.8 for each code point; here 0.08 to 0.1 fits best, with less slack.)"""
    degrees_of_freedom: float = 6.0
    """Degrees of freedom of Student's distribution: how often a translation strays further still."""
    mean_log_length: float = 4.2
    """Mean of the logarithm of a sentence's length in code points, in either language."""
    log_length_deviation: float = 0.75
    """Standard deviation of that logarithm."""
    token_weight: float = 0.6
    """What shared signs (see ``cognates``) weigh against lengths: below 1 as they repeat each other. 0 leaves lengths alone."""

    def __post_init__(self) -> None:
        if not all(
            0 <= ours < len(_LOG_CUT_ORDERS) and 0 <= theirs < len(_LOG_CUT_ORDERS) and ours + theirs
            for ours, theirs, _ in self.group_priors
        ):
            raise ValueError("not groups of one to four sentences")
        if not {(1, 0), (0, 1)} <= {bead[:2] for bead in self.group_priors if bead[2] > 0}:
            raise ValueError("a sentence must be able to stand alone")
        if (
            min(
                self.length_ratio,
                self.length_variance,
                self.relative_deviation,
                self.degrees_of_freedom,
                self.log_length_deviation,
            )
            <= 0
            or self.token_weight < 0
            or self.swap_prior < 0
        ):
            raise ValueError("not a model of lengths")


DEFAULT_MODEL: Final = AlignmentModel()


_Point: TypeAlias = tuple[int, int]
"""How many French and how many English sentences are done."""
_Step: TypeAlias = tuple[int, int, float, bool]
"""A step of the lattice: the French and the English point it leads to, its logarithm, whether two sentences cross in it."""


class _Segment(NamedTuple):
    """Some neighboring sentences of one side, taken together."""

    size: int
    """Code points."""
    score: float
    """The logarithm of what they tell before anything is known of the other side."""
    tokens: int
    """Their signs, as bits."""
    variance: float
    """Of French: the variance of their English length, times the degrees of freedom."""


class Lattice:
    """All ways to link two sides, as paths from its first point to its last.

    ``loose``: the English may be longer at both ends than what answers the French, and a path begins and ends anywhere in it.
    """

    def __init__(
        self, french: Sequence[str], english: Sequence[str], model: AlignmentModel, *, free_ends: bool = False
    ) -> None:
        self.evidence = -inf
        """Once the chances are known: the logarithm of how much likelier the two sides are as each other's answers, in whatever
        way, than sentences taken at random."""
        self._free_ends = free_ends
        self._model, self._ratio, self._token_weight = model, model.length_ratio, model.token_weight
        self._half_degrees = (model.degrees_of_freedom + 1) / 2
        self._density_peak = lgamma(self._half_degrees) - lgamma(model.degrees_of_freedom / 2) - log(pi) / 2
        self._density_constant = -log(model.log_length_deviation) - log(2 * pi) / 2
        self._shared = found = shared_tokens(french, english)
        most = max(max(ours, theirs) for ours, theirs, _ in model.group_priors)
        self._french = self._segments(french, found.french, found.french_only, most, french=True)
        self._english = self._segments(english, found.english, found.english_only, most, french=False)
        self._rows, self._columns = len(french), len(english)
        self._group_priors = [(ours, theirs, log(prior)) for ours, theirs, prior in model.group_priors if prior]
        self._swap_prior = log(model.swap_prior) if model.swap_prior else None

    def probabilities(self) -> dict[SentenceGroup, float]:
        """Go through the lattice forward and back; of a large one only through what is likely, if that can be trusted."""
        return run_to_end(self.compute())

    def compute(self) -> Generator[None, None, dict[SentenceGroup, float]]:
        """Do what ``chances`` does, a row at a time: some thousandths of a second at most between two yields."""
        if self._rows * self._columns <= _MAX_EXACT_POINTS:
            return (yield from self._forward_backward(inf))
        return (yield from self._forward_backward(_BEAM_WIDTH)) or (yield from self._forward_backward(2 * _BEAM_WIDTH))

    def _forward_backward(self, beam: float) -> Generator[None, None, dict[SentenceGroup, float]]:
        """Return the chances of all groups, or none when the beam left out what may matter."""
        before, steps, best = yield from self._forward(beam)
        rows, columns = self._rows, self._columns
        ends = [(rows, j) for j in (range(columns + 1) if self._free_ends else (columns,)) if (rows, j) in before]
        if not ends:
            return {}
        whole = _log_sum([before[end] for end in ends])
        self.evidence = whole - log(columns + 1) if self._free_ends else whole
        after = dict.fromkeys(ends, 0.0)
        found: dict[SentenceGroup, float] = defaultdict(float)
        last = rows
        for (i, j), going in reversed(steps.items()):
            if i != last:
                last = i
                yield
            here = before[i, j] - whole
            passing = 0.0
            for row, column, step, crossed in going:
                chance = exp(here + step + after.get((row, column), -inf))
                passing += chance
                if chance < _MIN_PROBABILITY:
                    continue
                if crossed:
                    found[(i, i + 1), (j + 1, column)] += chance
                    found[(i + 1, row), (j, j + 1)] += chance
                else:
                    found[(i, row), (j, column)] += chance
            if passing:
                after[i, j] = log(passing) - here
                if passing > _MIN_PATH_PROBABILITY and before[i, j] < best[i] - beam / 2:
                    return {}  # where the likely ways come near the edge of the beam, likelier ones may lie beyond
        return found

    def _forward(
        self, beam: float
    ) -> Generator[None, None, tuple[dict[_Point, float], dict[_Point, list[_Step]], list[float]]]:
        """Return the logarithm of all ways to each point, the steps from each, and the best such logarithm of each row."""
        rows, columns = self._rows, self._columns
        most = inf if beam == inf else _MAX_POINTS_PER_SENTENCE * (rows + columns)
        before: dict[_Point, float] = {}
        steps: dict[_Point, list[_Step]] = {}
        bests: list[float] = []
        coming: list[dict[int, list[float]]] = [defaultdict(list) for _ in range(rows + 1)]
        for j in range(columns + 1 if self._free_ends else 1):
            coming[0][j].append(0.0)
        for i, row in enumerate(coming):
            best = max(map(max, row.values()), default=-inf)
            for j in range(columns + 1):
                if j not in row:
                    continue
                here = _log_sum(row[j])
                best = max(best, here)
                if here < best - beam or len(before) >= most:
                    continue
                before[i, j] = here
                steps[i, j] = going = self._steps(i, j) if i < rows or not self._free_ends else []
                for to_row, to_column, step, _ in going:
                    coming[to_row][to_column].append(here + step)
            bests.append(best)
            row.clear()
            yield
        return before, steps, bests

    def _steps(self, i: int, j: int) -> list[_Step]:
        """Return the steps from one point."""
        ours, theirs = self._french[i], self._english[j]
        many, few, together = len(ours), len(theirs), self._match_score
        found = [
            (i + a, j + b, prior + (together(ours[a - 1], theirs[b - 1]) if a and b else 0.0), False)
            for a, b, prior in self._group_priors
            if a <= many and b <= few
        ]
        if self._swap_prior is not None and many > 1 and few > 1:
            crossed = together(ours[0], self._english[j + 1][0]) + together(self._french[i + 1][0], theirs[0])
            found.append((i + 2, j + 2, self._swap_prior + crossed, True))
        return found

    def _match_score(self, ours: _Segment, theirs: _Segment) -> float:
        """Return the logarithm of how much likelier two pieces are as each other's answers than by chance."""
        size, own, signs, stray = ours
        english, told, others, _ = theirs
        strayed = english - self._ratio * size
        told += own - self._half_degrees * log1p(strayed * strayed / stray)
        both = signs & others
        return told + self._token_weight * self._shared.match_gain(both) if both else told

    def _segments(
        self, side: Sequence[str], signs: Sequence[int], others: Sequence[float], most: int, *, french: bool
    ) -> list[list[_Segment]]:
        """Return for each sentence the pieces that begin with it, by their number of sentences; none after the last."""
        sizes = [max(1, len(words)) for words in side]
        usual = [self._log_length_density(size) for size in sizes]
        told = [
            self._token_weight * (self._shared.one_sided_score(bits) + other)
            for bits, other in zip(signs, others, strict=True)
        ]
        found: list[list[_Segment]] = []
        for first, size in enumerate(sizes):
            joined, apart, alone = signs[first], usual[first], told[first]
            own = alone - apart
            pieces = [self._segment(size, own, joined, french=french)]
            for many, last in enumerate(range(first + 1, min(first + most, len(sizes))), 2):
                size += sizes[last]
                apart += usual[last]
                alone += told[last]
                if twice := joined & signs[last]:
                    alone -= self._token_weight * self._shared.one_sided_score(twice)
                joined |= signs[last]
                # Cut where it falls, a whole of this size gives these sentences; at random, each has a size of its own.
                own = _LOG_CUT_ORDERS[many] - (many - 1) * log(size) + alone - apart
                pieces.append(self._segment(size, own, joined, french=french))
            found.append(pieces)
        return [*found, []]

    def _segment(self, size: int, own: float, signs: int, *, french: bool) -> _Segment:
        """Return a piece; to French adds how likely it is of its size, and its English of the size expected."""
        if not french:
            return _Segment(size, own, signs, 0.0)
        model = self._model
        stray = model.degrees_of_freedom * (model.length_variance + (model.relative_deviation * size) ** 2)
        return _Segment(size, own + self._log_length_density(size) + self._density_peak - log(stray) / 2, signs, stray)

    def _log_length_density(self, size: int) -> float:
        """Return the logarithm of how likely a sentence taken at random is of this size (log-normal)."""
        grown = log(size)
        strayed = (grown - self._model.mean_log_length) / self._model.log_length_deviation
        return self._density_constant - grown - strayed * strayed / 2


Result = TypeVar("Result")


def run_to_end(work: Generator[None, None, Result]) -> Result:
    """Do all of a work at once, and return what comes of it."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return cast("Result", done.value)


def _log_sum(terms: list[float]) -> float:
    """Return the logarithm of the sum of what the terms are logarithms of."""
    if len(terms) == 1:
        return terms[0]
    most = max(terms)
    return most + log(sum([exp(term - most) for term in terms]))
