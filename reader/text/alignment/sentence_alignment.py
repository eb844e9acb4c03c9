"""Sentence alignment: which English sentences match which French ones, with a confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.alignment.lattice import DEFAULT_MODEL, Lattice
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.text.alignment.lattice import AlignmentModel, SentenceGroup

CONFIDENT: Final = 0.9
"""Confidence from which a link is shown.

On pairs not used for fitting, it linked 95 % of the sentences, 98.5 % of them correctly (0.8: 97 %
and 98.1 %). ``python tools/evaluate.py`` prints more."""
MAX_SENTENCES: Final = 500
"""Sentences of one side beyond which nothing is aligned."""
EMPTY_SPAN: Final = Span(0, 0)
"""Result when nothing matches or the match is unknown."""


@frozen_dataclass(frozen=True, slots=True)
class Link:
    """French sentences and the English ones that match them, and no others."""

    french: range
    """Indexes of neighboring French sentences, at least one."""
    english: range
    """Indexes of neighboring English sentences, at least one."""
    confidence: float
    """Probability that the link is right: above 0, at most 1."""

    def __post_init__(self) -> None:
        for side in (self.french, self.english):
            if not side or side.step != 1 or side.start < 0:
                raise ValueError(f"not a range of sentences: {side}")
        if not 0 < self.confidence <= 1:
            raise ValueError(f"not a confidence: {self.confidence}")


@frozen_dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """The sentences of a paragraph and its translation, as spans, and the links between them."""

    french: tuple[Span, ...] = ()
    english: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    def counterpart_at(self, offset: int, *, english: bool = False) -> Span:
        """Return the span that matches the sentence at an offset; empty without a confident match.

        The offset is in the French, or in the English with ``english``.
        """
        ours, theirs = (self.english, self.french) if english else (self.french, self.english)
        if not ours or not theirs:
            return EMPTY_SPAN
        index = next((number for number, span in enumerate(ours) if offset < span.end), len(ours) - 1)
        found = counterpart(self.links, index, english=english)
        return Span(theirs[found.start].start, theirs[found.stop - 1].end) if found else EMPTY_SPAN

    def confident_pairs(self) -> Iterator[tuple[Span, Span]]:
        """Yield the French and English spans of each confident link."""
        for found in self.links:
            if found.confidence >= CONFIDENT:
                yield (
                    Span(self.french[found.french.start].start, self.french[found.french.stop - 1].end),
                    Span(self.english[found.english.start].start, self.english[found.english.stop - 1].end),
                )


def align_sentences(
    french: Sequence[str], english: Sequence[str], model: AlignmentModel = DEFAULT_MODEL
) -> tuple[Link, ...]:
    """Align the sentences of a paragraph and its translation; links are in order of the French.

    Every link is more likely right than wrong. A sentence is in one link at most; some are in none.
    Show only ``CONFIDENT`` links (see ``counterpart``). Two links may cross. Two sentences that
    match two others are not linked. One sentence on each side is weighed like any other pair: it is
    linked unless lengths and tokens speak strongly against it. Nothing is linked when a side is
    empty or has more than ``MAX_SENTENCES`` sentences.
    """
    return likely_links(group_probabilities(french, english, model))


def likely_links(probabilities: Mapping[SentenceGroup, float]) -> tuple[Link, ...]:
    """Return the groups that are links and more likely right than wrong, in order of the French."""
    links = [
        Link(range(*ours), range(*theirs), min(1.0, chance))
        for (ours, theirs), chance in probabilities.items()
        if chance > 0.5 and (ours[1] - ours[0]) * (theirs[1] - theirs[0]) in (1, 2, 3)
    ]
    return tuple(sorted(links, key=lambda found: found.french.start))


def link_at(links: Sequence[Link], index: int, *, english: bool = False, threshold: float = CONFIDENT) -> Link | None:
    """Return the link of a French (or English) sentence; None below the confidence threshold."""
    for found in links:
        if index in (found.english if english else found.french):
            return found if found.confidence >= threshold else None
    return None


def counterpart(
    links: Sequence[Link], index: int, *, english: bool = False, threshold: float = CONFIDENT
) -> range | None:
    """Return the sentences of the other language that match a French (or English) one.

    None when there are none or the link is doubtful: then nothing must be marked.
    """
    found = link_at(links, index, english=english, threshold=threshold)
    if found is None:
        return None
    return found.french if english else found.english


def group_probabilities(
    french: Sequence[str], english: Sequence[str], model: AlignmentModel = DEFAULT_MODEL
) -> dict[SentenceGroup, float]:
    """Return the probability that each group of sentences is in the right alignment.

    Computed by forward-backward. For every sentence, the probabilities of its groups, including
    being unmatched, add up to 1 (except for groups below one in a million). The probability of an
    alignment is the product over its groups of prior, length likelihood ratio and token likelihood
    ratio. Empty when a side is empty or too long, or when pruning of two long sides (more than
    about 40 sentences each) cannot be trusted.
    """
    if not french or not english or len(french) > MAX_SENTENCES or len(english) > MAX_SENTENCES:
        return {}
    return Lattice(french, english, model).probabilities()
