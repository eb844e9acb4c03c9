"""Linear text: an article from top to bottom without a screen, for pipes, paper and screen readers (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.dates import display_date
from reader.text.languages import FRENCH
from reader.text.model.translations import ROUGH_ENGINES, Origin

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.text.model.highlights import AnchoredHighlight, Note, Orphan
    from reader.text.model.translations import Translation
    from reader.text.spans import Span

LineBreaker = Callable[[str, int, bool], Sequence[str]]
"""Cuts a text into lines: the text, the width in cells, whether it is English. Given from above, where layout lives."""

INDENT = "  "
"""What stands before the English under its French, and before what is said of marks."""

MISSING_TRANSLATION = "[no English yet]"
"""What stands for a paragraph that has no English."""


ARTICLE_TRANSLATION = "came with the text"
"""What is said where the English of a text is its own again, after some that was not."""


def translation_source(found: Translation | None) -> str:
    """Return in words where English is from; nothing where it came with the text, or where there is none."""
    if found is None or found.origin is Origin.FILE:
        return ""
    if found.origin is Origin.USER:
        return "your own words"
    return f"from {found.engine}" + (", a rough gloss" if found.engine in ROUGH_ENGINES else "")


class Content(Enum):
    """Which side of an article is wanted."""

    FRENCH = "french"
    ENGLISH = "english"
    BOTH = "both"


@frozen_dataclass(frozen=True, slots=True)
class Layout:
    """How the lines are to be cut."""

    content: Content = Content.FRENCH
    width: int | None = None
    """Cells of the longest line; None: one line for each paragraph, however long."""


def render_article(
    article: Article,
    english: Sequence[str],
    marks: Sequence[AnchoredHighlight] | None,
    orphans: Sequence[Orphan],
    *,
    layout: Layout,
    break_lines: LineBreaker,
    sources: Sequence[str] = (),
) -> Iterator[str]:
    """Give the article line by line: title, what is known of it, then its paragraphs, with a blank line before each.

    ``english`` is one string for each paragraph, empty where there is none. With ``marks`` (None: not wanted), numbered
    from 1 in the order of the text, a highlight stands in the French as ``[1 yellow: the words]``; one that runs over a
    paragraph's end is closed there and goes on as ``[1 yellow, continued: …]``; where two cross, the one that
    ends first names itself at its end, as ``1]``. What is said about a highlight follows the paragraph it ends in.
    In English alone, the words marked are quoted after the paragraph. ``sources`` says in words where each paragraph's English
    is from, empty where it came with the text: it stands before the English wherever it is another than the paragraph's before.
    """
    set_ = _LineWriter(layout.width, break_lines)
    foreign = article.language != FRENCH  # the rules of French are not for it
    numbered = [NumberedHighlight(number, mark) for number, mark in enumerate(_sort(marks or ()), 1)]
    standing, ending = _by_paragraph(article, numbered)
    yield from set_.lines(article.title)
    if meta := " · ".join(filter(None, (article.author, display_date(article.date), article.source))):
        yield from set_.lines(meta)
    told = ""
    for index, span in enumerate(article.paragraphs):
        facing = english[index] if index < len(english) and english[index] else MISSING_TRANSLATION
        yield ""
        if layout.content is not Content.ENGLISH:
            yield from set_.lines(
                insert_marks(span.of(article.text), span, standing.get(index, ())), in_english=foreign
            )
        if layout.content is not Content.FRENCH:
            indent = INDENT if layout.content is Content.BOTH else ""
            if index < len(sources) and facing is not MISSING_TRANSLATION and sources[index] != told:
                told = sources[index]
                yield from set_.lines(f"[{told or ARTICLE_TRANSLATION}]", indent, in_english=True)
            yield from set_.lines(facing, indent, in_english=True)
        for mark in ending.get(index, ()):
            if layout.content is Content.ENGLISH:
                words = " ".join(mark.span.of(article.text).split("\n\n"))
                yield from set_.lines(f"[{mark.label}: {words}]", INDENT)
            yield from set_.note(mark.anchored.highlight.note, f"Note {mark.number}: ")
    if marks is not None and orphans:
        yield from set_.orphans(orphans)


@frozen_dataclass(frozen=True, slots=True)
class _LineWriter:
    """Sets words into lines."""

    width: int | None
    """Cells of the longest line; None: no limit."""
    break_lines: LineBreaker

    def lines(self, text: str, indent: str = "", *, in_english: bool = False) -> Iterator[str]:
        """Give a text as lines, each with what stands before it."""
        if self.width is None:
            yield indent + text
            return
        for line in self.break_lines(text, max(1, self.width - len(indent)), in_english):
            yield indent + line

    def note(self, note: Note | None, label: str) -> Iterator[str]:
        """Give a note, if there is one, with its own ends of lines."""
        for line in (label + note.body).split("\n") if note else ():
            yield from self.lines(line, INDENT) if line else [""]

    def orphans(self, orphans: Sequence[Orphan]) -> Iterator[str]:
        """Give the marks whose passage is not in the text, under a blank line."""
        yield ""
        yield from self.lines("Marks whose words are no longer in the text:")
        for orphan in orphans:
            highlight = orphan.highlight
            words = " ".join(highlight.selector.exact.split())
            yield from self.lines(f"[{highlight.color.value}: {words}]", INDENT)
            yield from self.note(highlight.note, "Note: ")


@frozen_dataclass(frozen=True, slots=True)
class NumberedHighlight:
    """A mark with the number it is called by."""

    number: int
    anchored: AnchoredHighlight

    @property
    def span(self) -> Span:
        """The words it covers."""
        return self.anchored.anchor.span

    @property
    def label(self) -> str:
        """Its number and color, as they stand in the text."""
        return f"{self.number} {self.anchored.highlight.color.value}"


def insert_marks(text: str, span: Span, marks: Sequence[NumberedHighlight]) -> str:
    """Return the words of one paragraph, which lie at ``span`` of the article, with the marks written into them.

    Without what is inserted, the words are the paragraph's own, every one.
    """
    clipped = [(mark.span.clip(span), mark) for mark in marks]
    # At one place, closings come before openings; of two that open together the longer is outside.
    opening = sorted(((part, mark) for part, mark in clipped if part), key=lambda pair: (pair[0].start, -pair[0].end))
    pieces: list[str] = []
    open_now: list[tuple[int, NumberedHighlight]] = []
    at = 0

    def close_until(end: int) -> None:
        nonlocal at
        while open_now and min(stop for stop, _ in open_now) <= end:
            # The innermost first where several end together, so that they nest wherever they can.
            stop = min(stop for stop, _ in open_now)
            position = max(index for index, (here, _) in enumerate(open_now) if here == stop)
            crossing = position != len(open_now) - 1
            _, mark = open_now.pop(position)
            pieces.append(text[at : stop - span.start])
            pieces.append(f" {mark.number}]" if crossing else "]")
            at = stop - span.start

    for part, mark in opening:
        close_until(part.start)
        pieces.append(text[at : part.start - span.start])
        at = part.start - span.start
        pieces.append(f"[{mark.label}: " if mark.span.start >= span.start else f"[{mark.label}, continued: ")
        open_now.append((part.end, mark))
    close_until(span.end)
    pieces.append(text[at:])
    return "".join(pieces)


def _sort(marks: Sequence[AnchoredHighlight]) -> list[AnchoredHighlight]:
    return sorted(marks, key=lambda mark: (mark.anchor.span.start, -mark.anchor.span.end, mark.highlight.id))


def _by_paragraph(
    article: Article, marks: Sequence[NumberedHighlight]
) -> tuple[dict[int, list[NumberedHighlight]], dict[int, list[NumberedHighlight]]]:
    """Return, by the index of a paragraph, the marks that stand in it and the marks that end in it."""
    standing: dict[int, list[NumberedHighlight]] = {}
    ending: dict[int, list[NumberedHighlight]] = {}
    for mark in marks:
        first = article.paragraph_at(mark.span.start)
        last = article.paragraph_at(max(mark.span.start, mark.span.end - 1))
        for index in range(first, last + 1):
            standing.setdefault(index, []).append(mark)
        ending.setdefault(last, []).append(mark)
    return standing, ending
