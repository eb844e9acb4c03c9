"""PiecesByParagraph looks up on demand what a complete dictionary would hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.model.translations import Origin, Piece, PiecesByParagraph, Translation

PIECES = st.lists(st.builds(Piece, st.text("ab", max_size=3), st.just((0,))), max_size=2).map(tuple)
TRANSLATIONS = st.lists(
    st.none() | st.builds(Translation, st.just("x"), st.just(Origin.ENGINE), pieces=PIECES), max_size=6
)


@given(TRANSLATIONS)
def test_it_equals_a_dictionary(found: list[Translation | None]) -> None:
    plain = {
        index: tuple((piece.text, piece.sentences) for piece in one.pieces)
        for index, one in enumerate(found)
        if one is not None and one.pieces
    }
    answers = PiecesByParagraph(tuple(found))
    assert dict(answers) == plain
    assert answers == plain
    assert bool(answers) is bool(plain)
    assert len(answers) == len(plain)
    assert [answers.get(index, ()) for index in range(-1, len(found) + 1)] == [
        plain.get(index, ()) for index in range(-1, len(found) + 1)
    ]


@given(TRANSLATIONS, TRANSLATIONS)
def test_equality(one: list[Translation | None], other: list[Translation | None]) -> None:
    assert (PiecesByParagraph(tuple(one)) == PiecesByParagraph(tuple(other))) is (one == other)
