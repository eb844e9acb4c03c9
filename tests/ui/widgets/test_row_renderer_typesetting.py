"""Rendering of justified and hyphenated lines: widened spaces and hyphens have the right style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import snap_back
from reader.text.model.article import Article
from reader.text.spans import Span
from reader.ui.spread import cell_offsets
from reader.ui.spread.cell_widths import cells, iter_clusters
from reader.ui.spread.columns import compute_columns
from reader.ui.spread.line_breaking import visible_line
from reader.ui.spread.spread import RowKind, Side, Spread
from reader.ui.spread.typesetting import Typesetting
from reader.ui.widgets.decorations import Decorations
from reader.ui.widgets.row_renderer import RowRenderer
from reader.ui.widgets.styles import RenderStyle
from tests.ui.spread.strategies import prose, quick_settings, typesettings

if TYPE_CHECKING:
    from rich.style import Style

    from reader.ui.spread.spread import Row

TEXT = "Devant l’ambassade, un garde attendait patiemment le départ des derniers visiteurs, sans aucune impatience."
WIDTH = 30
WORD = re.compile(r"(?<![^ ])[a-z]")


def _rendered(spread: Spread, row: Row, decorations: Decorations) -> list[tuple[str, Style | None]]:
    """Return the grapheme and style of every cell; "" for the second half of a wide one."""
    strip = RowRenderer(RenderStyle(), spread.columns, spread.french, spread.english).render(row, decorations)
    found: list[tuple[str, Style | None]] = []
    for part in strip:
        for start, end, width in iter_clusters(part.text):
            found.append((part.text[start:end], part.style))
            found += [("", part.style)] * (width - 1)
    return found


def _spread(text: str, typesetting: Typesetting, width: int = WIDTH, english: str = "") -> Spread:
    facing = Article("a", "Titre", english) if english else None
    return Spread(
        Article("a", "Titre", text), facing, compute_columns(width, 66, bool(english)), typesetting=typesetting
    )


def test_a_selection_includes_widened_spaces() -> None:
    spread = _spread(TEXT, Typesetting(hyphenated=True, justified=True))
    start, end = TEXT.index("garde"), TEXT.index("départ")
    decorations = Decorations(selection_side=Side.FRENCH, selection=Span(start, end))
    selected = RenderStyle().roles.selection
    seen = ""
    for _, row in spread.rows_from(spread.first, 50):
        for character, style in _rendered(spread, row, decorations):
            if style is not None and style.bgcolor is not None and style.bgcolor.name == selected:
                seen += character
    assert "attendait   patiemment    le" in seen
    assert seen.replace(" ", "").replace("-", "") == TEXT[start:end].replace(" ", "")


def test_the_cursor_word_includes_its_hyphen() -> None:
    spread = _spread(TEXT, Typesetting(hyphenated=True), width=17)
    start = TEXT.index("ambassade")
    decorations = Decorations(word=Span(start, start + len("ambassade")))
    rows = [_rendered(spread, row, decorations) for _, row in spread.rows_from(spread.first, 4)]
    reversed_cells = ["".join(c for c, style in row if style is not None and style.reverse) for row in rows]
    assert [found for found in reversed_cells if found] == ["ambas-", "sade"]


@quick_settings
@given(prose, prose, typesettings, st.integers(20, 140), st.data())
def test_rendered_cells_match_cell_offsets(
    text: str, english: str, typesetting: Typesetting, width: int, data: st.DataObject
) -> None:
    spread = _spread(text, typesetting, width, english)
    ends = sorted(snap_back(text, data.draw(st.integers(0, len(text)))) for _ in range(2))
    decorations = Decorations(selection_side=Side.FRENCH, selection=Span(*ends))
    for _, row in spread.rows_from(spread.first, 12):
        if row.kind is not RowKind.TEXT:
            continue
        rendered = _rendered(spread, row, decorations)
        assert len(rendered) == spread.columns.width
        for side, x in ((Side.FRENCH, spread.columns.french_x), (Side.ENGLISH, spread.columns.english_x)):
            line, article = row.line(side), spread.text_of(side)
            if not line or article is None:
                continue
            shown = visible_line(article.text, line.start, line.end, adjustment=row.adjustment(side))
            assert "".join(grapheme for grapheme, _ in rendered[x : x + cells(shown)]) == shown
            for offset in (found.start() + line.start for found in WORD.finditer(line.of(article.text))):
                cell = cell_offsets.cell_of(article.text, line.start, line.end, offset, row.adjustment(side))
                assert rendered[x + cell][0][0] == article.text[offset]
