"""Facing: the English that faces the French of the article of now: whether it shows, how, and beside which paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.spread.columns import Manner

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.open_article import Sitting
    from reader.text.model.article import Article
    from reader.text.model.catalog import Place
    from reader.ui.screens.engines.translation import Translating
    from reader.ui.screens.frame import Frame
    from reader.ui.widgets.page_content import Shown


class Facing:
    """What the reader chose to see of the English, and the commands that choose it."""

    def __init__(self, frame: Frame, translating: Translating, forget_english: Callable[[], None]) -> None:
        self._frame, self._translating, self._forget_english = frame, translating, forget_english
        self.on = False
        """Whether the English is shown; an article that was never open begins as the one before it was."""
        self.manner = Manner.AUTOMATIC
        """How it shows, where it is shown."""
        self.revealed: int | None = None
        """The one paragraph whose English is shown while the English is hidden."""
        self._unveiled: frozenset[int] = frozenset()
        """Paragraphs whose English was asked for in REVEAL and YOURSELF, while the article is open."""
        self._progress = ""
        """How much the reader has translated himself; empty in the other manners."""

    def opened(self, place: Place | None) -> None:
        """Show the English as it was when the article was read last; None: it never was."""
        if place is not None:
            self.on = place.english
        self.manner = Manner.named(place.mode if place is not None else "")
        self.veil()

    def veil(self) -> None:
        """Forget the paragraphs whose English was asked for: that is not remembered."""
        self.revealed, self._unveiled = None, frozenset()

    def beside(self, shown: Shown, sitting: Sitting) -> Shown:
        """Return what the page shows, with the English and its states as they are now."""
        english, asides = self._english(sitting)
        return replace(
            shown,
            english=english,
            asides=asides,
            with_english=self.on,
            manner=self.manner,
            revealed=self._open_paragraphs(),
            states=self._translating.states(),
        )

    def _english(self, sitting: Sitting) -> tuple[Article | None, tuple[str, ...]]:
        """Return the English that faces the French in the manner of now, and what stands under it."""
        self._progress = ""
        if self.manner is not Manner.YOURSELF:
            return sitting.english, ()
        from reader.ui.screens.english.self_translation import yourself

        found = yourself(sitting, self._unveiled | ({self.revealed} if self.revealed is not None else set()))
        self._progress = say.written(found.written, found.of)
        return found.english, found.asides

    def _open_paragraphs(self) -> frozenset[int]:
        """Return the paragraphs whose English is shown in a page of French."""
        if self.on:
            return self._unveiled
        return frozenset() if self.revealed is None else frozenset({self.revealed})

    def fact(self) -> str:
        """Say where the English under the caret comes from, for the footer; or that there is none."""
        sitting = self._frame.sitting
        if sitting is None:
            return ""
        shown = self.on or self.revealed is not None
        if self._progress and shown:
            return self._progress
        if sitting.english is None:
            return say.ENGLISH_NONE
        here = sitting.english_at(self._frame.view.caret) if shown else None
        return say.english_short(here) if here is not None else ""

    def show_as(self, manner: Manner) -> None:
        """Show the English in a manner; it is shown from now on, and so at the next opening."""
        if Manner.YOURSELF in {self.manner, manner}:
            self._forget_english()
        self.manner, self.on, self.revealed = manner, True, None
        self._frame.change_shown()
        with self._frame.telling():
            self._frame.save_place()

    def hide_revealed(self) -> bool:
        """Hide the one paragraph of English in a page of French; False when there is none."""
        if self.revealed is None:
            return False
        self.revealed = None
        self._frame.change_shown()
        return True

    def do_english_toggle(self, count: int | None, letter: str | None) -> None:
        """Show or hide the English; the line being read stays where it is."""
        del count, letter
        frame, sitting = self._frame, self._frame.sitting
        self.on, self.revealed = not self.on, None
        frame.change_shown()
        if self.on and sitting is not None and sitting.english is None and frame.view.picture.paragraphs()[0]:
            frame.reader_app.say(self._translating.at_work.told_hint())  # in the page it stands at the beginning
        elif self.on and self.manner is not Manner.REVEAL:
            self._tell_if_below()

    def do_english_reveal(self, count: int | None, letter: str | None) -> None:
        """Show the English of this paragraph only (in REVEAL and YOURSELF, beside those shown before); again hides it."""
        del count, letter
        frame, sitting = self._frame, self._frame.sitting
        if sitting is None:
            return
        index = sitting.article.paragraph_at(frame.view.caret)
        here = sitting.english is not None and bool(sitting.english.paragraphs[index])
        if not here and self._translating.filling(frame.desk.engine) is None:
            frame.reader_app.say(self._translating.at_work.told_hint())
        elif self.on and self.manner not in {Manner.REVEAL, Manner.YOURSELF}:
            frame.reader_app.say(say.ENGLISH_ALREADY_SHOWN)
        else:
            if self.on:
                self._unveiled ^= {index}
            else:
                self.revealed = None if self.revealed == index else index
            frame.change_shown()
            if index in self._open_paragraphs():
                self._tell_if_below()

    def _tell_if_below(self) -> None:
        """Say where the English is that was asked for, in a window so low that none of it is seen."""
        view, sitting = self._frame.view, self._frame.sitting
        if sitting is None or sitting.english is None or self.manner is Manner.YOURSELF or view.picture.has_english():
            return
        if sitting.english.paragraphs[sitting.article.paragraph_at(view.caret)]:
            self._frame.reader_app.say(say.ENGLISH_BELOW)
