"""Texts and libraries for the benchmark.

The bundled article, a generated book of 3 MB with its translation, and a megabyte of it in one
paragraph. Libraries are built beforehand with the program's own storage; each run gets a copy.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader import resources
from reader.reading.library import Library
from reader.sources.files import Source, read_source
from reader.storage.store import Store
from reader.text.formats.manuscript import Manuscript
from reader.text.model.article import SEPARATOR
from reader.text.model.highlights import Color, Highlight
from reader.text.model.selectors import describe
from reader.text.segmentation.words import word_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 1913
PARAGRAPHS = 6_000
LENGTH = 400
"""Minimum length of a paragraph in characters; about 3 MB per language in total."""
GIANT = 2_300
"""Paragraphs in a megabyte of the book."""
HIGHLIGHTS = 2_000
SOUGHT = "Ecclésiaste"
"""A word that occurs once, two thirds into the book."""
SOUGHT_IN_ARTICLE = "mercenaire"
"""A word that occurs once in the bundled article."""
NOW = "2026-01-01T09:00:00Z"

_WHO = (
    ("la voisine", "the neighbor"),
    ("un vieux marin", "an old sailor"),
    ("le facteur", "the postman"),
    ("cette élève", "that pupil"),
    ("l’horloger", "the watchmaker"),
    ("ma grand-mère", "my grandmother"),
    ("le maire du village", "the mayor of the village"),
    ("une inconnue", "an unknown woman"),
    ("son frère aîné", "her elder brother"),
    ("la boulangère", "the baker"),
    ("l’abbé", "the abbot"),
    ("quelqu’un", "someone"),
    ("le juge de paix", "the justice of the peace"),
    ("notre hôte", "our host"),
)
_DOES = (
    ("regardait", "was watching"),
    ("avait oublié", "had forgotten"),
    ("cherchait encore", "was still looking for"),
    ("n’aimait guère", "hardly cared for"),
    ("décrivait", "was describing"),
    ("attendait", "was waiting for"),
    ("reconnut", "recognized"),
    ("préférait", "preferred"),
    ("voulait revoir", "wished to see again"),
    ("comprenait mal", "understood poorly"),
    ("peignait", "was painting"),
    ("craignait", "feared"),
)
_WHAT = (
    ("la rivière en crue", "the river in flood"),
    ("les lumières du port", "the lights of the harbor"),
    ("une lettre jamais envoyée", "a letter never sent"),
    ("le clocher de l’église", "the steeple of the church"),
    ("les jours d’été", "the days of summer"),
    ("cette longue route blanche", "that long white road"),
    ("le bruit de la mer", "the sound of the sea"),
    ("l’odeur du pain chaud", "the smell of warm bread"),
    ("un jardin abandonné", "an abandoned garden"),
    ("la maison d’en face", "the house opposite"),
    ("tout ce qui s’était passé", "all that had happened"),
    ("ses souvenirs d’enfance", "his memories of childhood"),
)
_WHEN = (
    ("à l’aube", "at dawn"),
    ("vers dix heures", "around ten o’clock"),
    ("pendant la guerre", "during the war"),
    ("depuis des années", "for years"),
    ("sans rien dire", "without a word"),
    ("malgré la pluie", "in spite of the rain"),
    ("au bout du chemin", "at the end of the path"),
    ("de l’autre côté de la place", "across the square"),
    ("comme chaque dimanche", "as every Sunday"),
    ("avant l’hiver", "before the winter"),
)
_SYLLABLES = (
    "bel",
    "cour",
    "dor",
    "fé",
    "gran",
    "jou",
    "lan",
    "mar",
    "nor",
    "pré",
    "rou",
    "sau",
    "tel",
    "val",
    "vi",
    "zé",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text for the floors, and how to recognize it on the screen."""

    french: str
    """Paragraphs separated by blank lines."""
    english: str
    third: str
    """The first words of the third paragraph."""
    first_english: str
    """The first words of the English."""


def bundled() -> Source:
    """Return the bundled article."""
    return read_source(next(path for path in sorted(resources.seeds().glob("000_*.txt")) if ".en" not in path.name))


def book() -> Source:
    """Return the generated book: always the same, all paragraphs different."""
    chance = random.Random(SEED)
    pairs = [_paragraph(chance, number) for number in range(PARAGRAPHS)]
    french = tuple(pair[0] for pair in pairs)
    english = tuple(pair[1] for pair in pairs)
    return Source(Manuscript("Un livre pour mesurer", "", "1913", "", french), english, "mesure", Path("mesure.txt"))


def giant() -> Source:
    """Return a megabyte of the book, mostly in its third paragraph, with the sought word."""
    whole = book()
    sides = []
    for paragraphs in (whole.manuscript.paragraphs, whole.english or ()):
        pieces = [*paragraphs[2:GIANT], paragraphs[PARAGRAPHS * 2 // 3]]
        sides.append((*paragraphs[:2], " ".join(pieces)))
    manuscript = Manuscript("Un livre sans paragraphes", "", "1913", "", sides[0])
    return Source(manuscript, sides[1], "geant", Path("geant.txt"))


def _paragraph(chance: random.Random, number: int) -> tuple[str, str]:
    french, english = [f"Chapitre {number + 1}, {_name(chance)}."], [f"Chapter {number + 1}."]
    if number == PARAGRAPHS * 2 // 3:
        french.append(f"Un agent nommé {SOUGHT}.")
        english.append("An agent named Ecclesiastic.")
    length = 0
    while length < LENGTH:
        who, does, what, when = (chance.choice(part) for part in (_WHO, _DOES, _WHAT, _WHEN))
        name, amount = _name(chance), f"{chance.randint(2, 900)}\u202f000"
        shape = chance.randrange(4)
        if shape == 0:
            pair = (f"{when[0]}, {who[0]} {does[0]} {what[0]}.", f"{when[1]}, {who[1]} {does[1]} {what[1]}.")
        elif shape == 1:
            pair = (
                f"«\u00a0{who[0]} {does[0]} {what[0]}\u202f!\u00a0» dit {name}.",
                f"“{who[1].capitalize()} {does[1]} {what[1]}!” said {name}.",
            )
        elif shape == 2:
            pair = (
                f"{name} {does[0]} {what[0]}\u202f; {who[0]}, {when[0]}, en voyait {amount}.",
                f"{name} {does[1]} {what[1]}; {who[1]}, {when[1]}, saw {amount} of them.",
            )
        else:
            pair = (
                f"est-ce que {who[0]} {does[0]} {what[0]} {when[0]}\u202f?",
                f"is it that {who[1]} {does[1]} {what[1]} {when[1]}?",
            )
        french.append(pair[0][0].upper() + pair[0][1:])
        english.append(pair[1][0].upper() + pair[1][1:])
        length += len(pair[0]) + 1
    return " ".join(french), " ".join(english)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()


def text_of(source: Source) -> Text:
    """Return a source as a text for the floors."""
    french, english = source.manuscript.paragraphs, source.english or ()
    return Text(
        SEPARATOR.join(french),
        SEPARATOR.join(english),
        " ".join(french[2].split()[:6]),
        " ".join(english[0].split()[:3]),
    )


def _ids() -> Iterator[str]:
    return (f"00000000-0000-4000-8000-{number:012d}" for number in itertools.count())


def opened(folder: Path) -> Store:
    """Open or create a library with a fixed clock and sequential ids."""
    ids = _ids()
    return Store.open(folder / "library.db", now=lambda: NOW, new_id=lambda: next(ids))


def build(folder: Path, source: Source, *, highlights: int = 0) -> None:
    """Create a library with the bundled articles and this one, opened last, with highlights."""
    ids = _ids()
    with Store.open(folder / "library.db", now=lambda: NOW, new_id=lambda: next(ids)) as store:
        library = Library(store, added=NOW)
        library.add_bundled(resources.seeds())
        article = store.article(library.add(source).article_id)
        colors = itertools.cycle(Color)
        spans = list(word_spans(article.text)) if highlights else []
        for span in spans[3 :: max(1, len(spans) // highlights)][:highlights] if highlights else ():
            selector = describe(article.text, span)
            store.save_highlight(Highlight(next(ids), article.id, selector, next(colors), NOW, NOW))
        store.mark_opened(article.id)
