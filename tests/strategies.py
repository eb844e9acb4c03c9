"""Hypothesis strategies: hostile and French text, articles, spans."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.text.cleaning import clean
from reader.text.formats.manuscript import split_paragraphs
from reader.text.model.article import SEPARATOR, Article
from reader.text.spans import Span

TRAPS = (
    "\x00", "\x07", "\b", "\t", "\n", "\n\n", "\v", "\f", "\r", "\r\n", "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x7f", "\x85",
    "\x9b31m", "\x9d0;t\x07", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u2028", "\u2029", "\u202e", "\u2060",
    "\u2066", "\ufeff", "\ufff9", "\ud800", "\udfff", "\U000e0041", "\u00ad", "\u034f", "e\u0301", "\u0301\u0323",
    "q\u0307\u0323", "\u0344", "\u212b", "\u1e9b\u0323", "ﬁ", "ß", "İ", "ŉ", "œ", "Æ", "각", "\u1100\u1161\u11a8",
    "कि", "ก็", "漢字", "👩\u200d👩\u200d👧", "👍🏽", "🇫🇷", "🇫", "❤️", "1️⃣", "[b]x[/]", "---", "# ", "date 2023-07 ",
    "title: x", "« ", " »", "…", ". ", " . ", "’", "'", "\u00a0", "\u202f", "10\u202f000", "-", "—", "M. ", "l’", "www.a.fr",
)  # fmt: skip
"""Text that often breaks programs."""

WORDS = tuple(
    str.split(
        "le la les de des un une il elle était à où dès l’été d’abord aujourd’hui quelqu’un jusqu’à qu’elle l’œuvre cœur peut-être"
        " grand-mère Moscou Paris M. Mme Moore MI6 2023 10\u202f000 3,5 n°\u00a05 J.-C. etc. a-t-il S.N.C.F. www.lemonde.fr c’est"
        " n’est naïf Noël ÉTAT garçon où’ — – % € c.-à-d. ex. Par p. 5-7 14 h juill. 1789 1° IV. J. K. Exc. [1] XXe 1er H2O l’«"
        " ‹ › “ ” » ». a.b@exemple.fr http://a.fr/b?c=d. 1\u202f000,50 www.a.fr. oui.[1] non.[2][3] …»",
        " ",
    )
)
"""Words of French paragraphs."""

_ENDS = (".", "…", " !", "\u202f!", " ?", "\u202f?", ". »", "\u00a0».", " », dit-il.", "?!", ". .", " ». ")


def hostile_texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text, including lone surrogates and many of the traps."""
    pieces = st.one_of(st.sampled_from(TRAPS), st.sampled_from(WORDS), st.text(max_size=3), st.just(" "))
    return st.lists(pieces, max_size=max_size).map("".join)


def clean_texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Hostile text after cleaning, which all code above the sources must accept."""
    return hostile_texts(max_size).map(clean)


@st.composite
def french_sentences(draw: st.DrawFn) -> str:
    """A sentence of French words, sometimes quoted or badly punctuated."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    words[0] = words[0][:1].upper() + words[0][1:]
    opening = draw(st.sampled_from(("", "", "", "« ", "«\u00a0", "— ", "“")))
    return opening + " ".join(words) + draw(st.sampled_from(_ENDS))


def french_paragraphs() -> st.SearchStrategy[str]:
    """A clean paragraph of one to six sentences."""
    paragraph = st.lists(french_sentences(), min_size=1, max_size=6).map(" ".join)
    return paragraph.map(lambda words: split_paragraphs(clean(words))[0])


def french_texts(max_paragraphs: int = 5) -> st.SearchStrategy[str]:
    """The text of an article: one paragraph or more."""
    return st.lists(french_paragraphs(), min_size=1, max_size=max_paragraphs).map(SEPARATOR.join)


def hostile_paragraphs() -> st.SearchStrategy[str]:
    """A hostile paragraph after cleaning."""
    return clean_texts().map(split_paragraphs).filter(bool).map(lambda paragraphs: paragraphs[0])


def articles() -> st.SearchStrategy[Article]:
    """An article of one or more French or hostile paragraphs."""
    paragraphs = st.lists(st.one_of(french_paragraphs(), hostile_paragraphs()), min_size=1, max_size=5)
    return st.builds(
        Article,
        id=st.uuids().map(str),
        title=french_sentences(),
        text=paragraphs.map(SEPARATOR.join),
        author=st.sampled_from(("", "Colette", "[b]Émile[/]")),
        date=st.sampled_from(("", "2023", "2023-07", "2023-07-01", "hier")),
        source=st.sampled_from(("", "https://exemple.fr/a?b=[c]")),
    )


@st.composite
def spans_of(draw: st.DrawFn, text: str, min_size: int = 0) -> Span:
    """A span of the text."""
    start = draw(st.integers(0, max(0, len(text) - min_size)))
    return Span(start, draw(st.integers(min(len(text), start + min_size), len(text))))


@st.composite
def texts_with_spans(draw: st.DrawFn, texts: st.SearchStrategy[str], min_size: int = 0) -> tuple[str, Span]:
    """A text and a span of it."""
    text = draw(texts.filter(lambda words: len(words) >= min_size))
    return text, draw(spans_of(text, min_size))
