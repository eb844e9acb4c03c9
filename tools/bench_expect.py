"""What a screen must show for an action to be done: each expectation is a question to the picture before and the picture after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench_terminal import Picture

    Expected = Callable[[Picture, Picture], bool]

FOOTER = 1
"""Rows at the bottom that are not the page."""
BAR = "┃"
"""The gutter's sign of a highlight."""
_TEXT = re.compile(r"[^\W_]")


def page_left(picture: Picture) -> int:
    """Return the first column of the page: the first that mostly has the ground of the window's right edge."""
    rows = picture.cells[: max(1, len(picture.cells) - FOOTER)]
    for x in range(len(rows[0])):
        if sum(row[x].bg == row[-1].bg for row in rows) * 2 > len(rows):
            return x
    return 0


def page_lines(picture: Picture) -> list[str]:
    """Return the rows of the page as text."""
    return picture.lines(page_left(picture), max(1, len(picture.cells) - FOOTER))


def top_line(picture: Picture) -> str:
    """Return the first row of the page that has words."""
    return next((line.strip() for line in page_lines(picture) if _TEXT.search(line)), "")


def flowing(picture: Picture) -> str:
    """Return the words of the page, one space between two."""
    return " ".join(" ".join(page_lines(picture)).split())


def caret(picture: Picture) -> tuple[tuple[int, int, int], str] | None:
    """Return where the word under the caret is (row, first column, column after it) and the word; None: it is nowhere."""
    left = page_left(picture)
    for y, row in enumerate(picture.cells[:-FOOTER]):
        found = [x for x in range(left, len(row)) if row[x].reverse]
        if found:
            return (y, found[0], found[-1] + 1), "".join(row[x].data for x in found)
    return None


def shows(words: str) -> Callable[[Picture], bool]:
    """Expect words somewhere in the page, whatever the line ends."""
    return lambda picture: words in flowing(picture)


def next_word(before: Picture, after: Picture) -> bool:
    """Expect the caret one word on: nothing scrolled, and between the two words no other."""
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
    """Expect the same text so many rows higher (negative: lower), to the last row that both pictures show."""

    def check(before: Picture, after: Picture) -> bool:
        old, new = _worded(before), _worded(after)
        if old == new or not any(new):
            return False
        if least < 0:
            old, new = new, old
        low, high = sorted((abs(least), abs(most)))
        return any(old[rows:] == new[: len(new) - rows] for rows in range(low, high + 1))

    return check


def _worded(picture: Picture) -> list[str]:
    # The signs of the gutter belong to what is marked, not to where the text stands.
    return [line.replace(BAR, " ").rstrip() for line in page_lines(picture)]


def another_page(before: Picture, after: Picture) -> bool:
    """Expect a full page of other rows."""
    old, new = page_lines(before), page_lines(after)
    return old != new and sum(bool(line.strip()) for line in new) * 3 > len(new)


def beside(english: str, *, shown: bool) -> Expected:
    """Expect the English in the page, or no longer there, and the caret on its word."""

    def check(before: Picture, after: Picture) -> bool:
        there = any(english in " ".join(line.split()) for line in page_lines(after))
        old, new = caret(before), caret(after)
        return there is shown and old is not None and new is not None and old[1] == new[1]

    return check


def resized(before: Picture, after: Picture) -> bool:
    """Expect a page of words in the new window, with the caret (the picture before is the old one, cut to the new size)."""
    lines = page_lines(after)
    full = sum(bool(_TEXT.search(line)) for line in lines) * 2 > len(lines)
    return full and caret(after) is not None and after.cells != before.cells


def marked(plain: Picture) -> Expected:
    """Expect a highlight where a passage is selected: another ground than in the plain picture and than while selecting."""

    def check(before: Picture, after: Picture) -> bool:
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
    """Expect words in the line one types in: one of the last rows."""
    return lambda _, after: any(words in line for line in after.lines()[-4:])


def found(word: str, *, typing: bool = False) -> Expected:
    """Expect a word in the page itself; while ``typing``, not only in the line one types in, the page's last."""
    return lambda _, after: any(word in line for line in page_lines(after)[: -1 if typing else None])


def page_moved(before: Picture, after: Picture) -> bool:
    """Tell whether anything of the page or the row under it looks otherwise; the list beside the page may follow later."""
    if before == after:
        return False
    left = page_left(after)
    return [row[left:] for row in before.cells] != [row[left:] for row in after.cells] or before.cursor != after.cursor


def changed(before: Picture, after: Picture) -> bool:
    """Expect any change."""
    return before.cells != after.cells
