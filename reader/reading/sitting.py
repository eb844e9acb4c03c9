"""A Sitting: one article open in front of the reader, with its English, its marks and the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.article import SEPARATOR, Article
from reader.text.marks import Anchored, Orphan
from reader.text.selectors import resolve_all

if TYPE_CHECKING:
    from reader.storage.store import Store
    from reader.text.english import Translation
    from reader.text.library import Place


class Sitting:
    """One article open: what is there to show. Acts on its marks are the desk's."""

    def __init__(self, store: Store, article_id: str) -> None:
        self._store = store
        self.article: Article = store.article(article_id)
        self.translations: tuple[Translation | None, ...] = store.translations(self.article)
        """The English of each paragraph with where it is from; None where there is none."""
        paragraphs = ["" if found is None else found.text for found in self.translations]
        self.english: Article | None = None
        """The English as a text of the same shape; None when no paragraph has any."""
        if any(paragraphs):
            self.english = Article(article_id, self.article.title, SEPARATOR.join(paragraphs))
        self.marks: tuple[Anchored, ...] = ()
        """The highlights found in the text, in the order of their passages."""
        self.orphans: tuple[Orphan, ...] = ()
        """The highlights whose passage is not found."""
        self.place: Place | None = store.place(article_id)
        self.reload()

    def reload(self) -> None:
        """Read the marks again: after a change, or because another instance wrote."""
        marks, orphans = [], []
        highlights = self._store.highlights(self.article.id)
        anchors = resolve_all(self.article.text, [highlight.selector for highlight in highlights])
        for highlight, anchor in zip(highlights, anchors, strict=True):
            if anchor is None:
                orphans.append(Orphan(highlight))
            else:
                marks.append(Anchored(highlight, anchor))
        marks.sort(key=lambda mark: (mark.anchor.span, mark.highlight.created, mark.highlight.id))
        self.marks, self.orphans = tuple(marks), tuple(orphans)

    # -- what is there --------------------------------------------------------------------

    def at(self, offset: int) -> tuple[Anchored, ...]:
        """Return the marks over an offset, shortest first: commands act on the first."""
        found = [mark for mark in self.marks if offset in mark.anchor.span]
        return tuple(sorted(found, key=lambda mark: (len(mark.anchor.span), -mark.anchor.span.start)))

    def mark(self, highlight_id: str) -> Anchored | None:
        """Return one mark by its highlight's id."""
        return next((mark for mark in self.marks if mark.highlight.id == highlight_id), None)

    def english_at(self, offset: int) -> Translation | None:
        """Return what is known of the English of the paragraph at an offset; None: there is none."""
        return self.translations[self.article.paragraph_at(offset)] if self.translations else None

    def neighbor(self, offset: int, step: int) -> Anchored | None:
        """Return the next mark that begins after the offset (``step`` 1), or the last that begins before it (-1)."""
        if step > 0:
            return next((mark for mark in self.marks if mark.anchor.span.start > offset), None)
        return next((mark for mark in reversed(self.marks) if mark.anchor.span.start < offset), None)

    def save_place(self, place: Place) -> None:
        """Keep where the reader is."""
        if place != self.place:
            self._store.put_place(self.article.id, place)
            self.place = place

    # -- bookmarks ------------------------------------------------------------------------

    def set_bookmark(self, letter: str, caret: int) -> None:
        """Set the bookmark of a letter at a code point of the text."""
        self._store.put_bookmark(self.article.id, letter, caret)

    def bookmark(self, letter: str) -> int | None:
        """Return where the bookmark of a letter leads, a code point of the text; None: it was never set."""
        return self._store.bookmark(self.article.id, letter)

    def bookmarks(self) -> tuple[str, ...]:
        """Return the letters of the bookmarks, by where they lead."""
        return self._store.bookmarks(self.article.id)
