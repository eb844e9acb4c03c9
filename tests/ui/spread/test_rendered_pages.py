"""Whole pages as plain text; run as a module (``python -m``) to rewrite them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from reader.ui.spread.columns import ColumnMode, EnglishMode, compute_columns
from reader.ui.spread.spread import Spread
from tests.ui.spread.plain_rendering import draw
from tests.ui.spread.strategies import article

PAGES: Final = Path(__file__).parent / "pages"
FRENCH: Final = article(
    "À Prague, mercredi, le chef du MI6 a encouragé les Russes opposés à la guerre : « Notre porte est toujours ouverte. »",
    "— Vraiment ? dit-elle. Il y a 10 000 personnes, M. Moore, et 25 % d’entre elles n’ont rien vu… — Rien ?",
    "« Bien ! »",
    "L’inter\u00adnationali\u00adsation se poursuit, peut-être, au Royaume-Uni\u202f; l’arc-en-ciel aussi.",
)
ENGLISH: Final = article(
    "In Prague, on Wednesday, the head of MI6 encouraged Russians opposed to the war: “Our door is always open.”",
    "“Really?” she said. “There are 10,000 people, Mr Moore, and 25% of them saw nothing—nothing at all, not even the door that had "
    "stood open for them since Wednesday.” “Nothing?”",
    "",
    "Internationalization goes on, perhaps, in the United Kingdom; so does the rainbow.",
)
TITLE: Final = "Le chef du Secret Intelligence Service parle à Prague"
META: Final = "juillet 2023  ·  659 words  ·  3 min left"
HINT: Final = "No English here yet. Put it in a file named prague.en.txt beside the text, paragraph for paragraph, and add it again."


def _spread(
    width: int,
    *,
    english: bool,
    revealed: int | None = None,
    missing: bool = False,
    english_mode: EnglishMode = EnglishMode.AUTOMATIC,
) -> Spread:
    return Spread(
        FRENCH,
        None if missing else ENGLISH,
        compute_columns(width, 66, english, english_mode),
        title=TITLE,
        meta=META,
        revealed=frozenset() if revealed is None else frozenset({revealed}),
        hint=HINT if missing else "",
    )


CASES: Final = {
    "english-64": (_spread(64, english=True, english_mode=EnglishMode.ENGLISH), ColumnMode.ENGLISH),
    "chosen-interleaved-100": (
        _spread(100, english=True, english_mode=EnglishMode.INTERLEAVED),
        ColumnMode.INTERLEAVED,
    ),
    "facing-100": (_spread(100, english=True), ColumnMode.FACING),
    "facing-82": (_spread(82, english=True), ColumnMode.FACING),
    "facing-hint-92": (_spread(92, english=True, missing=True), ColumnMode.FACING),
    "french-64": (_spread(64, english=False), ColumnMode.FRENCH),
    "french-40": (_spread(40, english=False), ColumnMode.FRENCH),
    "interleaved-64": (_spread(64, english=True), ColumnMode.INTERLEAVED),
    "interleaved-40": (_spread(40, english=True), ColumnMode.INTERLEAVED),
    "interleaved-hint-64": (_spread(64, english=True, missing=True), ColumnMode.INTERLEAVED),
    "revealed-64": (_spread(64, english=False, revealed=1), ColumnMode.FRENCH),
    "narrow-14": (_spread(14, english=True), ColumnMode.INTERLEAVED),
}


@pytest.mark.parametrize("name", CASES)
def test_page(name: str) -> None:
    spread, mode = CASES[name]
    assert spread.columns.mode is mode
    assert draw(spread) == (PAGES / f"{name}.txt").read_text("utf-8")


def test_every_page_is_checked() -> None:
    assert {path.stem for path in PAGES.glob("*.txt")} == set(CASES)


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for name, (spread, _) in CASES.items():
        (PAGES / f"{name}.txt").write_text(draw(spread), "utf-8")
