"""Bytes of a file as text: UTF-8 or a sentence that says what the file is instead and what to do."""

from __future__ import annotations

from reader.errors import SourceError

_SAVE_AS_TEXT = "Save it as plain text in UTF-8 and add that."

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
"""How files that are not text begin, and what to call them. (``BZh`` is checked with the digit that follows it.)"""

_ZIP_TYPES = (
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"word/document.xml", "a Word document"),
    (b"word/", "a Word document"),
)
"""What a ZIP archive with these bytes in it really is."""

_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
"""How a web page begins, in lower case."""

_ALLOWED_CONTROLS = frozenset(b"\t\n\r\f\x1b")
"""Controls that texts do contain: white space, and the escapes of colored output."""

_SAMPLE_BYTES = 65_536
"""Bytes looked at to tell a text from something else."""

_MAX_CONTROL_SHARE = 0.3
"""Above this share of controls it is not text; UTF-16 French has a half, a text with a stray NUL nearly none."""


def decode(raw: bytes, name: str) -> str:
    """Return the text of a file, without its byte order mark; ``name`` is only for the sentence.

    Strictly UTF-8: a guess at another encoding that is wrong would be stored for ever. A NUL (or another control) inside
    valid text is kept here and replaced by ``text.cleaning``. SourceError for anything that is not text.
    """
    if not raw.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\f\v\x00"):
        raise SourceError(f"“{name}” is empty. Put a text into it and add it again.")
    if kind := _file_type(raw):
        raise SourceError(f"“{name}” is {kind}, which cannot be read yet. {_SAVE_AS_TEXT}")
    if wide := _utf_16_or_32(raw):
        raise SourceError(
            f"“{name}” is in {wide}, not in UTF-8. Convert it with `iconv -f {wide} -t UTF-8 OLD > NEW` and add that."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_encoding_error(raw, name, error)) from error
    if _control_share(raw) > _MAX_CONTROL_SHARE:
        raise SourceError(f"“{name}” is not a text: it is full of control characters. {_SAVE_AS_TEXT}")
    if not text.strip():
        raise SourceError(f"“{name}” is empty. Put a text into it and add it again.")
    return text


def _file_type(raw: bytes) -> str:
    """Return what a file that is not text is, by how it begins; empty when nothing is known against it."""
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
    """Return the name of a wide encoding, told by its mark or by where the NULs of Latin letters stand."""
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
    """Say where the bytes stop being UTF-8, and which encoding they are likely to be in."""
    if _control_share(raw) > 0.02:
        return f"“{name}” is not a text but some other kind of file. {_SAVE_AS_TEXT}"
    line = raw.count(b"\n", 0, error.start) + 1
    return (
        f"“{name}” is not in UTF-8 (byte {raw[error.start]:02X} on line {line:,}). If it is an older Western text, convert it"
        " with `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW` and add that."
    )
