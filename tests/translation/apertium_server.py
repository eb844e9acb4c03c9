"""Apertium's HTTP server on loopback, French to English through Catalan; compatible with MyMemory."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from tests.wait import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

MODES = Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes"
CODES = ("fra", "eng")
"""The server's codes of the two languages."""


@contextmanager
def apertium_server(folder: Path) -> Iterator[str]:
    """Start the server with one combined pair; yield its address."""
    modes = folder / "modes"
    modes.mkdir()
    steps = [(MODES / f"{name}.mode").read_text(encoding="utf-8").strip() for name in ("fra-cat", "cat-eng")]
    (modes / "fra-eng.mode").write_text(" | ".join(steps) + "\n", encoding="utf-8")
    port = _free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            ["apertium-apy", "-p", str(port), str(folder)], cwd=folder, stdout=log, stderr=log, process_group=0
        )
        try:
            wait_until(lambda: server.poll() is not None or _answers(port), 60)
            assert server.poll() is None, (folder / "log").read_text(encoding="utf-8", errors="replace")
            yield f"http://127.0.0.1:{port}/translate"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                server.wait(5)
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/listPairs", timeout=5) as reply:
            return b'"fra"' in reply.read()
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
