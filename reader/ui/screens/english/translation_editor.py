"""WordingScreen: the editor for the reader's own English of one paragraph, over the place where that English stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.frozen import frozen_dataclass
from reader.ui.screens.text_dialog import TextDialog
from reader.ui.spread.overlay_placement import Placement, place_translation_editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.spread.overlay_placement import TextEdges

MAX_CHARACTERS = 100_000
"""The most characters of one paragraph: far beyond any; a megabyte is wrapped for seconds at every key."""


@frozen_dataclass(frozen=True, slots=True)
class ParagraphLocation:
    """Where the paragraph stands on the screen, in cells and rows."""

    rows: tuple[int, int] | None
    """The first and the last row of the French; None: out of sight."""
    edges: TextEdges
    column: tuple[int, int] | None
    """The first cell and the width of the English column; None where it does not face the French."""


@frozen_dataclass(frozen=True, slots=True)
class EditedTranslation:
    """What the screen gives back."""

    text: str
    step: int = 0
    """How many paragraphs further to go on writing; 0: it is enough."""


class TranslationEditor(TextDialog):
    """Writes the English of one paragraph. It is dismissed with what was ``Written``."""

    HEADING: ClassVar[str] = "Your own English"
    RECOVERED: ClassVar[str] = "Your own English, not finished yet"

    def __init__(
        self,
        about: str,
        words: str,
        *,
        draft: Callable[[str], None],
        locate: Callable[[], ParagraphLocation],
        choose_version: Callable[[Callable[[str], None]], None],
        recovered: bool,
    ) -> None:
        """``where`` tells where the paragraph stands now; ``earlier`` lets the reader choose what he wrote before, and hands it over."""
        super().__init__(about, words, draft=draft, recovered=recovered, max_length=MAX_CHARACTERS)
        self._locate, self._choose_version = locate, choose_version
        self._step = 0

    def placement(self, width: int, height: int) -> Placement:
        """Return the place over the English, or under or beside the French."""
        place = self._locate()
        return place_translation_editor(width, height, place.rows, place.edges, column=place.column)

    def result(self) -> EditedTranslation:
        """Return the words, and where to go on."""
        return EditedTranslation(self.editor.text, self._step)

    def do_editor_next(self, count: int | None, letter: str | None) -> None:
        """Keep, and go on with the next paragraph."""
        self._step = 1
        self.do_editor_keep(count, letter)

    def do_editor_earlier(self, count: int | None, letter: str | None) -> None:
        """List what was written before; what is chosen takes the place of the words, and undo brings them back."""
        del count, letter
        self.flush()
        self._choose_version(self._insert_version)

    def _insert_version(self, words: str) -> None:
        editor = self.editor
        editor.replace(words, (0, 0), editor.document.end)
        editor.move_cursor(editor.document.end)

    def do_editor_previous(self, count: int | None, letter: str | None) -> None:
        """Keep, and go back to the paragraph before."""
        self._step = -1
        self.do_editor_keep(count, letter)
