"""Article: one French text, its paragraphs, and what is known of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field

from reader.text.headings import Heading, check_headings
from reader.text.languages import FRENCH
from reader.text.spans import Span
from reader.values import valueclass

SEPARATOR = "\n\n"
"""What stands between two paragraphs in an article's text."""


@valueclass(frozen=True, slots=True)
class Article:
    r"""One French text. Offsets everywhere else are code points of ``text``.

    The text is clean (see ``cleaning``): paragraphs without line ends, joined by one blank line.

    >>> article = Article("a1", "Titre", "Un.\n\nDeux.")
    >>> [span.of(article.text) for span in article.paragraphs]
    ['Un.', 'Deux.']
    """

    id: str
    """A UUID, given once."""
    title: str
    """One line; given with the text, or derived from its first sentence."""
    text: str
    """Every paragraph, joined by ``SEPARATOR``."""
    author: str = ""
    date: str = ""
    """ISO 8601, as precise as known: ``2023-07`` or ``2023-07-19``; or the words given."""
    source: str = ""
    """Where the text comes from, in the words given with it."""
    headings: tuple[Heading, ...] = ()
    """Which of the paragraphs are headings, in order."""
    language: str = FRENCH
    """ISO 639-1 code of the language it is written in; the rules of French typography are for French alone."""
    paragraphs: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    """The paragraphs in order; together with the separators they cover the text."""
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _heads: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spans, start = [], 0
        for paragraph in self.text.split(SEPARATOR) if self.text else ():
            spans.append(Span(start, start + len(paragraph)))
            start += len(paragraph) + len(SEPARATOR)
        object.__setattr__(self, "paragraphs", tuple(spans))
        object.__setattr__(self, "_starts", [span.start for span in spans])
        object.__setattr__(self, "_heads", frozenset(heading.paragraph for heading in self.headings))
        check_headings(self.headings, len(spans))

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph that holds the offset; a separator belongs to the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def is_heading(self, index: int) -> bool:
        """Tell whether a paragraph is a heading."""
        return index in self._heads

    def paragraph(self, index: int) -> str:
        """Return the words of one paragraph."""
        return self.paragraphs[index].of(self.text)
