"""A paragraph of a megabyte is read like any other: what a key costs is told by the window, not by the paragraph."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from reader.text.folding import fold_string
from reader.ui.screens import list_dialog
from reader.ui.screens import messages as say
from reader.ui.screens.english.translation_editor import MAX_CHARACTERS as MOST_WRITTEN
from reader.ui.spread import block_builder, long_paragraph
from reader.ui.spread.blocks import layout_paragraph
from reader.ui.spread.columns import ColumnMode
from reader.ui.spread.line_breaking import iter_hyphenated_lines
from reader.ui.spread.spread import Side
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from reader.text.spans import Span
    from reader.ui.spread.blocks import ParagraphLayout
    from reader.ui.spread.line_breaking import Line
    from reader.ui.spread.typesetting import Typesetting
    from tests.ui.harness import Reader

MEGABYTE = 1_000_000
MOST = 60_000
"""Code points of both sides that may be set into lines for one key, or one size of the window: a few parts of each."""


COUNT = 15_000


def numbered(words: str) -> str:
    """Return a megabyte of sentences, each with its number."""
    return " ".join(words.format(number) for number in range(10_000, 10_000 + COUNT))


FRENCH_SENTENCE = "La phrase numéro {} n’est pas longue, ni courte non plus, dit-elle."
ENGLISH_SENTENCE = "The sentence with the number {} is not long, and not short either, she said."
FRENCH = numbered(FRENCH_SENTENCE)
ENGLISH = numbered(ENGLISH_SENTENCE)


class Work:
    """What was set into lines."""

    def __init__(self) -> None:
        self.code_points = 0

    def take(self) -> int:
        """Return how many code points were set since the last time."""
        taken, self.code_points = self.code_points, 0
        return taken


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    done, really = Work(), layout_paragraph

    def counted(text: str, span: Span, width: int, setting: Typesetting, *, english: bool = False) -> ParagraphLayout:
        done.code_points += len(span)
        return really(text, span, width, setting, english=english)

    def counted_rows(*given: Any, **named: Any) -> Iterator[Line]:
        for line in iter_hyphenated_lines(*given, **named):
            done.code_points += line[1] - line[0]
            yield line

    monkeypatch.setattr(block_builder, "set_paragraph", counted)
    monkeypatch.setattr(long_paragraph, "iter_rows", counted_rows)
    return done


@asynccontextmanager
async def open_giant(
    home: Path, french: str, english: str = "", size: tuple[int, int] = (100, 40)
) -> AsyncIterator[Reader]:
    with open_store(home) as store:
        add_article(store, french, title="Long", english=[english] if english else ())
    async with open_reader(home, size) as r:
        yield r


async def test_no_key_sets_more_than_is_seen(tmp_path: Path, work: Work) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        assert 0 < work.take() < MOST, "the first frame"
        for keys in ["space", "t", "j", "space", "G", "k", "t", "t", "5,0,%", "(", "V", "1", "u"]:
            await r.press(*keys.split(","))
            assert work.take() < MOST, keys
        for width in (60, 100, 140):
            await r.resize(width, 40)
            assert 0 < work.take() < MOST, width
        await r.press("/")
        await r.write("numéro 21999")
        assert work.take() < 3 * MOST, "a letter after the other went to other places"
        await r.press("enter", "n", "g", "g")
        assert work.take() < 2 * MOST


async def test_its_end_and_its_middle_are_reached(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH) as r:
        await r.press("G")
        assert r.viewport.at_end()
        assert r.word == "dit-elle"
        assert r.lines()[-2].strip(), "the last line of the text is the last of the window"
        await r.press("5", "0", "%")
        assert abs(r.viewport.french_cursor - len(r.text) // 2) < 100
        assert r.viewport.sentence().of(r.text).startswith("La phrase numéro 17")
        await r.press("V")
        assert r.selected_text == r.viewport.sentence().of(r.text)
        await r.press("1")
        assert [mark.selector.exact for mark in r.highlights] == [r.viewport.sentence().of(r.text)]
        await r.press("/")
        await r.write("numéro 10007 ")
        assert "1 of 1" in r.footer()
        await r.press("enter")
        assert r.viewport.sentence().of(r.text).startswith("La phrase numéro 10007")


@pytest.mark.parametrize("shown", [False, True])
async def test_any_width_and_back_shows_the_same_top(tmp_path: Path, shown: bool) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        await r.press(*(["t"] if shown else []), "6", "1", "%", "space")
        top, caret = r.viewport.top, r.viewport.french_cursor
        first = r.viewport.rows()[0][1]
        for width in (60, 100, 41, 140, 100):
            await r.resize(width, 40)
            assert r.viewport.french_cursor == caret
            assert 0 <= r.viewport.cursor_row() < r.viewport.height
        assert r.viewport.top == top
        assert r.viewport.rows()[0][1] == first
        await r.press("t", "t")
        assert (r.viewport.top, r.viewport.french_cursor) == (top, caret)


async def test_the_english_facing_it_is_kept_in_step(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH, (120, 40)) as r:
        await r.press("t", "7", "5", "%")
        assert r.mode() is ColumnMode.FACING
        number = int(r.viewport.sentence().of(r.text).split()[3])
        english = r.viewport.spread.english
        assert english is not None
        beside = r.viewport.rows()[r.viewport.cursor_row()][1].line(Side.ENGLISH)
        assert beside is not None
        seen = english.text[beside.start - 200 : beside.end + 200].split()
        numbers = [int(word) for word in seen if word.isdecimal() and len(word) == 5]
        assert abs(numbers[0] - number) < 20, "after eleven thousand sentences"
        r.viewport.switch_side()
        assert r.viewport.side is Side.ENGLISH
        assert abs(r.viewport.english_cursor / len(english.text) - 0.75) < 0.02, "one crosses to the part that faces it"


async def test_its_sentences_are_linked_while_the_reader_rests(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH, (120, 40)) as r:
        await r.press("t", "7", "5", "%")
        english = r.viewport.spread.english
        assert english is not None
        number = ""
        for keys in [")", "G", "3,3,%"]:
            await r.press(*keys.split(","))
            await r.wait_until(lambda: r.view.row_cache.decorations.counterpart)
            number = r.viewport.sentence().of(r.text).split()[3]
            assert r.view.row_cache.decorations.counterpart.of(english.text) == ENGLISH_SENTENCE.format(number)
        await r.press("o")
        assert r.viewport.sentence().of(english.text) == ENGLISH_SENTENCE.format(number), "one crosses to the answer"
        await r.press("4", "0", ")")
        assert r.viewport.side is Side.ENGLISH
        await r.wait_until(lambda: r.view.row_cache.decorations.counterpart)
        number = r.viewport.sentence().of(english.text).split()[5]
        assert r.view.row_cache.decorations.counterpart.of(r.text) == FRENCH_SENTENCE.format(number)
        assert r.viewport.french_cursor == r.view.row_cache.decorations.counterpart.start, (
            "marks and the place go by the French caret"
        )


async def test_a_highlight_in_it_is_underlined_in_its_english(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH, (120, 40)) as r:
        await r.press("t", "4", "0", "%", "V", "1")
        english, painter = r.viewport.spread.english, r.view.row_cache.renderer
        assert english is not None
        assert painter is not None
        number = r.highlights[0].selector.exact.split()[3]

        def underlined() -> set[str]:
            lines = [row.english for _, row in r.view.row_cache.rows if row.english]
            return {trace.of(english.text) for line in lines for trace in painter._translated_highlights_on(0, line)}

        await r.wait_until(underlined)
        assert underlined() == {ENGLISH_SENTENCE.format(number)}
        await r.press("space", "backspace")
        assert underlined() == {ENGLISH_SENTENCE.format(number)}
        await r.press("u")
        assert not underlined()


async def test_where_it_is_doubtful_nothing_is_marked(tmp_path: Path) -> None:
    other = " ".join(reversed(ENGLISH.split(". ")))
    async with open_giant(tmp_path, FRENCH, other, (120, 40)) as r:
        await r.press("t", "5", "0", "%")
        linking = r.view._link_task
        assert linking is not None
        await r.wait_until(lambda: not linking.is_pending())
        assert not r.view.row_cache.decorations.counterpart
        await r.press("o")
        assert r.viewport.side is Side.ENGLISH
        assert not r.view.row_cache.decorations.counterpart


@pytest.mark.parametrize("key", ["I", "="])
async def test_a_sheet_about_it_reads_no_more_than_it_shows(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(words: str) -> str:
        read.append(len(words))
        return fold_string(words)

    monkeypatch.setattr(list_dialog, "folded", counted)
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        assert r.session.current is not None
        assert r.session.set_own_translation(r.session.current.article, 0, "My own words.")
        await r.press("t", key)
        assert not r.is_on_page()
        assert any("La phrase numéro 10000" in line for line in r.lines())
        await r.press("/")
        await r.write("p")  # the first letter of a filter has what is listed folded
        assert 0 < sum(read) < 20_000


async def test_english_as_long_is_not_written_over(tmp_path: Path) -> None:
    """The editor would be wrapping it for a quarter of a minute."""
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        await r.press("i")
        assert r.is_on_page()
        assert r.message == say.translation_too_long(MOST_WRITTEN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Début " + "x" * MEGABYTE + " fin.", id="one word"),
        pytest.param("De" + "e\u0301\u0323\u0330" * (MEGABYTE // 4) + " fin.", id="letters with marks"),
        pytest.param("De" + "\u0301\u0323\u0330" * (MEGABYTE // 3) + " fin.", id="marks alone"),
        pytest.param("漢字かな、" * (MEGABYTE // 5) + " fin.", id="wide"),
        pytest.param("A\u200b" * (MEGABYTE // 2) + " fin.", id="zero width spaces"),
        pytest.param("A" + " " * MEGABYTE + " fin.", id="spaces"),
    ],
)
async def test_whatever_it_is_made_of(tmp_path: Path, text: str) -> None:
    async with open_giant(tmp_path, text, text[::-1]) as r:
        for keys in (["w"], ["space"], ["t"], ["G"], ["k"], ["backspace"], ["V"], ["escape"], ["5", "0", "%"], ["j"]):
            await r.press(*keys)
            assert 0 <= r.viewport.cursor_row() < r.viewport.height, keys
        await r.press("g", "g")
        for _ in range(5):
            before = r.viewport.french_cursor
            await r.press("j")
            assert r.viewport.french_cursor > before, "the caret stands on one line for ever"
        await r.resize(60, 40)
        await r.press("/")
        await r.write("fin")
        assert "1 of 1" in r.footer()
        await r.press("enter")
        assert r.word == "fin"
