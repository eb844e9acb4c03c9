"""A complete translation equals its paragraph-by-paragraph form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.model.article import SEPARATOR, Article
from reader.text.model.parallel_text import FileTranslations, translated_article
from reader.text.model.translations import Origin, Translation

WORDS = st.lists(st.text("abc é", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=6)
DATE = "2026-11-28T09:00:00Z"


@given(WORDS, st.data())
def test_it_equals_its_paragraphs(words: list[str], data: st.DataObject) -> None:
    french = Article("a", "Titre", SEPARATOR.join("mot" for _ in words))
    whole = FileTranslations(Article("a", "Titre", SEPARATOR.join(words)), DATE)
    one_by_one = tuple(Translation(text, Origin.FILE, created=DATE) for text in words)
    assert tuple(whole) == one_by_one
    assert whole == one_by_one
    assert len(whole) == len(words)
    start, stop = sorted(data.draw(st.tuples(st.integers(-7, 7), st.integers(-7, 7))))
    assert whole[start:stop] == one_by_one[start:stop]
    assert translated_article(french, whole) == translated_article(french, one_by_one)


def test_other_text_or_date_is_not_equal() -> None:
    one = FileTranslations(Article("a", "", "One.\n\nTwo."), DATE)
    assert one == FileTranslations(Article("b", "", "One.\n\nTwo."), DATE)
    assert one != FileTranslations(Article("a", "", "One.\n\nThree."), DATE)
    assert one != FileTranslations(Article("a", "", "One.\n\nTwo."), "")
    assert one != (None, None)
    assert one != ()


def test_without_translations_there_is_no_article() -> None:
    french = Article("a", "Titre", "Un.\n\nDeux.")
    assert translated_article(french, (None, None)) is None
    half = translated_article(french, (None, Translation("Two.", Origin.FILE)))
    assert half is not None
    assert half.text == "\n\nTwo."
