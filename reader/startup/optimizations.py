"""Start-up tuning of the Python runtime around the import of Textual."""

from __future__ import annotations

import gc
import os


def before_imports() -> None:
    """Tune the runtime; call it before Textual is imported."""
    gc.disable()  # collecting while modules load is about a tenth of the start
    # Milliseconds to wait for the rest of an escape sequence: no one presses the next key as soon.
    os.environ.setdefault("ESCDELAY", "20")


def after_first_frame() -> None:
    """Freeze the loaded objects and enable garbage collection."""
    gc.freeze()  # a first collection of everything loaded would take longer than a frame
    gc.enable()
