"""Sentence links where an engine's segments are known."""

from reader.text.alignment.sentence_alignment import EMPTY_SPAN
from reader.text.model.article import Article
from reader.text.spans import Span
from reader.ui.spread.blocks import Side
from reader.ui.spread.sentence_links import SentenceLinks

FRENCH = Article("a", "T", "Oui.\n\nNon. Il dort depuis mille ans. Quoi ?")
ENGLISH = Article("b", "T", "Yes.\n\nNot at all, never, and no. He sleeps. A long sleep. What?")
PIECES = [("Not at all, never, and no.", (0,)), ("He sleeps. A long sleep.", (1,)), ("What?", (2,))]


def test_engine_segments_give_the_match() -> None:
    links = SentenceLinks(FRENCH, ENGLISH, {1: PIECES})
    first, second, third = (FRENCH.text.index(words) for words in ("Non", "Il dort", "Quoi"))
    assert [links.counterpart(Side.FRENCH, cursor).of(ENGLISH.text) for cursor in (first, second, third)] == [
        text for text, _ in PIECES
    ]
    long = ENGLISH.text.index("long")
    assert links.counterpart(Side.ENGLISH, long).of(FRENCH.text) == "Il dort depuis mille ans."


def test_segments_of_another_text_are_ignored() -> None:
    plain = SentenceLinks(FRENCH, ENGLISH)
    for segments in (PIECES[:2], [("Other words.", (0, 1, 2))], []):
        links = SentenceLinks(FRENCH, ENGLISH, {1: segments})
        line = ENGLISH.paragraphs[1]
        assert links.linked_sentences(1, line) == plain.linked_sentences(1, line)


def test_an_empty_paragraph_has_no_match() -> None:
    english = Article("b", "T", "Yes.\n\n")
    assert (
        SentenceLinks(FRENCH, english, {1: PIECES}).counterpart(Side.FRENCH, len(FRENCH.text))
        == EMPTY_SPAN
        == Span(0, 0)
    )
