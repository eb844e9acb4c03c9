from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.text.cleaning import clean_line, is_clean
from reader.text.formats.manuscript import TITLE_LENGTH, Manuscript, read_manuscript, read_paragraphs, split_paragraphs
from reader.text.model.article import SEPARATOR, Article
from tests.strategies import clean_texts, french_texts, hostile_texts

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_bundled_article() -> None:
    manuscript = read_manuscript((SEEDS / "000_3058addbbcf4618e.txt").read_text(encoding="utf-8"))
    assert manuscript.date == "2023-07"
    assert manuscript.paragraphs[0].startswith("Le chef du Secret Intelligence Service")
    assert manuscript.title == "Le chef du Secret Intelligence Service du Royaume-Uni"
    assert len(manuscript.paragraphs) == 12
    assert (manuscript.author, manuscript.source) == ("", "")
    assert 550 < manuscript.words < 750


def test_front_matter() -> None:
    manuscript = read_manuscript(
        "\ufeff---\r\nTitle: \"L’été : « ici »\"\r\nAUTHOR:  'Colette'\r\ntags: [a, b]\r\n- c\r\n# remarque\r\n"
        "date: 2023-07-01\r\nsource: https://exemple.fr/a\r\n---\r\n\r\nUn.\r\nSuite.\r\n\r\nDeux.\r\n"
    )
    assert manuscript == Manuscript(
        "L’été : « ici »", "Colette", "2023-07-01", "https://exemple.fr/a", ("Un. Suite.", "Deux.")
    )


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        ("Un.\n\nDeux.", ["Un.", "Deux."]),
        ("Un.\nDeux.\n", ["Un.", "Deux."]),
        ("Un.\n  suite\n\n\n \nDeux.\n", ["Un. suite", "Deux."]),
        ("Un.\u200b\n\u00a0\u200b\nDeux.\u00a0", ["Un.", "Deux."]),
        ("Un  deux\u00a0!", ["Un  deux\u00a0!"]),
        ("\n\n  Seul.  \n\n", ["Seul."]),
        ("Un.\fDeux.", ["Un.", "Deux."]),
        ("# Titre\n\nUn.\nDeux.", ["Un.", "Deux."]),
        ("# Titre\nUn.\n\n# Deux\n\n# Trois\net", ["Un.", "Deux", "# Trois et"]),
        ("#Pas un titre\n\nUn.", ["#Pas un titre", "Un."]),
        (" date 2023-07 Un.\n\nDeux.", ["Un.", "Deux."]),
        ("date 2023-07-191 Un.", ["date 2023-07-191 Un."]),
        ("---\ntitle: T\nUn.", ["---", "title: T", "Un."]),
        ("---\n\nUne scène.\n\n---\n\nUne autre.", ["---", "Une scène.", "---", "Une autre."]),
        ("---\n---\nUn.", ["Un."]),
        ("", []),
        (" \n\u200b\n ", []),
        ("---\ntitle: T\n---\n", []),
    ],
)
def test_paragraphs(raw: str, paragraphs: list[str]) -> None:
    assert list(read_paragraphs(raw)) == paragraphs


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("# Le titre\n\nUn.", "Le titre"),
        ("---\ntitle: L’autre\n---\n# Le titre\n\nUn.", "L’autre"),
        ("---\ntitle:\n---\n# Le  titre \n\nUn.", "Le titre"),
        ("---\ntitle: ''\n---\nUn. Deux.", "Un."),
        ("---\n\n* * *\n\nUn. Deux.", "Un."),
        ("---\n\n***", "---"),
        ("« Oui\u202f! » Il vint.", "« Oui\u202f! »"),
        ("Il " * 30 + "partit.", ("Il " * 20).strip() + "…"),
        ("Il était, une fois, dans la plus belle ville du monde, — resplendissante.",
         "Il était, une fois, dans la plus belle ville du monde"),
        ("Il vint, et " + "puis " * 20 + "partit.", "Il vint, et " + ("puis " * 9).strip() + "…"),
        ("a" * 200, "a" * 59 + "…"),
        ("[b]gras[/] \x1b[2J", "[b]gras[/] \ufffd[2J"),
    ],
)  # fmt: skip
def test_titles(raw: str, title: str) -> None:
    assert read_manuscript(raw).title == title


@pytest.mark.parametrize(
    "raw", ["", " \n\t\n", "\ufeff", "---\ntitle: T\n---\n", "# Titre\n", "\u200b\u00ad", " date 2023-07 "]
)
def test_an_empty_text_is_an_error(raw: str) -> None:
    with pytest.raises(SourceError, match=r"There is no text\."):
        read_manuscript(raw)


@given(st.one_of(hostile_texts(), french_texts()))
@example("---\ntitle: \ufeff\n---\na")
@example("date 2023-07 # a\nb")
@example("a\n\u200b\ufeffb")
def test_any_text_is_parsed_or_an_error(raw: str) -> None:
    try:
        manuscript = read_manuscript(raw)
    except SourceError:
        assert read_paragraphs(raw) == ()
        return
    assert manuscript.paragraphs == read_paragraphs(raw)
    assert manuscript.title
    assert manuscript.title == manuscript.title.strip()
    assert "\n" not in manuscript.title
    assert is_clean(manuscript.text)
    assert is_clean(manuscript.title)
    article = Article("a", manuscript.title, manuscript.text)
    assert tuple(span.of(article.text) for span in article.paragraphs) == manuscript.paragraphs


@settings(max_examples=40)
@given(st.one_of(clean_texts(), french_texts()))
@example("a\n\u200b\ufeffb")
def test_splitting_again_changes_nothing(text: str) -> None:
    paragraphs = split_paragraphs(text)
    assert split_paragraphs(SEPARATOR.join(paragraphs)) == paragraphs
    for paragraph in paragraphs:
        assert paragraph
        assert "\n" not in paragraph
        assert paragraph == paragraph.strip()


@settings(max_examples=40)
@given(french_texts())
def test_no_word_is_lost(text: str) -> None:
    assert "".join(read_manuscript(text).text.split()) == "".join(text.split())


@settings(max_examples=40)
@given(french_texts())
def test_a_derived_title_is_the_start_of_the_text(text: str) -> None:
    title = read_manuscript(text).title
    assert len(title) <= TITLE_LENGTH
    assert clean_line(text).startswith(title.removesuffix("…"))


@pytest.mark.parametrize("paragraphs", [(), ("",), ("a\nb",), (" a",), ("a", "b\u200b"), ("\x1b",), ("e\u0301",)])
def test_invalid_manuscripts_are_refused(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not paragraphs"):
        Manuscript("T", "", "", "", paragraphs)
