"""Random operations, checked against a simple model, now and after reopening."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.text.cleaning import clean
from reader.text.formats.manuscript import split_paragraphs
from reader.text.model.catalog import ReadingPosition
from reader.text.model.highlights import Color, Draft, Highlight, Note
from reader.text.model.selectors import Selector
from tests.storage.builders import HOSTILE, Clock, manuscript, numbered_ids, open_store

texts = st.one_of(st.sampled_from([text for text in HOSTILE if len(text) < 100]), st.text(max_size=30).map(clean))
names = st.sampled_from(["h1", "h2", "h3", "h4"])
numbers = st.integers(0, 2**40)
dates = st.sampled_from(["2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"])
notes = st.none() | st.builds(Note, texts, dates, dates)
selectors = st.builds(Selector, texts, texts, texts, st.integers(0, 1000))
highlights = st.builds(Highlight, names, st.just(""), selectors, st.sampled_from(Color), dates, dates, notes)
positions = st.builds(ReadingPosition, numbers, st.none() | st.integers(-5, 400), st.booleans(), st.floats(0, 1))


class Library(RuleBasedStateMachine):
    """The store next to dictionaries that should always match."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.clock, self.new_id = Clock(), numbered_ids()
        self.store = open_store(self.path)
        self.reopen()
        self.texts: dict[str, str] = {}  # article id to text, oldest first
        self.archived: set[str] = set()
        self.opened: list[str] = []
        self.english: dict[str, tuple[str, ...]] = {}
        self.highlights: dict[str, Highlight] = {}
        self.removed: set[str] = set()
        self.drafts: dict[tuple[str, str], Draft] = {}
        self.positions: dict[str, ReadingPosition] = {}
        self.preferences: dict[str, str] = {}

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def some_article(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.texts)))

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = type(self.store).open(self.path, now=self.clock, new_id=self.new_id)

    @rule(text=texts, title=texts)
    def add(self, text: str, title: str) -> None:
        made = manuscript(*(split_paragraphs(clean(text)) or ("Un.",)), title=title)
        article_id, new = self.store.add_article(made)
        assert new == (made.text not in self.texts.values())
        assert self.texts.setdefault(article_id, made.text) == made.text

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), archived=st.booleans())
    def archive(self, data: st.DataObject, archived: bool) -> None:
        article_id = self.some_article(data)
        self.store.set_archived(article_id, archived)
        (self.archived.add if archived else self.archived.discard)(article_id)

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def open(self, data: st.DataObject) -> None:
        article_id = self.some_article(data)
        self.store.mark_opened(article_id)
        self.opened.append(article_id)

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def translate(self, data: st.DataObject) -> None:
        article_id = self.some_article(data)
        count = len(self.store.article(article_id).paragraphs)
        line = texts.map(lambda text: text.replace("\n", " "))
        english = tuple(data.draw(st.lists(line, min_size=count, max_size=count)))
        self.store.save_file_translation(article_id, english)
        self.english[article_id] = english

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), drawn=highlights)
    def highlight(self, data: st.DataObject, drawn: Highlight) -> None:
        known = self.highlights.get(drawn.id)
        self.put(replace(drawn, article_id=known.article_id if known else self.some_article(data)))

    @precondition(lambda self: self.highlights)
    @rule(data=st.data(), color=st.sampled_from(Color))
    def recolor_or_restore(self, data: st.DataObject, color: Color) -> None:
        name = data.draw(st.sampled_from(sorted(self.highlights)))
        self.put(replace(self.highlights[name], color=color))

    def put(self, highlight: Highlight) -> None:
        self.store.save_highlight(highlight)
        before = self.highlights.get(highlight.id)
        old = before.note.body if before and before.note else None
        new = highlight.note.body if highlight.note else None
        self.drafts = {
            key: draft
            for key, draft in self.drafts.items()
            if key[0] != highlight.id or (old == new and draft.body != new)
        }
        self.highlights[highlight.id] = highlight
        self.removed.discard(highlight.id)

    @rule(name=names)
    def remove(self, name: str) -> None:
        self.store.remove_highlight(name)
        if name in self.highlights:
            self.removed.add(name)

    @precondition(lambda self: self.highlights)
    @rule(data=st.data(), body=texts, owner=st.sampled_from(["run-1", "run-2"]))
    def write(self, data: st.DataObject, body: str, owner: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.highlights)))
        draft = Draft(name, self.highlights[name].article_id, body, owner, self.clock())
        self.store.save_note_draft(draft)
        self.drafts[name, owner] = draft

    @rule(name=names)
    def drop(self, name: str) -> None:
        self.store.delete_note_drafts(name)
        self.drafts = {key: draft for key, draft in self.drafts.items() if key[0] != name}

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), position=positions)
    def move(self, data: st.DataObject, position: ReadingPosition) -> None:
        article_id = self.some_article(data)
        self.store.save_reading_position(article_id, position)
        self.positions[article_id] = position

    @rule(name=texts, value=texts)
    def set_preference(self, name: str, value: str) -> None:
        self.store.set_preference(name, value)
        self.preferences[name] = value

    # -- invariants -------------------------------------------------------------------------

    def present(self, article_id: str) -> list[Highlight]:
        return sorted(
            (one for one in self.highlights.values() if one.article_id == article_id and one.id not in self.removed),
            key=lambda one: one.id,
        )

    @invariant()
    def articles_and_highlights(self) -> None:
        there = [article_id for article_id in reversed(self.texts) if article_id not in self.archived]
        assert [entry.id for entry in self.store.entries()] == there
        assert {entry.id for entry in self.store.entries(archived=True)} == self.archived
        for article_id, text in self.texts.items():
            article, entry = self.store.article(article_id), self.store.entry(article_id)
            present = self.present(article_id)
            found = self.store.highlights(article_id)
            english = self.english.get(article_id, ("",) * len(article.paragraphs))
            assert article.text == text
            assert self.store.translation_texts(article) == english
            assert self.store.reading_position(article_id) == self.positions.get(article_id)
            assert sorted(found, key=lambda one: one.id) == present
            assert [one.selector.start for one in found] == sorted(one.selector.start for one in found)
            assert entry.highlights == len(present)
            assert entry.notes == sum(one.note is not None for one in present)
            assert entry.english == any(english)
            assert entry.opened == (article_id in self.opened)
            assert entry.progress == self.positions.get(article_id, ReadingPosition()).progress
        every = self.store.all_highlights()
        assert sorted(one.id for one in every) == sorted(
            one.id for article_id in there for one in self.present(article_id)
        )
        assert list(dict.fromkeys(one.article_id for one in every)) == [one for one in there if self.present(one)]

    @invariant()
    def drafts_preferences_and_last_opened(self) -> None:
        shown = [
            draft
            for draft in self.drafts.values()
            if draft.article_id not in self.archived and draft.highlight_id not in self.removed
        ]
        assert self.store.note_drafts() == sorted(shown, key=lambda draft: draft.modified, reverse=True)
        assert self.store.preferences() == self.preferences
        assert all(self.store.preference(name) == value for name, value in self.preferences.items())
        opened = [article_id for article_id in self.opened if article_id not in self.archived]
        assert self.store.last_opened() == (opened[-1] if opened else None)


TestLibrary = Library.TestCase
TestLibrary.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
