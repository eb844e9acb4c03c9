"""Read translation files, TMX or paired text, as a stream."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from reader.errors import SourceError
from reader.sources.files import display_path
from reader.text.formats import paired_text, tmx
from reader.text.formats.translation_unit import MAX_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from reader.text.formats.translation_unit import TranslationUnit

_CHUNK: Final = 64 * 1024
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_translations(path: Path, *, target: str) -> Iterator[TranslationUnit]:
    """Yield the translations in a file of either format; SourceError on failure.

    ``target`` selects one language of several. Translations before an error are yielded first.
    """
    name = display_path(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(f"“{name}” is a folder, pipe or device, not a translation file. Choose a file.")
        with path.open("rb") as file:
            start = file.peek(_CHUNK)[:_CHUNK] if hasattr(file, "peek") else b""
            if start.startswith(_UTF16) or start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
                yield from tmx.read(_chunks(file), target=target)
            else:
                yield from paired_text.read(_lines(file))
    except FileNotFoundError:
        raise SourceError(f"“{name}” does not exist. Check the name.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "invalid name"
        raise SourceError(f"“{name}” could not be read ({why}). Check the name and the disk.") from None
    except (tmx.TmxError, paired_text.PairedTextError) as error:
        raise SourceError(
            f"“{name}” could not be read completely: {error}. Use TMX, or text with lines “fr: …” and “en: …”."
        ) from None


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _lines(file: BinaryIO) -> Iterator[str]:
    """Yield lines, cut at four times the maximum paragraph length."""
    most = 4 * MAX_LENGTH
    while line := file.readline(most):
        yield line.decode("utf-8", errors="replace")
