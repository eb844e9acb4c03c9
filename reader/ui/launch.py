"""Launching: the reader's window on a library, and the exit status it leaves."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.reading.desk import Desk
from reader.ui.app import Enregard

if TYPE_CHECKING:
    from reader.paths import Folders
    from reader.settings import Settings
    from reader.storage.store import Store


def run(
    *,
    folders: Folders,
    store: Store,
    settings: Settings,
    problems: tuple[str, ...],
    open_article: str | None,
    offline: bool = False,
) -> int:
    """Open the reader on a library and return the exit status, once the terminal is as it was."""
    desk = Desk(store, now=_now, new_id=lambda: str(uuid.uuid4()), owner=f"{socket.gethostname()}:{os.getpid()}")
    app = Enregard(desk, settings, problems, open_article, settings_path=folders.settings, offline=offline)
    app.run(mouse=settings.mouse)
    if app.crash is not None:
        with contextlib.suppress(Exception):  # the place is worth one more try; the crash is what must be told
            app.reading.save_place()
        raise app.crash
    if app.parting_words:
        print(f"enregard: {app.parting_words}", file=sys.stderr)  # noqa: T201 -- the terminal is the reader's again
    return app.return_code or 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
