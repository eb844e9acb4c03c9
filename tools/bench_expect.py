"""Expected screens: predicates on the screen before and after an action."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench_terminal import Screenshot

    Expected = Callable[[Screenshot, Screenshot], bool]

FOOTER = 1
"""Rows of the footer."""
BAR = "┃"
"""Gutter sign of a highlight."""
_TEXT = re.compile(r"[^\W_]")


def page_left(screen: Screenshot) -> int:
    """Return the first column of the page, by its background color."""
    rows = screen.cells[: max(1, len(screen.cells) - FOOTER)]
    for x in range(len(rows[0])):
        if sum(row[x].bg == row[-1].bg for row in rows) * 2 > len(rows):
            return x
    return 0


def page_lines(screen: Screenshot) -> list[str]:
    """Return the page's rows as text."""
    return screen.lines(page_left(screen), max(1, len(screen.cells) - FOOTER))


def top_line(screen: Screenshot) -> str:
    """Return the first page row with text."""
    return next((line.strip() for line in page_lines(screen) if _TEXT.search(line)), "")


def flowing(screen: Screenshot) -> str:
    """Return the page's text with single spaces."""
    return " ".join(" ".join(page_lines(screen)).split())


def caret(screen: Screenshot) -> tuple[tuple[int, int, int], str] | None:
    """Return the word under the caret and its row, start and end column; None without a caret."""
    left = page_left(screen)
    for y, row in enumerate(screen.cells[:-FOOTER]):
        found = [x for x in range(left, len(row)) if row[x].reverse]
        if found:
            return (y, found[0], found[-1] + 1), "".join(row[x].data for x in found)
    return None


def shows(words: str) -> Callable[[Screenshot], bool]:
    """Expect text in the page, across line breaks."""
    return lambda screen: words in flowing(screen)


def next_word(before: Screenshot, after: Screenshot) -> bool:
    """Expect the caret on the next word, without scrolling."""
    lines, old, new = page_lines(after), caret(before), caret(after)
    if old is None or new is None or page_lines(before) != lines:
        return False
    left, (y, _, end), (row, start, _) = page_left(after), old[0], new[0]
    if (row, start) < (y, end):
        return False
    if row == y:
        between = lines[y][end - left : start - left]
    else:
        between = "".join((lines[y][end - left :], *lines[y + 1 : row], lines[row][: start - left]))
    return not _TEXT.search(between)


def scrolled(least: int, most: int) -> Expected:
    """Expect the text scrolled up by a number of rows (negative: down), down to the last row."""

    def check(before: Screenshot, after: Screenshot) -> bool:
        old, new = _worded(before), _worded(after)
        if old == new or not any(new):
            return False
        if least < 0:
            old, new = new, old
        low, high = sorted((abs(least), abs(most)))
        return any(old[rows:] == new[: len(new) - rows] for rows in range(low, high + 1))

    return check


def _worded(screen: Screenshot) -> list[str]:
    # Gutter signs do not tell the position of the text.
    return [line.replace(BAR, " ").rstrip() for line in page_lines(screen)]


def another_page(before: Screenshot, after: Screenshot) -> bool:
    """Expect a full page with different rows."""
    old, new = page_lines(before), page_lines(after)
    return old != new and sum(bool(line.strip()) for line in new) * 3 > len(new)


def beside(english: str, *, shown: bool) -> Expected:
    """Expect the translation shown or hidden, and the caret on the same word."""

    def check(before: Screenshot, after: Screenshot) -> bool:
        there = any(english in " ".join(line.split()) for line in page_lines(after))
        old, new = caret(before), caret(after)
        return there is shown and old is not None and new is not None and old[1] == new[1]

    return check


def resized(before: Screenshot, after: Screenshot) -> bool:
    """Expect a full page and the caret after a resize (``before`` is cut to the new size)."""
    lines = page_lines(after)
    full = sum(bool(_TEXT.search(line)) for line in lines) * 2 > len(lines)
    return full and caret(after) is not None and after.cells != before.cells


def marked(plain: Screenshot) -> Expected:
    """Expect a highlight color on the selection, and a bar in the gutter."""

    def check(before: Screenshot, after: Screenshot) -> bool:
        cells = [
            (y, x)
            for y, (row, was) in enumerate(zip(before.cells[:-FOOTER], plain.cells, strict=False))
            for x, (cell, old) in enumerate(zip(row, was, strict=True))
            if cell.bg != old.bg and not cell.reverse and not after.cells[y][x].reverse
        ]
        rows = {y for y, _ in cells}
        barred = any(BAR in line for y, line in enumerate(page_lines(after)) if y in rows)
        changed = all(after.cells[y][x].bg not in (before.cells[y][x].bg, plain.cells[y][x].bg) for y, x in cells)
        return bool(cells) and barred and changed

    return check


def typed(words: str) -> Expected:
    """Expect text in the input line, one of the last rows."""
    return lambda _, after: any(words in line for line in after.lines()[-4:])


def found(word: str, *, typing: bool = False) -> Expected:
    """Expect a word in the page; while ``typing``, not in the input line, its last row."""
    return lambda _, after: any(word in line for line in page_lines(after)[: -1 if typing else None])


def page_moved(before: Screenshot, after: Screenshot) -> bool:
    """Return whether the page or footer changed; the sidebar may change later."""
    if before == after:
        return False
    left = page_left(after)
    return [row[left:] for row in before.cells] != [row[left:] for row in after.cells] or before.cursor != after.cursor


def changed(before: Screenshot, after: Screenshot) -> bool:
    """Expect any change of cells."""
    return before.cells != after.cells
