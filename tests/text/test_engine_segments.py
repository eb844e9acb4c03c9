"""Links from an engine's pieces: certain for one sentence per piece, never across pieces."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text.alignment.engine_segments import AlignedPiece, join_pieces, links_from_pieces
from reader.text.alignment.sentence_alignment import Link, align_sentences, counterpart
from reader.text.segmentation.sentences import sentences

WORDS = st.sampled_from(
    ["La porte est ouverte.", "Il dort !", "Non.", "Le pain de 1789 coûte cher.", "« Oui », dit-il."]
)
ANSWERS = st.sampled_from(
    ["The door is open.", "He sleeps!", "No. Never.", "The bread of 1789 is dear.", "“Yes,” he said."]
)


@st.composite
def answered(draw: st.DrawFn) -> tuple[list[str], list[AlignedPiece]]:
    french = draw(st.lists(WORDS, min_size=1, max_size=8))
    pieces: list[AlignedPiece] = []
    done = 0
    while done < len(french):
        several = draw(st.integers(1, len(french) - done))
        pieces.append((draw(ANSWERS), tuple(range(done, done + several))))
        done += several
    return french, pieces


@given(answered(), st.integers(0, 1000))
def test_links_stay_inside_their_piece(given: tuple[list[str], list[AlignedPiece]], start: int) -> None:
    french, pieces = given
    found = links_from_pieces(french, pieces, start)
    assert found is not None
    spans, links = found
    text = join_pieces(pieces)
    assert all(one.end < other.start for one, other in pairwise(spans))
    at = start
    for english, indexes in pieces:
        here = {number for number, span in enumerate(spans) if at <= span.start < at + len(english)}
        assert all(set(one.english) <= here for one in links if set(one.french) & set(indexes))
        if len(indexes) == 1:
            answer = counterpart(links, indexes[0])
            assert answer is not None
            span = spans[answer.start]
            assert text[span.start - start : span.end - start] == english
            assert counterpart(links, answer.start, english=True) == range(indexes[0], indexes[0] + 1)
        at += len(english) + 1


@given(answered())
def test_one_piece_for_all_sentences_is_aligned_normally(given: tuple[list[str], list[AlignedPiece]]) -> None:
    french, pieces = given
    text = join_pieces(pieces)
    if len(french) == 1:
        return
    cut = sentences(text)
    whole = links_from_pieces(french, [(text, tuple(range(len(french))))])
    assert whole == (cut, align_sentences(french, [span.of(text) for span in cut]))


def test_a_piece_for_one_sentence_is_one_span() -> None:
    found = links_from_pieces(["Non, jamais.", "Il dort."], [("No. Never.", (0,)), ("He sleeps.", (1,))])
    assert found is not None
    spans, links = found
    assert [(span.start, span.end) for span in spans] == [(0, 10), (11, 21)]
    assert links == (Link(range(1), range(1), 1.0), Link(range(1, 2), range(1, 2), 1.0))


def test_pieces_for_another_segmentation_are_ignored() -> None:
    for pieces in ([("No.", (0,))], [("No.", (1,)), ("He sleeps.", (0,))], [("No.", (0, 1)), ("More.", (1,))], []):
        assert links_from_pieces(["Non.", "Il dort."], pieces) is None
    assert links_from_pieces(["Non."], [(" ", (0,))]) is None
