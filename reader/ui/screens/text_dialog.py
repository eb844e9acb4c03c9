"""WritingScreen: an editor laid over the page, for one note or one paragraph. Esc keeps and closes; nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.errors import StorageError
from reader.text.cleaning import clean
from reader.ui.commands.command import Context
from reader.ui.screens import messages as say
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.terminal.external_editor import EditorError, edit_text
from reader.ui.widgets.footer import Footer, FooterFacts
from reader.ui.widgets.heading import Heading
from reader.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from reader.ui.spread.overlay_placement import Placement

DRAFT_DELAY = 0.8
"""Seconds after a key until the draft is on disk; well under the two that are promised."""


MIN_ROOMY_HEIGHT = 8
"""Rows from which on a sheet has a row of air over its heading."""


class TextDialog(CommandScreen, ModalScreen[Any]):
    """Writes one text. What it is dismissed with tells the words to keep."""

    HEADING: ClassVar[str] = ""
    RECOVERED: ClassVar[str] = ""
    """The heading over words that a crash left."""

    def __init__(
        self, about: str, words: str, *, draft: Callable[[str], None], recovered: bool = False, max_length: int = 0
    ) -> None:
        """``about`` stands beside the heading; ``draft`` puts words on disk; ``most`` characters are taken, 0: any number."""
        super().__init__()
        self._about = about
        self._store_draft = draft
        self._recovered = recovered
        self._timer: Timer | None = None
        self.head = Heading(id="heading")
        self.editor = TextEditor(words, max_length)
        self.footer = Footer(id="sheet-footer", on_dialog=True)

    # -- what subclasses say ------------------------------------------------------------------------

    def placement(self, width: int, height: int) -> Placement:
        """Return where the sheet goes in a window of so many cells and rows."""
        raise NotImplementedError

    def result(self) -> object:
        """Return what the screen gives back when the words are to be kept."""
        return self.editor.text

    # -- the screen -----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(id="note"):
            yield self.head
            yield self.editor
            yield self.footer

    def on_mount(self) -> None:
        """Put the cursor at the end of what is written."""
        self.apply_theme()
        self._show_head()
        hints = self.reader_app.hints(Context.EDITOR)
        self.footer.set_content(tuple(hint for hint in hints if self.handler(hint.command)), FooterFacts(), "")
        self.editor.move_cursor(self.editor.document.end)
        self._place()
        self.accept_keys(self.editor)

    def _show_head(self, sentence: str = "") -> None:
        self.head.set_text(self.RECOVERED if self._recovered else self.HEADING, sentence or self._about)

    def apply_theme(self) -> None:
        """Take the colors of the theme."""
        self.head.set_render_style(self.reader_app.render_style)
        self.footer.set_render_style(self.reader_app.render_style)

    def show_message(self, sentence: str) -> None:
        """Show a sentence at the top of the sheet, where the page's own line may be covered."""
        self._show_head(sentence)

    def on_resize(self, event: events.Resize) -> None:
        """Find a place for the sheet in the new window, and again once the page behind is laid out for it too."""
        del event
        self._place()
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        width, height = self.size
        place = self.placement(width, height)
        sheet = self.query_one("#note")
        sheet.styles.offset = (place.x, place.y)
        sheet.styles.width = place.width
        sheet.styles.height = place.height
        self.head.styles.height = 3 if place.height >= MIN_ROOMY_HEIGHT else 2

    @property
    def context(self) -> Context:
        """Keys go to the editor."""
        return Context.EDITOR

    def on_editor_refused(self, event: TextEditor.LimitReached) -> None:
        """Say that words were too many; those that stood there stay."""
        event.stop()
        self.reader_app.show_message(say.too_long(self.editor.max_length))

    def on_text_area_changed(self, event: TextEditor.Changed) -> None:
        """Put a draft on disk soon."""
        event.stop()
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_DELAY, self._save_draft)

    def _save_draft(self) -> None:
        self._timer = None
        try:
            self._store_draft(self.editor.text)
        except StorageError as error:
            self.reader_app.show_message(str(error))

    def flush(self) -> None:
        """Put what is written on disk at once: the program is about to go."""
        self._save_draft()

    # -- commands ------------------------------------------------------------------------------------

    def do_editor_keep(self, count: int | None, letter: str | None) -> None:
        """Keep and close."""
        del count, letter
        if self._timer is not None:
            self._timer.stop()
        self.finish(self.result())

    do_app_close = do_editor_keep

    def do_editor_external(self, count: int | None, letter: str | None) -> None:
        """Hand the words to the reader's own editor and take back what it wrote."""
        del count, letter
        self._save_draft()
        try:
            text = edit_text(self.app, self.editor.text, self.reader_app.settings.editor)
        except EditorError as error:
            self.reader_app.show_message(str(error))
            return
        text = clean(text)
        if self.editor.exceeds_limit(text):
            self.reader_app.show_message(say.too_long(self.editor.max_length))
        elif text != self.editor.text:
            self.editor.text = text
            self.editor.move_cursor(self.editor.document.end)
            self._save_draft()
