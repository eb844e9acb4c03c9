"""Articles as plain text, with highlights inserted."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.plain_text import MISSING_TRANSLATION, Content, Layout, render_article
from reader.text.model.article import SEPARATOR, Article
from reader.text.model.highlights import AnchoredHighlight, Color, Highlight, Note, Orphan
from reader.text.model.selectors import Anchor, Selector
from reader.text.spans import Span

ARTICLE = Article("a", "Le titre", "Un chien noir.\n\nDeux chats gris.\n\nTrois.", "Qui", "2023-07", "Le Journal")
ENGLISH = ("A black dog.", "", "Three.")


def _cut(text: str, width: int, english: bool) -> list[str]:
    assert width >= 1
    return textwrap.wrap(text, width) or [""]


def _mark(
    start: int, end: int, color: Color = Color.YELLOW, note: str | None = None, identity: str = ""
) -> AnchoredHighlight:
    saved_note = None if note is None else Note(note, "2024", "2024")
    highlight = Highlight(
        identity or f"{start}-{end}", "a", Selector("", "", "", start), color, "2024", "2024", saved_note
    )
    return AnchoredHighlight(highlight, Anchor(Span(start, end), 1.0))


def _lines(
    *marks: AnchoredHighlight,
    content: Content = Content.FRENCH,
    width: int | None = None,
    with_highlights: bool = True,
    orphans: tuple[Orphan, ...] = (),
    article: Article = ARTICLE,
) -> list[str]:
    layout = Layout(content, width)
    return list(
        render_article(article, ENGLISH, marks if with_highlights else None, orphans, layout=layout, break_lines=_cut)
    )


def test_french_alone() -> None:
    assert _lines() == [
        "Le titre",
        "Qui · juillet 2023 · Le Journal",
        "",
        "Un chien noir.",
        "",
        "Deux chats gris.",
        "",
        "Trois.",
    ]


def test_english_alone_marks_missing_translations() -> None:
    assert _lines(content=Content.ENGLISH)[3::2] == ["A black dog.", MISSING_TRANSLATION, "Three."]


def test_translation_below_each_paragraph() -> None:
    assert _lines(content=Content.BOTH)[2:8] == [
        "",
        "Un chien noir.",
        "  A black dog.",
        "",
        "Deux chats gris.",
        f"  {MISSING_TRANSLATION}",
    ]


def test_unknown_metadata_is_omitted() -> None:
    assert _lines(article=Article("a", "T", "Un."))[:3] == ["T", "", "Un."]
    assert _lines(article=Article("a", "T", "")) == ["T"]


def test_lines_fit_the_width_with_indent() -> None:
    lines = _lines(content=Content.BOTH, width=10)
    assert max(map(len, lines)) <= 10
    assert "  A black" in lines
    assert "  dog." in lines


def test_highlight_is_inserted_and_its_note_follows() -> None:
    lines = _lines(_mark(3, 8, note="Quel chien ?\n\nLe mien."), _mark(0, 2, Color.BLUE))
    assert lines[3:8] == ["[1 blue: Un] [2 yellow: chien] noir.", "  Note 2: Quel chien ?", "", "  Le mien.", ""]


def test_highlights_are_optional() -> None:
    mark = _mark(3, 8, note="N")
    assert _lines(mark, with_highlights=False, orphans=(Orphan(mark.highlight),)) == _lines()


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 8), (3, 8)], "[1 yellow: Un [2 yellow: chien]] noir."),
        ([(0, 8), (0, 2)], "[1 yellow: [2 yellow: Un] chien] noir."),
        ([(0, 8), (3, 13)], "[1 yellow: Un [2 yellow: chien 1] noir]."),
        ([(0, 2), (2, 8)], "[1 yellow: Un][2 yellow:  chien] noir."),
        ([(0, 14)], "[1 yellow: Un chien noir.]"),
        ([(0, 8), (0, 8)], "[1 yellow: [2 yellow: Un chien]] noir."),
        ([(0, 8), (2, 10), (3, 13)], "[1 yellow: Un[2 yellow:  [3 yellow: chien 1] n 2]oir]."),
    ],
)
def test_overlapping_highlights_stay_readable(spans: list[tuple[int, int]], expected: str) -> None:
    marks = [_mark(start, end, identity=str(number)) for number, (start, end) in enumerate(spans)]
    assert _lines(*marks)[3] == expected


def test_highlight_across_paragraphs_continues() -> None:
    lines = _lines(_mark(9, 20, note="Deux"))
    assert lines[3] == "Un chien [1 yellow: noir.]"
    assert lines[5] == "[1 yellow, continued: Deux] chats gris."
    assert lines[6] == "  Note 1: Deux"


def test_english_alone_quotes_highlighted_text() -> None:
    lines = _lines(_mark(3, 8, Color.PINK, note="N"), _mark(9, 20), content=Content.ENGLISH)
    assert lines[3:6] == ["A black dog.", "  [1 pink: chien]", "  Note 1: N"]
    assert "  [2 yellow: noir. Deux]" in lines


def test_orphans_are_listed_at_the_end() -> None:
    lost = Highlight("o", "a", Selector("mots\n\nperdus", "", "", 3), Color.GREEN, "2024", "2024", Note("Où ?", "", ""))
    assert _lines(orphans=(Orphan(lost),))[-4:] == [
        "",
        "Highlights whose text was not found:",
        "  [green: mots perdus]",
        "  Note: Où ?",
    ]


_paragraphs = st.lists(st.text(st.sampled_from("abcé \u202f"), min_size=1, max_size=30), min_size=1, max_size=4)


@given(paragraphs=_paragraphs, data=st.data(), width=st.one_of(st.none(), st.integers(3, 20)))
def test_text_is_preserved_and_brackets_are_balanced(
    paragraphs: list[str], data: st.DataObject, width: int | None
) -> None:
    article = Article("a", "T", SEPARATOR.join(paragraphs))
    places = st.integers(0, len(article.text))
    spans = data.draw(
        st.lists(st.tuples(places, places).map(sorted).filter(lambda ends: ends[0] < ends[1]), max_size=6)
    )
    marks = [_mark(start, end, identity=str(number)) for number, (start, end) in enumerate(spans)]

    def unbroken(text: str, width: int, english: bool) -> list[str]:
        return [text[start : start + width] for start in range(0, len(text), width)]

    lines = list(render_article(article, [], marks, (), layout=Layout(width=width), break_lines=unbroken))
    blocks = "\n".join(lines[1:]).split("\n\n")
    assert lines[1] == ""
    printed = "".join(lines[2:])
    assert printed.count("[") == printed.count("]")
    without_marks = re.sub(r"\[\d+ yellow(?:, continued)?: | \d+\]|\]", "", printed)
    assert without_marks == "".join(article.paragraph(index) for index in range(len(article.paragraphs)))
    if width is None:
        assert len(blocks) >= 1
        assert all(line.count("[") == line.count("]") for line in lines)
    for number, mark in enumerate(sorted(marks, key=lambda mark: (mark.anchor.span.start, -mark.anchor.span.end)), 1):
        covers = any(mark.anchor.span.overlaps(span) for span in article.paragraphs)
        assert (f"[{number} yellow" in printed) == covers
