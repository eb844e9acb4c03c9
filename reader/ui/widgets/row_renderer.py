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
from reader.ui.spread.columns import Mode
from reader.ui.spread.line_breaking import drawn
from reader.ui.spread.spread import RowKind, Side
from reader.ui.widgets.gutter_signs import Signs
from reader.ui.widgets.styles import Ink, bolder, segment, style, underlined

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

    from reader.text.model.article import Article
    from reader.text.model.translation_status import EnglishState
    from reader.ui.spread.columns import Geometry
    from reader.ui.spread.spread import Row
    from reader.ui.spread.typesetting import Finish
    from reader.ui.widgets.decorations import Look
    from reader.ui.widgets.translated_highlights import Traces

BAR, DAGGER = "┃", "†"
"""The gutter's signs: a line with a highlight, a line on which a note begins."""


class Painter:
    """Paints the rows of one spread with one ink."""

    def __init__(
        self,
        ink: Ink,
        geometry: Geometry,
        french: Article,
        english: Article | None,
        states: tuple[EnglishState, ...] = (),
    ) -> None:
        self.traces: Traces | None = None
        """What the highlights come to on the English side; None: they are not looked for."""
        self._ink = ink
        self._geometry = geometry
        self._french = french
        self._english = english
        self._signs = Signs(geometry, french, english, states)
        self._texts = {Side.FRENCH: french.text, Side.ENGLISH: english.text if english is not None else ""}
        roles = ink.roles
        self._blank = style(roles.ink, roles.paper)

    def strip(self, row: Row, look: Look) -> Strip:
        """Return a whole row of the page, ``geometry.width`` cells."""
        geometry, roles = self._geometry, self._ink.roles
        segments: list[Segment] = []
        x = 0

        def pad(to: int) -> None:
            nonlocal x
            if to > x:
                segments.append(segment(" " * (to - x), self._blank))
                x = to

        def put(parts: list[Segment]) -> None:
            nonlocal x
            segments.extend(parts)
            x += sum(cells(part.text) for part in parts)

        if row.kind is RowKind.TEXT:
            at, sign = self._signs.of(row)
            if sign and at < geometry.gutter_x:
                pad(at)
                put([self._sign(sign)])
            heading = self._french.is_heading(row.paragraph)
            if row.french is not None:
                gutter = self._gutter(row.french, look)
                if gutter is not None and geometry.gutter_x >= 0:
                    pad(geometry.gutter_x)
                    put([gutter])
                elif sign and at == geometry.gutter_x:
                    pad(at)
                    put([self._sign(sign)])
                pad(geometry.french_x)
                put(self._line(Side.FRENCH, row.french, row.french_finish, look, heading=heading))
            if sign and at >= x:
                pad(at)
                put([self._sign(sign)])
            if row.english is not None:
                pad(geometry.english_x)
                traces = self._traces(row.paragraph, row.english)
                put(self._line(Side.ENGLISH, row.english, row.english_finish, look, traces, heading=heading))
            if row.hint is not None and row.x is not None:
                pad(row.x)
                put([segment(drawn(row.text, row.hint.start, row.hint.end), style(roles.muted, roles.paper))])
        elif row.kind in {RowKind.TITLE, RowKind.META, RowKind.HINT} and row.french is not None:
            bold = row.kind is RowKind.TITLE
            pad(row.x if row.x is not None else geometry.french_x)
            color = roles.ink if bold else roles.muted
            put([segment(drawn(row.text, row.french.start, row.french.end), style(color, roles.paper, bold=bold))])
        pad(geometry.width)
        return Strip(segments).adjust_cell_length(geometry.width, self._blank)

    def _gutter(self, line: Span, look: Look) -> Segment | None:
        roles = self._ink.roles
        if look.marks.note_begins(line):
            return segment(DAGGER, style(roles.accent, roles.paper, bold=roles.ansi))
        for _, over in look.marks.on(line):
            return segment(BAR, style(roles.bar(look.marks.all[over[0]].highlight.color), roles.paper))
        return None

    def _sign(self, sign: str) -> Segment:
        return segment(sign, style(self._ink.roles.muted, self._ink.roles.paper))

    def _traces(self, paragraph: int, line: Span) -> tuple[Span, ...]:
        paragraphs = self._french.paragraphs
        if self.traces is None or not 0 <= paragraph < len(paragraphs):
            return ()
        french = paragraphs[paragraph]
        if self._ink.cues and self._geometry.mode is not Mode.ENGLISH and self.traces.all_marked(paragraph, french):
            # Underlined lines face underlined lines, and say no more than the bar does: all of this paragraph.
            return ()
        return self.traces.of(paragraph, french, line)

    def _line(
        self, side: Side, line: Span, finish: Finish, look: Look, traces: tuple[Span, ...] = (), *, heading: bool
    ) -> list[Segment]:
        """Return the words of one line, cut where the look changes; a widened gap looks all over like its space."""
        text = self._texts[side]
        if not line:
            return []
        cuts = {line.start, line.end}
        spans: list[Span] = []
        if look.passage_side is side:
            spans.append(look.passage)
        runs: list[tuple[Span, tuple[int, ...]]] = []
        if side is Side.FRENCH:
            runs = list(look.marks.on(line))
            spans += [span for span, _ in runs]
        spans += traces
        spans += [look.word, look.sentence] if look.side is side else [look.counterpart]
        if look.hits_side is side:
            spans += self._hits(line, look)
        for span in spans:
            if span.overlaps(line):
                cuts.update((max(line.start, span.start), min(line.end, span.end)))
        edges = sorted(cuts)
        parts: list[Segment] = []
        for start, end in pairwise(edges):
            words = drawn(text, start, end, ends_line=end == line.end, finish=finish)
            if words:
                drawn_as = self._style(side, Span(start, end), look, runs)
                if heading:
                    drawn_as = bolder(drawn_as)
                if any(start in trace for trace in traces):
                    drawn_as = underlined(drawn_as)
                parts.append(segment(words, drawn_as))
        return parts

    def _hits(self, line: Span, look: Look) -> list[Span]:
        if not look.hits:
            return []
        index = max(0, bisect_right(look.hits, Span(line.start, line.start)) - 1)
        found = []
        while index < len(look.hits) and look.hits[index].start < line.end:
            found.append(look.hits[index])
            index += 1
        return found

    def _style(self, side: Side, run: Span, look: Look, runs: list[tuple[Span, tuple[int, ...]]]) -> Style:
        roles, cues = self._ink.roles, self._ink.cues
        color = roles.ink if side is Side.FRENCH else roles.english
        over = next((marks for span, marks in runs if run.start in span), ())
        underline = bool(over) and cues
        bold = len(over) > 1 and cues
        if look.side is side and run.start in look.word:
            return style(roles.ink, roles.paper, reverse=True, underline=underline, bold=bold)
        if look.passage_side is side and run.start in look.passage:
            if roles.ansi:
                return style(color, roles.paper, reverse=True, underline=underline)
            return style(roles.ink, roles.selected, underline=underline)
        if over:
            colors = [look.marks.all[index].highlight.color for index in over[:2]]
            ground = roles.tint(colors[0]) if len(colors) == 1 else roles.overlap(colors[0], colors[1])
            return style(color, ground, underline=underline, bold=bold)
        if look.hits_side is side and self._is_hit(run, look):
            return style(color, roles.found, bold=True, italic=cues)
        if run.start in (look.sentence if look.side is side else look.counterpart):
            # Where the terminal's own colors are used there is no other paper: the two that answer each other are bold.
            return style(roles.ink, roles.sentence, bold=roles.ansi and bool(look.counterpart))
        return style(color, roles.paper)

    @staticmethod
    def _is_hit(run: Span, look: Look) -> bool:
        index = bisect_right(look.hits, Span(run.start, 1 << 62)) - 1
        return index >= 0 and run.start in look.hits[index]
