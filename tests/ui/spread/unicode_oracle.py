"""Checks line breaks against UAX #14 and our own rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from uniseg.linebreak import line_break_boundaries

from reader.ui.spread.break_rules import ALL_SPACES, SOFT_RULES
from reader.ui.spread.cell_widths import SOFT_HYPHEN, cells
from reader.ui.spread.line_breaking import break_lines, forbidding_rule, hyphenate_lines, visible_line
from tests.ui.spread.strategies import seeds


@lru_cache(maxsize=512)
def unicode_breaks(text: str) -> frozenset[int]:
    """Return every break of UAX #14; cached, since it is slow."""
    return frozenset(line_break_boundaries(text))


@lru_cache(maxsize=512)
def opportunities(text: str, *, english: bool = False) -> list[int]:
    """Return every offset where our rules allow a break."""
    return [offset for offset in range(1, len(text)) if forbidding_rule(text, offset, english=english) is None]


def typed_seeds() -> list[str]:
    """Return the bundled French after the first article, with ordinary spaces only."""
    texts = [text.replace("\u202f", " ").replace("\u00a0", " ") for text in seeds()[10:]]
    return [text.replace("J.-C.", "Jésus") for text in texts]


def trimmed(text: str, start: int, end: int) -> str:
    """Return what would be drawn of a line that breaks at ``end``."""
    while end > start and text[end - 1] in ALL_SPACES:
        end -= 1
    return visible_line(text, start, end)


def judge(text: str, width: int, *, english: bool = False, hyphenated: bool = False) -> Counter[str]:
    """Check every line of a paragraph against UAX #14 and the rules; count breaks by kind."""
    lines, divided = (
        hyphenate_lines(text, width) if hyphenated else (break_lines(text, width, english=english), frozenset())
    )
    allowed = opportunities(text, english=english)
    kinds: Counter[str] = Counter()
    ended_so = False
    for (start, end), (following, _) in pairwise(lines):
        where = (text[start:end], text[following : following + 12], width)
        before, beyond = bisect_right(allowed, start), bisect_right(allowed, following)
        if end in divided:
            assert following == end, where
            assert not ended_so, where
            assert cells(text[start:end]) < width, where
            _judge_division(text, end)
            assert end - start >= 3, where
            kinds["divided"] += 1
        elif beyond > 0 and allowed[beyond - 1] == following:
            assert following in unicode_breaks(text) or text[following - 1] == SOFT_HYPHEN, where
            kinds["taken"] += 1
        else:
            fitting = [
                o for o in allowed[before:beyond] if cells(text[start:o]) and cells(trimmed(text, start, o)) <= width
            ]
            assert not fitting, where
            kinds["gave way" if forbidding_rule(text, following, english=english) in SOFT_RULES else "folded"] += 1
        # Greedy: the next piece would not have fitted.
        assert beyond == len(allowed) or cells(trimmed(text, start, allowed[beyond])) > width, where
        ended_so = end in divided or text[end - 1] in f"-‐{SOFT_HYPHEN}"
    return kinds


def _judge_division(text: str, at: int) -> None:
    """Check one hyphenation point against rule 7."""
    first = last = at
    while first > 0 and text[first - 1].isalpha():
        first -= 1
    while last < len(text) and text[last].isalpha():
        last += 1
    word = text[first:last]
    assert word == word.lower(), word
    assert at - first >= 3 <= last - at, (word, at - first)
    assert first == 0 or text[first - 1] not in f"-‐{SOFT_HYPHEN}_/.@0123456789", text[first - 1 : last]
    assert text[last : last + 1] not in {"-", "‐", SOFT_HYPHEN, "_", "/", "@"}, text[first : last + 1]
    assert not (text[last : last + 1] in "'’ʼ" and text[last + 1 : last + 2].isalpha()), text[first : last + 2]
