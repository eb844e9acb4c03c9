"""The Desk: the library, the sitting in progress, what can be undone, and the reader's preferences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.open_article import Sitting
from reader.reading.preferences import Preferences
from reader.reading.undo import ArchiveChange, Change, History, MarkChange, WordingChange
from reader.text.cleaning import clean, clean_line
from reader.text.model.highlights import Color, Draft, Highlight, Note
from reader.text.model.selectors import describe
from reader.text.model.translations import Origin, WordingDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.engine_store import LibraryMemory
    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.text.model.catalog import Entry
    from reader.text.model.translations import Wording
    from reader.text.spans import Span


class Desk:
    """Everything one run of the program has open. Every act raises StorageError when it could not be committed."""

    def __init__(self, store: Store, *, now: Callable[[], str], new_id: Callable[[], str], owner: str) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id
        self.owner = owner
        """Names this run of the program, so that another run is not offered a draft in use."""
        self.history = History(store)
        self.preferences = Preferences.read(store.preferences())
        self.sitting: Sitting | None = None
        self.engine = ""
        """The engine in use, by its name; empty: none."""
        self.target = "en"
        """The language that faces the articles (ISO 639-1)."""
        self._version = store.version()

    def entries(self) -> list[Entry]:
        """Return the articles that are not archived, in the order of the sidebar."""
        return self._store.entries()

    def count(self) -> int:
        """Return how many articles there are, without reading them."""
        return self._store.count()

    def entry(self, article_id: str) -> Entry:
        """Return what the sidebar says of one article."""
        return self._store.entry(article_id)

    def first_article(self) -> str | None:
        """Return the article to open at the start: the one last read, else the first of the library; None: none."""
        last = self._store.last_opened()
        if last is not None and not self._store.entry(last).archived:
            return last
        entries = self.entries()
        return entries[0].id if entries else None

    def open(self, article_id: str) -> Sitting:
        """Open an article: its sitting replaces the one in progress. It only reads: see ``remember_open``."""
        self.sitting = Sitting(self._store, article_id, engine=self.engine, target=self.target)
        return self.sitting

    def remember_open(self) -> None:
        """Remember that the article was opened, and as the last one."""
        if self.sitting is not None:
            self._store.mark_opened(self.sitting.article.id)

    def set_archived(self, entry: Entry, archived: bool) -> None:
        """Put an article into the archive with its marks, or take it out."""
        self.history.do(ArchiveChange(entry.id, entry.title, archived))

    def changed_elsewhere(self) -> bool:
        """Tell whether another instance wrote to the library since the last call."""
        version = self._store.version()
        changed, self._version = version != self._version, version
        return changed

    # -- marks ----------------------------------------------------------------------------------

    def highlight(self, article: Article, span: Span, color: Color) -> Highlight:
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
        self._mark(MarkChange(None, highlight))
        return highlight

    def recolor(self, highlight: Highlight, color: Color) -> Highlight:
        """Give a highlight another color."""
        if color is highlight.color:
            return highlight
        return self._change(highlight, replace(highlight, color=color, modified=self._now()))

    def remove(self, highlight: Highlight) -> None:
        """Take a highlight away, and its note with it; undo brings both back."""
        self._mark(MarkChange(highlight, None))

    def all_highlights(self) -> tuple[Highlight, ...]:
        """Return every highlight of every article that is not archived."""
        return self._store.all_highlights()

    def write_note(self, highlight: Highlight, body: str) -> Highlight:
        """Keep a note's words (none: the note goes); its draft goes in the same transaction."""
        body, now = clean(body).strip(), self._now()
        old = highlight.note
        if (old.body if old else "") == body:
            self._store.drop_draft(highlight.id)
            return highlight
        note = Note(body, old.created if old else now, now) if body else None
        return self._change(highlight, replace(highlight, note=note, modified=now))

    def draft(self, highlight: Highlight, body: str) -> None:
        """Put an unfinished note on disk, so that a crash cannot lose it."""
        self._store.put_draft(Draft(highlight.id, highlight.article_id, clean(body), self.owner, self._now()))

    def draft_for(self, highlight_id: str) -> Draft | None:
        """Return the unfinished note of one highlight, whoever wrote it."""
        return next((draft for draft in self._store.drafts() if draft.highlight_id == highlight_id), None)

    def drafts_left(self, in_use: Callable[[str], bool]) -> list[Draft]:
        """Return the drafts whose writer is gone: what a crash left behind."""
        return [draft for draft in self._store.drafts() if draft.owner != self.owner and not in_use(draft.owner)]

    # -- the reader's own English ---------------------------------------------------------------

    def wording(self, article: Article, paragraph: int) -> str | None:
        """Return the reader's own English of a paragraph; None when there is none in use."""
        found = self._store.alternatives(article, paragraph, target=self.target)
        return next((one.text for one in found if one.origin is Origin.READER), None)

    def word(self, article: Article, paragraph: int, words: str, *, given: str = "") -> bool:
        """Keep the reader's own English of a paragraph, as one line; no words: back to the file's or an engine's.

        ``given`` are another's words that the reader began with: left as they were they stay that other's. False when nothing
        changed; the draft of the words goes in any case.
        """
        before, after = self.wording(article, paragraph), clean_line(words) or None
        if before == after or (before is None and after == clean_line(given)):
            self._store.drop_wording_draft(article, paragraph)
            return False
        self.history.do(WordingChange(article, paragraph, before, after, self.target))
        return True

    def wordings(self, article: Article, paragraph: int) -> tuple[Wording, ...]:
        """Return all that the reader wrote of a paragraph, the latest first, in use or not."""
        return self._store.wordings(article, paragraph, target=self.target)

    def draft_wording(self, article: Article, paragraph: int, words: str) -> None:
        """Put an unfinished wording on disk, so that a crash cannot lose it."""
        self._store.put_wording_draft(article, WordingDraft(paragraph, clean(words), self.owner, self._now()))

    def wording_draft(self, article: Article, paragraph: int) -> WordingDraft | None:
        """Return the unfinished words of a paragraph's wording, whoever wrote them."""
        return next((one for one in self._store.wording_drafts(article) if one.paragraph == paragraph), None)

    def wordings_left(self, in_use: Callable[[str], bool]) -> list[tuple[str, WordingDraft]]:
        """Return the unfinished wordings whose writer is gone, each with its article's id: what a crash left behind."""
        return [
            (article_id, draft)
            for article_id in self._store.articles_with_drafts()
            for draft in self._store.wording_drafts(self._store.article(article_id))
            if draft.owner != self.owner and not in_use(draft.owner)
        ]

    # -- engines --------------------------------------------------------------------------------

    def memory(self) -> LibraryMemory:
        """Return what the library keeps of engines' work."""
        from reader.reading.translating.engine_store import LibraryMemory  # who asks no engine does not wait for it

        return LibraryMemory(self._store)

    def now(self) -> str:
        """Return the time of now as the library keeps it: ISO 8601, UTC, to the second."""
        return self._now()

    # -- what was done, and what is preferred ---------------------------------------------------

    def undo(self) -> Change | None:
        """Take back what was done last; return what was applied, None when there is nothing."""
        return self._after(self.history.undo())

    def redo(self) -> Change | None:
        """Do again what was taken back last; return what was applied, None when there is nothing."""
        return self._after(self.history.redo())

    def prefer(self, preferences: Preferences) -> None:
        """Remember other preferences."""
        for name, value in preferences.changed_from(self.preferences).items():
            self._store.put_preference(name, value)
        self.preferences = preferences

    def _change(self, before: Highlight, after: Highlight) -> Highlight:
        self._mark(MarkChange(before, after))
        return after

    def _mark(self, change: MarkChange) -> None:
        self.history.do(change)
        self._reload(change)

    def _after(self, change: Change | None) -> Change | None:
        if isinstance(change, MarkChange):
            self._reload(change)
        return change

    def _reload(self, change: MarkChange) -> None:
        if self.sitting is not None:
            self.sitting.reload_one(change.highlight.id)
