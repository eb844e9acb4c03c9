"""Write lines, JSON and messages to streams that may be closed, full or not UTF-8."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from reader.errors import EnregardError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO


def replace_unencodable() -> None:
    """Make the standard streams write ``?`` for characters that their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if (change := getattr(stream, "reconfigure", None)) is not None:
            change(errors="replace")


def write_lines(given: Iterable[str]) -> None:
    """Write lines to stdout; EnregardError on failure, BrokenPipeError if the pipe is closed."""
    if sys.stdout is None:
        return
    with _translate_errors():
        for line in given:
            sys.stdout.write(line + "\n")


def write_json(values: object) -> None:
    """Write values as JSON, in ASCII unless the stream is UTF-8."""
    import json

    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    write_lines([json.dumps(values, ensure_ascii=not encoding.startswith("utf"), indent=2)])


def write_message(sentence: str) -> None:
    """Write a message to stderr, so that it does not mix with the output."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"enregard: {sanitize(sentence)}\n")
        sys.stderr.flush()


def flush() -> None:
    """Flush stdout while errors can still be reported."""
    if sys.stdout is not None:
        with _translate_errors():
            sys.stdout.flush()


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; it may be closed or None."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def discard_output() -> None:
    """Send buffered output to the null device; otherwise Python fails again at exit."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def sanitize(words: str) -> str:
    """Return text without terminal control sequences."""
    from reader.text.cleaning import clean

    return clean(words)


@contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        why = error.strerror or type(error).__name__
        raise EnregardError(f"Could not write the output ({why}). Free some space, or write elsewhere.") from error
