from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.model.highlights import layers
from reader.text.spans import Span

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda at: Span(at[0], at[0] + at[1])), max_size=12
)


@pytest.mark.parametrize(
    ("spans", "runs"),
    [
        ([], []),
        ([(3, 3)], []),
        ([(0, 9)], [(0, 9, (0,))]),
        ([(0, 9), (2, 5)], [(0, 2, (0,)), (2, 5, (1, 0)), (5, 9, (0,))]),
        ([(0, 6), (3, 9)], [(0, 3, (0,)), (3, 6, (1, 0)), (6, 9, (1,))]),
        ([(0, 4), (0, 4)], [(0, 4, (1, 0))]),
        ([(0, 3), (3, 6)], [(0, 3, (0,)), (3, 6, (1,))]),
        ([(5, 7), (0, 2)], [(0, 2, (1,)), (5, 7, (0,))]),
        # As drawn in the docstring.
        ([(0, 24), (9, 17), (17, 33)], [(0, 9, (0,)), (9, 17, (1, 0)), (17, 24, (2, 0)), (24, 33, (2,))]),
    ],
)
def test_layers(spans: list[tuple[int, int]], runs: list[tuple[int, int, tuple[int, ...]]]) -> None:
    assert layers([Span(*span) for span in spans]) == [(Span(start, end), over) for start, end, over in runs]


@given(SPANS)
def test_layers_are_disjoint_ordered_and_covering(spans: list[Span]) -> None:
    runs = layers(spans)
    end = 0
    for run, _ in runs:
        assert end <= run.start < run.end
        end = run.end
    for offset in range(45):
        over = {index for index, span in enumerate(spans) if offset in span}
        lying = [indexes for run, indexes in runs if offset in run]
        assert [set(indexes) for indexes in lying] == ([over] if over else [])


@given(SPANS)
def test_the_shortest_span_is_on_top(spans: list[Span]) -> None:
    for _, over in layers(spans):
        order = [(len(spans[index]), -spans[index].start, -index) for index in over]
        assert order == sorted(order)
