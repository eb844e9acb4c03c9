"""Where the sheet goes in which English is written: inside the window, and the French stays in sight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.spread.placing import HEAD, INSET, place_writing


@given(st.integers(1, 250), st.integers(1, 90), st.data())
def test_it_is_inside_the_window_and_off_the_footer(width: int, height: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, height - 1))
    rows = data.draw(st.none() | st.just((first, data.draw(st.integers(first, height - 1)))))
    text = data.draw(st.integers(0, width - 1))
    beside = data.draw(st.integers(text, width))
    cell = data.draw(st.none() | st.just((text, data.draw(st.integers(1, width - text)))))
    place = place_writing(width, height, rows, text, beside, cell=cell)
    assert 0 <= place.x < place.x + place.width <= width
    assert place.y >= 0
    assert place.y + place.height <= max(height - 1, 3)
    if height >= 10 and rows is not None and cell is None and place.x < beside:
        free = [row for row in range(rows[0], rows[1] + 1) if not place.y <= row < place.y + place.height]
        assert free or rows[0] >= height - 1 - max(5, height // 2), "all of the French is covered"


@given(st.integers(110, 250), st.integers(20, 90), st.integers(3, 10), st.integers(0, 5))
def test_its_words_lie_where_those_of_the_paragraph_stand(width: int, height: int, top: int, more: int) -> None:
    place = place_writing(width, height, (top, top + more), 4, width - 2, cell=(60, 40))
    assert (place.x + INSET, place.y + HEAD) == (60, top)
    assert place.width - 2 * INSET == 40
