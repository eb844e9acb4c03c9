"""Find text files and read them together with their translations."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.frozen import frozen_dataclass
from reader.sources.decoding import decode
from reader.text.cleaning import clean_line
from reader.text.formats.manuscript import Manuscript, read_manuscript, read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SUFFIXES = (".txt", ".md", ".markdown")
"""Suffixes of texts found in folders; a file given by name may have any suffix."""

MAX_BYTES = 64 * 1024 * 1024
"""Maximum file size in bytes, about twenty times the longest novel."""

_ENGLISH_SUFFIXES = (".en", ".EN")
"""Marks of an English text, before the suffix of its name."""

_QUOTED_WORDS = 6
"""Words quoted from a paragraph in mismatch errors."""


@frozen_dataclass(frozen=True, slots=True)
class Source:
    """A text read from a file, with its translation if any."""

    manuscript: Manuscript
    english: tuple[str, ...] | None
    """The translation, one string per paragraph; None if there is no file."""
    name: str
    """The sanitized file name without suffix."""
    path: Path

    def __post_init__(self) -> None:
        if self.english is not None and len(self.english) != len(self.manuscript.paragraphs):
            raise ValueError("the translation has a different number of paragraphs")


def display_path(path: Path, *, full: bool = True) -> str:
    """Return a path (or only its name) without control characters and invalid bytes (U+FFFD)."""
    text = str(path) if full else path.name or str(path)
    return clean_line(os.fsencode(text).decode("utf-8", "replace"))


def stem(name: str) -> str:
    """Return a file name without its text suffix, if any.

    >>> stem("le.chat.txt"), stem("le.chat")
    ('le.chat', 'le.chat')
    """
    base, dot, ending = name.rpartition(".")
    return base if base and dot + ending.lower() in SUFFIXES else name


def find_texts(path: Path) -> list[Path]:
    """Return the text files at a path: itself, or all texts in a folder, sorted by path.

    Hidden files and translations of other texts are skipped; link cycles are followed once. Never
    raises: unreadable paths are returned, so that ``read_source`` reports them.
    """
    if not os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises for long names and unreadable folders
        return [path]
    found: list[Path] = []
    _walk(path, found, set())
    return sorted(found, key=lambda text: text.parts)


def find_all_texts(paths: Iterable[Path]) -> list[Path]:
    """Return the text files at several paths, each once and in the given order.

    Translations of other files in the list are left out, so that ``enregard add *.txt`` works.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for text in find_texts(path):
            found.setdefault(os.path.realpath(text), text)
    return [
        path for path in found.values() if (french := french_of(path)) is None or os.path.realpath(french) not in found
    ]


def french_of(path: Path) -> Path | None:
    """Return the text that this file is the translation of; None if it is not a translation."""
    base = stem(path.name)
    if base == path.name or not base.endswith(_ENGLISH_SUFFIXES) or len(base) <= len(_ENGLISH_SUFFIXES[0]):
        return None
    names = [base[:-3] + ending for ending in dict.fromkeys((path.suffix, *SUFFIXES))]
    return next((french for name in names if _exists(french := path.with_name(name))), None)


def english_of(path: Path) -> Path | None:
    """Return the translation file beside a text, if any."""
    base = stem(path.name)
    if base == path.name:
        return None
    for ending in dict.fromkeys((path.suffix, *SUFFIXES)):
        # X.en.txt belongs to X.txt if that exists, otherwise to X.md.
        if ending != path.suffix and _exists(path.with_name(base + ending)):
            continue
        for mark in _ENGLISH_SUFFIXES:
            if _exists(english := path.with_name(base + mark + ending)):
                return english
    return None


def read_source(path: Path, english: Path | None = None) -> Source:
    """Read a text with the given translation file or the one beside it; SourceError on failure."""
    if english is None and (french := french_of(path)) is not None:
        raise SourceError(
            f"“{display_path(path)}” is the translation of “{display_path(french)}”."
            " Add that file; its translation is included."
        )
    manuscript = _read_manuscript(path)
    translation_path = english or english_of(path)
    translation = None if translation_path is None else _read_english(manuscript, path, translation_path)
    return Source(manuscript, translation, stem(display_path(path, full=False)), path)


def read_text(path: Path) -> str:
    """Return the text of a file; SourceError unless it is a regular UTF-8 text file."""
    name = display_path(path)
    try:
        # Check first: opening a pipe would block, and opening a device may have side effects.
        _check(path.stat(), name)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError(f"“{name}” does not exist. Check the name.") from error
    except PermissionError as error:
        raise SourceError(
            f"You do not have permission to read “{name}”. Change its permissions, or copy it."
        ) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        why = getattr(error, "strerror", None) or "invalid name"
        raise SourceError(f"“{name}” could not be read ({why}). Check the name and the disk.") from error
    if len(raw) > MAX_BYTES:
        raise SourceError(_too_large(name))
    return decode(raw, name)


def _check(found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise SourceError(f"“{name}” is a folder that cannot be opened. Change its permissions, or name the files.")
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(f"“{name}” is a pipe or device, not a file. Save the text to a file and add that.")
    if found.st_size > MAX_BYTES:
        raise SourceError(_too_large(name))


def _too_large(name: str) -> str:
    return f"“{name}” is larger than {MAX_BYTES >> 20} MB. Split it and add the parts."


def _read_manuscript(path: Path) -> Manuscript:
    raw = read_text(path)
    try:
        return read_manuscript(raw)
    except SourceError as error:
        raise SourceError(f"“{display_path(path)}”: {error}") from error


def _read_english(manuscript: Manuscript, path: Path, english: Path) -> tuple[str, ...]:
    """Return the paragraphs of the translation; SourceError if their number differs."""
    paragraphs, french = read_paragraphs(read_text(english)), manuscript.paragraphs
    if len(paragraphs) == len(french):
        return paragraphs
    at = _first_mismatch(french, paragraphs)
    raise SourceError(
        f"“{display_path(path)}” has {_count(french)}, but its translation “{display_path(english)}”"
        f" has {_count(paragraphs)}. They stop matching at paragraph {at + 1}:"
        f" {_excerpt(french, at)} faces {_excerpt(paragraphs, at)}. Fix this and add it again."
    )


def _first_mismatch(french: tuple[str, ...], english: tuple[str, ...]) -> int:
    """Return the index of the first paragraph that does not match its translation.

    Compares names, numbers, cognates and lengths; only lengths if the links are too few.
    """
    from reader.text.alignment.paragraph_mismatch import first_mismatch
    from reader.text.alignment.sentence_alignment import MAX_SENTENCES, align_sentences

    if max(len(french), len(english)) <= MAX_SENTENCES:
        links = [found for found in align_sentences(french, english) if len(found.french) == len(found.english) == 1]
        if len(links) * 2 >= min(len(french), len(english)):
            return max((found.french.start + 1 for found in links if found.french == found.english), default=0)
    return first_mismatch(french, english)


def _count(paragraphs: tuple[str, ...]) -> str:
    return "1 paragraph" if len(paragraphs) == 1 else f"{len(paragraphs):,} paragraphs"


def _excerpt(paragraphs: tuple[str, ...], at: int) -> str:
    if not 0 <= at < len(paragraphs):
        return "nothing"
    words = paragraphs[at].split()
    start = " ".join(words[:_QUOTED_WORDS])[:60]
    return f"“{start}”" if start == paragraphs[at] else f"“{start} …”"


def _walk(folder: Path, found: list[Path], seen: set[tuple[int, int]]) -> None:
    """Add the texts of a folder and its subfolders."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            entries = list(_entries(here))
        except OSError:
            found.append(here)
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        for path, is_folder in entries:
            if is_folder:
                waiting.append(path)
            elif path.suffix.lower() in SUFFIXES and french_of(path) is None:
                found.append(path)


def _entries(folder: Path) -> Iterator[tuple[Path, bool]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                yield folder / entry.name, _is_folder(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 -- Path.exists raises for long names and unreadable folders
