"""Read ``.argosmodel`` files with strict limits, without unpacking them to disk."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.translation.engine import ErrorKind
from reader.translation.error_messages import engine_error

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOT_FOUND: Final = "Model file not found or unreadable. Check its path in the settings."
NOT_A_MODEL: Final = "This is not a usable .argosmodel file. Choose another file."
OLD_FORMAT: Final = "This old model format (bpe.model) is not supported. Get a newer model for the same languages."

MAX_MODEL_BYTES: Final = 2 * 1024**3
"""Unpacked bytes of all members that are read."""
MAX_METADATA_BYTES: Final = 1024**2
"""Bytes of metadata.json."""
MAX_SENTENCEPIECE_BYTES: Final = 64 * 1024**2
"""Bytes of sentencepiece.model."""
MAX_MEMBERS: Final = 10_000


@frozen_dataclass(frozen=True, slots=True)
class ModelContents:
    """The contents of a model file."""

    pair: tuple[str, str]
    """ISO 639-1 codes of source and target language."""
    target_prefix: str
    """Word piece at the beginning of each answer; empty: none."""
    sentencepiece_model: bytes
    """The SentencePiece model."""
    model_files: Mapping[str, bytes]
    """The files of the CTranslate2 model, by name."""


def fingerprint(path: Path) -> str:
    """Return a hash of the members' names, sizes and checksums; empty if the file is unreadable."""
    path = path.expanduser()
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return _fingerprint(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=8)
def _fingerprint(path: Path, _size: int, _modified: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            table = sorted((member.filename, member.file_size, member.CRC) for member in archive.infolist())
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return ""
    return hashlib.sha256(repr(table).encode()).hexdigest()[:16]


def read_contents(path: Path, label: str) -> ModelContents:
    """Read a model file; EngineError (NOT_AVAILABLE) says what is wrong."""
    try:
        with zipfile.ZipFile(path) as archive:
            contents = _read(archive)
    except OSError:
        raise engine_error(ErrorKind.NOT_AVAILABLE, label, NOT_FOUND) from None
    except _OldFormat:
        raise engine_error(ErrorKind.NOT_AVAILABLE, label, OLD_FORMAT) from None
    except (ValueError, KeyError, RecursionError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        # RuntimeError: encrypted, or an unknown compression.
        raise engine_error(ErrorKind.NOT_AVAILABLE, label, NOT_A_MODEL) from None
    return contents


class _OldFormat(Exception):
    """A model with ``bpe.model``."""


def _read(archive: zipfile.ZipFile) -> ModelContents:
    members = _members(archive)
    metadata = json.loads(_content(archive, members["metadata.json"], MAX_METADATA_BYTES))
    if not isinstance(metadata, dict):
        raise ValueError("metadata is not an object")  # noqa: TRY004 - about a file, not an argument
    pair, prefix = (metadata["from_code"], metadata["to_code"]), metadata.get("target_prefix") or ""
    if not all(isinstance(word, str) for word in (*pair, prefix)) or not all(pair):
        raise ValueError("languages are not text")
    if "sentencepiece.model" not in members and "bpe.model" in members:
        raise _OldFormat
    pieces = _content(archive, members["sentencepiece.model"], MAX_SENTENCEPIECE_BYTES)
    parts = {name: member for name, member in members.items() if name.startswith("model/") and name.count("/") == 1}
    if sum(member.file_size for member in parts.values()) > MAX_MODEL_BYTES or "model/model.bin" not in parts:
        raise ValueError("no model, or too large")
    model = {name.partition("/")[2]: _content(archive, member, MAX_MODEL_BYTES) for name, member in parts.items()}
    return ModelContents(pair, prefix, pieces, model)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files by name, without their common folder; ValueError if the archive is malformed."""
    found: dict[str, zipfile.ZipInfo] = {}
    folders = set()
    if len(archive.infolist()) > MAX_MEMBERS:
        raise ValueError("too many files")
    for member in archive.infolist():
        folder, _, name = member.filename.partition("/")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if ".." in member.filename.split("/") or not folder or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ValueError("invalid path or file type")
        folders.add(folder)
        if name and not member.is_dir():
            if name in found:
                raise ValueError("duplicate file")
            found[name] = member
    if len(folders) != 1:
        raise ValueError("not exactly one folder")
    return found


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int) -> bytes:
    """Read a member; ValueError if it is larger than ``max_bytes`` or than its declared size."""
    if member.file_size > max_bytes:
        raise ValueError("too large")
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise ValueError("wrong size")
    return content
