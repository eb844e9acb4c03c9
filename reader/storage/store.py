"""The Store: everything the reader keeps, as values in and out; each act is one durable transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from reader.storage import articles, bookmarks, marks, places, translations
from reader.storage.database import Database, open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.text.article import Article
    from reader.text.library import Entry, Place
    from reader.text.manuscript import Manuscript
    from reader.text.marks import Draft, Highlight


class Store:
    """One library file, open. Use it from the thread that opened it.

    What a method has written is on disk when it returns. A method that cannot read or write raises StorageError, whose
    sentence says what to do, and has changed nothing; one that is given the id of no article raises UnknownArticle.
    """

    def __init__(self, database: Database, *, now: Callable[[], str], new_id: Callable[[], str]) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], str], new_id: Callable[[], str], timeout: float = 1.0) -> Self:
        """Open the library at a path, made with its folders if there is none, migrated (after a backup) if it is old.

        ``now`` gives the time as ISO 8601 in UTC; ``new_id`` a UUID; ``timeout`` is how many seconds to wait for another program.
        """
        stamp = "".join(char for char in now() if char.isascii() and char.isalnum())
        return cls(open_database(path, stamp=stamp, timeout=timeout), now=now, new_id=new_id)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def version(self) -> str:
        """Return a stamp that changes when another program has written (or another Store), and only then."""
        row = self._database.row("PRAGMA data_version")
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

    def article(self, article_id: str) -> Article:
        """Return an article with its text."""
        return articles.get(self._database, article_id)

    def entries(self, *, archived: bool = False) -> list[Entry]:
        """Return what the list says of each article of the library, or (``archived``) of the archive; the newest first."""
        return articles.entries(self._database, archived=archived)

    def count(self) -> int:
        """Return how many articles are in the library, without those of the archive."""
        return articles.count(self._database)

    def entry(self, article_id: str) -> Entry:
        """Return what the list says of one article."""
        return articles.entry(self._database, article_id)

    def set_archived(self, article_id: str, archived: bool) -> None:
        """Put an article into the archive with all its marks, or take it out with them."""
        articles.set_archived(self._database, article_id, self._now() if archived else None)

    def mark_opened(self, article_id: str) -> None:
        """Remember that this article was opened last."""
        articles.mark_opened(self._database, article_id, self._now())

    def last_opened(self) -> str | None:
        """Return the id of the article opened last, the archive aside; None when none was."""
        return articles.last_opened(self._database)

    # -- English --------------------------------------------------------------------------

    def put_english(self, article_id: str, paragraphs: Sequence[str]) -> None:
        """Keep the English that came with an article, paragraph for paragraph, empty where there is none."""
        translations.put_file(self._database, article_id, paragraphs, self._now())

    def english(self, article: Article) -> tuple[str, ...]:
        """Return the English of each paragraph, empty where there is none."""
        return translations.of_article(self._database, article)

    # -- marks ----------------------------------------------------------------------------

    def highlights(self, article_id: str) -> tuple[Highlight, ...]:
        """Return an article's highlights with their notes, by where they begin."""
        return marks.of_article(self._database, article_id)

    def all_highlights(self) -> tuple[Highlight, ...]:
        """Return the highlights of every article that is not in the archive, in the order of ``entries``."""
        return marks.of_library(self._database)

    def put_highlight(self, highlight: Highlight) -> None:
        """Keep a highlight and its note just as they are: new, changed or brought back; a draft that this settles goes."""
        marks.put(self._database, highlight, self._now())

    def remove_highlight(self, highlight_id: str) -> None:
        """Take a highlight away with its note; ``put_highlight`` brings them back. Not there: nothing to do."""
        marks.remove(self._database, highlight_id, self._now())

    def drafts(self) -> list[Draft]:
        """Return the notes that were being written, the latest first."""
        return marks.drafts(self._database)

    def put_draft(self, draft: Draft) -> None:
        """Keep the words of a note as typed so far."""
        marks.put_draft(self._database, draft)

    def drop_draft(self, highlight_id: str) -> None:
        """Forget the drafts of a highlight's note."""
        marks.drop_draft(self._database, highlight_id)

    # -- the reader -----------------------------------------------------------------------

    def place(self, article_id: str) -> Place | None:
        """Return where the reader was in an article; None when it was never read."""
        return places.get(self._database, article_id)

    def put_place(self, article_id: str, place: Place) -> None:
        """Keep where the reader is."""
        places.put(self._database, article_id, place, self._now())

    def bookmark(self, article_id: str, letter: str) -> int | None:
        """Return where a bookmark leads, a code point of the article's text; None when it was never set."""
        return bookmarks.get(self._database, article_id, letter)

    def bookmarks(self, article_id: str) -> tuple[str, ...]:
        """Return the letters of an article's bookmarks, by where they lead."""
        return bookmarks.letters(self._database, article_id)

    def put_bookmark(self, article_id: str, letter: str, caret: int) -> None:
        """Set a bookmark at a code point; the one that had the letter goes."""
        bookmarks.put(self._database, article_id, letter, caret, self._now())

    def preference(self, name: str) -> str | None:
        """Return one preference; None when it was never given."""
        return places.preference(self._database, name)

    def put_preference(self, name: str, value: str) -> None:
        """Keep one preference."""
        places.put_preference(self._database, name, value)

    def preferences(self) -> dict[str, str]:
        """Return all preferences by name."""
        return places.preferences(self._database)
