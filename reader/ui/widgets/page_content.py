"""What the page shows, and how it is laid out."""

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
    """What the page shows, set by the screen."""

    french: Article
    english: Article | None = None
    title: str = ""
    byline: str = ""
    """The line below the title: date, length."""
    measure: int = 66
    shows_english: bool = False
    english_mode: EnglishMode = EnglishMode.AUTOMATIC
    """Layout of the translation, when it is shown."""
    revealed_paragraphs: frozenset[int] = frozenset()
    """Paragraphs whose translation is shown while translations are hidden."""
    statuses: tuple[TranslationStatus, ...] = ()
    """Translation status by paragraph; paragraphs beyond its end come from the file."""
    engine_segments: Mapping[int, tuple[AlignedPiece, ...]] | None = None
    """An engine's answer by paragraph, in segments: they give exact sentence links."""
    hint: str = ""
    """Shown in place of the translation if there is none."""
    asides: tuple[str, ...] = ()
    """Muted text below the translation, by paragraph."""
    hyphenated: bool = False
    """Whether French words are hyphenated."""
    justified: bool = False
    """Whether lines are justified."""


class SpreadBuilder:
    """Builds spreads, and caches the column ratio of the two texts."""

    def __init__(self) -> None:
        self._ratio: tuple[Article, Article | None, float] | None = None

    def build(self, content: PageContent, width: int) -> Spread:
        """Return the spread of a content for a window of ``width`` cells."""
        hint = content.hint if content.shows_english and content.english is None else ""
        facing = content.shows_english and bool(content.english or hint or content.asides)
        # The user's own translation grows while being written; the columns keep their widths.
        uses_texts = facing and content.english_mode is not EnglishMode.YOURSELF
        ratio = self._french_ratio(content.french, content.english) if uses_texts else DEFAULT_FRENCH_RATIO
        return Spread(
            content.french,
            content.english,
            compute_columns(width, content.measure, facing, content.english_mode, french_ratio=ratio),
            title=content.title,
            meta=content.byline,
            revealed=content.revealed_paragraphs,
            hint=hint,
            asides=content.asides,
            typesetting=Typesetting(content.hyphenated, content.justified),
            engine_segments=content.engine_segments,
        )

    def reuse_column_ratio(self, french: Article, english: Article) -> None:
        """Keep the column widths for a translation that changed only in part."""
        if self._ratio is not None:
            self._ratio = (french, english, self._ratio[2])

    def _french_ratio(self, french: Article, english: Article | None) -> float:
        if self._ratio is None or self._ratio[0] is not french or self._ratio[1] is not english:
            from reader.ui.spread.column_ratio import (
                french_ratio,  # not needed in French-only mode
            )

            self._ratio = (french, english, french_ratio(french, english))
        return self._ratio[2]
