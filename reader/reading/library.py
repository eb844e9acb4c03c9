"""The Library: adds articles, including the bundled ones, and finds them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SourceError, UnknownArticle
from reader.frozen import frozen_dataclass
from reader.text.cleaning import clean_line
from reader.text.folding import fold_string
from reader.text.languages import FRENCH
from reader.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.sources.files import Source
    from reader.storage.store import Store
    from reader.text.model.catalog import CatalogEntry

BUNDLED_PREFERENCE = "seeds"
"""The preference that lists the bundled articles added so far: their names, one a line."""

MIN_ID_LENGTH = 4
"""Characters of an id that are enough if they are unambiguous."""

DISPLAYED_ID_LENGTH = 8
"""Characters of an id that are shown."""

MAX_LISTED = 8
"""How many articles are listed when several match."""

_WORD = lazy_pattern(r"\w+")

_BUNDLED_RANK = 1_000_000
"""Lists bundled articles after the user's own of the same date."""


@frozen_dataclass(frozen=True, slots=True)
class AddResult:
    """The result of adding a text."""

    article_id: str
    new: bool
    """Whether the library did not have it yet."""
    title: str
    english: bool
    """Whether it came with a translation."""


class Library:
    """Use cases over all articles."""

    def __init__(self, store: Store, *, added: str | None = None) -> None:
        """Use a store; ``added`` (ISO 8601, UTC) dates all texts added, to keep their order."""
        self._store = store
        self._added = added
        self._rank = 0

    def add_bundled(self, folder: Path) -> tuple[str, ...]:
        """Add bundled articles that are new; return an error message for each unreadable one.

        Each is added once and remembered by name, so that one the user removed does not come back.
        StorageError if the library cannot be written.
        """
        known = frozenset((self._store.preference(BUNDLED_PREFERENCE) or "").splitlines())
        bundled = sorted(path for path in folder.glob("*.txt") if not path.stem.endswith(".en"))
        if known.issuperset(path.stem for path in bundled):
            return ()
        from reader.sources.files import read_source  # slow to import, rarely needed

        errors: list[str] = []
        added = set(known)
        for rank, path in enumerate(bundled, _BUNDLED_RANK):
            if path.stem in known:
                continue
            try:
                source = read_source(path)
            except SourceError as error:
                errors.append(str(error))
                continue
            self._save(source, rank)
            added.add(path.stem)
        if added != known:
            self._store.set_preference(BUNDLED_PREFERENCE, "\n".join(sorted(added)))
        return tuple(errors)

    def add(self, source: Source, *, language: str | None = None) -> AddResult:
        """Save a text with its translation; the same content is one article, restored if archived.

        ``language`` (ISO 639-1) overrides the text's header; without either, a new text is French.
        """
        article_id, new = self._save(source, self._rank, language)
        self._rank += 1
        entry = self._store.entry(article_id)
        if entry.archived:
            self._store.set_archived(article_id, archived=False)
        return AddResult(article_id, new, entry.title, source.english is not None)

    def find(self, query: str) -> CatalogEntry:
        """Return the article with this id or id prefix, file name, or words of the title.

        Archived articles match only if no other does. UnknownArticle if none or several match.
        """
        query = clean_line(query)
        for archived in (False, True):
            found = _matching(query, self._store.entries(archived=archived))
            if len(found) == 1:
                return found[0]
            if found:
                raise UnknownArticle(_ambiguous(query, found))
        raise UnknownArticle(f"No article matches “{query}”. Run `enregard list` to see all articles.")

    def _save(self, source: Source, rank: int, language: str | None = None) -> tuple[str, bool]:
        declared = language or source.manuscript.language
        article_id, new = self._store.add_article(
            source.manuscript, name=source.name, rank=rank, language=declared or FRENCH, added=self._added
        )
        if declared and not new and declared != self._store.language(article_id):
            self._store.set_language(article_id, declared)
        if source.english is not None:
            self._store.save_file_translation(article_id, source.english)
        return article_id, new


def _matching(query: str, entries: list[CatalogEntry]) -> list[CatalogEntry]:
    """Return the matches of the most specific criterion that has any."""
    return next((found for found in map(list, _criteria(query, entries)) if found), [])


def _criteria(query: str, entries: list[CatalogEntry]) -> Iterator[Iterable[CatalogEntry]]:
    """Yield the matches of each criterion, the most specific first."""
    from reader.sources.files import stem

    key, name = _key(query), _key(stem(query.rpartition("/")[2]))
    if not key:
        return
    yield (entry for entry in entries if entry.id == query)
    if len(query) >= MIN_ID_LENGTH:
        yield (entry for entry in entries if entry.id.startswith(query.lower()))
    yield (entry for entry in entries if entry.name and _key(entry.name) in (key, name))
    titles = [(_key(entry.title), entry) for entry in entries]
    yield (entry for title, entry in titles if title == key)
    yield (entry for title, entry in titles if key in title)
    words = _WORD.findall(key)
    yield (entry for title, entry in titles if words and all(word in title for word in words))


def _key(text: str) -> str:
    """Return the form in which titles and names are compared: folded, single spaces."""
    return " ".join(fold_string(text).split())


def _ambiguous(query: str, found: list[CatalogEntry]) -> str:
    listed = "".join(f"\n  {entry.id[:DISPLAYED_ID_LENGTH]}  {entry.title}" for entry in found[:MAX_LISTED])
    more = f"\n  and {len(found) - MAX_LISTED:,} more" if len(found) > MAX_LISTED else ""
    return f"{len(found):,} articles match “{query}”. Add words, or give the start of an id:{listed}{more}"
