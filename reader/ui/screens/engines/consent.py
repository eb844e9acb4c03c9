"""Consenting: what the reader agreed that engines are sent: asked for before anything leaves, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.ui.screens.engines import messages as tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration
    from reader.ui.screens.engines.status import AtWork
    from reader.ui.screens.frame import Frame


class Consenting:
    """Who may be sent something. The library is asked each time: it may be taken back in another window meanwhile."""

    def __init__(self, frame: Frame, at_work: AtWork, show: Callable[[], None]) -> None:
        """``show`` has the page show what may be asked now."""
        self._frame, self._at_work, self._show = frame, at_work, show

    def refusal(self, declaration: Declaration) -> str:
        """Return why an engine may not be asked, in a sentence; empty: it may. Where that cannot be looked up it may not."""
        try:
            if not declaration.leaves_machine or self._frame.desk.memory().agreed(declaration):
                return ""
        except EnregardError as error:
            return str(error)
        return tell.not_agreed(declaration.label)

    def ask(self, name: str, then: Callable[[], None]) -> None:
        """Go on with an engine once the reader agreed to what it sends, now or before."""
        app, memory = self._frame.reader_app, self._frame.desk.memory()
        self._at_work.refused.pop(name, None)
        try:
            declaration = app.build_engine(name).declaration
        except EnregardError as error:
            app.say(str(error))
            return
        if not declaration.leaves_machine or memory.agreed(declaration):
            then()
            return

        def answered(yes: bool | None) -> None:
            with self._frame.telling():
                if yes:
                    memory.agree(declaration)
                    self._at_work.refused.pop(name, None)  # the page may have been refused while the sheet was up
                    then()
                else:
                    app.say(tell.NOTHING_SENT)

        from reader.ui.screens.engines.consent_dialog import ConsentSheet

        app.lay_over(ConsentSheet(declaration), answered)

    def given(self, name: str) -> Sequence[Consent]:
        """Return what the reader agreed to for an engine, one for each host."""
        return [one for one in self._frame.desk.memory().consents() if one.engine == name]

    def take_back(self, name: str) -> None:
        """Take back what was agreed to for an engine. StorageError, and it holds still, when that cannot be kept."""
        self._frame.desk.memory().withdraw(name)
        self.hold()
        self._show()

    def hold(self) -> None:
        """Let go of every engine that may no longer be asked; what is under way already is kept when it comes."""
        for name, filling in list(self._at_work.fillings.items()):
            if refusal := self.refusal(filling.declaration):
                filling.drop()
                del self._at_work.fillings[name]
                self._at_work.refused[name] = refusal
                if name == self._frame.desk.engine:
                    self._at_work.whole = 0
