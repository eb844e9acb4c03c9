"""The start: layout, early keys, first frame, then everything that can wait."""

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


def record_counterparts(monkeypatch: pytest.MonkeyPatch) -> list[Span]:
    """Return a list that records the marked counterpart at each later update of the page."""
    counterparts: list[Span] = []
    update = SpreadView.update

    def noted(self: SpreadView) -> None:
        update(self)
        counterparts.append(self.row_cache.decorations.counterpart)

    monkeypatch.setattr(SpreadView, "update", noted)
    return counterparts


def typed(*keys: str) -> FrameGate:
    """Return a frame gate that queued some keys."""
    first = FrameGate()
    for key in keys:
        assert first.queue_early_input(events.Key(key, key))
    return first


async def test_early_keys_act_before_the_first_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events_seen: list[str] = []
    change = SpreadView.set_content

    def recorded(self: SpreadView, content: PageContent) -> None:
        events_seen.append("key")
        change(self, content)

    monkeypatch.setattr(SpreadView, "set_content", recorded)
    first_frame = lambda: events_seen.append("first frame")  # noqa: E731
    async with open_reader(tmp_path, first_frame=typed("t"), on_first_frame=first_frame) as r:
        assert r.viewport.spread.columns.mode is ColumnMode.FACING
        assert events_seen == ["key", "first frame"]


async def test_counterpart_is_marked_after_the_frame_of_an_early_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counterparts = record_counterparts(monkeypatch)
    async with open_reader(tmp_path, first_frame=typed("t")) as r:
        answer = r.viewport.cursors.counterpart()
        assert answer
        assert not any(counterparts[:-1])  # no lookup before the frame
        assert counterparts[-1] == answer


async def test_counterpart_is_in_the_first_frame_without_early_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was in the last frame of the previous run, which is already on the screen."""
    async with open_reader(tmp_path) as r:
        await r.press("t", "q")
    counterparts = record_counterparts(monkeypatch)
    async with open_reader(tmp_path) as r:
        assert counterparts[0] == r.viewport.cursors.counterpart()
        assert counterparts[0]
