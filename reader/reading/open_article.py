"""A Sitting: one article open in front of the reader, with its English, its marks and the place."""

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
    """One article open: what is there to show. Acts on its marks are the desk's."""

    def __init__(self, store: Store, article_id: str, *, engine: str = "", target: str = "en") -> None:
        """``engine`` is the one in use, whose words come before another's; ``target`` the language that faces the article."""
        self._store = store
        self._engine, self._target = engine, target
        self.article: Article = store.article(article_id)
        self.translations: Sequence[Translation | None] = store.translations(self.article, engine=engine, target=target)
        """The English of each paragraph with where it is from; None where there is none."""
        self.english: Article | None = translated_article(self.article, self.translations)
        """The English as a text of the same shape; None when no paragraph has any."""
        self.highlights: tuple[AnchoredHighlight, ...] = ()
        """The highlights found in the text, in the order of their passages."""
        self.orphans: tuple[Orphan, ...] = ()
        """The highlights whose passage is not found."""
        self.position: ReadingPosition | None = store.reading_position(article_id)
        self.reload_highlights()

    def reload_highlights(self) -> None:
        """Read the marks again: after a change, or because another instance wrote."""
        self._written = self._store.data_version()
        marks, orphans = [], []
        highlights = self._store.highlights(self.article.id)
        anchors = resolve_all(self.article.text, [highlight.selector for highlight in highlights])
        for highlight, anchor in zip(highlights, anchors, strict=True):
            if anchor is None:
                orphans.append(Orphan(highlight))
            else:
                marks.append(AnchoredHighlight(highlight, anchor))
        marks.sort(key=_place)
        self.highlights, self.orphans = tuple(marks), tuple(orphans)

    def reload_highlight(self, highlight_id: str) -> None:
        """Read one highlight again, after a change of ours; all of them where another instance wrote too.

        The others are the same values as before, so that what shows them sees at once that they did not change.
        """
        if self._store.data_version() != self._written:
            self.reload_highlights()
            return
        found = self._store.highlight(highlight_id)
        marks = [mark for mark in self.highlights if mark.highlight.id != highlight_id]
        orphans = [orphan for orphan in self.orphans if orphan.highlight.id != highlight_id]
        if found is not None and found.article_id == self.article.id:
            anchor = resolve(self.article.text, found.selector)
            if anchor is None:
                orphans.append(Orphan(found))
                orphans.sort(key=lambda orphan: (orphan.highlight.selector.start, orphan.highlight.created))
            else:
                insort(marks, AnchoredHighlight(found, anchor), key=_place)
        self.highlights, self.orphans = tuple(marks), tuple(orphans)

    # -- English that comes ---------------------------------------------------------------

    def apply_translation(self, paragraph: str, found: Translation) -> frozenset[int]:
        """Take what an engine said of a paragraph, wherever the article has these words; return where it stands from now on.

        It goes by the order of ``Store.translations``: neither the reader's words nor the file's give way to it, and
        another engine's only where the order says so.
        """
        taken = frozenset(
            index for index in self.article.paragraphs_equal_to(paragraph) if self._gives_way(index, found)
        )
        if taken:
            self._put(dict.fromkeys(taken, found))
        return taken

    def _put(self, changes: Mapping[int, Translation]) -> None:
        """Have other English for some paragraphs; what a book of the others costs is a copy."""
        translations = list(self.translations)
        for index, found in changes.items():
            translations[index] = found
        self.translations = tuple(translations)
        if self.english is None:
            self.english = translated_article(self.article, self.translations)
        else:
            self.english = self.english.with_paragraphs({index: found.text for index, found in changes.items()})

    def reload_translations(self) -> frozenset[int]:
        """Read the English again, after the reader wrote or took back a wording; return the paragraphs with other words."""
        before = self.translations
        self.translations = self._store.translations(self.article, engine=self._engine, target=self._target)
        changed = frozenset(index for index, found in enumerate(self.translations) if found != before[index])
        if changed:
            self.english = translated_article(self.article, self.translations)
        return changed

    def _gives_way(self, index: int, found: Translation) -> bool:
        before = self.translations[index]
        if before is None or before.engine == found.engine:
            return before is None or before.origin is Origin.ENGINE
        if before.origin is not Origin.ENGINE:
            return False
        for name in (self._store.paragraph_engine(self.article, index), self._engine):
            if name in {found.engine, before.engine}:
                return name == found.engine
        return True  # the one that spoke last

    def alternatives(self, index: int) -> tuple[Translation, ...]:
        """Return everything known of one paragraph: the reader's own, the file's, then each engine's latest."""
        return self._store.alternatives(self.article, index, target=self._target)

    def choose_engine(self, index: int, engine: str) -> bool:
        """Have an engine's words for one paragraph from now on; False when words that are no engine's stay before them."""
        self._store.set_paragraph_engine(self.article, index, engine)
        before = self.translations[index]
        found = next((one for one in self.alternatives(index) if one.engine == engine), None)
        if found is None or (before is not None and before.origin is not Origin.ENGINE):
            return False
        self._put({index: found})
        return True

    @property
    def language(self) -> str:
        """The language the article is written in (ISO 639-1)."""
        return self._store.language(self.article.id)

    # -- what is there --------------------------------------------------------------------

    def highlights_at(self, offset: int) -> tuple[AnchoredHighlight, ...]:
        """Return the marks over an offset, shortest first: commands act on the first."""
        found = [mark for mark in self.highlights if offset in mark.anchor.span]
        return tuple(sorted(found, key=lambda mark: (len(mark.anchor.span), -mark.anchor.span.start)))

    def highlight(self, highlight_id: str) -> AnchoredHighlight | None:
        """Return one mark by its highlight's id."""
        return next((mark for mark in self.highlights if mark.highlight.id == highlight_id), None)

    def translation_at(self, offset: int) -> Translation | None:
        """Return what is known of the English of the paragraph at an offset; None: there is none."""
        return self.translations[self.article.paragraph_at(offset)] if self.translations else None

    def aligned_pieces(self) -> Mapping[int, tuple[AlignedPiece, ...]]:
        """Return the English that came in pieces, by the index of its paragraph: which sentences each piece answers."""
        return PiecesByParagraph(self.translations)

    def next_highlight(self, offset: int, step: int) -> AnchoredHighlight | None:
        """Return the next mark that begins after the offset (``step`` 1), or the last that begins before it (-1)."""
        if step > 0:
            return next((mark for mark in self.highlights if mark.anchor.span.start > offset), None)
        return next((mark for mark in reversed(self.highlights) if mark.anchor.span.start < offset), None)

    def save_position(self, position: ReadingPosition) -> None:
        """Keep where the reader is."""
        if position != self.position:
            self._store.save_reading_position(self.article.id, position)
            self.position = position

    # -- bookmarks ------------------------------------------------------------------------

    def set_bookmark(self, letter: str, caret: int) -> None:
        """Set the bookmark of a letter at a code point of the text."""
        self._store.set_bookmark(self.article.id, letter, caret)

    def bookmark(self, letter: str) -> int | None:
        """Return where the bookmark of a letter leads, a code point of the text; None: it was never set."""
        return self._store.bookmark(self.article.id, letter)

    def bookmarks(self) -> tuple[str, ...]:
        """Return the letters of the bookmarks, by where they lead."""
        return self._store.bookmarks(self.article.id)


def _place(mark: AnchoredHighlight) -> tuple[int, int, str, str]:
    span = mark.anchor.span
    return span.start, span.end, mark.highlight.created, mark.highlight.id
