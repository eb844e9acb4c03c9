"""Export screenshots of the program: `python tools/pictures.py FOLDER [NAME …]`.

Each scene opens the program with a new library, presses keys and writes an SVG. A NAME selects the
scenes that start with it. If rsvg-convert is installed, a PNG is written too.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader import resources
from reader.config import Settings
from reader.reading.library import Library
from reader.reading.session import Session
from reader.storage.store import Store
from reader.ui.app.app import Enregard

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = "2026-11-23T09:00:00Z"


def find_keys(words: str) -> tuple[str, ...]:
    """Return the keys that go to some text and clear the search."""
    return ("/", *words, "enter", "escape")


MARKED = (
    *(*find_keys("notre porte"), *"v)", "1"),
    *(*find_keys("un miasme"), *"vwwwwww", "4", "a", *"Le mot vient des miasmes.", "escape"),
    *(*find_keys("mêmes dilemmes"), *"vwwwwwww", "3"),
    *find_keys("ravager"),
    *("ctrl+y",) * 30,
)
"""Keys that make a page with a few highlights, and the caret among them."""


@dataclass(frozen=True)
class Scene:
    """A screenshot: window size, theme and keys."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: tuple[str, ...] = ()


SCENES = tuple(
    Scene(f"{what}-{theme}-{width}x{height}", (width, height), theme, keys)
    for theme in ("papier", "encre")
    for what, width, height, keys in (
        ("facing", 120, 40, ("t", *MARKED)),
        ("french", 100, 30, MARKED),
        ("wide", 200, 50, ("t", *MARKED)),
        ("narrow", 60, 24, ("t", *MARKED)),
        ("tiny", 40, 10, ("t",)),
        ("marks", 120, 40, (*MARKED, "A")),
        ("help", 120, 40, ("?",)),
        ("palette", 100, 30, (":", "m", "a", "r")),
        ("note", 120, 40, ("t", *"}}}", "V", "a", *"Le slogan de 1968.")),
        ("note-beside", 200, 50, (*"}}}", "V", "a", *"Le slogan de 1968.")),
        ("wording", 120, 40, ("t", *"}}i", "escape", *"}i")),
        ("wording-narrow", 60, 24, ("t", *"}}i")),
        ("wordings", 120, 40, ("t", *"}}i", " ", *"Truly.", "escape", "I")),
        ("yourself", 120, 40, ("t", "M", "G", "enter", *"i", *"The head of MI6 spoke in Prague.", "escape", *"}T")),
        ("selecting", 120, 40, ("t", *"}}", "v", *"wwwwww")),
        ("find", 100, 30, ("/", *"moore")),
        ("sidebar", 80, 24, ("s", "j")),
        ("settings", 100, 30, (",",)),
    )
)


async def draw(scene: Scene, folder: Path) -> Path:
    """Open the program, press the keys and write the screenshot."""
    os.environ.pop("NO_COLOR", None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    ids = itertools.count(1)
    new_id: Callable[[], str] = lambda: f"{next(ids):08d}"  # noqa: E731 -- a counter with a name
    with tempfile.TemporaryDirectory() as home, Store.open(Path(home, "l.db"), now=lambda: NOW, new_id=new_id) as store:
        Library(store, added=NOW).add_bundled(resources.seeds())
        session = Session(store, now=lambda: NOW, new_id=new_id, owner="picture:0")
        app = Enregard(session, Settings(theme=scene.theme))
        async with app.run_test(size=scene.size) as pilot:
            for key in scene.keys:
                await pilot.press({" ": "space", ".": "full_stop"}.get(key, key))
            await pilot.pause()
            svg = app.export_screenshot(title="enregard")
    path = folder / f"{scene.name}.svg"
    path.write_text(_portable(svg), encoding="utf-8")
    return path


def _portable(svg: str) -> str:
    """Remove web fonts, and preserve leading spaces."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main() -> int:
    """Draw the named scenes, or all."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:]
    for scene in SCENES:
        if not wanted or any(scene.name.startswith(word) for word in wanted):
            path = asyncio.run(draw(scene, folder))
            if shutil.which("rsvg-convert"):
                subprocess.run(["rsvg-convert", "-o", str(path.with_suffix(".png")), str(path)], check=True)
            print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
