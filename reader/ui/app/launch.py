"""Runs the application on a library, and returns the exit status."""

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
    """The result of a run."""

    exit_code: int
    """The exit status."""
    last_frame: str | None
    """The frame to show at the next start, as written by the driver; None if unsure."""


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
    """Run the application until the terminal is restored.

    ``visible_screen``: what is already on the terminal, if anything. ``now`` returns the time in
    the format of the library, ``new_id`` a unique id; ``on_first_frame`` is called after the first
    frame. An error that ended the program is raised again.
    """
    _ignore_size_variables()
    session = Session(store, now=now, new_id=new_id, owner=f"{socket.gethostname()}:{os.getpid()}")
    first = FrameGate(visible_screen)
    app = Enregard(
        session,
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
        with contextlib.suppress(Exception):  # try once more to save the position; the crash is the error to report
            app.reading_screen.save_position()
        raise app.crash
    with contextlib.suppress(StorageError):  # the next start or command does it too
        store.translation_memory.shrink_to(app.settings.memory * MEGABYTE)
    if app.shutdown.unsaved_error:
        print(f"enregard: {app.shutdown.unsaved_error}", file=sys.stderr)  # noqa: T201 -- the terminal is restored
    return RunResult(app.return_code or 0, app.shutdown.last_frame)


def _ignore_size_variables() -> None:
    """Prefer the size reported by the terminal to COLUMNS and LINES.

    Emacs, ``script`` and some shells export them, and they do not follow the window. Rich and
    Textual would use them.
    """
    with contextlib.suppress(OSError):
        if all(os.get_terminal_size(1)):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
