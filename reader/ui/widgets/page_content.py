"""Shown: what the page shows, and how it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.spread.columns import DEFAULT_FRENCH_RATIO, EnglishMode, compute_columns
from reader.ui.spread.spread import Spread
from reader.ui.spread.typesetting import Typesetting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.text.alignment.engine_segments import AlignedPiece
    from reader.text.model.article import Article
    from reader.text.model.translation_status import TranslationStatus


@frozen_dataclass(frozen=True, slots=True)
class PageContent:
    """What the page shows: the value handed down by the screen."""

    french: Article
    english: Article | None = None
    title: str = ""
    byline: str = ""
    """The line under the title: date, length."""
    measure: int = 66
    shows_english: bool = False
    english_mode: EnglishMode = EnglishMode.AUTOMATIC
    """How the English shows, where it is shown."""
    revealed_paragraphs: frozenset[int] = frozenset()
    """The paragraphs whose English is shown while the English is hidden."""
    statuses: tuple[TranslationStatus, ...] = ()
    """The state of each paragraph's English; paragraphs beyond its end have the usual one."""
    engine_segments: Mapping[int, tuple[AlignedPiece, ...]] | None = None
    """The pieces in which an engine's English of a paragraph came: they tell surely which sentences answer which."""
    hint: str = ""
    """What stands in the page when the English is asked for and there is none."""
    asides: tuple[str, ...] = ()
    """For each paragraph what stands under its English, muted."""
    hyphenated: bool = False
    """Whether French words are divided at the ends of lines."""
    justified: bool = False
    """Whether both edges of a column are even."""


class SpreadBuilder:
    """Lays out what is shown. The French part of both texts, which the columns share the window by, is found once for both."""

    def __init__(self) -> None:
        self._ratio: tuple[Article, Article | None, float] | None = None

    def build(self, content: PageContent, width: int) -> Spread:
        """Return what is shown, laid out for a window of ``width`` cells."""
        hint = content.hint if content.shows_english and content.english is None else ""
        facing = content.shows_english and bool(content.english or hint or content.asides)
        # The reader's own English grows as it is written, and the columns stay.
        known = facing and content.english_mode is not EnglishMode.YOURSELF
        part = self._french_ratio(content.french, content.english) if known else DEFAULT_FRENCH_RATIO
        return Spread(
            content.french,
            content.english,
            compute_columns(width, content.measure, facing, content.english_mode, french_ratio=part),
            title=content.title,
            meta=content.byline,
            revealed=content.revealed_paragraphs,
            hint=hint,
            asides=content.asides,
            typesetting=Typesetting(content.hyphenated, content.justified),
            engine_segments=content.engine_segments,
        )

    def reuse_column_ratio(self, french: Article, english: Article) -> None:
        """Have the columns as wide with this English as they are: it only arrived in part."""
        if self._ratio is not None:
            self._ratio = (french, english, self._ratio[2])

    def _french_ratio(self, french: Article, english: Article | None) -> float:
        if self._ratio is None or self._ratio[0] is not french or self._ratio[1] is not english:
            from reader.ui.spread.column_ratio import (
                french_ratio,  # not in the first frame of those who read French alone
            )

            self._ratio = (french, english, french_ratio(french, english))
        return self._ratio[2]
