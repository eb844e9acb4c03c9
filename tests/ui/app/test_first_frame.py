"""How a start goes on: the page is laid out, keys are let in, the picture is there, and then what it could do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from reader.ui.spread.columns import ColumnMode
from reader.ui.terminal.frame_gate import FrameGate
from reader.ui.widgets.spread_view import SpreadView
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from reader.text.spans import Span
    from reader.ui.widgets.page_content import PageContent


def noting_looks(monkeypatch: pytest.MonkeyPatch) -> list[Span]:
    """Return a list of what is marked as the answer of the sentence, each time the page is painted from now on."""
    looks: list[Span] = []
    update = SpreadView.update

    def noted(self: SpreadView) -> None:
        update(self)
        looks.append(self.row_cache.decorations.counterpart)

    monkeypatch.setattr(SpreadView, "update", noted)
    return looks


def typed(*keys: str) -> FrameGate:
    """Return the first frame of a start in which keys were pressed at once."""
    first = FrameGate()
    for key in keys:
        assert first.queue_early_input(events.Key(key, key))
    return first


async def test_keys_pressed_early_are_in_the_first_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events_seen: list[str] = []
    change = SpreadView.set_content

    def recorded(self: SpreadView, shown: PageContent) -> None:
        events_seen.append("key")
        change(self, shown)

    monkeypatch.setattr(SpreadView, "set_content", recorded)
    first_frame = lambda: events_seen.append("first frame")  # noqa: E731
    async with open_reader(tmp_path, first_frame=typed("t"), on_first_frame=first_frame) as r:
        assert r.viewport.spread.columns.mode is ColumnMode.FACING
        assert events_seen == ["key", "first frame"]


async def test_what_answers_the_sentence_is_marked_after_the_picture_of_a_key_pressed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = noting_looks(monkeypatch)
    async with open_reader(tmp_path, first_frame=typed("t")) as r:
        answer = r.viewport.counterpart()
        assert answer
        assert not any(looks[:-1])  # nothing was looked for before the picture
        assert looks[-1] == answer


async def test_what_answers_the_sentence_is_in_the_first_picture_of_a_start_that_shows_the_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was in the last picture of the run before, which is on the screen already."""
    async with open_reader(tmp_path) as r:
        await r.press("t", "q")
    looks = noting_looks(monkeypatch)
    async with open_reader(tmp_path) as r:
        assert looks[0] == r.viewport.counterpart()
        assert looks[0]
