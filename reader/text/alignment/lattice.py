"""Lattice: all alignments of the sentences of two sides, and the probability of each group."""

from __future__ import annotations

from collections import defaultdict
from math import exp, inf, lgamma, log, log1p, pi
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar, cast

from reader.frozen import frozen_dataclass
from reader.text.alignment.cognates import shared_tokens

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

_MAX_EXACT_POINTS: Final = 1_600
"""Lattice points (French times English sentences) up to which every alignment is weighed."""
_BEAM_WIDTH: Final = 30.0
"""Larger lattices: maximum log-probability distance from the best path of a row."""

_MAX_POINTS_PER_SENTENCE: Final = 12
"""Maximum points of a large lattice per sentence of both sides. Beyond it, nothing is clear."""
_MIN_PROBABILITY: Final = 1e-6
"""Less likely groups are dropped."""
_MIN_PATH_PROBABILITY: Final = 0.01
"""A point matters when the right alignment passes it with at least this probability."""
_LOG_CUT_ORDERS: Final = (0.0, 0.0, 0.0, log(2), log(6))
"""Log of the number of orders in which a text can be cut into so many sentences."""

_SentenceRange: TypeAlias = tuple[int, int]
"""The first sentence of a range, and the first after it."""
SentenceGroup: TypeAlias = tuple[_SentenceRange, _SentenceRange]
"""A French range and the matching English range; one of them may be empty."""


@frozen_dataclass(frozen=True, slots=True)
class AlignmentModel:
    """Parameters of the alignment model.

    The priors follow Gale and Church (1993); the rest was fitted to the pairs aligned by hand
    (tests/text/links). Fitting on the bundled articles and ``extra.txt``, leaving out each article
    or quarter of ``extra`` in turn, gave nearly the same values each time. They were then rounded
    to the cautious side. ``further.txt`` was not used.
    """

    group_priors: tuple[tuple[int, int, float], ...] = (
        (1, 1, 0.866), (2, 1, 0.0445), (1, 2, 0.0445), (1, 0, 0.01), (0, 1, 0.01),
        (3, 1, 0.01), (1, 3, 0.01), (2, 2, 0.001),
    )  # fmt: skip
    """French sentences, English sentences, and how often so many match each other.

    Gale and Church count 0.89 for 1-1, 0.089 for 2-1, 0.0099 for 1-0, 0.011 for 2-2. Unmatched
    sentences are more frequent in free translation. 2-2 is rarer here because swapped sentences
    have a prior of their own."""
    swap_prior: float = 0.004
    """How often two neighbors are swapped on the other side, which gives two crossing links."""
    length_ratio: float = 0.97
    """English code points per French one.

    Measured: 0.88 in one newspaper article, 1.02 to 1.05 in the others."""
    length_variance: float = 40.0
    """Constant part of the variance of an English length, in code points squared."""
    relative_deviation: float = 0.12
    """Deviation of a length in addition, as a share of it.

    Gale and Church use one value for both, a variance of 6.8 per code point. Here 0.08 to 0.1 fits
    best, with a lower ``length_variance``."""
    degrees_of_freedom: float = 6.0
    """Of Student's distribution: how often a length deviates even further."""
    mean_log_length: float = 4.2
    """Mean of the logarithm of a sentence's length in code points, in either language."""
    log_length_deviation: float = 0.75
    """Standard deviation of that logarithm."""
    token_weight: float = 0.6
    """Weight of shared tokens (see ``cognates``) against lengths; 0 uses lengths alone.

    It is below 1 because tokens repeat each other's evidence."""

    def __post_init__(self) -> None:
        if not all(
            0 <= ours < len(_LOG_CUT_ORDERS) and 0 <= theirs < len(_LOG_CUT_ORDERS) and ours + theirs
            for ours, theirs, _ in self.group_priors
        ):
            raise ValueError("not groups of one to four sentences")
        if not {(1, 0), (0, 1)} <= {group[:2] for group in self.group_priors if group[2] > 0}:
            raise ValueError("the model needs priors for unmatched sentences")
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
            raise ValueError("invalid length parameters")


DEFAULT_MODEL: Final = AlignmentModel()


_Point: TypeAlias = tuple[int, int]
"""How many French and how many English sentences are done."""
_Step: TypeAlias = tuple[int, int, float, bool]
"""Target point (French, English), log probability, and whether two sentences cross."""


class _Segment(NamedTuple):
    """Some neighboring sentences of one side, taken together."""

    size: int
    """Code points."""
    score: float
    """Log evidence before the other side is known."""
    tokens: int
    """Tokens, as a bit set."""
    variance: float
    """French only: the variance of the English length, times the degrees of freedom."""


class Lattice:
    """All alignments of two sides, as paths from the first point to the last.

    ``free_ends``: the English may be longer at both ends than what matches the French; paths begin
    and end anywhere in it.
    """

    def __init__(
        self, french: Sequence[str], english: Sequence[str], model: AlignmentModel, *, free_ends: bool = False
    ) -> None:
        self.evidence = -inf
        """Log likelihood ratio: translations of each other against random sentences.

        Set once the probabilities are computed."""
        self._free_ends = free_ends
        self._model, self._ratio, self._token_weight = model, model.length_ratio, model.token_weight
        self._half_degrees = (model.degrees_of_freedom + 1) / 2
        self._density_peak = lgamma(self._half_degrees) - lgamma(model.degrees_of_freedom / 2) - log(pi) / 2
        self._density_constant = -log(model.log_length_deviation) - log(2 * pi) / 2
        self._shared = found = shared_tokens(french, english)
        longest = max(max(ours, theirs) for ours, theirs, _ in model.group_priors)
        self._french = self._segments(french, found.french, found.french_only, longest, french=True)
        self._english = self._segments(english, found.english, found.english_only, longest, french=False)
        self._rows, self._columns = len(french), len(english)
        self._group_priors = [(ours, theirs, log(prior)) for ours, theirs, prior in model.group_priors if prior]
        self._swap_prior = log(model.swap_prior) if model.swap_prior else None

    def probabilities(self) -> dict[SentenceGroup, float]:
        """Run forward-backward. A large lattice is pruned, where the pruning can be trusted."""
        return run_to_end(self.compute())

    def compute(self) -> Generator[None, None, dict[SentenceGroup, float]]:
        """Compute ``probabilities`` row by row: a few milliseconds at most between yields."""
        if self._rows * self._columns <= _MAX_EXACT_POINTS:
            return (yield from self._forward_backward(inf))
        return (yield from self._forward_backward(_BEAM_WIDTH)) or (yield from self._forward_backward(2 * _BEAM_WIDTH))

    def _forward_backward(self, beam_width: float) -> Generator[None, None, dict[SentenceGroup, float]]:
        """Return the probabilities of all groups; none if the beam may have cut relevant paths."""
        before, steps, best = yield from self._forward(beam_width)
        rows, columns = self._rows, self._columns
        ends = [(rows, j) for j in (range(columns + 1) if self._free_ends else (columns,)) if (rows, j) in before]
        if not ends:
            return {}
        whole = _log_sum([before[end] for end in ends])
        self.evidence = whole - log(columns + 1) if self._free_ends else whole
        after = dict.fromkeys(ends, 0.0)
        found: dict[SentenceGroup, float] = defaultdict(float)
        last = rows
        for (i, j), outgoing in reversed(steps.items()):
            if i != last:
                last = i
                yield
            log_probability = before[i, j] - whole
            passed = 0.0
            for row, column, step, crossed in outgoing:
                probability = exp(log_probability + step + after.get((row, column), -inf))
                passed += probability
                if probability < _MIN_PROBABILITY:
                    continue
                if crossed:
                    found[(i, i + 1), (j + 1, column)] += probability
                    found[(i + 1, row), (j, j + 1)] += probability
                else:
                    found[(i, row), (j, column)] += probability
            if passed:
                after[i, j] = log(passed) - log_probability
                if passed > _MIN_PATH_PROBABILITY and before[i, j] < best[i] - beam_width / 2:
                    return {}  # near the edge of the beam, likelier paths may be outside it
        return found

    def _forward(
        self, beam_width: float
    ) -> Generator[None, None, tuple[dict[_Point, float], dict[_Point, list[_Step]], list[float]]]:
        """Return the forward log probability and steps of each point, and the best of each row."""
        rows, columns = self._rows, self._columns
        limit = inf if beam_width == inf else _MAX_POINTS_PER_SENTENCE * (rows + columns)
        before: dict[_Point, float] = {}
        steps: dict[_Point, list[_Step]] = {}
        bests: list[float] = []
        incoming: list[dict[int, list[float]]] = [defaultdict(list) for _ in range(rows + 1)]
        for j in range(columns + 1 if self._free_ends else 1):
            incoming[0][j].append(0.0)
        for i, row in enumerate(incoming):
            best = max(map(max, row.values()), default=-inf)
            for j in range(columns + 1):
                if j not in row:
                    continue
                log_probability = _log_sum(row[j])
                best = max(best, log_probability)
                if log_probability < best - beam_width or len(before) >= limit:
                    continue
                before[i, j] = log_probability
                steps[i, j] = outgoing = self._steps(i, j) if i < rows or not self._free_ends else []
                for to_row, to_column, step, _ in outgoing:
                    incoming[to_row][to_column].append(log_probability + step)
            bests.append(best)
            row.clear()
            yield
        return before, steps, bests

    def _steps(self, i: int, j: int) -> list[_Step]:
        """Return the steps from one point."""
        ours, theirs = self._french[i], self._english[j]
        french_left, english_left, score = len(ours), len(theirs), self._match_score
        found = [
            (i + a, j + b, prior + (score(ours[a - 1], theirs[b - 1]) if a and b else 0.0), False)
            for a, b, prior in self._group_priors
            if a <= french_left and b <= english_left
        ]
        if self._swap_prior is not None and french_left > 1 and english_left > 1:
            crossed = score(ours[0], self._english[j + 1][0]) + score(self._french[i + 1][0], theirs[0])
            found.append((i + 2, j + 2, self._swap_prior + crossed, True))
        return found

    def _match_score(self, ours: _Segment, theirs: _Segment) -> float:
        """Return the log likelihood ratio of two segments as translations against chance."""
        size, french_score, french_tokens, variance = ours
        english_size, score, english_tokens, _ = theirs
        deviation = english_size - self._ratio * size
        score += french_score - self._half_degrees * log1p(deviation * deviation / variance)
        common = french_tokens & english_tokens
        return score + self._token_weight * self._shared.match_gain(common) if common else score

    def _segments(
        self, side: Sequence[str], tokens: Sequence[int], unmatched: Sequence[float], longest: int, *, french: bool
    ) -> list[list[_Segment]]:
        """Return for each sentence the segments that begin with it, by sentence count.

        The list ends with an empty entry.
        """
        sizes = [max(1, len(sentence)) for sentence in side]
        densities = [self._log_length_density(size) for size in sizes]
        scores = [
            self._token_weight * (self._shared.one_sided_score(bits) + other)
            for bits, other in zip(tokens, unmatched, strict=True)
        ]
        found: list[list[_Segment]] = []
        for first, size in enumerate(sizes):
            joined, density, score = tokens[first], densities[first], scores[first]
            total = score - density
            segments = [self._segment(size, total, joined, french=french)]
            for many, last in enumerate(range(first + 1, min(first + longest, len(sizes))), 2):
                size += sizes[last]
                density += densities[last]
                score += scores[last]
                if repeated := joined & tokens[last]:
                    score -= self._token_weight * self._shared.one_sided_score(repeated)
                joined |= tokens[last]
                # Against random sizes: the density of cutting a whole of this size into these sentences.
                total = _LOG_CUT_ORDERS[many] - (many - 1) * log(size) + score - density
                segments.append(self._segment(size, total, joined, french=french))
            found.append(segments)
        return [*found, []]

    def _segment(self, size: int, score: float, tokens: int, *, french: bool) -> _Segment:
        """Return a segment. A French one includes its length density and the peak of the English."""
        if not french:
            return _Segment(size, score, tokens, 0.0)
        model = self._model
        variance = model.degrees_of_freedom * (model.length_variance + (model.relative_deviation * size) ** 2)
        return _Segment(
            size, score + self._log_length_density(size) + self._density_peak - log(variance) / 2, tokens, variance
        )

    def _log_length_density(self, size: int) -> float:
        """Return the log density of a random sentence's length (log-normal)."""
        log_size = log(size)
        deviation = (log_size - self._model.mean_log_length) / self._model.log_length_deviation
        return self._density_constant - log_size - deviation * deviation / 2


Result = TypeVar("Result")


def run_to_end(generator: Generator[None, None, Result]) -> Result:
    """Run a generator to its end and return its result."""
    while True:
        try:
            next(generator)
        except StopIteration as stop:
            return cast("Result", stop.value)


def _log_sum(terms: list[float]) -> float:
    """Return the logarithm of a sum, from the logarithms of its terms."""
    if len(terms) == 1:
        return terms[0]
    largest = max(terms)
    return largest + log(sum([exp(term - largest) for term in terms]))
