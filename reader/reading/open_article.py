"""OpenArticle: one article with its translations, highlights and reading position."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from reader.text.model.highlights import AnchoredHighlight, Orphan
from reader.text.model.parallel_text import translated_article
from reader.text.model.selectors import resolve, resolve_all
from reader.text.model.translations import Origin, PiecesByParagraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.storage.store import Store
    from reader.text.alignment.engine_segments import AlignedPiece
    from reader.text.model.article import Article
    from reader.text.model.catalog import ReadingPosition
    from reader.text.model.translations import Translation


class OpenArticle:
    """An open article: the data to show. Highlights are changed through the Session."""

    def __init__(self, store: Store, article_id: str, *, engine: str = "", target: str = "en") -> None:
        """Open an article; prefer ``engine``, show the language ``target`` (ISO 639-1)."""
        self._store = store
        self._engine, self._target = engine, target
        self.article: Article = store.article(article_id)
        self.translations: Sequence[Translation | None] = store.translations(self.article, engine=engine, target=target)
        """The translation of each paragraph, or None."""
        self.english: Article | None = translated_article(self.article, self.translations)
        """The translations as an article of the same shape; None if there are none."""
        self.highlights: tuple[AnchoredHighlight, ...] = ()
        """The highlights found in the text, in text order."""
        self.orphans: tuple[Orphan, ...] = ()
        """The highlights whose text is not found."""
        self.position: ReadingPosition | None = store.reading_position(article_id)
        self.reload_highlights()

    def reload_highlights(self) -> None:
        """Read all highlights, after a change here or in another process."""
        self._data_version = self._store.data_version()
        found, orphans = [], []
        stored = self._store.highlights(self.article.id)
        anchors = resolve_all(self.article.text, [highlight.selector for highlight in stored])
        for highlight, anchor in zip(stored, anchors, strict=True):
            if anchor is None:
                orphans.append(Orphan(highlight))
            else:
                found.append(AnchoredHighlight(highlight, anchor))
        found.sort(key=_sort_key)
        self.highlights, self.orphans = tuple(found), tuple(orphans)

    def reload_highlight(self, highlight_id: str) -> None:
        """Read one highlight after a change; all of them if another process wrote too.

        The others stay the same objects, so that the view can tell that they did not change.
        """
        if self._store.data_version() != self._data_version:
            self.reload_highlights()
            return
        changed = self._store.highlight(highlight_id)
        found = [one for one in self.highlights if one.highlight.id != highlight_id]
        orphans = [orphan for orphan in self.orphans if orphan.highlight.id != highlight_id]
        if changed is not None and changed.article_id == self.article.id:
            anchor = resolve(self.article.text, changed.selector)
            if anchor is None:
                orphans.append(Orphan(changed))
                orphans.sort(key=lambda orphan: (orphan.highlight.selector.start, orphan.highlight.created))
            else:
                insort(found, AnchoredHighlight(changed, anchor), key=_sort_key)
        self.highlights, self.orphans = tuple(found), tuple(orphans)

    # -- translations ---------------------------------------------------------------------

    def apply_translation(self, paragraph: str, found: Translation) -> frozenset[int]:
        """Show an engine's translation wherever it applies; return the paragraph indexes.

        It applies to every paragraph equal to ``paragraph``, in the order of
        ``Store.translations``: it never replaces an own or a file translation, and another engine's
        only if it ranks higher.
        """
        applied = frozenset(
            index for index in self.article.paragraphs_equal_to(paragraph) if self._is_replaceable(index, found)
        )
        if applied:
            self._replace_translations(dict.fromkeys(applied, found))
        return applied

    def _replace_translations(self, changes: Mapping[int, Translation]) -> None:
        """Replace some translations, copying the rest."""
        translations = list(self.translations)
        for index, found in changes.items():
            translations[index] = found
        self.translations = tuple(translations)
        if self.english is None:
            self.english = translated_article(self.article, self.translations)
        else:
            self.english = self.english.with_paragraphs({index: found.text for index, found in changes.items()})

    def reload_translations(self) -> frozenset[int]:
        """Read the translations again; return the indexes of the paragraphs that changed."""
        before = self.translations
        self.translations = self._store.translations(self.article, engine=self._engine, target=self._target)
        changed = frozenset(index for index, found in enumerate(self.translations) if found != before[index])
        if changed:
            self.english = translated_article(self.article, self.translations)
        return changed

    def _is_replaceable(self, index: int, found: Translation) -> bool:
        before = self.translations[index]
        if before is None or before.engine == found.engine:
            return before is None or before.origin is Origin.ENGINE
        if before.origin is not Origin.ENGINE:
            return False
        for name in (self._store.paragraph_engine(self.article, index), self._engine):
            if name in {found.engine, before.engine}:
                return name == found.engine
        return True  # the latest wins

    def alternatives(self, index: int) -> tuple[Translation, ...]:
        """Return all translations of a paragraph: the user's, the file's, each engine's latest."""
        return self._store.alternatives(self.article, index, target=self._target)

    def choose_engine(self, index: int, engine: str) -> bool:
        """Set the engine for one paragraph; return whether its translation is shown now.

        An own or a file translation still comes first.
        """
        self._store.set_paragraph_engine(self.article, index, engine)
        before = self.translations[index]
        found = next((one for one in self.alternatives(index) if one.engine == engine), None)
        if found is None or (before is not None and before.origin is not Origin.ENGINE):
            return False
        self._replace_translations({index: found})
        return True

    @property
    def language(self) -> str:
        """The article's language (ISO 639-1)."""
        return self._store.language(self.article.id)

    # -- queries --------------------------------------------------------------------------

    def highlights_at(self, offset: int) -> tuple[AnchoredHighlight, ...]:
        """Return the highlights at an offset, shortest first: commands act on the first."""
        found = [one for one in self.highlights if offset in one.anchor.span]
        return tuple(sorted(found, key=lambda one: (len(one.anchor.span), -one.anchor.span.start)))

    def highlight(self, highlight_id: str) -> AnchoredHighlight | None:
        """Return the highlight with this id, or None."""
        return next((one for one in self.highlights if one.highlight.id == highlight_id), None)

    def translation_at(self, offset: int) -> Translation | None:
        """Return the translation of the paragraph at an offset, or None."""
        return self.translations[self.article.paragraph_at(offset)] if self.translations else None

    def aligned_pieces(self) -> Mapping[int, tuple[AlignedPiece, ...]]:
        """Return the pieces of translations with the sentences they match, by paragraph index."""
        return PiecesByParagraph(self.translations)

    def next_highlight(self, offset: int, step: int) -> AnchoredHighlight | None:
        """Return the next highlight that starts after the offset (``step`` 1) or before it (-1)."""
        if step > 0:
            return next((one for one in self.highlights if one.anchor.span.start > offset), None)
        return next((one for one in reversed(self.highlights) if one.anchor.span.start < offset), None)

    def save_position(self, position: ReadingPosition) -> None:
        """Save the reading position, if it changed."""
        if position != self.position:
            self._store.save_reading_position(self.article.id, position)
            self.position = position

    # -- bookmarks ------------------------------------------------------------------------

    def set_bookmark(self, letter: str, caret: int) -> None:
        """Set a bookmark at a code point of the text."""
        self._store.set_bookmark(self.article.id, letter, caret)

    def bookmark(self, letter: str) -> int | None:
        """Return a bookmark's position in code points, or None if it was never set."""
        return self._store.bookmark(self.article.id, letter)

    def bookmarks(self) -> tuple[str, ...]:
        """Return the letters of the bookmarks, in text order."""
        return self._store.bookmarks(self.article.id)


def _sort_key(highlight: AnchoredHighlight) -> tuple[int, int, str, str]:
    span = highlight.anchor.span
    return span.start, span.end, highlight.highlight.created, highlight.highlight.id
