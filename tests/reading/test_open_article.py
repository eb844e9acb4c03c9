"""A sitting: the article, its English, its marks found or lost, and the place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import UnknownArticle
from reader.reading import open_article as places
from reader.reading.open_article import OpenArticle
from reader.text.model.catalog import ReadingPosition
from reader.text.model.highlights import Color, Highlight
from reader.text.model.selectors import Anchor, Selector, describe, resolve
from reader.text.spans import Span
from tests.reading.builders import add_article, open_failing_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.text.model.article import Article
    from tests.reading.builders import FailingStore

UN, DEUX, TROIS = "Un premier paragraphe, court.", "Un deuxième, qui parle de la Loire.", "Le troisième et dernier."


def mark(article: Article, identity: str, span: Span, created: str = "2026-01-01T00:00:00Z") -> Highlight:
    return Highlight(identity, article.id, describe(article.text, span), Color.BLUE, created, created)


def test_the_english_is_a_text_of_the_same_shape(shelf: FailingStore) -> None:
    article_id = add_article(shelf, UN, DEUX, TROIS, english=("A first.", "", "The third."))
    sitting = OpenArticle(shelf, article_id)
    assert sitting.english is not None
    assert [sitting.english.paragraph(i) for i in range(3)] == ["A first.", "", "The third."]
    assert len(sitting.article.paragraphs) == 3


def test_an_article_without_english_has_none(shelf: FailingStore) -> None:
    assert OpenArticle(shelf, add_article(shelf, UN, DEUX)).english is None


def test_an_article_that_is_not_there_is_told(shelf: FailingStore) -> None:
    with pytest.raises(UnknownArticle):
        OpenArticle(shelf, "nowhere")


def test_marks_come_in_the_order_of_the_text_and_the_lost_ones_apart(shelf: FailingStore) -> None:
    article_id = add_article(shelf, UN, DEUX, TROIS)
    article = shelf.article(article_id)
    late, early = Span(40, 50), Span(3, 10)
    lost = Highlight("lost", article_id, Selector("paroles envolées", "", "", 4), Color.PINK, "2026", "2026")
    for highlight in (mark(article, "b", late), lost, mark(article, "a", early)):
        shelf.save_highlight(highlight)
    sitting = OpenArticle(shelf, article_id)
    assert [(m.highlight.id, m.anchor.span) for m in sitting.highlights] == [("a", early), ("b", late)]
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
    shelf: FailingStore, spans: list[Span], offset: int
) -> None:
    number = len(shelf.entries())
    article_id = add_article(shelf, f"Texte {number} " + "abcdefghij" * 13, rank=number)
    article = shelf.article(article_id)
    for index, span in enumerate(spans):
        shelf.save_highlight(mark(article, f"{article_id}-{index}", span))
    found = [m.anchor.span for m in OpenArticle(shelf, article_id).highlights_at(offset)]
    assert sorted(found) == sorted(span for span in spans if offset in span)
    assert [len(span) for span in found] == sorted(len(span) for span in found)


def test_neighbors_begin_strictly_after_and_before(shelf: FailingStore) -> None:
    article_id = add_article(shelf, UN, DEUX, TROIS)
    article = shelf.article(article_id)
    for identity, start in (("a", 0), ("b", 10), ("c", 40)):
        shelf.save_highlight(mark(article, identity, Span(start, start + 5)))
    sitting = OpenArticle(shelf, article_id)

    def there(offset: int, step: int) -> str | None:
        found = sitting.next_highlight(offset, step)
        return found.highlight.id if found else None

    assert [there(0, 1), there(10, 1), there(12, 1), there(40, 1)] == ["b", "c", "c", None]
    assert [there(0, -1), there(10, -1), there(12, -1), there(90, -1)] == [None, "a", "b", "c"]


def test_marks_written_elsewhere_are_seen_after_reload(shelf: FailingStore) -> None:
    article_id = add_article(shelf, UN, DEUX)
    sitting = OpenArticle(shelf, article_id)
    shelf.save_highlight(mark(sitting.article, "new", Span(0, 2)))
    assert not sitting.highlights
    sitting.reload_highlights()
    assert [m.highlight.id for m in sitting.highlights] == ["new"]
    assert sitting.highlight("new") is sitting.highlights[0]
    assert sitting.highlight("old") is None


def test_the_place_is_written_only_when_it_changed(shelf: FailingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = add_article(shelf, UN, DEUX)
    sitting = OpenArticle(shelf, article_id)
    assert sitting.position is None
    written: list[ReadingPosition] = []
    put = shelf.save_reading_position

    def noted(article_id: str, place: ReadingPosition) -> None:
        written.append(place)
        put(article_id, place)

    monkeypatch.setattr(shelf, "save_reading_position", noted)
    place = ReadingPosition(12, 3, english=True, progress=0.25)
    sitting.save_position(place)
    sitting.save_position(replace(place))
    sitting.save_position(replace(place, row=4))
    assert written == [place, replace(place, row=4)]
    assert OpenArticle(shelf, article_id).position == replace(place, row=4)


def _noted(sought: list[Selector], text: str, one: Selector) -> Anchor | None:
    sought.append(one)
    return resolve(text, one)


def test_one_mark_more_among_hundreds_is_looked_for_alone(shelf: FailingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = add_article(shelf, "mot " * 600 + "fin.")
    article = shelf.article(article_id)
    for number in range(500):
        shelf.save_highlight(mark(article, f"m{number:04d}", Span(number * 4, number * 4 + 3)))
    sitting = OpenArticle(shelf, article_id)
    before = sitting.highlights
    sought: list[Selector] = []
    monkeypatch.setattr(places, "resolve", lambda text, one: _noted(sought, text, one))
    monkeypatch.setattr(places, "resolve_all", lambda *_: pytest.fail("all marks were looked for again"))
    added = mark(article, "new", Span(1_000, 1_007))
    shelf.save_highlight(added)
    sitting.reload_highlight("new")
    assert sought == [added.selector]
    assert len(before) == 500
    assert len(sitting.highlights) == 501
    assert [m for m in sitting.highlights if m.highlight.id != "new"] == list(before)
    assert {id(m) for m in before} <= {id(m) for m in sitting.highlights}
    shelf.remove_highlight("new")
    sitting.reload_highlight("new")
    assert sitting.highlights == before


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30), st.booleans()), max_size=8))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_one_mark_again_is_as_reading_all(shelf: FailingStore, acts: list[tuple[int, int, bool]]) -> None:
    article_id = add_article(shelf, UN, DEUX, TROIS)
    article = shelf.article(article_id)
    sitting = OpenArticle(shelf, article_id)
    for number, (start, length, removed) in enumerate(acts):
        identity = f"p{number % 4}"
        if removed:
            shelf.remove_highlight(identity)
        else:
            shelf.save_highlight(mark(article, identity, Span(start, start + length)))
        sitting.reload_highlight(identity)
        fresh = OpenArticle(shelf, article_id)
        assert (sitting.highlights, sitting.orphans) == (fresh.highlights, fresh.orphans)
    for number in range(4):
        shelf.remove_highlight(f"p{number}")


def test_marks_of_another_instance_are_seen_with_the_next_of_ours(shelf: FailingStore, library_path: Path) -> None:
    article_id = add_article(shelf, UN, DEUX, TROIS)
    article = shelf.article(article_id)
    sitting = OpenArticle(shelf, article_id)
    with open_failing_store(library_path) as other:
        other.save_highlight(mark(article, "theirs", Span(3, 9)))
    shelf.save_highlight(mark(article, "ours", Span(12, 20)))
    sitting.reload_highlight("ours")
    assert [m.highlight.id for m in sitting.highlights] == ["theirs", "ours"]
