"""Caret: where each motion leads, as offsets of one side's text. Pure: nothing is kept here.

Every offset returned is the beginning of a grapheme inside a paragraph, never in the separator between two (0 for an empty text).
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
"""A goal cell beyond every line: keeps the caret at the ends of lines."""


# -- inside the text ----------------------------------------------------------------------------------


def clamp_to_grapheme(article: Article, offset: int) -> int:
    """Return the nearest place for a caret at or before an offset: a grapheme of the paragraph the offset belongs to."""
    if not article.paragraphs:
        return 0
    paragraph = article.paragraphs[article.paragraph_at(offset)]
    if not paragraph:
        return paragraph.start
    last = min(max(offset, paragraph.start), paragraph.end - 1)
    return max(paragraph.start, snap_back(article.text, last))


def left(article: Article, offset: int) -> int:
    """Return the grapheme before that can be seen; from a paragraph's first, the last one of the paragraph before."""
    place = clamp_to_grapheme(article, offset)
    while (earlier := _previous_grapheme(article, place)) != place:
        place = earlier
        if _is_visible(article, place):
            return place
    return clamp_to_grapheme(article, offset)


def right(article: Article, offset: int) -> int:
    """Return the next grapheme that can be seen; from a paragraph's last, the first one of the next paragraph."""
    place = clamp_to_grapheme(article, offset)
    while (later := _next_grapheme(article, place)) != place:
        place = later
        if _is_visible(article, place):
            return place
    return clamp_to_grapheme(article, offset)


def word(article: Article, offset: int) -> int:
    """Return the beginning of the next word; on the last word, its end."""
    found = clamp_to_grapheme(article, next_word(article.text, offset))
    return (
        found
        if found > offset
        else max(clamp_to_grapheme(article, offset), clamp_to_grapheme(article, word_end(article.text, offset)))
    )


def word_back(article: Article, offset: int) -> int:
    """Return the beginning of the word, or of the one before it; before the first word, the text's beginning."""
    found = clamp_to_grapheme(article, previous_word(article.text, offset))
    return found if found < offset else top(article)


def end_of_word(article: Article, offset: int) -> int:
    """Return the last character of the word, or of the next one."""
    return clamp_to_grapheme(article, word_end(article.text, offset))


def sentence(article: Article, offset: int) -> int:
    """Return the beginning of the next sentence; in the last one, the text's end."""
    index = article.paragraph_at(offset)
    for paragraph in range(index, len(article.paragraphs)):
        following = sentences_of(article, paragraph).after(offset)
        if following is not None:
            return clamp_to_grapheme(article, following.start)
    return bottom(article)


def sentence_back(article: Article, offset: int) -> int:
    """Return the beginning of the sentence, or of the one before it; at the text's beginning, that."""
    for paragraph in range(article.paragraph_at(offset), -1, -1):
        if paragraph < len(article.paragraphs):
            before = sentences_of(article, paragraph).before(offset)
            if before is not None:
                return clamp_to_grapheme(article, before.start)
    return top(article)


def paragraph(article: Article, offset: int) -> int:
    """Return the beginning of the next paragraph; in the last one, the text's end."""
    for span in article.paragraphs[article.paragraph_at(offset) + 1 :]:
        if span:
            return clamp_to_grapheme(article, span.start)
    return bottom(article)


def paragraph_back(article: Article, offset: int) -> int:
    """Return the beginning of the paragraph, or of the one before it; at the text's beginning, that."""
    for index in range(min(article.paragraph_at(offset), len(article.paragraphs) - 1), -1, -1):
        span = article.paragraphs[index]
        if span and span.start < offset:
            return span.start
    return top(article)


def top(article: Article) -> int:
    """Return the text's beginning."""
    return next((span.start for span in article.paragraphs if span), 0)


def bottom(article: Article) -> int:
    """Return the text's last grapheme."""
    last = next((span for span in reversed(article.paragraphs) if span), None)
    return clamp_to_grapheme(article, last.end) if last is not None else 0


# -- along the lines ----------------------------------------------------------------------------------


def cell_at(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
    """Return the cell of its column where an offset is drawn; 0 where that side is not shown."""
    text, row = spread.text_of(side), spread.row_at(offset, side)
    line = row.line(side)
    if text is None or line is None:
        return 0
    return cell_of(text.text, line.start, line.end, offset, row.adjustment(side))


def line_start(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
    """Return the first character of the caret's line."""
    return _offset_on_line(spread, offset, side, 0)


def line_end(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
    """Return the last character drawn of the caret's line."""
    return _offset_on_line(spread, offset, side, LINE_END_CELL)


def line_down(
    spread: Spread, offset: int, goal_cell: int | None = None, count: int = 1, side: Side = Side.FRENCH
) -> tuple[int, int]:
    """Return the offset ``count`` lines further down in its own column (as far as there are lines), and the goal cell.

    ``goal`` is the cell aimed for, from the motion before; None: the cell the caret is on. Only lines of text count.
    """
    text = spread.text_of(side)
    if goal_cell is None:
        goal_cell = cell_at(spread, offset, side)
    galley = spread.layout_at(offset, side)
    if text is None or not galley.lines:
        return offset, goal_cell
    line = line_of(galley.lines, offset - galley.span.start)
    here = galley, line
    line += count
    onward = spread.layouts_from(offset, side, 1 if count > 0 else -1)
    while not 0 <= line < len(galley.lines):
        following = next(onward, None)
        if following is None:  # there are no more lines that way: stay on the last one reached
            line = max(0, min(line, len(galley.lines) - 1))
            break
        line += len(following.lines) if count < 0 else -len(galley.lines)
        galley = following
    if here[0] is galley and here[1] == line:
        return offset, goal_cell
    span = galley.line(line) or galley.span
    return clamp_to_grapheme(
        text, offset_at(text.text, span.start, span.end, goal_cell, adjustment=galley.adjustment(line))
    ), goal_cell


def line_up(
    spread: Spread, offset: int, goal_cell: int | None = None, count: int = 1, side: Side = Side.FRENCH
) -> tuple[int, int]:
    """Return the offset ``count`` lines further up in its own column, and the goal cell; see ``line_down``."""
    return line_down(spread, offset, goal_cell, -count, side)


def nearest_offset(
    spread: Spread, spot: RowPosition, goal: int, top: RowPosition, height: int, *, side: Side = Side.FRENCH
) -> int:
    """Return the offset of a side at a goal cell on the line nearest to a spot, inside a window if such a line is there.

    With none in the window, the last line above it, whose English fills the window; below the title alone, the first line.
    """
    text = spread.text_of(side) or spread.french
    rows = spread.rows_from(top, height)
    order = [at for at, _ in rows]
    seen = [
        (index, line, row.adjustment(side))
        for index, (_, row) in enumerate(rows)
        if (line := row.line(side)) is not None
    ]
    if not seen:
        above = order[0] if order else spot
        galley = spread.layout_above(above, side)
        last = galley.line(len(galley.lines) - 1)
        if last is not None:
            return clamp_to_grapheme(text, offset_at(text.text, last.start, last.end, goal))
        return clamp_to_grapheme(
            text, text.paragraphs[above.block].start if 0 <= above.block < len(text.paragraphs) else 0
        )
    wanted = order.index(spot) if spot in order else (0 if spot < order[0] else len(order) - 1)
    _, line, finish = min(seen, key=lambda found: abs(found[0] - wanted))
    return clamp_to_grapheme(text, offset_at(text.text, line.start, line.end, goal, adjustment=finish))


# -- sentences ----------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _sentences(text: str, paragraph: Span) -> LazySentences:
    return LazySentences(paragraph.of(text), paragraph.start)


def sentences_of(article: Article, paragraph: int) -> LazySentences:
    """Return the sentences of one paragraph as spans of the article's text."""
    return _sentences(article.text, article.paragraphs[paragraph])


def sentence_at(article: Article, offset: int) -> Span:
    """Return the sentence that holds the offset, or that ends before it; empty only in an empty paragraph."""
    if not article.paragraphs:
        return Span(0, 0)
    index = article.paragraph_at(offset)
    return sentences_of(article, index).at(offset) or article.paragraphs[index]


def _for_side(motion: Callable[[Article, int], int]) -> Callable[[Spread, int, Side], int]:
    """Return a motion of a text as one of a side of a spread; without that side's text, it stays."""

    def moved(spread: Spread, offset: int, side: Side = Side.FRENCH) -> int:
        text = spread.text_of(side)
        return motion(text, offset) if text is not None else offset

    return moved


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
"""The motions that need neither a goal nor a window, by the names of their commands: (spread, offset, side) to offset."""


def _next_grapheme(article: Article, offset: int) -> int:
    """Return the next grapheme's beginning, across paragraphs; the same at the text's end."""
    if not article.paragraphs:
        return 0
    index = article.paragraph_at(offset)
    following = next_boundary(article.text, offset)
    if following < article.paragraphs[index].end:
        return following
    return next((span.start for span in article.paragraphs[index + 1 :] if span), offset)


def _previous_grapheme(article: Article, offset: int) -> int:
    """Return the grapheme's beginning before this one, across paragraphs; the same at the text's beginning."""
    if not article.paragraphs:
        return 0
    index = article.paragraph_at(offset)
    if offset > article.paragraphs[index].start:
        return max(article.paragraphs[index].start, previous_boundary(article.text, offset))
    before = next((span for span in reversed(article.paragraphs[:index]) if span), None)
    return clamp_to_grapheme(article, before.end - 1) if before is not None else offset


def _is_visible(article: Article, offset: int) -> bool:
    """Tell whether the grapheme at the offset has a width."""
    return bool(visible_cluster(article.text[offset : next_boundary(article.text, offset)])[1])


def _offset_on_line(spread: Spread, offset: int, side: Side, at: int) -> int:
    text, line = spread.text_of(side), spread.line_at(offset, side)
    if text is None or line is None:
        return offset
    return clamp_to_grapheme(text, offset_at(text.text, line.start, line.end, at))
