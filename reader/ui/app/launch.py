"""Launching: the reader's window on a library, and the exit status it leaves."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from typing import TYPE_CHECKING, NamedTuple

from reader.config import MEGABYTE
from reader.errors import StorageError
from reader.reading.session import Session
from reader.ui.app.app import Enregard
from reader.ui.terminal.frame_gate import FrameGate

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config import Settings
    from reader.paths import Folders
    from reader.storage.store import Store
    from reader.ui.terminal.frame_gate import VisibleScreen


class RunResult(NamedTuple):
    """How a run ended."""

    exit_code: int
    """The exit status."""
    last_frame: str | None
    """What the next start will show, as the driver writes it; None where that is not sure."""


def run(
    *,
    folders: Folders,
    store: Store,
    settings: Settings,
    problems: tuple[str, ...],
    open_article: str | None,
    offline: bool = False,
    visible_screen: VisibleScreen | None = None,
    now: Callable[[], str],
    new_id: Callable[[], str],
    on_first_frame: Callable[[], None] | None = None,
) -> RunResult:
    """Open the reader on a library, a page of it perhaps on the screen already, until the terminal is as it was.

    ``now`` gives the time as the library keeps it, ``new_id`` an id that no other has; ``on_first_frame`` is called
    after the first frame. What crashed is raised again.
    """
    _ignore_size_variables()
    desk = Session(store, now=now, new_id=new_id, owner=f"{socket.gethostname()}:{os.getpid()}")
    first = FrameGate(visible_screen)
    app = Enregard(
        desk,
        settings,
        problems,
        open_article,
        settings_path=folders.settings,
        offline=offline,
        frame_gate=first,
        on_first_frame=on_first_frame,
    )
    app.run(mouse=settings.mouse)
    if app.crash is not None:
        with contextlib.suppress(Exception):  # the place is worth one more try; the crash is what must be told
            app.reading_screen.save_position()
        raise app.crash
    with contextlib.suppress(StorageError):  # the next start or command does it as well
        store.translation_memory.shrink_to(app.settings.memory * MEGABYTE)
    if app.shutdown.unsaved_error:
        print(f"enregard: {app.shutdown.unsaved_error}", file=sys.stderr)  # noqa: T201 -- the terminal is the reader's again
    return RunResult(app.return_code or 0, app.shutdown.last_frame)


def _ignore_size_variables() -> None:
    """Go by the size the terminal has, where it knows it, and not by what COLUMNS and LINES say.

    Emacs, ``script`` and shells that export them hand them down, and they stay as they were when the window changes. Rich and
    Textual would believe them.
    """
    with contextlib.suppress(OSError):
        if all(os.get_terminal_size(1)):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
