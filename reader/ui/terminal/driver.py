"""The driver: Textual's own, which survives bytes on the keyboard that are not UTF-8."""

from __future__ import annotations

import codecs
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.drivers import linux_driver

from reader.ui.terminal.frame_gate import FrameGate

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


class Driver(linux_driver.LinuxDriver):
    """Reads keys as Textual does, but what is no key cannot end the program: stray bytes, numbers that no terminal means.

    It lets out and in what its ``first_frame`` allows.
    """

    frame_gate: ClassVar[FrameGate] = FrameGate()

    def start_application_mode(self) -> None:
        """Take the terminal; it is given back as it was before the page that is on it, if one is."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        before = self.frame_gate.adopt()
        if before is not None:
            self.attrs_before = before

    _resuming = _resume_again = False
    """Whether the terminal is being taken again, and whether the program was let go on once more meanwhile."""

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again when the program goes on.

        One that was stopped without being asked (SIGSTOP), or goes on without having been stopped, lets go of the terminal first:
        else a second thread would read keys beside the first, which changes their order, and outlive the program. A signal
        that comes while this is done, as Python allows, is answered afterwards.
        """
        self._resume_again = True
        if self._resuming or not self._auto_restart:
            return
        self._resuming = True
        try:
            while self._resume_again:
                self._resume_again = False
                if self._key_thread is not None and self._key_thread.is_alive():
                    self.suspend_application_mode()
                self.resume_application_mode()
        finally:
            self._resuming = False

    def write(self, data: str) -> None:
        """Write what may be written now."""
        if self.frame_gate.allows_output(data):
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Hand what came from the terminal to the application, once it can act on it."""
        if not self.frame_gate.queue_early_input(message):
            super().send_message(message)

    def run_input_thread(self) -> None:
        """Read keys until the program ends, or the terminal is gone."""
        # The decoder is made inside Textual's method, from this name of its module; a test sends stray bytes on a pty.
        vars(linux_driver)["getincrementaldecoder"] = _lenient
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except (ValueError, OverflowError):
                continue  # Textual's parser fell over a sequence; what came with it is dropped
            except OSError:
                return  # the terminal is gone, and a signal says so
