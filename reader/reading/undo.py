"""History: what was done to marks, wordings and articles, so that it can be undone and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.text.model.highlights import Highlight

MAX_CHANGES = 500
"""How many acts are remembered; older ones stay done."""


@frozen_dataclass(frozen=True, slots=True)
class HighlightChange:
    """A highlight (with its note) as it was and as it is; None where there is none."""

    before: Highlight | None
    after: Highlight | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change of nothing")

    @property
    def highlight(self) -> Highlight:
        """The highlight spoken of, as it is after the change, or as it was before it went."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 -- __post_init__ proves it; this tells the type checker
        return found

    @property
    def article_id(self) -> str:
        """The article that the highlight lies on."""
        return self.highlight.article_id

    def reversed(self) -> HighlightChange:
        """Return the change that takes this one back."""
        return HighlightChange(self.after, self.before)

    def apply(self, store: Store) -> None:
        """Commit the change, in one transaction; StorageError when it could not be."""
        if self.after is None:
            store.remove_highlight(self.highlight.id)
        else:
            store.save_highlight(self.after)


@frozen_dataclass(frozen=True, slots=True)
class ArchiveChange:
    """An article put into the archive, or taken out of it."""

    article_id: str
    title: str
    archived: bool

    def reversed(self) -> ArchiveChange:
        """Return the change that takes this one back."""
        return ArchiveChange(self.article_id, self.title, not self.archived)

    def apply(self, store: Store) -> None:
        """Commit the change, in one transaction; StorageError when it could not be."""
        store.set_archived(self.article_id, archived=self.archived)


@frozen_dataclass(frozen=True, slots=True)
class OwnTranslationChange:
    """The reader's own English of one paragraph as it was and as it is; None where there is none."""

    article: Article
    paragraph: int
    before: str | None
    after: str | None
    target: str = "en"
    """The language it is written in (ISO 639-1)."""

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change of nothing")

    @property
    def article_id(self) -> str:
        """The article that the paragraph stands in."""
        return self.article.id

    def reversed(self) -> OwnTranslationChange:
        """Return the change that takes this one back."""
        return OwnTranslationChange(self.article, self.paragraph, self.after, self.before, self.target)

    def apply(self, store: Store) -> None:
        """Commit the change, in one transaction; StorageError when it could not be."""
        if self.after is None:
            store.remove_own_translation(self.article, self.paragraph, target=self.target)
        else:
            store.save_own_translation(self.article, self.paragraph, self.after, target=self.target)


Change = HighlightChange | ArchiveChange | OwnTranslationChange


class UndoHistory:
    """Commits changes and remembers them. An act that fails to commit is not remembered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def do(self, change: Change) -> None:
        """Commit a new change; what had been undone before can then not be redone."""
        change.apply(self._store)
        self._done = [*self._done[-MAX_CHANGES + 1 :], change]
        self._undone.clear()

    def undo(self) -> Change | None:
        """Take the last change back; return what was applied, or None when there is nothing."""
        return self._move(self._done, self._undone)

    def redo(self) -> Change | None:
        """Do again what was undone last; return what was applied, or None when there is nothing."""
        return self._move(self._undone, self._done)

    def _move(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source:
            return None
        reverse = source[-1].reversed()
        reverse.apply(self._store)
        source.pop()
        target.append(reverse)
        return reverse
