"""Article: one French text, its paragraphs, and its metadata."""

from __future__ import annotations

from copy import copy
from dataclasses import field
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.languages import FRENCH
from reader.text.model.headings import Heading, check_headings
from reader.text.model.paragraphs import SEPARATOR, Paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SEPARATOR", "Article"]


@frozen_dataclass(frozen=True, slots=True)
class Article:
    r"""One French text. Offsets everywhere are code points of ``text``.

    The text is clean (see ``cleaning``): paragraphs without line ends, joined by one blank line.

    >>> article = Article("a1", "Titre", "Un.\n\nDeux.")
    >>> [span.of(article.text) for span in article.paragraphs]
    ['Un.', 'Deux.']
    """

    id: str
    """A UUID, never changed."""
    title: str
    """One line: given with the text, or derived from its first sentence."""
    text: str
    """All paragraphs, joined by ``SEPARATOR``."""
    author: str = ""
    date: str = ""
    """ISO 8601, as precise as known: ``2023-07`` or ``2023-07-19``. Free text is allowed."""
    source: str = ""
    """Where the text comes from, as free text."""
    headings: tuple[Heading, ...] = ()
    """The paragraphs that are headings, in order."""
    language: str = FRENCH
    """ISO 639-1 code. French typography rules apply to French only."""
    paragraphs: Paragraphs = field(init=False, repr=False, compare=False)
    """The paragraphs in order. Together with the separators they cover the text."""
    _heading_indexes: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "paragraphs", Paragraphs.of(self.text))
        object.__setattr__(self, "_heading_indexes", frozenset(heading.paragraph for heading in self.headings))
        check_headings(self.headings, len(self.paragraphs))

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph at an offset; a separator belongs to the one before."""
        return self.paragraphs.at(offset)

    def is_heading(self, index: int) -> bool:
        """Return whether a paragraph is a heading."""
        return index in self._heading_indexes

    def paragraph(self, index: int) -> str:
        """Return the text of one paragraph."""
        return self.paragraphs[index].of(self.text)

    def paragraphs_equal_to(self, text: str) -> list[int]:
        r"""Return the indexes of the paragraphs that equal a text.

        >>> Article("a1", "", "Un.\n\nDeux.\n\nUn.\n\nUn. Un.").paragraphs_equal_to("Un.")
        [0, 2]
        """
        found, start = list[int](), self.text.find(text)
        while text and start >= 0:
            index = self.paragraph_at(start)
            span = self.paragraphs[index]
            if span.start == start and span.end == start + len(text):
                found.append(index)
            start = self.text.find(text, start + 1)
        return found

    def with_paragraphs(self, replacements: Mapping[int, str]) -> Article:
        r"""Return a copy with some paragraphs replaced, by index. No replacement may hold a line end.

        >>> Article("a1", "", "Un.\n\nDeux.\n\nTrois.").with_paragraphs({1: "Zwei."}).text
        'Un.\n\nZwei.\n\nTrois.'
        """
        parts, start = list[str](), 0
        for index in sorted(replacements):
            span = self.paragraphs[index]
            parts += [self.text[start : span.start], replacements[index]]
            start = span.end
        changed = copy(self)  # reuses the headings and lengths: parsing a book again with every answer is slow
        object.__setattr__(changed, "text", "".join([*parts, self.text[start:]]))
        lengths = {index: len(text) for index, text in replacements.items()}
        object.__setattr__(changed, "paragraphs", self.paragraphs.with_lengths(lengths))
        return changed
