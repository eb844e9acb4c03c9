"""Repaint the last screen at startup, before Textual is imported.

Importing Textual takes most of the startup time. So the last frame, saved as the bytes the driver
would write, is printed first; Textual's first frame then replaces it cell by cell
(`reader.ui.terminal.driver`). It is shown only if the program, terminal, window size, settings and
library are unchanged; otherwise the start is an ordinary one.

This module imports only `os`, `sys` and two C modules, opens no database and reads no settings.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing `typing` would take a tenth of the time budget
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE_NAME = "firstpage"
"""File name; the file is beside the library, because it holds its text."""
MAX_BYTES = 1 << 20
"""Maximum file size in bytes; a frame of 400×120 cells has about 200,000."""

_FORMAT = b"enregard first page 1"
_END = b"\nthe end of the first page\n"
_BEGIN_FRAME, _END_FRAME = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2026h", "\x1b[?2026l"
_RESTORE_SEQUENCE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_UNSUPPORTED_TERMINALS = frozenset({"", "dumb", "unknown", "linux"})
"""Values of TERM without known capabilities or without an alternate screen (Linux console)."""
_FOLDER_VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
_DISPLAY_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "COLORFGBG", "TMUX", "STY", "LANG", "LANGUAGE")


class RestoredScreen:
    """A frame on the screen, and the terminal attributes to restore."""

    __slots__ = ("attributes", "frame")

    def __init__(self, frame: str, attributes: list[object]) -> None:
        self.frame = frame
        """The frame, as the driver wrote it."""
        self.attributes: list[object] | None = attributes
        """Terminal attributes before the start; None once the caller restores them."""

    def take_attributes(self) -> list[object] | None:
        """Return the original terminal attributes; the caller must restore them from now on."""
        attributes, self.attributes = self.attributes, None
        return attributes

    def restore_terminal(self) -> None:
        """Restore the terminal, unless the caller of ``take_attributes`` does."""
        attributes = self.take_attributes()
        if attributes is not None:
            _restore_terminal(attributes)
            _reset_signals()


def restore(environ: Mapping[str, str] = os.environ) -> RestoredScreen | None:
    """Paint the last screen if it is still valid; None if not, with the terminal untouched."""
    try:
        folder = data_folder(environ)
        if folder is None or not _can_draw(environ):
            return None
        frame = _read_frame(os.path.join(folder, FILE_NAME), environ, _size())
        return _draw(frame) if frame is not None else None
    except Exception:  # noqa: BLE001 -- without the saved screen the program only starts a little later
        return None


def save(folder: str, frame: str, stamps: Iterable[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Save a frame for the next start; False if that failed, and then no file is left.

    ``folder`` is that of the library; a change of a file in ``stamps`` makes the frame invalid.
    Call this after closing the library, because closing changes its file.
    """
    paths = [*stamps, *_program_paths()]
    path = os.path.join(folder, FILE_NAME)
    try:
        if data_folder(environ) != folder or any("\n" in name or "\0" in name for name in paths):
            delete(folder)
            return False
        head = (
            _FORMAT,
            _environment_key(environ, _size()),
            "\0".join(paths).encode("utf-8", "surrogateescape"),
            _file_stamps(paths),
        )
        data = b"\n".join((*head, frame.encode())) + _END
        temporary = f"{path}.{os.getpid()}"
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                _write(handle, data)
            finally:
                os.close(handle)
            os.replace(temporary, path)
        except BaseException:
            _remove(temporary)
            raise
    except (OSError, ValueError):
        delete(folder)
        return False
    return True


def delete(folder: str) -> None:
    """Delete the saved screen in a library's folder, if any."""
    _remove(os.path.join(folder, FILE_NAME))


def data_folder(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the folder of the library, as `reader.paths` does; None if that needs platformdirs."""
    if home := environ.get("ENREGARD_HOME", ""):
        return os.path.abspath(os.path.expanduser(home))
    if sys.platform != "linux" or not environ.get("HOME", ""):
        return None
    data = environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(data, "enregard") if os.path.isabs(data) else None


# -- validity ----------------------------------------------------------------------------------------


def _can_draw(environ: Mapping[str, str]) -> bool:
    """Return whether this process may draw on a capable terminal."""
    return (
        os.name == "posix"
        and environ.get("TERM", "") not in _UNSUPPORTED_TERMINALS
        and "NO_COLOR" not in environ
        and all(os.isatty(number) for number in (0, 1, 2))
        and os.tcgetpgrp(2) == os.getpgrp()
    )


def _size() -> tuple[int, int]:
    size = os.get_terminal_size(1)
    return size.columns, size.lines


def _environment_key(environ: Mapping[str, str], size: tuple[int, int]) -> bytes:
    """Return one line that identifies the interpreter, window size and environment."""
    names = sorted(
        name
        for name in environ
        if name in _DISPLAY_VARIABLES
        or name in _FOLDER_VARIABLES
        or name.startswith(("LC_", "TEXTUAL", "ENREGARD_", "PYTHON"))
    )
    return repr((sys.hexversion, sys.prefix, size, [(name, environ[name]) for name in names])).encode(
        "ascii", "backslashreplace"
    )


def _program_paths() -> list[str]:
    """Return paths that change when the program or its packages are updated."""
    packages = [name for name in sys.path if name.endswith(("site-packages", "dist-packages"))]
    return [os.path.abspath(__file__), *packages]


def _file_stamps(paths: Iterable[str]) -> bytes:
    """Return one line that changes when a file is written, replaced, created or removed."""
    found = []
    for path in paths:
        try:
            stamp = os.stat(path)
            found.append(f"{stamp.st_mtime_ns}-{stamp.st_size}-{stamp.st_ino}")
        except FileNotFoundError:
            found.append("none")
    return " ".join(found).encode()


def _read_frame(path: str, environ: Mapping[str, str], size: tuple[int, int]) -> str | None:
    """Return the saved frame if the file is the user's own, complete and still valid."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        if status.st_uid != os.getuid() or status.st_mode & 0o170077 != 0o100000 or status.st_size > MAX_BYTES:
            return None
        data = b""
        while piece := os.read(handle, MAX_BYTES):
            data += piece
    finally:
        os.close(handle)
    if not data.endswith(_END) or not data.startswith(_FORMAT):
        return None
    lines = data[: -len(_END)].split(b"\n", 4)
    if len(lines) != 5 or lines[0] != _FORMAT or lines[1] != _environment_key(environ, size):
        return None
    paths = lines[2].decode("utf-8", "surrogateescape").split("\0")
    return lines[4].decode() if lines[3] == _file_stamps(paths) else None


# -- the terminal ----------------------------------------------------------------------------------------


def _draw(frame: str) -> RestoredScreen:
    """Turn off echo and paint the frame; typed keys stay in the terminal's buffer."""
    import _signal  # type: ignore[import-not-found]  # `signal` creates enumerations, which takes 6 ms
    import termios

    attributes = termios.tcgetattr(0)
    screen = RestoredScreen(frame, list(attributes))

    def on_signal(number: int, _: object) -> None:
        screen.restore_terminal()
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)

    changed = [*attributes[:6], list(attributes[6])]
    changed[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)  # keep ISIG: Ctrl+C interrupts a slow start
    changed[6][termios.VSUSP] = changed[6][termios.VQUIT] = b"\0"  # Ctrl+Z is undo in the program
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    for number in (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP):
        _signal.signal(number, on_signal)
    try:
        termios.tcsetattr(0, termios.TCSANOW, changed)  # TCSAFLUSH would drop typed keys
        _write(2, f"{_BEGIN_FRAME}{frame}{_END_FRAME}".encode())
    except BaseException:
        screen.restore_terminal()
        raise
    return screen


def _restore_terminal(attributes: list[object]) -> None:
    import termios

    try:
        _write(2, _RESTORE_SEQUENCE.encode())
        termios.tcsetattr(0, termios.TCSANOW, attributes)  # type: ignore[arg-type]  # a list from tcgetattr
    except (OSError, termios.error):
        return  # the terminal was closed


def _reset_signals() -> None:
    import _signal

    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    for number in (_signal.SIGTERM, _signal.SIGHUP):
        _signal.signal(number, _signal.SIG_DFL)


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
