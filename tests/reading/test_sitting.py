"""A sitting: the article, its English, its marks found or lost, and the place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import UnknownArticle
from reader.reading.sitting import Sitting
from reader.text.library import Place
from reader.text.marks import Color, Highlight
from reader.text.selectors import Selector, describe
from reader.text.spans import Span
from tests.reading.making import keep

if TYPE_CHECKING:
    from reader.text.article import Article
    from tests.reading.making import Refusing

UN, DEUX, TROIS = "Un premier paragraphe, court.", "Un deuxième, qui parle de la Loire.", "Le troisième et dernier."


def mark(article: Article, identity: str, span: Span, created: str = "2026-01-01T00:00:00Z") -> Highlight:
    return Highlight(identity, article.id, describe(article.text, span), Color.BLUE, created, created)


def test_the_english_is_a_text_of_the_same_shape(shelf: Refusing) -> None:
    article_id = keep(shelf, UN, DEUX, TROIS, english=("A first.", "", "The third."))
    sitting = Sitting(shelf, article_id)
    assert sitting.english is not None
    assert [sitting.english.paragraph(i) for i in range(3)] == ["A first.", "", "The third."]
    assert len(sitting.article.paragraphs) == 3


def test_an_article_without_english_has_none(shelf: Refusing) -> None:
    assert Sitting(shelf, keep(shelf, UN, DEUX)).english is None


def test_an_article_that_is_not_there_is_told(shelf: Refusing) -> None:
    with pytest.raises(UnknownArticle):
        Sitting(shelf, "nowhere")


def test_marks_come_in_the_order_of_the_text_and_the_lost_ones_apart(shelf: Refusing) -> None:
    article_id = keep(shelf, UN, DEUX, TROIS)
    article = shelf.article(article_id)
    late, early = Span(40, 50), Span(3, 10)
    lost = Highlight("lost", article_id, Selector("paroles envolées", "", "", 4), Color.PINK, "2026", "2026")
    for highlight in (mark(article, "b", late), lost, mark(article, "a", early)):
        shelf.put_highlight(highlight)
    sitting = Sitting(shelf, article_id)
    assert [(m.highlight.id, m.anchor.span) for m in sitting.marks] == [("a", early), ("b", late)]
    assert [orphan.highlight for orphan in sitting.orphans] == [lost]


@given(
    st.lists(
        st.tuples(st.integers(0, 80), st.integers(1, 40)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
        max_size=8,
    ),
    st.integers(0, 130),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_marks_at_a_place_are_all_there_and_the_shortest_first(
    shelf: Refusing, spans: list[Span], offset: int
) -> None:
    number = len(shelf.entries())
    article_id = keep(shelf, f"Texte {number} " + "abcdefghij" * 13, rank=number)
    article = shelf.article(article_id)
    for index, span in enumerate(spans):
        shelf.put_highlight(mark(article, f"{article_id}-{index}", span))
    found = [m.anchor.span for m in Sitting(shelf, article_id).at(offset)]
    assert sorted(found) == sorted(span for span in spans if offset in span)
    assert [len(span) for span in found] == sorted(len(span) for span in found)


def test_neighbors_begin_strictly_after_and_before(shelf: Refusing) -> None:
    article_id = keep(shelf, UN, DEUX, TROIS)
    article = shelf.article(article_id)
    for identity, start in (("a", 0), ("b", 10), ("c", 40)):
        shelf.put_highlight(mark(article, identity, Span(start, start + 5)))
    sitting = Sitting(shelf, article_id)

    def there(offset: int, step: int) -> str | None:
        found = sitting.neighbor(offset, step)
        return found.highlight.id if found else None

    assert [there(0, 1), there(10, 1), there(12, 1), there(40, 1)] == ["b", "c", "c", None]
    assert [there(0, -1), there(10, -1), there(12, -1), there(90, -1)] == [None, "a", "b", "c"]


def test_marks_written_elsewhere_are_seen_after_reload(shelf: Refusing) -> None:
    article_id = keep(shelf, UN, DEUX)
    sitting = Sitting(shelf, article_id)
    shelf.put_highlight(mark(sitting.article, "new", Span(0, 2)))
    assert not sitting.marks
    sitting.reload()
    assert [m.highlight.id for m in sitting.marks] == ["new"]
    assert sitting.mark("new") is sitting.marks[0]
    assert sitting.mark("old") is None


def test_the_place_is_written_only_when_it_changed(shelf: Refusing, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = keep(shelf, UN, DEUX)
    sitting = Sitting(shelf, article_id)
    assert sitting.place is None
    written: list[Place] = []
    put = shelf.put_place

    def noted(article_id: str, place: Place) -> None:
        written.append(place)
        put(article_id, place)

    monkeypatch.setattr(shelf, "put_place", noted)
    place = Place(12, 3, english=True, share=0.25)
    sitting.save_place(place)
    sitting.save_place(replace(place))
    sitting.save_place(replace(place, row=4))
    assert written == [place, replace(place, row=4)]
    assert Sitting(shelf, article_id).place == replace(place, row=4)
