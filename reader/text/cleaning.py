"""Cleaning of incoming text: NFC, plain line ends, no character that can drive the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import combining, is_normalized, normalize

from reader.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    import re

REPLACEMENT: Final = "\ufffd"
"""Replaces one unsafe character: offsets stay valid, and the gap is visible."""

_UNSAFE_EXCEPT_LF: Final = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 except LF, DEL, C1 (U+009B acts as ESC [)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls: they reorder text
    "\u2028\u2029"  # line and paragraph separators
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff"  # lone surrogates: not encodable
    "\U000e0000-\U000e007f"  # tag characters: invisible text
)

UNSAFE: Final = lazy_pattern(f"[\n{_UNSAFE_EXCEPT_LF}]")
"""Matches one character that must never appear in a screen row. The view checks again."""

_REPLACED: Final = lazy_pattern(f"[{_UNSAFE_EXCEPT_LF}]")
WHITE_SPACE: Final = "\n" + "".join(map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
"""All white space that clean text can hold, for ``strip``."""

_LINE_END: Final = lazy_pattern("\r\n?|[\v\u2028]")
_BLANK_LINE: Final = lazy_pattern("[\f\u2029]")
_SPACES: Final = lazy_pattern("  +")

_MAX_MARKS: Final = 30
"""Maximum combining marks in a row, from the Stream-Safe Text Format (UAX #15, section 13)."""
_JOINER: Final = "\u034f"
"""COMBINING GRAPHEME JOINER: invisible; marks are not reordered across it."""


_MARK_BLOCKS: Final = lazy_pattern("[\u0300-\u1fff\u20d0-\u20ff\u2c80-\U0010ffff]")
"""Blocks that hold combining marks. A text without any of them skips the mark check."""
_MANY_MARKS: Final = lazy_pattern(rf"[^\w\x00-\u02ff]{{{_MAX_MARKS + 1},}}")
r"""A run that may hold too many marks: these are outside ``\w`` and above U+02FF."""


def clean(raw: str) -> str:
    r"""Return the text as stored: NFC, LF line ends, unsafe characters replaced by U+FFFD.

    CR LF, CR, VT and U+2028 end a line. A form feed and U+2029 leave a blank line. A tab becomes a
    space. U+FEFF is dropped at the start. C0, DEL, C1 (also U+0085: in French it is nearly always a
    broken ``…``), bidirectional controls, annotation and tag characters, and lone surrogates are
    replaced. More than 30 combining marks in a row are split by U+034F (UAX #15, section 13),
    because normalizing a long run takes quadratic time.

    Idempotent: ``clean(clean(raw)) == clean(raw)``.

    >>> clean("\ufeffCe\u0301sar\r\nVeni\x1b[2J")
    'César\nVeni�[2J'
    """
    text = raw.lstrip("\ufeff")
    if _REPLACED.search(text):
        text = _LINE_END.sub("\n", text)
        text = _BLANK_LINE.sub("\n\n", text)
        text = _REPLACED.sub(REPLACEMENT, text.replace("\t", " "))
    if text.isascii():
        return text
    if not _MARK_BLOCKS.search(text):
        return normalize("NFC", text)
    # Split runs of marks before normalizing (for speed) and after (a mark may become two).
    return _MANY_MARKS.sub(_cut_marks, normalize("NFC", _MANY_MARKS.sub(_cut_marks, text)))


def clean_line(raw: str) -> str:
    """Return the text clean and on one line, for titles, names and quotations in lists.

    Line ends become spaces, runs of plain spaces become one, surrounding white space is removed.
    """
    return _SPACES.sub(" ", clean(raw).replace("\n", " ")).strip(WHITE_SPACE + "\ufeff")


def is_clean(text: str) -> bool:
    """Return whether ``clean`` would leave the text unchanged."""
    if text.startswith("\ufeff") or _REPLACED.search(text) or not is_normalized("NFC", text):
        return False
    return not _MARK_BLOCKS.search(text) or _MANY_MARKS.sub(_cut_marks, text) == text


def _cut_marks(found: re.Match[str]) -> str:
    pieces: list[str] = []
    marks = 0
    for character in found[0]:
        marks = marks + 1 if combining(character) else 0
        if marks > _MAX_MARKS:
            pieces.append(_JOINER)
            marks = 1
        pieces.append(character)
    return "".join(pieces)
