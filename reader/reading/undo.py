"""Undo and redo of changes to highlights, own translations and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.text.model.highlights import Highlight

MAX_CHANGES = 500
"""How many changes can be undone; older ones are forgotten."""


@frozen_dataclass(frozen=True, slots=True)
class HighlightChange:
    """A highlight (with its note) before and after; None where it does not exist."""

    before: Highlight | None
    after: Highlight | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("before and after are both None")

    @property
    def highlight(self) -> Highlight:
        """The highlight after the change, or before it if it was removed."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 -- checked in __post_init__; for the type checker
        return found

    @property
    def article_id(self) -> str:
        """The article of the highlight."""
        return self.highlight.article_id

    def reversed(self) -> HighlightChange:
        """Return the change that undoes this one."""
        return HighlightChange(self.after, self.before)

    def apply(self, store: Store) -> None:
        """Save the change in one transaction; StorageError if that fails."""
        if self.after is None:
            store.remove_highlight(self.highlight.id)
        else:
            store.save_highlight(self.after)


@frozen_dataclass(frozen=True, slots=True)
class ArchiveChange:
    """An article archived or restored."""

    article_id: str
    title: str
    archived: bool

    def reversed(self) -> ArchiveChange:
        """Return the change that undoes this one."""
        return ArchiveChange(self.article_id, self.title, not self.archived)

    def apply(self, store: Store) -> None:
        """Save the change in one transaction; StorageError if that fails."""
        store.set_archived(self.article_id, archived=self.archived)


@frozen_dataclass(frozen=True, slots=True)
class OwnTranslationChange:
    """The user's translation of a paragraph before and after; None where there is none."""

    article: Article
    paragraph: int
    before: str | None
    after: str | None
    target: str = "en"
    """Its language (ISO 639-1)."""

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("before and after are both None")

    @property
    def article_id(self) -> str:
        """The article of the paragraph."""
        return self.article.id

    def reversed(self) -> OwnTranslationChange:
        """Return the change that undoes this one."""
        return OwnTranslationChange(self.article, self.paragraph, self.after, self.before, self.target)

    def apply(self, store: Store) -> None:
        """Save the change in one transaction; StorageError if that fails."""
        if self.after is None:
            store.remove_own_translation(self.article, self.paragraph, target=self.target)
        else:
            store.save_own_translation(self.article, self.paragraph, self.after, target=self.target)


Change = HighlightChange | ArchiveChange | OwnTranslationChange


class UndoHistory:
    """Applies changes and remembers them. A change that fails is not remembered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def do(self, change: Change) -> None:
        """Apply a new change; undone changes can then no longer be redone."""
        change.apply(self._store)
        self._done = [*self._done[-MAX_CHANGES + 1 :], change]
        self._undone.clear()

    def undo(self) -> Change | None:
        """Undo the last change; return the change applied, or None."""
        return self._move(self._done, self._undone)

    def redo(self) -> Change | None:
        """Redo the last undone change; return the change applied, or None."""
        return self._move(self._undone, self._done)

    def _move(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source:
            return None
        reverse = source[-1].reversed()
        reverse.apply(self._store)
        source.pop()
        target.append(reverse)
        return reverse
