"""Ends the program after an internal error: restores the terminal and writes a log.

Textual would print a traceback with local variables, which hold the user's texts and notes.
Changing that needs private names of Textual, as does the choice of a NO_COLOR filter; tests pin
these names and check the effect on a real terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.driver import Driver as BaseDriver

    from reader.ui.terminal.frame_gate import FrameGate


class CrashHandlingApp(App[int]):
    """An application that ends without a traceback; the error is in ``crash``."""

    frame_gate: FrameGate
    """Decides what the driver may write at the start and the end."""

    @property
    def crash(self) -> Exception | None:
        """The error that ended the program, if any."""
        return self._exception

    def get_driver_class(self) -> type[BaseDriver]:
        """Use the driver that tolerates stray bytes in place of Textual's Linux driver."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from reader.ui.terminal.driver import Driver

        return type("Driver", (Driver,), {"frame_gate": self.frame_gate})

    def apply_no_color(self) -> None:
        """If NO_COLOR is set, remove colors in the way that suits the theme.

        Textual chooses the filter before the theme is set; the wrong one draws black on black.
        """
        if self.no_color:
            from textual.filter import Monochrome, NoColor

            filters = [
                line_filter for line_filter in self._filters if not isinstance(line_filter, Monochrome | NoColor)
            ]
            self._filters = [*filters, NoColor() if self.native_ansi_color else Monochrome()]

    def _fatal_error(self) -> None:
        """End the program; the caller reads ``crash``."""
        self._close_messages_no_wait()
