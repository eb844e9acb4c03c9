"""Textual's driver, made robust against stray bytes and gated at the start and the end."""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
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
    """Reads keys as Textual does, ignoring invalid UTF-8 and malformed sequences.

    Its ``frame_gate`` decides what is written and when keys arrive.
    """

    frame_gate: ClassVar[FrameGate] = FrameGate()

    _pending_signal = 0
    """The last stop or continue signal not handled yet; 0 for none."""
    _owns_terminal = False
    """Whether the terminal is in application mode."""

    def start_application_mode(self) -> None:
        """Take the terminal; keep the settings from before a restored screen, to put them back."""
        self._owns_terminal = True
        if self._pending_signal == signal.SIGCONT:
            self._pending_signal = 0
        super().start_application_mode()  # type: ignore[no-untyped-call]
        before = self.frame_gate.take_attributes()
        if before is not None:
            self.attrs_before = before

    def stop_application_mode(self) -> None:
        """Release the terminal."""
        super().stop_application_mode()
        self._owns_terminal = False

    def _sigtstp_application(self, *_: object) -> None:
        """Stop after the current message; at once if the terminal is already released."""
        if self._owns_terminal:
            self._schedule_signal(signal.SIGTSTP)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again after the current message."""
        self._schedule_signal(signal.SIGCONT)

    def _schedule_signal(self, number: int) -> None:
        self._pending_signal = number
        with contextlib.suppress(RuntimeError):  # the event loop is closed
            self._loop.call_soon_threadsafe(self._handle_signal)

    def _handle_signal(self) -> None:
        """Stop or continue, for the last signal that came.

        If the program continues without having released the terminal (SIGSTOP, or SIGCONT alone),
        it is released first: otherwise a second thread would read keys, change their order and
        outlive the program.
        """
        if not (self._pending_signal and self._owns_terminal and self._auto_restart):
            return
        if self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
        number, self._pending_signal = self._pending_signal, 0
        if number == signal.SIGTSTP:
            os.kill(os.getpid(), signal.SIGSTOP)
            self._must_signal_resume = True
        self.resume_application_mode()

    def write(self, data: str) -> None:
        """Write unless the gate drops it."""
        if self.frame_gate.allows_output(data):
            super().write(data)

    def send_message(self, message: Message) -> None:
        """Pass input to the application, unless the gate queues it."""
        if not self.frame_gate.queue_early_input(message):
            super().send_message(message)

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal is gone."""
        # Textual's method looks this name up in its module to create the decoder.
        vars(linux_driver)["getincrementaldecoder"] = _lenient
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except (ValueError, OverflowError):
                continue  # Textual's parser failed on a sequence; drop what came with it
            except OSError:
                return  # the terminal is gone; a signal follows
