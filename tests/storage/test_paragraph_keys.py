"""The keys of a whole article are those of its paragraphs, however the text is spaced."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reader.storage.translations import keys, keys_of_article
from reader.text.article import SEPARATOR, Article

WORDS = st.text(st.sampled_from("aé’' \u00a0\u202f\u2009\u00ad\u200b\t日"), max_size=8).filter(
    lambda words: "\n" not in words
)


@given(st.lists(WORDS, max_size=6))
@example(["Oui.", "Oui.", "L’eau !", "L'eau\u202f!"])
@example(["", "", "a"])
@example([" a", "b "])
@example(["a\u2009b", "a b"])
def test_an_article_has_the_keys_of_its_paragraphs(paragraphs: list[str]) -> None:
    article = Article("a", "t", SEPARATOR.join(paragraphs))
    assert keys_of_article(article) == list(keys(span.of(article.text) for span in article.paragraphs))
