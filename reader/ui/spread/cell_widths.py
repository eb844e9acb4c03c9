"""The width of text in terminal cells, and the visible form of each character.

Widths are measured by grapheme cluster, as Rich measures the strips it paints. Characters without a
width (soft hyphens, zero width spaces, word joiners, stray control characters) are not painted, so
that layout and terminal agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from reader.text.graphemes import next_boundary
from reader.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SOFT_HYPHEN: Final = "\u00ad"
"""Where a word may be hyphenated; visible only at the end of a line."""
_ZERO_WIDTH_JOINER: Final = "\u200d"
_MAX_CACHED_CLUSTER: Final = 32
"""Code points. Longer clusters are not cached: a hostile text could fill the memory."""

_ONE: Final = r"\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2000-\u200a\u2010-\u2027\u202f-\u205f\u20a0-\u20bf\ufffd"
_TWO: Final = r"\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_NONE: Final = "\u00ad\u200b\u2060\ufeff"
SINGLE_WIDTH_RUN: Final = lazy_pattern(f"[{_ONE}]*")
"""A run of characters that are one cell wide and never join: most French and English text."""
_SIMPLE: Final = f"[{_ONE}{_TWO}{_NONE}]*"
"""A run of characters of known width that do not join each other. Compiled on first use."""


def is_single_width(text: str, start: int, end: int) -> bool:
    """Return whether every code point of ``text[start:end]`` is a cluster one cell wide."""
    return SINGLE_WIDTH_RUN.fullmatch(text, start, end) is not None


def visible_cluster(cluster: str) -> tuple[str, int]:
    """Return the visible form of a grapheme cluster and its cells; ("", 0) if it has no width."""
    return _cached_visible_cluster(cluster) if len(cluster) <= _MAX_CACHED_CLUSTER else _visible_cluster(cluster)


def _visible_cluster(cluster: str) -> tuple[str, int]:
    if cluster in {"\t", "\n"}:  # never in cleaned text; a space keeps the words apart
        return " ", 1
    # Rich ignores a joiner and what follows it: at the end of a cluster it would hide the next one.
    stripped = cluster.rstrip(_ZERO_WIDTH_JOINER)
    width = 0 if stripped == SOFT_HYPHEN else cell_len(stripped)
    return (stripped, width) if width else ("", 0)


_cached_visible_cluster = lru_cache(maxsize=4096)(_visible_cluster)


def iter_clusters(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, cells) of each grapheme cluster that begins in ``[start, stop)``.

    ``start`` must begin a cluster.
    """
    simple, offset, length = re.compile(_SIMPLE), start, len(text) if stop is None else stop
    while offset < length:
        found = simple.match(text, offset, length)
        until = found.end() if found else offset
        if until < length:
            until -= 1  # what follows may join the last one
        for index in range(offset, until):
            yield index, index + 1, _simple_width(text[index])
        offset = max(offset, until)
        if offset < length:
            end = next_boundary(text, offset)
            yield offset, end, visible_cluster(text[offset:end])[1]
            offset = end


def _simple_width(character: str) -> int:
    if character in _NONE:
        return 0
    return 2 if "\u3001" <= character <= "\uff60" else 1


def cells(text: str) -> int:
    r"""Return the width of a text in terminal cells.

    >>> cells("État"), cells("日本"), cells("co\u00adopé\u200brer")
    (4, 4, 8)
    """
    if is_single_width(text, 0, len(text)):
        return len(text)
    return sum(width for _, _, width in iter_clusters(text))


def visible_text(text: str) -> str:
    """Return what is painted of a text; its width is the same for Rich as for ``cells``."""
    if is_single_width(text, 0, len(text)):
        return text
    return "".join(visible_cluster(text[start:end])[0] for start, end, width in iter_clusters(text) if width)
