"""Permission to send text: requested before anything is sent, and revocable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.ui.screens.engines import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration
    from reader.ui.screens.engines.status import EngineActivity
    from reader.ui.screens.reading.screen import ReadingScreen


class ConsentManager:
    """Checks permissions. Always read from the library: another window may revoke them."""

    def __init__(self, frame: ReadingScreen, status: EngineActivity, show: Callable[[], None]) -> None:
        """``show`` updates the page after a change."""
        self._frame, self._status, self._show = frame, status, show

    def refusal(self, declaration: Declaration) -> str:
        """Return why an engine may not be used; empty: allowed. A storage error forbids it."""
        try:
            if not declaration.is_remote or self._frame.session.engine_store().has_consent(declaration):
                return ""
        except EnregardError as error:
            return str(error)
        return messages.needs_permission(declaration.label)

    def with_consent(self, name: str, then: Callable[[], None]) -> None:
        """Call ``then`` if the user has given permission, now or before."""
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
                    self._status.refusals.pop(name, None)  # the page may have been refused meanwhile
                    then()
                else:
                    app.show_message(messages.NOTHING_SENT)

        from reader.ui.screens.engines.consent_dialog import ConsentDialog

        app.push_dialog(ConsentDialog(declaration), answered)

    def granted(self, name: str) -> Sequence[Consent]:
        """Return an engine's permissions, one for each host."""
        return [one for one in self._frame.session.engine_store().consents() if one.engine == name]

    def revoke(self, name: str) -> None:
        """Revoke an engine's permission. On StorageError it stays in force."""
        self._frame.session.engine_store().revoke_consent(name)
        self.drop_refused()
        self._show()

    def drop_refused(self) -> None:
        """Stop using engines that lost permission; answers in flight are still saved."""
        for name, translator in list(self._status.translators.items()):
            if refusal := self.refusal(translator.declaration):
                translator.clear()
                del self._status.translators[name]
                self._status.refusals[name] = refusal
                if name == self._frame.session.engine:
                    self._status.batch_size = 0
