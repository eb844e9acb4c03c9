"""Grapheme clusters: boundaries of user-perceived characters (UAX #29)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import category

from reader.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CLUSTER: Final = 128
"""Code points. No cluster is longer than about twice this, so lookups read a bounded text.

Where this many code points have no boundary, one is added at the next multiple of ``MAX_CLUSTER``."""

# Grapheme_Cluster_Break values of UAX #29, table 2. Plain is "Any".
_PLAIN, _CR, _LF, _CONTROL, _EXTEND, _ZWJ, _FLAG, _PREPEND, _SPACING, _PICTURE = range(10)
_HANGUL_L, _HANGUL_V, _HANGUL_T, _HANGUL_LV, _HANGUL_LVT = range(10, 15)

# Compiled by the first character that needs them; most texts have none.
_ALSO_EXTEND: Final = (
    "[\u200c\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35\u302e\u302f"
    "\uff9e\uff9f\U0001133e\U00011357\U000114b0\U000114bd\U000115af\U00011930\U0001d165\U0001d16e-\U0001d172"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
"""Other_Grapheme_Extend and the emoji modifiers: not marks by category, but they extend."""
_NOT_SPACING: Final = (
    "[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64"
    "\uaa7b\uaa7d\U00011720\U00011721]"
)
"""Spacing marks that begin a cluster of their own."""
_PREPENDS: Final = (
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f\U00011941"
    "\U00011a3a\U00011a84-\U00011a89\U00011d46]"
)
_PICTURES: Final = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705"
    "\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a"
    "\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f"
    "\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
    "\U0001fc00-\U0001fffd]"
)
"""Extended_Pictographic of the Unicode emoji data."""
_MAY_JOIN: Final = lazy_pattern("[^\n\x20-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""Any character that may share a cluster with a neighbor. Most texts have none."""
_MARKS: Final = lazy_pattern("[\u0300-\u036f]+")
"""A run of European accents: all of them join the character before, unless it is a control."""


def is_simple(text: str) -> bool:
    """Return whether every code point is surely a cluster of its own. False may be wrong."""
    return _MAY_JOIN.search(text) is None


def clusters(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every extended grapheme cluster; together they cover the text.

    Indic conjuncts (GB9c of Unicode 15.1) are not joined: Python 3.11 has older tables.
    """
    if is_simple(text):
        return [(offset, offset + 1) for offset in range(len(text))]
    bounds = list(_bounds(text))
    return list(zip(bounds, [*bounds[1:], len(text)], strict=True))


def _bounds(text: str) -> Iterator[int]:
    """Yield all boundaries, counting flags on the way instead of looking back for each."""
    flags = last = 0
    for offset, character in enumerate(text):
        if _is_rule_boundary(text, offset, flags) or (offset % MAX_CLUSTER == 0 and offset - last >= MAX_CLUSTER):
            yield offset
            last = offset
        flags = min(flags + 1, MAX_CLUSTER) if _kind(character) == _FLAG else 0


def is_boundary(text: str, offset: int) -> bool:
    """Return whether a cluster begins or ends at the offset.

    Reads at most a few hundred code points.
    """
    if _is_rule_boundary(text, offset):
        return True
    if offset % MAX_CLUSTER:
        return False
    first = max(0, offset - MAX_CLUSTER + 1)
    if _MARKS.fullmatch(text, first, offset):
        return not _is_rule_boundary(text, first)
    return not any(_is_rule_boundary(text, earlier) for earlier in range(max(0, offset - MAX_CLUSTER + 1), offset))


def snap_back(text: str, offset: int) -> int:
    """Return the last boundary at or before the offset."""
    offset = min(max(offset, 0), len(text))
    while not is_boundary(text, offset):
        offset -= 1
    return offset


def snap_forward(text: str, offset: int) -> int:
    """Return the first boundary at or after the offset."""
    offset = min(max(offset, 0), len(text))
    while not is_boundary(text, offset):
        offset += 1
        marks = _MARKS.match(text, offset, offset + MAX_CLUSTER)
        if marks is not None:  # one by one, a megabyte would take a second
            offset = min(marks.end(), offset + -offset % MAX_CLUSTER)
    return offset


def next_boundary(text: str, offset: int) -> int:
    """Return the first boundary after the offset, or the text's end."""
    return snap_forward(text, offset + 1)


def previous_boundary(text: str, offset: int) -> int:
    """Return the last boundary before the offset, or 0."""
    return snap_back(text, offset - 1)


def _is_rule_boundary(text: str, offset: int, flags: int | None = None) -> bool:
    """Apply rules GB1 to GB999 of UAX #29 at one offset, looking back at most ``MAX_CLUSTER``.

    ``flags`` is the number of regional indicators before the offset, at most ``MAX_CLUSTER``, if
    known.
    """
    if offset <= 0 or offset >= len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if "\x20" <= before < "\u0300" and "\x20" <= after < "\u0300":
        return True
    left, right = _kind(before), _kind(after)
    if left == _CR and right == _LF:  # GB3
        return False
    if left in (_CONTROL, _CR, _LF) or right in (_CONTROL, _CR, _LF):  # GB4, GB5
        return True
    if right in (_EXTEND, _ZWJ, _SPACING) or left == _PREPEND:  # GB9, GB9a, GB9b
        return False
    if left >= _HANGUL_L and right >= _HANGUL_L:
        return not _hangul_joins(left, right)
    if left == _ZWJ and right == _PICTURE:  # GB11
        return not _follows_picture(text, offset - 1)
    if left == right == _FLAG:  # GB12, GB13
        flags = _flags_before(text, offset) if flags is None else flags
        return (offset if flags == MAX_CLUSTER else flags) % 2 == 0  # in a very long run, pairs begin at even offsets
    return True


def _hangul_joins(left: int, right: int) -> bool:
    """Apply GB6, GB7 and GB8."""
    if left == _HANGUL_L:
        return right != _HANGUL_T
    if left in (_HANGUL_LV, _HANGUL_V):
        return right in (_HANGUL_V, _HANGUL_T)
    return right == _HANGUL_T


def _follows_picture(text: str, joiner: int) -> bool:
    """Return whether a pictograph and its modifiers precede the joiner."""
    for offset in range(joiner - 1, max(-1, joiner - MAX_CLUSTER), -1):
        kind = _kind(text[offset])
        if kind != _EXTEND:
            return kind == _PICTURE
    return False


def _flags_before(text: str, offset: int) -> int:
    """Count the consecutive regional indicators before the offset, up to ``MAX_CLUSTER``."""
    count = 0
    while count < min(MAX_CLUSTER, offset) and _kind(text[offset - count - 1]) == _FLAG:
        count += 1
    return count


@lru_cache(maxsize=4096)
def _kind(character: str) -> int:
    """Return the Grapheme_Cluster_Break value of a character, or whether it is a pictograph."""
    code = ord(character)
    kind = _PLAIN
    if character == "\r":
        kind = _CR
    elif character == "\n":
        kind = _LF
    elif character == "\u200d":
        kind = _ZWJ
    elif 0x1F1E6 <= code <= 0x1F1FF:
        kind = _FLAG
    elif re.match(_ALSO_EXTEND, character):
        kind = _EXTEND
    elif re.match(_PREPENDS, character):
        kind = _PREPEND
    elif re.match(_PICTURES, character):
        kind = _PICTURE
    elif character in "\u0e33\u0eb3":
        kind = _SPACING
    elif 0x1100 <= code <= 0xD7FB:
        kind = _hangul_kind(code)
    if kind != _PLAIN:
        return kind
    match category(character):
        case "Mn" | "Me":
            return _EXTEND
        case "Mc":
            return _PLAIN if re.match(_NOT_SPACING, character) else _SPACING
        case "Cc" | "Cf" | "Zl" | "Zp" | "Cs":
            return _CONTROL
        case "Cn" if _is_ignorable(code):
            return _CONTROL
        case _:
            return _PLAIN


def _hangul_kind(code: int) -> int:
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _HANGUL_L
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return _HANGUL_V
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return _HANGUL_T
    if 0xAC00 <= code <= 0xD7A3:
        return _HANGUL_LVT if (code - 0xAC00) % 28 else _HANGUL_LV
    return _PLAIN


def _is_ignorable(code: int) -> bool:
    """Return whether an unassigned code point is Default_Ignorable."""
    return code == 0x2065 or 0xFFF0 <= code <= 0xFFF8 or 0xE0000 <= code <= 0xE0FFF
