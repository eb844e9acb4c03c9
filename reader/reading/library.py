"""The Library: bringing articles in, the bundled ones too, and finding one again by what its reader calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SourceError, UnknownArticle
from reader.frozen import frozen_dataclass
from reader.text.cleaning import clean_line
from reader.text.folding import fold_string
from reader.text.languages import FRENCH
from reader.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.sources.files import Source
    from reader.storage.store import Store
    from reader.text.model.catalog import CatalogEntry

BUNDLED_PREFERENCE = "seeds"
"""The preference that remembers which bundled articles were given to the library: their names, one to a line."""

MIN_ID_LENGTH = 4
"""Characters of an id that are enough, when no other begins so."""

DISPLAYED_ID_LENGTH = 8
"""Characters of an id that are shown."""

MAX_LISTED = 8
"""How many articles are named when several answer."""

_WORD = late_pattern(r"\w+")

_SEED_RANK = 1_000_000
"""Bundled articles stand after what the reader brings in the same moment."""


@frozen_dataclass(frozen=True, slots=True)
class AddResult:
    """What became of a text that was brought in."""

    article_id: str
    new: bool
    """Whether the library did not have it yet."""
    title: str
    english: bool
    """Whether English came with it."""


class Library:
    """Use cases over every article kept."""

    def __init__(self, store: Store, *, added: str | None = None) -> None:
        """Work on a store; ``added`` (ISO 8601, UTC) dates all texts brought in, so that they keep their order in lists."""
        self._store = store
        self._added = added
        self._rank = 0

    def add_bundled(self, folder: Path) -> tuple[str, ...]:
        """Give the library the bundled articles that it never had; return a sentence for each that could not be read.

        Each is given once and remembered by its name, so that an article put away or destroyed does not come back, while
        those of a later version arrive. StorageError when the library cannot be written.
        """
        known = frozenset((self._store.preference(BUNDLED_PREFERENCE) or "").splitlines())
        seeds = sorted(path for path in folder.glob("*.txt") if not path.stem.endswith(".en"))
        if known.issuperset(path.stem for path in seeds):
            return ()
        from reader.sources.files import read_source  # not at every start: reading files brings in much of the program

        problems: list[str] = []
        planted = set(known)
        for rank, path in enumerate(seeds, _SEED_RANK):
            if path.stem in known:
                continue
            try:
                source = read_source(path)
            except SourceError as error:
                problems.append(str(error))
                continue
            self._keep(source, rank)
            planted.add(path.stem)
        if planted != known:
            self._store.set_preference(BUNDLED_PREFERENCE, "\n".join(sorted(planted)))
        return tuple(problems)

    def add(self, source: Source, *, language: str | None = None) -> AddResult:
        """Keep a text and its English. The same content twice is one article; one in the archive comes out of it.

        ``language`` (ISO 639-1) goes before what the text says of itself; without both, a new text is French.
        """
        article_id, new = self._keep(source, self._rank, language)
        self._rank += 1
        entry = self._store.entry(article_id)
        if entry.archived:
            self._store.set_archived(article_id, archived=False)
        return AddResult(article_id, new, entry.title, source.english is not None)

    def find(self, words: str) -> CatalogEntry:
        """Return the article meant by an id or its beginning, a file's name with or without ending, or words of the title.

        Articles in the archive answer only when no other does. UnknownArticle when none answers, or several.
        """
        asked = clean_line(words)
        for archived in (False, True):
            found = _answering(asked, self._store.entries(archived=archived))
            if len(found) == 1:
                return found[0]
            if found:
                raise UnknownArticle(_several(asked, found))
        raise UnknownArticle(
            f"No article has the id, the file name or the title “{asked}”. `enregard list` shows what there is."
        )

    def _keep(self, source: Source, rank: int, language: str | None = None) -> tuple[str, bool]:
        said = language or source.manuscript.language
        article_id, new = self._store.add_article(
            source.manuscript, name=source.name, rank=rank, language=said or FRENCH, added=self._added
        )
        if said and not new and said != self._store.language(article_id):
            self._store.set_language(article_id, said)
        if source.english is not None:
            self._store.save_file_translation(article_id, source.english)
        return article_id, new


def _answering(asked: str, entries: list[CatalogEntry]) -> list[CatalogEntry]:
    """Return the articles that answer: those of the surest way of asking that finds any."""
    return next((found for found in map(list, _ways(asked, entries)) if found), [])


def _ways(asked: str, entries: list[CatalogEntry]) -> Iterator[Iterable[CatalogEntry]]:
    """Give what each way of asking finds, the surest first."""
    from reader.sources.files import stem

    key, name = _key(asked), _key(stem(asked.rpartition("/")[2]))
    if not key:
        return
    yield (entry for entry in entries if entry.id == asked)
    if len(asked) >= MIN_ID_LENGTH:
        yield (entry for entry in entries if entry.id.startswith(asked.lower()))
    yield (entry for entry in entries if entry.name and _key(entry.name) in (key, name))
    titles = [(_key(entry.title), entry) for entry in entries]
    yield (entry for title, entry in titles if title == key)
    yield (entry for title, entry in titles if key in title)
    words = _WORD.findall(key)
    yield (entry for title, entry in titles if words and all(word in title for word in words))


def _key(words: str) -> str:
    """Return what titles and names are compared by: folded, any white space one space."""
    return " ".join(fold_string(words).split())


def _several(asked: str, found: list[CatalogEntry]) -> str:
    listed = "".join(f"\n  {entry.id[:DISPLAYED_ID_LENGTH]}  {entry.title}" for entry in found[:MAX_LISTED])
    more = f"\n  and {len(found) - MAX_LISTED:,} more" if len(found) > MAX_LISTED else ""
    return f"{len(found):,} articles answer to “{asked}”. Give more words, or the beginning of an id:{listed}{more}"
