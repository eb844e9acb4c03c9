"""The sidebar: beside or over the page; filter, open, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.widgets.article_list import ArticleList
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

TITLES = ("L’État et la forêt", "Cœur de ville", "Élégie", "Le train de nuit")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of four articles."""
    with open_store(tmp_path) as store:
        for rank, title in enumerate(TITLES):
            add_article(store, f"Ceci est {title.lower()}.", "Fin.", title=title, rank=rank)
    return tmp_path


def listed(r: Reader) -> list[str]:
    return [entry.title for entry in r.reading_screen.sidebar.articles.items]


async def test_articles_show_date_progress_and_highlights(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("V", "1", "}", "V", "a")
        await r.write("note")
        await r.press("escape", "G", "J")
        await r.wait_until(lambda: r.shows("2 †"))
        facts = next(line for line in r.lines() if "2 †" in line)
        assert "juil. 2023 · read · 2 †" in facts


async def test_capital_j_and_k_open_the_next_and_previous_from_anywhere(home: Path) -> None:
    async with open_reader(home) as r:
        assert r.title == TITLES[0]
        await r.press("J", "J")
        assert r.title == TITLES[2]
        await r.press("s", "K")
        assert r.title == TITLES[1]
        await r.press("s", "tab", "J")
        assert r.title == TITLES[2]
        await r.press("tab", "3", "K")
        assert r.title == TITLES[0]
        await r.press("K")
        assert (r.title, r.message) == (TITLES[0], "This is the first article. Press J for the next one.")
        await r.press("9", "J")
        assert r.title == TITLES[3]
        await r.press("J")
        assert r.message == "This is the last article. Press K for the previous one."


async def test_s_toggles_the_sidebar_also_after_a_restart(home: Path) -> None:
    async with open_reader(home) as r:
        assert r.shows_sidebar()
        await r.press("s")
        assert not r.shows_sidebar()
        assert not r.shows("Library")
        assert r.view.region.x == 0
    async with open_reader(home) as r:
        assert not r.shows_sidebar()
        await r.press("s")
        assert r.shows_sidebar()
        assert r.shows("Library")
    async with open_reader(home) as r:
        assert r.shows_sidebar()


async def test_under_100_columns_it_starts_hidden_and_covers_the_page(home: Path) -> None:
    async with open_reader(home, (99, 30)) as r:
        assert not r.shows_sidebar()
        before = r.view.region
        await r.press("s")
        assert r.shows_sidebar()
        assert r.view.region == before, "the page moved under the sidebar"
        assert r.shows("Library")
        assert "Enter Open" in r.footer()
        await r.press("j", "enter")
        assert r.title == TITLES[1]
        assert not r.shows_sidebar()
    async with open_reader(home, (100, 30)) as r:
        assert r.shows_sidebar(), "hiding it in a narrow window hid it in a wide one"


async def test_it_hides_and_shows_with_the_width(home: Path) -> None:
    async with open_reader(home, (120, 30)) as r:
        await r.resize(80, 30)
        assert not r.shows_sidebar()
        await r.resize(120, 30)
        assert r.shows_sidebar()
        await r.press("tab")
        await r.resize(80, 30)
        assert r.focus() == "page", "a hidden list has the focus"


async def test_tab_switches_between_articles_and_text(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("tab")
        assert r.focus() == "articles"
        await r.press("j", "tab")
        assert r.focus() == "page"
        assert r.title == TITLES[0], "moving in the list opened an article"
        await r.press("s", "tab")
        assert r.shows_sidebar()
        assert r.focus() == "articles"


async def test_the_filter_ignores_case_and_accents_while_typing(home: Path) -> None:
    everything = list(TITLES)
    async with open_reader(home) as r:
        await r.press("tab")
        for typed, found in (
            ("etat", [TITLES[0]]),
            ("ETAT forêt", [TITLES[0]]),
            ("coeur", [TITLES[1]]),
            ("l'etat", [TITLES[0]]),
            ("nuit train", [TITLES[3]]),
            ("e\u0301le\u0301gie", [TITLES[2]]),
            ("   ", everything),
            ("zzz", []),
        ):
            await r.press("/")
            await r.write(typed)
            assert listed(r) == found, typed
            await r.press(*["backspace"] * len(typed))
            assert listed(r) == everything
            await r.press("escape")
        await r.press("/")
        await r.write("zzz")
        assert "No matching articles." in " ".join(" ".join(line[:28].split()) for line in r.lines())


async def test_the_filter_stays_or_is_cleared_on_leaving(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("tab", "/")
        await r.write("e")
        await r.press("down")
        assert r.focus() == "articles"
        few = listed(r)
        assert 0 < len(few) <= len(TITLES)
        await r.press("/")
        await r.write("legie")
        assert listed(r) == [TITLES[2]]
        await r.press("enter")
        assert r.title == TITLES[2]
        assert r.focus() == "page"
        await r.press("escape")
        assert listed(r) == list(TITLES)


async def test_enter_in_the_filter_opens_the_first_match(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("tab", "/")
        await r.rush(*"nuit", "enter")
        assert r.title == TITLES[3]


async def test_a_click_opens_an_article(home: Path) -> None:
    async with open_reader(home) as r:
        y = next(i for i, line in enumerate(r.lines()) if TITLES[1] in line[:28])
        await r.pilot.click(ArticleList, offset=(6, y - r.reading_screen.sidebar.articles.region.y))
        await r.wait_until_idle()
        assert r.title == TITLES[1]
        assert r.focus() == "page"


# -- the archive -----------------------------------------------------------------------------------


async def test_x_archives_and_u_restores_with_the_highlights(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("V", "1")
        archived = r.open_article.article.id
        await r.press("tab", "x")
        assert listed(r) == list(TITLES[1:])
        assert r.message == f"Archived “{TITLES[0]}”. u: undo"
        assert r.title == TITLES[1], "the next article is not open"
        await r.press("u")
        assert listed(r) == list(TITLES)
        assert r.open_article.article.id == archived
        assert len(r.open_article.highlights) == 1
        assert r.message == "Undid: archiving."
        await r.press("ctrl+r")
        assert listed(r) == list(TITLES[1:])
        assert r.title != TITLES[0]


async def test_archiving_another_article_leaves_the_open_one_open(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("tab", "j", "j", "x")
        assert r.title == TITLES[0]
        assert TITLES[2] not in listed(r)
        assert r.focus() == "articles"
        assert r.reading_screen.sidebar.articles.current_item is not None
        assert r.reading_screen.sidebar.articles.current_item.title == TITLES[3], "the next article is not current"


async def test_archiving_the_last_article_shows_what_to_do(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("tab", "x", "x", "x", "x")
        assert not r.is_open()
        assert listed(r) == []
        assert "enregard add FILE" in " ".join(" ".join(line[:28].split()) for line in r.lines())
        await r.press("x", "enter", "J", "j", "tab", "w", "t", "v", "1", "/", "escape")
        assert not r.is_open()
        await r.press("u")
        assert len(listed(r)) == 1
        assert r.is_open()
        await r.press("u", "u", "u")
        assert listed(r) == list(TITLES)
    async with open_reader(home) as r:
        assert listed(r) == list(TITLES)


async def test_archiving_inside_a_filter_keeps_the_filter(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("tab", "/")
        await r.write("e")
        await r.press("down")
        few = listed(r)
        await r.press("x")
        assert listed(r) == few[1:]


# -- size ------------------------------------------------------------------------------------------


async def test_ten_thousand_articles_lay_out_only_visible_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        add_article(store, "Un premier.", title="Article 0", rank=0)
        with store._database.transaction() as connection:
            # Adding them one by one takes 30 s; they share a text, which the list does not read.
            connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                " INSERT INTO articles (id, text_id, title, author, date, source, language, name, rank, added)"
                " SELECT id || '-' || i, text_id, 'Article ' || i, author, date, source, language, name, i, added"
                " FROM articles, n"
            )
    calls: list[str] = []
    rows_of = ArticleList.rows_of

    def counted(self: ArticleList, item: object, width: int, *, current: bool) -> object:
        calls.append(item.title)  # type: ignore[attr-defined]  # an Entry
        return rows_of(self, item, width, current=current)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleList, "rows_of", counted)
    async with open_reader(tmp_path) as r:
        await r.wait_until(lambda: len(listed(r)) == 10_000)
        await r.press("tab")
        height = r.reading_screen.sidebar.articles.size.height
        for keys in (
            ("j",),
            ("G",),
            ("g", "g"),
            ("space",),
            ("/", "9"),
            ("9",),
            ("8",),
            ("7",),
            ("escape",),
            ("escape",),
        ):
            calls.clear()
            await r.press(*keys)
            assert len(calls) <= 4 * height, f"{keys} laid out {len(calls)} articles"


async def test_a_window_made_narrow_and_wide_again_is_restored(tmp_path: Path) -> None:
    """Also if the sidebar is hidden by default and was opened by a command."""
    async with open_reader(tmp_path, (120, 30)) as r:
        for keys, visible in ((["s"], False), (["tab"], True), (["tab", "s"], False)):
            await r.press(*keys)
            assert r.reading_screen.sidebar.visible is visible
            top, mode = r.viewport.top, r.view.column_mode
            await r.resize(70, 20)
            await r.resize(120, 30)
            assert r.reading_screen.sidebar.visible is visible
            assert (r.viewport.top, r.view.column_mode) == (top, mode)
