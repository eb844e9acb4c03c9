"""An article as plain text, for pipes, paper and screen readers (pure)."""

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
"""Breaks a text into lines; arguments: text, width in cells, whether it is English."""

INDENT = "  "
"""Indentation of translations and notes."""

MISSING_TRANSLATION = "[no translation]"
"""Placeholder for an untranslated paragraph."""

ARTICLE_TRANSLATION = "article’s translation"
"""Label where the article's translation continues after another one."""


def translation_source(found: Translation | None) -> str:
    """Return a label for the origin of a translation; empty for the article's own or none."""
    if found is None or found.origin is Origin.FILE:
        return ""
    if found.origin is Origin.USER:
        return "your translation"
    return f"from {found.engine}" + (" (rough)" if found.engine in ROUGH_ENGINES else "")


class Content(Enum):
    """Which languages to print."""

    FRENCH = "french"
    ENGLISH = "english"
    BOTH = "both"


@frozen_dataclass(frozen=True, slots=True)
class Layout:
    """What to print and how wide."""

    content: Content = Content.FRENCH
    width: int | None = None
    """Maximum line width in cells; None: one line per paragraph."""


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
    """Yield the lines of an article: title, metadata, then paragraphs after blank lines.

    ``english`` has one string per paragraph, empty where untranslated. ``marks`` (None: omit) are
    numbered from 1 in text order and inserted as ``[1 yellow: text]``; one that crosses a paragraph
    end is closed there and continues as ``[1 yellow, continued: …]``. If two overlap, the one that
    ends first is closed with its number, ``1]``. Notes follow the paragraph in which their
    highlight ends. With only the English, highlighted text is quoted after the paragraph.
    ``sources`` are origin labels per paragraph (empty: the article's own), printed where the label
    changes.
    """
    writer = _LineWriter(layout.width, break_lines)
    not_french = article.language != FRENCH  # French line-breaking rules do not apply
    numbered = [NumberedHighlight(number, mark) for number, mark in enumerate(_sort(marks or ()), 1)]
    inside, ending = _by_paragraph(article, numbered)
    yield from writer.lines(article.title)
    if meta := " · ".join(filter(None, (article.author, display_date(article.date), article.source))):
        yield from writer.lines(meta)
    label = ""
    for index, span in enumerate(article.paragraphs):
        translation = english[index] if index < len(english) and english[index] else MISSING_TRANSLATION
        yield ""
        if layout.content is not Content.ENGLISH:
            yield from writer.lines(
                insert_marks(span.of(article.text), span, inside.get(index, ())), in_english=not_french
            )
        if layout.content is not Content.FRENCH:
            indent = INDENT if layout.content is Content.BOTH else ""
            if index < len(sources) and translation is not MISSING_TRANSLATION and sources[index] != label:
                label = sources[index]
                yield from writer.lines(f"[{label or ARTICLE_TRANSLATION}]", indent, in_english=True)
            yield from writer.lines(translation, indent, in_english=True)
        for mark in ending.get(index, ()):
            if layout.content is Content.ENGLISH:
                quotation = " ".join(mark.span.of(article.text).split("\n\n"))
                yield from writer.lines(f"[{mark.label}: {quotation}]", INDENT)
            yield from writer.note(mark.anchored.highlight.note, f"Note {mark.number}: ")
    if marks is not None and orphans:
        yield from writer.orphans(orphans)


@frozen_dataclass(frozen=True, slots=True)
class _LineWriter:
    """Breaks text into indented lines."""

    width: int | None
    """Maximum line width in cells; None: no limit."""
    break_lines: LineBreaker

    def lines(self, text: str, indent: str = "", *, in_english: bool = False) -> Iterator[str]:
        """Yield a text as indented lines."""
        if self.width is None:
            yield indent + text
            return
        for line in self.break_lines(text, max(1, self.width - len(indent)), in_english):
            yield indent + line

    def note(self, note: Note | None, label: str) -> Iterator[str]:
        """Yield the lines of a note, if any, with its own line breaks."""
        for line in (label + note.body).split("\n") if note else ():
            yield from self.lines(line, INDENT) if line else [""]

    def orphans(self, orphans: Sequence[Orphan]) -> Iterator[str]:
        """Yield the highlights whose text was not found, after a blank line."""
        yield ""
        yield from self.lines("Highlights whose text was not found:")
        for orphan in orphans:
            highlight = orphan.highlight
            quotation = " ".join(highlight.selector.exact.split())
            yield from self.lines(f"[{highlight.color.value}: {quotation}]", INDENT)
            yield from self.note(highlight.note, "Note: ")


@frozen_dataclass(frozen=True, slots=True)
class NumberedHighlight:
    """A highlight with its number."""

    number: int
    anchored: AnchoredHighlight

    @property
    def span(self) -> Span:
        """The highlighted text."""
        return self.anchored.anchor.span

    @property
    def label(self) -> str:
        """Its number and color, as printed."""
        return f"{self.number} {self.anchored.highlight.color.value}"


def insert_marks(text: str, span: Span, marks: Sequence[NumberedHighlight]) -> str:
    """Return the text of the paragraph at ``span`` with highlights inserted.

    Removing the insertions gives the original text.
    """
    clipped = [(mark.span.clip(span), mark) for mark in marks]
    # At one position, close before opening; if two open together, the longer one is outside.
    opening = sorted(((part, mark) for part, mark in clipped if part), key=lambda pair: (pair[0].start, -pair[0].end))
    pieces: list[str] = []
    open_now: list[tuple[int, NumberedHighlight]] = []
    at = 0

    def close_until(end: int) -> None:
        nonlocal at
        while open_now and min(stop for stop, _ in open_now) <= end:
            # If several end here, close the innermost first.
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
    """Return, by paragraph index, the highlights in it and those that end in it."""
    inside: dict[int, list[NumberedHighlight]] = {}
    ending: dict[int, list[NumberedHighlight]] = {}
    for mark in marks:
        first = article.paragraph_at(mark.span.start)
        last = article.paragraph_at(max(mark.span.start, mark.span.end - 1))
        for index in range(first, last + 1):
            inside.setdefault(index, []).append(mark)
        ending.setdefault(last, []).append(mark)
    return inside, ending
