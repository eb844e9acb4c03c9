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
from reader.text.formats.translation_unit import (
    MAX_LENGTH,
    METADATA_KEYS,
    TranslationUnit,
    metadata_of,
    unit_from_metadata,
)
from reader.text.languages import normalize_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class PairedTextError(EnregardError):
    """A file that holds no pairs."""


def write(units: Iterable[TranslationUnit]) -> Iterator[str]:
    """Give the file piece by piece."""
    for unit in units:
        head = "".join(f"# {name}: {value}\n" for name, value in metadata_of(unit).items())
        yield f"{head}{unit.source_language}: {unit.source}\n{unit.target_language}: {unit.text}\n\n"


def read(lines: Iterable[str]) -> Iterator[TranslationUnit]:
    """Give the units of a file, line by line; NotPaired says at which line it is something else."""
    said: dict[str, str] = {}
    first: tuple[str, str] | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\n").removeprefix("\ufeff").rstrip("\r")
        if len(line) > MAX_LENGTH:
            raise PairedTextError(f"line {number} is longer than any paragraph")
        head, colon, words = line.partition(":")
        if not line.strip():
            said = {} if first is None else said
        elif line.startswith("#"):
            if head[1:].strip() in METADATA_KEYS:
                said[head[1:].strip()] = words.strip()
        elif not colon or not (code := normalize_language(head)) or not (text := clean_line(words)):
            raise PairedTextError(f"line {number} is neither a paragraph (“fr: …”) nor what faces it (“en: …”)")
        elif first is None:
            first = code, text
        elif code == first[0]:
            raise PairedTextError(f"line {number} faces a paragraph in its own language")
        else:
            yield unit_from_metadata(first[1], text, first[0], code, said)
            first, said = None, {}
    if first is not None:
        raise PairedTextError("its last paragraph has nothing that faces it")
