"""Start-up tuning of the Python runtime around the import of Textual."""

from __future__ import annotations

import gc
import os


def before_imports() -> None:
    """Tune the runtime; call it before Textual is imported."""
    gc.disable()  # collections during imports take about a tenth of the startup
    # Milliseconds to wait for the rest of an escape sequence.
    os.environ.setdefault("ESCDELAY", "20")


def after_first_frame() -> None:
    """Freeze the loaded objects and enable garbage collection."""
    gc.freeze()  # a full collection of loaded objects would take longer than a frame
    gc.enable()
