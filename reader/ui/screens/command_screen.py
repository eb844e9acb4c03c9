"""Base class of screens: dispatch keys through the keymap to command methods."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from reader.errors import StorageError, UnknownArticle
from reader.ui.commands.command import TYPING
from reader.ui.commands.key_names import key_name
from reader.ui.commands.keymap import NOTHING_PENDING, Invocation, Pending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events
    from textual.widget import Widget

    from reader.ui.app.app import Enregard
    from reader.ui.commands.command import Context


class CommandScreen(Screen[Any]):
    """A screen that runs commands by key.

    The command ``mark.note`` runs the method ``do_mark_note`` of the screen or of one of its
    ``helpers``. The method takes the count and the argument if the command is declared with them.
    """

    BINDINGS = []  # noqa: RUF012 -- Textual's name and type; all keys go through the keymap
    inherit_bindings = False
    pending: Pending = NOTHING_PENDING
    """The keys of an unfinished sequence."""
    last_key: str = ""
    """The key pressed last, in canonical spelling."""
    helpers: Sequence[object] = ()
    """Objects with command methods of this screen."""

    @property
    def reader_app(self) -> Enregard:
        """The application."""
        return cast("Enregard", self.app)

    @property
    def context(self) -> Context:
        """The context of the next key."""
        raise NotImplementedError

    # -- keys --------------------------------------------------------------------------------------

    def dispatch_key(self, event: events.Key) -> bool:
        """Handle a key press; return False if the focused input or editor must handle it."""
        keymap = self.reader_app.keymap
        before, handled, invoked = self.pending, False, False
        keys = keymap.split_alt(self.pending, key_name(event.key, event.character), self.context)
        for number, key in enumerate(keys):
            if number and self.app.screen is not self:
                # Esc closed this screen: the character is for the one below.
                self.reader_app.press_next(key)
                break
            pending, self.last_key = self.pending, key
            outcome = keymap.press(pending, key, self.context)
            self.pending = outcome if isinstance(outcome, Pending) else NOTHING_PENDING
            if isinstance(outcome, Invocation):
                handled = invoked = True
                self.apply_input()
                self.do(outcome)
            else:
                self.reader_app.clear_message()
                handled = handled or isinstance(outcome, Pending) or bool(pending) or self.context not in TYPING
        if invoked or self.pending != before:
            self.update_hints()  # once, however many commands ran
        return handled

    def accept_keys(self, focus: Widget) -> None:
        """Focus a widget and release held keys: the screen is ready."""
        self.set_focus(focus)
        self.reader_app.release_keys()

    def finish(self, result: object = None) -> None:
        """Close the screen with a result; keys are held until it is handled."""
        self.reader_app.hold_keys()
        self.dismiss(result)

    def apply_input(self) -> None:
        """Apply text typed in an input before a command acts on it."""

    def flush(self) -> None:
        """Save unsaved data before the program ends. Raises StorageError."""

    def update_hints(self) -> None:
        """Update the footer hints of the context and the pending keys."""

    def apply_theme(self) -> None:
        """Apply the colors of the theme."""

    def show_message(self, message: str) -> None:
        """Show a message while this screen covers the page."""

    def handler(self, command_id: str) -> Callable[..., None] | None:
        """Return the method for a command; None if there is none."""
        name = "do_" + command_id.replace(".", "_")
        for owner in (self, *self.helpers):
            found = getattr(owner, name, None)
            if found is not None:
                return found  # type: ignore[no-any-return]  # looked up by name; a test calls all of them
        return None

    def perform(self, command_id: str, argument: str | None = None) -> None:
        """Run a command chosen in a list or clicked, and update the footer."""
        self.do(Invocation(command_id, argument=argument))
        self.update_hints()

    def do(self, invocation: Invocation) -> None:
        """Run a command; show storage errors as messages."""
        handler = self.handler(invocation.command_id)
        if handler is None:
            return
        command = self.reader_app.keymap.command(invocation.command_id)
        values: list[int | str | None] = []
        if command.counted:
            values.append(invocation.count)
        if command.takes_argument:
            values.append(invocation.argument)
        self.reader_app.clear_message()
        with self.report_storage_errors():
            handler(*values)

    @contextmanager
    def report_storage_errors(self) -> Iterator[None]:
        """Show a storage error as a message and continue."""
        try:
            yield
        except (StorageError, UnknownArticle) as error:
            self.reader_app.show_message(str(error))

    # -- commands for all contexts -----------------------------------------------------------------

    def do_app_quit_now(self) -> None:
        """Quit; drafts are saved."""
        self.reader_app.shut_down()

    def do_app_palette(self) -> None:
        """Open the palette."""
        self.reader_app.open_palette()

    def do_app_help(self) -> None:
        """Open the help."""
        self.reader_app.open_help()

    def do_app_redraw(self) -> None:
        """Redraw the whole screen."""
        self.refresh(repaint=True, layout=True)
        for widget in self.walk_children():
            widget.refresh()

    def do_app_daylight(self) -> None:
        """Switch between the light and the dark theme."""
        self.reader_app.toggle_light_dark()

    def do_app_suspend(self) -> None:
        """Suspend the program, if the terminal supports it."""
        self.app.action_suspend_process()

    def do_app_settings(self) -> None:
        """Open the settings."""
        self.reader_app.open_settings()
