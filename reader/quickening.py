"""Quickening: what is done around the import of Textual, so that the window is there sooner and takes less memory."""

from __future__ import annotations

import gc
import os
import sys
from typing import Final

from reader.quickload import Quickload
from reader.quickpatterns import Quickpatterns
from reader.quicksources import Quicksources

_SWITCH: Final = 0.0005
"""Seconds after which a thread lets others on during the start. With Python's 5 ms the thread that reads the keyboard, which wants its turn
three times before it has a key, comes too late for the first frame."""


class Quickening:
    """One start, made quicker: ``Quickening()`` before Textual is imported, then ``listening``, ``begun`` and ``ended`` as it goes on."""

    def __init__(self) -> None:
        gc.disable()  # collecting while modules load is about a tenth of the start
        # Milliseconds that Esc waits for the rest of a sequence: a person cannot type the next key as soon.
        os.environ.setdefault("ESCDELAY", "20")
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        self._modules = Quickload.beside(__spec__)
        self._modules.install()
        self._patterns = Quickpatterns.beside(__spec__)
        self._patterns.install()
        self._sources = Quicksources.beside(__spec__)
        self._sources.install()
        _load_asyncio_without_tls()

    def listening(self) -> None:
        """Be told that keys are acted on from now on."""
        self._patterns.settle()
        self._sources.settle()

    def begun(self) -> None:
        """Be told that the first frame is there: turn the collector on again, now that the first frame is there; threads take turns as always."""
        sys.setswitchinterval(self._interval)
        gc.freeze()  # what is loaded stays: a first collection of it all would take longer than a frame
        gc.enable()
        self._modules.settle()

    def ended(self) -> None:
        """Keep what the next start will load, once the terminal is the reader's again."""
        self._modules.keep()
        self._patterns.keep()
        self._sources.keep()


def _load_asyncio_without_tls() -> None:
    """Load asyncio as it loads where Python has no OpenSSL, which is 8 ms and 4 MB.

    Textual speaks to nobody; an engine that is asked later imports ``ssl`` itself, and gets the real one.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    # None is how Python is told that a module is not there, and asyncio is made to do without this one.
    sys.modules["ssl"] = None  # type: ignore[assignment]  # typeshed knows modules only
    try:
        import asyncio  # noqa: F401 -- that it is loaded, so, is all that is wanted
    finally:
        del sys.modules["ssl"]
