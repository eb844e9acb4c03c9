"""Links on the page where an engine's pieces are known."""

from reader.text.alignment.sentence_alignment import EMPTY_SPAN
from reader.text.model.article import Article
from reader.text.spans import Span
from reader.ui.spread.blocks import Side
from reader.ui.spread.sentence_links import SentenceLinks

FRENCH = Article("a", "T", "Oui.\n\nNon. Il dort depuis mille ans. Quoi ?")
ENGLISH = Article("b", "T", "Yes.\n\nNot at all, never, and no. He sleeps. A long sleep. What?")
PIECES = [("Not at all, never, and no.", (0,)), ("He sleeps. A long sleep.", (1,)), ("What?", (2,))]


def test_what_an_engine_said_it_answered_is_the_answer() -> None:
    pairing = SentenceLinks(FRENCH, ENGLISH, {1: PIECES})
    first, second, third = (FRENCH.text.index(words) for words in ("Non", "Il dort", "Quoi"))
    assert [pairing.counterpart(Side.FRENCH, caret).of(ENGLISH.text) for caret in (first, second, third)] == [
        text for text, _ in PIECES
    ]
    long = ENGLISH.text.index("long")
    assert pairing.counterpart(Side.ENGLISH, long).of(FRENCH.text) == "Il dort depuis mille ans."


def test_pieces_of_other_words_are_not_believed() -> None:
    plain = SentenceLinks(FRENCH, ENGLISH)
    for pieces in (PIECES[:2], [("Other words.", (0, 1, 2))], []):
        pairing = SentenceLinks(FRENCH, ENGLISH, {1: pieces})
        line = ENGLISH.paragraphs[1]
        assert pairing.linked_sentences(1, line) == plain.linked_sentences(1, line)


def test_an_empty_paragraph_has_no_answer_whatever_is_said() -> None:
    english = Article("b", "T", "Yes.\n\n")
    assert (
        SentenceLinks(FRENCH, english, {1: PIECES}).counterpart(Side.FRENCH, len(FRENCH.text))
        == EMPTY_SPAN
        == Span(0, 0)
    )
