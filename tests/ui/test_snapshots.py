"""Text snapshots of the screen at several sizes, each with a condition that must hold.

``ENREGARD_UPDATE_SNAPSHOTS=1 pytest tests/ui/test_snapshots.py`` writes them again; review the
diff. Some include a style map: one letter per cell for its color role.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color
from reader.ui.screens.help_and_palette import HelpDialog
from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.reading.note_editor import NoteEditor
from reader.ui.spread.columns import ColumnMode
from reader.ui.theme.themes import PAPIER
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

    from tests.ui.harness import Reader

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = os.environ.get("ENREGARD_UPDATE_SNAPSHOTS") == "1"
MARKED = ("e", "v", "4", *"))))", "V", "3", "}", "}", "v", *"eee", "1", "}", "V", "2", "{", "{")
"""Keys that create four highlights, with the cursor among them."""


@dataclass(frozen=True)
class Scene:
    """A snapshot: window size, keys to press, and the condition afterwards."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    true: Callable[[Reader], object]
    has_style_map: bool = False
    """Whether it includes the style map."""

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}-{self.size[0]}x{self.size[1]}.txt"


def _facing(r: Reader) -> bool:
    return r.mode() is ColumnMode.FACING and len(r.highlights) == 4


SCENES = (
    Scene("first-start", (120, 40), (), lambda r: r.viewport.cursors.french == 0 and r.mode() is ColumnMode.FRENCH),
    Scene("facing", (120, 40), ("t", *MARKED), _facing, has_style_map=True),
    Scene("facing", (200, 50), ("t", *MARKED), _facing),
    Scene("french", (100, 30), MARKED, lambda r: r.mode() is ColumnMode.FRENCH and len(r.highlights) == 4),
    Scene("interleaved", (80, 24), ("t", "}"), lambda r: r.mode() is ColumnMode.INTERLEAVED),
    Scene("interleaved", (60, 24), ("t", "}"), lambda r: r.mode() is ColumnMode.INTERLEAVED and not r.shows_sidebar()),
    Scene("tiny", (40, 10), ("t",), lambda r: r.mode() is ColumnMode.INTERLEAVED and r.viewport.cursor_row() < 9),
    Scene("sidebar", (80, 24), ("s", "j"), lambda r: r.shows_sidebar() and not r.reading_screen.sidebar.beside),
    Scene("marks", (120, 40), (*MARKED, "A"), lambda r: len(r.dialog(MarksDialog).list.items) == 4),
    Scene("help", (100, 30), ("?",), lambda r: r.dialog(HelpDialog)),
    Scene("note", (200, 50), (*"}}}", "V", "a", *"Mai"), lambda r: r.dialog(NoteEditor)),
    Scene("note", (60, 24), (*"}}}", "V", "a", *"Mai"), lambda r: r.dialog(NoteEditor)),
    Scene(
        "selecting",
        (120, 40),
        ("t", "}", "v", *"wwwwwwwwwwww"),
        lambda r: (r.selected_text or "").count(" ") >= 10,
        has_style_map=True,
    ),
)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.path.stem)
async def test_screen_matches_snapshot(tmp_path: Path, scene: Scene) -> None:
    async with open_reader(tmp_path, scene.size) as r:
        await r.press(*scene.keys)
        assert scene.true(r)
        lines = r.lines()
        assert len(lines) == scene.size[1]
        assert all(strip.cell_length == scene.size[0] for strip in r.strips())
        snapshot = "\n".join(lines) + "\n"
        if scene.has_style_map:
            snapshot += LEGEND + "\n".join(_style_map(r)) + "\n"
    if UPDATE:
        scene.path.write_text(snapshot, encoding="utf-8")
    assert scene.path.exists(), "no snapshot yet: create it with ENREGARD_UPDATE_SNAPSHOTS=1 and review it"
    assert snapshot.splitlines() == scene.path.read_text(encoding="utf-8").splitlines()


def test_every_stored_snapshot_is_used() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {scene.path.name for scene in SCENES}


# -- style map ---------------------------------------------------------------------------------

LEGEND = """
Styles: c cursor  s sentence  v selected  y g b p o u highlights  f found  I text  B bold text  e English  m muted  a accent
Cells without text are blank; text on the panel background has other capitals: K text  M muted  A accent

"""
GROUNDS = {
    PAPIER.current_sentence: "s",
    PAPIER.selection: "v",
    PAPIER.search_hit: "f",
    **{PAPIER.tint(color): letter for color, letter in zip(Color, "ygbpou", strict=True)},
}
TEXT_LETTERS = {PAPIER.text: "I", PAPIER.english: "e", PAPIER.muted: "m", PAPIER.accent: "a"}
SHADED = {PAPIER.text: "K", PAPIER.muted: "M", PAPIER.accent: "A"}


def _style_letter(style: Style) -> str:
    """Return the letter of a style; ``?`` for an unknown one, ``x`` for overlapping highlights."""
    if style.reverse:
        return "c"
    colors = style.color, style.bgcolor
    if any(color is None or color.triplet is None for color in colors):
        return "?"
    color, background = (color.triplet.hex for color in colors if color is not None and color.triplet is not None)
    if background == PAPIER.panel:
        return SHADED.get(color, "?")
    if background in GROUNDS:
        return GROUNDS[background]
    if background != PAPIER.background:
        return "x"
    if color in PAPIER.bars:
        return "ygbpou"[PAPIER.bars.index(color)]
    letter = TEXT_LETTERS.get(color, "?")
    return "B" if letter == "I" and style.bold else letter


def _style_map(r: Reader) -> list[str]:
    rows = []
    for strip in r.strips():
        row = ""
        for segment in strip:
            letter = " " if not segment.text.strip() or segment.style is None else _style_letter(segment.style)
            row += "".join(" " if letter in "IeBmaKMA" and char == " " else letter for char in segment.text)
        rows.append(row.rstrip())
    return rows
