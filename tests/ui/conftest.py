"""What every test of the interface needs: a terminal that is the same everywhere."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the terminal and the desktop of whoever runs the tests would change."""
    for name in list(os.environ):
        if name.startswith("TEXTUAL") or name in {"NO_COLOR", "COLORFGBG", "FORCE_COLOR", "TTY_COMPATIBLE"}:
            monkeypatch.delenv(name)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "VISUAL", "EDITOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
