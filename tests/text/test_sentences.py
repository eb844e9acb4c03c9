from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.segmentation.sentences import sentence_at, sentences
from reader.text.spans import Span
from tests.strategies import french_paragraphs, hostile_paragraphs

PARAGRAPHS = st.one_of(french_paragraphs(), hostile_paragraphs())


@pytest.mark.parametrize(
    "cut",
    [
        # From the bundled article, as it was typed.
        "… à Prague, selon The Telegraph. . | « Ils regardent avec horreur. | Ils savent. »",
        "… vers la Russie à utiliser ». contre l’Ukraine. »",
        "… trouve un peu difficile. à interpréter, en termes de qui est dehors. »",
        "… disant au Kremlin : « Notre porte est toujours ouvert. »",
        "Notre porte est ouverte », a déclaré le chef. | « Nous traiterons leurs offres. | Leurs secrets. »",
        "… jamais connus – à moins que quelque chose ne tourne mal. | L’ancien officier vivait.",
        "… est éternelle », a-t-il déclaré.",
        # Abbreviations, initials, numbers.
        "Selon M. Moore, Mme de Staël et MM. Hugo et Dumas. | Le Dr. Knock rit.",
        "Au n° 5, voir p. 12 et art. 4, t. II. | Voir aussi la p. ex. Paris.",
        "Des pommes, des poires, etc. et des noix, etc. | Puis rien.",
        "En 50 av. J.-C. | Les Romains vinrent.",
        "J.-C. Dupont et V. Poutine. | J. K. Rowling et U.S. Army.",
        "Le plan B. | Il échoua.",
        "Le prix est de 10.000 francs, 3.5 fois plus, sur www.lemonde.fr hier. | Voilà.",
        "1. Le départ. | 2. Le retour.",
        "IV. Où l’on apprend que M. Fogg a tort.",
        "Né le 14 juill. 1789 et mort le 3 déc. 1850. | Vu en sept. | Puis rien.",
        "Il vint, c.-à-d. Paul. | Par ex. Paul, p. ex. Paul.",
        "Voir la réf. 5, l’éq. 3 et le dép. 75. | 1° Un.",
        "Par ex. Paul (p. ex. Paul). | Un duplex. | Paul, un ex. | Paul part. | Rien.",
        "1°. Le départ. | 2°. Le retour.",
        "S. Exc. M. Dupont reçut M. M. Moore. | Voir p. 5-7. | Puis rien.",
        "Écrire à a.b@exemple.fr. | Voir http://a.fr/b.c?d. | Il est 14 h 30. | Elle vint.",
        "Au XXe siècle, 1 000 000,50 €. | Le H2O, le CO2. | Le 1er mai.",
        # Marks of every kind.
        "Il hésita… puis vint. | Il partit… | Elle aussi... | Puis non.",
        "Quoi ?! | Non !!! | Si.",
        "« Venez\u202f!\u00a0» dit-il. | «\u00a0Non.\u00a0» | Il rit.",
        "« Oui ? », dit-elle. | (Elle sourit.) | Il vint.",
        "« Un. | Deux. | Trois ! » | Il compta.",
        "— Tu viens ? | — Non ! fit-il. | – Bon.",
        "Il a tort.[1] | Elle a raison.² | Fin.",
        "Quel homme ! | 🎉 Il vint.",
        "Il vint.Elle aussi.",
        "É. Zola naquit. | À Paris. | Œuvre. | Ça va.",
        "Il est 3. | 4 viennent.",
        # English.
        "“Go!” he said. | “No.” | Then Mr. Moore left at 5 p.m. sharp.",
        "He said ‘Yes.’ | Then, e.g. Paris, i.e. France. | It’s St. Paul’s vs. Rome.",
        "“They watch. | They know.” | Putin’s case is lost.",
        # Nothing to cut.
        "…",
        "* * *",
        "Un titre sans point",
        "... Il vint. | …Elle aussi.",
        "Fin. … !",
        "Il dit : « Elle a dit : “Viens !” | Puis elle partit. » | Il a dit « ‹ Non. › | Rien. » | Fin.",
        "Vois-tu ?[1] | Non.[2][3] | Fin.",
        "Il vint. [...] | Elle aussi (…). | Fin.",
    ],
)
def test_sentences(cut: str) -> None:
    expected = [piece.strip() for piece in cut.split("|")]
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text)] == expected


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences("") == ()
    assert sentences(" \n") == ()


@given(PARAGRAPHS, st.integers(0, 1000))
@example("! ? . »", 0)
@example("a . . b", 7)
def test_sentences_cover_the_words(text: str, start: int) -> None:
    spans = sentences(text, start)
    assert [Span(s.start - start, s.end - start) for s in spans] == list(sentences(text))
    end = start
    for span in spans:
        assert span
        between = text[end - start : span.start - start]
        assert not between.strip()
        words = text[span.start - start : span.end - start]
        assert words == words.strip()
        assert any(c.isalnum() for c in words) or len(spans) == 1
        end = span.end
    assert not text[end - start :].strip()


@given(PARAGRAPHS, st.data())
def test_the_sentence_at_an_offset(text: str, data: st.DataObject) -> None:
    spans = sentences(text)
    offset = data.draw(st.integers(-1, len(text) + 1))
    found = sentence_at(text, offset, spans)
    assert found in spans
    inside = [span for span in spans if offset in span]
    if inside:
        assert found == inside[0]
    else:
        assert found == ([span for span in spans if span.end <= offset] or list(spans[:1]))[-1]


def test_without_sentences_the_span_is_empty() -> None:
    assert sentence_at("", 4, ()) == Span(0, 0)
