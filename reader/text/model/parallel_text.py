"""Parallel text: the translations of an article, as an article of the same shape."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq
from typing import overload

from reader.text.model.article import SEPARATOR, Article
from reader.text.model.translations import Origin, Translation


class FileTranslations(Sequence["Translation | None"]):
    """The translations of an article that came with a complete one, cut from it on demand.

    Opening a book thus creates no thousands of values for the six that a window shows.
    """

    __slots__ = ("created", "english")

    def __init__(self, english: Article, created: str) -> None:
        self.english = english
        """The complete translation, with as many paragraphs as the French."""
        self.created = created
        """When it was saved: ISO 8601, UTC, to the second."""

    def __len__(self) -> int:
        return len(self.english.paragraphs)

    @overload
    def __getitem__(self, index: int) -> Translation: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Translation, ...]: ...

    def __getitem__(self, index: int | slice) -> Translation | tuple[Translation, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(len(self))))
        return Translation(self.english.paragraph(index), Origin.FILE, created=self.created)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FileTranslations):
            return self.created == other.created and self.english.text == other.english.text
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]


def translated_article(french: Article, translations: Sequence[Translation | None]) -> Article | None:
    """Return the translations as an article of the same shape; None when there are none."""
    if isinstance(translations, FileTranslations):
        return translations.english
    texts = ["" if found is None else found.text for found in translations]
    return Article(french.id, french.title, SEPARATOR.join(texts)) if any(texts) else None
