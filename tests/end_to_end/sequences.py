"""The control sequences that the program itself writes; whatever else would drive a terminal came out of some text."""

from __future__ import annotations

import re

from reader.text.cleaning import UNSAFE

_KNOWN = re.compile(
    rb"\x1b\[[0-9;]*m"  # colors and attributes
    rb"|\x1b\[[0-9]+;[0-9]+H"  # going to a cell
    rb"|\x1b\[\?(?:25|7|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"  # modes
    rb"|\x1b\[\?(?:2026|2048)\$p"  # asking for modes
    rb"|\x1b\[>25u|\x1b\[<u"  # the keyboard
    rb"|\x1b\]22;[a-z]+(?:\x07|\x1b\\)"  # the shape of the pointer
    rb"|\r\n|\r"
)
_CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def strangers(written: bytes, *, copied: int = 0) -> list[str]:
    """Return what is among the bytes and is neither plain text nor a sequence of our own, with what stands around it.

    ``copied`` is how many texts were copied: so many writes to the clipboard are the program's own.
    """
    rest = _CLIPBOARD.sub(b"", written, count=copied) if copied else written
    text = _KNOWN.sub(b"\n", rest).decode("utf-8", "replace")
    return [text[max(0, found.start() - 20) : found.end() + 20] for found in UNSAFE.finditer(text) if found[0] != "\n"]


def clipboard(written: bytes) -> list[bytes]:
    """Return what was sent to the terminal's clipboard, in base64."""
    return _CLIPBOARD.findall(written)
