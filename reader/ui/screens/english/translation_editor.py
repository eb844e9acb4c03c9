"""The editor for your own translation of a paragraph, placed over the existing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.frozen import frozen_dataclass
from reader.ui.screens.text_dialog import TextDialog
from reader.ui.spread.overlay_placement import Placement, place_translation_editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.spread.overlay_placement import TextEdges

MAX_CHARACTERS = 100_000
"""Characters of one paragraph at most: a megabyte takes seconds to wrap at every key."""


@frozen_dataclass(frozen=True, slots=True)
class ParagraphLocation:
    """Where the paragraph is on the screen, in cells and rows."""

    rows: tuple[int, int] | None
    """The first and last row of the French; None: not visible."""
    edges: TextEdges
    column: tuple[int, int] | None
    """The first cell and width of a facing English column; None: it does not face the French."""


@frozen_dataclass(frozen=True, slots=True)
class EditedTranslation:
    """The result of the editor."""

    text: str
    step: int = 0
    """Continue this many paragraphs further; 0: stop."""


class TranslationEditor(TextDialog):
    """Edits the translation of one paragraph. The result is an ``EditedTranslation``."""

    HEADING: ClassVar[str] = "Your translation"
    RECOVERED: ClassVar[str] = "Your translation (unfinished)"

    def __init__(
        self,
        subtitle: str,
        text: str,
        *,
        store_draft: Callable[[str], None],
        locate: Callable[[], ParagraphLocation],
        choose_version: Callable[[Callable[[str], None]], None],
        recovered: bool,
    ) -> None:
        """Edit ``text``; ``choose_version`` lists earlier versions and passes on the chosen one."""
        super().__init__(subtitle, text, store_draft=store_draft, recovered=recovered, max_length=MAX_CHARACTERS)
        self._locate, self._choose_version = locate, choose_version
        self._step = 0

    def placement(self, width: int, height: int) -> Placement:
        """Return the place over the translation, or below or beside the French."""
        location = self._locate()
        return place_translation_editor(width, height, location.rows, location.edges, column=location.column)

    def result(self) -> EditedTranslation:
        """Return the text and where to continue."""
        return EditedTranslation(self.editor.text, self._step)

    def do_editor_next(self) -> None:
        """Save, and continue with the next paragraph."""
        self._step = 1
        self.do_editor_keep()

    def do_editor_earlier(self) -> None:
        """List earlier versions; the chosen one replaces the text, and can be undone."""
        self.flush()
        self._choose_version(self._insert_version)

    def _insert_version(self, text: str) -> None:
        editor = self.editor
        editor.replace(text, (0, 0), editor.document.end)
        editor.move_cursor(editor.document.end)

    def do_editor_previous(self) -> None:
        """Save, and continue with the previous paragraph."""
        self._step = -1
        self.do_editor_keep()
