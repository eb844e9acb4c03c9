"""Translating: the engine in use, bound to the page. What is missing is asked for as the reader comes to it; what comes is shown.

Nothing here is loaded or asked before the first frame is painted, nor while the English is hidden. Answers come from threads
by way of the loop, and are kept whatever is on the screen by then.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.text.model.translation_status import EnglishState, signed, states_of
from reader.ui.screens.engines import messages as tell
from reader.ui.screens.engines.status import AtWork
from reader.ui.spread.columns import Manner

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from reader.reading.translating.article_translator import Filling
    from reader.reading.translating.worker import Outcome
    from reader.text.model.translations import Translation
    from reader.translation.engine import Engine
    from reader.ui.screens.engines.consent import Consenting
    from reader.ui.screens.frame import Frame


class Translating:
    """The engines at work for the article of now."""

    def __init__(self, frame: Frame, forget_english: Callable[[], None]) -> None:
        self._frame, self._forget_english = frame, forget_english
        self.at_work = AtWork(frame)
        self._near: tuple[str, tuple[int, ...]] = ("", ())
        self._arrived: frozenset[int] = frozenset()
        self._asking_soon = False
        self._timer: asyncio.TimerHandle | None = None
        self._over = False
        self.heard: Callable[[], None] | None = None
        """Who else is told when something came or failed: a sheet over the page."""
        self.turned: Callable[[str], None] | None = None
        """Who is told, by an article's id, that it has English now and had none, or the other way round."""

    @cached_property
    def consenting(self) -> Consenting:
        """Who may be sent something; nobody who has all the English needs to know."""
        from reader.ui.screens.engines.consent import Consenting

        return Consenting(self._frame, self.at_work, self.show)

    # -- what the screen tells ----------------------------------------------------------------------

    def opened(self) -> None:
        """Forget what another article wanted, and what became of it: its paragraphs are not those of the article of now."""
        self._near, self.at_work.whole = ("", ()), 0
        sitting = self._frame.sitting
        for filling in self.at_work.fillings.values():
            filling.drop()
            if sitting is not None:
                filling.attend(sitting.article, lambda: sitting.language)

    def changed(self) -> None:
        """Ask for what the reader has come to. Called with every movement: it costs next to nothing where nothing is missing."""
        if self._over or not self._frame.desk.engine:
            return
        near = self._wanted()
        if near != self._near:
            self._near = near
            if not self._asking_soon:
                self._asking_soon = True
                self._frame.call_after_refresh(self._ask)  # the key is painted first

    def stop(self) -> None:
        """End: what was not sent never is, and nobody waits for the rest."""
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
        for filling in self.at_work.fillings.values():
            filling.drop()

    def renew(self) -> None:
        """Take the engines as they are set up now: the settings changed."""
        self.opened()
        self.at_work.fillings, self.at_work.refused = {}, {}
        self.changed()

    def close(self) -> bool:
        """Stop translating the whole article; False when it is not being done."""
        if not self.at_work.whole:
            return False
        self._stop_whole()
        self._frame.reader_app.say(tell.WHOLE_STOPPED)
        return True

    # -- asking ---------------------------------------------------------------------------------------

    def _wanted(self) -> tuple[str, tuple[int, ...]]:
        """Return the article and its paragraphs to ask for, the most wanted first."""
        page, sitting, shown = self._frame.page, self._frame.sitting, self._frame.view.shown
        if page is None or sitting is None or shown.french is not sitting.article:
            return "", ()
        found, article = sitting.translations, sitting.article
        if shown.with_english and shown.manner not in {Manner.REVEAL, Manner.YOURSELF}:
            from reader.reading.translating.scheduler import ranked

            wanted = ranked(article.paragraph_at(page.caret), *self._frame.view.picture.paragraphs(), len(found))
        else:
            wanted = tuple(sorted(shown.revealed))
        return article.id, tuple(index for index in wanted if found[index] is None)

    def _ask(self) -> None:
        self._asking_soon = False
        filling = self.filling(self._frame.desk.engine)
        if filling is not None:
            filling.want(self._wanted()[1])  # looked at again: some may have come meanwhile
        self.step()

    def filling(self, name: str) -> Filling | None:
        """Return an engine at work on the article of now; None when it may not, or cannot, be asked."""
        sitting = self._frame.sitting
        if self._over or not name or sitting is None:
            return None
        if name not in self.at_work.fillings and name not in self.at_work.refused:
            try:
                engine = self._frame.reader_app.build_engine(name)
                if refusal := self.consenting.refusal(engine.declaration):
                    self.at_work.refused[name] = refusal
                else:
                    self.at_work.fillings[name] = self._begin(engine)
            except EnregardError as error:
                self.at_work.refused[name] = str(error)
        found = self.at_work.fillings.get(name)
        if found is not None:
            found.attend(sitting.article, lambda: sitting.language)
        return found

    def _begin(self, engine: Engine) -> Filling:
        import asyncio
        from contextvars import copy_context

        from reader.reading.translating.article_translator import Filling

        loop, context = asyncio.get_running_loop(), copy_context()
        desk = self._frame.desk

        def post(outcome: Outcome) -> None:
            loop.call_soon_threadsafe(self._arrive, filling, outcome, context=context)

        filling = Filling(engine, desk.memory(), post, self, target=desk.target, created=desk.now)
        return filling

    def ask_for(self, name: str, index: int) -> None:
        """Ask an engine that may be asked for one paragraph, whatever became of it before."""
        filling = self.filling(name)
        if filling is not None:
            filling.again(index)
            self._near = ("", ())
            self.step()
            self.changed()

    def _arrive(self, filling: Filling, outcome: Outcome) -> None:
        if not self._over:
            filling.arrive(outcome)
            self.step()

    def step(self) -> None:
        """Send what may be sent, show what changed, and come back when the engines say so."""
        if self._over:
            return
        import asyncio

        self.consenting.hold()
        waits = [wait for filling in self.at_work.fillings.values() if (wait := filling.step()) is not None]
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(min(waits), self.step) if waits else None
        self._end_whole()
        self.show()

    # -- what comes -----------------------------------------------------------------------------------

    def came(self, paragraph: str, found: Translation) -> None:
        """Take the English of a paragraph, if the article of now still has it."""
        sitting = self._frame.sitting
        if sitting is not None:
            self._arrived |= sitting.take(paragraph, found)

    def failed(self, sentence: str) -> None:
        """Tell why there is none."""
        until = next((f.pause.until for f in self.at_work.fillings.values() if f.pause is not None), None)
        self._frame.reader_app.say(tell.trouble(sentence, until))

    def lacking(self, paragraph: str, sentence: str) -> None:
        """Tell why the paragraph under the caret has none; of another the sign in its margin tells, and what ``p`` says."""
        page, sitting = self._frame.page, self._frame.sitting
        if page is not None and sitting is not None:
            article = sitting.article
            if article.paragraph(article.paragraph_at(page.caret)) == paragraph:
                self._frame.reader_app.say(tell.failed(sentence))

    def show(self, other: frozenset[int] = frozenset()) -> None:
        """Show what came, the paragraphs with other words, and the states of now; no line that is being read moves."""
        view, sitting = self._frame.view, self._frame.sitting
        changed, self._arrived = self._arrived | other, frozenset()
        if sitting is None or view.shown.french is not sitting.article:
            return
        states = self.states()
        turned = (view.shown.english is None) is not (sitting.english is None)
        if changed:
            self._forget_english()
        if view.shown.manner is Manner.YOURSELF:
            self._frame.change_shown()
        elif sitting.english is None:
            view.change(replace(view.shown, english=None, states=states, hint=self.at_work.hint()))
        elif changed or states != view.shown.states:
            view.change_english(sitting.english, states, changed, sitting.answered())
        self._frame.show_footer()
        if turned and self.turned is not None:
            with self._frame.telling():
                self.turned(sitting.article.id)
        if self.heard is not None:
            self.heard()

    # -- what is known ----------------------------------------------------------------------------------

    def states(self) -> tuple[EnglishState, ...]:
        """Return the state of each paragraph's English; nothing where all of it came with the article."""
        sitting = self._frame.sitting
        filling = self.at_work.fillings.get(self._frame.desk.engine)
        if sitting is None or (filling is None and not signed(sitting.translations)):
            return ()
        to_come = filling.to_come() if filling is not None else {}
        return states_of(sitting.translations, sitting.article, to_come, asked=filling is not None)

    def label(self, name: str) -> str:
        """Return what the screen calls an engine that may be asked; its name otherwise."""
        filling = self.filling(name)
        return filling.declaration.label if filling is not None else name

    # -- the whole article ------------------------------------------------------------------------------

    def missing(self) -> list[int]:
        """Return the paragraphs of the article that have words and no English."""
        sitting = self._frame.sitting
        if sitting is None:
            return []
        spans = sitting.article.paragraphs
        return [index for index, found in enumerate(sitting.translations) if found is None and spans[index]]

    def begin_whole(self, name: str) -> None:
        """Ask an engine that may be asked for all that is missing."""
        filling, missing = self.filling(name), self.missing()
        if filling is not None:
            filling.want_whole(missing)
            self.at_work.whole = filling.left
            self._frame.reader_app.say(tell.whole_begun(filling.declaration.label, self.at_work.whole))
            self.step()

    def _stop_whole(self) -> None:
        self.at_work.whole = 0
        for filling in self.at_work.fillings.values():
            filling.want_whole(())
        self.step()

    def _end_whole(self) -> None:
        """Say what came of it, once nothing of the whole article is left to ask for."""
        filling = self.at_work.fillings.get(self._frame.desk.engine)
        if self.at_work.whole and filling is not None and not filling.left:
            total, self.at_work.whole = self.at_work.whole, 0
            came = total - min(total, len(self.missing()))
            self._frame.reader_app.say(tell.whole_done(filling.declaration.label, came, total))
