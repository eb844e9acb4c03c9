"""Paired text: a memory that a person can read and mend. Each paragraph and what faces it on two lines, a blank line between pairs.

    # engine: deepl
    fr: Un chat dort.
    en: A cat sleeps.

Lines that begin with ``#`` say where the English is from; a pair without any is from the file itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.text.cleaning import clean_line
from reader.text.formats.translation_unit import LONGEST, SAID, Unit, said_of, unit_of
from reader.text.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class NotPaired(EnregardError):
    """A file that holds no pairs."""


def write(units: Iterable[Unit]) -> Iterator[str]:
    """Give the file piece by piece."""
    for unit in units:
        head = "".join(f"# {name}: {value}\n" for name, value in said_of(unit).items())
        yield f"{head}{unit.source_language}: {unit.source}\n{unit.target_language}: {unit.text}\n\n"


def read(lines: Iterable[str]) -> Iterator[Unit]:
    """Give the units of a file, line by line; NotPaired says at which line it is something else."""
    said: dict[str, str] = {}
    first: tuple[str, str] | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\n").removeprefix("\ufeff").rstrip("\r")
        if len(line) > LONGEST:
            raise NotPaired(f"line {number} is longer than any paragraph")
        head, colon, words = line.partition(":")
        if not line.strip():
            said = {} if first is None else said
        elif line.startswith("#"):
            if head[1:].strip() in SAID:
                said[head[1:].strip()] = words.strip()
        elif not colon or not (code := language(head)) or not (text := clean_line(words)):
            raise NotPaired(f"line {number} is neither a paragraph (“fr: …”) nor what faces it (“en: …”)")
        elif first is None:
            first = code, text
        elif code == first[0]:
            raise NotPaired(f"line {number} faces a paragraph in its own language")
        else:
            yield unit_of(first[1], text, first[0], code, said)
            first, said = None, {}
    if first is not None:
        raise NotPaired("its last paragraph has nothing that faces it")
