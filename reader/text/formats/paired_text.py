"""Paired text: a translation memory as a text file that people can read and edit.

Each paragraph and its translation are on two lines, with a blank line between pairs:

    # engine: deepl
    fr: Un chat dort.
    en: A cat sleeps.

Lines that begin with ``#`` hold metadata. A pair without any has the file itself as its origin.
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
    """The file is not paired text."""


def write(units: Iterable[TranslationUnit]) -> Iterator[str]:
    """Yield the file in pieces."""
    for unit in units:
        head = "".join(f"# {name}: {value}\n" for name, value in metadata_of(unit).items())
        yield f"{head}{unit.source_language}: {unit.source}\n{unit.target_language}: {unit.text}\n\n"


def read(lines: Iterable[str]) -> Iterator[TranslationUnit]:
    """Yield the units of a file. Raise PairedTextError with the number of an invalid line."""
    metadata: dict[str, str] = {}
    first: tuple[str, str] | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\n").removeprefix("\ufeff").rstrip("\r")
        if len(line) > MAX_LENGTH:
            raise PairedTextError(f"line {number} is too long")
        head, colon, value = line.partition(":")
        if not line.strip():
            metadata = {} if first is None else metadata
        elif line.startswith("#"):
            if head[1:].strip() in METADATA_KEYS:
                metadata[head[1:].strip()] = value.strip()
        elif not colon or not (code := normalize_language(head)) or not (text := clean_line(value)):
            raise PairedTextError(f"line {number} is neither a paragraph (“fr: …”) nor a translation (“en: …”)")
        elif first is None:
            first = code, text
        elif code == first[0]:
            raise PairedTextError(f"line {number} has the same language as its paragraph")
        else:
            yield unit_from_metadata(first[1], text, first[0], code, metadata)
            first, metadata = None, {}
    if first is not None:
        raise PairedTextError("the last paragraph has no translation")
