"""Quickening: what is done once, before Textual is imported, so that the window is there sooner and takes less memory."""

from __future__ import annotations

import gc
import os
import sys


def prepare() -> None:
    """Prepare for Textual; whoever opens the window turns the collector on again after its first frame."""
    gc.disable()  # collecting while modules load is about a tenth of the start
    # Milliseconds that Esc waits for the rest of a sequence: a person cannot type the next key as soon.
    os.environ.setdefault("ESCDELAY", "20")
    _load_asyncio_without_tls()


def _load_asyncio_without_tls() -> None:
    """Load asyncio as it loads where Python has no OpenSSL, which is 8 ms and 4 MB.

    Textual speaks to nobody; an engine that is asked later imports ``ssl`` itself, and gets the real one.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    # None is how Python is told that a module is not there, and asyncio is made to do without this one.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
