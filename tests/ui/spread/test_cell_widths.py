"""Layout and terminal agree on every width."""

from __future__ import annotations

import re
import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.graphemes import clusters
from reader.ui.spread.cell_widths import (
    _SIMPLE,
    SINGLE_WIDTH_RUN,
    SOFT_HYPHEN,
    _simple_width,
    cells,
    iter_clusters,
    visible_cluster,
    visible_text,
)
from tests.ui.spread.strategies import paragraphs, quick_settings


def test_every_simple_character_has_the_width_that_rich_paints() -> None:
    fullmatch = re.compile(_SIMPLE).fullmatch
    simple = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000 and fullmatch(chr(code))]
    assert {c for c in simple if _simple_width(c) != cell_len(c)} == {SOFT_HYPHEN}
    assert _simple_width(SOFT_HYPHEN) == 0
    assert all(_simple_width(c) == 1 for c in simple if SINGLE_WIDTH_RUN.fullmatch(c))


def test_widths_by_example() -> None:
    cases = {
        "État": 4,
        "E\u0301tat": 4,
        "日本": 4,
        "👩‍👩‍👧": 2,
        "❤️": 2,
        "❤": 1,
        "co\u00adopé": 5,
        "a\u200bb\u2060c": 3,
        "\u202f»": 2,
        "": 0,
        "a\u200d": 1,
        "\u200da": 1,
    }
    assert {text: cells(text) for text in cases} == cases


@quick_settings
@given(paragraphs)
def test_painted_text_has_the_computed_width(text: str) -> None:
    assert cell_len(visible_text(text)) == cells(text)


@quick_settings
@given(paragraphs)
def test_widths_are_measured_by_graphemes(text: str) -> None:
    assert [(start, end) for start, end, _ in iter_clusters(text)] == clusters(text)
    assert all(width == visible_cluster(text[start:end])[1] for start, end, width in iter_clusters(text))


@quick_settings
@given(st.text(max_size=30))
def test_control_characters_are_not_painted(text: str) -> None:
    shown = visible_text(text)
    assert cell_len(shown) == cells(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)
