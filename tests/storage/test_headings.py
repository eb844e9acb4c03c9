"""Headings in the library: kept with the text, and no reason for a second article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.formats.manuscript import Manuscript, read_manuscript
from reader.text.model.headings import Heading
from tests.storage.builders import manuscript

if TYPE_CHECKING:
    from reader.storage.store import Store

TYPED = "Un début.\n\n## La suite\n\nUne fin."


def test_headings_come_back_with_the_text(store: Store) -> None:
    article_id, _ = store.add_article(read_manuscript(TYPED))
    article = store.article(article_id)
    assert article.text == "Un début.\n\nLa suite\n\nUne fin."
    assert article.headings == (Heading(1, 2),)
    plain, _ = store.add_article(manuscript("Sans titres."))
    assert store.article(plain).headings == ()


def test_a_text_kept_with_its_markers_is_the_same_article(store: Store) -> None:
    # As versions before this one kept it: with the markers in the text.
    old = Manuscript("Titre", "", "", "", ("Un début.", "## La suite", "Une fin."))
    article_id, _ = store.add_article(old)
    assert store.add_article(read_manuscript(TYPED)) == (article_id, False)


def test_with_markers_or_without_it_is_one_text(store: Store) -> None:
    article_id, _ = store.add_article(read_manuscript(TYPED))
    assert store.add_article(read_manuscript(TYPED)) == (article_id, False)
    assert store.add_article(read_manuscript(TYPED.replace("## ", ""))) == (article_id, False)
