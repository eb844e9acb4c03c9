"""What the command line writes: lines, JSON and sentences, on streams that may be closed, full or without accents."""

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
    """Write what the stream's encoding lacks as a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if (change := getattr(stream, "reconfigure", None)) is not None:
            change(errors="replace")


def write_lines(given: Iterable[str]) -> None:
    """Write lines; EnregardError when they could not be written, BrokenPipeError when nobody reads any more."""
    if sys.stdout is None:
        return
    with _translate_errors():
        for line in given:
            sys.stdout.write(line + "\n")


def write_json(values: object) -> None:
    """Write values as JSON, in ASCII where the stream has nothing else."""
    import json

    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    write_lines([json.dumps(values, ensure_ascii=not encoding.startswith("utf"), indent=2)])


def write_message(sentence: str) -> None:
    """Tell the reader a sentence on stderr, where it does not mix with what was asked for."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"enregard: {sanitize(sentence)}\n")
        sys.stderr.flush()


def flush() -> None:
    """Write what is still waiting, while a failure can be told."""
    if sys.stdout is not None:
        with _translate_errors():
            sys.stdout.flush()


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person is at the other end of a stream, which may be closed or not there."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def discard_output() -> None:
    """Let what is still waiting go nowhere: Python would write it at its end, fail again and complain."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def sanitize(words: str) -> str:
    """Return words that the terminal shows and does not obey."""
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
        raise EnregardError(f"The output could not be written ({why}). Make room, or write it elsewhere.") from error
