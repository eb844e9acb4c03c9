"""The driver: Textual's own, which survives bytes on the keyboard that are not UTF-8."""

from __future__ import annotations

import codecs
from functools import partial
from typing import TYPE_CHECKING

from textual.drivers import linux_driver

if TYPE_CHECKING:
    from collections.abc import Callable


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


class Driver(linux_driver.LinuxDriver):
    """Reads keys as Textual does, but what is no key cannot end the program: stray bytes, numbers that no terminal means."""

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
