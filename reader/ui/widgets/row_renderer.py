"""Painter: turns one row of the layout into one strip of cells.

Over a word the strongest look wins: the word under the caret, then the passage being selected, then a highlight (the shortest, where
several lie over each other), then what a search found, then the paper of the sentence being read. Each look that is
told by color has a second cue: a highlight has a bar in the gutter, and an underline where colors are few. English that answers
a highlighted sentence is underlined, whatever else it looks like.
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
"""The gutter's signs: a line with a highlight, a line on which a note begins."""


class RowRenderer:
    """Paints the rows of one spread with one ink."""

    def __init__(
        self,
        render_style: RenderStyle,
        columns: Columns,
        french: Article,
        english: Article | None,
        statuses: tuple[TranslationStatus, ...] = (),
    ) -> None:
        self.translated_highlights: TranslatedHighlights | None = None
        """What the highlights come to on the English side; None: they are not looked for."""
        self._render_style = render_style
        self._columns = columns
        self._french = french
        self._english = english
        self._signs = GutterSigns(columns, french, english, statuses)
        self._texts = {Side.FRENCH: french.text, Side.ENGLISH: english.text if english is not None else ""}
        roles = render_style.roles
        self._blank = style(roles.text, roles.background)

    def render(self, row: Row, decorations: Decorations) -> Strip:
        """Return a whole row of the page, ``geometry.width`` cells."""
        geometry, roles = self._columns, self._render_style.roles
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
            if sign and at < geometry.gutter_x:
                pad(at)
                put([self._sign_segment(sign)])
            heading = self._french.is_heading(row.paragraph)
            if row.french is not None:
                gutter = self._gutter(row.french, decorations)
                if gutter is not None and geometry.gutter_x >= 0:
                    pad(geometry.gutter_x)
                    put([gutter])
                elif sign and at == geometry.gutter_x:
                    pad(at)
                    put([self._sign_segment(sign)])
                pad(geometry.french_x)
                put(self._line_segments(Side.FRENCH, row.french, row.french_adjustment, decorations, heading=heading))
            if sign and at >= x:
                pad(at)
                put([self._sign_segment(sign)])
            if row.english is not None:
                pad(geometry.english_x)
                traces = self._translated_highlights_on(row.paragraph, row.english)
                put(
                    self._line_segments(
                        Side.ENGLISH, row.english, row.english_adjustment, decorations, traces, heading=heading
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
            pad(row.x if row.x is not None else geometry.french_x)
            color = roles.text if bold else roles.muted
            put(
                [
                    safe_segment(
                        visible_line(row.text, row.french.start, row.french.end),
                        style(color, roles.background, bold=bold),
                    )
                ]
            )
        pad(geometry.width)
        return Strip(segments).adjust_cell_length(geometry.width, self._blank)

    def _gutter(self, line: Span, look: Decorations) -> Segment | None:
        roles = self._render_style.roles
        if look.highlights.has_note_start_on(line):
            return safe_segment(NOTE_DAGGER, style(roles.accent, roles.background, bold=roles.ansi))
        for _, over in look.highlights.runs_on(line):
            return safe_segment(
                HIGHLIGHT_BAR, style(roles.bar(look.highlights.highlights[over[0]].highlight.color), roles.background)
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
            # Underlined lines face underlined lines, and say no more than the bar does: all of this paragraph.
            return ()
        return self.translated_highlights.on_line(paragraph, french, line)

    def _line_segments(
        self,
        side: Side,
        line: Span,
        finish: LineAdjustment,
        look: Decorations,
        traces: tuple[Span, ...] = (),
        *,
        heading: bool,
    ) -> list[Segment]:
        """Return the words of one line, cut where the look changes; a widened gap looks all over like its space."""
        text = self._texts[side]
        if not line:
            return []
        cuts = {line.start, line.end}
        spans: list[Span] = []
        if look.selection_side is side:
            spans.append(look.selection)
        runs: list[tuple[Span, tuple[int, ...]]] = []
        if side is Side.FRENCH:
            runs = list(look.highlights.runs_on(line))
            spans += [span for span, _ in runs]
        spans += traces
        spans += [look.word, look.sentence] if look.side is side else [look.counterpart]
        if look.hits_side is side:
            spans += self._hits_on(line, look)
        for span in spans:
            if span.overlaps(line):
                cuts.update((max(line.start, span.start), min(line.end, span.end)))
        edges = sorted(cuts)
        parts: list[Segment] = []
        for start, end in pairwise(edges):
            words = visible_line(text, start, end, ends_line=end == line.end, adjustment=finish)
            if words:
                drawn_as = self._style(side, Span(start, end), look, runs)
                if heading:
                    drawn_as = with_bold(drawn_as)
                if any(start in trace for trace in traces):
                    drawn_as = with_underline(drawn_as)
                parts.append(safe_segment(words, drawn_as))
        return parts

    def _hits_on(self, line: Span, look: Decorations) -> list[Span]:
        if not look.hits:
            return []
        index = max(0, bisect_right(look.hits, Span(line.start, line.start)) - 1)
        found = []
        while index < len(look.hits) and look.hits[index].start < line.end:
            found.append(look.hits[index])
            index += 1
        return found

    def _style(self, side: Side, run: Span, look: Decorations, runs: list[tuple[Span, tuple[int, ...]]]) -> Style:
        roles, cues = self._render_style.roles, self._render_style.underline_cues
        color = roles.text if side is Side.FRENCH else roles.english
        over = next((marks for span, marks in runs if run.start in span), ())
        underline = bool(over) and cues
        bold = len(over) > 1 and cues
        if look.side is side and run.start in look.word:
            return style(roles.text, roles.background, reverse=True, underline=underline, bold=bold)
        if look.selection_side is side and run.start in look.selection:
            if roles.ansi:
                return style(color, roles.background, reverse=True, underline=underline)
            return style(roles.text, roles.selection, underline=underline)
        if over:
            colors = [look.highlights.highlights[index].highlight.color for index in over[:2]]
            ground = roles.tint(colors[0]) if len(colors) == 1 else roles.overlap(colors[0], colors[1])
            return style(color, ground, underline=underline, bold=bold)
        if look.hits_side is side and self._is_hit(run, look):
            return style(color, roles.search_hit, bold=True, italic=cues)
        if run.start in (look.sentence if look.side is side else look.counterpart):
            # Where the terminal's own colors are used there is no other paper: the two that answer each other are bold.
            return style(roles.text, roles.current_sentence, bold=roles.ansi and bool(look.counterpart))
        return style(color, roles.background)

    @staticmethod
    def _is_hit(run: Span, look: Decorations) -> bool:
        index = bisect_right(look.hits, Span(run.start, 1 << 62)) - 1
        return index >= 0 and run.start in look.hits[index]
