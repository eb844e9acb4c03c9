"""TextDialog: an editor over the page, for a note or a translation; drafts are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.errors import StorageError
from reader.text.cleaning import clean
from reader.ui.commands.command import Context
from reader.ui.screens import messages
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
"""Seconds from a change to saving the draft; the documented limit is two."""
MIN_ROOMY_HEIGHT = 8
"""Rows from which a blank row is shown above the heading."""


class TextDialog(CommandScreen, ModalScreen[Any]):
    """An editor for one text; its result is the text to save."""

    HEADING: ClassVar[str] = ""
    RECOVERED: ClassVar[str] = ""
    """The heading for a text recovered after a crash."""

    def __init__(
        self,
        subtitle: str,
        text: str,
        *,
        store_draft: Callable[[str], None],
        recovered: bool = False,
        max_length: int = 0,
    ) -> None:
        """``max_length`` is in code points; 0 means no limit."""
        super().__init__()
        self._subtitle = subtitle
        self._store_draft = store_draft
        self._recovered = recovered
        self._timer: Timer | None = None
        self.box = Vertical(id="text-dialog")
        self.head = Heading(id="heading")
        self.editor = TextEditor(text, max_length)
        self.footer = Footer(id="dialog-footer", on_dialog=True)

    # -- for subclasses ----------------------------------------------------------------------------

    def placement(self, width: int, height: int) -> Placement:
        """Return the placement in a window of a width in cells and a height in rows."""
        raise NotImplementedError

    def result(self) -> object:
        """Return the result of the dialog when it is saved."""
        return self.editor.text

    # -- the screen --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the dialog."""
        with self.box:
            yield self.head
            yield self.editor
            yield self.footer

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self.apply_theme()
        self._show_heading()
        hints = self.reader_app.hints(Context.EDITOR)
        self.footer.set_content(tuple(hint for hint in hints if self.handler(hint.command)), FooterFacts(), "")
        self.editor.move_cursor(self.editor.document.end)
        self._place()
        self.accept_keys(self.editor)

    def _show_heading(self, message: str = "") -> None:
        self.head.set_text(self.RECOVERED if self._recovered else self.HEADING, message or self._subtitle)

    def apply_theme(self) -> None:
        """Apply the colors of the theme."""
        self.head.set_render_style(self.reader_app.render_style)
        self.footer.set_render_style(self.reader_app.render_style)

    def show_message(self, message: str) -> None:
        """Show a message beside the heading; the page's message bar may be covered."""
        self._show_heading(message)

    def on_resize(self, event: events.Resize) -> None:
        """Place the dialog now, and again once the page behind it is laid out."""
        del event
        self._place()
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        width, height = self.size
        place = self.placement(width, height)
        box = self.box.styles  # not looked up: a resize may be handled while the screen closes
        box.offset = (place.x, place.y)
        box.width = place.width
        box.height = place.height
        self.head.styles.height = 3 if place.height >= MIN_ROOMY_HEIGHT else 2

    @property
    def context(self) -> Context:
        """Always EDITOR."""
        return Context.EDITOR

    def on_text_editor_limit_reached(self, event: TextEditor.LimitReached) -> None:
        """Report that the text is too long; it stays as it was."""
        event.stop()
        self.reader_app.show_message(messages.too_long(self.editor.max_length))

    def on_text_area_changed(self, event: TextEditor.Changed) -> None:
        """Save a draft after a delay."""
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
        """Save the draft at once."""
        self._save_draft()

    # -- commands ----------------------------------------------------------------------------------

    def do_editor_keep(self) -> None:
        """Save and close."""
        if self._timer is not None:
            self._timer.stop()
        self.finish(self.result())

    do_app_close = do_editor_keep

    def do_editor_external(self) -> None:
        """Edit the text in the user's external editor."""
        self._save_draft()
        try:
            text = edit_text(self.app, self.editor.text, self.reader_app.settings.editor)
        except EditorError as error:
            self.reader_app.show_message(str(error))
            return
        text = clean(text)
        if self.editor.exceeds_limit(text):
            self.reader_app.show_message(messages.too_long(self.editor.max_length))
        elif text != self.editor.text:
            self.editor.text = text
            self.editor.move_cursor(self.editor.document.end)
            self._save_draft()
