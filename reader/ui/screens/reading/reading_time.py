"""ReadingTime: estimate the minutes left at the user's reading speed."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.reading_speed import ReadingSpeed, observe
from reader.text.dates import display_date
from reader.ui.screens import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.reading_speed import Sample
    from reader.text.model.article import Article
    from reader.ui.screens.reading.screen import ReadingScreen


class ReadingTime:
    """Measures the reading speed; the displayed speed is the saved one."""

    def __init__(self, screen: ReadingScreen, clock: Callable[[], float] = time.monotonic) -> None:
        self._screen = screen
        self.clock = clock
        """Monotonic time in seconds."""
        self._word_count_cache: tuple[str, int] | None = None
        self._sample: tuple[str, Sample] | None = None
        self._measured: ReadingSpeed | None = None

    @property
    def _speed(self) -> ReadingSpeed:
        return ReadingSpeed.from_text(self._screen.session.preferences.pace)

    def observe_position(self) -> None:
        """Measure the speed from the current position."""
        viewport, open_article = self._screen.viewport, self._screen.open_article
        if viewport is None or open_article is None:
            return
        article = open_article.article
        known = self._sample[1] if self._sample is not None and self._sample[0] == article.id else None
        before = self._measured or self._speed
        word_count = self._word_count() * viewport.spread.progress(viewport.cursors.french)
        speed, sample = observe(before, known, word_count, self.clock())
        self._sample = article.id, sample
        if speed is not before:
            self._measured = speed

    def save(self) -> None:
        """Save the measured speed. Raises StorageError."""
        if self._measured is not None:
            measured, self._measured = self._measured, None
            self._screen.session.set_preferences(replace(self._screen.session.preferences, pace=measured.to_text()))

    def remaining(self) -> str:
        """Return the time left as text; empty at the end of the article."""
        viewport = self._screen.viewport
        if viewport is None or self._screen.open_article is None or viewport.progress() >= 1.0:
            return ""
        return messages.time_left(
            self._speed.minutes_left(self._word_count() * (1 - viewport.spread.progress(viewport.cursors.french)))
        )

    def byline(self, article: Article) -> str:
        """Return the line under the title: date, author, words and minutes."""
        word_count = self._screen.session.entry(article.id).words
        facts = (
            display_date(article.date),
            article.author,
            f"{word_count} words",
            f"{self._speed.minutes_left(word_count)} min",
        )
        return "  ·  ".join(fact for fact in facts if fact)

    def _word_count(self) -> int:
        open_article = self._screen.open_article
        if open_article is None:
            return 0
        article_id = open_article.article.id
        if self._word_count_cache is None or self._word_count_cache[0] != article_id:
            self._word_count_cache = article_id, self._screen.session.entry(article_id).words
        return self._word_count_cache[1]
