"""Linking: which English sentences answer which French ones inside one paragraph and its English, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.alignment.lattice import DEFAULT_MODEL, Lattice
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.text.alignment.lattice import AlignmentModel, SentenceGroup

CONFIDENT: Final = 0.9
"""Confidence from which a link is shown. On pairs left out of the choice of constants it marked 95 % of the sentences, 98.5 %
of them rightly (0.8: 97 % and 98.1 %); ``python tools/evaluate.py`` tells more."""
MAX_SENTENCES: Final = 500
"""Sentences of one side beyond which nothing is linked."""
EMPTY_SPAN: Final = Span(0, 0)
"""What answers a sentence where nothing does, or no one knows."""


@frozen_dataclass(frozen=True, slots=True)
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


@frozen_dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """Sentences of a paragraph and its English, as spans of their texts, and the links between them."""

    french: tuple[Span, ...] = ()
    english: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    def counterpart_at(self, offset: int, *, english: bool = False) -> Span:
        """Return what surely answers the sentence at an offset of the French (or English, if so said); else an empty span."""
        ours, theirs = (self.english, self.french) if english else (self.french, self.english)
        if not ours or not theirs:
            return EMPTY_SPAN
        here = next((number for number, span in enumerate(ours) if offset < span.end), len(ours) - 1)
        found = counterpart(self.links, here, english=english)
        return Span(theirs[found.start].start, theirs[found.stop - 1].end) if found else EMPTY_SPAN

    def confident_pairs(self) -> Iterator[tuple[Span, Span]]:
        """Yield French and English that surely answer each other, from the first sentence of each to the last."""
        for found in self.links:
            if found.confidence >= CONFIDENT:
                yield (
                    Span(self.french[found.french.start].start, self.french[found.french.stop - 1].end),
                    Span(self.english[found.english.start].start, self.english[found.english.stop - 1].end),
                )


def align_sentences(
    french: Sequence[str], english: Sequence[str], model: AlignmentModel = DEFAULT_MODEL
) -> tuple[Link, ...]:
    """Link the sentences of a paragraph with those of its English, in the order of the French.

    Every link is more likely right than wrong, no sentence is in two, and some may be in none; show those that are ``SURE``
    (see ``counterpart``). Two links may cross. That two sentences answer two others, no one knows which, is no link. A pair
    of one sentence each is weighed like any other: it is linked unless lengths and signs speak strongly against. Nothing is
    linked when a side is empty or has more than ``MOST`` sentences.
    """
    return likely_links(group_probabilities(french, english, model))


def likely_links(probabilities: Mapping[SentenceGroup, float]) -> tuple[Link, ...]:
    """Return the groups that are links, and more likely right than wrong, in the order of the French."""
    links = [
        Link(range(*ours), range(*theirs), min(1.0, chance))
        for (ours, theirs), chance in probabilities.items()
        if chance > 0.5 and (ours[1] - ours[0]) * (theirs[1] - theirs[0]) in (1, 2, 3)
    ]
    return tuple(sorted(links, key=lambda found: found.french.start))


def link_at(links: Sequence[Link], index: int, *, english: bool = False, threshold: float = CONFIDENT) -> Link | None:
    """Return the link of one French sentence (or English, if so said); None when there is none or it is doubtful."""
    for found in links:
        if index in (found.english if english else found.french):
            return found if found.confidence >= threshold else None
    return None


def counterpart(
    links: Sequence[Link], index: int, *, english: bool = False, threshold: float = CONFIDENT
) -> range | None:
    """Return the English sentences that answer one French sentence, or the French ones that answer an English one.

    None when none does or it is doubtful: then nothing must be marked.
    """
    found = link_at(links, index, english=english, threshold=threshold)
    if found is None:
        return None
    return found.french if english else found.english


def group_probabilities(
    french: Sequence[str], english: Sequence[str], model: AlignmentModel = DEFAULT_MODEL
) -> dict[SentenceGroup, float]:
    """Return how likely each group of sentences is a group of the right alignment (forward-backward).

    For every sentence the chances of its groups, that where it is left alone included, add up to 1 (but for what is rarer than
    one in a million). An alignment's chance is the product over its groups of how often their kind is, how well their lengths
    agree (against those of sentences taken at random), and how well their signs do. Empty when a side is empty or too long,
    or when of two long sides (more than 40 sentences each, say) no small part of all alignments is surely the likely one.
    """
    if not french or not english or len(french) > MAX_SENTENCES or len(english) > MAX_SENTENCES:
        return {}
    return Lattice(french, english, model).probabilities()
