"""Headings in the library: stored with the text, without making a second article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.formats.manuscript import Manuscript, read_manuscript
from reader.text.model.headings import Heading
from tests.storage.builders import manuscript

if TYPE_CHECKING:
    from reader.storage.store import Store

TYPED = "Un début.\n\n## La suite\n\nUne fin."


def test_headings_round_trip(store: Store) -> None:
    article_id, _ = store.add_article(read_manuscript(TYPED))
    article = store.article(article_id)
    assert article.text == "Un début.\n\nLa suite\n\nUne fin."
    assert article.headings == (Heading(1, 2),)
    plain, _ = store.add_article(manuscript("Sans titres."))
    assert store.article(plain).headings == ()


def test_text_stored_with_markers_is_the_same_article(store: Store) -> None:
    # Earlier versions stored the markers in the text.
    old = Manuscript("Titre", "", "", "", ("Un début.", "## La suite", "Une fin."))
    article_id, _ = store.add_article(old)
    assert store.add_article(read_manuscript(TYPED)) == (article_id, False)


def test_markers_do_not_make_another_article(store: Store) -> None:
    article_id, _ = store.add_article(read_manuscript(TYPED))
    assert store.add_article(read_manuscript(TYPED)) == (article_id, False)
    assert store.add_article(read_manuscript(TYPED.replace("## ", ""))) == (article_id, False)
