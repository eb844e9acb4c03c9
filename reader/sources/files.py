"""Texts in files: which ones a folder holds, and how one is read together with its English."""

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
"""The endings of texts that a folder is searched for; a file named by the reader may have any."""

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of the largest file that is read: some twenty times the longest novel."""

_ENGLISH_SUFFIXES = (".en", ".EN")
"""What stands before the ending in the name of an English text."""

_QUOTED_WORDS = 6
"""Words of a paragraph quoted where French and English part."""


@frozen_dataclass(frozen=True, slots=True)
class Source:
    """One French text read from a file, with its English where there is one."""

    manuscript: Manuscript
    english: tuple[str, ...] | None
    """The English, paragraph for paragraph; None where no file gave any."""
    name: str
    """The file's name without its ending, clean."""
    path: Path

    def __post_init__(self) -> None:
        if self.english is not None and len(self.english) != len(self.manuscript.paragraphs):
            raise ValueError("the English does not face the French paragraph for paragraph")


def display_path(path: Path, *, full: bool = True) -> str:
    """Return a path (or only its last part) as it may be written to a terminal: clean, with U+FFFD for bytes that are no text."""
    words = str(path) if full else path.name or str(path)
    return clean_line(os.fsencode(words).decode("utf-8", "replace"))


def stem(name: str) -> str:
    """Return a file's name without the ending of a text, if it has one.

    >>> stem("le.chat.txt"), stem("le.chat")
    ('le.chat', 'le.chat')
    """
    base, dot, ending = name.rpartition(".")
    return base if base and dot + ending.lower() in SUFFIXES else name


def find_texts(path: Path) -> list[Path]:
    """Return the texts at a path: itself for a file, every text inside for a folder, in the order of their names.

    In folders, what is hidden is skipped, and so is the English beside a French text. A link that leads round in a
    circle is followed once. Nothing is raised: a path that cannot be read stands in the list, so that ``read_source`` says why.
    """
    if not os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises for names too long and folders closed to us
        return [path]
    found: list[Path] = []
    _walk(path, found, set())
    return sorted(found, key=lambda text: text.parts)


def find_all_texts(paths: Iterable[Path]) -> list[Path]:
    """Return the texts at several paths, each once and in the order given.

    An English text whose French one is there too is left out, so that ``enregard add *.txt`` does what it says.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for text in find_texts(path):
            found.setdefault(os.path.realpath(text), text)
    return [
        path for path in found.values() if (french := french_of(path)) is None or os.path.realpath(french) not in found
    ]


def french_of(path: Path) -> Path | None:
    """Return the French text that this file is the English of; None when it is a text of its own."""
    base = stem(path.name)
    if base == path.name or not base.endswith(_ENGLISH_SUFFIXES) or len(base) <= len(_ENGLISH_SUFFIXES[0]):
        return None
    names = [base[:-3] + ending for ending in dict.fromkeys((path.suffix, *SUFFIXES))]
    return next((french for name in names if _exists(french := path.with_name(name))), None)


def english_of(path: Path) -> Path | None:
    """Return the file beside a text that holds its English, if there is one."""
    base = stem(path.name)
    if base == path.name:
        return None
    for ending in dict.fromkeys((path.suffix, *SUFFIXES)):
        # X.en.txt belongs to X.txt where that exists, and to X.md only where it does not.
        if ending != path.suffix and _exists(path.with_name(base + ending)):
            continue
        for mark in _ENGLISH_SUFFIXES:
            if _exists(english := path.with_name(base + mark + ending)):
                return english
    return None


def read_source(path: Path, english: Path | None = None) -> Source:
    """Read a text, with the English given or else the English beside it; SourceError says why it could not be."""
    if english is None and (french := french_of(path)) is not None:
        raise SourceError(
            f"“{display_path(path)}” is the English of “{display_path(french)}”. Add that one; its English comes with it."
        )
    manuscript = _read_manuscript(path)
    beside = english or english_of(path)
    facing = None if beside is None else _read_english(manuscript, path, beside)
    return Source(manuscript, facing, stem(display_path(path, full=False)), path)


def read_text(path: Path) -> str:
    """Return the text of a file; SourceError for anything but an ordinary file with text in UTF-8."""
    name = display_path(path)
    try:
        # Asked before opening, because opening a pipe waits for a writer and opening a device may do something.
        _check(path.stat(), name)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError(f"“{name}” does not exist. Check the name.") from error
    except PermissionError as error:
        raise SourceError(
            f"“{name}” may not be read. Change its permissions, or copy it to a folder of yours."
        ) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name. The system's own words are all that is known of the rest.
        why = getattr(error, "strerror", None) or "its name cannot be used"
        raise SourceError(f"“{name}” could not be read ({why}). Check the name and the disk.") from error
    if len(raw) > MAX_BYTES:
        raise SourceError(_too_large(name))
    return decode(raw, name)


def _check(found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise SourceError(
            f"“{name}” is a folder that could not be looked into. Change its permissions, or name the files."
        )
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(f"“{name}” is a pipe or a device, not a file. Write the text to a file and add that.")
    if found.st_size > MAX_BYTES:
        raise SourceError(_too_large(name))


def _too_large(name: str) -> str:
    return f"“{name}” is larger than {MAX_BYTES >> 20} MB. Cut it into parts and add those."


def _read_manuscript(path: Path) -> Manuscript:
    raw = read_text(path)
    try:
        return read_manuscript(raw)
    except SourceError as error:
        raise SourceError(f"“{display_path(path)}”: {error}") from error


def _read_english(manuscript: Manuscript, path: Path, english: Path) -> tuple[str, ...]:
    """Return the English paragraphs; SourceError when they are not as many as the French ones."""
    paragraphs, french = read_paragraphs(read_text(english)), manuscript.paragraphs
    if len(paragraphs) == len(french):
        return paragraphs
    at = _first_mismatch(french, paragraphs)
    raise SourceError(
        f"“{display_path(path)}” has {_count(french)} and its English “{display_path(english)}” has {_count(paragraphs)}. They seem to part"
        f" at paragraph {at + 1}: {_excerpt(french, at)} faces {_excerpt(paragraphs, at)}. Make them match and add it again."
    )


def _first_mismatch(french: tuple[str, ...], english: tuple[str, ...]) -> int:
    """Return the index of the first paragraph that no longer faces its own English.

    By what the paragraphs share (names, numbers, kindred words, lengths); by lengths alone where that says nothing.
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
    """Add the texts of a folder and of those inside it."""
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
    except OSError:  # a link that leads to itself
        return False


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 -- Path.exists raises for names too long and folders closed to us
