"""Consenting: what the reader agreed that engines are sent: asked for before anything leaves, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.ui.screens.engines import messages as tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration
    from reader.ui.screens.engines.status import EngineActivity
    from reader.ui.screens.frame import Frame


class ConsentManager:
    """Who may be sent something. The library is asked each time: it may be taken back in another window meanwhile."""

    def __init__(self, frame: Frame, status: EngineActivity, show: Callable[[], None]) -> None:
        """``show`` has the page show what may be asked now."""
        self._frame, self._status, self._show = frame, status, show

    def refusal(self, declaration: Declaration) -> str:
        """Return why an engine may not be asked, in a sentence; empty: it may. Where that cannot be looked up it may not."""
        try:
            if not declaration.is_remote or self._frame.session.engine_store().has_consent(declaration):
                return ""
        except EnregardError as error:
            return str(error)
        return tell.needs_permission(declaration.label)

    def with_consent(self, name: str, then: Callable[[], None]) -> None:
        """Go on with an engine once the reader agreed to what it sends, now or before."""
        app, memory = self._frame.reader_app, self._frame.session.engine_store()
        self._status.refusals.pop(name, None)
        try:
            declaration = app.build_engine(name).declaration
        except EnregardError as error:
            app.show_message(str(error))
            return
        if not declaration.is_remote or memory.has_consent(declaration):
            then()
            return

        def answered(yes: bool | None) -> None:
            with self._frame.report_storage_errors():
                if yes:
                    memory.grant_consent(declaration)
                    self._status.refusals.pop(name, None)  # the page may have been refused while the sheet was up
                    then()
                else:
                    app.show_message(tell.NOTHING_SENT)

        from reader.ui.screens.engines.consent_dialog import ConsentDialog

        app.push_dialog(ConsentDialog(declaration), answered)

    def granted(self, name: str) -> Sequence[Consent]:
        """Return what the reader agreed to for an engine, one for each host."""
        return [one for one in self._frame.session.engine_store().consents() if one.engine == name]

    def revoke(self, name: str) -> None:
        """Take back what was agreed to for an engine. StorageError, and it holds still, when that cannot be kept."""
        self._frame.session.engine_store().revoke_consent(name)
        self.drop_refused()
        self._show()

    def drop_refused(self) -> None:
        """Let go of every engine that may no longer be asked; what is under way already is kept when it comes."""
        for name, filling in list(self._status.translators.items()):
            if refusal := self.refusal(filling.declaration):
                filling.clear()
                del self._status.translators[name]
                self._status.refusals[name] = refusal
                if name == self._frame.session.engine:
                    self._status.batch_size = 0
