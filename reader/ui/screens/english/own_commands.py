"""OwnEnglish: the commands with which the reader writes the English of a paragraph himself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.engines.translation import Translating
    from reader.ui.screens.english.own_translation import Wording
    from reader.ui.screens.frame import Frame


class OwnEnglish:
    """Brings what writes and lists the reader's own English when it is first asked for."""

    def __init__(self, frame: Frame, translating: Translating) -> None:
        self._frame, self._translating = frame, translating

    @cached_property
    def wording(self) -> Wording:
        """What writes it."""
        from reader.ui.screens.english.own_translation import Wording  # not before the first frame

        return Wording(self._frame, self._translating)

    def do_english_own(self, count: int | None, letter: str | None) -> None:
        """Write the English of this paragraph oneself."""
        del count, letter
        self.wording.write()

    def do_english_earlier(self, count: int | None, letter: str | None) -> None:
        """List one's own English of this paragraph, to bring an earlier one back."""
        del count, letter
        self.wording.list_earlier()
