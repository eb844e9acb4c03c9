"""Launching: the reader's window on a library, and the exit status it leaves."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from typing import TYPE_CHECKING, NamedTuple

from reader.config import MEGABYTE
from reader.errors import StorageError
from reader.reading.session import Desk
from reader.ui.app.app import Enregard
from reader.ui.terminal.frame_gate import FirstFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config import Settings
    from reader.paths import Folders
    from reader.storage.store import Store
    from reader.ui.terminal.frame_gate import OnScreen


class Ended(NamedTuple):
    """How a run ended."""

    code: int
    """The exit status."""
    picture: str | None
    """What the next start will show, as the driver writes it; None where that is not sure."""


def run(
    *,
    folders: Folders,
    store: Store,
    settings: Settings,
    problems: tuple[str, ...],
    open_article: str | None,
    offline: bool = False,
    page: OnScreen | None = None,
    now: Callable[[], str],
    new_id: Callable[[], str],
    on_first_frame: Callable[[], None] | None = None,
) -> Ended:
    """Open the reader on a library, a page of it perhaps on the screen already, until the terminal is as it was.

    ``now`` gives the time as the library keeps it, ``new_id`` an id that no other has; ``on_first_frame`` is called
    after the first frame. What crashed is raised again.
    """
    _forget_told_size()
    desk = Desk(store, now=now, new_id=new_id, owner=f"{socket.gethostname()}:{os.getpid()}")
    first = FirstFrame(page)
    app = Enregard(
        desk,
        settings,
        problems,
        open_article,
        settings_path=folders.settings,
        offline=offline,
        first_frame=first,
        on_first_frame=on_first_frame,
    )
    app.run(mouse=settings.mouse)
    if app.crash is not None:
        with contextlib.suppress(Exception):  # the place is worth one more try; the crash is what must be told
            app.reading.save_place()
        raise app.crash
    with contextlib.suppress(StorageError):  # the next start or command does it as well
        store.memory.keep_within(app.settings.memory * MEGABYTE)
    if app.leaving.parting_words:
        print(f"enregard: {app.leaving.parting_words}", file=sys.stderr)  # noqa: T201 -- the terminal is the reader's again
    return Ended(app.return_code or 0, app.leaving.picture)


def _forget_told_size() -> None:
    """Go by the size the terminal has, where it knows it, and not by what COLUMNS and LINES say.

    Emacs, ``script`` and shells that export them hand them down, and they stay as they were when the window changes. Rich and
    Textual would believe them.
    """
    with contextlib.suppress(OSError):
        if all(os.get_terminal_size(1)):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
