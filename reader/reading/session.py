"""The Session: the library, the open article, the undo history and the preferences."""

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
    """The state of one run of the program.

    Every method that changes something raises StorageError if it could not be saved.
    """

    def __init__(self, store: Store, *, now: Callable[[], str], new_id: Callable[[], str], owner: str) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id
        self.owner = owner
        """Identifies this run of the program, so that others are not offered its drafts."""
        self.undo_history = UndoHistory(store)
        self.preferences = Preferences.from_stored(store.preferences())
        self.current: OpenArticle | None = None
        self.engine = ""
        """The name of the engine in use; empty: none."""
        self.target = "en"
        """The language to translate into (ISO 639-1)."""
        self._version = store.data_version()

    def entries(self) -> list[CatalogEntry]:
        """Return the entries of all articles that are not archived, in list order."""
        return self._store.entries()

    def article_count(self) -> int:
        """Return the number of articles that are not archived."""
        return self._store.article_count()

    def entry(self, article_id: str) -> CatalogEntry:
        """Return the list entry of one article."""
        return self._store.entry(article_id)

    def first_article(self) -> str | None:
        """Return the article to open at startup: the last opened, else the first, or None."""
        last = self._store.last_opened()
        if last is not None and not self._store.entry(last).archived:
            return last
        entries = self.entries()
        return entries[0].id if entries else None

    def open(self, article_id: str) -> OpenArticle:
        """Open an article, replacing the current one. Only reads: see ``mark_opened``."""
        self.current = OpenArticle(self._store, article_id, engine=self.engine, target=self.target)
        return self.current

    def mark_opened(self) -> None:
        """Record the current article as the last one opened."""
        if self.current is not None:
            self._store.mark_opened(self.current.article.id)

    def set_archived(self, entry: CatalogEntry, archived: bool) -> None:
        """Archive an article with its marks, or restore it."""
        self.undo_history.do(ArchiveChange(entry.id, entry.title, archived))

    def changed_elsewhere(self) -> bool:
        """Return whether another process changed the library since the last call."""
        version = self._store.data_version()
        changed, self._version = version != self._version, version
        return changed

    # -- highlights and notes -------------------------------------------------------------------

    def add_highlight(self, article: Article, span: Span, color: Color) -> Highlight:
        """Highlight a span, and make its color the one for the next highlight."""
        now = self._now()
        highlight = Highlight(
            id=self._new_id(),
            article_id=article.id,
            selector=describe(article.text, span),
            color=color,
            created=now,
            modified=now,
        )
        self._apply(HighlightChange(None, highlight))
        return highlight

    def recolor(self, highlight: Highlight, color: Color) -> Highlight:
        """Change the color of a highlight."""
        if color is highlight.color:
            return highlight
        return self._change(highlight, replace(highlight, color=color, modified=self._now()))

    def remove_highlight(self, highlight: Highlight) -> None:
        """Remove a highlight with its note; undo restores both."""
        self._apply(HighlightChange(highlight, None))

    def all_highlights(self) -> tuple[Highlight, ...]:
        """Return the highlights of every article that is not archived."""
        return self._store.all_highlights()

    def set_note(self, highlight: Highlight, body: str) -> Highlight:
        """Save a note (no text: remove it), and delete its draft in the same transaction."""
        body, now = clean(body).strip(), self._now()
        old = highlight.note
        if (old.body if old else "") == body:
            self._store.delete_note_drafts(highlight.id)
            return highlight
        note = Note(body, old.created if old else now, now) if body else None
        return self._change(highlight, replace(highlight, note=note, modified=now))

    def save_note_draft(self, highlight: Highlight, body: str) -> None:
        """Save an unfinished note, so that a crash cannot lose it."""
        self._store.save_note_draft(Draft(highlight.id, highlight.article_id, clean(body), self.owner, self._now()))

    def note_draft(self, highlight_id: str) -> Draft | None:
        """Return the latest draft of a highlight's note, from any run of the program."""
        return next((draft for draft in self._store.note_drafts() if draft.highlight_id == highlight_id), None)

    def abandoned_note_drafts(self, in_use: Callable[[str], bool]) -> list[Draft]:
        """Return the note drafts of runs that have ended, for example after a crash."""
        return [draft for draft in self._store.note_drafts() if draft.owner != self.owner and not in_use(draft.owner)]

    # -- own translations -----------------------------------------------------------------------

    def own_translation(self, article: Article, paragraph: int) -> str | None:
        """Return the user's translation of a paragraph, or None."""
        found = self._store.alternatives(article, paragraph, target=self.target)
        return next((one.text for one in found if one.origin is Origin.USER), None)

    def set_own_translation(self, article: Article, paragraph: int, text: str, *, prefilled: str = "") -> bool:
        """Save the user's translation of a paragraph as one line; no text: remove it.

        Text prefilled from another source (``prefilled``) keeps its origin if unedited. Return
        whether anything changed. The draft is deleted in any case.
        """
        before, after = self.own_translation(article, paragraph), clean_line(text) or None
        if before == after or (before is None and after == clean_line(prefilled)):
            self._store.delete_own_translation_drafts(article, paragraph)
            return False
        self.undo_history.do(OwnTranslationChange(article, paragraph, before, after, self.target))
        return True

    def own_translation_history(self, article: Article, paragraph: int) -> tuple[OwnTranslation, ...]:
        """Return all versions of the user's translation of a paragraph, latest first."""
        return self._store.own_translation_history(article, paragraph, target=self.target)

    def save_own_translation_draft(self, article: Article, paragraph: int, text: str) -> None:
        """Save an unfinished translation, so that a crash cannot lose it."""
        self._store.save_own_translation_draft(
            article, OwnTranslationDraft(paragraph, clean(text), self.owner, self._now())
        )

    def own_translation_draft(self, article: Article, paragraph: int) -> OwnTranslationDraft | None:
        """Return the latest draft of a paragraph's translation, from any run of the program."""
        return next((one for one in self._store.own_translation_drafts(article) if one.paragraph == paragraph), None)

    def abandoned_own_translation_drafts(self, in_use: Callable[[str], bool]) -> list[tuple[str, OwnTranslationDraft]]:
        """Return the article id and draft of unfinished translations whose run has ended."""
        return [
            (article_id, draft)
            for article_id in self._store.articles_with_translation_drafts()
            for draft in self._store.own_translation_drafts(self._store.article(article_id))
            if draft.owner != self.owner and not in_use(draft.owner)
        ]

    # -- engines --------------------------------------------------------------------------------

    def engine_store(self) -> LibraryEngineStore:
        """Return the engines' view of the library."""
        # Imported here: not needed without an engine.
        from reader.reading.translating.engine_store import LibraryEngineStore

        return LibraryEngineStore(self._store)

    def now(self) -> str:
        """Return the current time: ISO 8601, UTC, to the second."""
        return self._now()

    # -- undo and preferences -------------------------------------------------------------------

    def undo(self) -> Change | None:
        """Undo the last change; return the change applied, or None."""
        return self._reload_after(self.undo_history.undo())

    def redo(self) -> Change | None:
        """Redo the last undone change; return the change applied, or None."""
        return self._reload_after(self.undo_history.redo())

    def set_preferences(self, preferences: Preferences) -> None:
        """Save the preferences that changed."""
        for name, value in preferences.changed_from(self.preferences).items():
            self._store.set_preference(name, value)
        self.preferences = preferences

    def _change(self, before: Highlight, after: Highlight) -> Highlight:
        self._apply(HighlightChange(before, after))
        return after

    def _apply(self, change: HighlightChange) -> None:
        self.undo_history.do(change)
        self._reload(change)

    def _reload_after(self, change: Change | None) -> Change | None:
        if isinstance(change, HighlightChange):
            self._reload(change)
        return change

    def _reload(self, change: HighlightChange) -> None:
        if self.current is not None:
            self.current.reload_highlight(change.highlight.id)
