"""A paragraph of a megabyte: the cost of a key depends on the window, not the paragraph."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from reader.text.folding import fold_string
from reader.ui.screens import list_dialog, messages
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
"""Maximum code points of both sides to lay out for a key or a window size: a few parts."""


COUNT = 15_000


def numbered(words: str) -> str:
    """Return a megabyte of numbered sentences."""
    return " ".join(words.format(number) for number in range(10_000, 10_000 + COUNT))


FRENCH_SENTENCE = "La phrase numéro {} n’est pas longue, ni courte non plus, dit-elle."
ENGLISH_SENTENCE = "The sentence with the number {} is not long, and not short either, she said."
FRENCH = numbered(FRENCH_SENTENCE)
ENGLISH = numbered(ENGLISH_SENTENCE)


class Work:
    """Counts the code points laid out."""

    def __init__(self) -> None:
        self.code_points = 0

    def take(self) -> int:
        """Return the code points laid out since the last call."""
        laid_out, self.code_points = self.code_points, 0
        return laid_out


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

    monkeypatch.setattr(block_builder, "layout_paragraph", counted)
    monkeypatch.setattr(long_paragraph, "iter_hyphenated_lines", counted_rows)
    return done


@asynccontextmanager
async def open_giant(
    home: Path, french: str, english: str = "", size: tuple[int, int] = (100, 40)
) -> AsyncIterator[Reader]:
    with open_store(home) as store:
        add_article(store, french, title="Long", english=[english] if english else ())
    async with open_reader(home, size) as r:
        yield r


async def test_no_key_lays_out_more_than_is_visible(tmp_path: Path, work: Work) -> None:
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
        assert work.take() < 3 * MOST, "each letter found another hit"
        await r.press("enter", "n", "g", "g")
        assert work.take() < 2 * MOST


async def test_end_and_middle_can_be_reached(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH) as r:
        await r.press("G")
        assert r.viewport.at_end()
        assert r.word == "dit-elle"
        assert r.lines()[-2].strip(), "the last line of the text is not the last of the window"
        await r.press("5", "0", "%")
        assert abs(r.viewport.cursors.french - len(r.text) // 2) < 100
        assert r.viewport.cursors.sentence().of(r.text).startswith("La phrase numéro 17")
        await r.press("V")
        assert r.selected_text == r.viewport.cursors.sentence().of(r.text)
        await r.press("1")
        assert [highlight.selector.exact for highlight in r.highlights] == [r.viewport.cursors.sentence().of(r.text)]
        await r.press("/")
        await r.write("numéro 10007 ")
        assert "1 of 1" in r.footer()
        await r.press("enter")
        assert r.viewport.cursors.sentence().of(r.text).startswith("La phrase numéro 10007")


@pytest.mark.parametrize("shown", [False, True])
async def test_resizing_and_back_keeps_the_top(tmp_path: Path, shown: bool) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        await r.press(*(["t"] if shown else []), "6", "1", "%", "space")
        top, caret = r.viewport.top, r.viewport.cursors.french
        first = r.viewport.rows()[0][1]
        for width in (60, 100, 41, 140, 100):
            await r.resize(width, 40)
            assert r.viewport.cursors.french == caret
            assert 0 <= r.viewport.cursor_row() < r.viewport.height
        assert r.viewport.top == top
        assert r.viewport.rows()[0][1] == first
        await r.press("t", "t")
        assert (r.viewport.top, r.viewport.cursors.french) == (top, caret)


async def test_the_facing_english_stays_aligned(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH, (120, 40)) as r:
        await r.press("t", "7", "5", "%")
        assert r.mode() is ColumnMode.FACING
        number = int(r.viewport.cursors.sentence().of(r.text).split()[3])
        english = r.viewport.spread.english
        assert english is not None
        beside = r.viewport.rows()[r.viewport.cursor_row()][1].line(Side.ENGLISH)
        assert beside is not None
        seen = english.text[beside.start - 200 : beside.end + 200].split()
        numbers = [int(word) for word in seen if word.isdecimal() and len(word) == 5]
        assert abs(numbers[0] - number) < 20, "after eleven thousand sentences"
        r.viewport.switch_side()
        assert r.viewport.cursors.side is Side.ENGLISH
        assert abs(r.viewport.cursors.english / len(english.text) - 0.75) < 0.02, "the cursor is not in the facing part"


async def test_sentences_are_linked_while_idle(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH, (120, 40)) as r:
        await r.press("t", "7", "5", "%")
        english = r.viewport.spread.english
        assert english is not None
        number = ""
        for keys in [")", "G", "3,3,%"]:
            await r.press(*keys.split(","))
            await r.wait_until(lambda: r.view.row_cache.decorations.counterpart)
            number = r.viewport.cursors.sentence().of(r.text).split()[3]
            assert r.view.row_cache.decorations.counterpart.of(english.text) == ENGLISH_SENTENCE.format(number)
        await r.press("o")
        assert r.viewport.cursors.sentence().of(english.text) == ENGLISH_SENTENCE.format(number), (
            "the cursor is not in the matching sentence"
        )
        await r.press("4", "0", ")")
        assert r.viewport.cursors.side is Side.ENGLISH
        await r.wait_until(lambda: r.view.row_cache.decorations.counterpart)
        number = r.viewport.cursors.sentence().of(english.text).split()[5]
        assert r.view.row_cache.decorations.counterpart.of(r.text) == FRENCH_SENTENCE.format(number)
        assert r.viewport.cursors.french == r.view.row_cache.decorations.counterpart.start, (
            "marks and the place go by the French caret"
        )


async def test_a_highlight_is_underlined_in_the_english(tmp_path: Path) -> None:
    async with open_giant(tmp_path, FRENCH, ENGLISH, (120, 40)) as r:
        await r.press("t", "4", "0", "%", "V", "1")
        english, painter = r.viewport.spread.english, r.view.row_cache.renderer
        assert english is not None
        assert painter is not None
        number = r.highlights[0].selector.exact.split()[3]

        def underlined() -> set[str]:
            lines = [row.english for _, row in r.view.row_cache.rows if row.english]
            return {span.of(english.text) for line in lines for span in painter._translated_highlights_on(0, line)}

        await r.wait_until(underlined)
        assert underlined() == {ENGLISH_SENTENCE.format(number)}
        await r.press("space", "backspace")
        assert underlined() == {ENGLISH_SENTENCE.format(number)}
        await r.press("u")
        assert not underlined()


async def test_uncertain_links_are_not_shown(tmp_path: Path) -> None:
    other = " ".join(reversed(ENGLISH.split(". ")))
    async with open_giant(tmp_path, FRENCH, other, (120, 40)) as r:
        await r.press("t", "5", "0", "%")
        linking = r.view._link_task
        assert linking is not None
        await r.wait_until(lambda: not linking.is_pending())
        assert not r.view.row_cache.decorations.counterpart
        await r.press("o")
        assert r.viewport.cursors.side is Side.ENGLISH
        assert not r.view.row_cache.decorations.counterpart


@pytest.mark.parametrize("key", ["I", "="])
async def test_a_dialog_reads_no_more_than_it_shows(tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(words: str) -> str:
        read.append(len(words))
        return fold_string(words)

    monkeypatch.setattr(list_dialog, "fold_string", counted)
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        assert r.session.current is not None
        assert r.session.set_own_translation(r.session.current.article, 0, "My own words.")
        await r.press("t", key)
        assert not r.is_on_page()
        assert any("La phrase numéro 10000" in line for line in r.lines())
        await r.press("/")
        await r.write("p")  # the first letter of a filter folds the items
        assert 0 < sum(read) < 20_000


async def test_a_giant_translation_cannot_be_edited(tmp_path: Path) -> None:
    """The editor would take 15 s to wrap it."""
    async with open_giant(tmp_path, FRENCH, ENGLISH) as r:
        await r.press("i")
        assert r.is_on_page()
        assert r.message == messages.translation_too_long(MOST_WRITTEN)


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
async def test_any_content(tmp_path: Path, text: str) -> None:
    async with open_giant(tmp_path, text, text[::-1]) as r:
        for keys in (["w"], ["space"], ["t"], ["G"], ["k"], ["backspace"], ["V"], ["escape"], ["5", "0", "%"], ["j"]):
            await r.press(*keys)
            assert 0 <= r.viewport.cursor_row() < r.viewport.height, keys
        await r.press("g", "g")
        for _ in range(5):
            before = r.viewport.cursors.french
            await r.press("j")
            assert r.viewport.cursors.french > before, "the caret does not move"
        await r.resize(60, 40)
        await r.press("/")
        await r.write("fin")
        assert "1 of 1" in r.footer()
        await r.press("enter")
        assert r.word == "fin"
