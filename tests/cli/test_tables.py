"""Lists: aligned for people, complete for programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.tables import article_json, article_lines, cell_width, mark_json, mark_lines, percent
from reader.text.model.article import Article
from reader.text.model.catalog import CatalogEntry
from reader.text.model.highlights import Color, Highlight, Note
from reader.text.model.selectors import Selector, describe
from reader.text.spans import Span


def _entry(
    title: str = "Titre", date: str = "", share: float = 0.0, *, opened: bool = False, author: str = ""
) -> CatalogEntry:
    return CatalogEntry(
        "0123456789", title, author, date, 5, share, opened, 3, 1, True, False, "nom", "2024-01-01T00:00:00Z"
    )


def _highlight(selector: Selector, note: str | None = None) -> Highlight:
    saved_note = None if note is None else Note(note, "2024", "2024")
    return Highlight("h", "a", selector, Color.BLUE, "2024-01", "2024-02", saved_note)


def test_article_table_has_the_title_last() -> None:
    lines = list(
        article_lines([_entry(date="2023-07", share=0.5, opened=True, author="Qui"), _entry("漢字", "令和五年")])
    )
    assert lines == [
        "ID        READ  MARKS  ENGLISH  DATE      TITLE",
        "01234567  50 %  3      yes      2023-07   Titre (Qui)",
        "01234567  –     3      yes      令和五年  漢字",
    ]


@given(st.lists(st.builds(_entry, st.text(st.characters(categories=("L", "Zs"))), st.text(st.sampled_from("ab漢é")))))
def test_titles_are_aligned(entries: list[CatalogEntry]) -> None:
    head, *rows = article_lines(entries)
    at = cell_width(head[: head.index("TITLE")])
    for entry, row in zip(entries, rows, strict=True):
        assert row.endswith(entry.title)
        assert cell_width(row[: len(row) - len(entry.title)]) == at


def test_article_json() -> None:
    values = json.loads(json.dumps(article_json(_entry(share=1 / 3))))
    assert values["id"] == "0123456789"
    assert values["read"] == 0.3333
    assert set(values) == {
        "id", "title", "author", "date", "name", "words", "read", "opened", "highlights", "notes", "english", "archived", "added",
            "language",
    }  # fmt: skip


def test_highlights_with_notes_and_lost_ones() -> None:
    article = Article("a" * 12, "Titre", "Un chien.\n\nDeux.")
    there = _highlight(describe(article.text, Span(3, 15)), "Ligne\n\nautre")
    lost = _highlight(Selector("zzzzzzzzzzzzzzzzzzzzzzzz", "", "", 3))
    assert list(mark_lines(article, [there, lost])) == [
        "Titre (aaaaaaaa)",
        "  [blue] “chien. Deux”",
        "    Note: Ligne",
        "",
        "    autre",
        "  [blue] “zzzzzzzzzzzzzzzzzzzzzzzz” (text not found)",
    ]
    found = mark_json(article, there)
    assert article.text[found["start"] : found["end"]] == found["quotation"] == "chien.\n\nDeux"
    assert found["note"] == "Ligne\n\nautre"
    assert mark_json(article, lost)["start"] is None


@pytest.mark.parametrize(("share", "expected"), [(0.0, 0), (1e-9, 1), (0.5, 50), (0.9999, 99), (1.0, 100), (2.0, 100)])
def test_percent_is_100_only_when_all_is_read(share: float, expected: int) -> None:
    assert percent(share) == expected


@given(st.floats(0, 1), st.floats(0, 1))
def test_percent_is_monotonic(one: float, other: float) -> None:
    assert (percent(one) <= percent(other)) or one > other


def test_cell_width() -> None:
    assert [cell_width(word) for word in ("", "abc", "é", "e\u0301", "漢字")] == [0, 3, 1, 1, 4]
