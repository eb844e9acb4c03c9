"""Cursor motions, as pure functions from an offset of one side's text to another.

Every result is the start of a grapheme inside a paragraph, never in the separator between two (0
for an empty text).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.text.graphemes import next_boundary, previous_boundary, snap_back
from reader.text.segmentation.lazy_sentences import LazySentences
from reader.text.segmentation.words import next_word, previous_word, word_end
from reader.text.spans import Span
from reader.ui.spread.blocks import Side, line_of
from reader.ui.spread.cell_offsets import cell_of, offset_at
from reader.ui.spread.cell_widths import visible_cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.text.model.article import Article
    from reader.ui.spread.spread import RowPosition, Spread

LINE_END_CELL: Final = 1 << 30
"""A goal cell past every line: keeps the cursor at line ends."""


# -- inside the text ----------------------------------------------------------------------------------


def clamp_to_grapheme(article: Article, offset: int) -> int:
    """Return the nearest cursor position at or before an offset, in the same paragraph."""
    if not article.paragraphs:
        return 0
    paragraph = article.paragraphs[article.paragraph_at(offset)]
    if not paragraph:
        return paragraph.start
    last = min(max(offset, paragraph.start), paragraph.end - 1)
    return max(paragraph.start, snap_back(article.text, last))


def left(article: Article, offset: int) -> int:
    """Return the previous visible grapheme, across paragraphs."""
    position = clamp_to_grapheme(article, offset)
    while (earlier := _previous_grapheme(article, position)) != position:
        position = earlier
        if _is_visible(article, position):
            return position
    return clamp_to_grapheme(article, offset)


def right(article: Article, offset: int) -> int:
    """Return the next visible grapheme, across paragraphs."""
    position = clamp_to_grapheme(article, offset)
    while (later := _next_grapheme(article, position)) != position:
        position = later
        if _is_visible(article, position):
            return position
    return clamp_to_grapheme(article, offset)


def word(article: Article, offset: int) -> int:
    """Return the start of the next word; on the last word, its end."""
    found = clamp_to_grapheme(article, next_word(article.text, offset))
    return (
        found
        if found > offset
        else max(clamp_to_grapheme(article, offset), clamp_to_grapheme(article, word_end(article.text, offset)))
    )


def word_back(article: Article, offset: int) -> int:
    """Return the start of the current or previous word; before the first word, of the text."""
    found = clamp_to_grapheme(article, previous_word(article.text, offset))
    return found if found < offset else top(article)


def end_of_word(article: Article, offset: int) -> int:
    """Return the last character of the current or next word."""
    return clamp_to_grapheme(article, word_end(article.text, offset))


def sentence(article: Article, offset: int) -> int:
    """Return the start of the next sentence; in the last one, the end of the text."""
    index = article.paragraph_at(offset)
    for paragraph in range(index, len(article.paragraphs)):
        found = sentences_of(article, paragraph)
        following = found.after(offset)
        while following is not None:
            place = clamp_to_grapheme(article, following.start)
            if place > offset:
                return place
            following = found.after(following.start)  # it begins with a mark that belongs to the sign before
    return bottom(article)


def sentence_back(article: Article, offset: int) -> int:
    """Return the start of the current or previous sentence; at most the start of the text."""
    for paragraph in range(article.paragraph_at(offset), -1, -1):
        if paragraph < len(article.paragraphs):
            before = sentences_of(article, paragraph).before(offset)
            if before is not None:
                return clamp_to_grapheme(article, before.start)
    return top(article)


def paragraph(article: Article, offset: int) -> int:
    """Return the start of the next paragraph; in the last one, the end of the text."""
    for span in article.paragraphs[article.paragraph_at(offset) + 1 :]:
        if span:
            return clamp_to_grapheme(article, span.start)
    return bottom(article)


def paragraph_back(article: Article, offset: int) -> int:
    """Return the start of the current or previous paragraph; at most the start of the text."""
    for index in range(min(article.paragraph_at(offset), len(article.paragraphs) - 1), -1, -1):
        span = article.paragraphs[index]
        if span and span.start < offset:
            return span.start
    return top(article)


def top(article: Article) -> int:
    """Return the start of the text."""
    return next((span.start for span in article.paragraphs if span), 0)


def bottom(article: Article) -> int:
    """Return the last grapheme of the text."""
    last = next((span for span in reversed(article.paragraphs) if span), None)
    return clamp_to_grapheme(article, last.end) if last is not None else 0


# -- along the lines ----------------------------------------------------------------------------------


def cell_at(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
    """Return the cell of its column where an offset is drawn; 0 if that side is not shown."""
    text, row = spread.text_of(side), spread.row_at(offset, side)
    line = row.line(side)
    if text is None or line is None:
        return 0
    return cell_of(text.text, line.start, line.end, offset, row.adjustment(side))


def line_start(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
    """Return the first character of the cursor's line."""
    return _offset_on_line(spread, offset, side, 0)


def line_end(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
    """Return the last visible character of the cursor's line."""
    return _offset_on_line(spread, offset, side, LINE_END_CELL)


def line_down(
    spread: Spread, offset: int, goal_cell: int | None = None, count: int = 1, side: Side = Side.FRENCH
) -> tuple[int, int]:
    """Return the offset ``count`` lines down in its column, and the goal cell.

    ``goal_cell`` is that of the previous motion; None: the cell of the cursor. Only lines of text
    count. Stops at the last line.
    """
    text = spread.text_of(side)
    if goal_cell is None:
        goal_cell = cell_at(spread, offset, side)
    layout = spread.layout_at(offset, side)
    if text is None or not layout.lines:
        return offset, goal_cell
    line = line_of(layout.lines, offset - layout.span.start)
    current = layout, line
    line += count
    layouts = spread.layouts_from(offset, side, 1 if count > 0 else -1)
    while not 0 <= line < len(layout.lines):
        following = next(layouts, None)
        if following is None:  # no more lines that way: stay on the last one
            line = max(0, min(line, len(layout.lines) - 1))
            break
        line += len(following.lines) if count < 0 else -len(layout.lines)
        layout = following
    if current[0] is layout and current[1] == line:
        return offset, goal_cell
    span = layout.line(line) or layout.span
    return clamp_to_grapheme(
        text, offset_at(text.text, span.start, span.end, goal_cell, adjustment=layout.adjustment(line))
    ), goal_cell


def line_up(
    spread: Spread, offset: int, goal_cell: int | None = None, count: int = 1, side: Side = Side.FRENCH
) -> tuple[int, int]:
    """Return the offset ``count`` lines up in its column, and the goal cell; see ``line_down``."""
    return line_down(spread, offset, goal_cell, -count, side)


def nearest_offset(
    spread: Spread,
    row_position: RowPosition,
    goal_cell: int,
    top: RowPosition,
    height: int,
    *,
    side: Side = Side.FRENCH,
) -> int:
    """Return the offset at a goal cell of a side's line nearest to a row of the window.

    If the window has no line of that side: the last line above it; below the title, the first line.
    """
    text = spread.text_of(side) or spread.french
    rows = spread.rows_from(top, height)
    order = [at for at, _ in rows]
    visible = [
        (index, line, row.adjustment(side))
        for index, (_, row) in enumerate(rows)
        if (line := row.line(side)) is not None
    ]
    if not visible:
        above = order[0] if order else row_position
        layout = spread.layout_above(above, side)
        last = layout.line(len(layout.lines) - 1)
        if last is not None:
            return clamp_to_grapheme(text, offset_at(text.text, last.start, last.end, goal_cell))
        return clamp_to_grapheme(
            text, text.paragraphs[above.block].start if 0 <= above.block < len(text.paragraphs) else 0
        )
    target = order.index(row_position) if row_position in order else (0 if row_position < order[0] else len(order) - 1)
    _, line, adjustment = min(visible, key=lambda found: abs(found[0] - target))
    return clamp_to_grapheme(text, offset_at(text.text, line.start, line.end, goal_cell, adjustment=adjustment))


# -- sentences ----------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _sentences(text: str, paragraph: Span) -> LazySentences:
    return LazySentences(paragraph.of(text), paragraph.start)


def sentences_of(article: Article, paragraph: int) -> LazySentences:
    """Return the sentences of one paragraph as spans of the article's text."""
    return _sentences(article.text, article.paragraphs[paragraph])


def sentence_at(article: Article, offset: int) -> Span:
    """Return the sentence that holds an offset or ends before it.

    Empty only in an empty paragraph.
    """
    if not article.paragraphs:
        return Span(0, 0)
    index = article.paragraph_at(offset)
    return sentences_of(article, index).at(offset) or article.paragraphs[index]


def _for_side(motion: Callable[[Article, int], int]) -> Callable[[Spread, int, Side], int]:
    """Adapt a motion of a text to a side of a spread; without that side's text, it stays put."""

    def adapted(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
        text = spread.text_of(side)
        return motion(text, offset) if text is not None else offset

    return adapted


MOTIONS: Final[Mapping[str, Callable[..., int]]] = {
    "left": _for_side(left),
    "right": _for_side(right),
    "word": _for_side(word),
    "word_back": _for_side(word_back),
    "word_end": _for_side(end_of_word),
    "sentence": _for_side(sentence),
    "sentence_back": _for_side(sentence_back),
    "paragraph": _for_side(paragraph),
    "paragraph_back": _for_side(paragraph_back),
    "line_start": line_start,
    "line_end": line_end,
    "top": _for_side(lambda article, _: top(article)),
    "bottom": _for_side(lambda article, _: bottom(article)),
}
"""Motions without goal or window, by command name: (spread, offset, side) to offset."""


def _next_grapheme(article: Article, offset: int) -> int:
    """Return the start of the next grapheme, across paragraphs; at the text's end, the same."""
    if not article.paragraphs:
        return 0
    index = article.paragraph_at(offset)
    following = next_boundary(article.text, offset)
    if following < article.paragraphs[index].end:
        return following
    return next((span.start for span in article.paragraphs[index + 1 :] if span), offset)


def _previous_grapheme(article: Article, offset: int) -> int:
    """Return the start of the previous grapheme, across paragraphs; at the beginning, the same."""
    if not article.paragraphs:
        return 0
    index = article.paragraph_at(offset)
    if offset > article.paragraphs[index].start:
        return max(article.paragraphs[index].start, previous_boundary(article.text, offset))
    before = next((span for span in reversed(article.paragraphs[:index]) if span), None)
    return clamp_to_grapheme(article, before.end - 1) if before is not None else offset


def _is_visible(article: Article, offset: int) -> bool:
    """Return whether the grapheme at an offset has a width."""
    return bool(visible_cluster(article.text[offset : next_boundary(article.text, offset)])[1])


def _offset_on_line(spread: Spread, offset: int, side: Side, at: int) -> int:
    text, line = spread.text_of(side), spread.line_at(offset, side)
    if text is None or line is None:
        return offset
    return clamp_to_grapheme(text, offset_at(text.text, line.start, line.end, at))
