"""What an emulator must know about the bytes of a program: sequences it cannot read, and where a whole picture ends."""

from __future__ import annotations

import re

NOISE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*[uqmcrs]|\x1b\[\??[0-9;]*\$[a-z]|\x1b[P_^].*?(?:\x1b\\|\x07)",
    re.DOTALL,
)
"""Sequences that pyte would print or take for others: the kitty keyboard, questions about modes, DCS, APC, PM."""

UNFINISHED = re.compile(rb"\x1b(?:\[[0-9:;<=>?$ ]*|[P_^\]][^\x07\x1b]{0,4096})?\Z")
"""The beginning of a sequence, at the end of what was read so far."""

QUESTION = b"\x1b[?2026$p"
"""Asks a terminal whether it knows synchronized updates."""
ANSWER = b"\x1b[?2026;2$y"
"""It does, and there is none at the moment."""
BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
"""What is between them is one picture, to be shown at once."""


def whole_pictures(data: bytes) -> tuple[bytes, bytes]:
    """Return what may be shown, and the beginning of a picture that is not whole yet."""
    begin = data.rfind(BEGIN)
    return (data, b"") if begin <= data.rfind(END) else (data[:begin], data[begin:])
