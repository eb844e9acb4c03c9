"""What happens when the program itself fails: the terminal comes back, and the error goes to the log instead of the screen.

Textual prints a traceback with the values of local variables, which are the reader's text and notes. The only way to another
ending is private names of Textual, and so it is with the way in which it drops colors; tests hold which they are, and on a real terminal
what they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.driver import Driver as BaseDriver

    from reader.ui.terminal.frame_gate import FrameGate


class CrashHandlingApp(App[int]):
    """An application that ends without a traceback on the screen; ``crash`` tells afterwards what happened."""

    frame_gate: FrameGate
    """What its driver may write at the start and the end."""

    @property
    def crash(self) -> Exception | None:
        """The error that ended the program; None when none did."""
        return self._exception

    def get_driver_class(self) -> type[BaseDriver]:
        """Use the driver that survives stray bytes, where it is Textual's own for this system."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from reader.ui.terminal.driver import Driver

        return type("Driver", (Driver,), {"first_frame": self.frame_gate})

    def apply_no_color(self) -> None:
        """Where NO_COLOR is set, drop colors in the way that suits the theme.

        Textual chooses the way before our theme is there, and the wrong one paints a terminal's own colors black on black.
        """
        if self.no_color:
            from textual.filter import Monochrome, NoColor

            kept = [found for found in self._filters if not isinstance(found, Monochrome | NoColor)]
            self._filters = [*kept, NoColor() if self.native_ansi_color else Monochrome()]

    def _fatal_error(self) -> None:
        """End the program; whoever ran it asks for ``crash``."""
        self._close_messages_no_wait()
