"""Decode UTF-8 text files; errors say what else the file is and what to do."""

from __future__ import annotations

from reader.errors import SourceError

_SAVE_AS_TEXT = "Save it as UTF-8 plain text and add that."

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
"""File signatures and type names. (After ``BZh`` a digit must follow.)"""

_ZIP_TYPES = (
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"word/document.xml", "a Word document"),
    (b"word/", "a Word document"),
)
"""File types of ZIP archives that contain these bytes."""

_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
"""Starts of an HTML page, in lower case."""

_ALLOWED_CONTROLS = frozenset(b"\t\n\r\f\x1b")
"""Control characters found in texts: white space, and ESC from colored output."""

_SAMPLE_BYTES = 65_536
"""Bytes examined to detect the file type."""

_MAX_CONTROL_SHARE = 0.3
"""Maximum share of control characters in a text; UTF-16 French has half NULs."""


def decode(raw: bytes, name: str) -> str:
    """Decode a UTF-8 file without its byte order mark; SourceError if it is not text.

    Other encodings are not guessed: a wrong guess would be stored permanently. Control characters
    are replaced later, by ``text.cleaning``. ``name`` is used in messages only.
    """
    if not raw.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\f\v\x00"):
        raise SourceError(f"“{name}” is empty. Write some text in it and add it again.")
    if kind := _file_type(raw):
        raise SourceError(f"“{name}” is {kind}, which is not supported. {_SAVE_AS_TEXT}")
    if wide := _utf_16_or_32(raw):
        raise SourceError(
            f"“{name}” is {wide}, not UTF-8. Convert it with `iconv -f {wide} -t UTF-8 OLD > NEW` and add that."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_encoding_error(raw, name, error)) from error
    if _control_share(raw) > _MAX_CONTROL_SHARE:
        raise SourceError(f"“{name}” is not text: it has too many control characters. {_SAVE_AS_TEXT}")
    if not text.strip():
        raise SourceError(f"“{name}” is empty. Write some text in it and add it again.")
    return text


def _file_type(raw: bytes) -> str:
    """Return the type of a file that is not text, by its signature; empty if unknown."""
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for inside, kind in _ZIP_TYPES if inside in raw), "a ZIP archive")
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature) and (signature != b"BZh" or raw[3:4].isdigit()):
            return kind
    if raw[60:68] == b"BOOKMOBI":
        return "a Kindle book"
    start = raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML_STARTS) or (start.startswith(b"<?xml") and b"<html" in start):
        return "a web page (HTML)"
    return "an XML document" if start.startswith(b"<?xml") else ""


def _utf_16_or_32(raw: bytes) -> str:
    """Return UTF-16 or UTF-32 if the byte order mark or the NUL bytes indicate it."""
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    start = raw[:_SAMPLE_BYTES]
    pairs = len(start) // 2
    if pairs < 2:
        return ""
    first, second = start[0::2].count(0) / pairs, start[1::2].count(0) / pairs
    if second > 0.7 and first < 0.1:
        return "UTF-16LE"
    return "UTF-16BE" if first > 0.7 and second < 0.1 else ""


def _control_share(raw: bytes) -> float:
    start = raw[:_SAMPLE_BYTES]
    return sum(byte < 0x20 and byte not in _ALLOWED_CONTROLS for byte in start) / len(start)


def _encoding_error(raw: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Return a message with the first invalid byte and a suggested conversion."""
    if _control_share(raw) > 0.02:
        return f"“{name}” is not a text file. {_SAVE_AS_TEXT}"
    line = raw.count(b"\n", 0, error.start) + 1
    return (
        f"“{name}” is not UTF-8 (byte {raw[error.start]:02X} on line {line:,}). If it is an older Western text, convert it"
        " with `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW` and add that."
    )
