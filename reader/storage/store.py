"""The Store: everything the reader keeps, as values in and out; each act is one durable transaction."""

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
    """One library file, open. Use it from the thread that opened it.

    What a method has written is on disk when it returns. A method that cannot read or write raises StorageError, whose
    sentence says what to do, and has changed nothing; one that is given the id of no article raises UnknownArticle.
    """

    def __init__(self, database: Database, *, now: Callable[[], str], new_id: Callable[[], str]) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._prefetch: Prefetch | None = None

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], str], new_id: Callable[[], str], timeout: float = 1.0) -> Self:
        """Open the library at a path, made with its folders if there is none, migrated (after a backup) if it is old.

        ``now`` gives the time as ISO 8601 in UTC; ``new_id`` a UUID; ``timeout`` is how many seconds to wait for another program.
        """
        stamp = "".join(char for char in now() if char.isascii() and char.isalnum())
        return cls(open_database(path, stamp=stamp, timeout=timeout), now=now, new_id=new_id)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        if self._prefetch is not None:
            self._prefetch.wait()  # the last connection to close cleans up, and only this one may write
            self._prefetch = None
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def data_version(self) -> str:
        """Return a stamp that changes when another program has written (or another Store), and only then."""
        row = self._database.fetch_one("PRAGMA data_version")
        return "" if row is None else str(row[0])

    # -- articles -------------------------------------------------------------------------

    def add_article(
        self, manuscript: Manuscript, *, name: str = "", rank: int = 0, language: str = "fr", added: str | None = None
    ) -> tuple[str, bool]:
        """Keep a text; return the article's id, and whether it is new (the same content is one article, archived or not).

        Articles with the same ``added`` (now, if not given) are listed by ``rank``: give a whole folder one of them.
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
        """Start reading an article and its translation on a thread; the next request for them uses it."""
        path = self._database.path
        self._prefetch = Prefetch(path, article_id, engine=engine, target=target, state=self._state())

    def _state(self) -> object:
        """Return a value that changes whenever anyone has written, this process too."""
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
        """Return what the list says of each article of the library, or (``archived``) of the archive; the newest first."""
        return articles.entries(self._database, archived=archived)

    def article_count(self) -> int:
        """Return how many articles are in the library, without those of the archive."""
        return articles.count(self._database)

    def entry(self, article_id: str) -> CatalogEntry:
        """Return what the list says of one article."""
        return articles.entry(self._database, article_id)

    def set_archived(self, article_id: str, archived: bool) -> None:
        """Put an article into the archive with all its marks, or take it out with them."""
        articles.set_archived(self._database, article_id, self._now() if archived else None)

    def set_language(self, article_id: str, language: str) -> None:
        """Say which language an article is written in (ISO 639-1); its own translations go along."""
        articles.set_language(self._database, article_id, language)

    def mark_opened(self, article_id: str) -> None:
        """Remember that this article was opened last."""
        articles.mark_opened(self._database, article_id, self._now())

    def last_opened(self) -> str | None:
        """Return the id of the article opened last, the archive aside; None when none was."""
        return articles.last_opened(self._database)

    # -- English --------------------------------------------------------------------------

    def save_file_translation(self, article_id: str, paragraphs: Sequence[str]) -> None:
        """Keep the English that came with an article, paragraph for paragraph, empty where there is none."""
        translations.save_file_translation(self._database, article_id, paragraphs, self._now())

    def translation_texts(self, article: Article) -> tuple[str, ...]:
        """Return the English of each paragraph, empty where there is none, as ``translations`` ranks it without an engine."""
        return tuple("" if found is None else found.text for found in self.translations(article))

    def translations(
        self, article: Article, *, engine: str = "", target: str = ENGLISH
    ) -> Sequence[Translation | None]:
        """Return what faces each paragraph and where it is from; None where there is nothing.

        The reader's own comes first, then the file's, the engine chosen for the paragraph, ``engine``, any other engine's.
        """
        prefetch, self._prefetch = self._current_prefetch(), None
        if prefetch is not None and (found := prefetch.translations(article, engine, target)) is not None:
            return found
        return translations.of_article(self._database, article, engine=engine, target=target)

    def alternatives(self, article: Article, paragraph: int, *, target: str = ENGLISH) -> tuple[Translation, ...]:
        """Return everything known of one paragraph: the reader's own, the file's, then each engine's latest by its name."""
        return translations.alternatives(self._database, article, paragraph, target=target)

    def language(self, article_id: str) -> str:
        """Return the language that an article is written in (ISO 639-1)."""
        return articles.language_of(self._database, article_id)

    def save_engine_translation(
        self, paragraph: str, pieces: Sequence[Piece], *, source: str, target: str, engine: str, version: str
    ) -> None:
        """Remember what an engine said of a paragraph, for every article that has it. ValueError for nothing."""
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

    # -- the reader's own English ---------------------------------------------------------

    def save_own_translation(self, article: Article, paragraph: int, text: str, *, target: str = ENGLISH) -> None:
        """Make the reader's words the English of a paragraph; they join its history, and its drafts go."""
        own_translations.save(self._database, article, paragraph, text, self._now(), target=target)

    def remove_own_translation(self, article: Article, paragraph: int, *, target: str = ENGLISH) -> None:
        """Go back to the file's or an engine's English; the history stays."""
        own_translations.remove(self._database, article, paragraph, target=target)

    def own_translation_history(
        self, article: Article, paragraph: int, *, target: str = ENGLISH
    ) -> tuple[OwnTranslation, ...]:
        """Return what the reader wrote of a paragraph, the latest first, in use or not."""
        return own_translations.history(self._database, article, paragraph, target=target)

    def own_translation_drafts(self, article: Article) -> tuple[OwnTranslationDraft, ...]:
        """Return the wordings of an article that were being written, the latest first."""
        return own_translations.drafts(self._database, article)

    def articles_with_translation_drafts(self) -> tuple[str, ...]:
        """Return the ids of the articles in which a wording was being written, the latest first."""
        return own_translations.articles_with_drafts(self._database)

    def save_own_translation_draft(self, article: Article, draft: OwnTranslationDraft) -> None:
        """Keep the words of a wording as typed so far."""
        own_translations.save_draft(self._database, article, draft)

    def delete_own_translation_drafts(self, article: Article, paragraph: int) -> None:
        """Forget the drafts of a paragraph's wording."""
        own_translations.delete_drafts(self._database, article, paragraph)

    # -- engines --------------------------------------------------------------------------

    @property
    def translation_memory(self) -> TranslationMemory:
        """The memory of translations as a whole."""
        from reader.storage.translation_memory import TranslationMemory  # no start waits for it

        return TranslationMemory(self._database, self._now)

    @property
    def engine_state(self) -> EngineState:
        """What is remembered of the engines themselves."""
        from reader.storage.engine_state import EngineState  # who asks no engine does not wait for it

        return EngineState(self._database, self._now)

    def paragraph_engine(self, article: Article, paragraph: int) -> str:
        """Return the engine chosen for one paragraph, empty where none was."""
        return own_translations.chosen_engine(self._database, article, paragraph)

    def set_paragraph_engine(self, article: Article, paragraph: int, engine: str) -> None:
        """Choose an engine for one paragraph; an empty name takes the choice back."""
        own_translations.set_engine(self._database, article, paragraph, engine)

    # -- marks ----------------------------------------------------------------------------

    def highlights(self, article_id: str) -> tuple[Highlight, ...]:
        """Return an article's highlights with their notes, by where they begin."""
        return highlights.of_article(self._database, article_id)

    def highlight(self, highlight_id: str) -> Highlight | None:
        """Return one highlight with its note; None when there is none of this id, or it was removed."""
        return highlights.get(self._database, highlight_id)

    def all_highlights(self) -> tuple[Highlight, ...]:
        """Return the highlights of every article that is not in the archive, in the order of ``entries``."""
        return highlights.of_all_articles(self._database)

    def save_highlight(self, highlight: Highlight) -> None:
        """Keep a highlight and its note just as they are: new, changed or brought back; a draft that this settles goes."""
        highlights.save(self._database, highlight, self._now())

    def remove_highlight(self, highlight_id: str) -> None:
        """Take a highlight away with its note; ``put_highlight`` brings them back. Not there: nothing to do."""
        highlights.remove(self._database, highlight_id, self._now())

    def note_drafts(self) -> list[Draft]:
        """Return the notes that were being written, the latest first."""
        return highlights.drafts(self._database)

    def save_note_draft(self, draft: Draft) -> None:
        """Keep the words of a note as typed so far."""
        highlights.save_draft(self._database, draft)

    def delete_note_drafts(self, highlight_id: str) -> None:
        """Forget the drafts of a highlight's note."""
        highlights.delete_drafts(self._database, highlight_id)

    # -- the reader -----------------------------------------------------------------------

    def reading_position(self, article_id: str) -> ReadingPosition | None:
        """Return where the reader was in an article; None when it was never read."""
        return reading_positions.get(self._database, article_id)

    def save_reading_position(self, article_id: str, position: ReadingPosition) -> None:
        """Keep where the reader is."""
        reading_positions.save(self._database, article_id, position, self._now())

    def bookmark(self, article_id: str, letter: str) -> int | None:
        """Return where a bookmark leads, a code point of the article's text; None when it was never set."""
        return bookmarks.get(self._database, article_id, letter)

    def bookmarks(self, article_id: str) -> tuple[str, ...]:
        """Return the letters of an article's bookmarks, by where they lead."""
        return bookmarks.all_letters(self._database, article_id)

    def set_bookmark(self, article_id: str, letter: str, caret: int) -> None:
        """Set a bookmark at a code point; the one that had the letter goes."""
        bookmarks.set_bookmark(self._database, article_id, letter, caret, self._now())

    def preference(self, name: str) -> str | None:
        """Return one preference; None when it was never given."""
        return reading_positions.preference(self._database, name)

    def set_preference(self, name: str, value: str) -> None:
        """Keep one preference."""
        reading_positions.set_preference(self._database, name, value)

    def preferences(self) -> dict[str, str]:
        """Return all preferences by name."""
        return reading_positions.preferences(self._database)
