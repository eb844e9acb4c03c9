"""The driver: Textual's own, which survives bytes on the keyboard that are not UTF-8."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class Driver(LinuxDriver):
    """Reads keys as Textual does. A byte that is no text ends the reading thread there, and with it the program; not here."""

    def run_input_thread(self) -> None:
        """Read keys until the program ends; what was read together with a stray byte is dropped."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
