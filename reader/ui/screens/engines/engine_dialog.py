"""Engines: choosing the one that brings English, and taking back that one may be sent something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.command import Context
from reader.ui.commands.key_names import labels_for_keys
from reader.ui.screens.engines import messages as say
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.translating.engine_factory import EngineStatus
    from reader.ui.screens.engines.consent import ConsentManager


class EngineDialog(ListDialog[DetailItem[str]]):
    """The engines there are. It gives back the name of the one chosen, empty for none of them."""

    HEADING = "Who brings the English"
    LIST = DetailList
    EMPTY = say.NO_MATCHING_ENGINE
    OPEN_LABEL = "Choose"

    def __init__(self, statuses: Sequence[EngineStatus], current: str, consent: ConsentManager) -> None:
        self._statuses, self._current, self._consent = statuses, current, consent
        super().__init__()

    def items(self) -> Sequence[DetailItem[str]]:
        """Return the engines by their names, the one in use and what the others lack; none of them is the empty name."""
        none = DetailItem(
            "", say.NO_ENGINE, "" if self._current else "now", say.NO_ENGINE_DETAIL, is_initial=not self._current
        )
        return [none, *map(self._item, self._statuses)]

    def _item(self, one: EngineStatus) -> DetailItem[str]:
        fact = "now" if one.name == self._current else "not ready" if one.problem else "ready"
        keys = labels_for_keys(self.reader_app.keymap.keys_for("english.withdraw", Context.LIST))
        agreed = say.permission_given(self._consent.granted(one.name), keys[0] if keys else "")
        said = " ".join(filter(None, (say.description(one.name), one.problem, agreed)))
        return DetailItem(one.name, one.label, fact, said, is_initial=one.name == self._current)

    def _status_of(self, item: DetailItem[str] | None) -> EngineStatus | None:
        """Return the engine that an item stands for; None for none of them."""
        return next((one for one in self._statuses if item is not None and one.name == item.value), None)

    def choose(self, item: DetailItem[str]) -> None:
        """Close and give the name back; one that is not ready says what to do, and the list stays."""
        one = self._status_of(item)
        if one is not None and one.problem:
            self.reader_app.show_message(one.problem)
        else:
            self.finish(item.value)

    def do_english_withdraw(self, count: int | None, letter: str | None) -> None:
        """Take back what was agreed to for the engine one is on; the list stays, and says so."""
        del count, letter
        one = self._status_of(self.list.current_item)
        if one is None:
            self.reader_app.show_message(say.NO_ENGINE_DETAIL)
        elif self._consent.granted(one.name):
            self._consent.revoke(one.name)
            self.reload(self.list.current)
            self.reader_app.show_message(say.permission_revoked(one.label))
        else:
            self.reader_app.show_message(say.no_permission(one.label))
