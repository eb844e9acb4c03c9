"""Renders one row of the layout as a strip of cells.

Precedence over a word: word at the cursor, selection, highlight (shortest first), search hit,
current sentence. Every color has a second cue: a highlight has a gutter bar, and an underline in
low-color terminals. The translation of highlighted text is underlined in any style.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from textual.strip import Strip

from reader.text.spans import Span
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.columns import ColumnMode
from reader.ui.spread.line_breaking import visible_line
from reader.ui.spread.spread import RowKind, Side
from reader.ui.widgets.gutter_signs import GutterSigns
from reader.ui.widgets.styles import RenderStyle, safe_segment, style, with_bold, with_underline

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

    from reader.text.model.article import Article
    from reader.text.model.translation_status import TranslationStatus
    from reader.ui.spread.columns import Columns
    from reader.ui.spread.spread import Row
    from reader.ui.spread.typesetting import LineAdjustment
    from reader.ui.widgets.decorations import Decorations
    from reader.ui.widgets.translated_highlights import TranslatedHighlights

HIGHLIGHT_BAR, NOTE_DAGGER = "┃", "†"
"""Gutter signs: a line with a highlight, a line on which a note begins."""


class RowRenderer:
    """Renders the rows of one spread in one style."""

    def __init__(
        self,
        render_style: RenderStyle,
        columns: Columns,
        french: Article,
        english: Article | None,
        statuses: tuple[TranslationStatus, ...] = (),
    ) -> None:
        self.translated_highlights: TranslatedHighlights | None = None
        """The translation of highlighted text; None if it is not looked up."""
        self._render_style = render_style
        self._columns = columns
        self._french = french
        self._english = english
        self._signs = GutterSigns(columns, french, english, statuses)
        self._texts = {Side.FRENCH: french.text, Side.ENGLISH: english.text if english is not None else ""}
        roles = render_style.roles
        self._blank = style(roles.text, roles.background)

    def render(self, row: Row, decorations: Decorations) -> Strip:
        """Return a whole row, ``columns.width`` cells wide."""
        columns, roles = self._columns, self._render_style.roles
        segments: list[Segment] = []
        x = 0

        def pad(to: int) -> None:
            nonlocal x
            if to > x:
                segments.append(safe_segment(" " * (to - x), self._blank))
                x = to

        def put(parts: list[Segment]) -> None:
            nonlocal x
            segments.extend(parts)
            x += sum(cells(part.text) for part in parts)

        if row.kind is RowKind.TEXT:
            at, sign = self._signs.sign_on(row)
            if sign and at < columns.gutter_x:
                pad(at)
                put([self._sign_segment(sign)])
            heading = self._french.is_heading(row.paragraph)
            if row.french is not None:
                gutter = self._gutter(row.french, decorations)
                if gutter is not None and columns.gutter_x >= 0:
                    pad(columns.gutter_x)
                    put([gutter])
                elif sign and at == columns.gutter_x:
                    pad(at)
                    put([self._sign_segment(sign)])
                pad(columns.french_x)
                put(self._line_segments(Side.FRENCH, row.french, row.french_adjustment, decorations, heading=heading))
            if sign and at >= x:
                pad(at)
                put([self._sign_segment(sign)])
            if row.english is not None:
                pad(columns.english_x)
                translated = self._translated_highlights_on(row.paragraph, row.english)
                put(
                    self._line_segments(
                        Side.ENGLISH, row.english, row.english_adjustment, decorations, translated, heading=heading
                    )
                )
            if row.hint is not None and row.x is not None:
                pad(row.x)
                put(
                    [
                        safe_segment(
                            visible_line(row.text, row.hint.start, row.hint.end), style(roles.muted, roles.background)
                        )
                    ]
                )
        elif row.kind in {RowKind.TITLE, RowKind.META, RowKind.HINT} and row.french is not None:
            bold = row.kind is RowKind.TITLE
            pad(row.x if row.x is not None else columns.french_x)
            color = roles.text if bold else roles.muted
            put(
                [
                    safe_segment(
                        visible_line(row.text, row.french.start, row.french.end),
                        style(color, roles.background, bold=bold),
                    )
                ]
            )
        pad(columns.width)
        return Strip(segments).adjust_cell_length(columns.width, self._blank)

    def _gutter(self, line: Span, decorations: Decorations) -> Segment | None:
        roles = self._render_style.roles
        if decorations.highlights.has_note_start_on(line):
            return safe_segment(NOTE_DAGGER, style(roles.accent, roles.background, bold=roles.ansi))
        for _, indexes in decorations.highlights.runs_on(line):
            return safe_segment(
                HIGHLIGHT_BAR,
                style(roles.bar(decorations.highlights.highlights[indexes[0]].highlight.color), roles.background),
            )
        return None

    def _sign_segment(self, sign: str) -> Segment:
        return safe_segment(sign, style(self._render_style.roles.muted, self._render_style.roles.background))

    def _translated_highlights_on(self, paragraph: int, line: Span) -> tuple[Span, ...]:
        paragraphs = self._french.paragraphs
        if self.translated_highlights is None or not 0 <= paragraph < len(paragraphs):
            return ()
        french = paragraphs[paragraph]
        if (
            self._render_style.underline_cues
            and self._columns.mode is not ColumnMode.ENGLISH
            and self.translated_highlights.is_fully_highlighted(paragraph, french)
        ):
            # The bar alone shows a fully highlighted paragraph; underlining both columns adds
            # nothing.
            return ()
        return self.translated_highlights.on_line(paragraph, french, line)

    def _line_segments(
        self,
        side: Side,
        line: Span,
        finish: LineAdjustment,
        decorations: Decorations,
        translated: tuple[Span, ...] = (),
        *,
        heading: bool,
    ) -> list[Segment]:
        """Return the text of one line, split where the style changes.

        A space widened for justification has one style throughout.
        """
        text = self._texts[side]
        if not line:
            return []
        cuts = {line.start, line.end}
        spans: list[Span] = []
        if decorations.selection_side is side:
            spans.append(decorations.selection)
        runs: list[tuple[Span, tuple[int, ...]]] = []
        if side is Side.FRENCH:
            runs = list(decorations.highlights.runs_on(line))
            spans += [span for span, _ in runs]
        spans += translated
        spans += [decorations.word, decorations.sentence] if decorations.side is side else [decorations.counterpart]
        if decorations.hits_side is side:
            spans += self._hits_on(line, decorations)
        for span in spans:
            if span.overlaps(line):
                cuts.update((max(line.start, span.start), min(line.end, span.end)))
        edges = sorted(cuts)
        parts: list[Segment] = []
        for start, end in pairwise(edges):
            visible = visible_line(text, start, end, ends_line=end == line.end, adjustment=finish)
            if visible:
                run_style = self._style(side, Span(start, end), decorations, runs)
                if heading:
                    run_style = with_bold(run_style)
                if any(start in span for span in translated):
                    run_style = with_underline(run_style)
                parts.append(safe_segment(visible, run_style))
        return parts

    def _hits_on(self, line: Span, decorations: Decorations) -> list[Span]:
        if not decorations.hits:
            return []
        index = max(0, bisect_right(decorations.hits, Span(line.start, line.start)) - 1)
        found = []
        while index < len(decorations.hits) and decorations.hits[index].start < line.end:
            found.append(decorations.hits[index])
            index += 1
        return found

    def _style(
        self, side: Side, run: Span, decorations: Decorations, runs: list[tuple[Span, tuple[int, ...]]]
    ) -> Style:
        roles, cues = self._render_style.roles, self._render_style.underline_cues
        color = roles.text if side is Side.FRENCH else roles.english
        indexes = next((run_indexes for span, run_indexes in runs if run.start in span), ())
        underline = bool(indexes) and cues
        bold = len(indexes) > 1 and cues
        if decorations.side is side and run.start in decorations.word:
            return style(roles.text, roles.background, reverse=True, underline=underline, bold=bold)
        if decorations.selection_side is side and run.start in decorations.selection:
            if roles.ansi:
                return style(color, roles.background, reverse=True, underline=underline)
            return style(roles.text, roles.selection, underline=underline)
        if indexes:
            colors = [decorations.highlights.highlights[index].highlight.color for index in indexes[:2]]
            background = roles.tint(colors[0]) if len(colors) == 1 else roles.overlap(colors[0], colors[1])
            return style(color, background, underline=underline, bold=bold)
        if decorations.hits_side is side and self._is_hit(run, decorations):
            return style(color, roles.search_hit, bold=True, italic=cues)
        if run.start in (decorations.sentence if decorations.side is side else decorations.counterpart):
            # There is no second background in the terminal's own colors: both sentences are bold.
            return style(roles.text, roles.current_sentence, bold=roles.ansi and bool(decorations.counterpart))
        return style(color, roles.background)

    @staticmethod
    def _is_hit(run: Span, decorations: Decorations) -> bool:
        index = bisect_right(decorations.hits, Span(run.start, 1 << 62)) - 1
        return index >= 0 and run.start in decorations.hits[index]
