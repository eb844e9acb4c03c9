"""Selectors: how a passage is described so that it can be found again."""

from __future__ import annotations

from dataclasses import dataclass

from reader.text.spans import Span

CONTEXT = 32
"""Code points of prefix and suffix kept with a quotation (as Hypothesis does)."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A durable description of a passage: W3C TextQuoteSelector and TextPositionSelector in one value."""

    exact: str
    """The very words, as stored."""
    prefix: str
    """Up to ``CONTEXT`` code points before."""
    suffix: str
    """Up to ``CONTEXT`` code points after."""
    start: int
    """Where the words began, in code points of the text they were marked in."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The span that a selector resolves to."""

    span: Span
    score: float
    """How sure we are: 1.0 when the words stand where they stood."""
