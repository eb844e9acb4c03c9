"""Every counted command of the page honors its count: three at once lead where three times one lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.jump_list import Stop, Trail
from reader.ui.commands.command import Context
from reader.ui.commands.keymap import Keymap
from reader.ui.spread.spread import Side
from reader.ui.spread.viewport import Stand
from tests.ui.driving import keep, open_store, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Reader

LONG = "Une phrase assez longue pour que la ligne se coupe. Puis une autre, plus courte. Et la fin vient."
NOT_TIMES = {"move.percent"}
"""Commands whose number says something else than how many times."""
LEAPS = {"move.page", "move.page_back", "move.half", "move.half_back"}
"""Commands after which the caret may be a row off, where it came upon a blank row on the way: the window must be the same."""


def state(r: Reader) -> tuple[object, ...]:
    """Return all that a counted command can change."""
    return r.title, r.page.caret, r.page.top, r.page.row, r.desk.preferences.measure


async def test_three_at_once_are_three_times_one(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        names = [f"Article {number}" for number in range(9)]
        ids = [keep(store, *(f"{name}. {LONG}" for _ in range(90)), title=name, rank=n) for n, name in enumerate(names)]
    commands = [c for c in Keymap.default().commands_in(Context.PAGE) if c.counted and c.id not in NOT_TIMES]
    assert len(commands) > 25
    async with reading(tmp_path, (90, 16), open_article=ids[4]) as r:
        for paragraphs in (12, 12, 12, 12, 12, 12):
            await r.press(*str(paragraphs), "}", "V", "1")
        middle = r.text.index(LONG, len(r.text) // 2) + 8
        await r.press("/", *"puis", "enter")

        async def begin() -> tuple[object, ...]:
            if r.sitting.article.id != ids[4]:
                r.reading.open(ids[4])
                await r.press("/", *"puis", "enter")
            r.reading.typesetting.change_measure((60 - r.desk.preferences.measure) // 2)
            await r.settled()
            r.page.go(middle)
            r.page.restore(Stand(Side.FRENCH, middle, 0, 6, None))
            stops = tuple(Stop(ids[4], caret, 2) for caret in (10, 20, 30, 40))
            r.reading.wayfinding._trail = Trail(stops, stops)
            return state(r)

        for command in commands:
            key = Keymap.default().keys_for(command.id, Context.PAGE)[0].split()
            before = await begin()
            await r.press(*key, *key, *key)
            after = state(r)
            assert after != before, command.id
            assert await begin() == before
            await r.press("3", *key)
            if command.id in LEAPS:
                assert (r.title, r.page.top) == (after[0], after[2]), command.id
            else:
                assert state(r) == after, command.id
