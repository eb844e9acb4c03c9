"""Articles and highlights as aligned lines and as values for JSON (pure)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from reader.reading.library import DISPLAYED_ID_LENGTH
from reader.text.model.selectors import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.text.model.article import Article
    from reader.text.model.catalog import CatalogEntry
    from reader.text.model.highlights import Highlight
    from reader.text.model.translations import Translation

_COLUMN_GAP = "  "
"""Space between columns."""


def article_lines(entries: Sequence[CatalogEntry]) -> Iterator[str]:
    """Yield the article table; the title is last because its width varies most."""
    rows = [("ID", "READ", "MARKS", "ENGLISH", "DATE", "TITLE")]
    rows += [
        (
            entry.id[:DISPLAYED_ID_LENGTH],
            f"{percent(entry.progress)} %" if entry.opened else "–",
            str(entry.highlights or "–"),
            "yes" if entry.english else "–",
            entry.date or "–",
            entry.title + (f" ({entry.author})" if entry.author else ""),
        )
        for entry in entries
    ]
    yield from align_columns(rows)


def align_columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows as lines with aligned columns; the last column is not padded."""
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        padded = [word + " " * (width - cell_width(word)) for word, width in zip(row, widths, strict=False)]
        yield _COLUMN_GAP.join([*padded, row[-1]])


def article_json(entry: CatalogEntry) -> dict[str, Any]:
    """Return an article's values for ``list --json``."""
    return {
        "id": entry.id,
        "title": entry.title,
        "author": entry.author,
        "date": entry.date,
        "name": entry.name,
        "words": entry.words,
        "read": round(entry.progress, 4),
        "opened": entry.opened,
        "highlights": entry.highlights,
        "notes": entry.notes,
        "english": entry.english,
        "archived": entry.archived,
        "added": entry.added,
        "language": entry.language,
    }


def text_json(
    article: Article, translations: Sequence[Translation | None], language: str, target: str
) -> dict[str, Any]:
    """Return the values for ``show --json``: paragraphs with their translations and origins."""
    return {
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "source": article.source,
        "language": language,
        "target_language": target,
        "paragraphs": [
            {
                "text": article.paragraph(index),
                "heading": article.is_heading(index),
                "english": found.text if found else None,
                "origin": found.origin.value if found else None,
                "engine": (found.engine or None) if found else None,
                "engine_version": (found.version or None) if found else None,
                "created": (found.created or None) if found else None,
            }
            for index, found in enumerate(translations)
        ],
    }


def mark_lines(article: Article, highlights: Iterable[Highlight]) -> Iterator[str]:
    """Yield the highlights of one article below its title, in the given order, with notes."""
    yield f"{article.title} ({article.id[:DISPLAYED_ID_LENGTH]})"
    for highlight in highlights:
        lost = "" if resolve(article.text, highlight.selector) else " (text not found)"
        yield f"{_COLUMN_GAP}[{highlight.color.value}] {_quotation(highlight)}{lost}"
        if highlight.note:
            yield from (
                f"{_COLUMN_GAP}{_COLUMN_GAP}{line}".rstrip() for line in f"Note: {highlight.note.body}".split("\n")
            )


def mark_json(article: Article, highlight: Highlight) -> dict[str, Any]:
    """Return a highlight's values for ``marks --json``; offsets are code points or None."""
    anchor, note = resolve(article.text, highlight.selector), highlight.note
    return {
        "id": highlight.id,
        "article": article.id,
        "title": article.title,
        "quotation": highlight.selector.exact,
        "color": highlight.color.value,
        "note": note.body if note else None,
        "start": anchor.span.start if anchor else None,
        "end": anchor.span.end if anchor else None,
        "created": highlight.created,
        "modified": highlight.modified,
    }


def percent(share: float) -> int:
    """Return a share in whole percent: 100 only for everything, 0 only for nothing.

    >>> percent(0.999), percent(0.001), percent(1.0)
    (99, 1, 100)
    """
    if share <= 0:
        return 0
    return 100 if share >= 1 else min(99, max(1, round(share * 100)))


def cell_width(text: str) -> int:
    """Return the approximate width in cells, without importing Rich."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _quotation(highlight: Highlight) -> str:
    return f"“{' '.join(highlight.selector.exact.split(chr(10)))}”".replace("  ", " ")
