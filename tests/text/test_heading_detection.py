"""Headings: Markdown markers become levels; only real chapter lines are detected."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.formats import heading_detection
from reader.text.formats.heading_detection import chapter_level
from reader.text.formats.manuscript import read_manuscript, read_paragraphs, split_paragraphs
from reader.text.model.article import Article
from reader.text.model.headings import MAX_LEVEL, Heading, format_headings, parse_headings
from tests.strategies import articles

TYPED = """# Le titre

Un début.

## Première marche ##

Du texte
sur deux lignes.

###### Tout en bas
#hashtag

### Une marche

#

Fin.
"""


def test_markers_become_levels() -> None:
    read = read_manuscript(TYPED)
    assert read.title == "Le titre"
    assert read.paragraphs == (
        "Un début.",
        "Première marche",
        "Du texte sur deux lignes.",
        "###### Tout en bas #hashtag",
        "Une marche",
        "#",
        "Fin.",
    )
    assert read.headings == (Heading(1, 2), Heading(4, 3))
    assert "## Première marche ##" in read.typed
    assert read_paragraphs("# Title\n\nA start.\n\n## First step\n\nText.") == ("A start.", "First step", "Text.")


def test_without_markers_the_text_is_unchanged() -> None:
    read = read_manuscript("Un.\n\nCHAPITRE II\n\nDeux.")
    assert read.typed == ""
    assert read.headings == (Heading(1, 2),)
    assert read.text == "Un.\n\nCHAPITRE II\n\nDeux."


@settings(max_examples=60)
@given(st.text(alphabet="#  \n\ta.XIé\u00a0", max_size=40))
def test_parsing_the_result_again_changes_nothing(raw: str) -> None:
    paragraphs = read_paragraphs("Titre.\n\n" + raw)
    read = read_manuscript("Titre.\n\n" + raw)
    assert paragraphs == read.paragraphs
    assert split_paragraphs(read.text) == paragraphs
    assert read.typed != read.text
    assert len(split_paragraphs(read.typed)) in {0, len(paragraphs)}


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Première partie", 1),
        ("TROISIÈME PARTIE : Le retour", 1),
        ("2e partie", 1),
        ("Livre II", 1),
        ("Tome premier.", 1),
        ("Chapitre premier", 2),
        ("CHAPITRE IV", 2),
        ("CHAPITRE\u00a0XII. — Où l’on part", 2),
        ("Chapitre 3", 2),
        ("Prologue", 2),
        ("ÉPILOGUE", 2),
        ("Avant-propos", 2),
        ("XIV", 3),
        ("I.", 3),
    ],
)
def test_chapter_lines(words: str, level: int) -> None:
    assert chapter_level(words) == level


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Chapitre",
        "Chapitre clos.",
        "Le chapitre II commence ici.",
        "Livre ouvert",
        "Livre dix euros à ton frère.",
        "Chapitre deux fois lu",
        "Partie de rien",
        "Première partie de pêche de l’été.",
        "Prologue à une guerre",
        "Introduction de la nouvelle monnaie",
        "IIII",
        "VX",
        "L",
        "M",
        "iv",
        "Il",
        "V comme Victor",
        "Chapitre II. " + "Une phrase bien trop longue pour un titre. " * 3,
    ],
)
def test_similar_lines_are_not_chapter_lines(words: str) -> None:
    assert chapter_level(words) == 0


@settings(max_examples=40)
@given(articles(), st.data())
def test_stored_headings_round_trip(article: Article, data: st.DataObject) -> None:
    indexes = data.draw(st.sets(st.integers(0, max(0, len(article.paragraphs) - 1)), max_size=len(article.paragraphs)))
    headings = tuple(Heading(index, data.draw(st.integers(1, MAX_LEVEL))) for index in sorted(indexes))
    assert parse_headings(format_headings(headings)) == headings
    with_headings = Article(article.id, article.title, article.text, headings=headings)
    for index in range(len(article.paragraphs)):
        assert with_headings.is_heading(index) == (index in indexes)


@pytest.mark.parametrize("headings", [(Heading(1, 1), Heading(1, 2)), (Heading(1, 1), Heading(0, 1)), (Heading(2, 1),)])
def test_headings_of_another_text_are_refused(headings: tuple[Heading, ...]) -> None:
    with pytest.raises(ValueError, match="not the headings"):
        Article("a", "T", "Un.\n\nDeux.", headings=headings)


@pytest.mark.parametrize(("paragraph", "level"), [(-1, 1), (0, 0), (0, 7)])
def test_invalid_headings_are_refused(paragraph: int, level: int) -> None:
    with pytest.raises(ValueError, match="not a heading"):
        Heading(paragraph, level)


def test_docstring_examples() -> None:
    assert doctest.testmod(heading_detection).failed == 0
    assert doctest.testmod(heading_detection).attempted > 0
