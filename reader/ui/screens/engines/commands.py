"""Asking: the commands that speak of engines. What they do is done by the engines at work (``translating``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translations import Origin
from reader.ui.screens import messages as say
from reader.ui.screens.engines import messages as tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.article_translator import Filling
    from reader.ui.screens.engines.translation import Translating
    from reader.ui.screens.frame import Frame


class Asking:
    """Where the English of a paragraph comes from, and who is asked for it."""

    def __init__(self, frame: Frame, translating: Translating, show_english: Callable[[], None]) -> None:
        self._frame, self._translating, self._show_english = frame, translating, show_english

    def do_english_about(self, count: int | None, letter: str | None) -> None:
        """Say where the English of this paragraph is from, or why there is none."""
        del count, letter
        sitting = self._frame.sitting
        if sitting is not None:
            self._frame.reader_app.say(self._about(sitting.article.paragraph_at(self._frame.view.caret)))

    def _about(self, index: int) -> str:
        sitting, name = self._frame.sitting, self._frame.desk.engine
        found = sitting.translations[index] if sitting is not None and sitting.translations else None
        filling = self._translating.at_work.fillings.get(name)
        if filling is not None and (to_come := self._to_come(filling, index, lacking=found is None)):
            return to_come
        if found is None and (refused := self._translating.at_work.of_paragraph(name, index)[0]):
            return refused
        return say.english_about(found)

    @staticmethod
    def _to_come(filling: Filling, index: int, *, lacking: bool) -> str:
        """Say what an engine at work makes of a paragraph; nothing of one that has its English and waits for no other."""
        from reader.reading.translating.scheduler import State  # not before an engine is at work

        label, pause, state = filling.declaration.label, filling.pause, filling.known().get(index)
        waits = state in {State.UNDER_WAY, State.WAITING}
        if not lacking and not waits:
            return ""
        if state is State.UNDER_WAY:
            return tell.being_asked(label)
        if reason := filling.reason(index):
            return tell.failed(reason)
        if waits:
            return tell.waiting(label, pause.until if pause is not None else None)
        return tell.not_asked(label)

    def do_english_engine(self, count: int | None, letter: str | None) -> None:
        """Choose who brings the English."""
        del count, letter
        self.choose()

    def choose(self) -> None:
        """List the engines; the one chosen is asked from then on."""
        from reader.ui.screens.engines.engine_dialog import EnginesSheet

        app = self._frame.reader_app
        sheet = EnginesSheet(app.engine_standings(), self._frame.desk.engine, self._translating.consenting)
        app.lay_over(sheet, self._chosen)

    def _chosen(self, name: str | None) -> None:
        if name:
            self._translating.consenting.ask(name, lambda: self._use(name))
        elif name is not None:
            self._use("")

    def _use(self, name: str) -> None:
        frame, app = self._frame, self._frame.reader_app
        app.use_engine(name)
        self._translating.opened()
        sitting = frame.sitting
        if sitting is not None:
            if name:
                self._show_english()  # it is shown from now on
            else:
                frame.save_place()
            frame.open(sitting.article.id)  # another engine's words may come first now
        label = name and self._translating.label(name)
        settings = app.settings.engine
        if settings and settings != name:
            app.say(tell.settings_win(label or tell.NO_ENGINE, settings))
        else:
            app.say(tell.in_use(label) if name else tell.ENGINE_NONE)

    def do_english_again(self, count: int | None, letter: str | None) -> None:
        """Ask again for the paragraph under the caret; without an engine, choose one."""
        del count, letter
        frame, sitting, name = self._frame, self._frame.sitting, self._frame.desk.engine
        if sitting is None:
            return
        if not name:
            self.choose()
            return
        index = sitting.article.paragraph_at(frame.view.caret)
        found, shown = sitting.translations[index], frame.view.shown
        if found is not None and not found.engine:
            frame.reader_app.say(tell.FROM_READER if found.origin is Origin.READER else tell.FROM_ARTICLE)
        elif not shown.with_english and index not in shown.revealed:
            frame.reader_app.say(tell.HIDDEN)
        else:
            self._translating.consenting.ask(name, lambda: self._translating.ask_for(name, index))

    def do_english_whole(self, count: int | None, letter: str | None) -> None:
        """Translate what is missing of the whole article; again: stop."""
        del count, letter
        frame, sitting, name = self._frame, self._frame.sitting, self._frame.desk.engine
        if sitting is None or self._translating.close():
            return
        if not name:
            self.choose()
        elif not self._translating.missing():
            frame.reader_app.say(tell.WHOLE_THERE)
        else:
            self._translating.consenting.ask(name, lambda: self._translating.begin_whole(name))

    def do_english_compare(self, count: int | None, letter: str | None) -> None:
        """List what is known of this paragraph's English, and who else can be asked."""
        del count, letter
        sitting = self._frame.sitting
        if sitting is None or not sitting.translations:
            return
        from reader.ui.screens.engines.compare_dialog import CompareSheet

        index = sitting.article.paragraph_at(self._frame.view.caret)
        sheet = CompareSheet(self._translating, sitting, index, self._frame.reader_app.engine_standings())
        self._translating.heard = sheet.renew
        self._frame.reader_app.lay_over(sheet, self._compared)

    def _compared(self, engine: str | None) -> None:
        """Have the chosen engine's words for the paragraph from now on."""
        self._translating.heard = None
        frame, sitting = self._frame, self._frame.sitting
        if not engine or sitting is None:
            return
        index = sitting.article.paragraph_at(frame.view.caret)
        if sitting.choose(index, engine):
            self._translating.show(frozenset({index}))
        else:
            frame.reader_app.say(tell.SHOWN_STAYS)
