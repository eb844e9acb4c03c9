"""Dialog to choose the translation engine and to revoke permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.command import Context
from reader.ui.commands.key_names import labels_for_keys
from reader.ui.screens.engines import messages
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.translating.engine_factory import EngineStatus
    from reader.ui.screens.engines.consent import ConsentManager


class EngineDialog(ListDialog[DetailItem[str]]):
    """The list of engines. Returns the chosen name, "" for none."""

    HEADING = messages.ENGINES_HEADING
    LIST = DetailList
    EMPTY = messages.NO_MATCHING_ENGINE
    OPEN_LABEL = "Choose"

    def __init__(self, statuses: Sequence[EngineStatus], current: str, consent: ConsentManager) -> None:
        self._statuses, self._current, self._consent = statuses, current, consent
        super().__init__()

    def items(self) -> Sequence[DetailItem[str]]:
        """Return the engines with their status; "" is no engine."""
        none = DetailItem(
            "",
            messages.NO_ENGINE,
            "" if self._current else "current",
            messages.NO_ENGINE_DETAIL,
            is_initial=not self._current,
        )
        return [none, *map(self._item, self._statuses)]

    def _item(self, one: EngineStatus) -> DetailItem[str]:
        status = "current" if one.name == self._current else "not ready" if one.problem else "ready"
        keys = labels_for_keys(self.reader_app.keymap.keys_for("english.withdraw", Context.LIST))
        agreed = messages.permission_given(self._consent.granted(one.name), keys[0] if keys else "")
        detail = " ".join(filter(None, (messages.description(one.name), one.problem, agreed)))
        return DetailItem(one.name, one.label, status, detail, is_initial=one.name == self._current)

    def _status_of(self, item: DetailItem[str] | None) -> EngineStatus | None:
        """Return the status of an item's engine; None for no engine."""
        return next((one for one in self._statuses if item is not None and one.name == item.value), None)

    def choose(self, item: DetailItem[str]) -> None:
        """Close with the engine's name; if it is not ready, show what to do instead."""
        one = self._status_of(item)
        if one is not None and one.problem:
            self.reader_app.show_message(one.problem)
        else:
            self.finish(item.value)

    def do_english_withdraw(self) -> None:
        """Revoke the permission of the selected engine."""
        one = self._status_of(self.list.current_item)
        if one is None:
            self.reader_app.show_message(messages.NO_ENGINE_DETAIL)
        elif self._consent.granted(one.name):
            self._consent.revoke(one.name)
            self.reload(self.list.current)
            self.reader_app.show_message(messages.permission_revoked())
        else:
            self.reader_app.show_message(messages.no_permission(one.label))
