"""The Desk: the library, the sitting in progress, what can be undone, and the reader's preferences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.open_article import OpenArticle
from reader.reading.preferences import Preferences
from reader.reading.undo import ArchiveChange, Change, HighlightChange, OwnTranslationChange, UndoHistory
from reader.text.cleaning import clean, clean_line
from reader.text.model.highlights import Color, Draft, Highlight, Note
from reader.text.model.selectors import describe
from reader.text.model.translations import Origin, OwnTranslationDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.engine_store import LibraryEngineStore
    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.text.model.catalog import CatalogEntry
    from reader.text.model.translations import OwnTranslation
    from reader.text.spans import Span


class Session:
    """Everything one run of the program has open. Every act raises StorageError when it could not be committed."""

    def __init__(self, store: Store, *, now: Callable[[], str], new_id: Callable[[], str], owner: str) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id
        self.owner = owner
        """Names this run of the program, so that another run is not offered a draft in use."""
        self.undo_history = UndoHistory(store)
        self.preferences = Preferences.from_stored(store.preferences())
        self.current: OpenArticle | None = None
        self.engine = ""
        """The engine in use, by its name; empty: none."""
        self.target = "en"
        """The language that faces the articles (ISO 639-1)."""
        self._version = store.data_version()

    def entries(self) -> list[CatalogEntry]:
        """Return the articles that are not archived, in the order of the sidebar."""
        return self._store.entries()

    def article_count(self) -> int:
        """Return how many articles there are, without reading them."""
        return self._store.article_count()

    def entry(self, article_id: str) -> CatalogEntry:
        """Return what the sidebar says of one article."""
        return self._store.entry(article_id)

    def first_article(self) -> str | None:
        """Return the article to open at the start: the one last read, else the first of the library; None: none."""
        last = self._store.last_opened()
        if last is not None and not self._store.entry(last).archived:
            return last
        entries = self.entries()
        return entries[0].id if entries else None

    def open(self, article_id: str) -> OpenArticle:
        """Open an article: its sitting replaces the one in progress. It only reads: see ``remember_open``."""
        self.current = OpenArticle(self._store, article_id, engine=self.engine, target=self.target)
        return self.current

    def mark_opened(self) -> None:
        """Remember that the article was opened, and as the last one."""
        if self.current is not None:
            self._store.mark_opened(self.current.article.id)

    def set_archived(self, entry: CatalogEntry, archived: bool) -> None:
        """Put an article into the archive with its marks, or take it out."""
        self.undo_history.do(ArchiveChange(entry.id, entry.title, archived))

    def changed_elsewhere(self) -> bool:
        """Tell whether another instance wrote to the library since the last call."""
        version = self._store.data_version()
        changed, self._version = version != self._version, version
        return changed

    # -- marks ----------------------------------------------------------------------------------

    def add_highlight(self, article: Article, span: Span, color: Color) -> Highlight:
        """Mark a passage, and remember the color for the next one."""
        now = self._now()
        highlight = Highlight(
            id=self._new_id(),
            article_id=article.id,
            selector=describe(article.text, span),
            color=color,
            created=now,
            modified=now,
        )
        self._mark(HighlightChange(None, highlight))
        return highlight

    def recolor(self, highlight: Highlight, color: Color) -> Highlight:
        """Give a highlight another color."""
        if color is highlight.color:
            return highlight
        return self._change(highlight, replace(highlight, color=color, modified=self._now()))

    def remove_highlight(self, highlight: Highlight) -> None:
        """Take a highlight away, and its note with it; undo brings both back."""
        self._mark(HighlightChange(highlight, None))

    def all_highlights(self) -> tuple[Highlight, ...]:
        """Return every highlight of every article that is not archived."""
        return self._store.all_highlights()

    def set_note(self, highlight: Highlight, body: str) -> Highlight:
        """Keep a note's words (none: the note goes); its draft goes in the same transaction."""
        body, now = clean(body).strip(), self._now()
        old = highlight.note
        if (old.body if old else "") == body:
            self._store.delete_note_drafts(highlight.id)
            return highlight
        note = Note(body, old.created if old else now, now) if body else None
        return self._change(highlight, replace(highlight, note=note, modified=now))

    def save_note_draft(self, highlight: Highlight, body: str) -> None:
        """Put an unfinished note on disk, so that a crash cannot lose it."""
        self._store.save_note_draft(Draft(highlight.id, highlight.article_id, clean(body), self.owner, self._now()))

    def note_draft(self, highlight_id: str) -> Draft | None:
        """Return the unfinished note of one highlight, whoever wrote it."""
        return next((draft for draft in self._store.note_drafts() if draft.highlight_id == highlight_id), None)

    def abandoned_note_drafts(self, in_use: Callable[[str], bool]) -> list[Draft]:
        """Return the drafts whose writer is gone: what a crash left behind."""
        return [draft for draft in self._store.note_drafts() if draft.owner != self.owner and not in_use(draft.owner)]

    # -- the reader's own English ---------------------------------------------------------------

    def own_translation(self, article: Article, paragraph: int) -> str | None:
        """Return the reader's own English of a paragraph; None when there is none in use."""
        found = self._store.alternatives(article, paragraph, target=self.target)
        return next((one.text for one in found if one.origin is Origin.USER), None)

    def set_own_translation(self, article: Article, paragraph: int, text: str, *, prefilled: str = "") -> bool:
        """Keep the reader's own English of a paragraph, as one line; no words: back to the file's or an engine's.

        ``given`` are another's words that the reader began with: left as they were they stay that other's. False when nothing
        changed; the draft of the words goes in any case.
        """
        before, after = self.own_translation(article, paragraph), clean_line(text) or None
        if before == after or (before is None and after == clean_line(prefilled)):
            self._store.delete_own_translation_drafts(article, paragraph)
            return False
        self.undo_history.do(OwnTranslationChange(article, paragraph, before, after, self.target))
        return True

    def own_translation_history(self, article: Article, paragraph: int) -> tuple[OwnTranslation, ...]:
        """Return all that the reader wrote of a paragraph, the latest first, in use or not."""
        return self._store.own_translation_history(article, paragraph, target=self.target)

    def save_own_translation_draft(self, article: Article, paragraph: int, text: str) -> None:
        """Put an unfinished wording on disk, so that a crash cannot lose it."""
        self._store.save_own_translation_draft(
            article, OwnTranslationDraft(paragraph, clean(text), self.owner, self._now())
        )

    def own_translation_draft(self, article: Article, paragraph: int) -> OwnTranslationDraft | None:
        """Return the unfinished words of a paragraph's wording, whoever wrote them."""
        return next((one for one in self._store.own_translation_drafts(article) if one.paragraph == paragraph), None)

    def abandoned_own_translation_drafts(self, in_use: Callable[[str], bool]) -> list[tuple[str, OwnTranslationDraft]]:
        """Return the unfinished wordings whose writer is gone, each with its article's id: what a crash left behind."""
        return [
            (article_id, draft)
            for article_id in self._store.articles_with_translation_drafts()
            for draft in self._store.own_translation_drafts(self._store.article(article_id))
            if draft.owner != self.owner and not in_use(draft.owner)
        ]

    # -- engines --------------------------------------------------------------------------------

    def engine_store(self) -> LibraryEngineStore:
        """Return what the library keeps of engines' work."""
        from reader.reading.translating.engine_store import (
            LibraryEngineStore,  # who asks no engine does not wait for it
        )

        return LibraryEngineStore(self._store)

    def now(self) -> str:
        """Return the time of now as the library keeps it: ISO 8601, UTC, to the second."""
        return self._now()

    # -- what was done, and what is preferred ---------------------------------------------------

    def undo(self) -> Change | None:
        """Take back what was done last; return what was applied, None when there is nothing."""
        return self._after(self.undo_history.undo())

    def redo(self) -> Change | None:
        """Do again what was taken back last; return what was applied, None when there is nothing."""
        return self._after(self.undo_history.redo())

    def set_preferences(self, preferences: Preferences) -> None:
        """Remember other preferences."""
        for name, value in preferences.changed_from(self.preferences).items():
            self._store.set_preference(name, value)
        self.preferences = preferences

    def _change(self, before: Highlight, after: Highlight) -> Highlight:
        self._mark(HighlightChange(before, after))
        return after

    def _mark(self, change: HighlightChange) -> None:
        self.undo_history.do(change)
        self._reload(change)

    def _after(self, change: Change | None) -> Change | None:
        if isinstance(change, HighlightChange):
            self._reload(change)
        return change

    def _reload(self, change: HighlightChange) -> None:
        if self.current is not None:
            self.current.reload_highlight(change.highlight.id)
