"""Hypothesis strategies for texts and layouts: French as typed, and hostile input."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st

from reader.text.model.article import SEPARATOR, Article
from reader.ui.spread.columns import EnglishMode, compute_columns
from reader.ui.spread.spread import Spread
from reader.ui.spread.typesetting import Typesetting

quick_settings = settings(deadline=None, max_examples=30)
"""Enough examples for daily runs; no deadline, since the machine may be busy."""

SEEDS: Final = Path(__file__).parents[3] / "seeds"

WORDS: Final = (
    *str.split(
        "le la mots été cœur aujourd’hui d’enfants l’État arc-en-ciel est-ce a-t-il dit-elle allez-y c’est-à-dire peut-être"
    ),
    *str.split(
        "Royaume-Uni 3 18 1968 2023-07 10 000 10\u202f000 M. MM. Mme Mlle Dr n° p. art. av. J.-C. fin. km € % h kg 12,5 — –",
        " ",
    ),
    "anticonstitutionnellement",
    *str.split("gouvernement l’ambassade certainement Constitution épouvantable quelqu’un attraperait-il œuvrerait"),
    "e\u0301te\u0301",
    "co\u00adopé\u00adra\u00adtion",
    "👩‍👩‍👧",
    "❤️",
    "🇫🇷🇧🇪",
    "日本語です",
    "한국어",
    "x\u200by",
    "x\u2060y",
    "\u0301",
    "https://exemple.fr/un/chemin?et=plus",
)
TYPED: Final = (
    *str.split(
        "J. É. Ch. K. § t. II XIV St Ste 1er 2e XXe H2O 5-7 14 h 30 mn 1 000 000,50 J.-P. M.-C. 3-t-il ° C F °C d’ qu’ l' L’ où’"
    ),
    *(
        "l’« ami »",
        "« ‹ “non” › »",
        "qu’“on”",
        "p. 5-7",
        "n° 5",
        "[1]",
        "[12],",
        "¹",
        "–,",
        "—.",
        "– ;",
        "‘c’",
        "‘l’",
        "dit-\u2060il",
    ),
    *(
        "a.b-c@exemple.fr",
        "http://a-b.fr/c-d?e=f-g",
        "www.le-monde.fr,",
        "C:\\un\\deux",
        "aujourd\u00ad’hui",
        "l’\u00adami",
    ),
    *(
        "dit-\u00adil",
        "a-t‑il",
        "\u202f\u0301",
        "é\u00ad",
        "👩\u200d",
        "\u200d",
        "日本-語",
        "\t",
        "\u2009",
        "‑",
        "‐il",
        "…»",
        "1\u202f000 000",
    ),
)
"""Initials, stray spaces after elisions, nested punctuation, addresses, misplaced joiners."""
SIGNS: Final = tuple("«»!?;:.,…()[]“”‘’'\"%°/-")
GAPS: Final = (" ",) * 12 + ("\u00a0", "\u202f", "\u2009", "  ", " \u00a0", "\u00a0 ", "\u2007", "\u3000", "\u2060 ")
MARKS: Final = (", ", ". ", " ; ", " : « ", " » ", " ! ", " ? — ", "… ", " (", ") ", " % ", " “", "” ")

french = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from(TYPED),
        st.sampled_from(SIGNS),
        st.sampled_from(GAPS),
        st.just(" "),
        st.just(" "),
    ),
    max_size=60,
).map("".join)
"""One paragraph, often with misplaced spaces."""

anything = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            str.split(
                "a b é - ' ’ « » ! \u00a0 \u202f \u2009 \u00ad \u200b \u200d \u2060 \ufeff \u0301 \ufe0f 👩 ❤ 🇫 日 ー ᄀ ᅡ ᆨ 각 \u0903 \u0600",
                " ",
            )
        ),
        st.just(" "),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=80,
)
"""One paragraph of anything except control characters and line ends."""

prose = st.lists(
    st.tuples(
        st.sampled_from((*WORDS, *TYPED)), st.one_of(st.just(" "), st.just(" "), st.sampled_from((*MARKS, *GAPS)))
    ),
    min_size=20,
    max_size=80,
).map(lambda parts: "".join(word + gap for word, gap in parts).strip())
"""One longer paragraph with French punctuation, sometimes misplaced."""

paragraphs = st.one_of(french, french, anything)

typesettings = st.builds(Typesetting, st.booleans(), st.booleans())
"""With and without hyphenation and justification."""


def article(*words: str) -> Article:
    """Return an article of these paragraphs."""
    return Article("a", "Titre", SEPARATOR.join(words))


@st.composite
def articles(draw: st.DrawFn, least: int = 1) -> Article:
    """An article as stored: no empty paragraph, no surrounding white space."""
    return article(*draw(st.lists(paragraphs.map(str.strip).filter(bool), min_size=least, max_size=7)))


@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    """A layout of an article with all, part or none of its English."""
    french_text = draw(articles())
    count = len(french_text.paragraphs)
    words = draw(
        st.one_of(
            st.none(), st.lists(st.one_of(st.just(""), paragraphs.map(str.strip)), min_size=count, max_size=count)
        )
    )
    english = None if words is None else article(*words)
    return Spread(
        french_text,
        english,
        compute_columns(
            draw(st.integers(1, 150)),
            draw(st.integers(40, 90)),
            draw(st.booleans()),
            draw(st.sampled_from(EnglishMode)),
        ),
        title=draw(
            st.sampled_from(["", "Un titre", "Un titre bien trop long pour tenir sur une seule ligne de la page"])
        ),
        meta=draw(st.sampled_from(["", "juillet 2023  ·  659 words"])),
        revealed=draw(st.frozensets(st.integers(0, count - 1), max_size=2)),
        hint=draw(st.sampled_from(["", "No English is here yet. Put it beside the text."])),
        typesetting=draw(typesettings),
    )


def paragraphs_of(paths: list[Path]) -> list[str]:
    parts = [part.strip() for path in paths for part in path.read_text("utf-8").split("\n\n")]
    return [paragraph for paragraph in parts if paragraph and not paragraph.startswith("---")]


def seeds() -> list[str]:
    """Return the paragraphs of the bundled French articles."""
    return paragraphs_of([path for path in sorted(SEEDS.glob("*.txt")) if not path.name.endswith(".en.txt")])


def english_seeds() -> list[str]:
    """Return the paragraphs of the bundled English translations."""
    return paragraphs_of(sorted(SEEDS.glob("*.en.txt")))
