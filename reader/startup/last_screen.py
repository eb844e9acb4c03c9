"""The first page: the screen the reader left, put back before anything else is imported.

Nearly all of a start is importing the toolkit. So the program's own last picture, kept as the bytes its driver would write, is
printed first, and the toolkit's first picture then takes its place cell for cell (`reader.ui.terminal.driver`). The page is shown only
where nothing can have changed since: the same program, terminal, size, settings and library. Any doubt means an ordinary start.

This module is run before the first frame and alone: it imports `os`, `sys` and two modules written in C, opens no database and
reads no settings. Times are of no interest here; sizes are cells and bytes.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` itself is a tenth of the time there is
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE_NAME = "firstpage"
"""The file's name; it stands beside the library, whose text it holds."""
MAX_BYTES = 1 << 20
"""Bytes of the longest file that is read: a picture of 400 by 120 cells has about 200,000."""

_FORMAT = b"enregard first page 1"
_END = b"\nthe end of the first page\n"
_BEGIN_FRAME, _END_FRAME = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2026h", "\x1b[?2026l"
_RESTORE_SEQUENCE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_UNSUPPORTED_TERMINALS = frozenset({"", "dumb", "unknown", "linux"})
"""Terminals for which no page is kept: they do not say what they can, or (the console of Linux) have no second screen."""
_FOLDER_VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
_DISPLAY_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "COLORFGBG", "TMUX", "STY", "LANG", "LANGUAGE")


class RestoredScreen:
    """A page that is on the screen, and what is needed to take it away again."""

    __slots__ = ("attributes", "frame")

    def __init__(self, frame: str, attributes: list[object]) -> None:
        self.frame = frame
        """The picture, as the driver wrote it."""
        self.attributes: list[object] | None = attributes
        """How the terminal was set before; None once somebody else restores it."""

    def take_attributes(self) -> list[object] | None:
        """Return how the terminal was set; whoever asks restores it from now on."""
        attributes, self.attributes = self.attributes, None
        return attributes

    def restore_terminal(self) -> None:
        """Give the terminal back as it was, unless somebody else does."""
        attributes = self.take_attributes()
        if attributes is not None:
            _restore_terminal(attributes)
            _reset_signals()


def restore(environ: Mapping[str, str] = os.environ) -> RestoredScreen | None:
    """Put the page on the screen if it is surely the one that comes; None means an ordinary start, the terminal untouched."""
    try:
        folder = data_folder(environ)
        if folder is None or not _can_draw(environ):
            return None
        frame = _read_frame(os.path.join(folder, FILE_NAME), environ, _size())
        return _draw(frame) if frame is not None else None
    except Exception:  # noqa: BLE001 -- a start without the page is the same start, a little later
        return None


def save(folder: str, frame: str, stamps: Iterable[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Keep a picture as the next first page; False when it could not be, and then there is none.

    ``folder`` is the library's; ``stamps`` names the files whose change makes another picture. Call it once the library is
    closed: closing changes its stamp.
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
        fresh = f"{path}.{os.getpid()}"
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                _write(handle, data)
            finally:
                os.close(handle)
            os.replace(fresh, path)
        except BaseException:
            _remove(fresh)
            raise
    except (OSError, ValueError):
        delete(folder)
        return False
    return True


def delete(folder: str) -> None:
    """Delete the page of a library's folder, if there is one."""
    _remove(os.path.join(folder, FILE_NAME))


def data_folder(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the folder of the library; None where it is not known without asking the system.

    A test holds it against `reader.paths` and platformdirs.
    """
    if home := environ.get("ENREGARD_HOME", ""):
        return os.path.abspath(os.path.expanduser(home))
    if sys.platform != "linux" or not environ.get("HOME", ""):
        return None
    data = environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(data, "enregard") if os.path.isabs(data) else None


# -- whether it is the same picture ------------------------------------------------------------------


def _can_draw(environ: Mapping[str, str]) -> bool:
    """Tell whether there is a terminal that is ours to draw on."""
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
    """Return one line that differs wherever another program or terminal would draw."""
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
    """Return what changes when another version of the program or of its packages is installed."""
    packages = [name for name in sys.path if name.endswith(("site-packages", "dist-packages"))]
    return [os.path.abspath(__file__), *packages]


def _file_stamps(paths: Iterable[str]) -> bytes:
    """Return one line that differs when a file was written, replaced, made or removed."""
    found = []
    for path in paths:
        try:
            stamp = os.stat(path)
            found.append(f"{stamp.st_mtime_ns}-{stamp.st_size}-{stamp.st_ino}")
        except FileNotFoundError:
            found.append("none")
    return " ".join(found).encode()


def _read_frame(path: str, environ: Mapping[str, str], size: tuple[int, int]) -> str | None:
    """Return the picture kept in a file, if it is ours, whole, and of now."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        about = os.fstat(handle)
        if about.st_uid != os.getuid() or about.st_mode & 0o170077 != 0o100000 or about.st_size > MAX_BYTES:
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
    """Stop the terminal's echo and show the picture; keys wait in the terminal until the program reads them."""
    import _signal  # type: ignore[import-not-found]  # `signal` itself makes enumerations, for 6 ms
    import termios

    before = termios.tcgetattr(0)
    page = RestoredScreen(frame, list(before))

    def told(number: int, _: object) -> None:
        page.restore_terminal()
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)

    new = [*before[:6], list(before[6])]
    new[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    new[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)  # ISIG stays: ctrl+c ends a start that takes too long
    new[6][termios.VSUSP] = new[6][termios.VQUIT] = b"\0"  # ctrl+z undoes, once the program is there
    new[6][termios.VMIN], new[6][termios.VTIME] = 1, 0
    for number in (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP):
        _signal.signal(number, told)
    try:
        termios.tcsetattr(0, termios.TCSANOW, new)  # TCSAFLUSH would drop what was typed already
        _write(2, f"{_BEGIN_FRAME}{frame}{_END_FRAME}".encode())
    except BaseException:
        page.restore_terminal()
        raise
    return page


def _restore_terminal(attributes: list[object]) -> None:
    import termios

    try:
        _write(2, _RESTORE_SEQUENCE.encode())
        termios.tcsetattr(0, termios.TCSANOW, attributes)  # type: ignore[arg-type]  # what tcgetattr gave, which typeshed types otherwise
    except (OSError, termios.error):
        return  # the terminal is gone


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
