"""CommandScreen: a screen whose keys go through the keymap, and whose commands are methods named after them."""

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

    from reader.ui.commands.command import Context
    from reader.ui.screens.host import Host


class CommandScreen(Screen[Any]):
    """Turns key presses into commands. A command ``mark.note`` is done by a method ``do_mark_note(count, letter)``.

    The method may stand on the screen or on one of its ``helpers``.
    """

    BINDINGS = []  # noqa: RUF012 -- Textual's own name and type; every key goes through the keymap
    inherit_bindings = False
    pending: Pending = NOTHING_PENDING
    """The keys of a sequence that is not finished."""
    last_key: str = ""
    """The key that was pressed last, as settings spell it."""
    helpers: Sequence[object] = ()
    """Objects that do some of this screen's commands."""

    @property
    def reader_app(self) -> Host:
        """The application, as screens see it."""
        return cast("Host", self.app)

    @property
    def context(self) -> Context:
        """Where the keys go now."""
        raise NotImplementedError

    # -- keys -----------------------------------------------------------------------------

    def dispatch_key(self, event: events.Key) -> bool:
        """Act on a key press; False when the key belongs to the focused widget (an editor, a filter line)."""
        keymap = self.reader_app.keymap
        before, taken, acted = self.pending, False, False
        keys = keymap.split_alt(self.pending, key_name(event.key, event.character), self.context)
        for number, key in enumerate(keys):
            if number and self.app.screen is not self:  # Esc closed this screen: the letter is for the one below
                self.reader_app.press_next(key)
                break
            was, self.last_key = self.pending, key
            outcome = keymap.press(was, key, self.context)
            self.pending = outcome if isinstance(outcome, Pending) else NOTHING_PENDING
            if isinstance(outcome, Invocation):
                taken = acted = True
                self.apply_input()
                self.do(outcome.command_id, outcome.count, outcome.argument)
            else:
                self.reader_app.clear_message()
                taken = taken or isinstance(outcome, Pending) or bool(was) or self.context not in TYPING
        if acted or self.pending != before:
            self.update_hints()  # once, however many commands the key came to
        return taken

    def accept_keys(self, focus: Widget) -> None:
        """Take the keys: the screen is there, and this widget has the focus."""
        self.set_focus(focus)
        self.reader_app.release_keys()

    def finish(self, result: object = None) -> None:
        """Close the screen; keys wait until whoever opened it has been told."""
        self.reader_app.hold_keys()
        self.dismiss(result)

    def apply_input(self) -> None:
        """Take in what stands in the lines to type in, before a command acts on it."""

    def flush(self) -> None:
        """Keep what is not kept yet: the program ends. StorageError when it could not be."""

    def update_hints(self) -> None:
        """Show what can be done where the keys go now, and the keys of an unfinished sequence."""

    def apply_theme(self) -> None:
        """Take the colors of the theme."""

    def show_message(self, sentence: str) -> None:
        """Show a sentence that was said while this screen lies over the page."""

    def handler(self, command_id: str) -> Callable[[int | None, str | None], None] | None:
        """Return what does a command here; None when nothing does."""
        name = "do_" + command_id.replace(".", "_")
        for owner in (self, *self.helpers):
            found = getattr(owner, name, None)
            if found is not None:
                return found  # type: ignore[no-any-return]  # looked up by name; a test calls every one
        return None

    def perform(self, command_id: str, letter: str | None = None) -> None:
        """Do a command that was asked for without its key: in a list of commands, or by a click."""
        self.do(command_id, None, letter)
        self.update_hints()

    def do(self, command_id: str, count: int | None, letter: str | None) -> None:
        """Do a command. What the library refuses is told in its own sentence, and nothing else happens."""
        handler = self.handler(command_id)
        if handler is not None:
            self.reader_app.clear_message()
            with self.report_storage_errors():
                handler(count, letter)

    @contextmanager
    def report_storage_errors(self) -> Iterator[None]:
        """Tell what the library refuses in its own sentence, and go on."""
        try:
            yield
        except (StorageError, UnknownArticle) as error:
            self.reader_app.show_message(str(error))

    # -- commands that work everywhere ---------------------------------------------------------

    def do_app_quit_now(self, count: int | None, letter: str | None) -> None:
        """Quit, keeping what is written."""
        del count, letter
        self.reader_app.shut_down()

    def do_app_palette(self, count: int | None, letter: str | None) -> None:
        """List every command."""
        del count, letter
        self.reader_app.open_palette()

    def do_app_help(self, count: int | None, letter: str | None) -> None:
        """Show the keys."""
        del count, letter
        self.reader_app.open_help()

    def do_app_redraw(self, count: int | None, letter: str | None) -> None:
        """Paint the whole screen anew."""
        del count, letter
        self.refresh(repaint=True, layout=True)
        for widget in self.walk_children():
            widget.refresh()

    def do_app_daylight(self, count: int | None, letter: str | None) -> None:
        """Change between light and dark."""
        del count, letter
        self.reader_app.toggle_light_dark()

    def do_app_suspend(self, count: int | None, letter: str | None) -> None:
        """Go to the background, where the terminal can do that."""
        del count, letter
        self.app.action_suspend_process()

    def do_app_settings(self, count: int | None, letter: str | None) -> None:
        """Choose a theme and the line length."""
        del count, letter
        self.reader_app.open_settings()
