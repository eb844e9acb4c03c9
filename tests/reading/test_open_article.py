"""An open article: text, translation, highlights, orphans and reading position."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import UnknownArticle
from reader.reading import open_article
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


def make_highlight(article: Article, identity: str, span: Span, created: str = "2026-01-01T00:00:00Z") -> Highlight:
    return Highlight(identity, article.id, describe(article.text, span), Color.BLUE, created, created)


def test_translation_has_the_same_shape(store: FailingStore) -> None:
    article_id = add_article(store, UN, DEUX, TROIS, english=("A first.", "", "The third."))
    opened = OpenArticle(store, article_id)
    assert opened.english is not None
    assert [opened.english.paragraph(i) for i in range(3)] == ["A first.", "", "The third."]
    assert len(opened.article.paragraphs) == 3


def test_article_without_translation(store: FailingStore) -> None:
    assert OpenArticle(store, add_article(store, UN, DEUX)).english is None


def test_unknown_article(store: FailingStore) -> None:
    with pytest.raises(UnknownArticle):
        OpenArticle(store, "nowhere")


def test_highlights_in_text_order_and_orphans(store: FailingStore) -> None:
    article_id = add_article(store, UN, DEUX, TROIS)
    article = store.article(article_id)
    late, early = Span(40, 50), Span(3, 10)
    lost = Highlight("lost", article_id, Selector("paroles envolées", "", "", 4), Color.PINK, "2026", "2026")
    for highlight in (make_highlight(article, "b", late), lost, make_highlight(article, "a", early)):
        store.save_highlight(highlight)
    opened = OpenArticle(store, article_id)
    assert [(m.highlight.id, m.anchor.span) for m in opened.highlights] == [("a", early), ("b", late)]
    assert [orphan.highlight for orphan in opened.orphans] == [lost]


@given(
    st.lists(
        st.tuples(st.integers(0, 80), st.integers(1, 40)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
        max_size=8,
    ),
    st.integers(0, 130),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_highlights_at_an_offset_shortest_first(store: FailingStore, spans: list[Span], offset: int) -> None:
    number = len(store.entries())
    article_id = add_article(store, f"Texte {number} " + "abcdefghij" * 13, rank=number)
    article = store.article(article_id)
    for index, span in enumerate(spans):
        store.save_highlight(make_highlight(article, f"{article_id}-{index}", span))
    found = [m.anchor.span for m in OpenArticle(store, article_id).highlights_at(offset)]
    assert sorted(found) == sorted(span for span in spans if offset in span)
    assert [len(span) for span in found] == sorted(len(span) for span in found)


def test_next_highlight_is_strictly_after_or_before(store: FailingStore) -> None:
    article_id = add_article(store, UN, DEUX, TROIS)
    article = store.article(article_id)
    for identity, start in (("a", 0), ("b", 10), ("c", 40)):
        store.save_highlight(make_highlight(article, identity, Span(start, start + 5)))
    opened = OpenArticle(store, article_id)

    def next_id(offset: int, step: int) -> str | None:
        found = opened.next_highlight(offset, step)
        return found.highlight.id if found else None

    assert [next_id(0, 1), next_id(10, 1), next_id(12, 1), next_id(40, 1)] == ["b", "c", "c", None]
    assert [next_id(0, -1), next_id(10, -1), next_id(12, -1), next_id(90, -1)] == [None, "a", "b", "c"]


def test_reload_reads_new_highlights(store: FailingStore) -> None:
    article_id = add_article(store, UN, DEUX)
    opened = OpenArticle(store, article_id)
    store.save_highlight(make_highlight(opened.article, "new", Span(0, 2)))
    assert not opened.highlights
    opened.reload_highlights()
    assert [m.highlight.id for m in opened.highlights] == ["new"]
    assert opened.highlight("new") is opened.highlights[0]
    assert opened.highlight("old") is None


def test_position_is_saved_only_when_changed(store: FailingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = add_article(store, UN, DEUX)
    opened = OpenArticle(store, article_id)
    assert opened.position is None
    saved: list[ReadingPosition] = []
    save = store.save_reading_position

    def recording_save(article_id: str, position: ReadingPosition) -> None:
        saved.append(position)
        save(article_id, position)

    monkeypatch.setattr(store, "save_reading_position", recording_save)
    position = ReadingPosition(12, 3, english=True, progress=0.25)
    opened.save_position(position)
    opened.save_position(replace(position))
    opened.save_position(replace(position, row=4))
    assert saved == [position, replace(position, row=4)]
    assert OpenArticle(store, article_id).position == replace(position, row=4)


def _recording_resolve(searched: list[Selector], text: str, one: Selector) -> Anchor | None:
    searched.append(one)
    return resolve(text, one)


def test_reloading_one_highlight_searches_only_for_it(store: FailingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = add_article(store, "mot " * 600 + "fin.")
    article = store.article(article_id)
    for number in range(500):
        store.save_highlight(make_highlight(article, f"m{number:04d}", Span(number * 4, number * 4 + 3)))
    opened = OpenArticle(store, article_id)
    before = opened.highlights
    searched: list[Selector] = []
    monkeypatch.setattr(open_article, "resolve", lambda text, one: _recording_resolve(searched, text, one))
    monkeypatch.setattr(open_article, "resolve_all", lambda *_: pytest.fail("searched for all highlights again"))
    added = make_highlight(article, "new", Span(1_000, 1_007))
    store.save_highlight(added)
    opened.reload_highlight("new")
    assert searched == [added.selector]
    assert len(before) == 500
    assert len(opened.highlights) == 501
    assert [m for m in opened.highlights if m.highlight.id != "new"] == list(before)
    assert {id(m) for m in before} <= {id(m) for m in opened.highlights}
    store.remove_highlight("new")
    opened.reload_highlight("new")
    assert opened.highlights == before


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30), st.booleans()), max_size=8))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reloading_one_equals_reloading_all(store: FailingStore, operations: list[tuple[int, int, bool]]) -> None:
    article_id = add_article(store, UN, DEUX, TROIS)
    article = store.article(article_id)
    opened = OpenArticle(store, article_id)
    for number, (start, length, removed) in enumerate(operations):
        identity = f"p{number % 4}"
        if removed:
            store.remove_highlight(identity)
        else:
            store.save_highlight(make_highlight(article, identity, Span(start, start + length)))
        opened.reload_highlight(identity)
        fresh = OpenArticle(store, article_id)
        assert (opened.highlights, opened.orphans) == (fresh.highlights, fresh.orphans)
    for number in range(4):
        store.remove_highlight(f"p{number}")


def test_reloading_one_also_reads_foreign_changes(store: FailingStore, library_path: Path) -> None:
    article_id = add_article(store, UN, DEUX, TROIS)
    article = store.article(article_id)
    opened = OpenArticle(store, article_id)
    with open_failing_store(library_path) as other:
        other.save_highlight(make_highlight(article, "theirs", Span(3, 9)))
    store.save_highlight(make_highlight(article, "ours", Span(12, 20)))
    opened.reload_highlight("ours")
    assert [m.highlight.id for m in opened.highlights] == ["theirs", "ours"]
