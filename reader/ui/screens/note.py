"""NoteScreen: the editor for one note, laid beside its passage. Esc keeps and closes; nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reader.errors import StorageError
from reader.text.cleaning import clean
from reader.ui.commands.command import Context
from reader.ui.editor import EditorFailed, edit_outside
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.spread.placing import Placing, place_sheet
from reader.ui.widgets.footer import Facts, Footer
from reader.ui.widgets.heading import Heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

DRAFT_AFTER = 0.8
"""Seconds after a key until the draft is on disk; well under the two that are promised."""


class NoteScreen(CommandScreen, ModalScreen[Any]):
    """Writes one note. It is dismissed with the words to keep."""

    def __init__(
        self,
        quotation: str,
        body: str,
        *,
        draft: Callable[[str], None],
        rows: tuple[int, int] | None = None,
        text: int = 0,
        beside: int = 0,
        recovered: bool = False,
    ) -> None:
        super().__init__()
        self._quotation = quotation
        self._draft = draft
        self._rows = rows
        self._text = text
        self._beside = beside
        self._recovered = recovered
        self._timer: Timer | None = None
        self.head = Heading(id="heading")
        self.editor = TextArea(
            body, id="editor", classes="-editor", show_line_numbers=False, soft_wrap=True, tab_behavior="focus"
        )
        self.footer = Footer(id="sheet-footer", on_sheet=True)

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(id="note"):
            yield self.head
            yield self.editor
            yield self.footer

    def on_mount(self) -> None:
        """Put the cursor at the end of what is written."""
        self.paint()
        self._show_head()
        self.footer.show(self.reader_app.hints(Context.EDITOR), Facts(), "")
        self.editor.move_cursor(self.editor.document.end)
        self._place()
        self.ready(self.editor)

    def _show_head(self, sentence: str = "") -> None:
        name = "A note you had not finished" if self._recovered else "Note"
        self.head.show(name, sentence or self._quotation.strip("«» \u00a0\u202f"))

    def paint(self) -> None:
        """Take the colors of the theme."""
        self.head.paint_with(self.reader_app.ink)
        self.footer.paint_with(self.reader_app.ink)

    def told(self, sentence: str) -> None:
        """Show a sentence at the top of the sheet, where the page's own line may be covered."""
        self._show_head(sentence)

    def on_resize(self, event: events.Resize) -> None:
        """Find a place for the sheet in the new window."""
        del event
        self._place()

    def _place(self) -> None:
        width, height = self.size
        place: Placing = place_sheet(width, height, self._rows, self._text, self._beside)
        sheet = self.query_one("#note")
        sheet.styles.offset = (place.x, place.y)
        sheet.styles.width = place.width
        sheet.styles.height = place.height

    @property
    def context(self) -> Context:
        """Keys go to the editor."""
        return Context.EDITOR

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Put a draft on disk soon."""
        event.stop()
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_AFTER, self._keep_draft)

    def _keep_draft(self) -> None:
        self._timer = None
        try:
            self._draft(self.editor.text)
        except StorageError as error:
            self.reader_app.say(str(error))

    def keep_now(self) -> None:
        """Put what is written on disk at once: the program is about to go."""
        self._keep_draft()

    # -- commands ------------------------------------------------------------------------------------

    def do_editor_keep(self, count: int | None, letter: str | None) -> None:
        """Keep and close."""
        del count, letter
        if self._timer is not None:
            self._timer.stop()
        self.finish(self.editor.text)

    do_app_close = do_editor_keep

    def do_editor_external(self, count: int | None, letter: str | None) -> None:
        """Hand the note to the reader's own editor and take back what it wrote."""
        del count, letter
        self._keep_draft()
        try:
            text = edit_outside(self.app, self.editor.text, self.reader_app.settings.editor)
        except EditorFailed as error:
            self.reader_app.say(str(error))
            return
        text = clean(text)
        if text != self.editor.text:
            self.editor.text = text
            self.editor.move_cursor(self.editor.document.end)
            self._keep_draft()
