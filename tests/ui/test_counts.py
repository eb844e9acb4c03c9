"""A counted command with count three does the same as three single commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.reading.jump_list import JumpList, JumpLocation
from reader.ui.commands.command import Context
from reader.ui.commands.keymap import Keymap
from reader.ui.spread.spread import Side
from reader.ui.spread.viewport import ViewportSnapshot
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

pytestmark = pytest.mark.slow

LONG = "Une phrase assez longue pour que la ligne se coupe. Puis une autre, plus courte. Et la fin vient."
NOT_REPEATED = {"move.percent"}
"""Commands whose count is not a repetition."""
PAGE_JUMPS = {"move.page", "move.page_back", "move.half", "move.half_back"}
"""The cursor may end a row off after a blank row; only the scroll position must be equal."""


def state(r: Reader) -> tuple[object, ...]:
    """Return all that a counted command can change."""
    return r.title, r.viewport.cursors.french, r.viewport.top, r.viewport.row, r.session.preferences.measure


async def test_count_three_equals_three_repetitions(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        names = [f"Article {number}" for number in range(9)]
        ids = [
            add_article(store, *(f"{name}. {LONG}" for _ in range(90)), title=name, rank=n)
            for n, name in enumerate(names)
        ]
    commands = [c for c in Keymap.default().commands_in(Context.PAGE) if c.counted and c.id not in NOT_REPEATED]
    assert len(commands) > 25
    async with open_reader(tmp_path, (90, 16), open_article=ids[4]) as r:
        for paragraphs in (12, 12, 12, 12, 12, 12):
            await r.press(*str(paragraphs), "}", "V", "1")
        middle = r.text.index(LONG, len(r.text) // 2) + 8
        await r.press("/", *"puis", "enter")

        async def begin() -> tuple[object, ...]:
            if r.open_article.article.id != ids[4]:
                r.reading_screen.open(ids[4])
                await r.press("/", *"puis", "enter")
            r.reading_screen.line_settings.change_measure((60 - r.session.preferences.measure) // 2)
            await r.wait_until_idle()
            r.viewport.move_to(middle)
            r.viewport.restore(ViewportSnapshot(Side.FRENCH, middle, 0, 6, None))
            stops = tuple(JumpLocation(ids[4], caret, 2) for caret in (10, 20, 30, 40))
            r.reading_screen.navigation._jump_list = JumpList(stops, stops)
            return state(r)

        for command in commands:
            key = Keymap.default().keys_for(command.id, Context.PAGE)[0].split()
            before = await begin()
            await r.press(*key, *key, *key)
            after = state(r)
            assert after != before, command.id
            assert await begin() == before
            await r.press("3", *key)
            if command.id in PAGE_JUMPS:
                assert (r.title, r.viewport.top) == (after[0], after[2]), command.id
            else:
                assert state(r) == after, command.id
