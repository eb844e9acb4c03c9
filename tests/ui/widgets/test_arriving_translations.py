"""Translations that arrive while reading change only their paragraphs and show a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.model.translation_status import TranslationStatus
from reader.ui.spread.columns import EnglishMode, compute_columns
from reader.ui.spread.selection import SelectionUnit
from reader.ui.spread.spread import Side, Spread
from reader.ui.spread.viewport import Viewport
from tests.ui.harness import add_article, open_reader, open_store
from tests.ui.spread.strategies import article, articles

if TYPE_CHECKING:
    from pathlib import Path

    from reader.text.model.article import Article

words = st.sampled_from(["", "Yes.", "A few words of English.", "Words that go on and on. " * 12])


def _spread(french: Article, english: Article, width: int, mode: EnglishMode) -> Spread:
    return Spread(french, english, compute_columns(width, 66, english=True, english_mode=mode), title="Titre")


@given(
    french=articles(),
    data=st.data(),
    width=st.integers(10, 130),
    height=st.integers(1, 30),
    mode=st.sampled_from(EnglishMode),
    on_english=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_partial_update_equals_full_layout_and_keeps_the_line(
    *, french: Article, data: st.DataObject, width: int, height: int, mode: EnglishMode, on_english: bool
) -> None:
    count = len(french.paragraphs)
    before = data.draw(st.lists(words, min_size=count, max_size=count))
    changes = data.draw(st.dictionaries(st.integers(0, count - 1), words, max_size=3))
    after = article(*[changes.get(index, part).strip() for index, part in enumerate(before)])
    page = Viewport(_spread(french, article(*[part.strip() for part in before]), width, mode), height)
    page.move_to(data.draw(st.integers(0, len(french.text))), center=True)
    if on_english:
        page.switch_side()
    row, side, sentence = (
        page.row,
        page.cursors.side,
        page.cursors.text.text[page.cursors.current : page.cursors.sentence().end],
    )
    stays = page.cursors.text.paragraph_at(page.cursors.current) not in changes or side is Side.FRENCH
    page.rows()
    page.replace_english(page.spread.with_english(after, frozenset(changes)))
    whole = _spread(french, after, width, mode)
    every = page.spread.rows_from(whole.first, 10_000)
    assert every == whole.rows_from(whole.first, 10_000)
    if stays and page.cursors.side is side:
        assert page.cursors.text.text[page.cursors.current : page.cursors.sentence().end] == sentence
        if whole.first < page.top < whole.last_top(height) and 0 <= row < height:
            assert page.cursor_row() == row


def test_changed_text_clears_a_selection_in_the_translation() -> None:
    french, english = article("Un mot.", "Deux mots."), article("A word.", "")
    page = Viewport(_spread(french, english, 100, EnglishMode.AUTOMATIC), 10)
    page.select_range(Side.ENGLISH, 0, 4, SelectionUnit.WORD)
    page.replace_english(page.spread.with_english(article("A word.", "Two words."), frozenset({1})))
    assert page.selection is None
    page.select_range(Side.FRENCH, 0, 4, SelectionUnit.WORD)
    page.replace_english(page.spread.with_english(article("A word.", "Two more words."), frozenset({1})))
    assert page.selection is not None


@pytest.mark.parametrize("size", [(130, 20), (70, 20)])
async def test_arriving_translations_show_their_sign(tmp_path: Path, size: tuple[int, int]) -> None:
    french = [f"Phrase numéro {index} du texte français, qui compte plusieurs mots." for index in range(40)]
    english = ["The first one."] + [""] * 39
    with open_store(tmp_path) as store:
        add_article(store, *french, english=english)
    async with open_reader(tmp_path, size) as r:
        await r.press("t", *"}" * 20, *["ctrl+e"] * 8)
        row, line = r.cursor_line()
        english[18] = "This came from an engine. " * 8
        english[20] = "And this was rough."
        states = [TranslationStatus.FILE, *[TranslationStatus.NOT_REQUESTED] * 39]
        states[18], states[20], states[21] = (
            TranslationStatus.ENGINE,
            TranslationStatus.ROUGH,
            TranslationStatus.PENDING,
        )
        r.view.update_english(article(*[part.strip() for part in english]), tuple(states), frozenset({18, 20}))
        await r.wait_until_idle()
        assert r.cursor_line() == (row, line)
        assert r.shows("~ And this was rough.")
        assert r.shows("came from an engine")
        if size[0] == 130:
            waiting = next(text for text in r.lines() if "numéro 21" in text)
            assert waiting.endswith("…")
        await r.press("g", "g")
        assert r.shows("The first one.")
        assert not any(sign + " The first" in text for text in r.lines() for sign in "*°~…!·")
