"""Decorations and renderer, compared with a model that handles each character separately."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.model.highlights import AnchoredHighlight, Color, Highlight, Note, layers
from reader.text.model.selectors import Anchor, Selector
from reader.text.spans import Span
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.columns import compute_columns
from reader.ui.spread.spread import RowKind, Side, Spread
from reader.ui.theme.themes import PAPIER
from reader.ui.widgets.decorations import Decorations, HighlightIndex, changed_highlight_spans, symmetric_difference
from reader.ui.widgets.row_renderer import HIGHLIGHT_BAR, NOTE_DAGGER, RowRenderer
from reader.ui.widgets.styles import RenderStyle
from tests.ui.spread.strategies import article, spreads

if TYPE_CHECKING:
    import pytest
    from rich.style import Style

LENGTH = 60
spans = st.tuples(st.integers(0, LENGTH), st.integers(0, 25)).map(lambda pair: Span(pair[0], min(LENGTH, sum(pair))))


@st.composite
def anchored(draw: st.DrawFn) -> tuple[AnchoredHighlight, ...]:
    found = []
    for index, span in enumerate(draw(st.lists(spans.filter(bool), max_size=6))):
        note = Note("n", "", "") if draw(st.booleans()) else None
        selector = Selector("x", "", "", span.start)
        highlight = Highlight(str(index), "a", selector, draw(st.sampled_from(Color)), "", "", note)
        found.append(AnchoredHighlight(highlight, Anchor(span, 1.0)))
    return tuple(sorted(found, key=lambda mark: mark.anchor.span))


@given(anchored(), spans.filter(bool))
def test_runs_on_a_line_equal_those_of_the_whole_text(highlights: tuple[AnchoredHighlight, ...], line: Span) -> None:
    found = [(span.clip(line), over) for span, over in HighlightIndex(highlights).runs_on(line)]
    whole = layers([mark.anchor.span for mark in highlights])
    assert found == [(span.clip(line), over) for span, over in whole if span.overlaps(line)]


def test_a_line_examines_only_its_own_highlights(monkeypatch: pytest.MonkeyPatch) -> None:
    highlights = tuple(
        AnchoredHighlight(
            Highlight(str(n), "a", Selector("x", "", "", n), Color.BLUE, "", ""), Anchor(Span(n, n + 3), 1.0)
        )
        for n in range(0, 20_000, 10)
    )
    counts: list[int] = []

    def counted(spans: list[Span]) -> list[tuple[Span, tuple[int, ...]]]:
        counts.append(len(spans))
        return layers(spans)

    monkeypatch.setattr("reader.ui.widgets.decorations.layers", counted)
    assert len(list(HighlightIndex(highlights).runs_on(Span(10_000, 10_060)))) == 6
    assert counts == [6]


def test_identical_highlights_are_unchanged() -> None:
    one, two, three = (
        AnchoredHighlight(
            Highlight(str(n), "a", Selector("x", "", "", n), Color.BLUE, "", ""), Anchor(Span(n, n + 3), 1.0)
        )
        for n in (1, 10, 20)
    )
    assert changed_highlight_spans((one, two), (one, two)) == set()
    assert changed_highlight_spans((one, two), (one, three)) == {Span(10, 13), Span(20, 23)}


@given(anchored(), spans)
def test_note_start_on_a_line(highlights: tuple[AnchoredHighlight, ...], line: Span) -> None:
    begins = any(mark.highlight.note and mark.anchor.span.start in line for mark in highlights)
    assert HighlightIndex(highlights).has_note_start_on(line) is begins


@given(spans, spans)
def test_symmetric_difference(one: Span, other: Span) -> None:
    inside = {offset for span in symmetric_difference(one, other) for offset in range(span.start, span.end)}
    assert inside == set(range(one.start, one.end)) ^ set(range(other.start, other.end))


def batched(offsets: list[int]) -> list[tuple[int, int]]:
    """Return every two offsets as a pair, dropping a last single one."""
    return list(zip(offsets[::2], offsets[1::2], strict=False))


any_decorations = st.builds(
    Decorations,
    highlights=anchored().map(HighlightIndex),
    word=spans,
    sentence=spans,
    selection_side=st.sampled_from([None, Side.FRENCH, Side.ENGLISH]),
    selection=spans,
    hits=st.lists(st.integers(0, LENGTH), max_size=6, unique=True).map(
        lambda ends: tuple(Span(*pair) for pair in batched(sorted(ends)))
    ),
)
TEXT = article("abcdefghij klmnopqrst uvwxyzabcd efghijklmn opqrstuvwx yzabcdefgh")
ENGLISH = article("ABCDEFGHIJ KLMNOPQRST UVWXYZABCD EFGHIJKLMN OPQRSTUVWX YZABCDEFGH")


def _model(decorations: Decorations, side: Side, offset: int) -> tuple[str | None, bool]:
    """Return the background of a character and whether it is reversed, by the renderer's rule."""
    over = sorted(
        (mark for mark in decorations.highlights.highlights if offset in mark.anchor.span),
        key=lambda mark: (
            len(mark.anchor.span),
            -mark.anchor.span.start,
            -decorations.highlights.highlights.index(mark),
        ),
    )
    french = side is Side.FRENCH
    if french and offset in decorations.word:
        return PAPIER.background, True
    if decorations.selection_side is side and offset in decorations.selection:
        return PAPIER.selection, False
    if french and over:
        colors = [mark.highlight.color for mark in over]
        return (PAPIER.tint(colors[0]) if len(over) == 1 else PAPIER.overlap(colors[0], colors[1])), False
    if french and any(offset in hit for hit in decorations.hits):
        return PAPIER.search_hit, False
    if french and offset in decorations.sentence:
        return PAPIER.current_sentence, False
    return PAPIER.background, False


@given(any_decorations, st.sampled_from([(120, True), (60, True), (50, False)]))
@settings(max_examples=80, deadline=None)
def test_each_character_has_the_style_of_highest_precedence(decorations: Decorations, shape: tuple[int, bool]) -> None:
    layout = Spread(TEXT, ENGLISH, compute_columns(shape[0], 40, shape[1]))
    renderer = RowRenderer(RenderStyle(PAPIER), layout.columns, TEXT, ENGLISH)
    for _, row in layout.rows_from(layout.first, 40):
        if row.kind is not RowKind.TEXT:
            continue
        rendered = _cells(renderer, row, decorations)
        for side, x in ((Side.FRENCH, layout.columns.french_x), (Side.ENGLISH, layout.columns.english_x)):
            line = row.line(side)
            text = TEXT.text if side is Side.FRENCH else ENGLISH.text
            for offset in range(line.start, line.end) if line else ():
                assert line is not None
                char, style = rendered[x + offset - line.start]
                assert char == text[offset]
                assert style.bgcolor is not None
                assert (style.bgcolor.triplet.hex if style.bgcolor.triplet else None, bool(style.reverse)) == _model(
                    decorations, side, offset
                )
        if row.french is not None:
            sign = rendered[layout.columns.gutter_x][0]
            marked = any(mark.anchor.span.overlaps(row.french) for mark in decorations.highlights.highlights)
            assert sign == (
                NOTE_DAGGER
                if decorations.highlights.has_note_start_on(row.french)
                else HIGHLIGHT_BAR
                if marked
                else " "
            )


def _cells(renderer: RowRenderer, row: object, decorations: Decorations) -> list[tuple[str, Style]]:
    strip = renderer.render(row, decorations)  # type: ignore[arg-type]  # a Row
    return [(char, segment.style) for segment in strip for char in segment.text if segment.style is not None]


@given(spreads(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_strip_has_the_full_width(layout: Spread, cues: bool) -> None:
    renderer = RowRenderer(RenderStyle(PAPIER, underline_cues=cues), layout.columns, layout.french, layout.english)
    whole = Span(0, len(layout.french.text))
    for decorations in (
        Decorations(),
        Decorations(word=whole),
        Decorations(sentence=whole, selection=whole, selection_side=Side.ENGLISH),
    ):
        for _, row in layout.rows_from(layout.first, 60):
            strip = renderer.render(row, decorations)
            assert strip.cell_length == layout.columns.width
            assert sum(cells(segment.text) for segment in strip) == layout.columns.width


@given(any_decorations, any_decorations)
@settings(max_examples=80, deadline=None)
def test_rows_outside_the_difference_are_rendered_alike(one: Decorations, other: Decorations) -> None:
    """With equal highlights and hits, rows outside ``difference`` are rendered alike."""
    other = replace(other, highlights=one.highlights, hits=one.hits)
    touched = other.difference(one)
    if touched is None:
        return
    layout = Spread(TEXT, ENGLISH, compute_columns(120, 40, english=True))
    renderer = RowRenderer(RenderStyle(PAPIER), layout.columns, TEXT, ENGLISH)
    for _, row in layout.rows_from(layout.first, 40):
        lines = [line for line in (row.line(Side.FRENCH), row.line(Side.ENGLISH)) if line]
        if not any(line.overlaps(span) for line in lines for span in touched):
            assert _cells(renderer, row, one) == _cells(renderer, row, other)
