"""The Store: reads and writes the library as values; each write is one durable transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from reader.storage import (
    articles,
    bookmarks,
    highlights,
    machine_translations,
    own_translations,
    reading_positions,
    translations,
)
from reader.storage.database import Database, open_database
from reader.storage.prefetch import Prefetch
from reader.text.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.storage.engine_state import EngineState
    from reader.storage.translation_memory import TranslationMemory
    from reader.text.formats.manuscript import Manuscript
    from reader.text.model.article import Article
    from reader.text.model.catalog import CatalogEntry, ReadingPosition
    from reader.text.model.highlights import Draft, Highlight
    from reader.text.model.translations import OwnTranslation, OwnTranslationDraft, Piece, Translation


class Store:
    """An open library file. Use it only from the thread that opened it.

    When a method returns, its changes are on disk. If it cannot read or write, it raises
    StorageError with a message for the user, and nothing has changed. An unknown article id raises
    UnknownArticle.
    """

    def __init__(self, database: Database, *, now: Callable[[], str], new_id: Callable[[], str]) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._prefetch: Prefetch | None = None

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], str], new_id: Callable[[], str], timeout: float = 1.0) -> Self:
        """Open the library at a path; create it if there is none, back up and migrate an old one.

        ``now`` returns the time as ISO 8601 in UTC, ``new_id`` a UUID. ``timeout`` is how many
        seconds to wait for another program.
        """
        stamp = "".join(char for char in now() if char.isascii() and char.isalnum())
        return cls(open_database(path, stamp=stamp, timeout=timeout), now=now, new_id=new_id)

    def close(self) -> None:
        """Close the file. Closing twice is allowed."""
        if self._prefetch is not None:
            self._prefetch.wait()  # the last connection to close removes the -wal file; this one must
            self._prefetch = None
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def data_version(self) -> str:
        """Return a value that changes when another connection has written to the library."""
        row = self._database.fetch_one("PRAGMA data_version")
        return "" if row is None else str(row[0])

    # -- articles -------------------------------------------------------------------------

    def add_article(
        self, manuscript: Manuscript, *, name: str = "", rank: int = 0, language: str = "fr", added: str | None = None
    ) -> tuple[str, bool]:
        """Save a text; return the article's id and whether it is new.

        The same content is one article, archived or not. Articles with the same ``added`` date
        (default: now) are listed by ``rank``; give all files of a folder one date.
        """
        return articles.add(
            self._database,
            manuscript,
            name=name,
            rank=rank,
            language=language,
            added=added or self._now(),
            new_id=self._new_id,
        )

    def prefetch(self, article_id: str, *, engine: str = "", target: str = ENGLISH) -> None:
        """Read an article and its translation on a thread; the next request for them uses it."""
        path = self._database.path
        self._prefetch = Prefetch(path, article_id, engine=engine, target=target, state=self._state())

    def _state(self) -> object:
        """Return a value that changes whenever this or another process has written."""
        return self.data_version(), self._database.connection.total_changes

    def _current_prefetch(self) -> Prefetch | None:
        """Return the prefetched article, unless the library has changed since."""
        if self._prefetch is not None and self._prefetch.state != self._state():
            self._prefetch = None
        return self._prefetch

    def article(self, article_id: str) -> Article:
        """Return an article with its text."""
        prefetch = self._current_prefetch()
        if prefetch is not None and (found := prefetch.article(article_id)) is not None:
            return found
        self._prefetch = None
        return articles.get(self._database, article_id)

    def entries(self, *, archived: bool = False) -> list[CatalogEntry]:
        """Return the list entries of the library or (``archived``) the archive, newest first."""
        return articles.entries(self._database, archived=archived)

    def article_count(self) -> int:
        """Return the number of articles that are not archived."""
        return articles.count(self._database)

    def entry(self, article_id: str) -> CatalogEntry:
        """Return the list entry of one article."""
        return articles.entry(self._database, article_id)

    def set_archived(self, article_id: str, archived: bool) -> None:
        """Archive an article with all its marks, or restore it."""
        articles.set_archived(self._database, article_id, self._now() if archived else None)

    def set_language(self, article_id: str, language: str) -> None:
        """Set an article's language (ISO 639-1); its own translations move with it."""
        articles.set_language(self._database, article_id, language)

    def mark_opened(self, article_id: str) -> None:
        """Record this article as the last one opened."""
        articles.mark_opened(self._database, article_id, self._now())

    def last_opened(self) -> str | None:
        """Return the id of the last opened article that is not archived, or None."""
        return articles.last_opened(self._database)

    # -- translations ---------------------------------------------------------------------

    def save_file_translation(self, article_id: str, paragraphs: Sequence[str]) -> None:
        """Save the translation that came with an article, by paragraph; empty if missing."""
        translations.save_file_translation(self._database, article_id, paragraphs, self._now())

    def translation_texts(self, article: Article) -> tuple[str, ...]:
        """Return each paragraph's translation, as ``translations`` ranks them; empty if missing."""
        return tuple("" if found is None else found.text for found in self.translations(article))

    def translations(
        self, article: Article, *, engine: str = "", target: str = ENGLISH
    ) -> Sequence[Translation | None]:
        """Return the translation to show for each paragraph, or None where there is none.

        Order: the user's own, the file's, the engine set for the paragraph, ``engine``, any other
        engine.
        """
        prefetch, self._prefetch = self._current_prefetch(), None
        if prefetch is not None and (found := prefetch.translations(article, engine, target)) is not None:
            return found
        return translations.of_article(self._database, article, engine=engine, target=target)

    def alternatives(self, article: Article, paragraph: int, *, target: str = ENGLISH) -> tuple[Translation, ...]:
        """Return all translations of a paragraph: own, file, then each engine's latest by name."""
        return translations.alternatives(self._database, article, paragraph, target=target)

    def language(self, article_id: str) -> str:
        """Return an article's language (ISO 639-1)."""
        return articles.language_of(self._database, article_id)

    def save_engine_translation(
        self, paragraph: str, pieces: Sequence[Piece], *, source: str, target: str, engine: str, version: str
    ) -> None:
        """Save an engine's translation of a paragraph, for every article that has it.

        ValueError if there is nothing to save.
        """
        machine_translations.save(
            self._database,
            paragraph,
            pieces,
            source=source,
            target=target,
            engine=engine,
            version=version,
            date=self._now(),
        )

    # -- own translations -----------------------------------------------------------------

    def save_own_translation(self, article: Article, paragraph: int, text: str, *, target: str = ENGLISH) -> None:
        """Save the user's translation of a paragraph and its history; delete its drafts."""
        own_translations.save(self._database, article, paragraph, text, self._now(), target=target)

    def remove_own_translation(self, article: Article, paragraph: int, *, target: str = ENGLISH) -> None:
        """Remove the user's translation of a paragraph; the history stays."""
        own_translations.remove(self._database, article, paragraph, target=target)

    def own_translation_history(
        self, article: Article, paragraph: int, *, target: str = ENGLISH
    ) -> tuple[OwnTranslation, ...]:
        """Return all versions of the user's translation of a paragraph, latest first."""
        return own_translations.history(self._database, article, paragraph, target=target)

    def own_translation_drafts(self, article: Article) -> tuple[OwnTranslationDraft, ...]:
        """Return the unfinished own translations of an article, latest first."""
        return own_translations.drafts(self._database, article)

    def articles_with_translation_drafts(self) -> tuple[str, ...]:
        """Return the ids of articles with unfinished own translations, latest first."""
        return own_translations.articles_with_drafts(self._database)

    def save_own_translation_draft(self, article: Article, draft: OwnTranslationDraft) -> None:
        """Save the text of an unfinished own translation."""
        own_translations.save_draft(self._database, article, draft)

    def delete_own_translation_drafts(self, article: Article, paragraph: int) -> None:
        """Delete the drafts of a paragraph's own translation."""
        own_translations.delete_drafts(self._database, article, paragraph)

    # -- engines --------------------------------------------------------------------------

    @property
    def translation_memory(self) -> TranslationMemory:
        """The stored translations of all articles."""
        from reader.storage.translation_memory import TranslationMemory  # not needed at startup

        return TranslationMemory(self._database, self._now)

    @property
    def engine_state(self) -> EngineState:
        """Consent, pauses and usage of the engines."""
        from reader.storage.engine_state import EngineState  # not needed without an engine

        return EngineState(self._database, self._now)

    def paragraph_engine(self, article: Article, paragraph: int) -> str:
        """Return the engine set for one paragraph, or an empty string."""
        return own_translations.chosen_engine(self._database, article, paragraph)

    def set_paragraph_engine(self, article: Article, paragraph: int, engine: str) -> None:
        """Set the engine for one paragraph; an empty name resets it."""
        own_translations.set_engine(self._database, article, paragraph, engine)

    # -- highlights and notes -------------------------------------------------------------

    def highlights(self, article_id: str) -> tuple[Highlight, ...]:
        """Return an article's highlights with their notes, in text order."""
        return highlights.of_article(self._database, article_id)

    def highlight(self, highlight_id: str) -> Highlight | None:
        """Return one highlight with its note, or None if it is unknown or was removed."""
        return highlights.get(self._database, highlight_id)

    def all_highlights(self) -> tuple[Highlight, ...]:
        """Return the highlights of all articles that are not archived, in list order."""
        return highlights.of_all_articles(self._database)

    def save_highlight(self, highlight: Highlight) -> None:
        """Save a highlight with its note: new, changed or restored; delete outdated drafts."""
        highlights.save(self._database, highlight, self._now())

    def remove_highlight(self, highlight_id: str) -> None:
        """Remove a highlight with its note, if it exists; ``save_highlight`` restores both."""
        highlights.remove(self._database, highlight_id, self._now())

    def note_drafts(self) -> list[Draft]:
        """Return the unfinished notes, latest first."""
        return highlights.drafts(self._database)

    def save_note_draft(self, draft: Draft) -> None:
        """Save the text of an unfinished note."""
        highlights.save_draft(self._database, draft)

    def delete_note_drafts(self, highlight_id: str) -> None:
        """Delete the drafts of a highlight's note."""
        highlights.delete_drafts(self._database, highlight_id)

    # -- positions, bookmarks, preferences ------------------------------------------------

    def reading_position(self, article_id: str) -> ReadingPosition | None:
        """Return the reading position in an article, or None if it was never read."""
        return reading_positions.get(self._database, article_id)

    def save_reading_position(self, article_id: str, position: ReadingPosition) -> None:
        """Save the reading position in an article."""
        reading_positions.save(self._database, article_id, position, self._now())

    def bookmark(self, article_id: str, letter: str) -> int | None:
        """Return a bookmark's position in code points, or None if it was never set."""
        return bookmarks.get(self._database, article_id, letter)

    def bookmarks(self, article_id: str) -> tuple[str, ...]:
        """Return the letters of an article's bookmarks, in text order."""
        return bookmarks.all_letters(self._database, article_id)

    def set_bookmark(self, article_id: str, letter: str, caret: int) -> None:
        """Set a bookmark at a code point, replacing the one with the same letter."""
        bookmarks.set_bookmark(self._database, article_id, letter, caret, self._now())

    def preference(self, name: str) -> str | None:
        """Return one preference, or None if it was never set."""
        return reading_positions.preference(self._database, name)

    def set_preference(self, name: str, value: str) -> None:
        """Store one preference."""
        reading_positions.set_preference(self._database, name, value)

    def preferences(self) -> dict[str, str]:
        """Return all preferences by name."""
        return reading_positions.preferences(self._database)
